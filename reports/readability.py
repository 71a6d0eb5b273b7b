"""How many years of school a text asks of its reader, so that authors of letters see it. It warns, and stops nothing.

English: the mean of the Automated Readability Index and the Coleman-Liau index, both US grades made from letters, words
and sentences. textstat's other English measures count syllables with a dictionary that it downloads; none is called.
Spanish: the reading ease of Fernández Huerta (1959), turned into a grade by its own table
(https://legible.es/blog/lecturabilidad-fernandez-huerta/). Crawford's grade is valid up to grade 6 only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

MOST_GRADE = 8
HARDEST_GRADE = 16  # the end of college; formulas go on, but tell nothing more
FEWEST_WORDS = 8  # in less, one long word decides

_SPANISH = "es"
# Reading ease and grade, from hard to easy; between them a straight line.
_SPANISH_GRADES = ((0.0, 16.0), (30.0, 15.0), (50.0, 12.0), (60.0, 8.0), (70.0, 6.5), (80.0, 5.5), (90.0, 4.5))
_EASIEST = (100.0, 4.0)
_ADDRESS = re.compile(r"\S+@\S+|https?://\S+")
_DOTTED = re.compile(r"(?<=\w)\.(?=\w)")  # 6.5, a.m: no sentence ends here
_ENDED = re.compile(r"(?<=[.!?…])[\"'”’»)]*\s+(?=[^a-zà-ÿ])")
_LIST_ITEM = re.compile(r"(?m)^- ")


@dataclass(frozen=True, slots=True)
class Grade:
    """``grade`` in US school years; ``longest`` is the number of the longest sentence (from 1), and its ``words``."""

    grade: float
    longest: int
    words: int
    sentences: int

    @property
    def is_hard(self) -> bool:
        """Whether it is over MOST_GRADE, as it is shown with one decimal."""
        return round(self.grade, 1) > MOST_GRADE


def grade_of(text: str, language: str = "en") -> Grade | None:
    """The grade of ``text`` in ``language`` ("es"; any other is read as English); None with under FEWEST_WORDS words.

    Blocks apart by a blank line, and lines that begin with "- ", are sentences of their own, full stop or not.
    """
    sentences = sentences_of(text)
    graded = [sentence for sentence in sentences if len(sentence.split()) > 2]  # shorter ones textstat does not count
    if sum(len(sentence.split()) for sentence in graded) < FEWEST_WORDS:
        return None
    lengths = [len(sentence.split()) for sentence in sentences]
    joined = ". ".join(re.sub(r"[.!?]+", "", sentence) for sentence in graded) + "."
    grade = _spanish(joined) if language == _SPANISH else _english(joined)
    return Grade(min(max(grade, 1.0), HARDEST_GRADE), lengths.index(max(lengths)) + 1, max(lengths), len(sentences))


def sentences_of(text: str) -> list[str]:
    """The sentences of plain text, headings and list items included, addresses taken out."""
    plain = _DOTTED.sub("", _ADDRESS.sub("", text))
    blocks = re.split(r"\n\s*\n", _LIST_ITEM.sub("\n\n", plain))
    pieces = [" ".join(piece.split()) for block in blocks for piece in _ENDED.split(block.strip())]
    return [piece for piece in pieces if re.search(r"\w", piece)]


def _english(text: str) -> float:
    measure = _measure("en")
    return float(measure.automated_readability_index(text) + measure.coleman_liau_index(text)) / 2


def _spanish(text: str) -> float:
    return _grade_of_ease(float(_measure(_SPANISH).fernandez_huerta(text)))


@cache
def _measure(language: str) -> Any:
    from textstat.textstat import textstatistics  # type: ignore[import-untyped]  # takes a third of a second

    measure = textstatistics()
    measure.set_lang(language)
    return measure


def _grade_of_ease(ease: float) -> float:
    points = (*_SPANISH_GRADES, _EASIEST)
    ease = min(max(ease, points[0][0]), points[-1][0])
    at = max(1, bisect_left(points, (ease,)))
    (low, hard), (high, easy) = list(pairwise(points))[at - 1]
    return hard + (easy - hard) * (ease - low) / (high - low)
