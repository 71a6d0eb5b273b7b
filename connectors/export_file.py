"""A form's export as a source: .csv, the downloaded .zip, .csv.gz, .xlsx, or the newest of them in a folder."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from connectors.columns import questions_of, titles_of
from connectors.csv_rows import csv_rows
from connectors.export_bytes import explained
from connectors.source import SourceError
from connectors.timestamps import is_locale, is_timezone, parse_timestamp
from connectors.watched_folder import EXPORT_ENDINGS, is_export_name, newest_export
from connectors.workbook_rows import Cell, Formula, response_sheet, workbook_rows
from rounds.form import Form, Question
from rounds.interviews import Response

Address = tuple[str, int]


def open_export(
    path: Path,
    *,
    locale: str = "en_US",
    timezone: str = "UTC",
    timestamp: Address | None = None,
    form: str | None = None,
) -> ExportFile:
    """Finds the export that ``path`` means, without reading its responses.

    ``path`` is an export, or a folder of which the newest export of the form titled ``form`` is taken (see
    ``newest_export``). For an .xlsx, ``form`` may also name the sheet. ``locale`` and ``timezone`` say how the times in
    the column ``timestamp`` are meant; without ``timestamp`` responses carry no time.
    Raises SourceError, or SourceUnavailable while a folder's only export is still being written.
    """
    if not is_locale(locale):
        raise SourceError(f'"{locale}" is not a locale such as "en_US" or "es_MX". Correct `locale` of this source.')
    if not is_timezone(timezone):
        raise SourceError(f'"{timezone}" is not a time zone such as "America/Los_Angeles". Correct `timezone`.')
    chosen = _chosen_file(path, form)
    sheet = response_sheet(chosen, form) if _is_workbook(chosen) else None
    return ExportFile(path=chosen, sheet=sheet, locale=locale, timezone=timezone, timestamp=timestamp)


def _chosen_file(path: Path, form: str | None) -> Path:
    with explained(path):
        if path.is_dir():
            return newest_export(path, form)
        path.stat()
        if not path.is_file() or not is_export_name(path.name):
            raise SourceError(f"{path} is not an export: its name should end in {', '.join(EXPORT_ENDINGS)}.")
    return path


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() == ".xlsx"


@dataclass(frozen=True, slots=True)
class _Layout:
    """What a first pass over a file finds: its questions, and per column (from 0) the first cell with a formula."""

    questions: tuple[Question, ...]
    formulas: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One export on disk; see ``connectors.source.Source``. ``sheet`` is the sheet of an .xlsx, else None.

    A row shorter than the header is padded with blanks. Where a row is longer, its extra cells form columns without
    a title: ``form`` lists them, so that they are reported, and nobody reads them undeclared. Blank rows are
    skipped, but count for the number of a row.
    """

    path: Path
    sheet: str | None = None
    locale: str = "en_US"
    timezone: str = "UTC"
    timestamp: Address | None = None

    own_ids: ClassVar[bool] = False

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def form(self) -> Form:
        """The questions in the file's header. Reads the whole file, so a damaged one is refused here already."""
        return Form(name=self.path.name, questions=self._layout().questions)

    def responses(self, columns: Collection[Address]) -> Iterator[Response]:
        """Streams the responses with the answers under ``columns``; blank answers are empty texts.

        Reads the file twice: the first pass looks for damage, so that no response is used of a file that breaks
        off at its end. Raises SourceError for a column that the file lacks, or one that holds formulas.
        """
        layout = self._layout()
        asked = {address: self._index(address, layout) for address in columns}
        stamp = None if self.timestamp is None else self._index(self.timestamp, layout)
        rows = self._rows()
        self._header(rows)
        for number, cells in rows:
            if not _is_blank(cells):
                answers = {address: _answer(cells, index) for address, index in asked.items()}
                time = None if stamp is None else self._time(_answer(cells, stamp))
                yield Response(row=number, answers=answers, submitted_at=time)

    def columns_without_formulas(self) -> list[Address]:
        """The columns that can be read: in a workbook people often add others, with formulas. Reads the whole file."""
        layout = self._layout()
        return [one.address for index, one in enumerate(layout.questions) if index not in layout.formulas]

    def _rows(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        return csv_rows(self.path) if self.sheet is None else workbook_rows(self.path, self.sheet)

    def _header(self, rows: Iterator[tuple[int, Sequence[Cell]]]) -> tuple[str, ...]:
        """Takes the rows up to the header, the first that is not blank, and gives its titles."""
        for _, cells in rows:
            formula = next((cell for cell in cells if isinstance(cell, Formula)), None)
            if formula is not None:
                raise self._holds_formula(formula.place)
            if not _is_blank(cells):
                return titles_of([str(cell) for cell in cells], self.path)
        raise SourceError(f"{self.path} is empty: it has no header row. Export it again.")

    def _layout(self) -> _Layout:
        rows = self._rows()
        titles = self._header(rows)
        width = len(titles)
        formulas: dict[int, str] = {}
        for _, cells in rows:
            width = max(width, _width(cells))
            for index, cell in enumerate(cells):
                if isinstance(cell, Formula):
                    formulas.setdefault(index, cell.place)
        return _Layout(questions_of(titles + ("",) * (width - len(titles))), formulas)

    def _index(self, address: Address, layout: _Layout) -> int:
        """Where a column stands, from 0."""
        for index, question in enumerate(layout.questions):
            if question.address == address:
                if index in layout.formulas:
                    raise self._holds_formula(layout.formulas[index])
                return index
        title, occurrence = address
        raise SourceError(
            f'{self.path} has no column "{title}" (occurrence {occurrence}). The question may have been renamed or'
            " removed: correct the column in round.toml, or export the form's responses again."
        )

    def _holds_formula(self, place: str) -> SourceError:
        return SourceError(
            f"{self.path}, sheet {self.sheet}, cell {place}: a formula stands where a response should. Download the"
            " sheet as .csv, which holds values, or paste the column as values."
        )

    def _time(self, text: str) -> datetime | None:
        return parse_timestamp(text, locale=self.locale, timezone=self.timezone)


def _answer(cells: Sequence[Cell], index: int) -> str:
    cell = cells[index] if index < len(cells) else ""
    return "" if isinstance(cell, Formula) else cell


def _is_blank(cells: Sequence[Cell]) -> bool:
    """Whether nobody filled in anything; formulas that were dragged down beyond the last response do not count."""
    return all(isinstance(cell, Formula) or not cell.strip() for cell in cells)


def _width(cells: Sequence[Cell]) -> int:
    """The number of columns up to the last one that holds anything."""
    for index in range(len(cells), 0, -1):
        cell = cells[index - 1]
        if isinstance(cell, Formula) or cell.strip():
            return index
    return 0
