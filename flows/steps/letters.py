"""The letters of a round as they would leave: to every interviewer, to pass on, and to those who asked for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.steps.contacts import sync_contacts
from flows.steps.letter_look import Stopped, look_again
from flows.steps.letter_quotes import approved_quotes
from flows.steps.opting_out import offer_to
from flows.steps.summarize import current_summary
from flows.steps.workplace import Workplace
from redaction.leaving import without_schools_and_places
from reports.letter import LetterProblem, LetterWriter
from rounds.errors import RoundFileError
from rounds.ledger import Ledger
from rounds.letters import Letter, Recipient
from rounds.round import Round
from rounds.summary import Quote, Summary


@dataclass(frozen=True, slots=True)
class Drafts:
    """Letters that may leave, and those that were stopped by the second look; the latter are not sent.

    ``opted_out`` counts people who want no mail: nothing is written to them.
    """

    letters: tuple[Letter, ...]
    stopped: tuple[Stopped, ...]
    opted_out: int = 0

    @property
    def stopped_at(self) -> tuple[tuple[str, ...], ...]:
        """For each stopped letter the places where something was seen."""
        return tuple(each.places for each in self.stopped)


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
    writer = LetterWriter(round_, summary, quotes=quotes, told_in=_languages(place))
    people = [(recipient, False) for recipient in ledger.recipients()]
    if place.round.contacts is not None:
        people += [(recipient, True) for recipient in ledger.contacts()]
    people.sort(key=lambda one: one[0].id)  # random: the letters' order, and so their times, tell nothing
    opt_outs = place.opt_outs()
    wanted = [one for one in people if not opt_outs.has(one[0].email)]
    letters, unwritten = _written(place, writer, wanted)
    good, stopped = look_again(place, letters)
    return Drafts(good, (*unwritten, *stopped), opted_out=len(people) - len(wanted))


def _written(
    place: Workplace, writer: LetterWriter, people: Sequence[tuple[Recipient, bool]]
) -> tuple[list[Letter], list[Stopped]]:
    """The letters to ``people``, and those that cannot be written: one language does not hold up the other.

    Raises LetterProblem when no letter can be.
    """
    letters: list[Letter] = []
    stopped: list[Stopped] = []
    for recipient, direct in people:
        try:
            letters.append(_letter(place, writer, recipient, direct=direct))
        except LetterProblem as problem:
            stopped.append(Stopped(_key(place.round, recipient, direct=direct), (str(problem),)))
            if len(stopped) == len(people):
                raise
    return letters, stopped


def _letter(place: Workplace, writer: LetterWriter, recipient: Recipient, *, direct: bool) -> Letter:
    """The letter to an interviewer, or ``direct`` to somebody who asked to hear back."""
    offer = offer_to(place, recipient)
    letter = writer.write(
        recipient, language=recipient.language, direct=direct, opt_out=offer.word, opt_out_page=offer.page
    )
    return replace(letter, key=_key(place.round, recipient, direct=direct))


def _key(round_: Round, recipient: Recipient, *, direct: bool) -> str:
    return f"{round_.name}/{'direct' if direct else 'letter'}/{recipient.id}"


def _languages(place: Workplace) -> frozenset[str]:
    return frozenset(one.language for one in place.notebook.interviews() if one.language and one.held is None)


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
