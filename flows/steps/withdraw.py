"""Withdraw: somebody takes back what they told. It goes from everything that is here, and the rest is named.

What has begun is noted down first, and until it has finished no other step works on the round. The record that is kept
says what was destroyed, in counts, and what lies outside our reach.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from flows.steps.assemble_file import rewrite_file
from flows.steps.assemble_google import rewrite_google, sheet_of_pairs
from flows.steps.backups import BackupReport, look_after_backups
from flows.steps.circle_back import APPROVAL
from flows.steps.copies import drop_copies_of
from flows.steps.delivery import DRAFTS, MAIL_DRAFTS, MAILS, clear
from flows.steps.left_before import note_what_left_before
from flows.steps.made_anew import delete_made_anew
from flows.steps.withdrawn import borrowed_quotes, those_that_stay
from flows.steps.workplace import OUTBOX, WITHDRAWING_FACT, WORKSHEET, Workplace, open_workplace
from flows.steps.worksheet_plan import NothingToAssemble
from reports.worksheet_file import refuse_open_file
from reports.worksheet_headlines import headlines_written
from reports.worksheet_merge import collect_written, is_ours
from reports.worksheet_tabs import digest
from reports.worksheet_withdraw import cells_about, rows_about, without_interviews
from rounds.codes import normalised_code
from rounds.errors import SaybackError
from rounds.headlines import Written
from rounds.interviews import HeldReason
from rounds.letters import MAY_HAVE_LEFT

_OUTBOXES = (MAILS, MAIL_DRAFTS, DRAFTS)


class NothingToWithdraw(SaybackError):
    """No interview of this round has that code or id."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is to be withdrawn: ids of interviews, how many later thoughts go with them, how many headlines are about
    them.
    """

    ids: tuple[str, ...]
    headlines: int
    thoughts: int = 0


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """What was destroyed, in counts, and what a person has to do: ``cells`` are places in a Google sheet.

    ``sent`` counts mails of this round that are past recall; ``copies``, those of stores that an upgrade had left.
    ``still_stored``: the text is deleted, and the notebook's files hold it still, as another program looks at it.
    """

    interviews: int
    headlines: int
    worksheet_rows: int
    backups: BackupReport
    drafts: int
    sent: int
    cells: tuple[str, ...]
    copies: int = 0
    still_stored: bool = False

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What goes, decided while the notes can still be compared: ids, marks of rows, digests of cells; no text.

    ``stay`` and ``also`` are ids of headlines: those that may stay with other interviews, and those that go although
    they stand beside others.
    """

    ids: tuple[str, ...]
    stay: tuple[str, ...]
    also: tuple[str, ...]
    never: tuple[str, ...]


def find_withdrawal(folder: Path, *, code: str | None, interview: str | None) -> Withdrawal:
    """What a withdrawal would concern. Raises NothingToWithdraw when no interview has this code or id."""
    with open_workplace(folder, alone=False) as place:
        ids = _find(place, code, interview)
        about = [one for one in place.notebook.headlines() if set(one.interview_ids) & set(ids)]
        interviews = _without_thoughts(place, ids)
        return Withdrawal(interviews, len(about), thoughts=len(set(ids) - set(interviews)))


def withdraw(folder: Path, *, code: str | None = None, interview: str | None = None) -> WithdrawReport:
    """Destroys everything about the interviews with this ``code``, as typed on the card, or of this id.

    Without either it finishes a withdrawal that was interrupted, or whose text the files still hold.
    Raises NothingToWithdraw, WorksheetInUse when the worksheet is open somewhere, and WorksheetError when it cannot be
    read: nothing is done then.
    """
    with open_workplace(folder, withdrawing=True) as place:
        note_what_left_before(place)
        path = place.round.path(str(WORKSHEET))
        refuse_open_file(path)
        written = collect_written(path) if path.exists() else None
        begun = place.notebook.fact(WITHDRAWING_FACT)
        plan = _Plan(**json.loads(begun)) if begun else None
        if plan is None and not (code or interview):
            return _rewritten(place)
        if code or interview or plan is None:
            plan = _together(plan, _decide(place, written, _find(place, code, interview)))
        anew = frozenset(plan.ids) if begun else _not_yet_withdrawn(place, plan.ids)
        place.notebook.set_fact(WITHDRAWING_FACT, json.dumps(asdict(plan)))
        report = _carry_out(place, plan, path, written, anew)
        place.notebook.set_fact(WITHDRAWING_FACT, None)
        return replace(report, still_stored=not place.notebook.finish_deleting())


def _rewritten(place: Workplace) -> WithdrawReport:
    """Only rewrites the notebook's files, where that could not be done before."""
    if not place.notebook.deleting_due():
        raise NothingToWithdraw("No withdrawal was interrupted: there is nothing to finish.")
    still_stored = not place.notebook.finish_deleting()
    return WithdrawReport(0, 0, 0, BackupReport(), 0, 0, (), still_stored=still_stored)


