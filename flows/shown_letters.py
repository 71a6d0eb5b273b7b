"""What is shown of letters before they leave: the drafts, what an approval is for, the quotes and their decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Column, Table

from flows.shown_deliveries import DONE, SOMETHING_HELD, delivery_code, delivery_json, say_delivery
from flows.steps.approving import ApproveReport, LettersToApprove
from flows.steps.circle_back import CircleBackReport
from flows.steps.letter_look import Stopped
from flows.steps.letter_quotes import MOST_IN_A_LETTER, Candidate, Candidates, QuoteState
from flows.terminal import cell, console, print_json, say, warn
from reports.letter_room import MOST_WORDS
from rounds.counted import counted

if TYPE_CHECKING:
    from flows.approval_runs import Woken

A_PERSON_MUST_ACT = 3
_LANGUAGES = {"en": "English", "es": "Spanish"}
_KINDS = {"team": "to interviewers, to pass on", "contact": "to people who asked to hear back"}


def show_circle_back(report: CircleBackReport, *, json: bool, quiet: bool) -> int:
    """Prints where the letters lie, whether they are approved, what was sent, what stopped."""
    if json:
        print_json(
            {
                "letters": len(report.letters),
                "stopped": len(report.stopped),
                "opted_out": report.opted_out,
                "not_passed_on": report.not_passed_on,
                "sent_before": report.before.sent if report.before else 0,
                "folder": report.folder,
                "digest": report.digest,
                "approved": report.approved_by is not None,
                **delivery_json(report.delivery),
            }
        )
    elif not quiet:
        to_send = len(report.letters) if report.before is None else report.before.total - report.before.sent
        if to_send:
            say(f"{counted(to_send, 'letter')} drafted in {report.folder} (look at index.html).")
        if report.opted_out:
            say(f"opted out: {report.opted_out}")
        _say_not_passed_on(report.not_passed_on)
        _say_stopped(report.stopped)
        _say_approved(report)
        say_delivery(report.delivery)
    return delivery_code(report.delivery) or (SOMETHING_HELD if report.stopped else DONE)


def _say_approved(report: CircleBackReport) -> None:
    before = report.before
    if before and not (report.delivery and before.all):
        say(before.said())
    if report.approved_by:
        say(f"Approved by {report.approved_by}.")
    elif before is None or not before.all:
        say(f"{f'{before.left()} not' if before else 'Not'} approved yet: nothing can be sent.")


def say_letters(folder: Path, report: LettersToApprove) -> None:
    """Prints what an approval would be for: what is sent to how many, and what is not. ``folder`` is the round's."""
    say(f"{counted(len(report.letters), 'letter')}, to be read in {report.folder / 'index.html'}:")
    for kind in sorted({kind for kind, _ in report.addressed}, reverse=True):
        languages = {language: n for (one, language), n in report.addressed.items() if one == kind}
        say(f"   {sum(languages.values())} {_KINDS.get(kind, kind)} ({_in_languages(languages)})")
    if report.opted_out:
        say(f"   {report.opted_out} more opted out of mail: nothing is written to them")
    _say_not_passed_on(report.not_passed_on)
    if report.before:
        say(f"   {report.before.said()}")
    if report.before and report.to_send:
        say(f"   {report.to_send} to send")
    for name, number in sorted(report.attachments.items()):
        say(f"   {name} goes with {number} of them")
    _say_stopped(report.stopped)
    _say_list("Themes", report.themes, "none")
    _say_list("What will be done", report.decisions, "nothing is decided")
    _say_list("What cannot be done", report.limits, "nothing is said")
    _say_quotes(folder, report.quotes, report.written_in)
    grades = ", ".join(f"{grade:.1f} in {_LANGUAGES.get(name, name)}" for name, grade in report.grades.items())
    if grades:
        say(f"Reading grade: {grades}")
    for warning in report.warnings:
        warn(warning)


def letters_json(report: LettersToApprove) -> dict[str, object]:
    """The same for programs. It names nobody."""
    recipients: dict[str, dict[str, int]] = {}
    for (kind, language), number in sorted(report.addressed.items()):
        recipients.setdefault(kind, {})[language] = number
    return {
        "folder": report.folder,
        "letters": len(report.letters),
        "recipients": recipients,
        "sent_before": report.sent_before,
        "stopped": [place for each in report.stopped for place in each.places],
        "themes": report.themes,
        "decisions": report.decisions,
        "limits": report.limits,
        "quotes": quotes_json(report.quotes)["quotes"],
        "attachments": report.attachments,
        "opted_out": report.opted_out,
        "not_passed_on": report.not_passed_on,
        "reading_grades": report.grades,
        "warnings": report.warnings,
        "digest": report.digest,
        "approved": report.approval is not None,
    }


def show_approval(folder: Path, report: ApproveReport, woken: Woken | None, *, json: bool) -> int:
    """Prints what was approved, and which runs go on because of it."""
    if json:
        print_json(
            {"letters": report.letters, "languages": report.languages, "digest": report.digest, "approved": True}
        )
    else:
        languages = _in_languages(report.languages)
        say(
            f"{report.who} approved {counted(report.letters, 'letter')} ({languages})."
            " Any change to them voids this approval."
        )
    return show_woken(folder, woken, quiet=json)


