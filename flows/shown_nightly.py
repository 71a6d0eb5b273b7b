"""What `sayback nightly` shows: a line for each round, and whatever nobody could be told by mail."""

from __future__ import annotations

from collections.abc import Callable
from shlex import quote

from flows.steps.nightly import NightReport, Outcome
from flows.steps.nights import NightsReport
from flows.steps.telling import News
from flows.terminal import print_json, say, warn
from rounds.counted import counted
from rounds.district import round_names
from rounds.incidents import Incident, IncidentKind
from rounds.moments import local_moment

_WELL = frozenset({Outcome.DONE, Outcome.SKIPPED, Outcome.LOOKED})


def line_shower(*, json: bool, quiet: bool) -> Callable[[NightReport], None]:
    """Prints a line as soon as a round is through; with ``quiet`` only of one that is not well."""

    def show(night: NightReport) -> None:
        if not json and (not quiet or night.outcome not in _WELL or night.reason or night.unnoted):
            say(f"{night.folder.name}: {_said(night)}")
            if night.unnoted:
                warn(f"{night.folder.name}: {night.unnoted}")
        if not json and any(one.kind is IncidentKind.DISTRESS for one in night.incidents):
            warn(f"{night.folder.name}: somebody may need help soon: sayback status {quote(str(night.folder))}")

    return show


def show_nights(report: NightsReport, *, json: bool, quiet: bool) -> int:
    """Prints who was told, and what there was nobody to tell of."""
    if json:
        print_json(report.as_json())
        return report.exit_code
    told = report.told
    shown_below = {incident.what for news in told.unaddressed for incident in news.incidents}
    for sentence in report.wrong:
        if sentence not in shown_below:
            warn(sentence)
    names = round_names(tuple(news.folder for news in told.unaddressed))
    for news in told.unaddressed:
        for incident in news.incidents:
            _show(names[news.folder], news, incident)
    if told.unaddressed:
        say("Nobody is named in [alerts] of round.toml, so nobody was told by mail (docs/alerts.md).")
    for folder in told.outbox:
        say(f"There is no [mail] in round.toml: the mail lies in {folder}, and was not sent.")
    if told.mails and not told.outbox and not quiet:
        say(f"{counted(told.mails, 'mail')} sent about what is new or over.")
    for problem in told.problems:
        warn(f"{problem} It is told again the next time.")
    return report.exit_code


def _show(name: str, news: News, incident: Incident) -> None:
    if incident.over is not None:
        say(f"{name}: over: {incident.what}")
        return
    say(f"{name}: {incident.what}")
    say(f"  Since {local_moment(incident.since, news.who.zone)}. {incident.todo}")


def _said(night: NightReport) -> str:
    if night.outcome is Outcome.DONE and night.collected is not None:
        read = night.collected
        held = sum(read.total_held.values())
        new = read.total("kept")
        return f"done, {counted(new, 'new or edited interview')}; {read.total_kept} kept, {held} held"
    if night.outcome is Outcome.LOOKED:
        kinds = dict.fromkeys(one.kind.value.replace("_", " ") for one in night.incidents)
        seen = f"{counted(len(night.incidents), 'thing')} to look at: {', '.join(kinds)}"
        return night.reason or (seen if kinds else "well")
    return {
        Outcome.DONE: "done",
        Outcome.SKIPPED: "done already for this night",
        Outcome.BUSY: "another run is working on it",
    }.get(night.outcome, f"failed: {night.reason}")
