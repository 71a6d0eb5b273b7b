"""Tells people by mail what is wrong with unattended rounds, and what is over: one mail to each of them.

What was told is marked only after a mailer took the mail. So nothing is lost: when mail fails, the next run tells it.
At worst somebody is told twice: where a process died between the two, or a server did not say whether it took the mail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from flows.steps.alert_mail import AlertMail, Handed
from flows.steps.alert_settings import WhoIsTold, who_is_told
from flows.steps.events import event
from reports.alert import RoundAlert
from rounds.errors import SaybackError
from rounds.incident_file import change_log, read_log
from rounds.incidents import REFUSED, Incident, IncidentLog, marked_told
from rounds.mail_address import mailbox


@dataclass(frozen=True, slots=True)
class News:
    """What is to be told about one folder, to whom."""

    folder: Path
    who: WhoIsTold
    incidents: tuple[Incident, ...]


@dataclass(slots=True)
class TellReport:
    """``mails`` were taken; ``outbox`` is where they lie without `[mail]`. ``unaddressed``: nobody is named to be told.

    ``problems`` are sentences about mails that could not be sent: they are told by the next run.
    """

    mails: int = 0
    outbox: list[Path] = field(default_factory=list)
    unaddressed: list[News] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    exit_code: int = 0


def tell(
    folders: Sequence[Path],
    place: Path | None = None,
    unnoted: Mapping[Path, Sequence[Incident]] = MappingProxyType({}),
) -> TellReport:
    """Tells what is new and what is over in the rounds in ``folders``, those of the district at ``place``.

    Without ``place`` each round's nearest district.toml counts. ``unnoted`` are incidents of folders that cannot be
    written to: they are told each time. Never raises what is explained: that is in the report.
    """
    report = TellReport()
    news = [one for folder in folders for one in _news(folder, place, report, unnoted.get(folder, ()))]
    report.unaddressed = [one for one in news if not one.who.to]
    addressed = [one for one in news if one.who.to]
    with AlertMail(report.problems) as mail:
        for address in {mailbox(each): each for one in addressed for each in one.who.to}.values():
            _tell_one(address, addressed, mail, report)
    if report.problems:
        report.exit_code = 4
    return report


def settle_unaddressed(news: Sequence[News]) -> None:
    """Marks as told what is over, or only to be known, where nobody but the caller's reader is told. Never raises."""
    for one in news:
        settled = tuple(each for each in one.incidents if each.over or each.passing)
        _mark(replace(one, incidents=settled), "", frozenset({""}), [])


def _news(folder: Path, place: Path | None, report: TellReport, unnoted: Sequence[Incident]) -> list[News]:
    incidents = tuple(one for one in unnoted or read_log(folder).incidents if one.is_news)
    if not incidents:
        return []
    try:
        return [News(folder, who_is_told(folder, place), incidents)]
    except SaybackError as error:  # district.toml cannot be used: those of the round are told all the same
        if str(error) not in report.problems:
            report.problems.append(str(error))
        return [News(folder, who_is_told(folder, with_district=False), incidents)]


def _tell_one(address: str, news: Sequence[News], mail: AlertMail, report: TellReport) -> None:
    """One mail to ``address`` with everything that it does not know yet."""
    mine = [left for one in news if (left := _unknown_to(address, one)).incidents]
    if not mine:
        return
    alerts = [RoundAlert(one.who.title, str(one.folder), one.who.zone, each) for one in mine for each in one.incidents]
    ways = tuple(dict.fromkeys(way for one in mine for way in one.who.ways))
    handed = mail.hand_over(address, alerts, ways, mine[0].who.outbox)
    if handed is Handed.NOT:
        return
    if handed is not Handed.REFUSED:
        report.mails += 1
    if handed is Handed.OUTBOX and mine[0].who.outbox not in report.outbox:
        report.outbox.append(mine[0].who.outbox)
    for one in mine:
        mark = REFUSED + digest_of(address) if handed is Handed.REFUSED else digest_of(address)
        _mark(one, mark, frozenset(map(digest_of, one.who.to)), report.problems)
        _log(one)


def _log(news: News) -> None:
    for one in news.incidents:
        event("incident", round=news.folder.resolve().name, kind=one.kind.value, since=one.since, over=one.over)


def _unknown_to(address: str, news: News) -> News:
    mine = address in news.who.to or mailbox(address) in map(mailbox, news.who.to)
    known = {digest_of(address), REFUSED + digest_of(address)}
    return replace(news, incidents=tuple(one for one in news.incidents if mine and not known & {*one.told_to}))


def _mark(news: News, addressee: str, everybody: frozenset[str], problems: list[str]) -> None:
    """Notes down that ``addressee`` knows; whatever changed in the meantime is news again."""
    if not news.incidents:
        return
    told = {one.key: one for one in news.incidents}
    now = datetime.now(UTC)

    def mark(log: IncidentLog) -> IncidentLog:
        marked = (
            marked_told(one, addressee, everybody, now) if _is_same(one, told.get(one.key)) else one
            for one in log.incidents
        )
        return replace(log, incidents=tuple(marked))

    try:
        change_log(news.folder, mark)
    except SaybackError as error:
        problems.append(f"It was told, and will be told again: {error}")


def _is_same(one: Incident, told: Incident | None) -> bool:
    return told is not None and (one.since, one.over) == (told.since, told.over)


def digest_of(address: str) -> str:
    """Tells addressees apart in a file without naming them; their addresses stand in round.toml beside it."""
    return hashlib.sha256(mailbox(address).encode()).hexdigest()[:12]
