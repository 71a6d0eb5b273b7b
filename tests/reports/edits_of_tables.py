"""Edits of the other tabs of a worksheet: themes and predictions by hand, words where nobody expects them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.reports.random_edits import Cells, RandomEdits


def types_on_other_tabs(edits: RandomEdits) -> None:
    for title in ("Read me", "Themes", "Predictions", "Coverage", "Set aside"):
        if title in edits.book.sheetnames and edits.chance.random() < 0.5:
            sheet = edits.book[title]
            empty = [
                (row, column) for row in range(1, 25) for column in range(1, 8) if not sheet.cell(row, column).value
            ]
            edits.type(sheet, *edits.chance.choice(empty), edits.text())


def renames_merges_and_splits_themes(edits: RandomEdits) -> None:
    with edits.table("Theme", "Definition") as table:
        for _ in range(4 if table else 0):
            edits.chance.choice((_adds_a_theme, _adds_a_theme, _renames, _merges, _splits, _sorts, _sorts_without_ids))(
                edits, table
            )


def _adds_a_theme(edits: RandomEdits, table: Cells) -> None:
    table.append(
        {
            "Theme": edits.chance.choice(("Theme {}", "A; {}", "{}")).format(edits.word()),
            "Definition": edits.text(),
            "Order": 2,
        }
    )


def _renames(edits: RandomEdits, table: Cells) -> None:
    if table:
        edits.chance.choice(table)["Theme"] = f"called {edits.word()}"


def _merges(edits: RandomEdits, table: Cells) -> None:
    if len(table) > 1:
        gone = table.pop(edits.chance.randrange(len(table)))
        stays = edits.chance.choice(table)
        stays["Replaces"] = f"{stays.get('Replaces') or ''};{gone.get('Theme') or ''}".strip(";")


def _splits(edits: RandomEdits, table: Cells) -> None:
    if table:
        whole = table.pop(edits.chance.randrange(len(table)))
        parts = [{"Theme": f"part {edits.word()}", "Replaces": whole.get("Theme")} for _ in range(2)]
        if edits.chance.random() < 0.5:  # made from a copy of the row, hidden id and all
            parts[0] = {**whole, **parts[0]}
        table += parts


def _sorts(edits: RandomEdits, table: Cells) -> None:
    edits.chance.shuffle(table)


def _sorts_without_ids(edits: RandomEdits, table: Cells) -> None:
    ids = [row.pop("Row", None) for row in table]
    edits.chance.shuffle(table)
    for row, identifier in zip(table, ids, strict=True):
        row["Row"] = identifier


def types_over_ids_of_themes(edits: RandomEdits) -> None:
    with edits.table("Theme", "Definition") as table:
        if table:
            edits.chance.choice(table)["Row"] = edits.word()


def judges_and_edits_predictions(edits: RandomEdits) -> None:
    with edits.table("Prediction", "Outcome") as table:
        for _ in range(4 if table else 0):
            row = edits.chance.choice(table) if table else {}
            heading = edits.chance.choice(("Prediction", "Outcome", "Note", "Written"))
            row[heading] = edits.chance.choice(("held", edits.word(), edits.text(), None))
        if table and edits.chance.random() < 0.4:
            table.pop(edits.chance.randrange(len(table)))
        if edits.chance.random() < 0.4:
            table.insert(edits.chance.randint(0, len(table)), {"Prediction": edits.text(), "Outcome": "unheard"})
        if edits.chance.random() < 0.4:
            edits.chance.shuffle(table)


def answers_none_written(edits: RandomEdits) -> None:
    if found := edits.find("None written: type x in the next cell"):
        sheet, row, column = found
        edits.type(sheet, row, column + edits.chance.choice((1, 1, 2)), edits.chance.choice(("x", edits.word())))


def types_into_side_by_side(edits: RandomEdits) -> None:
    with edits.table("Theme now", "Like the one above") as table:
        if table:
            row = edits.chance.choice(table)
            heading = edits.chance.choice(list(row))
            row[heading] = f"{row[heading] or ''} {edits.word_in_a_tab_for_reading()}".strip()
            table.append({heading: edits.word_in_a_tab_for_reading()})
        if edits.chance.random() < 0.4:
            edits.chance.shuffle(table)


def types_far_right_on_other_tabs(edits: RandomEdits) -> None:
    for title in ("Read me", "Themes", "Predictions", "Coverage", "Set aside"):
        if title in edits.book.sheetnames and edits.chance.random() < 0.4:
            edits.type(edits.book[title], edits.chance.randint(1, 40), edits.chance.randint(9, 40), edits.text())


def sorts_the_rows_set_aside(edits: RandomEdits) -> None:
    with edits.table("Set aside because", "Headline") as table:
        edits.chance.shuffle(table)
        if table:
            row = edits.chance.choice(table)
            row[edits.chance.choice(("Headline", "Note", "Set aside because", "Check"))] = edits.word()
            edits.chance.choice(table)["Interview"] = edits.chance.choice(edits.ids)


EDITS_OF_TABLES: tuple[Callable[[RandomEdits], None], ...] = (
    types_on_other_tabs, renames_merges_and_splits_themes, types_over_ids_of_themes,
    judges_and_edits_predictions, answers_none_written, types_into_side_by_side, types_far_right_on_other_tabs,
    sorts_the_rows_set_aside,
)  # fmt: skip
