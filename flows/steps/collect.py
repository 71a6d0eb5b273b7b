"""Collect: pull the rows of the sources, redact them, keep them. Raw text lives and dies inside ``Collecting``.

First every source says which of its rows are as they were; then the others are redacted; then names that an interview
gave away are masked in those redacted before it. So the order of rows, sources and nights makes no difference.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from connectors.export_file import ExportFile, open_export
from connectors.source import SourceError, SourceMissing, SourceUnavailable
from flows.steps.collect_names import Spreading
from flows.steps.collect_report import CollectReport, ProbableEdit, RulesChange, SourceReport, tally
from flows.steps.columns import ColumnsChanged, check_columns, without_consent
from flows.steps.identity import Address, RowIdentity, RowKey, row_keys
from flows.steps.places import deletion_reminder, place_warnings
from flows.steps.progress import progress
from flows.steps.redactors import EngineOnDemand, redactor_for
from flows.steps.workplace import WORKSHEET, Workplace, open_workplace
from redaction.redactor import Redactor
from redaction.stored import mask_stored
from rounds.errors import SaybackError
from rounds.interviews import HeldReason, IdentifiedResponse, Interview, Response
from rounds.notebook import AuditRecord, RowState, SaveCounts
from rounds.round import Role, Round, Source

T = TypeVar("T")
States = Mapping[str, RowState]  # by interview id

BATCH = 64  # what the model likes best; also how much raw text is in memory at once


def collect(folder: Path, workers: int | None = None) -> CollectReport:
    """Collects every source of the round in ``folder``, in so many ``workers`` processes (None: as the work is worth).

    A source that cannot be read does not keep the others from being collected; its error is raised at the end.
    Raises SaybackError.
    """
    started = time.monotonic()
    with open_workplace(folder) as place, EngineOnDemand(workers) as engine:
        redactor = redactor_for(place, engine)
        failures: list[SaybackError] = []
        plans = list(
            _without_failing(
                (partial(plan_source, place, source, redactor) for source in place.round.sources), failures
            )
        )
        undeclared = _undeclared_sources(place)
        changing = [plan for plan in plans if isinstance(plan, Collecting)]
        engine.expect(sum(len(plan.stale) for plan in changing))
        spreading = Spreading.begin(place, redactor, changing)
        parts = list(_without_failing((partial(_collect_planned, plan) for plan in plans), failures))
        list(_without_failing([partial(spreading.finish, changing, complete=not failures)], failures))
        for plan in changing:
            plan.report.redacted_again = plan.changes_by_rules()
        outdated = _outdated_worksheet(place, [*parts, *undeclared], spreading.masked_as_stored)
        report = finish(place, [*parts, *undeclared], time.monotonic() - started, outdated)
    if failures:
        raise failures[0]
    return report


def _without_failing(jobs: Iterable[Callable[[], T]], failures: list[SaybackError]) -> Iterator[T]:
    """The results of the jobs that succeed; one source that cannot be read does not keep the others back."""
    for job in jobs:
        try:
            yield job()
        except (SourceError, SourceUnavailable, ColumnsChanged) as error:
            failures.append(error)


def _collect_planned(plan: Collecting | SourceReport) -> SourceReport:
    if isinstance(plan, Collecting):
        plan.run()
        return plan.report
    return plan


def _undeclared_sources(place: Workplace) -> list[SourceReport]:
    """Interviews of a source whose key was renamed or removed: nobody reads their rows any more, so they are held."""
    reports = []
    declared = {source.key for source in place.round.sources}
    for key in place.notebook.sources():
        if key in declared:
            continue
        gone = [id_ for id_, state in place.notebook.states(key).items() if not state.gone]
        if gone:
            report = SourceReport(key, "", vanished=hold_as_gone(place, gone))
            report.warnings.append(f'round.toml has no source "{key}" any more: its {len(gone)} interviews are held.')
            reports.append(report)
    return reports


def hold_as_gone(place: Workplace, ids: Sequence[str]) -> int:
    """Holds interviews whose row is gone, without their notes: perhaps the row went because the person asked.

    Should the row come back, it is redacted anew.
    """
    place.notebook.mark_gone(ids, at=place.now())
    place.notebook.drop_notes(ids)
    return len(ids)


def _outdated_worksheet(place: Workplace, parts: Sequence[SourceReport], masked_as_stored: int) -> str | None:
    """The worksheet, if there is one and it may show notes as they were before this run."""
    changed = masked_as_stored + sum(part.replaced + part.vanished + part.masked + part.spread for part in parts)
    return WORKSHEET.as_posix() if changed and place.round.path(str(WORKSHEET)).exists() else None


def finish(
    place: Workplace, parts: Sequence[SourceReport], seconds: float, outdated: str | None = None
) -> CollectReport:
    """Adds up the sources' parts and records the run, in counts."""
    held = {str(reason): count for reason, count in place.notebook.held_counts().items()}
    report = CollectReport(place.round.name, tuple(parts), place.notebook.kept_count(), held, seconds, outdated)
    finished = place.now()
    started = finished - timedelta(seconds=seconds)
    place.notebook.record_run("collect", started, finished, "done", report.as_json())
    return report


