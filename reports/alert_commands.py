"""The commands in a text to do: each on a line of its own, so that it can be copied as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

NO_BREAK = "\u00a0"
_PLACE = r"(?:'[^'\n]*'(?:\"'\"'[^'\n]*')*|[\w@%+=:,./-]*[/.A-Z][\w@%+=:,./-]*[\w/])"  # as shlex.quote leaves it
_COMMAND = re.compile(rf"`(?P<quoted>[^`\n]+ [^`\n]+)`|(?P<plain>\bsayback [a-z-]+ {_PLACE}(?: --[a-z-]+)*)")
_BESIDE = re.compile(r"^[\s.,;:]*(?:and$)?|\s+$")  # what is left of a sentence around a command


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: words, or a whole command."""

    text: str
    is_command: bool


def pieces(text: str) -> list[Piece]:
    """``text`` cut at its commands: what stands in backquotes and has a blank, and `sayback` with a place."""
    return [piece for piece in _cut(text) if piece.text]


def _cut(text: str) -> Iterator[Piece]:
    end = 0
    for found in _COMMAND.finditer(text):
        yield Piece(_words(text[end : found.start()], after=end > 0), is_command=False)
        yield Piece(found["quoted"] or found["plain"], is_command=True)
        end = found.end()
    yield Piece(_words(text[end:], after=end > 0), is_command=False)


def _words(text: str, *, after: bool) -> str:
    return _BESIDE.sub("", text.strip()) if after else text.strip()


def unbroken(text: str) -> str:
    """``text`` with commands whose blanks are no place to break a line."""
    return _COMMAND.sub(lambda command: command[0].replace(" ", NO_BREAK), text)
