"""Which languages a text is in, and whether its redaction can be trusted. Doubt holds.

English and Spanish may be mixed as people mix them. A part in another language holds, wherever it stands; a borrowed
word or two do not. How that is told: ``redaction.other_languages``.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from redaction.lexicon import Lexicon
from redaction.other_languages import find_other_language, read_words
from redaction.word_languages import ENGLISH, SPANISH, WordLanguages
from rounds.interviews import HeldReason

_PART = 0.25  # of the words that are of one language only: so many make a language one of the text's


@dataclass(frozen=True, slots=True)
class Judgement:
    """The language of a text (None when unknown) and, unless its redaction can be trusted, why it is held."""

    language: str | None
    held: HeldReason | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text is written in: how many words are ``english`` only and ``spanish`` only, and what else is there.

    ``other`` is the code of another language; ``is_unclear`` when a part is in no language that is known.
    """

    english: int = 0
    spanish: int = 0
    other: str | None = None
    is_unclear: bool = False

    @property
    def languages(self) -> list[str]:
        """The codes of the languages that a part of the text is in, the larger one first; none where few words tell."""
        if self.other:
            return [self.other]
        counts = [(self.english, ENGLISH), (self.spanish, SPANISH)]
        least = max(2, _PART * (self.english + self.spanish))
        return [code for count, code in sorted(counts, reverse=True) if count >= least]


def read_languages(text: str, lexicon: Lexicon) -> Reading:
    """What ``text`` is written in. Takes time in proportion to its length, about a millisecond for 1000 words."""
    words = read_words(text, _word_languages(lexicon))
    english, spanish = (sum(word.said.home == code for word in words) for code in (ENGLISH, SPANISH))
    found = find_other_language(text, words, _word_languages(lexicon))
    return Reading(english, spanish, found.language if found else None, found is not None and found.language is None)


def judge(texts: Sequence[str], declared: str | None, supported: Iterable[str], lexicon: Lexicon) -> Judgement:
    """Whether texts of one interview, ``declared`` to be in a language (None: not declared), can be redacted.

    Held are: a declared language without a model, a text with a part in one, and a text with a part in no clear
    language. The interview's language is the declared one, else that of most words, else English.
    """
    supported = frozenset(supported)
    if declared is not None and declared not in supported:
        return Judgement(declared, HeldReason.LANGUAGE_UNSUPPORTED)
    readings = [read_languages(text, lexicon) for text in texts]
    for language in (language for reading in readings for language in reading.languages):
        if language not in supported:
            return Judgement(language, HeldReason.LANGUAGE_UNSUPPORTED)
    if any(reading.is_unclear for reading in readings):
        return Judgement(declared, HeldReason.LANGUAGE_UNSURE)
    return Judgement(declared or _of_most_words(readings))


def _of_most_words(readings: Sequence[Reading]) -> str:
    english = sum(reading.english for reading in readings)
    spanish = sum(reading.spanish for reading in readings)
    return SPANISH if spanish > english else ENGLISH


@functools.cache  # why is a cache OK? What it holds is only read, but for a memory of words of its lists
def _word_languages(lexicon: Lexicon) -> WordLanguages:
    return WordLanguages(lexicon)
