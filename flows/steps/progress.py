"""Who is told how far a long step has come. A context variable, so that a Prefect task finds it too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Progress(Protocol):
    """Hears about rows; never about what stands in them."""

    def begin(self, what: str, total: int | None) -> None:
        """A step over ``total`` rows begins; None if nobody knows how many."""

    def advance(self, done: int, held: int) -> None:
        """``done`` more rows are finished, ``held`` of them held."""


class Silence:
    """A listener for scripts and schedules: nothing is shown."""

    def begin(self, what: str, total: int | None) -> None:
        """Shows nothing."""

    def advance(self, done: int, held: int) -> None:
        """Shows nothing."""


_listener: ContextVar[Progress] = ContextVar("listener", default=Silence())  # noqa: B039 (Silence has no state)


def progress() -> Progress:
    """The listener of the current run."""
    return _listener.get()


@contextmanager
def shown_to(listener: Progress) -> Iterator[None]:
    """Within the block, steps report to ``listener``."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
