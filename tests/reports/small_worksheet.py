"""A small invented round and the worksheet of it, for the tests of worksheets."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.worksheet import plan_worksheet
from rounds.headlines import Prediction, Theme, WorksheetPlan
from rounds.interviews import HeldReason, Interview, Note, NoteKind
from rounds.round import Round

MISSED = "Tell me about the last time you missed school."
BEST = "Share a story about a day you were glad you came."
ANN, BEN, CAM = "aaaaaaaaa2", "bbbbbbbbb3", "ccccccccc4"


def round_of_two_forms(**settings: object) -> Round:
    columns = (
        {"title": MISSED, "role": "note", "key": "missed"},
        {"title": BEST, "role": "note", "key": "best"},
        {"title": "Grade", "role": "segment", "key": "grade"},
    )
    student = {"key": "student", "file": "students.csv", "role": "student", "columns": columns}
    caregiver = {"key": "caregiver", "file": "caregivers.csv", "role": "caregiver", "columns": columns[:1]}
    grade = {"key": "grade", "label": "Grade", "values": ("9", "10", "11"), "targets": {"9": 12, "10": 12}}
    defaults: dict[str, object] = {
        "name": "attendance",
        "title": "Attendance, fall",
        "sources": (student, caregiver),
        "segments": (grade,),
    }
    return Round(**(defaults | settings))


def story(question: str, text: str, title: str = MISSED) -> Note:
    return Note(question, title, NoteKind.NOTE, text)


def interview(identifier: str, *notes: Note, source: str = "student", **fields: object) -> Interview:
    defaults: dict[str, object] = {"row": 2, "fingerprint": "f", "engine": "1", "interviewer": "t1"}
    return Interview(id=identifier, source=source, notes=notes, **(defaults | fields))


def three_interviews() -> list[Interview]:
    return [
        interview(ANN, story("missed", "The bus did not come. Nobody asked."), story("best", "Band day.", BEST)),
        interview(
            BEN, story("missed", "I was at the clinic with my brother."), story("best", "The lunch table.", BEST)
        ),
        interview(CAM, story("missed", "The letter was in English."), source="caregiver"),
    ]


def held(identifier: str) -> Interview:
    return interview(identifier, held=HeldReason.NO_CONSENT)


def plan(interviews: list[Interview] | None = None, **settings: object) -> WorksheetPlan:
    told = three_interviews() if interviews is None else interviews
    return plan_worksheet(
        round_of_two_forms(**{"blank_rows": 10, **settings}),  # two stories an interview: five rows under each
        told,
        pairs=dict.fromkeys([each.id for each in told], "A"),
        themes=[Theme("Being noticed", "One adult saw", 1)],
        predictions=[Prediction("They do not like it here.")],
    )


class Sheet:
    """One tab of a worksheet, edited as a person would: by heading and row."""

    def __init__(self, workbook: Workbook, tab: str, header: int = 1) -> None:
        self.worksheet: Worksheet = workbook[tab]
        self.header = header

    @property
    def columns(self) -> dict[str, int]:
        return {str(cell.value): cell.column for cell in self.worksheet[self.header] if cell.value}

    def read(self, heading: str, row: int) -> object:
        return self.worksheet.cell(row, self.columns[heading]).value

    def type(self, row: int, **cells: object) -> None:
        for heading, value in cells.items():
            self.worksheet.cell(row, self.columns[heading.replace("_", " ")]).value = value

    def rows(self) -> list[list[object]]:
        return [[cell.value for cell in row] for row in self.worksheet.iter_rows(min_row=self.header + 1)]

    def put_back(self, rows: list[list[object]]) -> None:
        """Replaces everything below the headings, as sorting does."""
        self.worksheet.delete_rows(self.header + 1, self.worksheet.max_row)
        for number, row in enumerate(rows, start=self.header + 1):
            for column, value in enumerate(row, start=1):
                cell = self.worksheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"


class Editing:
    """``with Editing(path) as book:`` opens a worksheet, and saves it as a spreadsheet program would."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Editing:
        self.workbook = load_workbook(self.path)
        return self

    def __exit__(self, *error: object) -> None:
        self.workbook.save(self.path)

    @property
    def headlines(self) -> Sheet:
        return Sheet(self.workbook, "Headlines")


def contents(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every cell of every tab."""
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path).worksheets}
