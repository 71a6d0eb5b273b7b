"""The letters of a round as they would leave: to every interviewer, to pass on, and to those who asked for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.steps.contacts import sync_contacts
from flows.steps.letter_look import Stopped, look_again
from flows.steps.letter_quotes import approved_quotes
from flows.steps.summarize import current_summary
from flows.steps.workplace import Workplace
from redaction.leaving import without_schools_and_places
from reports.letter import write_letter
from rounds.errors import RoundFileError
from rounds.ledger import Ledger
from rounds.letters import Letter
from rounds.round import Round
from rounds.summary import Quote, Summary


@dataclass(frozen=True, slots=True)
class Drafts:
    """Letters that may leave, and those that were stopped by the second look; the latter are not sent."""

    letters: tuple[Letter, ...]
    stopped: tuple[Stopped, ...]


def draft_letters(place: Workplace, ledger: Ledger) -> Drafts:
    """Writes every letter, and looks at it again as it would leave. Raises SaybackError."""
    if not place.round.team:
        raise RoundFileError(
            f"{place.round.path('round.toml')}: letters go to the interviewers; set `team` to a team.csv."
        )
    ledger.sync_team(place.team())
    sync_contacts(place, ledger)
    summary = current_summary(place)
    round_, summary, quotes = for_outside(place.round, summary, approved_quotes(place, ledger, summary))
    letters = [
        write_letter(round_, summary, recipient, quotes=quotes, language=recipient.language)
        for recipient in ledger.recipients()
    ]
    return Drafts(*look_again(place, letters))


def for_outside(round_: Round, summary: Summary, quotes: Sequence[Quote]) -> tuple[Round, Summary, tuple[Quote, ...]]:
    """The round, its summary and quotes as letters may tell them: no school or small town named in a quote or a theme.

    What the team wrote itself stays, such as who signs; ``name_places`` of ``[letters]`` lets everything stay.
    """
    letters = round_.letters
    if letters is None or letters.name_places:
        return round_, summary, tuple(quotes)

    def tell(text: str) -> str:
        return without_schools_and_places(text, round_.redaction.keep)

    themes = [replace(one, name=tell(one.name), name_es=one.name_es and tell(one.name_es)) for one in summary.themes]
    told = tuple(replace(quote, text=tell(quote.text)) for quote in quotes)
    return round_, replace(summary, themes=tuple(themes)), told
