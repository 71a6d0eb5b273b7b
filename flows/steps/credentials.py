"""Keys, sign-ins and passwords of a round that end soon, as far as a process can know."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from shlex import quote
from zoneinfo import ZoneInfo

from rounds.notebook import Notebook
from rounds.round import Round

WARNING = timedelta(days=14)
_KEY_VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS"


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that lets Sayback in, and ends on ``day``. ``about`` is its name among incidents, with the day in it:
    once it is renewed, its next end is another one, and told anew."""

    name: str
    day: date
    todo: str

    @property
    def about(self) -> str:
        return f"{self.name}, {self.day.isoformat()}"


def ending_soon(round_: Round, now: datetime, notebook: Notebook | None = None) -> list[Ending]:
    """What of the round ends within two weeks of ``now``, or has ended. Asks nobody over the network; never raises."""
    today = now.astimezone(ZoneInfo(round_.timezone)).date()
    return [one for one in _endings(round_, notebook) if one.day <= today + WARNING]


def _endings(round_: Round, notebook: Notebook | None) -> list[Ending]:
    found = [_declared(round_), _stored_sign_in(round_), _password(round_, notebook)]
    return [one for one in found if one is not None]


def _declared(round_: Round) -> Ending | None:
    if round_.google.expires is None:
        return None
    return Ending(
        "The key or sign-in for Google",
        round_.google.expires,
        "Make a new one as docs/google-setup.md tells, put it in the place of the old one, and write its end into"
        f" `expires` of [google] in {round_.folder / 'round.toml'}.",
    )


def _stored_sign_in(round_: Round) -> Ending | None:
    """Of a person: kept in a file with its end, where Google said so."""
    if not _asks_google(round_) or os.environ.get(_KEY_VARIABLE, "").strip():
        return None
    from connectors.google_token import token_file  # Google's libraries take a moment to import
    from connectors.sign_in_end import end_kept_in

    end = end_kept_in(token_file())
    if end is None:
        return None
    return Ending(
        "The sign-in to Google of a person",
        end.astimezone(ZoneInfo(round_.timezone)).date(),
        "Sign in again on the computer that runs the nights: sayback google-login CLIENT.json. An app whose consent"
        " screen is External and in Testing loses its sign-ins after seven days: make it Internal, or publish it.",
    )


def _asks_google(round_: Round) -> bool:
    mails = round_.mail is not None and round_.mail.service == "gmail"
    return mails or any(source.google_form or source.google_sheet for source in round_.sources)


def _password(round_: Round, notebook: Notebook | None) -> Ending | None:
    """Of the role in PostgreSQL, where the notebook can tell (VALID UNTIL)."""
    end = notebook.password_ends() if notebook is not None else None
    if end is None:
        return None
    return Ending(
        "The password of the notebook's role in PostgreSQL",
        end.astimezone(ZoneInfo(round_.timezone)).date(),
        "Ask whoever runs the database for a new date (ALTER ROLE ... VALID UNTIL), then run: sayback doctor"
        f" {quote(str(round_.folder))}",
    )
