"""Collects a form through Google's API: responses with ids of their own, asked for from where the last pull ended.

Three kinds of pulls:

- The first reads everything once. Nothing is stored yet, so nothing has to be known before it is redacted.
- Later ones ask for what came or changed since the newest response that was seen, with an overlap, since responses may
  become visible late. What is known already is recognised by id and content, so nothing is stored twice.
- Every few days, and whenever rules or columns changed, all responses are listed, to find those that were deleted
  (Google leaves no trace of them) or must be redacted again.

How far a pull came is noted down only at its end: one that dies halfway is repeated, and finds what it had stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import chain, islice

from connectors.source import IncrementalSource
from flows.steps.collecting import Collecting, hold_as_gone
from flows.steps.columns import ColumnsChanged
from flows.steps.identity import RowKey, key_of
from flows.steps.parts import split_parts
from flows.steps.progress import progress
from rounds.errors import SaybackError
from rounds.interviews import HeldReason, IdentifiedResponse, Response
from rounds.keys import short_id

OVERLAP = timedelta(minutes=10)
_PEEK = 512  # responses that are looked at before it is known how many there are


@dataclass(frozen=True, slots=True)
class PullMark:
    """How far a source was pulled: of which form, with which columns, up to which edit, and when listed in full."""

    form: str
    columns: str
    newest: datetime | None
    full_at: datetime

    def as_text(self) -> str:
        newest = self.newest.astimezone(UTC).isoformat() if self.newest else None
        return json.dumps([self.form, self.columns, newest, self.full_at.astimezone(UTC).isoformat()])

    @classmethod
    def read(cls, text: str | None) -> PullMark | None:
        """The mark in a fact of the notebook, None if there is none."""
        if text is None:
            return None
        form, columns, newest, full_at = json.loads(text)
        return cls(form, columns, datetime.fromisoformat(newest) if newest else None, datetime.fromisoformat(full_at))


@dataclass(slots=True)
class CollectPull(Collecting):
    """One form that is pulled. ``since`` is None for a pull of all responses; ``full`` asks for such a one."""

    full: bool = False
    stale: set[str] = field(default_factory=set)
    since: datetime | None = None
    first: bool = False
    _seen: dict[str, datetime | None] = field(default_factory=dict)  # by interview id, when it was submitted
    _possible: set[str] = field(default_factory=set)  # where interviews repeat: the ids of all parts of the responses
    _rows: dict[str, int] = field(default_factory=dict)  # by interview id, once they are numbered
    _last: int | None = None
    _newest: datetime | None = None
    _head: list[tuple[RowKey, Response]] = field(default_factory=list, repr=False)
    _rest: Iterator[tuple[RowKey, Response]] = field(default_factory=lambda: iter(()), repr=False)
    _failure: SaybackError | None = field(default=None, repr=False)
    _started: datetime = field(default_factory=lambda: datetime.now(UTC))

    def plan(self) -> None:
        """Decides what to ask for. Unless this is the first pull, asks, and keeps only digests of the answers."""
        self.begin()
        self._refuse_questions_asked_anew()
        mark = PullMark.read(self.place.notebook.fact(self._fact))
        self.first = not self.states
        self.since = None if self.first or self._needs_all(mark) else _with_overlap(mark)
        if self.first:
            self._rest = self._until_failure()
            self._head.extend(islice(self._rest, _PEEK))
            return
        keys = [key for key, _ in self._keyed()]
        stale = [key for key in keys if not self.is_fresh(key)]
        self.stale = {key.id for key in stale}
        self.remember_rules(stale)

    def run(self) -> None:
        self._take_up_later_thoughts()
        if self.first or self.stale:
            self._pull()
        else:
            self.report.read = self.report.unchanged = len(self._seen)
        if self.since is None:
            self.hold_vanished(self._seen.keys())
        else:
            self.report.vanished = hold_as_gone(self.place, sorted(self._emptied))
        if self.since is not None:
            self.report.not_asked = sum(not s.gone for i, s in self.states.items() if i not in self._seen)
        self._number()
        self.mask_gone()
        self.store_told(all_of_it=self.since is None)
        self.report.uploads = self._form.uploads
        if self.report.uploads:
            self.report.warnings.append(
                f"{self.source.key}: {self.report.uploads} uploaded files stay in Google Drive; they are never fetched."
            )
        self._note_down()

    @property
    def expected(self) -> int:
        return len(self._head) or len(self.stale)

    @property
    def replaced(self) -> Set[str]:
        known = self.states.keys()
        gone = known - self._seen.keys() if self.since is None and not self.first else self._emptied
        return (self.stale & known) | gone

    @property
    def _emptied(self) -> set[str]:
        """Interviews whose group is blank now in a response that was seen."""
        return {id_ for id_ in self._possible - self._seen.keys() if id_ in self.states and not self.states[id_].gone}

    def redact_again(self, ids: Set[str]) -> Set[str]:
        mine = ids & (self.states.keys() | self._seen.keys())
        if not mine:
            return set()
        self.since = None  # Google cannot be asked for single responses by our ids
        done: set[str] = set()
        rows = ((key, response) for key, response in self._keyed() if key.id in mine)
        while batch := list(islice(rows, _PEEK)):
            done |= {key.id for key, _ in batch}
            for _ in self.stored(self._identify(*pair) for pair in batch if pair[0].id in self.stale):
                pass
            earlier = self.stored(self._identify(*pair) for pair in batch if pair[0].id not in self.stale)
            self.report.spread += sum(saved.replaced for _, saved in earlier)
        return done

    @property
    def _form(self) -> IncrementalSource:
        assert isinstance(self.origin, IncrementalSource)  # chosen by the caller for it
        return self.origin

    @property
    def _fact(self) -> str:
        return pull_fact(self.source.key)

    def _columns(self) -> str:
        """A digest of what is read: a column that is declared later has to be read of old responses, too."""
        declared = [
            f"{nth} {column.id} {column.title} {column.occurrence}"
            for nth, part in enumerate(self.source.parts)
            for column in part.read_columns
        ]
        return self.place.keyring.digest("pulled columns", *declared)[:16]

    def _needs_all(self, mark: PullMark | None) -> bool:
        if (
            self.full
            or mark is None
            or mark.newest is None
            or mark.form != self.origin.name
            or mark.columns != self._columns()
        ):
            return True
        since_full = self.place.now() - mark.full_at
        if since_full < timedelta(0) or since_full >= timedelta(days=self.place.round.google.full_list_days):
            return True  # (the clock may have been ahead)
        if self.told.expected and any(r.interviewer is None for r in self.place.notebook.told()):
            return True  # whether a newer report replaces that of an unknown name is seen only beside it
        return any(
            not state.gone and (state.engine != self.redactor.version or state.held is HeldReason.REDACTION_FAILED)
            for state in self.states.values()
        )

    def _keyed(self) -> Iterator[tuple[RowKey, Response]]:
        """The responses asked for, with their keys; also notes down which were seen."""
        read = [column.address for column in self.source.read_columns]
        for response in split_parts(self.source, self._noting_parts(self._form.responses_since(self.since, read))):
            key = key_of(self.identities[response.part], response)
            self._seen[key.id] = _in_utc(response.submitted_at)
            edited = _in_utc(response.edited_at or response.submitted_at)
            if edited and (self._newest is None or edited > self._newest):
                self._newest = edited
            if self.told.notice(key.id, response):
                self._seen.pop(key.id)
                continue
            yield key, response

    def _noting_parts(self, responses: Iterator[Response]) -> Iterator[Response]:
        """The same responses; notes down which interviews each might hold."""
        if not self.source.repeat:
            yield from responses
            return
        for response in responses:
            self._possible |= {short_id(identity.identity(response)[0]) for identity in self.identities}
            yield response

    def _take_up_later_thoughts(self) -> None:
        """Thoughts whose interview came in this run: Google cannot be asked for single responses by our ids."""
        self.look_for_interviews()
        if joined := self.joinable - self.stale:
            self.stale |= joined
            self.since = None

    def _pull(self) -> None:
        """Reads the responses, redacts and stores those that have changed, also those that changed only just now."""
        progress().begin(f"{self.source.key}: redact and keep", None if self.first else len(self.stale))
        rows = chain(self._emptied_head(), self._rest) if self.first else self._keyed()
        for interviews, saved in self.stored(self._stale_rows(rows)):
            self.count(interviews, saved)
        if self._failure:
            raise self._failure
        self.report.read = len(self._seen)
        self.report.unchanged = len(self._seen) - len(self.stale)

    def _until_failure(self) -> Iterator[tuple[RowKey, Response]]:
        """The responses; a failure among the first waits until those before it are stored."""
        rows = self._keyed()
        while True:
            try:
                row = next(rows, None)
            except SaybackError as error:
                self._failure = error
                return
            if row is None:
                return
            yield row

    def _emptied_head(self) -> Iterator[tuple[RowKey, Response]]:
        while self._head:
            yield self._head.pop(0)

    def _stale_rows(self, rows: Iterator[tuple[RowKey, Response]]) -> Iterator[IdentifiedResponse]:
        done: dict[str, str] = {}  # a response may stand on two pages when the form changes between them
        for key, response in rows:
            if self.is_fresh(key) or done.get(key.id) == key.fingerprint:
                continue
            done[key.id] = key.fingerprint
            self.stale.add(key.id)
            yield self._identify(key, response)

    def _identify(self, key: RowKey, response: Response) -> IdentifiedResponse:
        """With its number, where it has one already: Google gives responses in no order."""
        known = self.states.get(key.id)
        row = self._rows.get(key.id) or (known.row if known else self._numbered() + response.row)
        response = replace(response, row=row)
        return IdentifiedResponse(id=key.id, fingerprint=key.fingerprint, response=response, held=key.held)

    def _number(self) -> None:
        """Numbers the interviews in the order in which they were submitted, as Google Forms does; new ones go last."""
        after = self._numbered() if self.since is not None else 0
        new = {id_ for id_ in self._seen if id_ not in self.states or self.states[id_].row > after}
        in_order = sorted(new, key=lambda id_: (self._seen[id_] or datetime.max.replace(tzinfo=UTC), id_))
        self._rows = {id_: after + nth for nth, id_ in enumerate(in_order, start=1)}
        moved = {id_: row for id_, row in self._rows.items() if id_ not in self.states or self.states[id_].row != row}
        self.place.notebook.move_rows(self.source.key, moved)
        rows = {id_: state.row for id_, state in self.states.items()} | self._rows
        last, fact = str(max(rows.values(), default=0)), f"numbered:{self.source.key}"
        if self.place.notebook.fact(fact) != last:
            self.place.notebook.set_fact(fact, last)

    def _numbered(self) -> int:
        """The last number that was given for good: a run that died had stored new interviews with numbers behind it."""
        if self._last is None:
            known = self.place.notebook.fact(f"numbered:{self.source.key}")
            self._last = int(known) if known else max((state.row for state in self.states.values()), default=0)
        return self._last

    def _refuse_questions_asked_anew(self) -> None:
        """A column without an id is found by its title; that question must stay the one of the first pull."""
        fact = f"question_ids:{self.source.key}"
        stored: dict[str, str] = json.loads(self.place.notebook.fact(fact) or "{}")
        ids = {question.address: question.id for question in self.origin.form().questions}
        untold = [column for column in self.source.read_columns if column.id is None]
        found = {f"{column.title} #{column.occurrence}": ids.get(column.address, "") for column in untold}
        for name, id_ in found.items():
            if stored.get(name, id_) != id_:
                raise ColumnsChanged(
                    f'{self.origin.name}: "{name.rpartition(" #")[0]}" is another question than at the first collect'
                    f" (id {id_}, then {stored[name]}): it was deleted and asked anew. If it asks the same, declare"
                    f' `id = "{id_}"` for the column in round.toml. Nothing of this source was read.'
                )
        if found.items() - stored.items():
            self.place.notebook.set_fact(fact, json.dumps(stored | found))

    def _note_down(self) -> None:
        mark = PullMark.read(self.place.notebook.fact(self._fact))
        newest = max(filter(None, (self._newest, mark.newest if mark and self.since else None)), default=None)
        full_at = self._started if self.since is None or mark is None else mark.full_at
        done = PullMark(self.origin.name, self._columns(), newest, full_at)
        if done != mark:
            self.place.notebook.set_fact(self._fact, done.as_text())


def _in_utc(moment: datetime | None) -> datetime | None:
    """Two times in one zone compare by the clock on the wall, which in autumn goes back."""
    return moment.astimezone(UTC) if moment else None


def _with_overlap(mark: PullMark | None) -> datetime | None:
    return mark.newest - OVERLAP if mark and mark.newest else None


def pull_fact(source: str) -> str:
    """Under which name the notebook keeps how far a source was pulled; None there: all responses are asked for."""
    return f"pull:{source}"
