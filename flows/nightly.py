"""A night as a Prefect flow: collects a round, or several one after the other, and tells people what is wrong."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from prefect import State
from prefect.context import FlowRunContext, TaskRunContext
from prefect.states import Completed

from flows.prefect_setup import clean_flow, clean_task
from flows.steps.night_order import cut_off, in_order
from flows.steps.nightly import NightReport, Outcome
from flows.steps.nightly import nightly as night_of
from flows.steps.nightly_guard import moment_of
from flows.steps.nights import tell_before, tell_of
from flows.steps.place_look import look_at_place
from flows.steps.refusals import refuse_rounds
from rounds.district import round_names, rounds_in
from rounds.errors import SaybackError, TryAgain


class NightFailed(SaybackError):
    """A night did not end well; the message says why, in words that are safe to store."""


@clean_task("collect a round's night")
def run_night(folder: str, workers: int | None, scheduled_for: str | None) -> NightReport:
    """Raw text exists only inside this task; its report is counts. Raises TryAgain for another try, if one is left."""
    when = moment_of(scheduled_for)
    last = _is_last_try()
    report = night_of(Path(folder), workers, scheduled_for=when, last_try=last)
    if report.exit_code == TryAgain.exit_code and not last:
        raise TryAgain(report.reason or "Try again later.")
    return report


@clean_task("tell people")
def tell_people(place: str, nights: list[NightReport]) -> tuple[str, ...]:
    """Mails what is new or over; returns why something could not be told."""
    return tuple(tell_of(Path(place), [night.folder for night in nights], nights).problems)


@clean_task("tell people before a round whose last run was killed")
def tell_early(place: str, folders: tuple[Path, ...], dangerous: tuple[Path, ...]) -> None:
    """What could not be told now is told at the end."""
    tell_before(Path(place), folders, dangerous)


@clean_flow("nightly")
def nightly(place: str, workers: int | None = None) -> State[None]:
    """Collects the round at ``place`` for the night that its schedule means; a folder or table of rounds, all of them.

    Ends as Failed, with the reason, when a round failed; the others were collected all the same.
    """
    where = Path(place).resolve()
    folders = rounds_in(where)
    wrong = look_at_place(where, folders)
    scheduled_for = scheduled_start()
    when = scheduled_for.isoformat() if scheduled_for else None
    refused = refuse_rounds(where, folders, scheduled_for)
    nights: list[NightReport] = []
    order = in_order(folders)
    dangerous = cut_off(order)
    for one in order:
        if one in dangerous[:1]:
            tell_early(str(where), folders, dangerous)
        nights.append(refused.get(one) or run_night(str(one), workers, when))
    problems: tuple[str, ...] = tell_people(str(where), nights)
    if reasons := [*_reasons(nights), *wrong, *problems]:
        raise NightFailed(" ".join(reasons))
    return Completed(message=_sentence(nights))


def scheduled_start() -> datetime | None:
    """When a schedule wanted the present flow run; None when somebody started it by hand."""
    context: Any = FlowRunContext.get()
    run = context.flow_run if context else None
    return run.expected_start_time if run and run.auto_scheduled else None


def _is_last_try() -> bool:
    context: Any = TaskRunContext.get()
    return context is None or context.task_run.run_count > context.task.retries


def _reasons(nights: list[NightReport]) -> list[str]:
    names = round_names(tuple(night.folder for night in nights))
    bad = [night for night in nights if night.outcome in (Outcome.FAILED, Outcome.BUSY)]
    return [f"{names[night.folder]}: {night.reason}" for night in bad] + [
        night.unnoted for night in nights if night.unnoted
    ]


def _sentence(nights: list[NightReport]) -> str:
    done = sum(night.outcome is Outcome.DONE for night in nights)
    return f"{done} collected, {len(nights) - done} done already." if len(nights) > 1 else f"{nights[0].outcome}."
