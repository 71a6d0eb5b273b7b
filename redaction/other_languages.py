"""Finds a part of a text that is neither English nor Spanish.

Two looks. The words: each speaks for another language or against it (``redaction.word_languages``), and the stretch in
which most speak for it must be longer than a borrowed phrase. The sentences, only where that look left a doubt: one
with hardly a word that is clearly English or Spanish is put to py3langid's statistics, which need a second witness in
words, because they take lists of names for any language.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from redaction.word_languages import CLEARLY_HOME, ENGLISH, OTHER, RARE_HERE, SPANISH, WordLanguage, WordLanguages
from redaction.word_set import word_set

_WORD = re.compile(r"(?<![\w@])[^\W\d_]++(?![\w@])")  # no part of an address or a handle
_SENTENCE = re.compile(r"[^.!?;:\n\"“”()]+")
_CANDIDATES = word_set(
    """
    am ar bn ca ceb cs da de en es fa fi fr gl gu ha hi hr ht hu id ig ilo it ja km ko ku ln lo mh mr my ne nl no om pa
    pl ps pt ro ru rw sm so sq sv sw ta te th ti tl to tr uk ur vi yo zh zxx
    """
)
_SHORTEST = 4  # words: fewer are a borrowed phrase,
_SHORTEST_ALONE = 3  # but in an answer without an English or Spanish word they are the answer
_WITNESSES = 2  # words of the one other language
_ENOUGH = 3.4  # weights, see WordLanguage
_ENOUGH_ALONE = 2.3  # where no word of the text is clearly English or Spanish
_ENOUGH_UNKNOWN = 5.5  # words that nobody knows: seven or more
_DOUBT = 0.8
_DOUBT_PER_WORD = -0.3
_WORDS_BESIDE_STATISTICS = 3
_SURE = 0.7
_LIKELY = 0.1
_SHARE = 0.25
_NOT_OTHER = (ENGLISH, SPANISH, "zxx")
_ACRONYM = 3  # letters: longer words in capitals are shouted


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as written, and what it says."""

    word: str
    said: WordLanguage


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A part of the text is in ``language`` (a code), or in one that nobody can name (None)."""

    language: str | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    words: Sequence[ReadWord]
    weight: float

    @property
    def text(self) -> str:
        return " ".join(one.word for one in self.words)


def read_words(text: str, languages: WordLanguages) -> list[ReadWord]:
    """The words of ``text`` in order, without mail addresses and handles."""
    words = _WORD.findall(text if text.isascii() else unicodedata.normalize("NFC", text))
    if not words:
        return []
    words[0] = words[0].lower() if not languages.is_listed_name(words[0]) else words[0]
    shouted = text.isupper()
    lowered = (word.lower() if word.isupper() and (shouted or len(word) > _ACRONYM) else word for word in words)
    return [ReadWord(word, languages.of(word)) for word in lowered]


def find_other_language(text: str, words: Sequence[ReadWord], languages: WordLanguages) -> OtherLanguage | None:
    """What other language a part of ``text`` is in, whose words were read before; None where there is no such part."""
    stretch = _strangest(words)
    if stretch.weight < _DOUBT:
        return None
    alone = not any(one.said.weight <= CLEARLY_HOME for one in words)
    if _is_another_language(stretch, alone=alone):
        return OtherLanguage(_name(stretch))
    if stretch.weight >= _ENOUGH_UNKNOWN:
        return OtherLanguage(_by_statistics(stretch.text))
    sentences = (read_words(sentence, languages) for sentence in _SENTENCE.findall(text))
    return next((found for found in map(_of_sentence, sentences) if found), None)


def _strangest(words: Sequence[ReadWord]) -> _Stretch:
    """The stretch of the largest weight (Kadane's algorithm), widened by neighbours that may be of any language."""
    first = last = start = 0
    most = weight = 0.0
    for place, one in enumerate(words):
        weight += one.said.weight
        if weight <= 0:
            start, weight = place + 1, 0.0
        elif weight > most:
            first, last, most = start, place + 1, weight
    while first > 0 and _may_be_another(words[first - 1]):
        first -= 1
    while last < len(words) and _may_be_another(words[last]):
        last += 1
    return _Stretch(words[first:last], most)


def _may_be_another(one: ReadWord) -> bool:
    return bool(one.said.others) and one.said.weight > CLEARLY_HOME


def _is_another_language(stretch: _Stretch, *, alone: bool) -> bool:
    length = sum(max(1.0, one.said.weight / OTHER) for one in stretch.words)
    witnesses = _witnesses(stretch)
    if alone and witnesses >= min(length, _SHORTEST_ALONE) >= _SHORTEST_ALONE:
        return True
    enough = stretch.weight >= (_ENOUGH_ALONE if alone else _ENOUGH)
    return enough and length >= _SHORTEST and (witnesses >= _WITNESSES or stretch.weight >= 2 * _ENOUGH)


def _witnesses(stretch: _Stretch) -> float:
    """How many words are of the other language; one with letters of no language in particular goes with any."""
    witnesses = [one.said for one in stretch.words if one.said.is_witness]
    votes = Counter(code for said in witnesses for code in said.others)
    of_any = sum(max(1.0, said.weight / OTHER) for said in witnesses if not said.others)
    return of_any + max(votes.values(), default=0)


def _of_sentence(words: Sequence[ReadWord]) -> OtherLanguage | None:
    if len(words) < _SHORTEST:
        return None
    own = _votes(one for one in words if one.said.weight >= RARE_HERE)
    language, count = own.most_common(1)[0] if own else ("", 0)
    if count >= _WORDS_BESIDE_STATISTICS and count >= _SHARE * len(words):
        return OtherLanguage(language)
    if sum(one.said.weight for one in words) <= _DOUBT_PER_WORD * len(words):
        return None
    votes, of_any = _votes(words), sum(one.said.is_witness and not one.said.others for one in words)
    likely = _likely(" ".join(one.word for one in words))
    named = [
        code for code in likely if own[code] + of_any and votes[code] + of_any >= _WORDS_BESIDE_STATISTICS
    ]
    return OtherLanguage(named[0]) if named else None


def _name(stretch: _Stretch) -> str | None:
    """The language of which most words are common ones; statistics where none stands out."""
    ranking = [*_votes(stretch.words).most_common(2), ("", 0), ("", 0)]
    (first, most), (_, next_most) = ranking[:2]
    if most >= _WITNESSES and most > next_most:
        return first
    return _by_statistics(stretch.text) or first or None


def _votes(words: Sequence[ReadWord] | Iterator[ReadWord]) -> Counter[str]:
    return Counter(code for one in words for code in one.said.others)


def _by_statistics(text: str) -> str | None:
    """A language other than English and Spanish, if statistics are sure of one."""
    language, probability = _identifier().classify(text.lower())
    return str(language) if probability >= _SURE and language not in _NOT_OTHER else None


def _likely(text: str) -> list[str]:
    """The other languages that ``text`` may be in, if statistics are sure that it is in one of them."""
    ranking = [(str(code), probability) for code, probability in _identifier().rank(text.lower())]
    others = [(code, probability) for code, probability in ranking if code not in _NOT_OTHER]
    if sum(probability for _, probability in others) < _SURE:
        return []
    return [code for code, probability in others if probability >= _LIKELY]


@functools.cache  # why is a cache OK? The identifier is only read after it is built
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in sorted(_CANDIDATES) if code in identifier.labels])
    return identifier
