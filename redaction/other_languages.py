"""Finds a part of a text that is neither English nor Spanish.

Three looks. The words: each speaks for another language or against it (``redaction.word_languages``), and the stretch
in which most speak for it must be longer than a borrowed phrase. The others only where that leaves a doubt. Clauses:
one of mostly unknown words without a common English or Spanish word. Sentences: one with hardly a word that is clearly
English or Spanish is put to py3langid's statistics; these need witnesses in its words, because they take a list of
names for any language.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from redaction.word_languages import (
    CLEARLY_HOME,
    COMMON,
    ENGLISH,
    OTHER,
    RARE_HERE,
    SPANISH,
    WordLanguage,
    WordLanguages,
)
from redaction.word_set import word_set

_WORD = re.compile(r"(?<![\w@])[^\W\d_]++(?![\w@])")  # no part of an address or a handle
_CLAUSE = re.compile(r"[^.!?;:\n\"“”(),/&+]+")
_MAY_BE_MARKED = re.compile(r"[\u0300-\u036f\u0590-\u1fff]")
_SENTENCE = re.compile(r"[^.!?;:\n\"“”()]+")
_CANDIDATES = word_set(
    """
    am ar bn bs ca ceb cs da de en es fa fi fr gl gu ha hi hr ht hu id ig ilo it ja km ko ku ln lo mh mr my ne nl no om
    pa pl ps pt ro ru rw sk sl sm so sq sr sv sw ta te th ti tl to tr uk ur vi yo zh zxx
    """
)
_SHORTEST = 4  # words: fewer are a borrowed phrase
_SHORTEST_CLAUSE = 5
_WITNESSES = 2  # words of the one other language
_WITNESSES_ALONE = 3  # in an answer without an English or Spanish word they are no borrowed phrase but the answer
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
_LONGEST_WORD = 40  # letters; more of a word in a script without blanks would say no more
_ACRONYM = 3  # letters: longer words in capitals are shouted


class ReadWord(NamedTuple):
    """A word as written, and what it says. A tuple, because there is one for every word that is redacted."""

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
    words = _WORD.findall(text if text.isascii() else _without_marks(text))
    if not words:
        return []
    if not languages.is_listed_name(words[0]):
        words[0] = words[0].lower()  # its capital says nothing
    shouted = text.isupper()
    lowered = (word.lower() if word.isupper() and (shouted or len(word) > _ACRONYM) else word for word in words)
    return [ReadWord(word, languages.of(word[:_LONGEST_WORD])) for word in lowered]


def _without_marks(text: str) -> str:
    """Letters and their accents as one character; marks that no letter takes up would end a word and go."""
    composed = unicodedata.normalize("NFC", text)
    if _MAY_BE_MARKED.search(composed) is None:
        return composed
    return "".join(character for character in composed if unicodedata.category(character)[0] != "M")


def find_other_language(text: str, words: Sequence[ReadWord], languages: WordLanguages) -> OtherLanguage | None:
    """What other language a part of ``text`` is in, whose words were read before; None where there is no such part."""
    stretch = _strangest(words)
    if stretch.weight < _DOUBT:
        return None
    alone = not any(one.said.weight <= CLEARLY_HOME for one in words)
    if _is_another_language(stretch, alone=alone):
        return OtherLanguage(_name(stretch))
    if stretch.weight >= _ENOUGH_UNKNOWN and not _is_list(text, len(stretch.words)):
        return OtherLanguage(_by_statistics(stretch.text))
    return _first(_of_clause, _CLAUSE, text, languages) or _first(_of_sentence, _SENTENCE, text, languages)


def _first(
    look: Callable[[list[ReadWord]], OtherLanguage | None], part: re.Pattern[str], text: str, languages: WordLanguages
) -> OtherLanguage | None:
    """What ``look`` finds in the first part of ``text`` in which it finds anything."""
    return next(filter(None, (look(read_words(one, languages)) for one in part.findall(text))), None)


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
    if alone and (witnesses >= _WITNESSES_ALONE or _words_of_another_script(stretch) >= _WITNESSES):
        return True
    if length < _SHORTEST or stretch.weight < (_ENOUGH_ALONE if alone else _ENOUGH):
        return False
    if witnesses >= _WITNESSES:
        return True
    return witnesses >= 1 and (stretch.weight >= 2 * _ENOUGH or (alone and bool(_likely(stretch.text))))


def _witnesses(stretch: _Stretch) -> float:
    """How many words are of one other language.

    A word with its letters goes with any. Alone such words count half: they may be names of a family.
    """
    witnesses = [one.said for one in stretch.words if one.said.is_witness]
    votes = max(Counter(code for said in witnesses for code in said.others).values(), default=0)
    with_its_letters = sum(not said.others and not said.is_of_another_script for said in witnesses)
    in_its_script = sum(max(1.0, said.weight / OTHER) for said in witnesses if said.is_of_another_script)
    return votes + in_its_script + (with_its_letters if votes else with_its_letters / 2)


def _words_of_another_script(stretch: _Stretch) -> int:
    return sum(one.said.is_of_another_script for one in stretch.words)


def _is_list(text: str, length: int) -> bool:
    """Whether no clause of ``text`` has so many words: then unknown ones are names of players, games or dishes."""
    return all(len(_WORD.findall(clause)) < length for clause in _CLAUSE.findall(text))


def _of_clause(words: Sequence[ReadWord]) -> OtherLanguage | None:
    """Words without a single common English or Spanish one, most of them unknown: no list, which has commas."""
    if len(words) < _SHORTEST_CLAUSE or any(one.said.weight <= COMMON for one in words):
        return None
    strange = sum(one.said.weight >= RARE_HERE for one in words)
    weight = sum(one.said.weight for one in words)
    if weight < _ENOUGH_ALONE or strange < len(words) / 2:
        return None
    return OtherLanguage(_name(_Stretch(words, weight)))


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
    named = [code for code in likely if own[code] + of_any and votes[code] + of_any >= _WORDS_BESIDE_STATISTICS]
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
