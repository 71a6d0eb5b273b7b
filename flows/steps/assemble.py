"""Assemble: the headline worksheet out, and what people wrote in it back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from flows.steps.assemble_report import AssembleReport, ReadReport
from flows.steps.backups import digests_of_stories, look_after_backups
from flows.steps.closing import opening, record_opening, require_closed
from flows.steps.origins import open_origins
from flows.steps.outdated_cards import drop_outdated_cards
from flows.steps.pairs import share_out, sharing, with_interviewers
from flows.steps.predictions import (
    first_read,
    made_predictions,
    none_written,
    predictions_to_show,
    settle_predictions,
    with_choice,
)
from flows.steps.quote_remarks import beside_stories, quote_remarks
from flows.steps.redactors import SecondLook, second_look
from flows.steps.returned_copies import merge_copies, refuse_in_google
from flows.steps.shared_sheet import bring_up_to_date
from flows.steps.typed_residue import without_residue
from flows.steps.withdrawn import without_withdrawn
from flows.steps.workplace import GOOGLE_WORKSHEET_FACT, WORKSHEET, Workplace, linked_sheet_fact, open_workplace
from reports.checks.quote_check import check_quotes
from reports.coverage import coverage_rows
from reports.summary import expectations
from reports.theme_lineage import forgetting
from reports.worksheet import plan_worksheet
from reports.worksheet_changes import changes
from reports.worksheet_copies import Copy, copies_left
from reports.worksheet_file import WorksheetError, refuse_open_file, retire, save_copy
from reports.worksheet_layout import worksheet_tabs
from reports.worksheet_merge import collect_written, is_blank, is_ours, written_in
from reports.worksheet_read import read_sheets, read_worksheet
from reports.worksheet_remarks import together
from reports.worksheet_restore import written_from
from reports.worksheet_rows import Known
from reports.worksheet_shown import read_shown
from reports.worksheet_table import find_tables
from reports.worksheet_tabs import HEADLINES, NOBODY, PAIR, interview_ids, parse_mark
from reports.worksheet_themes import theme_remarks
from reports.worksheet_unseen import without_unseen
from reports.worksheet_xlsx import write_worksheet
from rounds.errors import RoundFileError, SaybackError
from rounds.headlines import ReadBack, StoryRow, Theme, WorksheetPlan, Written, WrittenRow
from rounds.interviews import Interview
from rounds.sheets import Sheet
from rounds.worksheet_tabs import Changes

if TYPE_CHECKING:
    from connectors.google_worksheet import GoogleWorksheet

_COPIES_FACT = "worksheet_copies"  # digests of stories that people had copied, and that may not be seen any more
_NOTHING = "No interview is kept yet. Run `sayback collect` first, then `sayback holds`."


class NothingToAssemble(SaybackError):
    """The notebook holds no kept interview."""


def assemble(folder: Path, *, early: bool = False, copies: Sequence[Path] = ()) -> AssembleReport:
    """Writes the worksheet of all kept interviews; whatever people wrote in an earlier one is carried over.

    ``early`` opens it before the round is closed, which is recorded. ``copies`` are worksheets that came back from
    pairs; what was written there is merged.

    Raises NotClosed when the round is neither closed nor opened early, and as reading and writing the worksheet do.
    """
    with open_workplace(folder) as place:
        require_closed(place, early=early)
        interviews = list(place.notebook.interviews())
        google_sheet = place.round.worksheet.google_sheet
        if google_sheet:
            refuse_in_google(copies)
        was_open = opening(place) is not None
        if interviews:
            settle_predictions(place)
        report = _in_google(place, interviews, google_sheet) if google_sheet else _in_file(place, interviews, copies)
        return _with_opening(place, interviews, report, was_open=was_open)


def _with_opening(
    place: Workplace, interviews: list[Interview], report: AssembleReport, *, was_open: bool
) -> AssembleReport:
    """Tells of the opening, of predictions, and of interviews that are nobody's or with those who did them."""
    made = made_predictions(place)
    return replace(
        report,
        opening=opening(place),
        opened_now=not was_open,
        predictions=sum(not each.is_late for each in made),
        late_predictions=sum(each.is_late for each in made),
        none_written=none_written(place),
        sharing=report.sharing and with_interviewers(report.sharing, interviews),
    )


