"""What phone numbers, mail addresses, handles and numbers of persons look like: plain, and apart from the recognizers.

Narrow on purpose: what has one of these shapes is masked or holds the interview. Room numbers, scores, dates, course
codes and ISBNs have none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGIT = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|cero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
)
_SERVICE = r"(?:insta(?:gram)?|ig|snap(?:chat)?|tik[ ]?tok|discord|roblox|twitter|telegram)"
_SITES = ("gmail", "yahoo", "hotmail", "outlook", "icloud", "aol", "live", "msn", "protonmail")
_SITE = f"(?:{'|'.join(_SITES)})"
_DIGITS = tuple("0123456789")

_OBFUSCATED = rf"""
    \b [\w.+-]{{2,64}} [ ]? (?: @ | \(at\) | \[at\] | \bat\b | \barroba\b ) [ ]? {_SITE} \b
    (?: [ ]? (?: \. | dot | punto ) [ ]? com )?
"""
_AT_A_SERVICE = rf"\b {_SERVICE} (?: [ ]?:[ ]? | [ ]is[ ] ) (?= [\w.]{{0,29}} [\d_] ) [A-Za-z] [\w.]{{2,29}}"

# Kind, shape, and in small letters what an ASCII text has to have for it; () where that would spare nothing.
SHAPES: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    ("EMAIL", re.compile(r"[^\s@<>()\[\]]{1,64}@[^\s@<>()\[\]]{1,255}\.[A-Za-z]{2,}"), ("@",)),
    ("EMAIL", re.compile(_OBFUSCATED, re.IGNORECASE | re.VERBOSE), _SITES),
    ("HANDLE", re.compile(r"(?<![^\s(\"'])@[A-Za-z_][A-Za-z0-9_.]{2,}"), ("@",)),
    ("HANDLE", re.compile(r"(?<![\w#])[A-Za-z][\w.]{1,31}#\d{4}(?!\d)"), ("#",)),
    ("HANDLE", re.compile(_AT_A_SERVICE, re.IGNORECASE | re.VERBOSE), (*_DIGITS, "_")),
    ("ID", re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"), _DIGITS),
    ("PHONE", re.compile(r"(?<![\d+-])(?:\+?1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)"), _DIGITS),
    ("PHONE", re.compile(r"(?<![\d.-])[2-9]\d{2}-\d{4}(?![\d-])"), _DIGITS),
    ("PHONE", re.compile(r"(?<![\w.,#/-])[2-9]\d{2}[2-9]\d{6}(?![\w.,/-]|[.,]\d)"), _DIGITS),
    ("PHONE", re.compile(r"(?<![\w+])\+[1-9]\d{0,2}(?:[ .-]?\(?\d{1,4}\)?){2,5}(?!\d)"), ("+",)),
    ("PHONE", re.compile(rf"\b{_DIGIT}(?:[ ,-]{{1,2}}{_DIGIT}){{6,14}}\b", re.IGNORECASE), ()),
)  # fmt: skip


def shapes_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and place of every shape in ``text``, in characters."""
    small = text.lower() if text.isascii() else ""  # other letters may count as ASCII ones where case does not matter
    for kind, shape, needs in SHAPES:
        if not small or not needs or any(need in small for need in needs):
            yield from ((kind, *match.span()) for match in shape.finditer(text))
