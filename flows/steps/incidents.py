"""What is wrong with a round after a night, or after a look by day: noted down beside its stores, for whoever tells."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.steps import incident_words
from flows.steps.collect import STEP, Collected, SourceFailure
from flows.steps.collect_report import CollectReport
from flows.steps.credentials import Ending, ending_soon
from flows.steps.nightly_guard import CLOCKS_DIFFER, zone_of
from flows.steps.workplace import CLOSED_FACT, Workplace
from rounds.errors import RoundBusy, SaybackError
from rounds.incident_file import change_log, read_log
from rounds.incidents import OF_THE_PLACE, Incident, IncidentKind, IncidentLog, NightMark, reconciled
from rounds.interviews import NOBODY_CAN_HELP
from rounds.journal import RunRecord
from rounds.round import Alerts, Round
from rounds.round_file import ROUND_FILE

_LATE_HOURS = int(Alerts.model_fields["late_hours"].default)
_AT_A_SERVER = "prefect:"  # what flows.steps.watching found: it also finds when that is over
_NIGHTS_AT_A_SERVER = (f"{_AT_A_SERVER}collect-nightly", f"{_AT_A_SERVER}district-nightly")
_GROWTH = int(Alerts.model_fields["held_growth"].default)


@dataclass(slots=True)
class Night:
    """What is known of a night: of a round that could not be opened very little.

    ``error`` and ``bug`` are why it failed; ``failures`` why single sources did. ``tried``: a run began and ended.
    ``began``: when the run did. ``mark`` is how a scheduled night ended.
    ``held`` are those that somebody could do something about; ``distress`` digests of the interviews with a wish that
    somebody look after a person. ``text_left``: deleted text could not be taken out of the files, None if that was not
    seen. ``open`` is what is wrong now, and ``unnoted`` why that could not be noted down.
    """

    round: Round | None = None
    collected: CollectReport | None = None
    failures: tuple[SourceFailure, ...] = ()
    error: SaybackError | None = None
    bug: str | None = None
    crashed: RunRecord | None = None
    tried: bool = False
    began: datetime | None = None
    mark: NightMark | None = None
    held: int | None = None
    distress: tuple[str, ...] = ()
    closed: bool = False
    last_good: datetime | None = None
    first_start: datetime | None = None
    endings: tuple[Ending, ...] = ()
    text_left: bool | None = None
    open: tuple[Incident, ...] = ()
    unnoted: str | None = None

    def see(self, place: Workplace) -> None:
        """Notes what the notebook says, and whether a run crashed. To be called under the round's lock."""
        now = place.now()
        self.crashed = self.crashed or place.notebook.settle_crash(now, ended=read_log(place.round.folder).ended)
        good = place.notebook.last_good_run(STEP, now + CLOCKS_DIFFER)
        self.round, self.last_good = place.round, good.started if good else None
        self.first_start = place.notebook.first_run_started()
        self.closed = place.notebook.fact(CLOSED_FACT) is not None
        self.endings = tuple(ending_soon(place.round, now, place.notebook))
        self.text_left = place.notebook.deleting_failed
        self.distress = tuple(map(_digest, place.notebook.distress_ids()))

    def begin(self, folder: Path, began: datetime) -> None:
        """Notes that the run is at work: should it end the whole process, this round comes last the next time."""
        self.began = began
        with suppress(SaybackError):  # it is only for the order
            change_log(folder, lambda log: replace(log, begun=began))

    def see_result(self, place: Workplace, collected: Collected) -> None:
        """Notes what came of the sources."""
        self.collected, self.failures = collected.report, collected.failures
        held = collected.report.total_held
        self.held = sum(number for reason, number in held.items() if reason not in NOBODY_CAN_HELP)
        self.see(place)

    @property
    def zone(self) -> ZoneInfo | None:
        return zone_of(self.round) if self.round else None


def note_night(folder: Path, night: Night, started: datetime) -> None:
    """Writes into the round's log what began and what is over; afterwards ``night.open`` is what is wrong now.

    Never raises what is explained: where the log cannot be written, ``night.unnoted`` says why.
    """
    now = datetime.now(UTC)
    try:
        log = change_log(folder, lambda log: _after(log, folder, night, started, now))
    except SaybackError as error:
        night.unnoted = str(error)
        log = _after(read_log(folder), folder, night, started, now)
    night.open = tuple(log.open)


