"""How much the letters of a round have room for: themes first, then quotes, then the language that each was said in.

All letters of a round tell the same, in both languages, to pass on and direct: what does not fit into one of them is
told in none. Quotes are left out from the end before a theme is, and themes from the end.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from reports.letter_templates import template_of
from reports.letter_texts import MOST_THEMES, letter_context
from reports.rendering import plain_text
from rounds.round import Letters, Round
from rounds.summary import Quote, Summary

MOST_WORDS = 249


@dataclass(frozen=True, slots=True)
class Room:
    """How many of the themes and quotes the letters tell, from the first.

    ``said_in``: whether a quote in another language than the letter's is introduced with its language.
    """

    themes: int
    quotes: int = 0
    said_in: bool = False


@dataclass(frozen=True, slots=True)
class Contents:
    """All that the letters of a round could tell. ``quotes`` are those that a person decided may be told."""

    round_: Round
    letters: Letters
    summary: Summary
    quotes: Sequence[Quote]

    def body(self, room: Room, *, language: str, direct: bool) -> str:
        """The words of a letter as HTML, as far as ``room`` goes. Raises TemplateProblem."""
        context = letter_context(
            self.round_,
            self.letters,
            self.summary,
            themes=room.themes,
            quotes=self.quotes[: room.quotes],
            language=language,
            direct=direct,
            said_in=room.said_in,
        )
        return template_of(self.round_, "letter", language).fill_in(context)

    def room(self, languages: Collection[str]) -> Room | None:
        """What fits into every letter in ``languages`` that has room for a theme; None if no letter has.

        Why are letters to pass on and direct ones always both counted? So that the first person who asks to hear back
        changes no letter that went out. Raises TemplateProblem.
        """
        each = [self._fitting(language, direct=direct) for language in languages for direct in (False, True)]
        fitting = [fits for fits in each if fits(Room(1))]
        if not fitting:
            return None

        def in_all(room: Room) -> bool:
            return all(fits(room) for fits in fitting)

        most = min(MOST_THEMES, len(self.summary.themes))
        themes = next((number for number in range(most, 1, -1) if in_all(Room(number))), 1)
        fuller = (Room(themes, number, told) for number in range(len(self.quotes), 0, -1) for told in (True, False))
        return next(filter(in_all, fuller), Room(themes))

    def _fitting(self, language: str, *, direct: bool) -> Callable[[Room], bool]:
        return lambda room: words_of(self.body(room, language=language, direct=direct)) <= MOST_WORDS


def words_of(body: str) -> int:
    """The words of a letter's body, as ``count_words`` counts its text."""
    return count_words(plain_text(body))


def count_words(text: str) -> int:
    """The words of a text as any word processor counts them, dashes of a list included."""
    return len(text.split())
