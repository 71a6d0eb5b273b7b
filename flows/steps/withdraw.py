"""Withdraw: somebody takes back what they told. It goes from everything that is here, and the rest is named.

The record that is kept says what was destroyed, in counts, and what lies outside our reach. Running it again finishes
what an interrupted run left.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.steps.assemble import NothingToAssemble, rewrite_file, rewrite_google, sheet_of_pairs
from flows.steps.backups import BackupReport, look_after_backups
from flows.steps.circle_back import APPROVAL, DRAFTS
from flows.steps.delivery import clear
from flows.steps.summarize import MAILS
from flows.steps.workplace import REPORTS, WORKSHEET, Workplace, open_workplace
from reports.checks.quotes import is_word_for_word, without_marks
from reports.worksheet_file import refuse_open_file
from reports.worksheet_merge import collect_written, is_ours
from reports.worksheet_withdraw import cells_about, rows_about, without_interviews
from rounds.codes import normalised_code
from rounds.errors import SaybackError
from rounds.headlines import Headline, HeadlineKind
from rounds.interviews import HeldReason, NoteKind
from rounds.letters import DeliveryState

# Folders that hold nothing but what Sayback makes of the notebook, and can make again.
MADE_ANEW = (REPORTS, Path("cards"), Path("interchange"))


class NothingToWithdraw(SaybackError):
    """No interview of this round has that code or id."""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What is to be withdrawn: ids of interviews, and how many headlines are about them."""

    ids: tuple[str, ...]
    headlines: int
    already: bool


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """What was destroyed, in counts, and what a person has to do: ``cells`` are places in a Google sheet.

    ``sent`` counts mails of this round that are past recall.
    """

    interviews: int
    headlines: int
    worksheet_rows: int
    backups: BackupReport
    drafts: int
    sent: int
    cells: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def find_withdrawal(folder: Path, *, code: str | None, interview: str | None) -> Withdrawal:
    """What a withdrawal would concern. Raises NothingToWithdraw when no interview has this code or id."""
    with open_workplace(folder, alone=False) as place:
        return _find(place, code, interview)


def withdraw(folder: Path, *, code: str | None = None, interview: str | None = None) -> WithdrawReport:
    """Destroys everything about the interviews with this ``code``, as typed on the card, or of this id.

    Raises NothingToWithdraw, WorksheetInUse when the worksheet is open somewhere: nothing is done then.
    """
    with open_workplace(folder) as place:
        found = _find(place, code, interview)
        path = place.round.path(str(WORKSHEET))
        refuse_open_file(path)
        headlines = place.notebook.headlines()
        about = [one for one in headlines if set(one.interview_ids) & set(found.ids)]
        stay = frozenset(one.id for one in about if _may_stay(place, one, found.ids))
        dropped = place.notebook.withdraw(found.ids, stay, at=place.now())
        drafts, sent = _delete_drafts(place), _forget_planned_letters(place)
        rows, backups = _leave_worksheet(place, path, found.ids, stay)
        report = WithdrawReport(
            interviews=len(found.ids),
            headlines=dropped,
            worksheet_rows=rows,
            backups=backups,
            drafts=drafts,
            sent=sent,
            cells=_cells_in_google(place, found.ids),
        )
        now = place.now()
        place.notebook.record_run("withdraw", now, now, "done", report.as_json())
        return report


def _find(place: Workplace, code: str | None, interview: str | None) -> Withdrawal:
    if interview:
        one = place.notebook.interview(interview.strip().lower())
        ids = [one.id] if one else []
    else:
        typed = normalised_code(code or "")
        ids = place.notebook.with_code(place.keyring.digest("codes", typed)) if typed else []
    if not ids:
        raise NothingToWithdraw(
            "No interview of this round has that " + ("id." if interview else "code. Was it another round?")
        )
    held = {one.id: one.held for one in place.notebook.held()}
    about = [one for one in place.notebook.headlines() if set(one.interview_ids) & set(ids)]
    return Withdrawal(tuple(ids), len(about), all(held.get(one) is HeldReason.WITHDRAWN for one in ids))


def _may_stay(place: Workplace, headline: Headline, ids: Sequence[str]) -> bool:
    """Whether a headline that also names other interviews may stay with those: a quote only if it is theirs."""
    others = [one for key in headline.interview_ids if key not in ids and (one := place.notebook.interview(key))]
    if headline.kind is not HeadlineKind.QUOTE:
        return bool(others)
    told = [note.text for one in others for note in one.notes if note.kind is NoteKind.NOTE]
    return is_word_for_word(without_marks(headline.text), told)


def _leave_worksheet(
    place: Workplace, path: Path, ids: Sequence[str], stay: frozenset[str]
) -> tuple[int, BackupReport]:
    """Takes the interviews out of the worksheet's file and its backups; returns how many rows of people went."""
    if not path.exists():
        return 0, look_after_backups(place, path, rewrite_file(place, None), look=True)
    written = collect_written(path)
    left = without_interviews(written, ids, stay)
    stories = rewrite_file(place, left)
    return len(rows_about(written, ids)), look_after_backups(place, path, stories, look=True)


def _delete_drafts(place: Workplace) -> int:
    """Deletes what was made from the notebook while the interview was in it; returns how many files went."""
    found = [
        file
        for folder in MADE_ANEW
        for file in place.round.path(str(folder)).glob("*")
        if file.is_file() and not file.name.startswith(".")
    ]
    for file in found:
        file.unlink()
    clear(place.round, MAILS)
    clear(place.round, DRAFTS)
    return len(found)


def _forget_planned_letters(place: Workplace) -> int:
    """Takes approval and planned letters back; returns how many mails of the round were sent before."""
    with place.ledger() as ledger:
        ledger.withdraw_approval(APPROVAL, place.now())
        ledger.drop_planned()
        out = (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.SENDING)
        return sum(delivery.state in out for delivery in ledger.deliveries())


def _cells_in_google(place: Workplace, ids: Sequence[str]) -> tuple[str, ...]:
    """Takes the stories out of the shared sheet; returns the cells of people there that are about these interviews.

    Those are for people to empty: between looking and writing somebody may sort the sheet, and words of others would go.
    """
    spreadsheet_id = place.round.worksheet.google_sheet
    if not spreadsheet_id:
        return ()
    with suppress(NothingToAssemble):
        rewrite_google(place, spreadsheet_id)
    with sheet_of_pairs(place, spreadsheet_id) as sheet:
        return tuple(cells_about(sheet.read(is_ours), ids))