def note_end(folder: Path, night: Night) -> None:
    """Writes into the log only that the run has ended: it failed, and is tried again at once. Never raises."""
    if night.began:
        with suppress(SaybackError):
            change_log(folder, lambda log: _ended(log, night))


def _ended(log: IncidentLog, night: Night) -> IncidentLog:
    return replace(log, begun=None, ended=night.began or log.ended) if night.tried else log


def held_seen(folder: Path) -> None:
    """Somebody looked at the held interviews: that they are more than before is no incident any more. Never raises."""
    try:
        if any(one.kind is IncidentKind.HELD_GROWS for one in read_log(folder).incidents):
            change_log(folder, _without_growth)
    except SaybackError:
        return  # it is told though somebody looked, at worst


def _without_growth(log: IncidentLog) -> IncidentLog:
    left = tuple(one for one in log.incidents if one.kind is not IncidentKind.HELD_GROWS)
    return replace(log, incidents=left)


def _after(log: IncidentLog, folder: Path, night: Night, started: datetime, now: datetime) -> IncidentLog:
    log = _remembered(_ended(log, night), night, started, now)
    log, growth = _growth(log, folder, night, now)
    log, distress = _distress(log, folder, night, now)
    seen = [*_found(folder, night, started, now, log.undeclared), *_gone(folder, night, now), *growth, *distress]
    found = [one for one in seen if not _is_known_at_a_server(one, folder, log)]
    late = _late(log, folder, night, found, now)
    incidents = reconciled(log.incidents, [*found, *late], lambda one: _is_over(one, night, log), now)
    return replace(log, incidents=incidents, undeclared=_undeclared(log.undeclared, night.collected))


def _remembered(log: IncidentLog, night: Night, started: datetime, now: datetime) -> IncidentLog:
    """Moments that lie in the future were noted by a clock that was wrong, and are forgotten."""
    goods = [one for one in (log.last_good, night.last_good) if one and one <= now + CLOCKS_DIFFER]
    begun = (log.last_try, night.crashed.started if night.crashed else None, started if night.tried else None)
    tries = [one for one in begun if one and one <= now + CLOCKS_DIFFER]
    mark = _later(log.last_night, night.mark)
    return replace(log, last_good=max(goods, default=None), last_try=max(tries, default=None), last_night=mark)


def _later(before: NightMark | None, now: NightMark | None) -> NightMark | None:
    """A second run of a night that was well, which finds the round in use, say, takes nothing of that back."""
    if before and now and before.good and before.scheduled_for == now.scheduled_for:
        return before
    return now or before


def _found(
    folder: Path, night: Night, started: datetime, now: datetime, known: Mapping[str, tuple[str, ...]]
) -> Iterator[Incident]:
    if night.crashed:
        crashed = incident_words.crashed(folder, night.crashed, night.zone)
        yield replace(crashed, over=now if night.collected else None)  # the run that found it came through
    if night.failures:
        yield from (incident_words.failed(folder, one.source, one.error, started) for one in night.failures)
    elif night.error and not isinstance(night.error, RoundBusy):
        yield incident_words.failed(folder, "", night.error, started)
    if night.bug:
        yield incident_words.bug(folder, night.bug, started)
    for part in night.collected.sources if night.collected else ():
        before = known.get(part.source, part.undeclared)  # what was there the first time is no change
        for place in part.undeclared or ():
            if place not in (before or ()):
                yield incident_words.new_column(folder, part.source, place, now)
    if night.text_left:
        yield incident_words.text_left(folder, now)
    for one in night.endings:
        yield incident_words.ending(one, now, now.astimezone(night.zone).date())


def _gone(folder: Path, night: Night, now: datetime) -> Iterator[Incident]:
    """Exports that are not there any more. Where nobody waits for responses, they were deleted as they should be."""
    for part in night.collected.sources if night.collected and not night.closed else ():
        if part.gone:
            yield incident_words.export_gone(folder, part.source, part.file, now)


