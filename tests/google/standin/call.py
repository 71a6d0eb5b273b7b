"""One call of a method, as the parts of the stand-in see it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.google.standin.discovery import Method
from tests.google.standin.tokens import Access


@dataclass(frozen=True)
class Call:
    """A request that found its method: path parameters (decoded), query, JSON body, who asks."""

    method: Method
    path: dict[str, str]
    query: list[tuple[str, str]]
    body: Any
    signed_in: Access | None

    @property
    def access(self) -> Access:
        assert self.signed_in is not None
        return self.signed_in

    @property
    def account(self) -> str:
        """The address of whoever asks."""
        return self.access.account

    @property
    def json(self) -> dict[str, Any]:
        """The body, {} when there is none."""
        return self.body if isinstance(self.body, dict) else {}

    def text(self, name: str, default: str = "") -> str:
        """A query parameter."""
        return dict(self.query).get(name, default)

    def number(self, name: str, default: int = 0) -> int:
        return int(self.text(name) or default)

    def flag(self, name: str) -> bool:
        return self.text(name).lower() == "true"

    def all(self, name: str) -> list[str]:
        """Every value of a repeated query parameter."""
        return [value for key, value in self.query if key == name]


@dataclass(frozen=True)
class Raw:
    """An answer that is encoded already (and was validated before): its JSON, and the same in gzip if at hand."""

    body: bytes
    packed: bytes | None = None
