"""The letters of a round as they would leave: to every interviewer, to pass on, and to those who asked for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.steps.contacts import sync_contacts
from flows.steps.current_summary import current_summary
from flows.steps.letter_look import Stopped, look_again
from flows.steps.letter_quotes import Candidates, quote_candidates
from flows.steps.opting_out import offer_to
from flows.steps.same_round import refuse_renamed
from flows.steps.told_languages import note_told, told_in
from flows.steps.workplace import Workplace
from redaction.leaving import without_schools_and_places
from reports.letter import LetterProblem, LetterWriter
from reports.letter_room import Room
from rounds.errors import RoundFileError
from rounds.ledger import Ledger
from rounds.ledger_contacts import ContactSync
from rounds.letters import DeliveryState, Letter, Recipient
from rounds.round import Round
from rounds.summary import Quote, Summary


@dataclass(frozen=True, slots=True)
class Drafts:
    """Letters that may leave, and those that were stopped by the second look; the latter are not sent.

    ``opted_out`` counts people who want no mail: nothing is written to them. ``not_passed_on`` of them are interviewers
    who never got this letter: nobody passes it on to the people whom they listened to. ``room`` is what each letter
    tells, None if none could be written; ``written_in`` are the languages of letters and attachments. ``contacts`` is
    what changed in the contact register since it was read last, None without one. ``summary`` and ``candidates`` are
    what they were written from, as it may be told outside; ``told_in`` the languages of what is passed on.
    """

    letters: tuple[Letter, ...]
    stopped: tuple[Stopped, ...]
    summary: Summary
    candidates: Candidates
    told_in: frozenset[str]
    opted_out: int = 0
    not_passed_on: int = 0
    room: Room | None = None
    written_in: tuple[str, ...] = ()
    contacts: ContactSync | None = None

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
    refuse_renamed(place, ledger)
    ledger.sync_team(place.team())
    synced = sync_contacts(place, ledger)
    summary = current_summary(place)
    candidates = quote_candidates(place, ledger, summary)
    round_, summary, quotes = for_outside(place.round, summary, candidates.for_letters)
    languages = told_in(place, ledger)
    note_told(place, languages)
    people = [(recipient, False) for recipient in ledger.recipients()]
    if place.round.contacts is not None:
        people += [(recipient, True) for recipient in ledger.contacts()]
    people.sort(key=lambda one: one[0].id)  # random: the letters' order, and so their times, tell nothing
    opt_outs = place.opt_outs()
    wanted = [one for one in people if not opt_outs.has(one[0].email)]
    writer = LetterWriter(
        round_, summary, quotes=quotes, languages={one.language for one, _ in wanted}, told_in=languages
    )
    letters, unwritten = _written(place, writer, wanted)
    good, stopped = look_again(place, letters)
    return Drafts(
        good,
        (*unwritten, *stopped),
        summary,
        candidates,
        languages,
        opted_out=len(people) - len(wanted),
        not_passed_on=_not_passed_on(place, ledger, [one for one in people if one not in wanted]),
        room=writer.room,
        written_in=writer.written_in,
        contacts=synced.changes if synced else None,
    )


def _not_passed_on(place: Workplace, ledger: Ledger, opted_out: Sequence[tuple[Recipient, bool]]) -> int:
    """How many interviewers among those who opted out never got the letter of this round."""
    states = ledger.delivery_states()
    keys = [_key(place.round, recipient, direct=False) for recipient, direct in opted_out if not direct]
    return sum(states.get(key) is not DeliveryState.SENT for key in keys)


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
