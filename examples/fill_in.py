"""Plays the pairs of the example round: writes their headlines into the assembled worksheet, as people would.

    python examples/fill_in.py ROUND_FOLDER

Reads headlines.csv and predictions.csv of examples/attendance/pairs, and finds each interview by its row in the form.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from flows.steps.workplace import WORKSHEET, open_workplace

PAIRS = Path(__file__).parent / "attendance" / "pairs"
HEADER_ROWS = 1  # a data row of the csv stands one row lower in the form's sheet


def main(folder: Path) -> int:
    """Fills the worksheet in and says how many headlines found their row."""
    with open_workplace(folder, alone=False) as place:
        ids = {(i.source, i.row): i.id for i in place.notebook.interviews()}
    path = folder / WORKSHEET
    book = openpyxl.load_workbook(path)
    written = _write_headlines(book["Headlines"], ids)
    _write_outcomes(book["Predictions"])
    book.save(path)
    print(f"{written} headlines written into {path}")
    return 0


def predictions() -> list[str]:
    """What the team of the example expected to hear, for `sayback predict`."""
    return [line["prediction"] for line in _read("predictions.csv")]


def _write_headlines(sheet: Worksheet, ids: dict[tuple[str, int], str]) -> int:
    header, columns = _header(sheet, "Headline")
    free = _free_rows(sheet, header, columns)
    written = 0
    for line in _read("headlines.csv"):
        interview = ids.get((line["form"], int(line["row"]) + HEADER_ROWS))
        rows = free.get((interview or "", line["question"]), [])
        if not rows:
            continue
        row = rows.pop(0)
        for heading, value in (
            ("Headline", line["headline"]),
            ("Theme", line["theme"]),
            ("Dissent", line["dissent"]),
            ("Surprise", line["surprise"]),
        ):
            if value:
                sheet.cell(row, columns[heading]).value = value
        written += 1
    return written


def _free_rows(sheet: Worksheet, header: int, columns: dict[str, int]) -> dict[tuple[str, str], list[int]]:
    """The rows of each story, from the top; a question is known by its title."""
    titles = _question_keys()
    rows: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in range(header + 1, sheet.max_row + 1):
        interview = sheet.cell(number, columns["Interview"]).value
        question = titles.get(str(sheet.cell(number, columns["Question"]).value))
        if interview and question:
            rows[str(interview), question].append(number)
    return rows


def _question_keys() -> dict[str, str]:
    from rounds.round_file import load_round

    return {title: key for key, title in load_round(PAIRS.parent).questions.items()}


def _write_outcomes(sheet: Worksheet) -> None:
    header, columns = _header(sheet, "Prediction")
    outcomes = {line["prediction"]: line["outcome"] for line in _read("predictions.csv")}
    for number in range(header + 1, sheet.max_row + 1):
        if outcome := outcomes.get(str(sheet.cell(number, columns["Prediction"]).value)):
            sheet.cell(number, columns["Outcome"]).value = outcome


def _header(sheet: Worksheet, heading: str) -> tuple[int, dict[str, int]]:
    for row in sheet.iter_rows(max_row=30):
        names = {str(cell.value): cell.column for cell in row if cell.value}
        if heading in names:
            return row[0].row, names
    raise SystemExit(f"{sheet.title} has no column {heading}")


def _read(name: str) -> list[dict[str, str]]:
    with (PAIRS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
