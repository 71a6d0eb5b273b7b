"""Collect: pull the rows of a source, redact them, keep them. Raw text lives and dies inside ``collect_source``."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from connectors.export_file import ExportFile, open_export
from connectors.source import SourceError, SourceMissing, SourceUnavailable
from flows.steps.collect_report import CollectReport, ProbableEdit, SourceReport
from flows.steps.columns import ColumnsChanged, check_columns, without_consent
from flows.steps.identity import Address, RowIdentity, RowKey, row_keys
from flows.steps.places import deletion_reminder, place_warnings
from flows.steps.progress import progress
from flows.steps.redactors import redactor_for
from flows.steps.workplace import Workplace, open_workplace
from redaction.redactor import Redactor
from redaction.stored import mask_stored
from rounds.errors import SaybackError
from rounds.interviews import HeldReason, IdentifiedResponse, Interview, Response
from rounds.notebook import RowState
from rounds.round import Role, Round, Source

States = Mapping[str, RowState]  # by interview id

BATCH = 64  # what the model likes best; also how much raw text is in memory at once


def collect(folder: Path) -> CollectReport:
    """Collects every source of the round in ``folder``.

    A source that cannot be read does not keep the others from being collected; its error is raised at the end.
    Raises SaybackError.
    """
    started = time.monotonic()
    with open_workplace(folder) as place:
        redactor = redactor_for(place)
        parts: list[SourceReport] = []
        failures: list[SaybackError] = []
        for source in place.round.sources:
            try:
                parts.append(collect_source(place, source, redactor))
            except (SourceError, SourceUnavailable, ColumnsChanged) as error:
                failures.append(error)
        parts += _undeclared_sources(place)
        report = finish(place, parts, time.monotonic() - started)
    if failures:
        raise failures[0]
    return report


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


def finish(place: Workplace, parts: Sequence[SourceReport], seconds: float) -> CollectReport:
    """Adds up the sources' parts and records the run, in counts."""
    held = {str(reason): count for reason, count in place.notebook.held_counts().items()}
    report = CollectReport(place.round.name, tuple(parts), place.notebook.kept_count(), held, seconds)
    finished = place.now()
    started = finished - timedelta(seconds=seconds)
    place.notebook.record_run("collect", started, finished, "done", report.as_json())
    return report


def collect_source(place: Workplace, source: Source, redactor: Redactor) -> SourceReport:
    """Brings one source up to date in the notebook, batch by batch.

    Raises SaybackError: for a file or columns that do not fit before anything of the source is stored, later
    with finished batches kept.
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
    _Collecting(place, source, redactor, export, report).run()
    return report


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
class _Collecting:
    """One source being collected: first the rows' digests, then, in batches, the rows that need redaction."""

    place: Workplace
    source: Source
    redactor: Redactor
    export: ExportFile
    report: SourceReport

    def run(self) -> None:
        notebook = self.place.notebook
        columns = [column.address for column in self.source.read_columns]
        identity = RowIdentity(self.source, self.place.keyring, self._pinned_columns())
        keys = row_keys(identity, self.export.responses(columns))
        states = notebook.states(self.source.key)
        self.report.read = len(keys)
        stale = [key for key in keys if not self._is_fresh(key, states.get(key.id))]
        self.report.unchanged = len(keys) - len(stale)
        self._keep_unchanged(keys, states, stale)
        self._redact_stale(identity, self.export.responses(columns), stale, states)
        self._mark_vanished(keys, states)

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
        return state.engine == self.redactor.version and (key.held is None or state.held is key.held)

    def _keep_unchanged(self, keys: Sequence[RowKey], states: States, stale: Sequence[RowKey]) -> None:
        skip = {key.id for key in stale}
        moved = {key.id: key.row for key in keys if key.id not in skip and states[key.id].row != key.row}
        if moved:
            self.place.notebook.move_rows(self.source.key, moved)

    def _redact_stale(
        self,
        identity: RowIdentity,
        responses: Iterator[Response],
        stale: Sequence[RowKey],
        states: States,
    ) -> None:
        if not stale:
            return
        progress().begin(f"{self.source.key}: redact and keep", len(stale))
        wanted = {key.row: key for key in stale}
        rows = _checked(identity, (response for response in responses if response.row in wanted), wanted)
        found = 0
        while batch := list(islice(rows, BATCH)):
            interviews = self.redactor.redact(self.source, batch)
            self.place.notebook.save(interviews, at=self.place.now())
            self._count(interviews, states)
            found += len(batch)
        if found < len(stale):
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
