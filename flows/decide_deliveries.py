"""What `sayback deliveries` does about one letter: the questions that a person answers before anything is noted."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from flows.shown_deliveries import show_addressed
from flows.steps.deliveries import ALL, addressed, decide, sent_by_hand
from flows.terminal import say
from rounds.counted import counted


def show(folder: Path, letter: str, *, json: bool) -> int:
    """Prints whom ``letter`` is for, to a person at a terminal and to nothing that could keep it."""
    if json or not sys.stdout.isatty():
        raise typer.BadParameter("--show prints a name and an address: on a terminal only, not into a file or program")
    return show_addressed(addressed(folder, letter))


def resend(folder: Path, letter: str) -> None:
    """Plans ``letter`` again."""
    decide(folder, letter, arrived=False)


def mark_sent(folder: Path, letter: str, *, by_hand: bool, yes: bool) -> None:
    """Marks ``letter`` as sent, because it arrived or, ``by_hand``, because a person sent it."""
    if letter == ALL and not by_hand:
        raise typer.BadParameter("`all` goes with --by-hand only: uncertain letters are decided one by one")
    if not by_hand:
        decide(folder, letter, arrived=True)
        return
    _confirm(letter, yes=yes)
    say(f"{counted(sent_by_hand(folder, letter), 'mail')} marked as sent by hand.")


def _confirm(letter: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise typer.BadParameter("there is nobody to ask: add --yes if you sent what you mark")
    what = "all mails that wait" if letter == ALL else "this mail"
    if not typer.confirm(f"Did you send {what} yourself? It is never sent from here then.", default=False):
        raise typer.Exit(3)
