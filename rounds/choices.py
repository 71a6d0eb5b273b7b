"""Splits the answer to a question with several choices into the options that were chosen.

A form's own csv joins them with ``;``, a linked sheet with ``, ``; options may hold either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_SEPARATORS = (re.compile(r";"), re.compile(r",\s+"))
_Pieces = tuple[str, ...]


def split_choices(text: str, options: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """The declared ``options`` that ``text`` names, in declared order, and whether it names anything else.

    Case and surrounding blanks do not count. One separator is taken for the whole text: the one that leaves
    nothing unexplained, else the one by which the text begins with an option (what people type under "Other" comes
    last). Where an option is the beginning of another, the longer one is tried first.
    """
    readings = [_read(text, options, separator) for separator in _SEPARATORS]
    chosen, other = max(readings, key=lambda reading: (not reading[1], 0 in reading[0], len(reading[0])))
    return tuple(options[index] for index in sorted(set(chosen.values()))), other


def _read(text: str, options: Sequence[str], separator: re.Pattern[str]) -> tuple[dict[int, int], bool]:
    """Where in the text, counted in pieces, which option begins; and whether pieces are left over."""
    pieces = _pieces(text, separator)
    known: dict[_Pieces, int] = {}
    for index, option in enumerate(options):
        known.setdefault(_pieces(option, separator), index)
    known.pop((), None)
    longest_first = sorted(known, key=len, reverse=True)
    chosen = _cover(pieces, 0, longest_first)
    if chosen is None:
        chosen = _greedy(pieces, longest_first)
    named = sum(len(option) for option in chosen.values())
    return {start: known[option] for start, option in chosen.items()}, named < len(pieces)


def _pieces(text: str, separator: re.Pattern[str]) -> _Pieces:
    words = (" ".join(piece.split()).casefold() for piece in separator.split(text))
    return tuple(piece for piece in words if piece)


def _cover(pieces: _Pieces, start: int, options: list[_Pieces]) -> dict[int, _Pieces] | None:
    """Options, each at most once, that together make up all pieces from ``start`` on; None if there are none."""
    if start == len(pieces):
        return {}
    for option in options:
        if pieces[start : start + len(option)] == option:
            rest = _cover(pieces, start + len(option), [one for one in options if one != option])
            if rest is not None:
                return {start: option} | rest
    return None


def _greedy(pieces: _Pieces, options: list[_Pieces]) -> dict[int, _Pieces]:
    """The options that are there, from the left, skipping what is none."""
    chosen: dict[int, _Pieces] = {}
    start = 0
    while start < len(pieces):
        match = next((option for option in options if pieces[start : start + len(option)] == option), None)
        if match is not None:
            chosen[start] = match
        start += len(match) if match else 1
    return chosen
