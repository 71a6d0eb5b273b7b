"""What speaks for and against each word of a text being part of somebody's name, as a table of numbers.

One row a word, one column a signal: what the two models say, which rules and lists know the word, how it is written,
and the same for its neighbours. ``fusion`` scores the rows; ``benchmarks/train_names.py`` learns the scoring.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from redaction.lexicon import SPANISH_ORDINARY, Lexicon, fold, word_list
from redaction.name_shapes import PARTICLES, base
from redaction.names.cues import CUE_KINDS, CUES
from redaction.names.gazetteer import Gazetteer
from redaction.names.rampart import KINDS, Opinion
from redaction.names.spanish import spanish_words
from redaction.person_spans import NO_PERSONS, starts_a_sentence

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_RAMPART_SIGNALS = ("given", "surname", "name", "street", "town", "contact")
_GIVEN, _SURNAME = KINDS.index("GIVEN_NAME"), KINDS.index("SURNAME")
_STREET = [KINDS.index(kind) for kind in ("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS")]
_TOWN = [KINDS.index(kind) for kind in ("CITY", "STATE", "ZIP_CODE")]
_LIST_SIGNALS = (
    "listed_given", "listed_surname", "given_of_the_world", "famous_surname", "place_name", "people_name", "ordinary",
    "dictionary", "spanish", "spanish_ordinary", "no_person", "no_name", "particle", "compound",
)  # fmt: skip
_SHAPE_SIGNALS = (
    "capital", "all_capitals", "mixed", "letters", "joined", "possessive", "initial", "first_of_sentence", "digit_near",
    "comma_after", "period_after", "in_quotes", "sign_before",
)  # fmt: skip
_AROUND = (-1, 1)
_LEAST_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class NameWord:
    """A word at ``start`` to ``end``, characters of the text, without a possessive ending."""

    start: int
    end: int
    text: str = field(repr=False)
    folded: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class WordKinds:
    """Of each word, shape (words,): what it is.

    A given name of any list; a common one; in no dictionary; with a capital; a place's name after *in* and the like.
    """

    given: NDArray[np.bool_]
    common: NDArray[np.bool_]
    unknown: NDArray[np.bool_]
    capital: NDArray[np.bool_]
    place: NDArray[np.bool_]


def words_of(text: str) -> list[NameWord]:
    """The words of ``text``: letters, joined by apostrophes and hyphens."""
    found = []
    for match in _WORD.finditer(text):
        word = base(match.group())
        found.append(NameWord(match.start(), match.start() + len(word), word, fold(word)))
    return found


class Signals:
    """Builds the table of a text. Remembers what the lists say of a word that stands in one of them."""

    def __init__(self, lexicon: Lexicon, gazetteer: Gazetteer, rules: Sequence[str]) -> None:
        self._lexicon = lexicon
        self._gazetteer = gazetteer
        self._spanish = spanish_words()
        self._no_names = word_list("no_names.txt")
        self._rules = {name: index for index, name in enumerate(rules)}
        self._known: dict[str, tuple[float, ...]] = {}
        own = (
            *(f"rampart_{name}" for name in _RAMPART_SIGNALS), *_LIST_SIGNALS, *(f"cue_{kind}" for kind in CUE_KINDS),
            *_SHAPE_SIGNALS, *(f"rule_{name}" for name in rules),
        )  # fmt: skip
        around = [f"{name}{place:+d}" for place in _AROUND for name in own]
        self.names = (*own, *around, *_TEXT_SIGNALS)
        self._columns = {name: index for index, name in enumerate(own)}
        self._places = {name: index for index, name in enumerate(self.names)}
        self._rule_columns = [self._columns[f"rule_{name}"] for name in rules]

    def table(
        self,
        text: str,
        words: Sequence[NameWord],
        opinion: Opinion,
        rules: Iterable[tuple[str, int, int]],
    ) -> NDArray[np.float32]:
        """Shape (words, names). ``rules`` are what the rules found: the rule's name, start and end in characters."""
        count = len(words)
        starts = np.array([word.start for word in words], dtype=np.int64)
        ends = np.array([word.end for word in words], dtype=np.int64)
        own = np.concatenate(
            [
                _rampart_signals(opinion, starts, ends),
                self._word_signals(words),
                _shape_signals(text, words),
                self._rule_signals(rules, starts, ends),
            ],
            axis=1,
        )
        padded = np.pad(own, ((1, 1), (0, 0)))
        around = [padded[1 + place : 1 + place + count] for place in _AROUND]
        return np.concatenate([own, *around, self._text_signals(words, own)], axis=1).astype(np.float32)

    def candidates(self, table: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Which rows are worth scoring, shape (words,): an unknown word, or one that the model or a rule points at."""
        own = table[:, : len(self._columns)]
        unknown = (own[:, self._columns["ordinary"]] == 0) & (own[:, self._columns["spanish"]] == 0)
        pointed_at = own[:, self._columns["rampart_name"]] >= _LEAST_CHANCE
        return np.asarray(unknown | pointed_at | own[:, self._rule_columns].any(axis=1))

    def kinds(self, table: NDArray[np.float32]) -> WordKinds:
        """What joining words to names asks of each row."""

        def any_of(*names: str) -> NDArray[np.bool_]:
            return np.asarray(table[:, [self._places[name] for name in names]].any(axis=1))

        return WordKinds(
            any_of("listed_given", "given_of_the_world"),
            any_of("listed_given"),
            ~any_of("ordinary", "spanish"),
            any_of("capital"),
            any_of("place_name") & any_of("cue_place-1") & ~any_of("listed_given"),
        )

    def _word_signals(self, words: Sequence[NameWord]) -> NDArray[np.float32]:
        rows = [self._of_word(word.folded) for word in words]
        return np.array(rows, dtype=np.float32).reshape(len(words), len(_LIST_SIGNALS) + len(CUE_KINDS))

    def _of_word(self, folded: str) -> tuple[float, ...]:
        known = self._known.get(folded)
        if known is None:
            known = self._look_up(folded)
            if self._is_public(folded):  # other words are not remembered: they may be somebody's name
                self._known[folded] = known
        return known

    def _look_up(self, folded: str) -> tuple[float, ...]:
        lexicon, lists = self._lexicon, self._gazetteer
        parts = [part for part in re.split(r"['-]", folded) if len(part) > 1] or [folded]
        stem = folded.partition("'")[0]
        ordinary = lexicon.is_ordinary(folded) or (len(stem) > 1 and lexicon.is_ordinary(stem))
        return (
            *map(
                float,
                (
                    any(part in lexicon.given for part in parts),
                    any(part in lexicon.surnames for part in parts),
                    any(part in lists.given for part in parts),
                    folded in lists.surnames,
                    folded in lists.places,
                    folded in lists.peoples,
                    ordinary,
                    folded in lexicon.dictionary,
                    folded in self._spanish,
                    folded in SPANISH_ORDINARY,
                    stem in NO_PERSONS,
                    stem in self._no_names,
                    folded in PARTICLES,
                    lexicon.is_compound(folded),
                ),
            ),
            *_KINDS_OF_CUE.get(folded, _NO_CUE),
        )

    def _is_public(self, folded: str) -> bool:
        """Whether the word stands in a list, as it is or without an ending."""
        lexicon, lists = self._lexicon, self._gazetteer
        stands_in = (lexicon.ordinary, self._spanish, lexicon.dictionary, lexicon.given, lexicon.surnames)
        if any(folded in words for words in (*stands_in, lists.given, lists.surnames, lists.places, lists.peoples)):
            return True
        return len(folded) >= _SHORTEST_INFLECTED and lexicon.is_ordinary(folded)

    def _rule_signals(
        self, rules: Iterable[tuple[str, int, int]], starts: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        signals = np.zeros((len(starts), len(self._rules)), dtype=np.float32)
        for name, start, end in rules:
            first, last = np.searchsorted(ends, start, side="right"), np.searchsorted(starts, end, side="left")
            signals[first:last, self._rules[name]] = 1
        return signals

    def _text_signals(self, words: Sequence[NameWord], own: NDArray[np.float32]) -> NDArray[np.float32]:
        """How capitals are used in the text, and what is said of the same word elsewhere in it."""
        capital = own[:, self._columns["capital"]]
        shouted = own[:, self._columns["all_capitals"]]
        inner = 1 - own[:, self._columns["first_of_sentence"]]
        name = own[:, self._columns["rampart_name"]]
        best: dict[str, tuple[float, int, int]] = {}
        for index, word in enumerate(words):
            chance, capitals, lower = best.get(word.folded, (0.0, 0, 0))
            best[word.folded] = (
                max(chance, float(name[index])),
                capitals + int(capital[index] and inner[index]),
                lower + int(not capital[index] and not shouted[index]),
            )
        count = max(len(words), 1)
        english, spanish = own[:, self._columns["ordinary"]], own[:, self._columns["spanish"]]
        languages = (float((spanish > english).sum()) / count, float((english > spanish).sum()) / count)
        shares = (capital.sum() / count, shouted.sum() / count, float(count < _SHORT), *languages)
        rows = [(*shares, *best[word.folded]) for word in words]
        return np.array(rows, dtype=np.float32).reshape(len(words), len(_TEXT_SIGNALS))


_TEXT_SIGNALS = (
    "capitals_share", "shouted_share", "short_text", "spanish_share", "english_share", "best_chance_of_word",
    "word_with_capital", "word_in_lower_case",
)  # fmt: skip
_SHORT = 8
_SHORTEST_INFLECTED = 3  # two letters are ordinary by their length alone, in a list or not
_NO_CUE = (0.0,) * len(CUE_KINDS)
_KINDS_OF_CUE = {
    word: tuple(float(word in CUES[kind]) for kind in CUE_KINDS) for words in CUES.values() for word in words
}


def _rampart_signals(opinion: Opinion, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float32]:
    """The highest chance of any token within the word, by kind."""
    if not len(starts) or not len(opinion.starts):
        return np.zeros((len(starts), len(_RAMPART_SIGNALS)), dtype=np.float32)
    given, surname = opinion.chances[:, _GIVEN], opinion.chances[:, _SURNAME]
    street, town = opinion.chances[:, _STREET].sum(axis=1), opinion.chances[:, _TOWN].sum(axis=1)
    contact = 1 - opinion.chances[:, 0] - given - surname - street - town
    chances = np.stack([given, surname, given + surname, street, town, contact])
    word = np.searchsorted(starts, opinion.starts, side="right") - 1
    inside = (word >= 0) & (opinion.starts < ends[np.maximum(word, 0)])
    signals = np.zeros((len(starts), len(_RAMPART_SIGNALS)), dtype=np.float32)
    np.maximum.at(signals, word[inside], chances.T[inside])
    return signals


def _shape_signals(text: str, words: Sequence[NameWord]) -> NDArray[np.float32]:
    rows = [_shape(text, word) for word in words]
    return np.array(rows, dtype=np.float32).reshape(len(words), len(_SHAPE_SIGNALS))


def _shape(text: str, word: NameWord) -> tuple[float, ...]:
    written = word.text
    if _is_plain(text, word):
        return _PLAIN[min(len(written), _MOST_LETTERS)]
    before, after = text[word.start - 1 : word.start] if word.start else "", text[word.end : word.end + 2]
    return (
        float(written[:1].isupper() and (len(written) == 1 or not written.isupper())),
        float(written.isupper() and len(written) > 1),
        float(not written[1:].islower() and not written.isupper() and len(written) > 1),
        float(min(len(written), _MOST_LETTERS)),
        float("-" in written or "'" in written),
        float(after.lower() == "'s"),
        float(len(written) == 1),
        float(starts_a_sentence(text, word.start)),
        float(before.isdigit() or after[:1].isdigit() or after[1:].isdigit()),
        float(after[:1] == ","),
        float(after[:1] == "."),
        float(before in {'"', "'"} and before != ""),
        float(before in {"@", "#", "/", "_", ".", "-"} and before != ""),
    )


def _is_plain(text: str, word: NameWord) -> bool:
    """Whether the word is a lower-case one between two others, as most are."""
    start, end = word.start, word.end
    return (
        start > 1
        and end + 1 < len(text)
        and text[start - 1] == text[end] == " "
        and word.text.isascii()
        and word.text.isalpha()
        and word.text.islower()
        and text[start - 2].isalpha()
        and text[end + 1].isalpha()
    )


_MOST_LETTERS = 15
_LETTERS, _INITIAL = _SHAPE_SIGNALS.index("letters"), _SHAPE_SIGNALS.index("initial")
_PLAIN = [
    tuple(
        float(letters if place == _LETTERS else place == _INITIAL and letters == 1)
        for place in range(len(_SHAPE_SIGNALS))
    )
    for letters in range(_MOST_LETTERS + 1)
]
