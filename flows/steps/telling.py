"""Tells people by mail what is wrong with unattended rounds, and what is over: one mail to each of them.

What was told is marked only after a mailer took the mail. So nothing is lost: when mail fails, the next run tells it.
At worst somebody is told twice: where a process died between the two, or a server did not say whether it took the mail.
Of two programs that tell at the same time, one does; what the other noted down in the meantime is told by the first.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

from flows.steps.alert_mail import AlertMail, Handed
from flows.steps.alert_settings import WhoIsTold, who_is_told
from flows.steps.events import event
from flows.steps.tell_turns import end_turn, new_owner, news_in, take_turn
from reports.alert import RoundAlert
from rounds.district import round_names
from rounds.errors import SaybackError
from rounds.incident_file import change_log, read_log
from rounds.incidents import REFUSED, Incident, IncidentLog, marked_told
from rounds.mail_address import mailbox

_TURNS = 3  # mails in one telling to one person: news that comes even later is told by whoever noted it down


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

    def add_earlier(self, earlier: TellReport) -> None:
        """Adds what was told earlier in the same run; whom nobody is named for is known from this one."""
        self.mails += earlier.mails
        self.outbox = [*dict.fromkeys((*earlier.outbox, *self.outbox))]
        self.problems = [*dict.fromkeys((*earlier.problems, *self.problems))]
        self.exit_code = max(self.exit_code, earlier.exit_code)


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
    owner = new_owner()
    with AlertMail(report.problems) as mail:
        for _ in range(_TURNS):
            news = [one for folder in folders for one in _news(folder, place, report, owner, unnoted.get(folder, ()))]
            folders, unnoted = _tell_turn(news, mail, report, owner), {}
    if report.problems:
        report.exit_code = 4
    return report


def settle_unaddressed(news: Sequence[News]) -> None:
    """Marks as told what is over, or only to be known, where nobody but the caller's reader is told. Never raises."""
    for one in news:
        settled = tuple(each for each in one.incidents if each.over or each.passing)
        _mark(replace(one, incidents=settled), "", frozenset({""}), [])


def _news(folder: Path, place: Path | None, report: TellReport, owner: str, unnoted: Sequence[Incident]) -> list[News]:
    """What there is to tell about ``folder``, of which it is our turn to tell from here on."""
    incidents = tuple(one for one in unnoted if one.is_news) or news_in(read_log(folder))
    if not incidents:
        return []
    who = who_is_told(folder, place)
    if who.slip and who.slip not in report.problems:  # in district.toml: who can still be read there is told
        report.problems.append(who.slip)
    if not who.to:
        report.unaddressed.append(News(folder, who, incidents))
        return []
    incidents = incidents if unnoted else take_turn(folder, owner)
    return [News(folder, who, incidents)] if incidents else []


def _tell_turn(news: Sequence[News], mail: AlertMail, report: TellReport, owner: str) -> list[Path]:
    """One mail to each addressee of ``news``; returns the folders where more news came in the meantime."""
    try:
        for address in {mailbox(each): each for one in news for each in one.who.to}.values():
            _tell_one(address, news, mail, report)
    finally:
        more = [one.folder for one in news if end_turn(one.folder, owner, one.incidents)]
    return more


def _tell_one(address: str, news: Sequence[News], mail: AlertMail, report: TellReport) -> None:
    """One mail to ``address`` with everything that it does not know yet."""
    mine = [left for one in news if (left := _unknown_to(address, one)).incidents]
    if not mine:
        return
    called = _called(mine)
    alerts = [
        RoundAlert(one.who.title, str(one.folder), one.who.zone, each, called[one.folder])
        for one in mine
        for each in one.incidents
    ]
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


def _called(news: Sequence[News]) -> dict[Path, str]:
    """What a mail calls each round: its title; where several have that title, with its folder's name."""
    names = round_names(tuple(one.folder for one in news))
    titles = Counter(one.who.title for one in news)
    return {
        one.folder: f"{one.who.title} ({names[one.folder]})" if titles[one.who.title] > 1 else one.who.title
        for one in news
    }


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