def plan_source(place: Workplace, source: Source, redactor: Redactor) -> Collecting | SourceReport:
    """Reads a source once, to tell which of its rows have changed; stores nothing of them yet.

    Of a source whose export is gone there is nothing to do later, only to report.
    Raises SaybackError for a file or columns that do not fit.
    """
    try:
        export = open_source(place.round, source)
    except SourceMissing:
        if not place.notebook.states(source.key):
            raise
        return _source_is_gone(place, source)
    undeclared = check_columns(source, export.form())
    report = SourceReport(source.key, export.path.name)
    report.warnings += [f"{column} is not declared and was not read." for column in undeclared]
    report.warnings += without_consent(source)
    report.warnings += [*place_warnings(export.path), deletion_reminder(export.path)]
    collecting = Collecting(place, source, redactor, export, report)
    collecting.plan()
    return collecting


def open_source(round_: Round, source: Source) -> ExportFile:
    """The export of a source. Raises SourceMissing when it is not there, SourceError when it cannot be read."""
    timestamp = source.single(Role.TIMESTAMP)
    return open_export(
        round_.path(source.file),
        locale=source.locale,
        timezone=round_.timezone,
        timestamp=timestamp.address if timestamp else None,
        form=source.form,
    )


@dataclass(slots=True)
class Collecting:
    """One source being collected: first the rows' digests, then, in batches, the rows that need redaction."""

    place: Workplace
    source: Source
    redactor: Redactor
    export: ExportFile
    report: SourceReport
    identity: RowIdentity = field(init=False)
    keys: list[RowKey] = field(init=False)
    stale: list[RowKey] = field(init=False)
    states: States = field(init=False)
    before: list[AuditRecord] = field(init=False)

    def plan(self) -> None:
        """Reads the export for the digests of its rows."""
        self.identity = RowIdentity(self.source, self.place.keyring, self._pinned_columns())
        self.keys = row_keys(self.identity, self._responses())
        self.states = self.place.notebook.states(self.source.key)
        self.stale = [key for key in self.keys if not self._is_fresh(key, self.states.get(key.id))]
        self.report.read = len(self.keys)
        self.report.unchanged = len(self.keys) - len(self.stale)
        again = [key.id for key in self.stale if self._only_rules_changed(key)]
        self.before = self.place.notebook.audits(again) if again else []

    def run(self) -> None:
        """Redacts and stores what has changed, batch by batch.

        Raises SaybackError, with finished batches kept.
        """
        self._keep_unchanged(self.keys, self.states, self.stale)
        if self.stale:
            progress().begin(f"{self.source.key}: redact and keep", len(self.stale))
            for interviews, saved in self._redacted(self.stale):
                self._count(interviews, self.states)
                self.report.replaced += saved.replaced
        self._mark_vanished(self.keys, self.states)

    @property
    def replaced(self) -> set[str]:
        """Ids of stored interviews that do not stay as they are: rows that changed, and rows that are gone."""
        stale = {key.id for key in self.stale}
        return self.states.keys() - {key.id for key in self.keys if key.id not in stale}

    def redact_again(self, ids: Set[str]) -> int:
        """Redacts rows once more, for names learnt since; how many interviews of earlier runs are others now."""
        stale = {key.id for key in self.stale}
        keys = [key for key in self.keys if key.id in ids]
        for _ in self._redacted([key for key in keys if key.id in stale]):
            pass
        earlier = self._redacted([key for key in keys if key.id not in stale])
        return sum(saved.replaced for _, saved in earlier)

    def changes_by_rules(self) -> RulesChange | None:
        """What new rules made of the rows that did not change themselves; None if the rules are as they were."""
        if not self.before:
            return None
        after = self.place.notebook.audits([record.id for record in self.before])
        return RulesChange(len(self.before), tally(self.before), tally(after))

    def _responses(self) -> Iterator[Response]:
        return self.export.responses([column.address for column in self.source.read_columns])

    def _only_rules_changed(self, key: RowKey) -> bool:
        state = self.states.get(key.id)
        return (
            state is not None
            and not state.gone
            and state.fingerprint == key.fingerprint
            and state.engine != self.redactor.version
        )

    def _pinned_columns(self) -> list[Address]:
        """The columns that are the identity of a row without a declared one: those of the first collect."""
        fact = f"identity_columns:{self.source.key}"
        read = [column.address for column in self.source.read_columns]
        stored = self.place.notebook.fact(fact)
        if stored is None:
            self.place.notebook.set_fact(fact, json.dumps(read))
            return read
        pinned = [(title, occurrence) for title, occurrence in json.loads(stored)]
        if all(address in read for address in pinned):
            return pinned
        # With a part of them missing, different rows would look alike and could take each other's place.
        self.place.notebook.set_fact(fact, json.dumps(read))
        if self.source.identity == "row":
            self.report.warnings.append(
                f"{self.source.key}: rows are known by their content, and a column of it is no longer declared. Every"
                " interview counts as new now; compare the probable edits."
            )
        return read

    def _is_fresh(self, key: RowKey, state: RowState | None) -> bool:
        if state is None or state.gone or state.fingerprint != key.fingerprint:
            return False
        if state.held is HeldReason.REDACTION_FAILED:  # what failed then may work today, with the same row and rules
            return False
        return state.engine == self.redactor.version and (key.held is None or state.held is key.held)

    def _keep_unchanged(self, keys: Sequence[RowKey], states: States, stale: Sequence[RowKey]) -> None:
        skip = {key.id for key in stale}
        moved = {key.id: key.row for key in keys if key.id not in skip and states[key.id].row != key.row}
        if moved:
            self.place.notebook.move_rows(self.source.key, moved)

    def _redacted(self, keys: Sequence[RowKey]) -> Iterator[tuple[list[Interview], SaveCounts]]:
        """Redacts the rows of ``keys`` and stores them, a batch at a time; also says what that changed."""
        if not keys:
            return
        wanted = {key.row: key for key in keys}
        found = (response for response in self._responses() if response.row in wanted)
        rows = _checked(self.identity, found, wanted)
        done = 0
        while done < len(keys) and (batch := list(islice(rows, BATCH))):
            interviews = self.redactor.redact(self.source, batch)
            yield interviews, self.place.notebook.save(interviews, at=self.place.now())
            done += len(batch)
        if done < len(keys):
            raise SourceUnavailable("The export changed while it was read. Run collect again.")

    def _count(self, interviews: Sequence[Interview], states: States) -> None:
        held = [interview for interview in interviews if interview.held]
        self.report.held.update(str(interview.held) for interview in held)
        self.report.kept += len(interviews) - len(held)
        limit = self.place.round.group_limit
        self.report.large_groups += sum(interview.people > limit for interview in interviews)
        self.report.edited += sum(_is_edit(interview, states.get(interview.id)) for interview in interviews)
        if self.source.single(Role.INTERVIEWER):
            self.report.unknown_interviewers += sum(not i.held and i.interviewer is None for i in interviews)
        progress().advance(len(interviews), len(held))

    def _mark_vanished(self, keys: Sequence[RowKey], states: States) -> None:
        seen = {key.id for key in keys}
        gone = {id_: state for id_, state in states.items() if id_ not in seen and not state.gone}
        if gone and not any(key.id in states for key in keys):
            # Not one known row: rather the wrong export than everybody's wish. The notes stay until that is clear.
            self.report.vanished = self.place.notebook.mark_gone(gone, at=self.place.now())
            self.report.warnings.append(
                f"None of the {len(gone)} interviews known of {self.source.key} stands in {self.export.path.name}."
                " Is it the right export? They are held until one of their rows comes back."
            )
        else:
            self.report.vanished = hold_as_gone(self.place, list(gone))
            # Also of those that an earlier, doubted export had left with their notes.
            self.place.notebook.drop_notes([id_ for id_ in states if id_ not in seen])
        new = [key for key in keys if key.id not in states and not key.declared]
        self.report.probable_edits = probable_edits(gone, new)
        self.report.masked = _mask_stored_notes(self.place, self.source, only_gone=True)


