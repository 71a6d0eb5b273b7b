"""What a title speaks of, in ideas that English and Spanish share: evidence that two titles ask the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from reports.answer_shapes import plain
from reports.question_keys import SMALL_WORDS
from reports.word_ideas import IDEAS, TELLING

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("best", "worst"), ("good", "bad"), ("hard", "easy"), ("first", "last"), ("before", "after"), ("arrive", "leave"),
    ("home", "school"), ("glad", "sad"), ("success", "mistake"), ("morning", "afternoon"), ("proud", "worry"),
)  # fmt: skip
VAGUE = frozenset({"arrive", "know", "feel", "happen", "else", "talk", "day", "people", "good", "seen", "ask"})
NEGATIONS = frozenset({"not", "never", "without"})
_TELLING = frozenset(TELLING.split())
_ASKING = {
    "who": "who whom whose quien quienes", "what": "what which que cual cuales", "where": "where donde",
    "when": "when cuando", "how": "how como", "why": "why", "how many": "cuanto cuanta cuantos cuantas",
}  # fmt: skip
_ASKING_WORD = {word: kind for kind, words in _ASKING.items() for word in words.split()}
_ONLY_SUPPOSED = re.compile(
    r"\b(?:would|could|might|wish|if)\b(?! (?:you )?(?:please )?(?:be willing to )?(?:tell|share|describe|talk|like))"
    r"|\b(?:ayudaria|haria|cambiaria|gustaria|querria|podria|deberia|tendria|mejoraria|seria)(?:n|s|mos)?\b|\bojala\b"
)
_WHAT_LIKE = re.compile(r"^what(?:'s| is| was| are| were)\b.*\blike\b")  # cómo es
_BEGINNING = re.compile(
    r"\W*(?:(?:with|to|at|in|from|for|of|a|con|de|en|para) )?(?P<word>[a-z]+)(?: (?P<next>[a-z]+))?"
)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a title speaks of: the ``ideas`` that this module knows, and its other content words as stems.

    ``asking`` is the question word that it begins with, in English: "who", "how many"; None where it has none.
    ``supposed``: it asks what would be, not what was.
    """

    ideas: frozenset[str]
    others: frozenset[str]
    asking: str | None = None
    supposed: bool = False

    @property
    def size(self) -> int:
        return len(self.ideas) + len(self.others)


@lru_cache(maxsize=4096)  # titles of forms, never answers
def sense_of(title: str, language: str) -> Sense:
    """The content of ``title``; ``language`` is "en" or "es"."""
    words = re.findall(r"[^\W_]+", plain(title))
    ideas, others = set(), set()
    for word in words:
        idea = _idea(word, language)
        if idea and word not in _TELLING:
            ideas.add(idea)
        elif word not in SMALL_WORDS and word not in _TELLING:
            others.add(_stem(word))
    return Sense(frozenset(ideas), frozenset(others), _asking(title), _ONLY_SUPPOSED.search(plain(title)) is not None)


def _asking(title: str) -> str | None:
    found = _BEGINNING.match(plain(title))
    if not found:
        return None
    if found["word"] == "what" and _WHAT_LIKE.search(plain(title)):
        return "how"
    if (found["word"], found["next"]) in (("how", "many"), ("how", "much")):
        return "how many"
    if found["word"] == "por" and found["next"] == "que":
        return "why"
    return _ASKING_WORD.get(found["word"])


def is_opposed(left: Sense, right: Sense) -> bool:
    """Whether one title says *not* or the opposite of the other, or asks *who* where the other asks *how*."""
    if left.asking and right.asking and left.asking != right.asking:
        return True
    if left.supposed != right.supposed:
        return True
    if bool(left.ideas & NEGATIONS) != bool(right.ideas & NEGATIONS):
        return True
    mine, theirs = left.ideas - right.ideas, right.ideas - left.ideas
    return any((a in mine and b in theirs) or (b in mine and a in theirs) for a, b in OPPOSITES)


def speak_of_others(left: Sense, right: Sense) -> bool:
    """Whether each title has an idea that the other lacks: a supervisor here, a teacher there."""
    return bool(left.ideas - right.ideas - VAGUE) and bool(right.ideas - left.ideas - VAGUE)


def cognates(left: frozenset[str], right: frozenset[str]) -> int:
    """How many words of ``left`` look like a word of ``right``: *computer* and *computadora*."""
    remaining, found = set(right - left), len(left & right)
    for word in sorted(left - right):
        twin = next((other for other in sorted(remaining) if _alike(word, other)), None)
        if twin is not None:
            remaining.discard(twin)
            found += 1
    return found


def _alike(left: str, right: str) -> bool:
    a, b = _single(left), _single(right)
    common = next((n for n, pair in enumerate(zip(a, b, strict=False)) if pair[0] != pair[1]), min(len(a), len(b)))
    return common >= 5 and common >= 0.6 * min(len(a), len(b))


def _single(word: str) -> str:
    """Without doubled letters: *communicate* and *comunicar*."""
    return re.sub(r"(.)\1+", r"\1", word)


def _stem(word: str) -> str:
    """``word`` without the endings that do not change what is asked."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def _idea(word: str, language: str) -> str | None:
    whole, beginnings = _WORDS["es" if language == "es" else "en"]
    if word in whole:
        return whole[word]
    return next((idea for beginning, idea in beginnings if word.startswith(beginning)), None)


def _read(column: int) -> tuple[Mapping[str, str], tuple[tuple[str, str], ...]]:
    whole, beginnings = dict[str, str](), dict[str, str]()
    for line in IDEAS.splitlines():
        idea, _, words = line.partition(":")
        for word in words.split("|")[column].split():
            (beginnings if word.endswith("*") else whole)[word.rstrip("*")] = idea
    longest_first = sorted(beginnings.items(), key=lambda pair: -len(pair[0]))
    return whole, tuple(longest_first)


_WORDS = {"en": _read(0), "es": _read(1)}
