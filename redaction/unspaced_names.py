"""Names in scripts that put no blanks between words (Han, Kana, Thai) or glue endings to names (Hangul).

There a name has no word of its own in a text: *王小明昨天没来*, *민준이는*. So it is found as a stretch of
characters, and what may be another word with the same signs is masked too: nothing here can tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from redaction.normalise import normalise
from rounds.roster import RosterName

# Thai; Hangul, also in single letters; Kana; Han with its extensions. The iteration mark 々 is a part of names.
SCRIPTS = (
    "\u0e00-\u0e3a\u0e40-\u0e4e\u1100-\u11ff\u3005\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
_SIGN = re.compile(f"[{SCRIPTS}]")
_WHOLLY = re.compile(f"[{SCRIPTS}]+")
_BETWEEN = ("", " ", "・", ".")  # *王 小明*, *マリア・ロペス*; the look of a middle dot is a period
_SHORTEST = 2  # characters: one alone is an ordinary word far more often
_LONGEST = 40


def is_unspaced(word: str) -> bool:
    """Whether ``word`` has signs of these scripts and nothing else."""
    return bool(_WHOLLY.fullmatch(word))


class UnspacedNames:
    """Finds the names of people that are written in these scripts; other names are none of its business.

    Each cell from two characters on is known alone, and the first and the last name together in both orders.
    """

    def __init__(self, roster: Iterable[RosterName]) -> None:
        self._forms = {form for name in roster for form in _forms(name) if _SHORTEST <= len(form) <= _LONGEST}
        self._lengths = sorted({len(form) for form in self._forms}, reverse=True)

    def find(self, look: str) -> list[tuple[int, int]]:
        """Where they stand in the text ``look`` (normalised), the longest at each place, without overlaps."""
        if not self._forms:
            return []
        found: list[tuple[int, int]] = []
        for match in _SIGN.finditer(look):
            start = match.start()
            if not found or start >= found[-1][1]:
                found += [(start, start + length)] if (length := self._length_at(look, start)) else []
        return found

    def _length_at(self, look: str, start: int) -> int:
        room = len(look) - start  # at the end of a text a longer stretch is the same as the shorter one
        return next((n for n in self._lengths if n <= room and look[start : start + n] in self._forms), 0)


def _forms(name: RosterName) -> set[str]:
    if all(cell.isascii() for cell in (name.first, name.last, name.nickname)):
        return set()
    first, last, nick = (_cell(cell) for cell in (name.first, name.last, name.nickname))
    joined = {one + gap + two for one, two in ((first, last), (last, first)) for gap in _BETWEEN if one and two}
    return {form for form in (first, last, nick, *joined) if form}


def _cell(cell: str) -> str:
    """What is written in a cell, without blanks; nothing if it is in another script."""
    joined = "".join(normalise(cell).text.split())
    return joined if is_unspaced(joined.replace("・", "").replace(".", "")) else ""
