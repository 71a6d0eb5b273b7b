"""How much of a coded phrase stands in a coded note, from its first word on or up to its last."""

from __future__ import annotations

from collections.abc import Callable


def longest_head(code: str, note: str, position: int) -> int:
    """How many of the first words of ``code`` stand together in ``note`` after ``position``."""
    return _longest(len(code), lambda length: note.find(code[:length], position) >= 0)


def longest_tail(code: str, note: str, position: int) -> int:
    """How many of the last words of ``code`` stand together in ``note`` after ``position``."""
    return _longest(len(code), lambda length: note.find(code[len(code) - length :], position) >= 0)


def _longest(most: int, is_there: Callable[[int], bool]) -> int:
    """The greatest length up to ``most`` that is there, where every shorter one is there too; by halving."""
    low = 0
    while low < most:
        middle = (low + most + 1) // 2
        low, most = (middle, most) if is_there(middle) else (low, middle - 1)
    return low
