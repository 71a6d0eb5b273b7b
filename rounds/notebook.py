"""The notebook: the store of interviews and headlines. An analyst may have it; it holds no address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import ColumnElement, bindparam, delete, func, select, update

from rounds import journal, notebook_headlines, notebook_later, notebook_releases, notebook_told, notebook_withdraw
from rounds.errors import StoreError, StoreUnavailable
from rounds.headlines import Headline, Prediction, ReadBack, Theme
from rounds.interviews import HeldReason, Interview
from rounds.journal import RunMark, RunRecord
from rounds.later_thoughts import with_thoughts
from rounds.notebook_audit import AuditRecord, forget_records, load_audits, load_round_names, put_counts
from rounds.notebook_headlines import WorksheetRecord
from rounds.notebook_interviews import KEPT, Revision, chunks, held_reason, load, replace_notes, set_gone
from rounds.notebook_later import Joins, load_joins
from rounds.notebook_save import SaveCounts, save_batch
from rounds.releases import Release
from rounds.store import NOTEBOOK, Store
from rounds.tables_notebook import facts, interviews, notes, revisions
from rounds.told import ToldReport

SCRUB_DUE_FACT = _SCRUB_DUE = "scrub_due"  # a fact: notes were deleted since the file was last rewritten


@dataclass(frozen=True, slots=True)
class RowState:
    """What the notebook knows of a source's row; ``held`` is ``source_gone`` while ``gone``."""

    fingerprint: str
    engine: str
    held: HeldReason | None
    gone: bool
    version: int
    row: int
    submitted_on: date | None


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """One change of an interview: which version it led to, when, why, and by which engine."""

    version: int
    at: datetime
    reason: Revision
    engine: str


__all__ = [
    "SCRUB_DUE_FACT",
    "AuditRecord",
    "Notebook",
    "RevisionRecord",
    "RowState",
    "RunRecord",
    "SaveCounts",
    "WorksheetRecord",
]


