"""Assemble: the headline worksheet out, and what people wrote in it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from flows.steps.backups import delete_tainted_backups
from flows.steps.redactors import SecondLook, second_look
from flows.steps.workplace import WORKSHEET, Workplace, open_workplace
from reports.coverage import coverage_rows
from reports.pairs import assign_pairs
from reports.worksheet import plan_worksheet
from reports.worksheet_merge import collect_written, is_blank
from reports.worksheet_read import read_worksheet
from reports.worksheet_restore import written_from
from reports.worksheet_tabs import interview_ids
from reports.worksheet_xlsx import write_worksheet
from rounds.errors import SaybackError
from rounds.headlines import Headline, Problem, ReadBack, Theme, WorksheetPlan, Written
from rounds.interviews import Interview


class NothingToAssemble(SaybackError):
    """The notebook holds no kept interview."""


@dataclass(frozen=True, slots=True)
class AssembleReport:
    """What was written, and where."""

    path: Path
    interviews: int
    stories: int
    pairs: tuple[str, ...]
    carried: bool
    backup: Path | None
    backups_deleted: int
    set_aside: int
    cells_to_reword: int


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read back, and what somebody should look at."""

    path: Path
    headlines: int
    quotes: int
    themes: int
    predictions: int
    no_predictions: bool
    problems: tuple[Problem, ...]
    before: int


def assemble(folder: Path) -> AssembleReport:
    """Writes the worksheet of all kept interviews; whatever people wrote in an earlier one is carried over."""
    with open_workplace(folder) as place:
        interviews = list(place.notebook.interviews())
        path = place.round.path(str(WORKSHEET))
        if not interviews and not path.exists():  # with a worksheet there, the last story has to leave it
            raise NothingToAssemble("No interview is kept yet. Run `sayback collect` first, then `sayback holds`.")
        written = collect_written(path) if path.exists() else written_from(place.notebook.headlines())
        plan = _plan(place, interviews, written)
        look = second_look(place)
        look.pass_or_stop_notes(
            (f"interview {row.interview_id}", f"{row.story}\n{row.probe}\n{row.cue}") for row in plan.stories
        )
        backup = write_worksheet(plan, path, written=written)
        return AssembleReport(
            path=path,
            interviews=len(interviews),
            stories=len(plan.stories),
            pairs=tuple(sorted({row.pair for row in plan.stories})),
            carried=any(not is_blank(row) for row in written.rows),
            backup=backup,
            set_aside=_set_aside(plan, written),
            cells_to_reword=sum(bool(look.kinds(text)) for row in written.rows for _, text in row.cells),
            backups_deleted=_delete_backups(place, plan, path),
        )


def _delete_backups(place: Workplace, plan: WorksheetPlan, path: Path) -> int:
    held = {interview.id for interview in place.notebook.held()}
    return delete_tainted_backups(place.round, path, held, plan.stories)


def _set_aside(plan: WorksheetPlan, written: Written) -> int:
    """How many rows with words of people belong to no interview that is kept."""
    kept = {row.interview_id for row in plan.stories}
    return sum(not is_blank(row) and not kept & set(interview_ids(row.interview)) for row in written.rows)


def _plan(place: Workplace, interviews: list[Interview], written: Written) -> WorksheetPlan:
    return plan_worksheet(
        place.round,
        interviews,
        pairs=assign_pairs(interviews, place.team(), kept=written.pairs),
        themes=_proposed_themes(place) if written.themes else themes_of(place),
        predictions=place.notebook.predictions(),
        coverage=coverage_rows(place.round, interviews),
    )


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
        path = place.round.path(str(WORKSHEET))
        interviews = list(place.notebook.interviews())
        known = {i.id: frozenset(note.question for note in i.notes) for i in interviews}
        before = len(place.notebook.headlines())
        clean = without_residue(read_worksheet(path, known=known, round_name=place.round.name), second_look(place))
        place.notebook.save_readback(clean, worksheet=str(WORKSHEET), at=place.now())
        return ReadReport(
            path=path,
            headlines=len(clean.headlines),
            quotes=sum(headline.kind == "quote" for headline in clean.headlines),
            themes=len(clean.themes),
            predictions=len(clean.predictions),
            no_predictions=clean.no_predictions,
            problems=clean.problems,
            before=before,
        )


def without_residue(readback: ReadBack, look: SecondLook) -> ReadBack:
    """Leaves out what people typed with a name or contact detail in it, and says where it stands."""
    kinds = [(headline, look.kinds(_typed(headline))) for headline in readback.headlines]
    clean = [headline for headline, found in kinds if not found]
    problems = [_residue_problem(headline, found) for headline, found in kinds if found]
    themes = tuple(theme for theme in readback.themes if not look.kinds(f"{theme.name}\n{theme.definition}"))
    predictions = tuple(prediction for prediction in readback.predictions if not look.kinds(prediction.text))
    if len(themes) < len(readback.themes):
        problems.append(Problem("Themes", "A1", "a theme holds a name or contact detail; it was left out. Reword it."))
    if len(predictions) < len(readback.predictions):
        problems.append(Problem("Predictions", "A1", "a prediction holds a name or contact detail; reword it."))
    return replace(
        readback,
        headlines=tuple(clean),
        themes=themes,
        predictions=predictions,
        problems=(*readback.problems, *problems),
    )


def _typed(headline: Headline) -> str:
    return f"{headline.text}\n{headline.theme or ''}"


def _residue_problem(headline: Headline, kinds: tuple[str, ...]) -> Problem:
    sheet, _, cell = headline.place.rpartition("!")
    return Problem(
        sheet or "Headlines", cell, f"was left out: it holds a name or contact detail ({', '.join(kinds)}). Reword it"
    )
