"""Collects an export or a sheet: rows without ids. It is read twice, first for digests, then for what has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from connectors.source import SourceUnavailable
from flows.steps.collect_pull import pull_fact
from flows.steps.collect_report import ProbableEdit
from flows.steps.collecting import Collecting, States
from flows.steps.identity import RowIdentity, RowKey, row_keys
from flows.steps.parts import split_parts
from flows.steps.progress import progress
from rounds.interviews import IdentifiedResponse, Interview, Response
from rounds.notebook import SaveCounts


@dataclass(slots=True)
class CollectRows(Collecting):
    """First the rows' digests, then, in batches, the rows that need redaction."""

    keys: list[RowKey] = field(default_factory=list)
    stale: list[RowKey] = field(default_factory=list)

    def plan(self) -> None:
        """Reads the source for the digests of its rows."""
        self.begin()
        if self.place.notebook.fact(pull_fact(self.source.key)):  # of a form that was read under this key before
            self.place.notebook.set_fact(pull_fact(self.source.key), None)
        self.keys = self._keys_of_interviews()
        self.stale = [key for key in self.keys if not self.is_fresh(key)]
        self.report.read = len(self.keys)
        self.report.unchanged = len(self.keys) - len(self.stale)
        self.remember_rules(self.stale)

    def run(self) -> None:
        self._take_up_later_thoughts()
        self._move_unchanged()
        if self.stale:
            progress().begin(f"{self.source.key}: redact and keep", len(self.stale))
            for interviews, saved in self._redacted(self.stale):
                self.count(interviews, saved)
        gone = self.hold_vanished({key.id for key in self.keys})
        new = [key for key in self.keys if key.id not in self.states and not key.declared]
        self.report.probable_edits = probable_edits(gone, new)
        self.mask_gone()
        self.store_told(all_of_it=True)

    @property
    def expected(self) -> int:
        return len(self.stale)

    @property
    def replaced(self) -> Set[str]:
        stale = {key.id for key in self.stale}
        return self.states.keys() - {key.id for key in self.keys if key.id not in stale}

    def redact_again(self, ids: Set[str]) -> Set[str]:
        stale = {key.id for key in self.stale}
        keys = [key for key in self.keys if key.id in ids]
        for _ in self._redacted([key for key in keys if key.id in stale]):
            pass
        earlier = self._redacted([key for key in keys if key.id not in stale])
        self.report.spread = sum(saved.replaced for _, saved in earlier)
        return {key.id for key in keys}

    def _responses(self) -> Iterator[Response]:
        read = [column.address for column in self.source.read_columns]
        return split_parts(self.source, self.origin.responses(read))

    def _keys_of_interviews(self) -> list[RowKey]:
        """The rows' keys, without rows in which somebody only reports whom they have told."""
        only_reports: set[int] = set()

        def noticing() -> Iterator[Response]:
            for response in self._responses():
                if self.told.notice(str(response.row), response):
                    only_reports.add(response.row)
                yield response

        keys = row_keys(self.identities, noticing())
        self.told.rename({str(key.row): key.id for key in keys})
        return [key for key in keys if key.row not in only_reports]

    def _take_up_later_thoughts(self) -> None:
        """Also redacts thoughts whose interview came in this run, from a source that was read before."""
        self.look_for_interviews()
        stale = {key.id for key in self.stale}
        joined = [key for key in self.keys if key.id in self.joinable and key.id not in stale]
        self.stale += joined
        self.report.unchanged -= len(joined)

    def _move_unchanged(self) -> None:
        skip = {key.id for key in self.stale}
        moved = {key.id: key.row for key in self.keys if key.id not in skip and self.states[key.id].row != key.row}
        if moved:
            self.place.notebook.move_rows(self.source.key, moved)

    def _redacted(self, keys: Sequence[RowKey]) -> Iterator[tuple[list[Interview], SaveCounts]]:
        """Redacts the rows of ``keys`` and stores them, a batch at a time; also says what that changed."""
        if not keys:
            return
        wanted = {key.place: key for key in keys}
        found = (response for response in self._responses() if (response.row, response.part) in wanted)
        done = 0
        for interviews, saved in self.stored(islice(_checked(self.identities, found, wanted), len(keys))):
            yield interviews, saved
            done += len(interviews)
        if done < len(keys):
            raise SourceUnavailable("The export changed while it was read. Run collect again.")


def probable_edits(gone: States, new: Sequence[RowKey]) -> list[ProbableEdit]:
    """Pairs a vanished interview with a new row that stands where it stood: for a person to match."""
    by_row = {state.row: id_ for id_, state in gone.items()}
    return [ProbableEdit(by_row[key.row], key.id, key.row) for key in new if key.row in by_row]


def _checked(
    identities: Sequence[RowIdentity], responses: Iterator[Response], wanted: Mapping[tuple[int, int], RowKey]
) -> Iterator[IdentifiedResponse]:
    """Rows with their ids. Raises SourceUnavailable when a row is no longer what it was a moment ago."""
    for response in responses:
        key = wanted[response.row, response.part]
        if identities[response.part].fingerprint(response) != key.fingerprint:
            raise SourceUnavailable("The export changed while it was read. Run collect again.")
        yield IdentifiedResponse(id=key.id, fingerprint=key.fingerprint, response=response, held=key.held)
