"""Whose story a row of the worksheet belongs to, after people have sorted, inserted, deleted and overtyped.

In this order: the ids in the Interview cell; the row's hidden mark, which travels with it when rows are sorted;
and, only while the rows stand in the order in which they were written, the row above.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from reports.worksheet_shown import Shown
from reports.worksheet_table import Table, TableRow
from reports.worksheet_tabs import (
    ASIDE,
    BESIDE,
    HEADLINE,
    HUMAN_COLUMNS,
    INTERVIEW,
    MARK,
    NOBODY,
    NOT_HERE,
    QUESTION,
    ROLE,
    STORY,
    WITHOUT_ID,
    Mark,
    added_mark,
    digest,
    heading_key,
    interview_ids,
    parse_mark,
)

Known = Mapping[str, Set[str]]  # interview id -> question keys


class FoundBy(StrEnum):
    """How the interview of a row was found."""

    CELL = "cell"
    MARK = "mark"
    ABOVE = "above"
    ABOVE_AT_END = "above_at_end"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class ResolvedRow:
    """A row and what it belongs to. ``has_unknown_id``: the Interview cell holds something that is no known id.

    ``id`` stays with the row: its mark, else one made from what stands there, which becomes its mark in the next
    writing. ``mark`` is None for rows that people added, and for copies of a row. ``typed_beside`` are words of people
    where nothing of theirs is expected, ``typed_over`` are cells of the story side that they changed, with headings.
    """

    row: TableRow
    id: str
    mark: Mark | None
    ids: tuple[str, ...]
    question: str
    found_by: FoundBy
    has_unknown_id: bool
    typed_beside: tuple[str, ...] = ()
    typed_over: tuple[tuple[str, str], ...] = ()


def known_from(shown: Shown, *tables: Table) -> Known:
    """The interviews and questions that a file itself knows: from its hidden tab, else from the marks of its rows."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    for story in (*shown.stories, *shown.gone):
        known[story.interview_id].add(story.question)
    for table in tables:
        for row in table.rows:
            if mark := parse_mark(row[MARK]):
                known[mark.interview_id].add(mark.question)
    known.pop(NOBODY, None)
    return dict(known)


def resolve_rows(table: Table, shown: Shown, known: Known, seen: set[str] | None = None) -> list[ResolvedRow]:
    """Every row of the table that has any text, with the interviews and the question that it belongs to.

    ``seen`` gathers the ids of rows, where a worksheet has several tables.
    """
    resolver = _Resolver(table, shown, known, set() if seen is None else seen)
    resolved: list[ResolvedRow] = []
    for row in table.rows:
        resolved.append(resolver.resolve(row, resolved[-1] if resolved else None))
    return resolved


def in_written_order(table: Table, shown: Shown) -> bool:
    """Whether the rows still stand in the order in which they were written; inserted and deleted rows do not matter.

    Without the hidden tab: whether the rows of each story still stand together.
    """
    marks = [mark for row in table.rows if (mark := parse_mark(row[MARK]))]
    blocks = list(dict.fromkeys((mark.interview_id, mark.question) for mark in marks))
    written = {(story.interview_id, story.question): place for place, story in enumerate(shown.stories)} or {
        block: place for place, block in enumerate(blocks)
    }
    places = [written[block] for mark in marks if (block := (mark.interview_id, mark.question)) in written]
    return places == sorted(places)


