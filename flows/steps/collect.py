"""Collect: pull the rows of the sources, redact them, keep them. Raw text lives and dies inside ``Collecting``.

First every source says which of its rows are as they were; then the others are redacted; then names that an interview
gave away are masked in those redacted before it. So the order of rows, sources and nights makes no difference.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from connectors.source import IncrementalSource, SourceError, SourceMissing, SourceRefused, SourceUnavailable
from flows.steps.collect_names import Spreading
from flows.steps.collect_pull import CollectPull, pull_fact
from flows.steps.collect_report import CollectReport, SourceReport
from flows.steps.collect_rows import CollectRows
from flows.steps.collecting import Collecting, hold_as_gone, mask_stored_notes
from flows.steps.columns import ColumnsChanged, check_columns, undeclared_places, without_consent
from flows.steps.copies import drop_old_copies
from flows.steps.events import event, logged
from flows.steps.later import forget_reports_not_read, hold_those_left_alone
from flows.steps.left_before import note_what_left_before
from flows.steps.origins import Origins, file_of, open_origins
from flows.steps.places import deletion_reminder, place_warnings
from flows.steps.redactors import EngineOnDemand, redactor_for
from flows.steps.run_counts import counts_of
from flows.steps.run_marks import NotedRun, kind_of, noting_run
from flows.steps.workplace import Workplace, linked_sheet_fact, open_workplace
from redaction.redactor import Redactor
from rounds.errors import SaybackError
from rounds.journal import FAILED
from rounds.round import Source

T = TypeVar("T")
STEP = "collect"  # in the journal


@dataclass(frozen=True, slots=True)
class SourceFailure:
    """Why a source was not collected, by its key; "" for what concerns all of them."""

    source: str
    error: SaybackError


@dataclass(frozen=True, slots=True)
class Collected:
    """What came of all sources: those in ``failures`` are missing in ``report``."""

    report: CollectReport
    failures: tuple[SourceFailure, ...]


@logged(STEP)
def collect(folder: Path, workers: int | None = None, *, full: bool = False) -> CollectReport:
    """Collects every source of the round in ``folder``, in so many ``workers`` processes (None: as the work is worth).

    ``full``: list all responses of Google forms, also when it is not yet time for that.
    A source that cannot be read does not keep the others from being collected; its error is raised at the end.
    Raises SaybackError.
    """
    with open_workplace(folder) as place, noting_run(place, STEP) as run:
        collected = collect_sources(place, run, workers, full=full)
    if collected.failures:
        raise collected.failures[0].error
    return collected.report


def collect_sources(place: Workplace, run: NotedRun, workers: int | None = None, *, full: bool = False) -> Collected:
    """Collects in an opened round, and tells ``run`` what the journal is to say. A source that fails is a value.

    Raises SaybackError for what concerns the whole round.
    """
    started = time.monotonic()
    with open_origins(place.round) as origins, EngineOnDemand(workers) as engine:
        note_what_left_before(place)
        redactor = redactor_for(place, engine)
        failures: list[SourceFailure] = []
        plans = list(
            _without_failing(
                (
                    (source.key, partial(plan_source, place, origins, source, redactor, full=full))
                    for source in place.round.sources
                ),
                failures,
            )
        )
        undeclared = _undeclared_sources(place)
        changing = [plan for plan in plans if isinstance(plan, Collecting)]
        engine.expect(sum(plan.expected for plan in changing))
        spreading = Spreading.begin(place, redactor, changing)
        plans.sort(key=_is_later)  # what they belong to comes first
        parts = list(
            _without_failing(((_source_of(plan), partial(_collect_planned, plan)) for plan in plans), failures)
        )
        list(_without_failing([("", partial(spreading.finish, changing, complete=not failures))], failures))
        for plan in changing:
            plan.report.redacted_again = plan.changes_by_rules()
        hold_those_left_alone(place, [*parts, *undeclared])
        forget_reports_not_read(place)
        drop_old_copies(place)
        outdated = _outdated_worksheet(place, [*parts, *undeclared], spreading.masked_as_stored)
        report = finish(place, [*parts, *undeclared], time.monotonic() - started, outdated)
    _tell_journal(run, report, failures)
    return Collected(report, tuple(failures))


def _tell_journal(run: NotedRun, report: CollectReport, failures: Sequence[SourceFailure]) -> None:
    run.counts = report.as_json()
    for part in report.sources:
        event("source", source=part.source, **counts_of(part))
    if failures:
        run.outcome = FAILED
        run.counts |= {"reason": ", ".join(dict.fromkeys(kind_of(failure.error) for failure in failures))}


def _without_failing(jobs: Iterable[tuple[str, Callable[[], T]]], failures: list[SourceFailure]) -> Iterator[T]:
    """The results of the jobs that succeed; one source that cannot be read does not keep the others back."""
    for source, job in jobs:
        try:
            yield job()
        except (SourceError, SourceUnavailable, SourceRefused, ColumnsChanged) as error:
            failures.append(SourceFailure(source, error))


def _source_of(plan: Collecting | SourceReport) -> str:
    return plan.source.key if isinstance(plan, Collecting) else plan.source


def _collect_planned(plan: Collecting | SourceReport) -> SourceReport:
    if isinstance(plan, Collecting):
        plan.run()
        return plan.report
    return plan


def _is_later(plan: Collecting | SourceReport) -> bool:
    return isinstance(plan, Collecting) and plan.source.later


def _undeclared_sources(place: Workplace) -> list[SourceReport]:
    """Interviews of a source whose key was renamed or removed: nobody reads their rows any more, so they are held."""
    reports = []
    declared = {source.key for source in place.round.sources}
    for key in place.notebook.sources():
        if key in declared:
            continue
        gone = [id_ for id_, state in place.notebook.states(key).items() if not state.gone]
        if gone:
            place.notebook.set_fact(pull_fact(key), None)
            report = SourceReport(key, "", vanished=hold_as_gone(place, gone))
            report.warnings.append(f'round.toml has no source "{key}" any more: its {len(gone)} interviews are held.')
            reports.append(report)
    return reports


def _outdated_worksheet(place: Workplace, parts: Sequence[SourceReport], masked_as_stored: int) -> str | None:
    """The worksheet, if there is one and it may show notes as they were before this run."""
    changed = masked_as_stored + sum(part.replaced + part.vanished + part.masked + part.spread for part in parts)
    return place.worksheet() if changed else None


def finish(
    place: Workplace, parts: Sequence[SourceReport], seconds: float, outdated: str | None = None
) -> CollectReport:
    """Adds up the sources' parts, in counts."""
    held = {str(reason): count for reason, count in place.notebook.held_counts().items()}
    return CollectReport(place.round.name, tuple(parts), place.notebook.kept_count(), held, seconds, outdated)