def probable_edits(gone: States, new: Sequence[RowKey]) -> list[ProbableEdit]:
    """Pairs a vanished interview with a new row that stands where it stood: for a person to match."""
    by_row = {state.row: id_ for id_, state in gone.items()}
    return [ProbableEdit(by_row[key.row], key.id, key.row) for key in new if key.row in by_row]


def _checked(
    identity: RowIdentity, responses: Iterator[Response], wanted: Mapping[int, RowKey]
) -> Iterator[IdentifiedResponse]:
    """Rows with their ids. Raises SourceUnavailable when a row is no longer what it was a moment ago."""
    for response in responses:
        key = wanted[response.row]
        if identity.fingerprint(response) != key.fingerprint:
            raise SourceUnavailable("The export changed while it was read. Run collect again.")
        yield IdentifiedResponse(id=key.id, fingerprint=key.fingerprint, response=response, held=key.held)


def _is_edit(interview: Interview, state: RowState | None) -> bool:
    return state is not None and not state.gone and state.fingerprint != interview.fingerprint


def _source_is_gone(place: Workplace, source: Source) -> SourceReport:
    """The export was deleted, as people are asked to do: what was kept stays, with the engine that redacted it."""
    states = place.notebook.states(source.key)
    report = SourceReport(source.key, source.file)
    kept = [state for state in states.values() if state.held is None and not state.gone]
    engines = sorted({state.engine.partition("+")[0] for state in kept})
    report.warnings.append(
        f'There is no export at {source.file}. The {len(kept)} kept interviews of "{source.key}" stay as they were'
        f" redacted ({', '.join(engines)}); only `mask` words are still applied to them."
    )
    report.masked = _mask_stored_notes(place, source, only_gone=False)
    return report


def _mask_stored_notes(place: Workplace, source: Source, *, only_gone: bool) -> int:
    """Applies the round's `mask` words to stored notes whose raw answers can no longer be read; how many changed."""
    mask = place.round.redaction.mask
    if not mask:
        return 0
    changed = []
    for interview in place.notebook.interviews(kept_only=False):
        if interview.source != source.key or (only_gone and interview.held is not HeldReason.SOURCE_GONE):
            continue
        masked = mask_stored(interview, mask)
        if masked != interview:
            changed.append(masked)
    return place.notebook.rewrite(changed, at=place.now())