def show_woken(folder: Path, woken: Woken | None, *, quiet: bool) -> int:
    """Prints what became of the runs that waited for an approval; without any, how the letters are sent."""
    if not quiet and woken and woken.resumed:
        say(f"{counted(woken.resumed, 'run')} of circle-back waited for this and will go on.")
    elif not quiet:
        say(f"To send them: sayback circle-back {folder} --send")
    if woken is None:
        return DONE
    if woken.too_late:
        warn(f"{counted(woken.too_late, 'run')} of circle-back waited too long and ended. Start circle-back again.")
    if woken.refused:
        warn(f"{counted(woken.refused, 'run')} of circle-back could not be woken. Resume it in Prefect, or start anew.")
    return A_PERSON_MUST_ACT if woken.too_late or woken.refused else DONE


def show_quotes(folder: Path, found: Candidates, *, json: bool) -> int:
    """Prints the quotes of the round in ``folder`` that may be asked about, with their ids and states."""
    if json:
        print_json(quotes_json(found))
        return DONE
    if not found.each:
        say("There is no quote to decide about: `quotes` of [letters] is empty, and the summary shows none.")
    else:
        table = Table(Column("Id", no_wrap=True), Column("State", no_wrap=True), Column("Quote", overflow="fold"))
        for one in found.each:
            table.add_row(one.id, str(one.state), cell(_quoted(one)))
        console.print(table)
    _say_left_out(folder, found)
    return DONE


def say_decided(found: Candidates, quote_id: str) -> None:
    """Prints whether a quote that was just allowed fits into the letters."""
    allowed = counted(len(found.allowed), "allowed quote")
    if any(one.id == quote_id for one in found.in_letters):
        say(f"   It fits: {len(found.in_letters)} of {allowed} in the letters.")
    elif any(one.id == quote_id for one in found.allowed):
        say(f"   Left out all the same, as the letters have no room for it: {len(found.in_letters)} of {allowed} fit.")


def quotes_json(found: Candidates) -> dict[str, object]:
    """The quotes for programs; no id of an interview."""
    inside = {one.id for one in found.in_letters}
    return {
        "quotes": [
            {
                "id": one.id,
                "quote": one.quote.text,
                "role": one.quote.role,
                "language": one.quote.language,
                "theme": one.theme,
                "number": one.number,
                "state": one.state,
                "in_letters": one.id in inside,
                "who": one.decision.who if one.decision else None,
                "at": one.decision.at.isoformat() if one.decision else None,
            }
            for one in found.each
        ],
        "must_not_be_quoted": found.barred,
    }


def _quoted(one: Candidate) -> str:
    label = f" ({one.quote.role})" if one.quote.role else ""
    return f"“{one.quote.text}”{label}"


def _say_quotes(folder: Path, found: Candidates, written_in: tuple[str, ...]) -> None:
    fits = f"{len(found.in_letters)} of {len(found.allowed)} {'fits' if len(found.in_letters) == 1 else 'fit'}"
    say(f"Quotes: {fits}" if found.allowed else "Quotes: none")
    for one in found.in_letters:
        say(f"   {_quoted(one)}{_as_it_was_said(one, written_in)}")
    _say_left_out(folder, found)


def _as_it_was_said(one: Candidate, written_in: tuple[str, ...]) -> str:
    """Nothing is translated: in which letters a quote stands in another language than theirs."""
    spoken = one.quote.language
    others = [_LANGUAGES[language] for language in written_in if language != spoken]
    if spoken not in _LANGUAGES or not others:
        return ""
    return f" - in {_LANGUAGES[spoken]}; the {' and '.join(others)} letter shows it as it was said"


def _say_left_out(folder: Path, found: Candidates) -> None:
    states = Counter(one.state for one in found.each)
    for one in found.without_room:
        say(f"   left out: {_quoted(one)}")
    if found.without_room:
        say(f"   A letter has room for {MOST_IN_A_LETTER} quotes and {MOST_WORDS} words; themes come before quotes.")
    if refused := states[QuoteState.REFUSED]:
        say(f"   {counted(refused, 'quote')} refused, and not quoted.")
    if undecided := states[QuoteState.UNDECIDED]:
        asks = f"`sayback approve {folder} --quotes` asks about each"
        say(f"   {counted(undecided, 'quote')} undecided, and not quoted: {asks}.")
    if found.barred:
        numbers = ", ".join(map(str, found.barred))
        say(f"   `quotes` of [letters], number {numbers}: must not be quoted. Take it out of round.toml.")


def _say_not_passed_on(number: int) -> None:
    if number:
        who = counted(number, "interviewer")
        gets = "gets" if number == 1 else "get"
        warn(f"{who} {gets} no letter: somebody else should tell the people whom they listened to.")


def _say_stopped(stopped: Iterable[Stopped]) -> None:
    stopped = tuple(stopped)
    if not stopped:
        return
    warn(f"{counted(len(stopped), 'letter')} stopped and not sent, for this reason:")
    for place, number in sorted(Counter(place for each in stopped for place in each.places).items()):
        warn(f"   {place}: in {counted(number, 'letter')}")


def _say_list(title: str, lines: Iterable[str], nothing: str) -> None:
    lines = tuple(lines)
    say(f"{title}:" if lines else f"{title}: {nothing}")
    for line in lines:
        say(f"   {line}")


def _in_languages(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} in {_LANGUAGES.get(name, name)}" for name, number in sorted(numbers.items()))
