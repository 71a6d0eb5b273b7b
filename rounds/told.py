"""Did people hear back? What interviewers report: they have told so many of those whom they listened to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

MOST_PEOPLE = 200  # whom one interviewer listened to in one round; a larger number is a slip
FEWEST_REPORTS = 3  # of fewer, numbers would be about one or two interviewers and not about the round

_NUMBER = re.compile(r"([0-9]{1,3})(?:[.,]0+)?")  # a spreadsheet may write 12 as 12.0
_OF = re.compile(r"([0-9]{1,3}) ?(?:of|out of|de|/) ?([0-9]{1,3})")
_HEADS = re.compile(r" (?:people|persons?|students?|personas?|estudiantes?)$")
_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "zero none nobody cero ninguno ninguna nadie", "one uno una", "two dos", "three tres", "four cuatro",
            "five cinco", "six seis", "seven siete", "eight ocho", "nine nueve", "ten diez", "eleven once",
            "twelve doce", "thirteen trece", "fourteen catorce", "fifteen quince", "sixteen dieciseis",
            "seventeen diecisiete", "eighteen dieciocho", "nineteen diecinueve", "twenty veinte",
        )
    )
    for word in words.split()
}  # fmt: skip
_ALL = frozenset({"all", "all of them", "everyone", "everybody", "todos", "todas", "a todos", "a todas"})
_NOTHING = frozenset({"", "-", "--", "n/a", "na"})


class UnreadableReport(ValueError):
    """Numbers of which nobody can be sure. The message never quotes them."""


@dataclass(frozen=True, slots=True)
class ToldReport:
    """An interviewer's report: ``told`` of ``listened_to`` people. ``interviewer`` is a code, None if unknown.

    ``id`` is the keyed id of its row, ``submitted_at`` when it was sent, with a time zone.
    """

    id: str
    source: str
    interviewer: str | None
    told: int
    listened_to: int
    submitted_at: datetime | None


def told_numbers(told: str, listened_to: str) -> tuple[int, int] | None:
    """The two numbers as somebody typed them; None where both cells are blank, and nothing is reported.

    Understood are figures, number words up to twenty, "12 of 15" (also alone) and "all". Raises UnreadableReport for
    anything else, for one number without the other, and for numbers that cannot be: nothing is guessed.
    """
    first, second = _plain(told), _plain(listened_to)
    if first in _NOTHING and second in _NOTHING:
        return None
    whole = None if second in _NOTHING else _number(second)
    if match := _OF.fullmatch(first):
        if whole not in (None, int(match[2])):
            raise UnreadableReport("the two cells say different numbers")
        return _checked(int(match[1]), int(match[2]))
    if whole is None:
        raise UnreadableReport("the number of people listened to is missing")
    return _checked(whole if first in _ALL else _number(first), whole)


def counted_reports(reports: Iterable[ToldReport]) -> list[ToldReport]:
    """The reports that count: of each interviewer the newest, and those of unknown ones."""
    newest: dict[str, ToldReport] = {}
    for report in sorted(reports, key=lambda report: (report.submitted_at or _EVER, report.id)):
        newest[report.interviewer or f"unknown {report.id}"] = report
    return list(newest.values())


_EVER = datetime.min.replace(tzinfo=UTC)


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text).casefold()
    words = "".join(mark for mark in folded if not unicodedata.combining(mark)).split()
    return _HEADS.sub("", " ".join(words).strip(" .!"))


def _number(plain: str) -> int:
    if match := _NUMBER.fullmatch(plain):
        return int(match[1])
    if plain not in _WORDS:
        raise UnreadableReport("a number is missing, or is no plain number")
    return _WORDS[plain]


def _checked(told: int, listened_to: int) -> tuple[int, int]:
    if listened_to > MOST_PEOPLE:
        raise UnreadableReport(f"more than {MOST_PEOPLE} people listened to")
    if told > listened_to:
        raise UnreadableReport("more people told than listened to")
    return told, listened_to
