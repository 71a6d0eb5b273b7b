"""The command `approve`, in its three uses: decide about quotes, approve the letters, take an approval back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from flows.shown import SOMETHING_HELD
from flows.shown_letters import (
    A_PERSON_MUST_ACT,
    letters_json,
    say_decided,
    say_letters,
    show_approval,
    show_quotes,
    show_woken,
)
from flows.steps import approving
from flows.steps.circle_back import NotApproved
from flows.steps.letter_quotes import Candidates
from flows.steps.quote_deciding import decide_quotes, quotes_to_decide
from flows.terminal import ask_about_quote, confirm_letters, print_json, say
from flows.tracked import wake_runs


def approve_letters(folder: Path, who: str, *, yes: bool, json: bool) -> int:
    """Shows what would be sent, asks, and records it. With ``json`` and without ``yes`` it only shows."""
    only_shown = json and not yes
    if not only_shown:
        _need(who)
        if not yes and not sys.stdin.isatty():
            raise typer.BadParameter("there is nobody to ask: read the letters, then approve them with --yes")
    report = approving.letters_to_approve(folder)
    if only_shown:
        print_json(letters_json(report))
        return 0 if report.approval else A_PERSON_MUST_ACT
    if not json:
        say_letters(folder, report)
    if report.approval:
        return _is_approved(folder, report, json=json)
    if not report.letters:
        raise NotApproved(approving.NO_LETTER)
    if not report.to_send:
        return _nothing_to_approve(report, json=json)
    if not yes and not confirm_letters(report.to_send):
        say("Not approved.")
        return A_PERSON_MUST_ACT
    approval = approving.approve(folder, who, seen=report.digest)
    return show_approval(folder, approval, wake_runs(folder), json=json) or (SOMETHING_HELD if report.stopped else 0)


def decide_on_quotes(
    folder: Path, who: str, allow: Sequence[str], refuse: Sequence[str], undo: Sequence[str], *, json: bool
) -> int:
    """Decides about the quotes of these ids; without any, lists them as JSON or asks about each undecided one."""
    if allow or refuse or undo:
        _need(who)
        if len({*allow, *refuse, *undo}) < len([*allow, *refuse, *undo]):
            raise typer.BadParameter("each quote can be decided in one way only")
        return show_quotes(folder, decide_quotes(folder, who, allow=allow, refuse=refuse, forget=undo), json=json)
    if json:
        return show_quotes(folder, quotes_to_decide(folder), json=True)
    _need(who)
    if not sys.stdin.isatty():
        raise typer.BadParameter("there is nobody to ask: list quotes with --json, decide with --allow ID, --refuse ID")
    return show_quotes(folder, _ask_about_each(folder, who), json=False)


def take_back(folder: Path) -> int:
    """Takes the approval of the letters back."""
    approving.withdraw_approval(folder)
    say("The approval is taken back: nothing more is sent. Letters that were sent are past recall.")
    return 0


def _ask_about_each(folder: Path, who: str) -> Candidates:
    """Each answer is noted down at once: whoever stops in between goes on there."""
    found = quotes_to_decide(folder)
    open_ones = [one for one in found.each if one.decision is None]
    for number, one in enumerate(open_ones, start=1):
        say(f"\nQuote {number} of {len(open_ones)}")
        allowed = ask_about_quote(one.quote.text, one.theme, one.quote.role)
        if allowed is not None:
            found = decide_quotes(folder, who, **{"allow" if allowed else "refuse": [one.id]})
            say_decided(found, one.id)
    return found


def _is_approved(folder: Path, report: approving.LettersToApprove, *, json: bool) -> int:
    if json:
        print_json(letters_json(report))
    elif report.approval:
        say(f"Approved by {report.approval.who} on {report.approval.at:%Y-%m-%d}; nothing has changed since.")
    return show_woken(folder, wake_runs(folder), quiet=json or not report.to_send)


def _nothing_to_approve(report: approving.LettersToApprove, *, json: bool) -> int:
    """All were sent before. With other words, a person who wanted to correct them has to do that by other means."""
    if json:
        print_json(letters_json(report))
    else:
        say("There is nothing to approve.")
    return A_PERSON_MUST_ACT if report.before and report.before.reworded else 0


def _need(who: str) -> None:
    if not who.strip():
        raise typer.BadParameter('say who decides, as it shall be recorded: --who "NAME"')