def _in_file(place: Workplace, interviews: list[Interview], copies: Sequence[Path]) -> AssembleReport:
    path = _file(place)
    if not interviews and not path.exists():  # with a worksheet there, the last story has to leave it
        raise NothingToAssemble(_NOTHING)
    written, returned = merge_copies(place, _written_elsewhere(place), interviews, path, copies)
    return replace(write_file(place, interviews, written), returned=returned)


def write_file(place: Workplace, interviews: list[Interview], written: Written) -> AssembleReport:
    """Writes the worksheet's file with what people wrote. Raises as ``assemble`` does; the file then stays as it is."""
    path = _file(place)
    plan = _plan(place, interviews, written)
    look = second_look(place)
    _pass_or_stop(look, plan)
    written = _without_unfit_names(written, look)
    written = without_unseen(written, written, digests_of_stories(plan.stories))
    record_opening(place)  # if it dies while it writes, stories may have been read
    backup = write_worksheet(plan, path, written=written)
    report = _report(place, plan, written, look)
    return replace(report, path=path, interviews=len(interviews), backup=backup)


def _in_google(place: Workplace, interviews: list[Interview], spreadsheet_id: str) -> AssembleReport:
    """A worksheet in a file that the round had before is carried over into the Google sheet, and then set aside.

    As long as the file is there, rows of it that the sheet lacks are added: a run may have died half-way.
    """
    with sheet_of_pairs(place, spreadsheet_id) as sheet:
        there = sheet.read(is_ours)
        holds = _holds_worksheet(there, place.round.name, sheet.name)
        if not interviews and not holds:
            raise NothingToAssemble(_NOTHING)
        in_place = holds and not _file(place).exists()
        written = written_in(there) if in_place else _written_elsewhere(place)
        if holds and not in_place:
            _refuse_two_worksheets(written, written_in(there), _file(place))
        refuse_open_file(_file(place))
        plan = _plan(place, interviews, written)
        look = second_look(place)
        _pass_or_stop(look, plan)
        written = _without_unfit_names(written, look)
        per_pair = place.round.worksheet.tab_per_pair
        stale = json.loads(place.notebook.fact(_COPIES_FACT) or "[]")
        wanted = worksheet_tabs(plan, written, in_place=in_place, tab_per_pair=per_pair, stale=stale)
        backup, left = None, Changes()
        record_opening(place)  # if it dies while it writes, stories may have been read
        todo = changes(there, wanted)
        copies = copies_left(there, wanted, todo)
        _remember_copies(place, copies)
        if todo:
            backup = save_copy(there, _file(place)) if holds else None
            left = bring_up_to_date(sheet, wanted)
        place.notebook.set_fact(GOOGLE_WORKSHEET_FACT, sheet.url)
        report = _report(place, plan, written, look, retired=retire(_file(place)))
        return replace(
            report,
            url=sheet.url,
            interviews=len(interviews),
            backup=backup or report.backup,
            unsettled=len(left.cells) + sum(len(added.rows) for added in left.rows),
            is_plain=sheet.is_plain,
            copies=tuple(copy.place for copy in copies),
        )


def _remember_copies(place: Workplace, copies: Sequence[Copy]) -> None:
    """The sheet itself forgets at once what a story read before. The notebook knows it until the copies are gone."""
    digests = sorted({copy.digest for copy in copies})
    place.notebook.set_fact(_COPIES_FACT, json.dumps(digests) if digests else None)


@contextmanager
def sheet_of_pairs(place: Workplace, spreadsheet_id: str) -> Iterator[GoogleWorksheet]:
    """The Google sheet that pairs write in. Raises RoundFileError when a form writes to it, as far as that is known."""
    for source in place.round.sources:
        linked = place.notebook.fact(linked_sheet_fact(source.key))  # as the form said at the last collect
        if spreadsheet_id in (source.google_sheet, linked):
            raise RoundFileError(
                f'`google_sheet` under [worksheet] is the sheet that the form of the source "{source.key}" writes to.'
                " Nothing is ever written there: make another Google sheet for the worksheet, and share it as Editor."
            )
    with open_origins(place.round) as origins:
        yield origins.worksheet(spreadsheet_id)


