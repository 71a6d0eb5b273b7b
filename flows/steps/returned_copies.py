"""Copies of the worksheet that come back from pairs: read, refused or merged, and remembered in the worksheet itself.

A copy is never changed or deleted here. All are read before the first one is merged: one that cannot be read stops
everything, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from flows.steps.assemble_report import ReturnedCopy
from flows.steps.workplace import Workplace
from reports.worksheet import plan_worksheet
from reports.worksheet_copies import SHORTEST_COPY
from reports.worksheet_file import WorksheetError, load_sheets
from reports.worksheet_merge import is_blank, written_in
from reports.worksheet_returned import content_digest, merge
from reports.worksheet_shown import read_shown
from reports.worksheet_table import find_tables
from reports.worksheet_tabs import HEADLINES, digest, interview_ids, parse_mark
from reports.worksheet_withdraw import without_interviews
from reports.worksheet_xlsx_stories import story_parts
from rounds.errors import RoundFileError
from rounds.headlines import Remembered, Written, WrittenTab
from rounds.interviews import HeldReason, Interview

_NOT_SEEN = "(a story that is not to be seen, or reads otherwise now)"


def refuse_in_google(copies: Sequence[Path]) -> None:
    """Raises RoundFileError: a Google sheet has no copies that could come back."""
    if copies:
        raise RoundFileError(
            "--copy merges copies of a worksheet file, but this round's worksheet is a Google sheet, in which all pairs"
            " write at the same time. Copy by hand what is new into the sheet; then leave --copy out. Nothing was"
            " written."
        )


def merge_copies(
    place: Workplace, ours: Written, interviews: Sequence[Interview], worksheet: Path, copies: Sequence[Path]
) -> tuple[Written, tuple[ReturnedCopy, ...]]:
    """``ours`` with what people wrote in ``copies``, and what became of each.

    Rows about an interview that was withdrawn are left out; those about one that is held stay, as in ours. A copy
    whose content was merged before is skipped.

    Raises WorksheetError for a file that is missing, damaged, no worksheet, the one of another round, or ``worksheet``
    itself.
    """
    known = {interview.id.lower() for interview in (*interviews, *place.notebook.held())}
    found = [(path.name, _read(path, worksheet, place.round.name, known)) for path in copies]
    withdrawn = {each.id for each in place.notebook.held() if each.held is HeldReason.WITHDRAWN}
    seen = _digests_of_stories(place, interviews) if any(copy.tabs for _, copy in found) else frozenset()
    reports = []
    for name, copy in found:
        ours, report = _merge(ours, copy, name, withdrawn, seen, place.now().isoformat())
        reports.append(report)
    return ours, tuple(reports)


def _merge(
    ours: Written, copy: Written, name: str, withdrawn: Collection[str], seen: Collection[str], at: str
) -> tuple[Written, ReturnedCopy]:
    content = content_digest(copy)
    before = dict(ours.memory.copies if ours.memory else ()).get(content)
    if before:
        return ours, ReturnedCopy(name, merged_before=before)
    kept = _without_withdrawn(ours, copy, withdrawn)
    kept = replace(kept, tabs=tuple(_without_stories(tab, copy, seen) for tab in kept.tabs))
    merged = merge(ours, kept, name=name)
    memory = merged.written.memory or Remembered()
    written = replace(merged.written, memory=replace(memory, copies=(*memory.copies, (content, at))))
    left_out = sum(not is_blank(row) for row in copy.rows) - sum(not is_blank(row) for row in kept.rows)
    return written, ReturnedCopy(name, merged.rows, merged.conflicts, left_out)


def _read(path: Path, worksheet: Path, round_name: str, known: Collection[str]) -> Written:
    """What people wrote in a copy. Raises WorksheetError when it is none of this round's worksheet."""
    if not path.is_file():
        raise WorksheetError(f"{path} does not exist, or is no file. Give --copy the file that came back from a pair.")
    if worksheet.exists() and path.samefile(worksheet):
        raise WorksheetError(
            f"{path} is the worksheet of the round itself, and no copy of it. What is written there is kept anyway:"
            " leave --copy out."
        )
    try:
        sheets = load_sheets(path)
    except WorksheetError:
        raise WorksheetError(
            f"{path} cannot be read as a worksheet: it is damaged, no .xlsx workbook, or far too big. Ask the pair to"
            " save it once more as .xlsx and to send it again. No copy was merged, and nothing was written."
        ) from None
    theirs = read_shown(sheets).round_name
    if theirs and theirs != round_name:
        raise WorksheetError(f'{path} is a worksheet of the round "{theirs}", not of "{round_name}". Leave it out.')
    if not find_tables(sheets, HEADLINES) and not read_shown(sheets).stories:
        raise WorksheetError(f"{path} has no {HEADLINES} tab: it is no worksheet of ours. Leave it out.")
    try:
        written = written_in(sheets)
    except WorksheetError as error:
        raise WorksheetError(f"In the copy {path}: {error} Nothing was written.") from None
    if not theirs and written.rows and not _ids_in(written) & set(known):
        raise WorksheetError(f"{path} names no interview of this round: it is the worksheet of another. Leave it out.")
    return written


def _ids_in(written: Written) -> set[str]:
    marks = (parse_mark(row.mark) for row in written.rows)
    ids = {name for row in written.rows for name in interview_ids(row.interview)}
    return ids | {mark.interview_id.lower() for mark in marks if mark}


def _without_withdrawn(ours: Written, copy: Written, withdrawn: Collection[str]) -> Written:
    """The copy without what is about interviews that were taken back since.

    A row that also names other interviews stays with these if ours has it, or if it was written since the copy was
    made: otherwise somebody decided at the withdrawal that it goes.
    """
    if not withdrawn:
        return copy
    there = {row.mark for row in ours.rows}
    before = copy.memory.cells if copy.memory else {}
    stay = {row.mark for row in copy.rows if row.mark in there or row.mark not in before}
    return without_interviews(copy, withdrawn, stay)


def _digests_of_stories(place: Workplace, interviews: Sequence[Interview]) -> frozenset[str]:
    """Digests of all cells that show a story, or what stands beside it, today."""
    stories = plan_worksheet(place.round, interviews, pairs={}).stories
    return frozenset(digest(text) for story in stories for texts in story_parts(story) for text in texts)


def _without_stories(tab: WrittenTab, copy: Written, seen: Collection[str]) -> WrittenTab:
    """A tab that people added, without copies of a story that the copy had shown and that may not be read any more."""
    stale = {part for story in copy.stories for part in story.parts} - set(seen) - {digest("")}
    rows = tuple(tuple(_NOT_SEEN if _is_stale(text, row, stale) else text for text in row) for row in tab.rows)
    return WrittenTab(tab.title, rows)


def _is_stale(text: str, row: Sequence[str], stale: Collection[str]) -> bool:
    """A short text says the same as some story by chance, but not beside the mark of a row of ours."""
    return bool(text) and digest(text) in stale and (len(text) >= SHORTEST_COPY or any(map(parse_mark, row)))
