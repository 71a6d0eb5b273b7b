"""Check headlines: descriptions and quotes, or judgments, guesses and plans? Nothing is stored or changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from connectors.source import SourceError
from flows.steps.origins import open_origins
from flows.steps.workplace import WORKSHEET
from reports.checks.headlines import HeadlineFinding, check_headline, given_quote
from reports.worksheet_merge import is_ours
from reports.worksheet_read import read_sheets, read_worksheet
from rounds.headlines import Headline, HeadlineKind, ReadBack
from rounds.round import Round
from rounds.round_file import ROUND_FILE, load_round

STDIN = "-"
MAX_FILE = 20_000_000  # bytes
_KINDS = (
    "a text file with one headline a line, JSON Lines with a `text` each, `-` for standard input, a headline worksheet"
    " (.xlsx), or a round's folder"
)
_OTHER_DOCUMENTS = (".doc", ".docx", ".odt", ".ods", ".xls", ".rtf", ".pdf", ".html", ".png", ".jpg", ".jpeg", ".zip")
_LINE_ENDS = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class PlacedFinding:
    """A finding and where its headline stands: ``line 4``, or sheet and cell such as ``Headlines!F7``."""

    place: str
    finding: HeadlineFinding


@dataclass(frozen=True, slots=True)
class HeadlinesCheck:
    """The findings in the order of the input. ``unread``: cells of a worksheet that could not be read as headlines."""

    findings: tuple[PlacedFinding, ...]
    has_cells: bool = False
    unread: int = 0

    def as_json(self) -> list[dict[str, str | None]]:
        """Text, label, reason and suggestion of each headline; of a worksheet its ``cell`` too."""
        return [
            one.finding.as_json() | ({"cell": one.place} if self.has_cells else {})
            for one in self.findings
        ]  # fmt: skip


def check_headlines(target: str, stdin: BinaryIO) -> HeadlinesCheck:
    """Labels the headlines of ``target``; ``-`` is ``stdin``.

    Raises SourceError for a file that is missing or not of a kind that can be read (it names the line), WorksheetError
    and RoundFileError for worksheets and rounds that cannot be used.
    """
    if target == STDIN:
        return _listed("Standard input", stdin.read(MAX_FILE + 1), json_lines=None)
    path = _existing(Path(target))
    if path.is_dir() or path.name == ROUND_FILE:
        return _round(path)
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return _worksheet(read_worksheet(path))
    if ending in _OTHER_DOCUMENTS:
        raise SourceError(f"{path.name} is none of what can be checked: {_KINDS}.")
    json_lines = True if ending in (".jsonl", ".ndjson") else None
    return _listed(path.name, _bytes(path), json_lines=json_lines)


def _existing(path: Path) -> Path:
    try:
        if path.exists():
            return path
    except (OSError, ValueError):  # too long for a name of a file, or with a null byte
        pass
    raise SourceError(f"{path.name[:80]} does not exist. To be checked: {_KINDS}.")


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE + 1)
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from None


def _listed(name: str, content: bytes, *, json_lines: bool | None) -> HeadlinesCheck:
    """Lines of JSON where the first one is an object or the name says so, else of text; blank lines are passed over."""
    if len(content) > MAX_FILE:
        raise SourceError(f"{name} is longer than {MAX_FILE // 1_000_000} MB. Check it in parts.")
    lines = [(number, line.strip()) for number, line in enumerate(_lines(name, content), 1) if line.strip()]
    if not lines:
        raise SourceError(f"{name} holds no headline. Write one a line.")
    if json_lines is None:
        json_lines = lines[0][1].startswith("{")
    text_of = _text_of if json_lines else _plain_text
    texts = [(number, text_of(name, number, line)) for number, line in lines]
    return HeadlinesCheck(tuple(PlacedFinding(f"line {number}", check_headline(text)) for number, text in texts))


def _lines(name: str, content: bytes) -> list[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(f"{name}, line {line}, is not UTF-8 text. Save the file as UTF-8.") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise SourceError(f"{name}, line {line}, is no text. To be checked: {_KINDS}.")
    return _LINE_ENDS.split(text)


def _plain_text(name: str, number: int, line: str) -> str:
    """The line itself. A headline begins with no brace: this is JSON that came among text, whole or broken."""
    if line.startswith("{"):
        raise SourceError(
            f"{name}, line {number}, begins with a brace as JSON does, but the first line is plain text."
            ' Write every line as text, or every line as {"text": "..."}.'
        )
    return line


def _text_of(name: str, number: int, line: str) -> str:
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError):
        raise SourceError(
            f'{name}, line {number}, is not JSON. Each line is an object such as {{"text": "..."}}.'
        ) from None
    text = row.get("text") if isinstance(row, dict) else None
    if not isinstance(text, str):
        raise SourceError(f'{name}, line {number}, has no `text` in quotation marks. Each line is {{"text": "..."}}.')
    return text


def _round(path: Path) -> HeadlinesCheck:
    """The headlines in a round's worksheet as it is now: its file, or its Google sheet."""
    folder = path if path.is_dir() else path.parent
    if not (folder / ROUND_FILE).exists():
        raise SourceError(f"{folder} holds no {ROUND_FILE}. To be checked: {_KINDS}.")
    round_ = load_round(folder)
    if round_.worksheet.google_sheet:
        return _worksheet(_google_worksheet(round_, round_.worksheet.google_sheet))
    worksheet = round_.path(WORKSHEET.as_posix())
    if not worksheet.exists():
        raise SourceError(f"{folder} has no worksheet yet. Run `sayback assemble` first.")
    return _worksheet(read_worksheet(worksheet, round_name=round_.name))


def _google_worksheet(round_: Round, spreadsheet_id: str) -> ReadBack:
    with open_origins(round_) as origins:
        sheet = origins.worksheet(spreadsheet_id)
        earlier = "open an earlier version of it (File, Version history)"
        return read_sheets(sheet.read(is_ours), where=sheet.name, earlier=earlier, round_name=round_.name)


def _worksheet(read: ReadBack) -> HeadlinesCheck:
    return HeadlinesCheck(tuple(_of_worksheet(read.headlines)), has_cells=True, unread=len(read.problems))


def _of_worksheet(headlines: Iterable[Headline]) -> Iterator[PlacedFinding]:
    """What the pair called a quote is one, with marks or without; of other headlines the words are weighed."""
    for headline in headlines:
        is_quote = headline.kind is HeadlineKind.QUOTE
        yield PlacedFinding(headline.place, given_quote(headline.text) if is_quote else check_headline(headline.text))
