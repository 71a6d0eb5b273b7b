"""A number, an address or a handle that was found once, wherever else it stands in the interview.

The second time it often has no cue beside it (*student id 48213 ... so I typed 48213 again*). What is an ordinary word
or a lone year is not looked for: a handle *sunshine* does not make every sunshine one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from redaction.lexicon import Lexicon
from redaction.normalise import normalise
from redaction.words import Word, are_close, phrase_words
from rounds.interviews import InputSpan

SCORE = 0.9
_CONTACTS = frozenset({"PHONE", "EMAIL", "ADDRESS", "HANDLE", "ID", "URL", "BIRTHDATE"})
_SHORTEST = 4  # characters
_MOST_WORDS = 15

_Words = tuple[str, ...]


class ContactsAgain:
    """Finds contacts by their letters and digits; case and what stands between them do not count.

    Linear in the text however many contacts there are: per word as many look-ups as contacts have lengths.
    """

    def __init__(self, lexicon: Lexicon, seen: Iterable[tuple[str, InputSpan]]) -> None:
        """``seen`` are spans with the text in which each was found; those that are no contacts do not count."""
        self._lexicon = lexicon
        self._entities: dict[_Words, str] = {}
        for text, span in seen:
            if span.entity in _CONTACTS and span.end - span.start >= _SHORTEST:
                words = _folded(phrase_words(normalise(text[span.start : span.end]).text))
                if self._tells(words, span.entity):
                    self._entities.setdefault(words, span.entity)

    def find(self, text: str) -> list[InputSpan]:
        """Where they stand in ``text``, the longest at each place."""
        if not self._entities:
            return []
        look = normalise(text)
        words = phrase_words(look.text)
        lengths = sorted({len(contact) for contact in self._entities}, reverse=True)
        return [
            InputSpan(*look.in_input(here[0].start, here[-1].end), self._entities[_folded(here)], SCORE)
            for nth in range(len(words))
            for here in self._longest(look.text, words[nth : nth + _MOST_WORDS], lengths)
        ]

    def _longest(self, text: str, words: list[Word], lengths: Iterable[int]) -> Iterator[list[Word]]:
        for length in lengths:
            here = words[:length]
            if len(here) == length and _folded(here) in self._entities and are_close(text, here):
                yield here
                return

    def _tells(self, words: _Words, entity: str) -> bool:
        """Whether the words are the contact wherever they stand."""
        if not 0 < len(words) <= _MOST_WORDS or sum(map(len, words)) < _SHORTEST:
            return False
        if len(words) > 1:
            return True
        return entity != "BIRTHDATE" and not self._lexicon.is_ordinary(words[0])


def _folded(words: Iterable[Word]) -> _Words:
    return tuple(word.folded for word in words)