class Notebook:
    """Interviews, headlines and the journal of one round. Every method is one transaction.

    All methods raise StoreError (file, disk, permission) or StoreUnavailable (locked); then nothing has changed.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.deleting_failed = False  # whether deleted text could not be taken out of the file since it was opened

    @classmethod
    def open(
        cls,
        url: str,
        folder: Path,
        *,
        schema: str | None = None,
        migrate: bool = False,
        alone: bool = False,
        check: Callable[[Notebook], None] | None = None,
        scrub: bool = True,
    ) -> Notebook:
        """Opens or creates the notebook at ``url``; a relative ``sqlite:///`` path starts from ``folder``.

        ``schema`` is that of the round in PostgreSQL, where ``alone`` takes the round's lock (else RoundBusy).
        ``check`` may refuse it by raising, before anything is changed. ``scrub`` does what an earlier run could not:
        rewriting the file without deleted text.
        Raises StoreNeedsUpgrade for one of an earlier release unless ``migrate``, StoreFromNewerVersion or another
        StoreError; the store is then as it was.
        """
        notebook = cls(Store.open(url, folder, NOTEBOOK, schema=schema, migrate=migrate))
        try:
            if alone:
                notebook._store.hold()
            if check is not None:
                check(notebook)
            if scrub:
                notebook.finish_deleting()  # an earlier run was killed before it could
        except BaseException:
            notebook._store.close()
            raise
        return notebook

    def close(self) -> None:
        """Rewrites the file if notes were deleted, and closes it. Never raises: what is due is done next time."""
        try:
            if not self.deleting_failed:  # waiting twice for the same other program helps nobody
                self.finish_deleting()
        finally:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def password_ends(self) -> datetime | None:
        """When the password that opens the notebook ends, with a time zone; None if that is not known."""
        return self._store.password_ends()

    # Interviews

    def states(self, source: str) -> dict[str, RowState]:
        """What is known of every interview of ``source``, by interview id; gone ones too."""
        wanted = ("id", "fingerprint", "engine", "held", "gone", "version", "row", "submitted_on")
        query = select(*(interviews.c[name] for name in wanted)).where(interviews.c.source == source)
        with self._store.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return {row["id"]: _row_state({**row}) for row in rows}

    def sources(self) -> list[str]:
        """The keys of all sources that interviews came from, declared today or not."""
        with self._store.reading() as connection:
            return sorted(connection.scalars(select(interviews.c.source).distinct()))

    def save(self, batch: Sequence[Interview], *, at: datetime) -> SaveCounts:
        """Stores a batch: all of it or, after an exception, nothing. ``at`` is when, with a time zone.

        A changed interview replaces the stored one as the next version; headlines that refer to it stay.
        A held interview is stored without notes, and earlier notes of it are deleted. One that equals
        the stored one changes nothing but its row. The version of a given interview is ignored.
        """
        with self._store.writing() as connection:
            counts = save_batch(connection, batch, at)
            if counts.replaced:
                journal.put_fact(connection, _SCRUB_DUE, "yes")
        if counts.replaced:
            self._store.checkpoint()
        return counts

    def move_rows(self, source: str, rows: Mapping[str, int]) -> None:
        """Notes down in which row of their source these interviews stand now."""
        if not rows:
            return
        where = (interviews.c.source == source) & (interviews.c.id == bindparam("moved"))
        values = [{"moved": interview_id, "new_row": row} for interview_id, row in rows.items()]
        with self._store.writing() as connection:
            connection.execute(update(interviews).where(where).values(row=bindparam("new_row")), values)

    def mark_gone(self, ids: Iterable[str], at: datetime) -> int:
        """Holds interviews as ``source_gone``; their notes stay, for a restore. Returns how many were not gone yet."""
        with self._store.writing() as connection:
            return set_gone(connection, ids, True, at)

    def drop_notes(self, ids: Iterable[str]) -> None:
        """Deletes the notes of these interviews, with their audit and names; everything else of them stays."""
        with self._store.writing() as connection:
            ids = list(ids)
            forget_records(connection, ids)
            wheres = [notes.c.interview_id.in_(chunk) for chunk in chunks(ids)]
            dropped = sum(connection.execute(delete(notes).where(where)).rowcount for where in wheres)
            if dropped:
                journal.put_fact(connection, _SCRUB_DUE, "yes")
        if dropped:
            self._store.checkpoint()

    def restore(self, ids: Iterable[str], at: datetime) -> int:
        """Their rows came back unchanged: they are kept, or held, as before. Returns how many were gone."""
        with self._store.writing() as connection:
            return set_gone(connection, ids, False, at)

    def rewrite(self, batch: Sequence[Interview], *, at: datetime) -> int:
        """Replaces the notes of stored interviews whose source is gone, for words that are masked later.

        Engine, fingerprint and everything else stay. Returns how many had other notes before.
        Raises ValueError for an interview that is not in the notebook with as many notes: masking neither
        adds nor drops one, and a held interview must not get any.
        """
        with self._store.writing() as connection:
            known = load(connection, (interview.id for interview in batch))
            changed = [one for one in batch if one.notes != _rewritable(known, one).notes]
            for interview in changed:
                old = known[interview.id]
                replace_notes(connection, replace(old, notes=interview.notes, version=old.version + 1), at)
                put_counts(connection, interview)
            if changed:
                journal.put_fact(connection, _SCRUB_DUE, "yes")
        if changed:
            self._store.checkpoint()
        return len(changed)

    def interviews(self, *, kept_only: bool = True) -> Iterator[Interview]:
        """All interviews by source, row and id, a few at a time; with ``kept_only=False`` the held and gone ones, too.

        A later thought is a part of its interview. One without an interview is among those that are held.
        The store may be written while this goes on: each interview is as it is when its turn comes.
        """
        joins = self._joins()
        yield from self._load(self._ids(_INTERVIEW if kept_only else None, without=joins.owner), joins)

    def rows(self, *, kept_only: bool = True) -> Iterator[Interview]:
        """The same as they are stored, for whoever redacts them again: each later thought by itself."""
        yield from self._load(self._ids(KEPT if kept_only else None))

    def interview(self, interview_id: str) -> Interview | None:
        """One interview, held or not; None if there is none. A later thought by its own id comes by itself."""
        joins = self._joins()
        return next(self._load([interview_id], joins), None)

    def held(self) -> list[Interview]:
        """All held interviews, by source, row and id. Those that are ``source_gone`` have their notes.

        Among them are later thoughts that belong to no interview that is kept.
        """
        joins = self._joins()
        ids = self._ids(~KEPT | interviews.c.later, without=joins.owner)
        return [interview for interview in self._load(ids, joins) if interview.held is not None]

    def kept_count(self) -> int:
        """How many interviews are kept. Later thoughts are none."""
        with self._store.reading() as connection:
            return connection.scalar(select(func.count()).select_from(interviews).where(_INTERVIEW)) or 0

    def came_since(self, moment: datetime) -> int:
        """How many interviews are kept that came, or were released from being held, after ``moment``."""
        joined = revisions.c.reason.in_([Revision.NEW, Revision.RELEASED]) & (revisions.c.at > moment)
        ids = select(revisions.c.interview_id).where(joined)
        query = select(func.count()).select_from(interviews).where(_INTERVIEW & interviews.c.id.in_(ids))
        with self._store.reading() as connection:
            return connection.scalar(query) or 0

    def distress_ids(self) -> list[str]:
        """The interviews that were marked for somebody to look after a person."""
        query = select(interviews.c.id).where(interviews.c.distress).order_by(interviews.c.id)
        with self._store.reading() as connection:
            return list(connection.scalars(query))

    def held_counts(self, *, later: bool = True) -> dict[HeldReason, int]:
        """How many rows are held, by reason; no zeros. Without ``later`` only interviews, not later thoughts."""
        where = ~KEPT if later else ~KEPT & interviews.c.later.is_(False)
        query = select(interviews.c.held, interviews.c.gone, func.count()).group_by(
            interviews.c.held, interviews.c.gone
        )
        counts: Counter[HeldReason] = Counter()
        with self._store.reading() as connection:
            for held, gone, number in connection.execute(query.where(where)):
                reason = held_reason(held, gone)
                if reason is not None:
                    counts[reason] += number
        if later and (loose := self._joins().loose):
            counts[HeldReason.LATER_INTERVIEW_HELD] += len(loose)
        return dict(counts)

    def revisions(self, interview_id: str) -> list[RevisionRecord]:
        """What happened to an interview, oldest first."""
        wanted = (revisions.c.version, revisions.c.at, revisions.c.reason, revisions.c.engine)
        query = select(*wanted).where(revisions.c.interview_id == interview_id).order_by(revisions.c.id)
        with self._store.reading() as connection:
            rows = connection.execute(query).all()
        return [RevisionRecord(version, at, Revision(reason), engine) for version, at, reason, engine in rows]

    # Later thoughts, and what interviewers report through the same form

    def thoughts(self) -> tuple[int, int]:
        """How many later thoughts are joined to an interview, and how many interviews have some."""
        joins = self._joins()
        return len(joins.owner), len(joins.thoughts)

    def later_reasons(self, source: str) -> dict[str, HeldReason | None]:
        """By id of each later row of ``source``: why it has to be held now; None where its interview is kept."""
        with self._store.reading() as connection:
            return notebook_later.reasons_now(connection, source)

    def reasons_by_code(self, codes: Iterable[str | None]) -> dict[str | None, HeldReason | None]:
        """The same for keyed codes, of rows that are not stored yet."""
        with self._store.reading() as connection:
            return notebook_later.reasons_by_code(connection, codes)

    def hold_unjoined(self, source: str, at: datetime) -> dict[str, HeldReason]:
        """Holds later rows of ``source`` whose interview is not kept any more, without their notes; which, and why."""
        with self._store.writing() as connection:
            held = notebook_later.hold_unjoined(connection, source, at)
            if held:
                journal.put_fact(connection, _SCRUB_DUE, "yes")
        if held:
            self._store.checkpoint()
        return held

    def save_told(self, source: str, reports: Sequence[ToldReport], *, all_of_it: bool) -> None:
        """Stores reports of ``source`` in the place of those with the same id, or ``all_of_it``: of all of them."""
        with self._store.writing() as connection:
            notebook_told.save(connection, source, reports, all_of_it=all_of_it)

    def forget_told(self, source: str, ids: Iterable[str]) -> None:
        """Deletes reports whose rows say something else now."""
        with self._store.writing() as connection:
            notebook_told.forget(connection, source, ids)

    def told(self) -> list[ToldReport]:
        """All reports, oldest first; of an interviewer only the newest counts, see ``rounds.told``."""
        with self._store.reading() as connection:
            return notebook_told.load(connection)

    # Taken back

    def with_code(self, digest: str) -> list[str]:
        """The ids of the interviews that were given the withdrawal code of this keyed digest."""
        with self._store.reading() as connection:
            return notebook_withdraw.with_code(connection, digest)

    def thoughts_with_codes_of(self, ids: Sequence[str]) -> list[str]:
        """The ids of all later rows, kept or not, that have the code of one of these interviews."""
        with self._store.reading() as connection:
            return notebook_later.thoughts_with_codes_of(connection, ids)

    def withdrawn_codes(self) -> frozenset[str]:
        """The keyed digests of codes that were used to withdraw: nothing with one of these is kept again."""
        with self._store.reading() as connection:
            return notebook_withdraw.withdrawn_codes(connection)

    def withdraw(self, ids: Sequence[str], stay: Collection[str], at: datetime, also: Collection[str] = ()) -> int:
        """Empties these interviews for good and deletes the headlines about them. Returns how many headlines went.

        ``stay`` are the ids of headlines that may stay with the other interviews that they name; those of ``also``,
        which stand beside other interviews, go.
        """
        with self._store.writing() as connection:
            dropped = notebook_withdraw.withdraw(connection, ids, stay, also, at)
            journal.put_fact(connection, _SCRUB_DUE, "yes")
        self._store.checkpoint()
        return dropped

    # What was masked

    def audits(self, ids: Sequence[str] | None = None) -> list[AuditRecord]:
        """What was masked in each interview (or in rows ``ids``), in counts: by source, row and id; held ones, too."""
        with self._store.reading() as connection:
            records = load_audits(connection, ids)
            return records if ids is not None else notebook_later.joined_records(records, load_joins(connection))

    def round_names(self) -> dict[str, str]:
        """By interview id, the names that it gives away, sealed by the redactor."""
        with self._store.reading() as connection:
            return load_round_names(connection)

    # What people wrote

    def save_readback(self, readback: ReadBack, worksheet: str, at: datetime) -> None:
        """Stores headlines, themes and predictions in the place of those read from ``worksheet`` before."""
        with self._store.writing() as connection:
            if notebook_headlines.replace_worksheet(connection, readback, worksheet, at):
                journal.put_fact(connection, _SCRUB_DUE, "yes")

    def forget_worksheet(self, worksheet: str) -> bool:
        """Deletes everything that came from ``worksheet`` (a copy read by mistake); False if nothing did."""
        with self._store.writing() as connection:
            known = notebook_headlines.forget_worksheet(connection, worksheet)
            if known:
                journal.put_fact(connection, _SCRUB_DUE, "yes")
        return known

    def worksheets(self) -> list[WorksheetRecord]:
        """The worksheets that were read back, by name."""
        with self._store.reading() as connection:
            return notebook_headlines.load_worksheets(connection)

    def headlines(self) -> list[Headline]:
        """All headlines, worksheet by worksheet, in the order of their rows."""
        with self._store.reading() as connection:
            return notebook_headlines.load_headlines(connection)

    def themes(self) -> list[Theme]:
        """The themes of all worksheets, small ``order`` first; equal names are one theme."""
        with self._store.reading() as connection:
            return notebook_headlines.load_themes(connection)

    def predictions(self) -> list[Prediction]:
        """All predictions, worksheet by worksheet, in the order of their rows."""
        with self._store.reading() as connection:
            return notebook_headlines.load_predictions(connection)

    def add_predictions(self, texts: Sequence[str], at: datetime) -> None:
        """Records what the team expects to hear; ``at`` is when, with a time zone."""
        with self._store.writing() as connection:
            notebook_headlines.add_predictions_made(connection, texts, at)

    def drop_prediction(self, number: int) -> bool:
        """Takes back the ``number``-th recorded prediction, from 1; False if there is none."""
        with self._store.writing() as connection:
            dropped = notebook_headlines.drop_prediction_made(connection, number)
            if dropped:
                journal.put_fact(connection, _SCRUB_DUE, "yes")
        return dropped

    def predictions_made(self) -> list[Prediction]:
        """The predictions that were recorded before the worksheet was opened, oldest first."""
        with self._store.reading() as connection:
            return notebook_headlines.load_predictions_made(connection)

    def no_predictions(self) -> bool:
        """Whether the team chose "none written": some worksheet says so, and none has a prediction."""
        with self._store.reading() as connection:
            chosen = any(record.no_predictions for record in notebook_headlines.load_worksheets(connection))
            return chosen and not notebook_headlines.load_predictions(connection)

    # What left

    def add_release(self, release: Release) -> bool:
        """Stores what left the building; False if the last release said the same of the same interviews.

        Copies from before an upgrade go: whoever put one back would count anew, not knowing what was told already.
        """
        self._store.drop_copies()
        with self._store.writing() as connection:
            return notebook_releases.add_release(connection, release)

    def releases(self) -> list[Release]:
        """Everything that left the building, the oldest first."""
        with self._store.reading() as connection:
            return notebook_releases.load_releases(connection)

    # The journal

    def is_new(self) -> bool:
        """Whether no run has noted anything down yet."""
        with self._store.reading() as connection:
            return all(connection.scalar(select(func.count()).select_from(table)) == 0 for table in (facts, interviews))

    def record_run(
        self, step: str, started: datetime, finished: datetime, outcome: str, counts: Mapping[str, Any]
    ) -> None:
        """Notes down a run of a step; ``counts`` is whatever JSON can hold, without text of people."""
        with self._store.writing() as connection:
            journal.add_run(connection, RunRecord(step, started, finished, outcome, counts))

    def last_run(self, step: str) -> RunRecord | None:
        """The newest run of ``step``, however it ended."""
        with self._store.reading() as connection:
            return next(iter(journal.load_runs(connection, 1, step)), None)

    def last_good_run(self, step: str, until: datetime) -> RunRecord | None:
        """The run of ``step`` that ended well and started last, but not after ``until``."""
        with self._store.reading() as connection:
            return journal.load_last_good(connection, step, until)

    def first_run_started(self) -> datetime | None:
        with self._store.reading() as connection:
            return journal.load_first_start(connection)

    def begin_run(self, mark: RunMark) -> RunRecord | None:
        """Leaves the mark of a run that begins, under the round's lock. Returns the run that crashed before it."""
        with self._store.writing() as connection:
            return journal.begin_run(connection, mark)

    def end_run(self, run: RunRecord) -> None:
        """Notes down how the run ended that had begun, and takes its mark away."""
        with self._store.writing() as connection:
            journal.end_run(connection, run)

    def settle_crash(self, now: datetime, ended: datetime | None = None) -> RunRecord | None:
        """Under the round's lock: notes down as crashed the run whose mark was left, and returns it.

        The run that started at ``ended`` did not crash, but failed.
        """
        if self.running() is None:
            return None
        with self._store.writing() as connection:
            return journal.settle_crash(connection, now, ended)

    def running(self) -> RunMark | None:
        """The mark of the run that is in work; without a lock nobody knows whether it crashed."""
        with self._store.reading() as connection:
            return journal.load_mark(connection)

    def runs(self, limit: int = 20) -> list[RunRecord]:
        """The newest runs first."""
        with self._store.reading() as connection:
            return journal.load_runs(connection, limit)

    def set_fact(self, key: str, value: str | None) -> None:
        """Keeps a fact about the round, such as ``closed_at``; None removes it."""
        with self._store.writing() as connection:
            journal.put_fact(connection, key, value)

    def fact(self, key: str) -> str | None:
        with self._store.reading() as connection:
            return journal.load_fact(connection, key)

    # Deleted text

    def vacuum(self) -> None:
        """Rewrites the file and empties its log, so that nothing deleted is left in either.

        Needs as much free disk as the notebook is large. ``close`` does it when it is due.
        """
        self._store.vacuum()
        if not self._store.checkpoint():
            raise StoreUnavailable("The notebook is in use by another program, which may still see what was deleted.")
        with self._store.writing() as connection:
            journal.put_fact(connection, _SCRUB_DUE, None)
        self._store.checkpoint()

    def finish_deleting(self) -> bool:
        """Rewrites the file if text was deleted since; False if that could not be done now.

        Locked, or no space for a copy: it stays due, and the next open tries again.
        """
        try:
            if self.deleting_due():
                self.vacuum()
        except StoreError:
            self.deleting_failed = True
            return False
        return True

    def deleting_due(self) -> bool:
        """Whether text that was deleted may still lie in the file."""
        return self.fact(_SCRUB_DUE) is not None

    def _load(self, ids: Iterable[str], joins: Joins | None = None) -> Iterator[Interview]:
        for chunk in chunks(ids):
            thoughts = [thought for one in chunk for thought in joins.thoughts.get(one, ())] if joins else []
            with self._store.reading() as connection:
                found = load(connection, [*chunk, *thoughts])
            for interview_id in chunk:
                if interview_id in found:
                    yield _as_shown(found[interview_id], found, joins) if joins else found[interview_id]

    def _ids(self, where: ColumnElement[bool] | None, without: Collection[str] = ()) -> list[str]:
        query = select(interviews.c.source, interviews.c.row, interviews.c.id)
        with self._store.reading() as connection:
            rows = connection.execute(query if where is None else query.where(where)).all()
        return [id_ for _, _, id_ in sorted(tuple(row) for row in rows) if id_ not in without]

    def _joins(self) -> Joins:
        with self._store.reading() as connection:
            return load_joins(connection)


_INTERVIEW = KEPT & interviews.c.later.is_(False)


def _as_shown(interview: Interview, found: Mapping[str, Interview], joins: Joins) -> Interview:
    """With its later thoughts, as far as they are still kept; one without an interview is held."""
    if interview.id in joins.loose:
        return replace(interview, held=HeldReason.LATER_INTERVIEW_HELD)
    thoughts = [found[id_] for id_ in joins.thoughts.get(interview.id, ()) if id_ in found]
    return (
        with_thoughts(interview, [one for one in thoughts if one.held is None]) if interview.held is None else interview
    )


def _row_state(row: dict[str, Any]) -> RowState:
    del row["id"]
    return RowState(**{**row, "held": held_reason(row["held"], row["gone"])})


def _rewritable(known: Mapping[str, Interview], interview: Interview) -> Interview:
    old = known.get(interview.id)
    if old is None or len(old.notes) != len(interview.notes):
        raise ValueError(f"the interview {interview.id} is not in the notebook with as many notes")
    return old
