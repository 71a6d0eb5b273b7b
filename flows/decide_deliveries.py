"""What `sayback deliveries` does about some letters: the questions that a person answers before anything is noted."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from flows.shown_deliveries import counted_kinds, show_addressed
from flows.steps.deliveries import (
    GROUPS,
    addressed,
    decide,
    is_marked_by_hand,
    sent_by_hand,
    to_mark,
    undo_by_hand,
)
from flows.terminal import say


def show(folder: Path, letter: str, *, json: bool) -> int:
    """Prints whom ``letter`` is for, to a person at a terminal and to nothing that could keep it."""
    if json or not sys.stdout.isatty():
        raise typer.BadParameter("--show prints a name and an address: on a terminal only, not into a file or program")
    return show_addressed(addressed(folder, letter))


def resend(folder: Path, letter: str, *, yes: bool) -> None:
    """Plans ``letter`` again; one that was marked as sent by hand only after a question."""
    if not is_marked_by_hand(folder, letter):
        decide(folder, letter, arrived=False)
        return
    question = "This mail was marked as sent by hand. Was that a mistake, and did nobody get it? Then it can be sent."
    _confirm(question, "nobody got it", yes=yes)
    undo_by_hand(folder, letter)


def mark_sent(folder: Path, letter: str, *, by_hand: bool, yes: bool, quiet: bool = False) -> None:
    """Marks ``letter`` as sent, because it arrived or, ``by_hand``, because a person sent it, or a group of them."""
    if letter in GROUPS and not by_hand:
        raise typer.BadParameter(f"`{letter}` goes with --by-hand only: uncertain letters are decided one by one")
    if not by_hand:
        decide(folder, letter, arrived=True)
        return
    keys = to_mark(folder, letter)
    _confirm(_did_you_send(keys), "you sent what you mark", yes=yes)
    marked = sent_by_hand(folder, keys)
    if not quiet:
        say(f"{marked} marked as sent by hand: {counted_kinds(keys)}.")


def _did_you_send(keys: Sequence[str]) -> str:
    what = "it" if len(keys) == 1 else "both of them" if len(keys) == 2 else "all of them"
    return f"{counted_kinds(keys)}: did you send {what} yourself? Nothing of it is sent from here then."


def _confirm(question: str, what_yes_says: str, *, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise typer.BadParameter(f"there is nobody to ask: add --yes if {what_yes_says}")
    if not typer.confirm(question, default=False):
        raise typer.Exit(3)
