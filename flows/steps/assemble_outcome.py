"""What became of a writing, for its report; backups and printed cards are looked after at the same time."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from flows.steps.assemble_report import AssembleReport
from flows.steps.backups import look_after_backups
from flows.steps.outdated_cards import drop_outdated_cards
from flows.steps.pairs import sharing
from flows.steps.redactors import SecondLook
from flows.steps.workplace import Workplace
from flows.steps.worksheet_plan import worksheet_file
from reports.worksheet_merge import is_blank
from reports.worksheet_tabs import NOBODY, interview_ids, parse_mark
from rounds.headlines import WorksheetPlan, Written, WrittenRow


def report_of(
    place: Workplace, plan: WorksheetPlan, written: Written, look: SecondLook, *, retired: Path | None = None
) -> AssembleReport:
    """Also looks after backups and cards; ``retired`` is one that was just made."""
    held = {interview.id for interview in place.notebook.held()}
    left_over = _left_over(plan, written)
    cells = Counter(text for row in written.rows for _, text in row.cells)  # one name of a theme stands in many
    to_reword = sum(number for text, number in cells.items() if look.kinds(text))
    backups = look_after_backups(place, worksheet_file(place), plan.stories, written.stories, look=to_reword > 0)
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