class _Resolver:
    def __init__(self, table: Table, shown: Shown, known: Known, seen: set[str]) -> None:
        self._known = known
        self._id_of = {identifier.lower(): identifier for identifier in known}
        self._questions_of_title = _questions_of_title(shown, known) | ({} if shown.stories else _titles_beside(table))
        self._in_order = in_written_order(table, shown)
        self._parts = {part for story in shown.stories for part in story.parts}
        self._own_roles = set(dict(shown.own).get(ROLE, ()))
        self._roles = Counter(role for _, role in {(row[MARK], row[ROLE]) for row in table.rows})
        self._last_named = max((row.number for row in table.rows if row[MARK] or row[INTERVIEW]), default=0)
        self._seen = seen

    def resolve(self, row: TableRow, above: ResolvedRow | None) -> ResolvedRow:
        mark = parse_mark(row[MARK])
        typed = interview_ids(row[INTERVIEW])
        ids = tuple(dict.fromkeys(self._id_of[text] for text in typed if text in self._id_of))
        found_by = FoundBy.CELL
        if not ids:
            ids, found_by = self._repair(row, mark, above, is_blank=not typed)
        question = self._question(row, mark, ids, above)
        own = mark if mark and str(mark) not in self._seen else None
        return ResolvedRow(
            row=row,
            id=self._unique(own or added_mark(ids[0] if ids else "", question, row[INTERVIEW], row[HEADLINE])),
            mark=own,
            ids=ids,
            question=question,
            found_by=found_by,
            has_unknown_id=any(text not in self._id_of for text in typed),
            typed_beside=tuple(self._typed_beside(row, own, has_id=bool(ids))),
            typed_over=tuple(self._changed(row)) if own else (),
        )

    def _typed_beside(self, row: TableRow, own: Mark | None, *, has_id: bool) -> Iterator[str]:
        """Of a row that people added, the story side is theirs as a whole; the words beside others are no heading's."""
        if own is None:
            yield from (text for _, text in self._changed(row))
        if not has_id and own is None and not any(row[heading] for heading in HUMAN_COLUMNS):
            yield row[INTERVIEW]
        if self._parts and row[QUESTION] and heading_key(row[QUESTION]) not in self._questions_of_title:
            yield row[QUESTION]
        if row[MARK] and not parse_mark(row[MARK]):
            yield row[MARK]
        if row[ASIDE] not in ("", NOT_HERE, WITHOUT_ID):
            yield row[ASIDE]
        if row[ROLE] and self._is_typed_role(row[ROLE]):
            yield row[ROLE]

    def _is_typed_role(self, role: str) -> bool:
        """Whether people typed it; where nothing tells which roles were written, one that stands in one row only."""
        if self._own_roles:
            return digest(role) not in self._own_roles
        return self._roles[role] == 1 and len(self._roles) > 1  # ours stands on every row of a story

    def _changed(self, row: TableRow) -> Iterator[tuple[str, str]]:
        """The cells of the story side that read otherwise than any that was shown."""
        for heading in (STORY, BESIDE):
            if self._parts and row[heading] and digest(row[heading]) not in self._parts:
                yield heading, row[heading]

    def _unique(self, mark: Mark) -> str:
        """Of two rows with the same mark, the second one is a copy, or says the same."""
        while str(mark) in self._seen:
            mark = added_mark(mark.interview_id, mark.question, str(mark))
        self._seen.add(str(mark))
        return str(mark)

    def _repair(
        self, row: TableRow, mark: Mark | None, above: ResolvedRow | None, *, is_blank: bool
    ) -> tuple[tuple[str, ...], FoundBy]:
        if mark and mark.interview_id in self._known:
            return (mark.interview_id,), FoundBy.MARK
        if is_blank and mark is None and self._in_order and above and above.ids:
            at_end = row.number > self._last_named
            return above.ids[:1], FoundBy.ABOVE_AT_END if at_end else FoundBy.ABOVE
        return (), FoundBy.NOTHING

    def _question(self, row: TableRow, mark: Mark | None, ids: Sequence[str], above: ResolvedRow | None) -> str:
        """The question named in the cell, else of the mark, else the interview's only one, else as above."""
        asked = {question for identifier in ids for question in self._known[identifier]}
        named = self._questions_of_title.get(heading_key(row[QUESTION]), set())
        own = mark if mark and mark.interview_id in ids else None
        for choice in (named & {own.question} if own else set(), named & asked):
            if len(choice) == 1:
                return next(iter(choice))
        if own:
            return own.question
        if len(asked) == 1:
            return next(iter(asked))
        if self._in_order and above and set(above.ids) & set(ids) and not row[QUESTION]:
            return above.question
        return ""


def _titles_beside(table: Table) -> dict[str, set[str]]:
    """Question keys by their wording where the hidden tab is lost: what stands most often beside the marks of rows."""
    marked = ((heading_key(row[QUESTION]), parse_mark(row[MARK])) for row in table.rows)
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for title, mark in marked:
        if title and mark:
            found[title][mark.question] += 1
    return {title: {questions.most_common(1)[0][0]} for title, questions in found.items()}


def _questions_of_title(shown: Shown, known: Known) -> dict[str, set[str]]:
    """Question keys by their wording, and by the key itself, which people may type as well."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for story in (*shown.stories, *shown.gone):
        keys[heading_key(story.question_title)].add(story.question)
    for questions in known.values():
        for question in questions:
            keys[heading_key(question)].add(question)
    return keys