def _distress(log: IncidentLog, folder: Path, night: Night, now: datetime) -> tuple[IncidentLog, list[Incident]]:
    """Each wish that somebody look after a person is told once. Remembered are digests: nothing that names a row."""
    new = sorted({*night.distress} - {*log.distress})
    if not new:
        return log, []
    about = _digest(" ".join(new))  # one that is not told yet must not hide the next one
    return replace(log, distress=(*log.distress, *new)), [incident_words.distress(folder, about, len(new), now)]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _is_known_at_a_server(one: Incident, folder: Path, log: IncidentLog) -> bool:
    """Whether the watch found first that a night was killed, and tells of it and of its end: one mail is enough."""
    if one.kind is not IncidentKind.CRASHED:
        return False
    known = [*log.open, *read_log(folder.parent).open]  # of the round, or of the folder of rounds
    return any(each.kind is one.kind and each.about in _NIGHTS_AT_A_SERVER for each in known)


def _undeclared(known: Mapping[str, tuple[str, ...]], report: CollectReport | None) -> dict[str, tuple[str, ...]]:
    parts = report.sources if report else ()
    return {**known, **{part.source: tuple(part.undeclared) for part in parts if part.undeclared is not None}}


def _growth(log: IncidentLog, folder: Path, night: Night, now: datetime) -> tuple[IncidentLog, list[Incident]]:
    """Growth is counted from the lowest number since it was last told; what was told is not told again."""
    if night.held is None:
        return log, []
    level = night.held if log.held_level is None else min(log.held_level, night.held)
    if night.held < level + _tolerated(night):
        return replace(log, held_level=level), []
    return replace(log, held_level=night.held), [incident_words.held_grows(folder, night.held, level, now)]


def _tolerated(night: Night) -> int:
    return night.round.alerts.held_growth if night.round and night.round.alerts else _GROWTH


def _late(log: IncidentLog, folder: Path, night: Night, found: list[Incident], now: datetime) -> list[Incident]:
    """No good run for long, unless it is told already why, and the round is still tried."""
    alerts = night.round.alerts if night.round else None
    hours = alerts.late_hours if alerts else _LATE_HOURS
    limit = timedelta(hours=hours)
    since = log.last_good or _beginning(folder, night, now)
    if night.closed or since is None or now - since <= limit:
        return []
    known = [*found, *log.open]
    explained = any(stops_nights(one) for one in known)
    tried = log.last_try is not None and now - log.last_try <= limit
    if explained and tried:
        return []
    return [incident_words.late(folder, since, hours, ever=log.last_good is not None, zone=night.zone)]


def stops_nights(one: Incident) -> bool:
    """Whether nothing is collected while this lasts, so that it explains why no run goes well."""
    if one.kind is IncidentKind.CREDENTIAL:
        return one.about == incident_words.SIGN_IN
    return one.kind in (IncidentKind.CRASHED, IncidentKind.FAILED, IncidentKind.FORM_CHANGED) and not one.passing


def _beginning(folder: Path, night: Night, now: datetime) -> datetime | None:
    """Since when a first run could have ended well: the first of any step, or when round.toml was written."""
    if night.first_start and night.first_start <= now:
        return night.first_start
    try:
        return datetime.fromtimestamp((folder / ROUND_FILE).stat().st_mtime, UTC)
    except OSError:
        return None


def _is_over(one: Incident, night: Night, log: IncidentLog) -> bool:
    """Whether an incident that was not found again is over, or only could not be looked at."""
    if one.about.startswith((_AT_A_SERVER, OF_THE_PLACE)):
        return False
    if one.kind is IncidentKind.LATE:
        return night.closed or (log.last_good is not None and log.last_good > one.since)
    if one.kind is IncidentKind.HELD_GROWS:
        return night.held is not None and night.held < int(one.about) + _tolerated(night)
    if one.kind is IncidentKind.TEXT_LEFT:
        return night.text_left is False
    if one.kind is IncidentKind.EXPORT_GONE:
        return night.closed or night.collected is not None
    if one.kind is IncidentKind.CREDENTIAL and one.about != incident_words.SIGN_IN:
        return night.round is not None
    return night.collected is not None  # all sources were asked, and this was not among what failed