def _holds_worksheet(sheets: Sequence[Sheet], round_name: str, where: str) -> bool:
    """Whether a worksheet is there already. Raises WorksheetError when it is that of another round."""
    theirs = read_shown(sheets).round_name
    if theirs and theirs != round_name:
        raise WorksheetError(f'{where} is the worksheet of the round "{theirs}". Make another one for "{round_name}".')
    return bool(find_tables(sheets, HEADLINES))


def _refuse_two_worksheets(in_file: Written, in_sheet: Written, path: Path) -> None:
    """Raises WorksheetError when people wrote different things beside the same row in the file and in the sheet."""
    there = {row.mark: _words(row) for row in in_sheet.rows}
    differing = sum(bool(_words(row)) and _words(row) != there.get(row.mark, _words(row)) for row in in_file.rows)
    if differing:
        raise WorksheetError(
            f"People wrote in {path} and in the Google sheet, and {differing} rows of the two differ. Move what is new"
            " in the file into the sheet by hand, delete the file, and assemble again. Nothing was written."
        )


def _words(row: WrittenRow) -> dict[str, str]:
    return {heading: text for heading, text in row.cells if heading != PAIR}


def rewrite_file(place: Workplace, written: Written | None) -> tuple[StoryRow, ...]:
    """Writes the worksheet's file anew with ``written`` and the interviews that are kept now; returns their stories.

    Without ``written`` nothing is written. Nothing is looked at again: the file has these very stories already.
    """
    plan = _plan(place, list(place.notebook.interviews()), written or Written())
    if written is not None:
        write_worksheet(plan, _file(place), written=written)
    return plan.stories


def rewrite_google(place: Workplace, spreadsheet_id: str) -> None:
    """Brings the shared sheet up to date with the interviews that are kept now. Raises as ``assemble`` does."""
    _in_google(place, list(place.notebook.interviews()), spreadsheet_id)


def _file(place: Workplace) -> Path:
    return place.round.path(str(WORKSHEET))


def _written_elsewhere(place: Workplace) -> Written:
    """What people wrote in the round's file; without it, what had been read back."""
    path = _file(place)
    written = collect_written(path) if path.exists() else written_from(place.notebook.headlines())
    return with_choice(place, without_withdrawn(place, written))


def _pass_or_stop(look: SecondLook, plan: WorksheetPlan) -> None:
    look.pass_or_stop_notes(
        (f"interview {row.interview_id}", f"{row.story}\n{row.probe}\n{row.cue}") for row in plan.stories
    )


def _without_unfit_names(written: Written, look: SecondLook) -> Written:
    """A theme that was renamed because its name gave somebody away is not to be remembered by that name."""
    return replace(written, shown_themes=forgetting(written.shown_themes, lambda name: bool(look.kinds(name))))


def _report(
    place: Workplace, plan: WorksheetPlan, written: Written, look: SecondLook, *, retired: Path | None = None
) -> AssembleReport:
    """Also looks after backups and cards; ``retired`` is one that was just made."""
    held = {interview.id for interview in place.notebook.held()}
    left_over = _left_over(plan, written)
    cells = Counter(text for row in written.rows for _, text in row.cells)  # one name of a theme stands in many
    to_reword = sum(number for text, number in cells.items() if look.kinds(text))
    backups = look_after_backups(place, _file(place), plan.stories, written.stories, look=to_reword > 0)
    drop_outdated_cards(place)
    beside_none = sum(not _belongs_to_any(row, held, written) for row in left_over)
    return AssembleReport(
        path=None,
        interviews=0,
        stories=len(plan.stories),
        pairs=tuple(sorted({row.pair for row in plan.stories})),
        carried=any(not is_blank(row) for row in written.rows),
        backup=retired,
        set_aside=len(left_over) - beside_none,
        without_interview=beside_none,
        cells_to_reword=to_reword,
        backups_deleted=backups.deleted,
        backups_rewritten=backups.rewritten,
        sharing=sharing(place, {row.interview_id: row.pair for row in plan.stories}, written),
    )


