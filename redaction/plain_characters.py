"""How single characters look to a reader: plain letters, digits, quotes, dashes and blanks.

NFKC (Unicode Standard Annex 15) makes full-width, mathematical and circled letters plain; the tables here are for what
it leaves: punctuation, blanks, small capitals, and the C1 codes that a wrongly read Windows-1252 file leaves behind.
"""

from __future__ import annotations

import functools
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
LONGEST_PLAIN = 4  # characters: *ﬃ* gives three, *Ⅷ* four; a word in one sign such as U+FDFA stays as it is

# Character classes of regular expressions. Loose accents and variation selectors; what is not seen at all (categories
# Cf and Cc but for line ends); what breaks a line.
MARKS = "\u0300-\u036f\u0483-\u0489\u180b-\u180d\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
MARKS += "\U000e0100-\U000e01ef"
INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x90\x95\x98-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
LINE_ENDS = "\x0b\x0c\x1c-\x1e\x85\u2028\u2029"

_SAME = {
    "'": "‘’‛ʼʻʹʽ´′‵‹›ʾʿ\x91\x92",
    '"': "“”„‟«»″‶〝〞「」『』\x93\x94",
    "-": "‐‑‒–—―−⁃⸺⸻֊\x96\x97",
    ".": "·‧∙⋅。｡",
    ",": "、､，",
    "/": "⁄∕",
    "*": "∗",
    "~": "∼",
    " ": "\x1f\u115f\u1160\u1680\u2800\u3164\uffa0",
}
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢɑɡ", "abcdefghijklmnopqrstuvwyzag", strict=True))
_WHITE_ON_BLACK = {chr(first + nth): chr(ord("A") + nth) for first in (0x1F150, 0x1F170) for nth in range(26)} | {
    chr(0x2776 + nth): str(nth + 1) for nth in range(9)
}
_PLAIN = {character: plain for plain, same in _SAME.items() for character in same}
_PLAIN |= _SMALL_CAPITALS | _WHITE_ON_BLACK
_PLAIN |= {sign: sign for sign in "™℠"}  # signs behind a word, no letters of it
_TABLE = str.maketrans(_PLAIN)


@functools.lru_cache(maxsize=8192)  # why is a cache OK? One letter with its accents tells nothing of a text
def plain(cluster: str) -> str:
    """How ``cluster``, one character and the loose accents on it, looks: up to LONGEST_PLAIN characters.

    Accents stay where Unicode has a letter for them (*é*); others are dropped.
    """
    first = cluster[0]
    if first in _PLAIN:
        return _PLAIN[first]
    if "\ud800" <= first <= "\udfff":
        return REPLACEMENT
    composed = unicodedata.normalize("NFKC", cluster)
    if "\N{FRACTION SLASH}" in composed and unicodedata.category(first) == "No":
        composed = f" {composed}"  # *1420½* is no 14201/2
    elif composed[0] == " " and not first.isspace():
        return first  # an accent without a letter
    looks = composed[0] + "".join(mark for mark in composed[1:] if unicodedata.category(mark) not in ("Mn", "Me"))
    looks = "".join(map(_digit, looks.translate(_TABLE)))
    return looks if len(looks) <= LONGEST_PLAIN else first


def _digit(character: str) -> str:
    """Digits of all scripts as ASCII digits; anything else as it is."""
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
