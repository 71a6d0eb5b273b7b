"""Whether one form is a translation of another: the same questions, of the same kinds, in the same order.

A copied form keeps its shape when its questions are exchanged, so shape alone proves nothing: the words must agree
with it, as far as they are known in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.column_guess import ColumnGuess
from reports.column_rules import RESPONDENT_EMAIL
from reports.shared_words import cognates, is_opposed, sense_of, speak_of_others
from rounds.round import TEXT_ROLES, Role

FEWEST = 3  # questions to compare; a shorter form has no shape
ALIKE = 0.8  # share of the questions that keep kind and order
_SUPPORTED = 0.5  # share of the compared questions whose words agree
_NEAR = 0.25  # shared words of all words, for a pair whose place is not certain
_COMPARED = TEXT_ROLES | {Role.SEGMENT}

_Signature = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class PlacePair:
    """Two columns at the same place, by their indexes; ``score`` tells how much their words agree, 0 to 1."""

    first: int
    second: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class _Pair:
    first: int
    second: int
    shared: int
    score: float
    contradicts: bool


def parallel_pairs(
    first: Sequence[ColumnGuess], first_language: str, second: Sequence[ColumnGuess], second_language: str
) -> list[PlacePair]:
    """The columns of two forms in different languages that are each other's translation; none where in doubt."""
    mine = [index for index, guess in enumerate(first) if _has_a_place(guess)]
    theirs = [index for index, guess in enumerate(second) if _has_a_place(guess)]
    shapes = [_signature(first[index]) for index in mine], [_signature(second[index]) for index in theirs]
    matcher = SequenceMatcher(None, *shapes, autojunk=False)
    if min(len(mine), len(theirs)) < FEWEST or matcher.ratio() < ALIKE:
        return []
    places = [
        (mine[block.a + step], theirs[block.b + step])
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    ]
    pairs = [
        _compared(first[a], first_language, a, second[b], second_language, b)
        for a, b in places
        if first[a].role in _COMPARED
    ]
    if not _is_translation(pairs):
        return []
    return list(_accepted(pairs, certain=shapes[0] == shapes[1]))


def same_turns(first: Sequence[ColumnGuess], second: Sequence[ColumnGuess]) -> dict[int, int]:
    """For each story of ``second`` the one of ``first`` that is asked in the same turn, by their indexes.

    Of two forms with their keys. None where the forms have different numbers of stories, or where those that they
    share come in another order.
    """
    mine = [index for index, guess in enumerate(first) if guess.role is Role.NOTE]
    theirs = [index for index, guess in enumerate(second) if guess.role is Role.NOTE]
    shared = {first[index].key for index in mine} & {second[index].key for index in theirs}
    turns = list(zip(mine, theirs, strict=False))
    in_turn = sum(first[a].key == second[b].key for a, b in turns)
    if len(mine) != len(theirs) or 2 * in_turn <= len(shared):
        return {}
    return {b: a for a, b in turns}


def _has_a_place(guess: ColumnGuess) -> bool:
    """The time of submission and collected addresses stand in some sources only, and say nothing about the form."""
    return guess.role is not Role.TIMESTAMP and guess.question.id != RESPONDENT_EMAIL


def _signature(guess: ColumnGuess) -> _Signature:
    question = guess.question
    return (guess.role, question.kind, len(question.options), question.other, question.required, question.section)


def _compared(
    mine: ColumnGuess, my_language: str, first: int, other: ColumnGuess, other_language: str, second: int
) -> _Pair:
    left, right = sense_of(mine.question.title, my_language), sense_of(other.question.title, other_language)
    shared = len(left.ideas & right.ideas) + cognates(left.others, right.others)
    if mine.role is Role.SEGMENT and mine.question.options and mine.question.options == other.question.options:
        shared += 1  # the same choices, such as grades
    size = left.size + right.size - shared
    contradicts = is_opposed(left, right) or speak_of_others(left, right)
    return _Pair(first, second, shared, min(shared / size, 1.0) if size > 0 else 0.0, contradicts)


def _is_translation(pairs: Sequence[_Pair]) -> bool:
    """Most pairs agree in their words, and at most one in five speaks of other things."""
    if not pairs:
        return False
    agreeing = sum(pair.shared > 0 and not pair.contradicts for pair in pairs)
    contradicting = sum(pair.contradicts for pair in pairs)
    return agreeing >= max(2, _SUPPORTED * len(pairs)) and 5 * contradicting <= len(pairs)


def _accepted(pairs: Sequence[_Pair], *, certain: bool) -> Iterator[PlacePair]:
    """With every place ``certain``, pairs whose words are not known follow their neighbours; else words must agree."""
    for pair in pairs:
        if pair.contradicts or (
            pair.score < _NEAR and not (certain and pair.shared) and not (certain and _rest(pairs))
        ):
            continue
        words = "and words agree" if pair.shared else "its words are not known: look twice"
        why = f"the same place in a form of the same shape, {words}"
        yield PlacePair(pair.first, pair.second, pair.score, why)


def _rest(pairs: Sequence[_Pair]) -> bool:
    """Whether the words of nearly all pairs agree, so that the others may follow them."""
    return 3 * sum(pair.shared > 0 and not pair.contradicts for pair in pairs) >= 2 * len(pairs)
