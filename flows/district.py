"""Every round of a district, every night: as flow runs of `collect-chunk` on all workers, or as tasks of Dask.

Parameters are paths, times and switches. What became of the rounds stands in their own notebooks: no run passes a
result on to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

from prefect import State, get_run_logger
from prefect.states import Completed

from flows.chunk_server import FlowRuns
from flows.dask_chunks import dask_runs
from flows.nightly import scheduled_start
from flows.prefect_setup import clean_flow, clean_task
from flows.steps.chunk import Walked, sentence_of, walk, walk_one
from flows.steps.chunk_runs import ChunkNight, Limits, Runs
from flows.steps.district import DistrictReport, NightIncomplete, due, report_of, tell_all
from flows.steps.district_plan import NightPlan, finish_plan, interrupted_plan, keep_plan, only_night
from flows.steps.nightly_guard import moment_of
from flows.steps.place_look import look_at_place, usable_district
from flows.steps.refusals import refuse_rounds
from rounds.district import District, rounds_in, with_settings
from rounds.errors import SaybackError

ENGINES = ("workers", "dask")


class NoSuchEngine(SaybackError):
    """`engine` names none of ENGINES."""


@clean_task("collect a round")
def collect_one(folder: str, scheduled_for: str | None, last_try: bool) -> Walked:
    """Raw text exists only inside this task; what it returns is in words of our own."""
    return walk_one(Path(folder), moment_of(scheduled_for), last_try)


@clean_task("collect a chunk of rounds")
def collect_on_dask(folders: list[str], scheduled_for: str | None = None) -> str:
    """A chunk as one task, for Dask; returns how it went, in words of our own."""
    return sentence_of(walk([Path(folder) for folder in folders], moment_of(scheduled_for)))


@clean_task("tell people")
def tell_about(place: str, folders: tuple[Path, ...]) -> tuple[str, ...]:
    """Mails what is new or over; returns why something could not be told."""
    return tell_all(Path(place), folders)


@clean_flow("collect-chunk")
def collect_chunk(folders: list[str], scheduled_for: str | None = None) -> State[None]:
    """Collects the rounds in ``folders`` one after the other; a sick one does not stop the others."""

    def one(folder: Path, _: datetime | None, last_try: bool) -> Walked:
        walked: Walked = collect_one(str(folder), scheduled_for, last_try)
        return walked

    walked = walk([Path(folder) for folder in folders], moment_of(scheduled_for), one)
    return Completed(message=sentence_of(walked))


@clean_flow("district-nightly")
def district_nightly(
    place: str, engine: str = "workers", chunk: int | None = None, at_once: int | None = None
) -> State[None]:
    """Collects every round at ``place``, a folder of rounds or a table of them, and tells people what is wrong.

    ``engine`` is one of ENGINES. ``chunk`` rounds are one flow run, ``at_once`` of those are outstanding; by default as
    district.toml says. Ends as Failed with NightIncomplete when some rounds were not collected; the others were.
    """
    if engine not in ENGINES:
        raise NoSuchEngine(f"`engine` is one of {', '.join(ENGINES)}.")
    where = Path(place)
    settings = _asked(usable_district(where), chunk=chunk, at_once=at_once)
    with only_night(where):
        folders = rounds_in(where)
        wrong = look_at_place(where, folders)
        report = _night(where, folders, settings, engine)
        problems: tuple[str, ...] = tell_about(place, folders)
    said = " ".join([report.sentence, *wrong, *problems])
    if wrong or problems or not report.complete:
        raise NightIncomplete(said)
    return Completed(message=said)


def _asked(settings: District, **asked: int | None) -> District:
    """The settings with what this run asks for. Raises RoundFileError as for a setting."""
    given = {name: value for name, value in asked.items() if value is not None}
    return with_settings(settings, **given) if given else settings


def _night(place: Path, folders: tuple[Path, ...], settings: District, engine: str) -> DistrictReport:
    scheduled_for, now = scheduled_start(), datetime.now(UTC)
    plan = interrupted_plan(place, scheduled_for, now) or NightPlan(scheduled_for or now, now, ())
    refused = refuse_rounds(place, folders, plan.scheduled_for)
    plan = _planned(plan, [folder for folder in folders if folder not in refused], settings, scheduled_for)
    keep_plan(place, plan)
    with _engine(engine, place, plan) as runs:
        limits = Limits(settings.start_minutes * 60, settings.still_minutes * 60)
        night = ChunkNight(plan, runs, limits, settings.at_once)
        night.walk()
    finish_plan(place, plan)
    return report_of(folders, plan.scheduled_for, tried={*night.tried, *refused}, why="; ".join(night.reasons))


def _planned(plan: NightPlan, folders: Sequence[Path], settings: District, scheduled_for: datetime | None) -> NightPlan:
    """The plan of a night that was interrupted, or a new one; with what is not done and not in it yet."""
    known = {folder for chunk in plan.chunks for folder in chunk}
    others = due([folder for folder in folders if folder not in known], scheduled_for)
    plan = plan.with_more(others, settings.chunk)
    get_run_logger().info("%d rounds, %d flow runs for %d of them", len(folders), len(plan.chunks), plan.rounds)
    return plan


def _engine(engine: str, place: Path, plan: NightPlan) -> AbstractContextManager[Runs]:
    return dask_runs(collect_on_dask, plan) if engine == "dask" else nullcontext(FlowRuns(place, plan))
