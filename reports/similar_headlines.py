"""Puts headlines that are alike next to each other, as help for people who group them. It names no theme.

Likeness is the cosine of TF-IDF weights over the words of a headline and over the pieces of its words, so that
"missed", "missing" and "misssed" have something in common. Small words and placeholders such as [PERSON_1] do not
count. Headlines are put into a chain: the next one is the one that is most like the last and the
group, as long as there is one that is like both at all; then another group begins.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

import numpy as np
import numpy.typing as npt

from reports.question_keys import SMALL_WORDS

ALIKE, SOMEWHAT = 0.45, 0.25  # cosines
_TO_THE_GROUP = 0.12  # the least mean cosine to all of it: else a chain would lead from anything to everything
_PIECE = 4  # characters of a piece of a word, with marks for its beginning and end
_COMMON = 200  # what more headlines have in common, and more than a fifth of them, brings no two together
_ADDED = 0.6  # to the length of a headline, in words that stand in no other one
_WEIGHT_OF_PIECES = 0.35  # beside the words themselves
_PLACEHOLDER = re.compile(r"\[[A-Z][A-Z_]*\d*\]")
_WORD = re.compile(r"[^\W_]+")
_TELLING = (
    "feel feels felt say said says tell told tells think thinks thought really just also get gets got getting go goes"
    " went want wants wanted make makes made much many even still always something somebody someone thing things if not"
    " no never don doesn didn isn wasn won dont doesnt didnt should must ought may might maybe probably because or so"
    " but than then people need needs needed siente sienten sintio dijo dice dicen conto cuenta piensa hace hizo hacen"
    " muy mucho mucha tambien solo siempre nunca algo alguien cosa cosas gente quiere queria no ni si pero porque hay"
    " hubo tiene tenia debe deberian"
)  # with the small words, what stands in headlines of any kind
_LITTLE = SMALL_WORDS | set(_TELLING.split())

_Row = npt.NDArray[np.float64]


class Likeness(StrEnum):
    """How much a headline is like the one above it, in words."""

    ALIKE = "alike"
    SOMEWHAT = "somewhat alike"
    NOT = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """A headline in its place: ``index`` among those given, and whether it ``begins`` a group."""

    index: int
    likeness: Likeness
    begins: bool


def side_by_side(texts: Sequence[str]) -> tuple[Beside, ...]:
    """All headlines, each once, group by group; those that are like no other one come last, nearest to nearest."""
    same: dict[str, list[int]] = {}  # the indexes of headlines that read the same
    for index, text in enumerate(texts):
        same.setdefault(" ".join(_bare(text).split()) or str(index), []).append(index)
    copies = list(same.values())
    headlines = _Headlines([texts[of_one[0]] for of_one in copies])
    groups: list[list[Beside]] = []
    for place in _chain(headlines):
        if place.begins:
            groups.append([])
        first, *others = copies[place.index]
        groups[-1].append(Beside(first, place.likeness, place.begins))
        groups[-1] += [Beside(index, Likeness.ALIKE, begins=False) for index in others]
    number_of = {of_one[0]: number for number, of_one in enumerate(copies)}
    alone = _nearest_first(headlines, [number_of[group[0].index] for group in groups if len(group) == 1])
    return (
        *(place for group in groups if len(group) > 1 for place in group),
        *(Beside(copies[number][0], Likeness.NOT, begins=not nth) for nth, number in enumerate(alone)),
    )


def _nearest_first(headlines: _Headlines, indexes: Sequence[int]) -> Iterator[int]:
    """One after the other, each the one that is least unlike the last."""
    waiting = np.zeros(headlines.number, dtype=bool)
    waiting[list(indexes)] = True
    for start in indexes:
        at = start
        while waiting[at]:
            yield at
            waiting[at] = False
            at = int(np.where(waiting, headlines.likeness_to(at), 0.0).argmax())


def _chain(headlines: _Headlines) -> Iterator[Beside]:
    waiting = np.ones(headlines.number, dtype=bool)
    for start in range(headlines.number):
        if not waiting[start]:
            continue
        at, likeness, begins = start, Likeness.NOT, True
        nearest, total = np.zeros(headlines.number), np.zeros(headlines.number)  # to the headlines of this group
        for size in count(1):
            yield Beside(at, likeness, begins)
            waiting[at] = False
            to_last = headlines.likeness_to(at)
            np.maximum(nearest, to_last, out=nearest)
            total += to_last
            fits = waiting & (nearest >= SOMEWHAT) & (total >= _TO_THE_GROUP * size)
            following = int(np.where(fits, to_last + total / size, -1.0).argmax())
            if not fits[following]:
                break
            at, likeness, begins = following, _in_words(float(to_last[following])), False


def _in_words(cosine: float) -> Likeness:
    if cosine >= ALIKE:
        return Likeness.ALIKE
    return Likeness.SOMEWHAT if cosine >= SOMEWHAT else Likeness.NOT


class _Headlines:
    """Weighted features of headlines, and for each feature the headlines that have it."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.number = len(texts)
        counts = [_features(text) for text in texts]
        spread = Counter(feature for of_one in counts for feature in of_one)
        rarity = {feature: math.log((1 + self.number) / (1 + n)) + 1 for feature, n in spread.items()}
        # What only one headline has counts for its length: two that share little are not alike.
        most = max(_COMMON, self.number // 5)
        # A little is added to each, so that a single word in common makes no two short ones alike.
        little = _ADDED * (math.log((1 + self.number) / 2) + 1)
        lengths = [math.hypot(little, *(n * rarity[feature] for feature, n in of_one.items())) for of_one in counts]
        self._weights = [
            {feature: n * rarity[feature] / length for feature, n in of_one.items() if 1 < spread[feature] <= most}
            for of_one, length in zip(counts, lengths, strict=True)
        ]
        self._postings = _postings(self._weights)

    def likeness_to(self, index: int) -> _Row:
        """The cosine of every headline to the one at ``index``."""
        found = np.zeros(self.number)
        for feature, weight in self._weights[index].items():
            rows, weights = self._postings[feature]
            found[rows] += weight * weights  # no row stands in a posting twice
        return found


def _postings(weights: Sequence[dict[str, float]]) -> dict[str, tuple[npt.NDArray[np.intp], _Row]]:
    rows: dict[str, list[int]] = {}
    for index, of_one in enumerate(weights):
        for feature in of_one:
            rows.setdefault(feature, []).append(index)
    return {
        feature: (np.array(found), np.array([weights[index][feature] for index in found]))
        for feature, found in rows.items()
    }


def _features(text: str) -> dict[str, float]:
    """The words of a headline, and the pieces of its words, with their weights before rarity."""
    features: dict[str, float] = {}
    for word in set(_WORD.findall(_bare(text))) - _LITTLE:
        features[word] = 1.0
        marked = f"<{word}>"
        for start in range(len(marked) - _PIECE + 1):
            features[f"{marked[start : start + _PIECE]}*"] = _WEIGHT_OF_PIECES
    return features


def _bare(text: str) -> str:
    """Small letters without accents, and nothing where a placeholder stood."""
    taken_apart = unicodedata.normalize("NFKD", _PLACEHOLDER.sub(" ", text).casefold())
    return "".join(letter for letter in taken_apart if not unicodedata.combining(letter))
