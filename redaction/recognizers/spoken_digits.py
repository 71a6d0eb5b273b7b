"""Numbers said word by word, in English and Spanish: *five five five oh one four two*, *cuarenta y dos once*."""

from __future__ import annotations

import re
from itertools import pairwise

from redaction.lexicon import fold

_UNITS = {
    "zero": 0, "oh": 0, "o": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "cero": 0, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9,
}  # fmt: skip
_TENS = (
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "treinta", "cuarenta", "cincuenta",
    "sesenta", "setenta", "ochenta", "noventa",
)  # fmt: skip
_TWO_DIGITS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "diez", "once", "doce", "trece", "catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve",
    "veinte", "veintiuno", "veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete",
    "veintiocho", "veintinueve",
)  # fmt: skip
_HUNDREDS = (
    "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos",
    "novecientos", "ciento",
)  # fmt: skip
_HUNDRED = "hundred"
_TIMES = {"double": 2, "doble": 2, "triple": 3}
_ACCENTED = ("dieciséis", "veintidós", "veintitrés", "veintiséis")

DIGIT_WORD = rf"(?: {' | '.join([*_UNITS, *_TENS, *_TWO_DIGITS, *_HUNDREDS, _HUNDRED, *_TIMES, *_ACCENTED])} )"
_BETWEEN = r"""
        (?: [\s,()/-]{1,3} (?: (?: y | and | then | luego | dash | hyphen | dot | point | gui[oó]n |
        punto ) \s{1,2} )? )"""
# A verbose pattern: words and groups of digits in a row; ``digits_said`` tells whether words are among them.
SPOKEN_NUMBER = rf"""
        (?<![\w.,:$]) \(? (?: {DIGIT_WORD} | \d{{1,4}} ) (?: {_BETWEEN} (?: {DIGIT_WORD} | \d{{1,4}} ) ){{2,15}}
        (?! \w | [:%] | [.,]\d )"""
_WORD = re.compile(r"[^\W_]+")


def digits_said(said: str) -> tuple[int, int]:
    """How many digits ``said`` stands for, and by how many words for single digits.

    ``said`` is what SPOKEN_NUMBER matched; other words in it count nothing.
    """
    words = [fold(word) for word in _WORD.findall(said)]
    pairs = list(pairwise(["", *words]))
    digits = sum(_digits_of(word, before) for before, word in pairs)
    return digits, sum(word in _UNITS and before not in _TENS for before, word in pairs)


def counts(values: list[int]) -> bool:
    """Whether the numbers go up, or down, one by one; they may start again once: *five six seven eight, five six*."""
    steps = [after - before for before, after in pairwise(values)]
    return max(steps.count(1), steps.count(-1)) >= max(1, len(steps) - 1)


def is_counting(said: str) -> bool:
    """Whether each number is one more, or one less, than the one before: *one two three four five six seven*."""
    values = [_UNITS[word] for word in map(fold, _WORD.findall(said)) if word in _UNITS]
    return counts(values)


def has_tens(said: str) -> bool:
    """Whether words such as *forty* or *once* are among them, as times of day have them: *seven forty five*."""
    return any(fold(word) in _TENS or fold(word) in _TWO_DIGITS for word in _WORD.findall(said))


def _digits_of(word: str, before: str) -> int:
    if word.isdigit():
        return len(word)
    if word in _UNITS:
        follows_tens = before in _TENS and _UNITS[word] > 0
        return 0 if follows_tens else _TIMES.get(before, 1)
    if word in _HUNDREDS:
        return 1
    return 2 if word in _TENS or word in _TWO_DIGITS or word == _HUNDRED else 0
