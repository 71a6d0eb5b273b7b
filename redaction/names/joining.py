"""From scored words to whole names: *Ana de la Cruz*, *Brown, Deshawn*, *M.J.*, each in one piece.

A word that hardly scores by itself belongs to a name when it stands right beside a word that does; particles
between two words of a name belong to it; so does the comma of *Last, First* and the period of an initial.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from redaction.name_shapes import PARTICLES
from redaction.names.signals import NameWord, WordKinds

_BESIDE = 0.25  # of the threshold: what a neighbour needs; chosen as the threshold was
_FOR_A_PLACE = 0.6  # what *Yakima* in *at the dentist's in Yakima* needs; no name of the notes had less there
_CLOSE = re.compile(r"[ \t]{1,2}| ?- ?")
_AFTER_AN_INITIAL = re.compile(r"\. ?|\.-")
_BEFORE_AN_INITIAL = re.compile(r" |, |\. ?")
_LONGEST_INITIAL = 2  # *J. R.*, *Ma. Elena*
_COMMA = re.compile(r" ?, ?")
_MOST_PARTICLES = 3
_FAR = 20
_ENTRY_STARTS = frozenset(("", "\n", ":", ";", "|", ".", "\u2014"))

Name = tuple[int, int, float]


def names_of(
    text: str, words: Sequence[NameWord], scores: NDArray[np.float32], kinds: WordKinds, threshold: float
) -> list[Name]:
    """Start and end in characters and the score of each name, by place."""
    chosen = _with_neighbours(text, words, scores, kinds, threshold)
    runs = _runs(text, words, chosen)
    runs = _last_first(text, words, runs, kinds.common)
    return [_name(text, words, scores, first, last) for first, last in runs]


def _with_neighbours(
    text: str, words: Sequence[NameWord], scores: NDArray[np.float32], kinds: WordKinds, threshold: float
) -> NDArray[np.bool_]:
    sure = scores >= np.where(kinds.place, max(threshold, _FOR_A_PLACE), threshold)
    maybe = (scores >= threshold * _BESIDE) & (kinds.given | kinds.unknown | kinds.capital) & ~kinds.place
    chosen = sure.copy()
    for index in np.flatnonzero(maybe & ~sure).tolist():
        before = index > 0 and bool(sure[index - 1]) and _are_close(text, words[index - 1], words[index])
        after = index + 1 < len(words) and bool(sure[index + 1]) and _are_close(text, words[index], words[index + 1])
        chosen[index] = before or after
    return _with_initials(text, words, chosen)


def _with_initials(text: str, words: Sequence[NameWord], chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """*R. Blackwood*, *Oyama, F.*, *T.J.*: a capital with a period beside a name or another such capital."""
    for index in [n for n, word in enumerate(words) if not chosen[n] and _is_initial(text, word)]:
        before = text[words[index - 1].end : words[index].start] if index > 0 and chosen[index - 1] else ""
        beside_next = index + 1 < len(words) and bool(chosen[index + 1])
        after = text[words[index].end : words[index + 1].start] if beside_next else ""
        chosen[index] = bool(_AFTER_AN_INITIAL.fullmatch(after) or _BEFORE_AN_INITIAL.fullmatch(before))
    return chosen


def _is_initial(text: str, word: NameWord) -> bool:
    return len(word.text) == 1 and word.text.isupper() and text[word.end : word.end + 1] == "."


def _runs(text: str, words: Sequence[NameWord], chosen: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """First and last word of each name."""
    runs: list[tuple[int, int]] = []
    for index in np.flatnonzero(chosen).tolist():
        if runs and _go_on(text, words[runs[-1][1] : index + 1]):
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _go_on(text: str, words: Sequence[NameWord]) -> bool:
    if len(words) > _MOST_PARTICLES + 2 or any(word.folded not in PARTICLES for word in words[1:-1]):
        return False
    return all(_are_close(text, one, other) for one, other in pairwise(words))


def _last_first(
    text: str, words: Sequence[NameWord], runs: Sequence[tuple[int, int]], common: NDArray[np.bool_]
) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for nth, (first, last) in enumerate(runs):
        following = runs[nth + 1][0] if nth + 1 < len(runs) else None
        if joined and _is_last_first(text, words, joined[-1], (first, last), common, following):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _is_last_first(
    text: str,
    words: Sequence[NameWord],
    one: tuple[int, int],
    other: tuple[int, int],
    common: NDArray[np.bool_],
    following: int | None,
) -> bool:
    """*Brown, Deshawn*, but not the list *Ana, Luis and Kai*: the given name after the comma, and no more.

    A last name that is a common given name as well (*Jordan, Ana*) counts as one where a line or an entry begins.
    """
    if not _COMMA.fullmatch(text[words[one[1]].end : words[other[0]].start]):
        return False
    before = text[max(0, words[one[0]].start - _FAR) : words[one[0]].start].rstrip(" -*•(\t")
    if before.endswith(",") or (common[one[0] : one[1] + 1].any() and before[-1:] not in _ENTRY_STARTS):
        return False
    return following is None or not _is_listed(text[words[other[1]].end : words[following].start])


def _is_listed(between: str) -> bool:
    return re.fullmatch(r" ?(?:,|&| and | y |, and |, y ) ?", between) is not None


def _name(text: str, words: Sequence[NameWord], scores: NDArray[np.float32], first: int, last: int) -> Name:
    end = words[last].end
    if len(words[last].text) == 1 and text[end : end + 1] == ".":
        end += 1
    return words[first].start, end, float(scores[first : last + 1].max())


def _are_close(text: str, one: NameWord, other: NameWord) -> bool:
    gap = text[one.end : other.start]
    if len(one.text) <= _LONGEST_INITIAL and _AFTER_AN_INITIAL.fullmatch(gap):
        return True
    return _CLOSE.fullmatch(gap) is not None
