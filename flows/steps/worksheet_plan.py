"""What a worksheet is to show, and what people wrote before: the plan of the next writing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flows.steps.pairs import share_out
from flows.steps.predictions import (
    predictions_to_show,
    with_choice,
)
from flows.steps.quote_remarks import quote_remarks
from flows.steps.redactors import SecondLook
from flows.steps.withdrawn import without_withdrawn
from flows.steps.workplace import WORKSHEET, Workplace
from reports.coverage import coverage_rows
from reports.theme_lineage import forgetting
from reports.worksheet import plan_worksheet
from reports.worksheet_merge import collect_written
from reports.worksheet_remarks import together
from reports.worksheet_restore import written_from
from reports.worksheet_themes import theme_remarks
from rounds.errors import SaybackError
from rounds.headlines import Theme, WorksheetPlan, Written
from rounds.interviews import Interview

NOTHING = "No interview is kept yet. Run `sayback collect` first, then `sayback holds`."


class NothingToAssemble(SaybackError):
    """The notebook holds no kept interview."""


def worksheet_file(place: Workplace) -> Path:
    """Where the round's own file is, or would be."""
    return place.round.path(str(WORKSHEET))


def written_elsewhere(place: Workplace) -> Written:
    """What people wrote in the round's file; without it, what had been read back."""
    path = worksheet_file(place)
    written = collect_written(path) if path.exists() else written_from(place.notebook.headlines())
    return with_choice(place, without_withdrawn(place, written))


def plan_of(place: Workplace, interviews: list[Interview], written: Written) -> WorksheetPlan:
    """The next worksheet of ``interviews``, with what is to be said of headlines that stand in ``written``."""
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


def pass_or_stop(look: SecondLook, plan: WorksheetPlan) -> None:
    """Looks at every story once more. Raises ResidueFound naming the interviews."""
    look.pass_or_stop_notes(
        (f"interview {row.interview_id}", f"{row.story}\n{row.probe}\n{row.cue}") for row in plan.stories
    )


def without_unfit_names(written: Written, look: SecondLook) -> Written:
    """A theme that was renamed because its name gave somebody away is not to be remembered by that name."""
    return replace(written, shown_themes=forgetting(written.shown_themes, lambda name: bool(look.kinds(name))))
