"""One source being collected, whatever its kind: what to redact, in batches, and what became of it.

Two kinds exist: rows that only their content tells apart (``collect_rows``), and responses with ids of their own
(``collect_pull``).
"""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice

from connectors.source import Source as Origin
from flows.steps.collect_report import RulesChange, SourceReport, tally
from flows.steps.identity import Address, RowIdentity, RowKey
from flows.steps.later import can_be_joined_now, held_without_interview
from flows.steps.parts import redact_parts
from flows.steps.progress import progress
from flows.steps.told_rows import ToldRows
from flows.steps.workplace import Workplace
from redaction.redactor import Redactor
from redaction.stored import mask_stored
from rounds.errors import SaybackError
from rounds.interviews import HeldReason, IdentifiedResponse, Interview
from rounds.notebook import AuditRecord, RowState, SaveCounts
from rounds.round import Role, Source

States = Mapping[str, RowState]  # by interview id

BATCH = 64  # what the model likes best; also how much raw text is in memory at once, beside a page of a form


@dataclass(slots=True)
class Collecting(ABC):
    """A source that is read: first ``plan``, when all others are planned ``run``, then perhaps ``redact_again``."""

    place: Workplace
    source: Source
    redactor: Redactor
    origin: Origin
    report: SourceReport
    identities: tuple[RowIdentity, ...] = ()  # by part
    states: States = field(default_factory=dict)
    before: list[AuditRecord] = field(default_factory=list)
    withdrawn: frozenset[str] = frozenset()  # codes
    joinable: Set[str] = frozenset()  # later thoughts that were held for want of an interview, which is kept now
    told: ToldRows = field(init=False)

    def __post_init__(self) -> None:
        self.told = ToldRows(self.place, self.source)

    @abstractmethod
    def plan(self) -> None:
        """Finds out which interviews have changed; stores nothing of them. Raises SaybackError."""

    @abstractmethod
    def run(self) -> None:
        """Redacts and stores what has changed, batch by batch. Raises SaybackError, with finished batches kept."""

    @property
    @abstractmethod
    def expected(self) -> int:
        """How many interviews will be redacted, at least; 0 only if there are none."""

    @property
    @abstractmethod
    def replaced(self) -> Set[str]:
        """Ids of stored interviews that do not stay as they are: rows that changed, and rows that are gone."""

    @abstractmethod
    def redact_again(self, ids: Set[str]) -> Set[str]:
        """Redacts interviews once more, for names learnt since; the ids of those that could be read.

        Counts as ``report.spread`` how many interviews of earlier runs are others now.
        """

    def begin(self) -> None:
        """What both kinds of plans start with."""
        self.identities = tuple(
            RowIdentity(part, self.place.keyring, self._pinned_columns(part, nth), nth)
            for nth, part in enumerate(self.source.parts)
        )
        self.states = self.place.notebook.states(self.source.key)
        self.withdrawn = self.place.notebook.withdrawn_codes()
        self.look_for_interviews()

    def look_for_interviews(self) -> None:
        """Finds the later thoughts that can be joined now: at the plan, and when all other sources have been read."""
        self.joinable = can_be_joined_now(self.place.notebook, self.source, self.states)

    def store_told(self, *, all_of_it: bool) -> None:
        """Stores the reports of people told, and warns of those that nobody can be sure of."""
        self.report.told_changed = self.told.store(all_of_it=all_of_it)
        self.report.told_reports = self.told.count
        self.report.warnings += self.told.warnings()

    def changes_by_rules(self) -> RulesChange | None:
        """What new rules made of the rows that did not change themselves; None if the rules are as they were."""
        if not self.before:
            return None
        after = self.place.notebook.audits([record.id for record in self.before])
        return RulesChange(len(self.before), tally(self.before), tally(after))

    def is_fresh(self, key: RowKey) -> bool:
        """Whether the interview of ``key`` is stored just as it would be made today."""
        state = self.states.get(key.id)
        if state is not None and state.held is HeldReason.WITHDRAWN:  # whatever stands in its row now
            return True
        if state is None or state.gone or state.fingerprint != key.fingerprint:
            return False
        if key.id in self.joinable:
            return False
        if state.held is HeldReason.REDACTION_FAILED:  # what failed then may work today, with the same row and rules
            return False
        return state.engine == self.redactor.version and (key.held is None or state.held is key.held)

    def remember_rules(self, stale: Iterable[RowKey]) -> None:
        """Notes down what the earlier rules had made of the rows that did not change themselves."""
        again = [key.id for key in stale if self._only_rules_changed(key)]
        self.before = self.place.notebook.audits(again) if again else []

    def stored(self, rows: Iterator[IdentifiedResponse]) -> Iterator[tuple[list[Interview], SaveCounts]]:
        """Redacts ``rows`` and stores them, a batch at a time; also says what that changed."""
        for batch in batches(rows):
            interviews = [self._unless_withdrawn(one) for one in redact_parts(self.redactor, self.source, batch)]
            interviews = held_without_interview(self.place.notebook, interviews)
            yield interviews, self.place.notebook.save(interviews, at=self.place.now())

    def _unless_withdrawn(self, interview: Interview) -> Interview:
        """Emptied, when it was withdrawn, or has a code that somebody withdrew with: it may have been typed in anew."""
        state = self.states.get(interview.id)
        taken_back = state is not None and state.held is HeldReason.WITHDRAWN
        if not taken_back and (interview.code_digest is None or interview.code_digest not in self.withdrawn):
            return interview
        return Interview(
            id=interview.id,
            source=interview.source,
            row=interview.row,
            fingerprint="",
            engine=interview.engine,
            code_digest=interview.code_digest,
            later=interview.later,
            held=HeldReason.WITHDRAWN,
        )

    def count(self, interviews: Sequence[Interview], saved: SaveCounts) -> None:
        """Adds a batch to the report."""
        held = [interview for interview in interviews if interview.held]
        self.report.held.update(str(interview.held) for interview in held)
        self.report.kept += len(interviews) - len(held)
        self.report.thoughts += sum(one.later and one.held is None for one in interviews)
        self.report.replaced += saved.replaced
        limit = self.place.round.group_limit
        self.report.large_groups += sum(interview.people > limit for interview in interviews)
        self.report.edited += sum(_is_edit(interview, self.states.get(interview.id)) for interview in interviews)
        if self.source.single(Role.INTERVIEWER) and not self.source.later:  # there people write themselves
            self.report.unknown_interviewers += sum(not i.held and i.interviewer is None for i in interviews)
        progress().advance(len(interviews), len(held))

    def hold_vanished(self, seen: Set[str]) -> States:
        """Holds the interviews that are not among ``seen``, all that the source has now; returns those newly gone."""
        gone = {id_: state for id_, state in self.states.items() if id_ not in seen and not state.gone}
        if gone and not any(id_ in self.states for id_ in seen):
            # Not one known row: rather the wrong export than everybody's wish. The notes stay until that is clear.
            self.report.vanished = self.place.notebook.mark_gone(gone, at=self.place.now())
            self.report.warnings.append(
                f"None of the {len(gone)} interviews known of {self.source.key} stands in {self.origin.name}. Is it the"
                f" right {'export' if self.source.file else 'one'}? They are held until one of their rows comes back."
            )
        else:
            self.report.vanished = hold_as_gone(self.place, list(gone))
            # Also of those that an earlier, doubted export had left with their notes.
            self.place.notebook.drop_notes([id_ for id_ in self.states if id_ not in seen])
        return gone

    def mask_gone(self) -> None:
        """Applies `mask` words to the notes of interviews whose rows cannot be read any more."""
        self.report.masked = mask_stored_notes(self.place, self.source, only_gone=True)

    def _only_rules_changed(self, key: RowKey) -> bool:
        state = self.states.get(key.id)
        return (
            state is not None
            and not state.gone
            and state.fingerprint == key.fingerprint
            and state.engine != self.redactor.version
        )

    def _pinned_columns(self, part: Source, nth: int) -> list[Address]:
        """The columns that are the identity of a row without a declared one: those of the first collect."""
        fact = f"identity_columns:{part.key}" + (f"#{nth}" if nth else "")
        read = [column.address for column in part.read_columns]
        stored = self.place.notebook.fact(fact)
        if stored is None:
            self.place.notebook.set_fact(fact, json.dumps(read))
            return read
        pinned = [(title, occurrence) for title, occurrence in json.loads(stored)]
        if all(address in read for address in pinned):
            return pinned
        # With a part of them missing, different rows would look alike and could take each other's place.
        self.place.notebook.set_fact(fact, json.dumps(read))
        if part.identity == "row" and not self.origin.own_ids:
            self.report.warnings.append(
                f"{part.key}: rows are known by their content, and a column of it is no longer declared. Every"
                " interview counts as new now; compare the probable edits."
            )
        return read