def plan_source(
    place: Workplace, origins: Origins, source: Source, redactor: Redactor, *, full: bool = False
) -> Collecting | SourceReport:
    """Looks at a source, to tell which of its rows have changed; stores nothing of them yet.

    Of a source whose export is gone there is nothing to do later, only to report.
    Raises SaybackError for a file or columns that do not fit.
    """
    try:
        origin = origins.open(source)
    except SourceMissing:
        if not place.notebook.states(source.key):
            raise
        return _source_is_gone(place, source)
    form = origin.form()
    place.notebook.set_fact(linked_sheet_fact(source.key), form.sheet_id or None)
    undeclared = check_columns(source, form)
    report = SourceReport(source.key, origin.name)
    report.undeclared = undeclared_places(undeclared)
    report.warnings += [f"{column} is not declared and was not read." for column in undeclared]
    report.warnings += without_consent(source)
    if file := file_of(origin):
        report.warnings += [*place_warnings(file), deletion_reminder(file)]
    collecting: Collecting
    if isinstance(origin, IncrementalSource):
        collecting = CollectPull(place, source, redactor, origin, report, full=full)
    else:
        collecting = CollectRows(place, source, redactor, origin, report)
    collecting.plan()
    return collecting


def _source_is_gone(place: Workplace, source: Source) -> SourceReport:
    """The export was deleted, as people are asked to do: what was kept stays, with the engine that redacted it."""
    states = place.notebook.states(source.key)
    report = SourceReport(source.key, source.origin, gone=True)
    kept = [state for state in states.values() if state.held is None and not state.gone]
    engines = sorted({state.engine.partition("+")[0] for state in kept})
    where = f"in the folder {source.origin}" if place.round.path(source.origin).is_dir() else f"at {source.origin}"
    report.warnings.append(
        f'There is no export {where}. The {len(kept)} kept interviews of "{source.key}" stay as they were'
        f" redacted ({', '.join(engines)}); only `mask` words are still applied to them."
    )
    report.masked = mask_stored_notes(place, source, only_gone=False)
    return report
