"""The terminal: one console, a progress display, and the questions that only a person may answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from flows.plain_text import printable, printable_json
from flows.steps.progress import shown_to
from reports.column_guess import ColumnGuess, with_roles
from reports.header_check import DraftRefused
from rounds.counted import counted
from rounds.round import Role

Answers = dict[tuple[str, int], Role]
BACK = "back"

console = Console(highlight=False, soft_wrap=True)
errors = Console(stderr=True, highlight=False, soft_wrap=True)


def say(text: str) -> None:
    """Prints plain text; square brackets such as [PERSON_1] are text, not markup."""
    console.print(printable(text), markup=False)


def warn(text: str) -> None:
    """Prints a warning to standard error, so that --json output stays clean."""
    errors.print(f"[yellow]Note:[/yellow] {cell(text)}")


def print_json(data: Any) -> None:
    """Prints one JSON object to standard output."""
    print(printable_json(data))


def cell(text: str) -> str:
    """``text`` for a table, where Rich would read square brackets as markup."""
    return escape(printable(text))


def counts_table(title: str, rows: Mapping[str, Any]) -> Table:
    """A small table of names and numbers."""
    table = Table(title=cell(title), title_justify="left", show_header=False, pad_edge=False)
    table.add_column(style="bold")
    table.add_column(justify="right", overflow="fold")  # addresses are to be copied
    for name, value in rows.items():
        table.add_row(cell(name), cell(str(value)))
    return table


@dataclass(slots=True)
class _Bar:
    """Shows rows done, their rate, and how many are held."""

    display: Progress
    task: TaskID | None = None
    held: int = 0

    def begin(self, what: str, total: int | None) -> None:
        self.held = 0
        self.task = self.display.add_task(what, total=total, held="", rate="")

    def advance(self, done: int, held: int) -> None:
        if self.task is None:
            return
        self.held += held
        self.display.advance(self.task, done)
        speed = self.display.tasks[-1].speed
        shown = f"{self.held} held" if self.held else ""
        self.display.update(self.task, held=shown, rate=f"{speed:.0f}/s" if speed else "")


@contextmanager
def showing_progress(*, on: bool) -> Iterator[None]:
    """Within the block, long steps show a bar on standard error."""
    if not on or not errors.is_terminal:
        yield
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("[yellow]{task.fields[held]}[/yellow]"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=errors) as display, shown_to(_Bar(display)):
        yield


@contextmanager
def showing_waits(*, on: bool = True) -> Iterator[None]:
    """Within the block, a person is told on standard error when Google makes us wait."""
    from connectors.google_retry import waiting_shown_to

    def say_why(seconds: float, why: str) -> None:
        reason = {"quota": "too many requests in this minute", "unreachable": "no connection"}.get(why, "no answer now")
        warn(f"Google: {reason}. Trying again in {max(1, round(seconds))} s.")

    with waiting_shown_to(say_why) if on else nullcontext():
        yield


def ask_about_columns(guesses: Sequence[ColumnGuess], form: str) -> Sequence[ColumnGuess]:
    """Asks a person to confirm or correct each guessed column of ``form``, as it is called.

    Enter accepts; consent is asked like any other; `back` goes to the column before, with what was said there.
    """
    say(f"\n=== {form}: {len(guesses)} columns")
    say("For each column press Enter to accept the guess, or type another role. `discard` is never read.")
    say(f"Type `{BACK}` to go to the column before. Roles: " + ", ".join(Role))
    answers: Answers = {}
    said: Answers = {}  # also of columns that a person went back from
    place = 0
    while place < len(guesses):
        guess = guesses[place]
        say(f"\n{guess.question.letter}  {guess.question.title}\n   guess: {guess.role} - {guess.reason}")
        if guess.yes:
            say(f"   counts as yes: {', '.join(guess.yes)}")
        if guess.warning:
            warn(guess.warning)
        more = _ask_role(guess, guesses, answers, said.get(guess.question.address, guess.role))
        if more is not None:
            answers, said, place = more, said | more, place + 1
        elif place == 0:
            say("   This is the first column of the form.")
        else:
            place -= 1
            answers = {address: role for address, role in answers.items() if address != guesses[place].question.address}
    return with_roles(guesses, answers)


def _ask_role(guess: ColumnGuess, guesses: Sequence[ColumnGuess], answers: Answers, default: Role) -> Answers | None:
    """The answers so far with one more, None to go back; asks again for what is no role or cannot be this column's."""
    while True:
        typed = str(typer.prompt("   role", default=str(default))).strip().lower()
        if typed == BACK:
            return None
        if typed not in Role._value2member_map_:
            say(f"   That is not a role. `{BACK}`, or one of: " + ", ".join(Role))
            continue
        more = answers | {guess.question.address: Role(typed)}
        try:
            with_roles(guesses, more)
        except DraftRefused as refusal:
            say(f"   {refusal}")
        else:
            return more


def confirm_letters(to_send: int) -> bool:
    """Asks whether letters that were shown may be sent. Enter says no."""
    say("\nCould anyone at this school tell who said something, or whom it is about? Then do not approve.")
    say("Type y to approve. n or Enter: nothing is approved.")
    return typer.confirm(f"Approve, to be sent exactly as they are: {counted(to_send, 'letter')}?", default=False)


def ask_about_quote(quote: str, theme: str | None, label: str | None) -> bool | None:
    """Shows a quote by itself and asks: True to allow it, False to refuse it, None to leave it undecided.

    Enter refuses. To allow takes two answers, as "no" alone might mean "no, do not quote it".
    """
    say(f"\n“{quote}”")
    say(f"   theme: {theme or 'none'}; said by: {label or 'not told'}")
    say("   Could someone at this school tell who said this, or whom it is about?")
    while True:
        typed = _typed("   Type yes (y), no (n) or skip (s)", default="yes")
        if typed in ("yes", "y"):
            say("   Not quoted.")
            return False
        if typed in ("skip", "s"):
            say("   Undecided, so not quoted.")
            return None
        if typed in ("no", "n"):
            return _quote_it()
        say("   yes: it is not quoted. no: nobody could tell. skip: decide later.")


def _quote_it() -> bool:
    """The second answer: only the word itself allows, as y or n could mean either."""
    say("   So nobody could tell.")
    while True:
        typed = _typed("   Type quote to let it stand in letters, or Enter to leave it out", default="leave out")
        if typed == "quote":
            say("   May be quoted.")
            return True
        if typed in ("leave out", "no", "n"):
            say("   Not quoted.")
            return False
        say("   The word quote lets it stand in letters; Enter leaves it out.")


def _typed(question: str, *, default: str) -> str:
    return str(typer.prompt(question, default=default)).strip().lower()
