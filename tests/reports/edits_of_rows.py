"""Edits of the rows of the Headlines tab, as people make them: typing, sorting, inserting, deleting, pasting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from reports.worksheet_tabs import HUMAN_COLUMNS

if TYPE_CHECKING:
    from tests.reports.random_edits import RandomEdits

_STORY_SIDE = ("Role", "Question", "Story", "Asked further / Seen")


def types_into_cells(edits: RandomEdits) -> None:
    for _ in range(4):
        edits.put(edits.any_row(), edits.chance.choice((*HUMAN_COLUMNS, "Headline", "Headline")), edits.text())


def types_numbers_dates_and_marks(edits: RandomEdits) -> None:
    for value in (next(edits.numbers), date(2026, 9, 1), True, 0.5, "x"):
        edits.put(edits.any_row(), edits.chance.choice(HUMAN_COLUMNS), value)


def types_on_the_story_side(edits: RandomEdits) -> None:
    row, column = edits.any_row(), edits.column(edits.chance.choice(_STORY_SIDE))
    if row is not None and column is not None:
        there = edits.grid[row][column] if edits.chance.random() < 0.5 else None
        edits.grid[row][column] = f"{there or ''} {edits.word()}".strip()


def types_under_check(edits: RandomEdits) -> None:
    edits.put(edits.any_row(), "Check", edits.word())


def sorts(edits: RandomEdits) -> None:
    column = edits.column(edits.chance.choice(("Headline", "Interview", "Story", "Theme", "Pair", "Row", "Question")))
    begin = edits.header + 1
    rows = edits.grid[begin:]
    if column is not None:
        rows.sort(key=lambda row: (row[column] is None, str(row[column])), reverse=edits.chance.random() < 0.3)
        edits.grid[begin:] = rows


def sorts_a_part(edits: RandomEdits) -> None:
    rows = edits.rows()
    if len(rows) > 3:
        first = edits.chance.choice(rows[:-2])
        part = edits.grid[first : first + 4]
        edits.chance.shuffle(part)
        edits.grid[first : first + 4] = part


def sorts_some_columns(edits: RandomEdits) -> None:
    """As when somebody marks the columns of people only, and does not let the program widen the selection."""
    columns = [at for heading in HUMAN_COLUMNS if (at := edits.column(heading)) is not None]
    rows = edits.rows()
    parts = [[edits.grid[row][column] for column in columns] for row in rows]
    edits.chance.shuffle(parts)
    for row, part in zip(rows, parts, strict=True):
        for column, value in zip(columns, part, strict=True):
            edits.grid[row][column] = value


def _inserted(edits: RandomEdits) -> int:
    at = edits.chance.randint(edits.header + 1, len(edits.grid))
    edits.grid.insert(at, [None] * len(edits.grid[edits.header]))
    return at


def inserts_a_row_without_id(edits: RandomEdits) -> None:
    edits.put(_inserted(edits), "Headline", edits.text())


def inserts_a_row_with_id(edits: RandomEdits) -> None:
    row = _inserted(edits)
    edits.put(row, "Headline", edits.text())
    edits.put(row, "Interview", edits.chance.choice(edits.ids))


def inserts_empty_rows(edits: RandomEdits) -> None:
    for _ in range(3):
        _inserted(edits)


def deletes_rows(edits: RandomEdits) -> None:
    for _ in range(2):
        if (row := edits.any_row()) is not None:
            del edits.grid[row]


def copies_a_row(edits: RandomEdits) -> None:
    if (row := edits.any_row()) is not None:
        edits.grid.insert(edits.chance.randint(edits.header + 1, len(edits.grid)), list(edits.grid[row]))
        edits.put(row, "Note", edits.text())


def retypes_ids(edits: RandomEdits) -> None:
    one, other = edits.chance.choice(edits.ids), edits.chance.choice(edits.ids)
    for value in (one.upper(), f" {one} ", f"{one}; {other}", f"{one},{other}", "zzzzzzzzz9", edits.word(), None):
        if edits.chance.random() < 0.5:
            edits.put(edits.any_row(), "Interview", value)


def types_far_away(edits: RandomEdits) -> None:
    width = len(edits.grid[edits.header])
    edits.grid[-1].extend([*[None] * 30, edits.word()])
    edits.grid += [[None] * width for _ in range(60)]
    edits.grid.append([*[None] * (width - 1), edits.word()])


def types_under_check_of_blank_rows(edits: RandomEdits) -> None:
    blank = [row for row in edits.rows() if not any(edits.at(row, heading) for heading in HUMAN_COLUMNS)]
    for heading in ("Check", "Note", "Check"):
        if blank:
            edits.put(
                edits.chance.choice(blank),
                heading,
                edits.chance.choice(("{}", "ask: {}", "x\n{}")).format(edits.word()),
            )


def types_several_ids(edits: RandomEdits) -> None:
    ids = edits.chance.sample(edits.ids, edits.chance.randint(2, len(edits.ids)))
    row = edits.any_row()
    edits.put(row, "Interview", edits.chance.choice(("; ", ", ", " ", "\n", "/")).join(ids))
    edits.put(row, "Headline", edits.text())


def types_far_right(edits: RandomEdits) -> None:
    if (row := edits.any_row()) is not None:
        far = edits.chance.randint(3, 40)
        edits.grid[row] += [*[None] * far, edits.word()]


def copies_rows_and_deletes_some(edits: RandomEdits) -> None:
    """The copies have the hidden marks of the rows; what was typed into one of them is another's text then."""
    rows = edits.rows()
    if len(rows) < 3:
        return
    first = edits.chance.choice(rows[:-1])
    block = [list(row) for row in edits.grid[first : first + 2]]
    at = edits.chance.randint(edits.header + 1, len(edits.grid))
    edits.grid[at:at] = block
    edits.put(edits.chance.choice((at, at + 1)), edits.chance.choice(HUMAN_COLUMNS), edits.text())
    if edits.chance.random() < 0.5:
        del edits.grid[edits.chance.choice(edits.rows())]


def pastes_a_row_over_another(edits: RandomEdits) -> None:
    source, target = edits.any_row(), edits.any_row()
    if source is not None and target is not None:
        edits.grid[target] = list(edits.grid[source])
        edits.put(target, "Headline", edits.text())


def chooses_themes(edits: RandomEdits) -> None:
    for _ in range(3):
        row = edits.any_row()
        edits.put(row, "Headline", edits.text())
        edits.put(row, "Theme", edits.chance.choice((*edits.themes(), edits.word())))


EDITS_OF_ROWS: tuple[Callable[[RandomEdits], None], ...] = (
    types_into_cells, types_into_cells, types_numbers_dates_and_marks, types_on_the_story_side,
    types_under_check, sorts, sorts_a_part, sorts_some_columns, inserts_a_row_without_id, inserts_a_row_with_id,
    inserts_empty_rows, deletes_rows, copies_a_row, retypes_ids, types_far_away,
    types_under_check_of_blank_rows, types_several_ids, types_far_right, copies_rows_and_deletes_some,
    pastes_a_row_over_another, chooses_themes,
)  # fmt: skip