def _find(place: Workplace, code: str | None, interview: str | None) -> list[str]:
    if interview:
        one = place.notebook.interview(interview.strip().lower())
        if one and one.later:
            raise NothingToWithdraw(
                "That is the id of a later thought, which goes with its interview: give the code on the card, or the id"
                " of the interview. To take back the thought alone, delete its response in the form and collect again."
            )
        ids = [one.id] if one else []
    else:
        typed = normalised_code(code or "")
        ids = place.notebook.with_code(place.keyring.digest("codes", typed)) if typed else []
    if not ids:
        raise NothingToWithdraw(
            "No interview of this round has that " + ("id." if interview else "code. Was it another round?")
        )
    return list(dict.fromkeys([*ids, *place.notebook.thoughts_with_codes_of(ids)]))


def _without_thoughts(place: Workplace, ids: Iterable[str]) -> tuple[str, ...]:
    """The interviews among ``ids``; later thoughts are counted only where nothing else has their code."""
    found = [one for one in map(place.notebook.interview, ids) if one]
    return tuple(one.id for one in found if not one.later) or tuple(one.id for one in found)


def _decide(place: Workplace, written: Written | None, ids: Sequence[str]) -> _Plan:
    everybody = list(place.notebook.interviews(kept_only=False))
    headlines = place.notebook.headlines()
    if written:
        headlines += headlines_written(written, [one.id for one in everybody])
    borrowed = borrowed_quotes(headlines, everybody, ids)
    return _Plan(
        ids=tuple(ids),
        stay=tuple(sorted(those_that_stay(headlines, everybody, ids))),
        also=tuple(sorted({headline.id for headline in borrowed})),
        never=tuple(sorted({digest(headline.text) for headline in borrowed})),
    )


def _together(begun: _Plan | None, plan: _Plan) -> _Plan:
    """A further withdrawal while one was interrupted: both are carried out."""
    if begun is None:
        return plan
    names = ("ids", "stay", "also", "never")
    return _Plan(*(tuple(dict.fromkeys([*getattr(begun, name), *getattr(plan, name)])) for name in names))


def _not_yet_withdrawn(place: Workplace, ids: Sequence[str]) -> frozenset[str]:
    held = {one.id: one.held for one in place.notebook.held()}
    return frozenset(identifier for identifier in ids if held.get(identifier) is not HeldReason.WITHDRAWN)


def _carry_out(
    place: Workplace, plan: _Plan, path: Path, written: Written | None, anew: frozenset[str]
) -> WithdrawReport:
    """Drafts and approvals are left alone where they cannot hold such words: nothing is ``anew``, no row was there."""
    rows = rows_about(written, plan.ids) if written else []
    copies = drop_copies_of(place.round)
    dropped = place.notebook.withdraw(plan.ids, plan.stay, at=place.now(), also=plan.also)
    drafts = _delete_drafts(place) if anew or rows else 0
    sent = _forget_planned_letters(place) if anew or rows else 0
    left = without_interviews(written, plan.ids, plan.stay, plan.never) if written else None
    stories = rewrite_file(place, left)
    report = WithdrawReport(
        interviews=len(_without_thoughts(place, anew)),
        headlines=dropped,
        worksheet_rows=len(rows),
        backups=look_after_backups(place, path, stories, look=True, never=plan.never),
        drafts=drafts,
        sent=sent,
        cells=_cells_in_google(place, plan.ids),
        copies=copies,
    )
    now = place.now()
    place.notebook.record_run("withdraw", now, now, "done", report.as_json())
    return report


def _delete_drafts(place: Workplace) -> int:
    """Deletes what was made from the notebook while the interview was in it; returns how many files and mails went."""
    waiting = (place.round.path(str(OUTBOX / name)).glob("*.eml") for name in _OUTBOXES)
    gone = sum(1 for mails in waiting for _ in mails) + delete_made_anew(place.round)
    for name in _OUTBOXES:
        clear(place.round, name)
    return gone


def _forget_planned_letters(place: Workplace) -> int:
    """Takes approval and planned letters back; returns how many mails of the round were sent before."""
    with place.ledger() as ledger:
        ledger.withdraw_approval(APPROVAL, place.now())
        ledger.drop_planned()
        return sum(delivery.state in MAY_HAVE_LEFT for delivery in ledger.deliveries())


def _cells_in_google(place: Workplace, ids: Sequence[str]) -> tuple[str, ...]:
    """Takes the stories out of the shared sheet; returns the cells of people there that are about these interviews.

    Those are for people to empty: between looking and writing somebody may sort the sheet, and others' words would go.
    """
    spreadsheet_id = place.round.worksheet.google_sheet
    if not spreadsheet_id:
        return ()
    with suppress(NothingToAssemble):
        rewrite_google(place, spreadsheet_id)
    with sheet_of_pairs(place, spreadsheet_id) as sheet:
        return tuple(cells_about(sheet.read(is_ours), ids))
