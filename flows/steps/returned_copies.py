"""Copies of the worksheet that come back from pairs: read, refused or merged, and remembered in the worksheet itself.

A copy is never changed or deleted here. All are read before the first one is merged: one that cannot be read stops
everything, and nothing is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from flows.steps.assemble_report import ReturnedCopy
from flows.steps.pairs import PAIRS_FACT
from flows.steps.redactors import SecondLook, second_look
from flows.steps.workplace import Workplace
from reports.worksheet import plan_worksheet
from reports.worksheet_file import WorksheetError, load_sheets
from reports.worksheet_merge import is_blank, written_in
from reports.worksheet_returned import content_digest, merge
from reports.worksheet_shown import read_shown
from reports.worksheet_table import find_tables
from reports.worksheet_tabs import HEADLINES, digest, interview_ids, parse_mark
from reports.worksheet_unseen import without_unseen
from reports.worksheet_versions import shown_name
from reports.worksheet_withdraw import without_interviews
from reports.worksheet_xlsx_stories import story_parts
from rounds.errors import RoundFileError
from rounds.headlines import Remembered, Written
from rounds.interviews import HeldReason, Interview


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
    found = [(path, _read(path, worksheet, place.round.name, known)) for path in copies]
    labels, pairs = _labels(place, copies), _pair_names(place)
    withdrawn = {each.id for each in place.notebook.held() if each.held is HeldReason.WITHDRAWN}
    seen = _digests_of_stories(place, interviews) if any(copy.tabs for _, copy in found) else frozenset()
    reports = []
    for (path, copy), label in zip(found, labels, strict=True):
        kept = without_unseen(_without_withdrawn(ours, copy, withdrawn), copy, seen)
        ours, report = _merge(ours, copy, kept, label, pairs, place.now().isoformat())
        reports.append(replace(report, name=shown_name(path.name)))
    return ours, tuple(reports)


def _labels(place: Workplace, copies: Sequence[Path]) -> list[str]:
    """What the worksheet calls each copy: by the name of its file, unless that holds a name or a contact detail."""
    if not copies:
        return []
    look = second_look(place)
    return [f"copy {nth}" if _gives_away(path.name, look) else path.name for nth, path in enumerate(copies, start=1)]


def _gives_away(file_name: str, look: SecondLook) -> bool:
    """Also where words are joined, as in JaneDoe_notes-2.xlsx."""
    parted = re.sub(r"[\W_]+|(?<=[^\W\d_])(?=\d)|(?<=[a-z])(?=[A-Z])", " ", file_name)
    return any(look.kinds(text) for text in (file_name, shown_name(file_name), parted))


def _pair_names(place: Workplace) -> set[str]:
    """The names of pairs, as the team made them or Sayback did."""
    made = json.loads(place.notebook.fact(PAIRS_FACT) or "{}").get("made", {})
    return {*made, *(member.pair for member in place.team() if member.pair)}


def _merge(
    ours: Written, copy: Written, kept: Written, name: str, pairs: Collection[str], at: str
) -> tuple[Written, ReturnedCopy]:
    """``kept`` is what may be read of the ``copy``."""
    content = content_digest(copy)
    before = dict(ours.memory.copies if ours.memory else ()).get(content)
    if before:
        return ours, ReturnedCopy(name, merged_before=before)
    merged = merge(ours, kept, name=name, pairs=pairs)
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
