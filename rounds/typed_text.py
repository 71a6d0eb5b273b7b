"""Which characters may stand in what people type, when it ends up in a mail.

Letters of every language, accents, emoji and the marks that join them are fine. What could end a header line, hide, or
turn the reading direction of what follows is not.
"""

from __future__ import annotations

import unicodedata

LONGEST_LINE = 200  # characters of a title or a name

_LINE_ENDS = frozenset("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")  # Unicode Annex 9: overrides, isolates
_JOINS = frozenset("\xad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff") | {
    chr(code) for code in range(0xE0020, 0xE0080)
}
_IN_LINES = str.maketrans({"\r": None, "\n": None, "\t": None})


def refused_character(text: str) -> str | None:
    """What kind of character in ``text`` cannot stand in one line of a mail, in words; None if all can."""
    if text.isascii() and text.isprintable():
        return None
    return next(filter(None, map(_refused, text)), None)


def one_line(text: str) -> str:
    """``text``. Raises ValueError, which does not quote it, when it is no single line that can stand in a header."""
    if found := refused_character(text):
        raise ValueError(f"has {found}: write it as one line of plain text")
    if len(text) > LONGEST_LINE:
        raise ValueError(f"has more than {LONGEST_LINE} characters: shorten it")
    return text


def as_one_line(text: str) -> str:
    """``text`` as ``one_line`` takes it: characters that it refuses are blanks, and what is too long is cut."""
    kept = "".join(" " if _refused(character) else character for character in text)
    return " ".join(kept.split())[:LONGEST_LINE]


def several_lines(text: str) -> str:
    """``text``, in which lines may end. Raises ValueError, which does not quote it."""
    if found := refused_character(text.replace("\r\n", "\n").translate(_IN_LINES)):
        raise ValueError(f"has {found}: delete it")
    return text


def _refused(character: str) -> str | None:
    if character in _LINE_ENDS:
        return "a line break"
    if character in _TURNS:
        return "a character that turns the reading direction"
    if character in _JOINS:
        return None  # in emoji, Persian, Hebrew and Arabic; the second look sees through them
    match unicodedata.category(character):
        case "Cs":
            return "half a character"
        case "Cc" | "Cf":
            return "a control character"
        case "Cn" if ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF:
            return "a character that is none"  # others may be newer than Python's tables, as emoji are
        case _:
            return None