def _left_over(plan: WorksheetPlan, written: Written) -> list[WrittenRow]:
    """The rows with words of people that belong to no interview that is kept."""
    kept = {row.interview_id.lower() for row in plan.stories}
    return [row for row in written.rows if not is_blank(row) and not kept & set(interview_ids(row.interview))]


def _belongs_to_any(row: WrittenRow, held: set[str], written: Written) -> bool:
    """Whether a row stands beside an interview that is held now or was shown before: it may be that of a withdrawal."""
    known = {identifier.lower() for identifier in (*held, *(story.interview_id for story in written.stories))}
    mark = parse_mark(row.mark)
    return bool(known & set(interview_ids(row.interview))) or (mark is not None and mark.interview_id != NOBODY)


def _plan(place: Workplace, interviews: list[Interview], written: Written) -> WorksheetPlan:
    plan = plan_worksheet(
        place.round,
        interviews,
        pairs=share_out(place, interviews, written),
        themes=_proposed_themes(place) if written.themes else themes_of(place),
        predictions=predictions_to_show(place, written),
        coverage=coverage_rows(place.round, interviews),
    )
    remarks = together(plan.remarks, quote_remarks(written, interviews), theme_remarks(plan, written))
    return replace(plan, remarks=remarks)


def themes_of(place: Workplace) -> tuple[Theme, ...]:
    """The themes that people made, else those that round.toml proposes."""
    return tuple(place.notebook.themes()) or _proposed_themes(place)


def _proposed_themes(place: Workplace) -> tuple[Theme, ...]:
    """For the Themes tab, which keeps by itself what people made of them."""
    return tuple(Theme(idea.name, idea.definition, nth) for nth, idea in enumerate(place.round.themes, 1))


def read_back(folder: Path) -> ReadReport:
    """Reads headlines, themes and predictions from the worksheet into the notebook.

    A headline with a known name or contact detail in it is refused and named by its cell; the rest goes on.
    """
    with open_workplace(folder) as place:
        interviews = list(place.notebook.interviews())
        known = {i.id: frozenset(note.question for note in i.notes) for i in interviews}
        before = len(place.notebook.headlines())
        google_sheet = place.round.worksheet.google_sheet
        if google_sheet:
            found, url = _read_google(place, google_sheet, known)
        else:
            made = made_predictions(place)
            found, url = (
                read_worksheet(_file(place), known=known, round_name=place.round.name, predictions_made=made),
                "",
            )
        found = replace(found, predictions=first_read(found.predictions, place.notebook.predictions(), place.now()))
        clean = without_residue(found, second_look(place))
        # One name wherever it is kept: what was read from a file before is replaced, not added to.
        place.notebook.save_readback(clean, worksheet=str(WORKSHEET), at=place.now())
        checks = check_quotes(clean.headlines, interviews)
        return ReadReport(
            path=None if google_sheet else _file(place),
            headlines=len(clean.headlines),
            quotes=sum(headline.kind == "quote" for headline in clean.headlines),
            themes=len(clean.themes),
            predictions=sum(not prediction.is_late for prediction in clean.predictions),
            late=sum(prediction.is_late for prediction in clean.predictions),
            all_held=expectations(clean.predictions).all_held,
            no_predictions=clean.no_predictions,
            problems=clean.problems,
            before=before,
            url=url,
            headlines_read=clean.headlines,
            checks=checks,
            beside=beside_stories(checks, clean.headlines, interviews),
        )


def _read_google(place: Workplace, spreadsheet_id: str, known: Known) -> tuple[ReadBack, str]:
    with sheet_of_pairs(place, spreadsheet_id) as sheet:
        sheets = sheet.read(is_ours)
        if not any(cell.text for tab in sheets for row in tab.rows for cell in row):
            raise WorksheetError(f"{sheet.name} is empty. `sayback assemble` writes the worksheet into it.")
        earlier = "go back to an earlier state with File, Version history"
        read = read_sheets(
            sheets,
            where=sheet.name,
            earlier=earlier,
            known=known,
            round_name=place.round.name,
            predictions_made=made_predictions(place),
        )
        return read, sheet.url
