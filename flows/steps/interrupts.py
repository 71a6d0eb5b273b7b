"""Lets what must not be cut in two end first, when somebody presses Ctrl-C or a service manager ends the run."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any

_HELD = (signal.SIGINT, signal.SIGTERM)
_Handler = Callable[[int, FrameType | None], Any] | int | None


class StopAsked:
    """Whether somebody asked to stop since the block began."""

    def __init__(self) -> None:
        self.by: int | None = None

    def __bool__(self) -> bool:
        return self.by is not None


@contextmanager
def finished_first() -> Iterator[StopAsked]:
    """A first Ctrl-C or SIGTERM within the block takes effect behind it; a second one at once.

    In threads nothing changes: signals reach the main thread only.
    """
    asked = StopAsked()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return
    usual = {number: signal.getsignal(number) for number in _HELD}

    def note(number: int, frame: FrameType | None) -> None:
        asked.by = number
        _restore(usual)

    for number in _HELD:
        if usual[number] not in (None, signal.SIG_IGN):  # None: not from Python, nothing of ours to put back
            signal.signal(number, note)
    try:
        yield asked
    finally:
        _restore(usual)
        if asked.by is not None:
            signal.raise_signal(asked.by)


def _restore(usual: Mapping[signal.Signals, _Handler]) -> None:
    for number, handler in usual.items():
        if handler is not None:
            signal.signal(number, handler)
