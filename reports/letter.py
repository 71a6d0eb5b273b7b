"""The letter that goes back to the people who were listened to: one page, under 250 words, to read aloud."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from functools import cached_property

from reports.letter_attachments import attachments
from reports.letter_frame import frame_for
from reports.letter_room import MOST_WORDS, Contents, Room, count_words, words_of
from reports.letter_texts import (
    LANGUAGES,
    MOST_THEMES,
    SPANISH,
    date_to_come,
    letter_language,
    missing_spanish,
    sender_name,
    subject,
    typed_texts,
)
from rounds.counted import counted
from rounds.errors import SaybackError
from rounds.letters import Attachment, Letter, Recipient
from rounds.round import Letters, Round
from rounds.summary import Quote, Summary

__all__ = [
    "MOST_THEMES",
    "MOST_WORDS",
    "LetterProblem",
    "LetterWriter",
    "count_words",
    "letter_problems",
    "missing_spanish",
    "themes_with_room",
    "write_letter",
]

_LONG_TEXTS = 3  # so many of the longest are named when a letter is too long


class LetterProblem(SaybackError):
    """A letter cannot be written as things stand; the message lists what to add or shorten in round.toml."""


class LetterWriter:
    """Writes the letters of a round. What many of them share is made once.

    ``quotes`` are those that a person decided may be told. ``languages``: those of all recipients; ``told_in``: those
    of what is passed on. All letters tell the same themes and quotes: as many as there is room for in each of them.
    """

    def __init__(
        self,
        round_: Round,
        summary: Summary,
        *,
        quotes: Sequence[Quote],
        languages: Collection[str],
        told_in: Collection[str] = (),
    ) -> None:
        self._round = round_
        self._summary = summary
        self._quotes = quotes
        self._told_in = [language for language in LANGUAGES if language in told_in]
        self._languages = {letter_language(language) for language in languages} | set(self._told_in)
        self._bodies: dict[tuple[str, bool], str] = {}
        self._attached: dict[tuple[str, bool], tuple[Attachment, ...]] = {}

    def write(
        self, recipient: Recipient, *, language: str, direct: bool = False, opt_out: str = "", opt_out_page: str = ""
    ) -> Letter:
        """The letter to ``recipient``. For the rest see ``write_letter``."""
        language = letter_language(language)
        letters = _letters(self._round)
        body = self._body(language, direct)
        frame = frame_for(recipient, language, direct=direct, opt_out=opt_out)
        return Letter(
            key=f"{self._round.name}/letter/{recipient.id}",
            recipient=recipient,
            sender=letters.sender,
            reply_to=letters.reply_to or letters.sender,
            subject=subject(language),
            text=frame.text(body),
            html=frame.page(body),
            attachments=self._attachments(language, direct),
            opt_out=opt_out,
            opt_out_page=opt_out_page,
            sender_name=sender_name(letters, language),
        )

    @cached_property
    def written_in(self) -> tuple[str, ...]:
        """The languages of letters and attachments for which no text is missing."""
        return tuple(
            language
            for language in LANGUAGES
            if language in self._languages and not letter_problems(self._round, self._summary, language)
        )

    @cached_property
    def room(self) -> Room | None:
        """What every letter tells; None if none can be written. Raises TemplateProblem."""
        return self._contents.room(self.written_in) if self.written_in else None

    @cached_property
    def _contents(self) -> Contents:
        return Contents(self._round, _letters(self._round), self._summary, self._quotes)

    def _body(self, language: str, direct: bool) -> str:
        key = (language, direct)
        if key not in self._bodies:
            if problems := letter_problems(self._round, self._summary, language):
                raise LetterProblem("The letter cannot be written: " + " ".join(problems))
            body = self._contents.body(self.room or Room(1), language=language, direct=direct)
            if (words := words_of(body)) > MOST_WORDS:
                raise LetterProblem(_too_long(words, _letters(self._round), language))
            self._bodies[key] = body
        return self._bodies[key]

    def _attachments(self, language: str, direct: bool) -> tuple[Attachment, ...]:
        """In the language of the letter and, to pass on, in the others that people spoke, if there are texts."""
        key = (language, direct)
        if key not in self._attached:
            attached = self._versions(language, direct)
            for other in self._told_in:
                if other != language and not direct:
                    with suppress(LetterProblem):  # what is missing is a warning; the letter itself can be read
                        attached += self._versions(other, direct)
            self._attached[key] = attached
        return self._attached[key]

    def _versions(self, language: str, direct: bool) -> tuple[Attachment, ...]:
        body = self._body(language, direct)
        return attachments(self._round, _letters(self._round), self._summary, body, language, direct=direct)


def write_letter(
    round_: Round,
    summary: Summary,
    recipient: Recipient,
    *,
    quotes: Sequence[Quote],
    language: str,
    direct: bool = False,
    told_in: Collection[str] = (),
    opt_out: str = "",
    opt_out_page: str = "",
) -> Letter:
    """The letter to ``recipient`` in ``language`` ("en" or "es"; any other gets English), with its attachments.

    ``quotes`` are those that a person decided may be told. ``direct``: to somebody who asked to hear back, without a
    name and without asking to pass it on. ``told_in``: the languages of what is passed on; an interviewer gets
    attachments in each. ``opt_out`` is the word that ends all mail, ``opt_out_page`` a page that does.
    Raises LetterProblem when something is missing, or when a letter with a single theme is still too long, and
    TemplateProblem when a template of the round cannot be filled in.
    """
    writer = LetterWriter(round_, summary, quotes=quotes, languages=(language,), told_in=told_in)
    return writer.write(recipient, language=language, direct=direct, opt_out=opt_out, opt_out_page=opt_out_page)


def themes_with_room(round_: Round, summary: Summary, *, language: str) -> int:
    """How many of the themes a letter in ``language`` could tell; 0 if it is too long with one.

    Raises LetterProblem without [letters], and TemplateProblem.
    """
    room = Contents(round_, _letters(round_), summary, ()).room((language,))
    return room.themes if room else 0


def letter_problems(round_: Round, summary: Summary, language: str) -> tuple[str, ...]:
    """What keeps a letter in ``language`` from being written: each a sentence that says what to do in round.toml."""
    if round_.letters is None:
        return ("round.toml has no [letters].",)
    problems = _undecided(round_.letters, summary)
    if not summary.themes:
        problems.append("No theme was heard yet: read the headline worksheet back first.")
    if language == SPANISH:
        problems += missing_spanish(round_.letters, summary.themes[:MOST_THEMES])
    return tuple(problems)


def _letters(round_: Round) -> Letters:
    if round_.letters is None:
        raise LetterProblem("round.toml has no [letters].")
    return round_.letters


def _undecided(letters: Letters, summary: Summary) -> list[str]:
    if letters.decisions or date_to_come(letters, summary.today):
        return []
    if letters.hear_by is None:
        return ["Nothing is decided and no date is given: add [[letters.decisions]], or `hear_by` to [letters]."]
    return ["Nothing is decided and `hear_by` of [letters] has passed: add [[letters.decisions]] or a later date."]


def _too_long(words: int, letters: Letters, language: str) -> str:
    """Names the longest of what was typed, by its key."""
    lengths = {key: count_words(text.in_language(language)) for key, text in typed_texts(letters).items()}
    longest = sorted(lengths, key=lambda key: -lengths[key])[:_LONG_TEXTS]
    which = ", ".join(f"{key} ({counted(lengths[key], 'word')})" for key in longest)
    return (
        f"The letter ({language}) has {words} words with a single theme, and {MOST_WORDS} are allowed."
        f" Shorten the longest texts in round.toml: {which}."
    )
