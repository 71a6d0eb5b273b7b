"""What the answers of a column have in common: counts, and the few choices that may be written down.

Responses are taken one by one; what is kept of a column until the end is bounded, and is given up then.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from reports.answer_shapes import CHECKED_LENGTH, DATE_PARTS, Shape, may_be_written, plain, shapes_of
from rounds.form import Form, Question, QuestionKind
from rounds.interviews import Response

Address = tuple[str, int]

MAX_DISTINCT = 2000  # different answers of a column that are told apart; a column of choices has far fewer
MAX_CHOICES = 12
OFTEN = 3  # rows; a rarer answer could point at one person
LONG_ANSWER = 60  # characters
PICKED = frozenset({QuestionKind.CHOICE, QuestionKind.CHECKBOXES})
_SEPARATORS = (";", ", ")  # of several selections: in a downloaded csv; in a linked sheet


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """Counts over one column. Lengths are in characters; ``covered`` is a share between 0 and 1.

    ``distinct`` is exact up to MAX_DISTINCT; ``shapes`` are counted over the ``judged`` answers, all of a column
    with fewer different ones. ``covered`` is the share of all selections that at least OFTEN rows made. ``frequent``
    holds those of them that may be written down (``may_be_written``), the most frequent first, MAX_CHOICES
    at most; ``unwritten`` counts the others. ``day_first`` and ``month_first`` count dates that can only be
    read in that order, ``either_order`` those that can be read in both. The ``repr`` shows no answer.

    With ``offered`` the form itself lists the choices: then ``distinct``, ``shapes``, ``judged``, ``separator``,
    ``covered`` and ``frequent`` tell of these options, all of them, and not of the answers so far.
    """

    rows: int = 0
    filled: int = 0
    distinct: int = 0
    median_length: int = 0
    max_length: int = 0
    long: int = 0
    multi_line: int = 0
    shapes: Mapping[Shape, int] = field(default_factory=dict)
    judged: int = 0
    separator: str | None = None
    covered: float = 0.0
    frequent: tuple[str, ...] = field(default=(), repr=False)
    unwritten: int = 0
    day_first: int = 0
    month_first: int = 0
    either_order: int = 0
    dotted: int = 0
    title_repeated: int = 0
    offered: bool = False

    def share(self, shape: Shape) -> float:
        """The share of the judged answers that have ``shape``, between 0 and 1."""
        return self.shapes.get(shape, 0) / self.judged if self.judged else 0.0

    @property
    def multi_line_share(self) -> float:
        return self.multi_line / self.filled if self.filled else 0.0

    @property
    def long_share(self) -> float:
        return self.long / self.filled if self.filled else 0.0


def gather_facts(form: Form, responses: Iterable[Response]) -> dict[Address, ColumnFacts]:
    """The facts of every column of ``form``, by address, from one pass over ``responses``."""
    tallies = {question.address: _Tally(question.title) for question in form.questions}
    rows = 0
    for response in responses:
        rows += 1
        for address, tally in tallies.items():
            tally.add(response.answers.get(address, ""))
    facts = {address: tally.facts(rows) for address, tally in tallies.items()}
    return {question.address: _with_options(facts[question.address], question) for question in form.questions}


def _with_options(facts: ColumnFacts, question: Question) -> ColumnFacts:
    """The facts with the choices that the form offers, which nobody typed as an answer and which 0 responses show."""
    if question.kind not in PICKED or not question.options:
        return facts
    shapes = Counter(shape for option in question.options for shape in shapes_of(option))
    return replace(
        facts,
        distinct=len(question.options),
        shapes=dict(shapes),
        judged=len(question.options),
        separator=";" if question.kind is QuestionKind.CHECKBOXES else None,
        covered=1.0,
        frequent=tuple(dict.fromkeys(option.strip() for option in question.options if option.strip())),
        unwritten=0,
        offered=True,
    )


class _Tally:
    """Counts the answers of one column while they pass by."""

    def __init__(self, title: str) -> None:
        self._title = plain(title)
        self._lengths = array("L")
        self._short: Counter[str] = Counter()
        self._others: set[int] = set()
        self._long = self._multi_line = self._not_kept = 0

    def add(self, answer: str) -> None:
        value = answer.strip()
        if not value:
            return
        several_lines = "\n" in value or "\r" in value
        self._lengths.append(len(value))
        self._multi_line += several_lines
        self._long += several_lines or len(value) >= LONG_ANSWER
        if value in self._short or (len(value) <= CHECKED_LENGTH and len(self._short) < MAX_DISTINCT):
            self._short[value] += 1
            return
        self._not_kept += len(value) <= CHECKED_LENGTH
        if len(self._others) < MAX_DISTINCT:
            self._others.add(hash(value))

    def facts(self, rows: int) -> ColumnFacts:
        shapes: Counter[Shape] = Counter()
        for value, times in self._short.items():
            for shape in shapes_of(value):
                shapes[shape] += times
        separator, choices = _choices(self._short)
        often = Counter({choice: times for choice, times in choices.items() if times >= OFTEN})
        selections = choices.total() + len(self._lengths) - self._short.total()
        written = [choice for choice, _ in often.most_common() if may_be_written(choice)][:MAX_CHOICES]
        day_first, month_first, either_order, dotted = _date_order(self._short)
        return ColumnFacts(
            rows=rows,
            filled=len(self._lengths),
            distinct=min(len(self._short) + len(self._others), MAX_DISTINCT),
            median_length=round(median(self._lengths)) if self._lengths else 0,
            max_length=max(self._lengths, default=0),
            long=self._long,
            multi_line=self._multi_line,
            shapes=dict(shapes),
            judged=len(self._lengths) - self._not_kept,
            separator=separator,
            covered=often.total() / selections if selections else 0.0,
            frequent=tuple(written),
            unwritten=len(often) - len(written),
            day_first=day_first,
            month_first=month_first,
            either_order=either_order,
            dotted=dotted,
            title_repeated=sum(times for value, times in self._short.items() if plain(value) == self._title),
        )


def _date_order(values: Counter[str]) -> tuple[int, int, int, int]:
    """How many dates are day-first for certain, month-first for certain, either of them, and written with dots."""
    day_first = month_first = either = dotted = 0
    for value, times in values.items():
        found = DATE_PARTS.match(value)
        if found and len(found[1]) <= 2:  # with the year in front there is only one order
            first, second = int(found[1]), int(found[3])
            day_first += times * (first > 12)
            month_first += times * (second > 12)
            either += times * (first <= 12 and second <= 12 and first != second)
            dotted += times * (found[2] == ".")
    return day_first, month_first, either, dotted


def _choices(values: Counter[str]) -> tuple[str | None, Counter[str]]:
    """The separator of several selections in one answer, if there is one, and how often each choice was made.

    A separator is believed when splitting leaves fewer different choices than there were answers,
    and most of them recur: prose has commas too, but its pieces do not come back.
    """
    for separator in _SEPARATORS:
        pieces = _pieces(values, separator)
        if separator == ", ":
            pieces = _with_commas_inside(values, pieces)
        split = sum(times for value, times in values.items() if separator in value)
        recurring = sum(times for times in pieces.values() if times >= OFTEN)
        if split >= OFTEN and len(pieces) < len(values) and recurring >= 0.6 * pieces.total():
            return separator, pieces
    return None, values


def _pieces(values: Counter[str], separator: str) -> Counter[str]:
    pieces: Counter[str] = Counter()
    for value, times in values.items():
        for piece in {part.strip() for part in value.split(separator)} - {""}:
            pieces[piece] += times
    return pieces


def _with_commas_inside(values: Counter[str], pieces: Counter[str]) -> Counter[str]:
    """Joins what the comma split by mistake: two pieces that only ever occur next to each other are one choice."""
    neighbours: Counter[tuple[str, str]] = Counter()
    for value, times in values.items():
        parts = [part.strip() for part in value.split(", ")]
        for pair in pairwise(parts):
            neighbours[pair] += times
    joined = Counter(pieces)
    for (left, right), times in neighbours.items():
        if times >= OFTEN and left != right and times == joined.get(left) == joined.get(right):
            del joined[left], joined[right]
            joined[f"{left}, {right}"] = times
    return joined
