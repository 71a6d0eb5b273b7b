"""Each text is looked at once per run, in whatever batch it comes again: *no*, *n/a*, a form sent twice."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from redaction.lexicon import Lexicon
from rounds.interviews import InputSpan

if TYPE_CHECKING:
    from redaction.redactor import Finder

_MOST = 20_000


class FindOnce:
    """An engine that remembers where it found what, by a digest of the text. No text is kept, and the key dies with it.

    To be made anew for every run.
    """

    def __init__(self, engine: Finder) -> None:
        self._engine = engine
        self._key = secrets.token_bytes(32)
        self._found: dict[bytes, list[InputSpan]] = {}

    @property
    def version(self) -> str:
        """As ``Engine.version``."""
        return self._engine.version

    @property
    def lexicon(self) -> Lexicon:
        """As ``Engine.lexicon``."""
        return self._engine.lexicon

    @property
    def languages(self) -> tuple[str, ...]:
        """As ``Engine.languages``."""
        return self._engine.languages

    def find(self, texts: Sequence[str], language: str) -> list[list[InputSpan]]:
        """As ``Engine.find``; raises what that raises, and then remembers nothing of these texts."""
        keys = [self._digest(text, language) for text in texts]
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._found}
        found = dict(zip(new, self._engine.find(list(new.values()), language), strict=True))
        results = [list(found[key] if key in found else self._found[key]) for key in keys]
        if len(self._found) + len(found) <= _MOST:
            self._found |= found
        return results

    def _digest(self, text: str, language: str) -> bytes:
        written = f"{language}\0{text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(written, key=self._key, digest_size=20).digest()
