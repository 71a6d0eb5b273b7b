"""Incidents in the words of a mail: what is wrong, and what to do, with the command. Readers need not program."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from pathlib import Path
from shlex import quote
from zoneinfo import ZoneInfo

from connectors.source import SignInRefused
from flows.steps.columns import ColumnsChanged
from flows.steps.credentials import Ending
from rounds.counted import counted
from rounds.errors import SaybackError, StoreError
from rounds.incidents import Incident, IncidentKind
from rounds.journal import RunRecord
from rounds.moments import local_moment

SIGN_IN = "sign-in"
TEXT_LEFT = (
    "Text was deleted, and the notebook's files still hold it: they could not be rewritten, because another program"
    " looks at them, or the disk is full."
)
_TODO = {
    1: "Mend what is said above. It is tried again the next night; to try at once, run: {nightly}",
    3: "Somebody has to do outside Sayback what is said above. Then it goes on the next night; to try at once, run:"
    " {nightly}",
    4: "Perhaps nothing: it is tried again the next night. If that goes wrong too, look at what is said above. To try"
    " at once, run: {nightly}",
}


def failed(folder: Path, source: str, error: SaybackError, since: datetime) -> Incident:
    """A run, or the collecting of one ``source``, that ended with ``error``."""
    kind, about = _kind_of(error, source)
    if kind is IncidentKind.FORM_CHANGED:
        todo = "When that is done, look whether all fits, and go on:"
        todo += f" {_run('check', folder)} and {_run('nightly', folder)}"
    else:
        todo = _TODO.get(error.exit_code, _TODO[1]).format(nightly=_run("nightly", folder))
    return Incident(kind, about, since, str(error), todo)


def _kind_of(error: SaybackError, source: str) -> tuple[IncidentKind, str]:
    if isinstance(error, ColumnsChanged):
        return IncidentKind.FORM_CHANGED, source
    if isinstance(error, SignInRefused):
        return IncidentKind.CREDENTIAL, SIGN_IN
    cause = _digest(str(error)) if isinstance(error, StoreError) else ""
    return IncidentKind.FAILED, ":".join(filter(None, (type(error).__name__, source, cause)))


def _digest(words: str) -> str:
    """Tells two causes of one kind of error apart, as a wrong password and a missing database need other advice.

    Numbers do not count: a sentence that says how much is wrong would be news every night.
    """
    return hashlib.sha256(re.sub(r"\d+", "0", words).encode()).hexdigest()[:8]


def bug(folder: Path, where: str, since: datetime) -> Incident:
    """A run that stopped with an error that nobody foresaw, known by its place only."""
    what = f"The run stopped with a bug of Sayback: {where}. What was finished is kept."
    todo = f"Report that line to whoever looks after Sayback. To try again: {_run('nightly', folder)}"
    return Incident(IncidentKind.FAILED, f"bug:{where.partition(' at ')[0]}", since, what, todo)


def crashed(folder: Path, run: RunRecord, zone: ZoneInfo | None) -> Incident:
    """A run that was killed: all that is known is that it began."""
    what = (
        f"The run of {local_moment(run.started, zone)} stopped in the middle: the power, the memory, or somebody ended"
        " it. What it had finished is kept, and the next run does the rest."
    )
    todo = f"Nothing, if it happened once. Else look what ends it, and run: {_run('nightly', folder)}"
    return Incident(IncidentKind.CRASHED, run.step, run.started, what, todo)


def late(folder: Path, since: datetime, hours: int, *, ever: bool, zone: ZoneInfo | None) -> Incident:
    """No good run for longer than the settings allow; ``ever``: there was one, at ``since``."""
    what = (
        f"No run has ended well since {local_moment(since, zone)}, which is more than {counted(hours, 'hour')}. New"
        " answers do not come in."
        if ever
        else f"No run has ended well yet, and {local_moment(since, zone)} is more than {counted(hours, 'hour')} ago."
    )
    todo = (
        "Look whether the computer is on and the schedule is active (docs/scheduling.md). To catch up now, run:"
        f" {_run('nightly', folder)}"
    )
    return Incident(IncidentKind.LATE, "", since, what, todo)


def new_column(folder: Path, source: str, place: str, since: datetime) -> Incident:
    """A column that nobody declared appeared; that is only to be known."""
    what = f'The form of "{source}" has a new column {place}. It is not declared, so it is not read.'
    todo = (
        f"If it is to be read, declare it in {folder / 'round.toml'}: what was answered so far is then read, too. If"
        " not, there is nothing to do."
    )
    return Incident(IncidentKind.FORM_CHANGED, f"{source}: {place}", since, what, todo, passing=True)


def ending(one: Ending, since: datetime, today: date) -> Incident:
    """A key or sign-in that ends soon, or has ended."""
    verb = "ended" if one.day < today else "ends"
    what = f"{one.name} {verb} on {one.day:%B} {one.day.day}, {one.day.year}."
    return Incident(IncidentKind.CREDENTIAL, one.about, since, what, one.todo)


def export_gone(folder: Path, source: str, export: str, since: datetime) -> Incident:
    """An export that was collected before, and is not there any more: perhaps a download that stopped."""
    where = f"in the folder {export}" if (folder / export).is_dir() else f"at {export}"
    what = f'There is no export of "{source}" any more {where}. What was collected stays; no new answers of it come in.'
    todo = (
        "If it should be there, look why it is not written any more (a download that stopped, a folder that moved). If"
        f" you deleted it on purpose, that is fine; once no more answers are expected, run: {_run('close', folder)}"
    )
    return Incident(IncidentKind.EXPORT_GONE, source, since, what, todo)


def distress(folder: Path, about: str, number: int, since: datetime) -> Incident:
    """Somebody needs a person soon. Neither row nor source: who may look there finds it with the command."""
    what = (
        "An interviewer asked for somebody to look after a person soon."
        if number == 1
        else f"Interviewers asked for somebody to look after {number} people soon."
    )
    todo = f"Look today. Which row of which form it is, is told by: {_run('status', folder)}"
    return Incident(IncidentKind.DISTRESS, about, since, what, todo, passing=True)


def held_grows(folder: Path, held: int, before: int, since: datetime) -> Incident:
    """More interviews are held than ``before``, which names it: nobody reads those until somebody acts."""
    what = f"{counted(held, 'interview')} {'is' if held == 1 else 'are'} held, {held - before} more than before. Held"
    what += " interviews are kept out of worksheets and counts until somebody has looked at them."
    todo = f"See which they are, why, and what to do about each: {_run('holds', folder)}"
    return Incident(IncidentKind.HELD_GROWS, str(before), since, what, todo)


def text_left(folder: Path, since: datetime) -> Incident:
    """Deleted text that the notebook's files still hold, as another program looks at them for long."""
    return Incident(IncidentKind.TEXT_LEFT, "", since, TEXT_LEFT, text_left_todo(folder))


def text_left_todo(folder: Path) -> str:
    """What to do about deleted text that the notebook's files still hold."""
    return (
        "Close programs that have the notebook open, or in PostgreSQL end the transaction that is open for long"
        f" (docs/postgres.md), or free disk space. Then run: {_run('withdraw', folder)} --finish"
    )


def _run(command: str, folder: Path) -> str:
    return f"sayback {command} {quote(str(folder))}"