def batches(rows: Iterator[IdentifiedResponse]) -> Iterator[list[IdentifiedResponse]]:
    """The rows in batches. Where they break off with a SaybackError, what came before is handed out first."""
    while True:
        batch: list[IdentifiedResponse] = []
        failure: SaybackError | None = None
        try:
            batch.extend(islice(rows, BATCH))
        except SaybackError as error:
            failure = error
        if batch:
            yield batch
        if failure:
            raise failure
        if not batch:
            return


def hold_as_gone(place: Workplace, ids: Sequence[str]) -> int:
    """Holds interviews whose row is gone, without their notes: perhaps the row went because the person asked.

    Should the row come back, it is redacted anew.
    """
    place.notebook.mark_gone(ids, at=place.now())
    place.notebook.drop_notes(ids)
    return len(ids)


def mask_stored_notes(place: Workplace, source: Source, *, only_gone: bool) -> int:
    """Applies the round's `mask` words to stored notes whose raw answers can no longer be read; how many changed."""
    mask = place.round.redaction.mask
    if not mask:
        return 0
    changed = []
    for interview in place.notebook.rows(kept_only=False):
        if interview.source != source.key or (only_gone and interview.held is not HeldReason.SOURCE_GONE):
            continue
        masked = mask_stored(interview, mask)
        if masked != interview:
            changed.append(masked)
    return place.notebook.rewrite(changed, at=place.now())


def _is_edit(interview: Interview, state: RowState | None) -> bool:
    return state is not None and not state.gone and state.fingerprint != interview.fingerprint
