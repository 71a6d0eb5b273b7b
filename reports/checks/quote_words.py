"""A text as the words that a quote is compared by.

Left out of the comparison: quotation marks, spacing, line breaks, dashes, an ellipsis, and characters that nobody
sees. Each word keeps the other punctuation that follows it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ′´`"), "'")
_UNSEEN = dict.fromkeys(
    [0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)]
)
_TIDY = _APOSTROPHES | _UNSEEN

_ENTITIES = "PERSON|PHONE|EMAIL|ADDRESS|HANDLE|ID|URL|BIRTHDATE|SCHOOL|PLACE"
PLACEHOLDER = rf"\[[A-Z][A-Z_]*_\d+\]|(?i:\[?\b(?:{_ENTITIES})_\d+\b\]?)"  # people retype them without brackets
_MARKS = "\u0300-\u036f\u0591-\u05bd\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"  # signs that belong to a letter
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTER = rf"(?:(?![{_UNSPACED}])[\w{_MARKS}])"
_WORD = re.compile(
    rf"({PLACEHOLDER}"
    rf"|\d+(?:[.,:/]\d+)+"  # 7:30, 1,000
    rf"|{_LETTER}+(?:'{_LETTER}+)*"
    rf"|[{_UNSPACED}])"  # scripts without spaces between words: by character
)
_ACCENTS = re.compile("[\u0300-\u036f]")
_BETWEEN_SIGNS = re.compile(rf"(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")
_NOT_COUNTED = re.compile(r"\.\s?\.\s?\.[\s.]*|[\s\"'“”„‟«»‹›″‐‑‒–—―−\-\[\]…]")
_PAUSE = re.compile(r"[–—…]|\.\s?\.|\s-\s")


class _Counted(dict[str, str]):
    """What counts of that which stands between two words; worked out once for each."""

    def __missing__(self, between: str) -> str:
        self[between] = counted = _NOT_COUNTED.sub("", between)
        return counted


_COUNTED = _Counted()
_MOST_KEPT = 200_000  # entries, then they are worked out anew


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, as they stand there, and the punctuation ``after`` each that counts.

    ``pauses`` are the words, by number, that a dash or an ellipsis follows.
    """

    words: tuple[str, ...]
    after: tuple[str, ...]
    pauses: frozenset[int] = frozenset()

    def text(self, start: int, end: int) -> str:
        """The words from ``start`` to before ``end``, with the punctuation between them."""
        marks = (*self.after[start : end - 1], "") if end > start else ()
        spaced = " ".join(word + after for word, after in zip(self.words[start:end], marks, strict=True))
        return _BETWEEN_SIGNS.sub("", spaced)


def words_of(text: str) -> Words:
    """The words of ``text``."""
    if len(_COUNTED) > _MOST_KEPT:
        _COUNTED.clear()
    parts = _WORD.split(tidy(text))
    words = parts[1::2]
    if "_" in text:
        words = [_as_placeholder(word) if "_" in word else word for word in words]
    marks = parts[2::2]
    pauses = [nth for nth, between in enumerate(marks) if _PAUSE.search(between)] if _PAUSE.search(text) else ()
    return Words(tuple(words), tuple([_COUNTED[between] for between in marks]), frozenset(pauses))


def tidy(text: str) -> str:
    """``text`` composed (NFC), with one kind of apostrophe, without characters that nobody sees."""
    return unicodedata.normalize("NFC", text if text.isascii() else text.translate(_TIDY)).replace("`", "'")


def without_accents(word: str) -> str:
    """``word`` without the accents of Latin letters, ñ as n; signs of other scripts stay, as they are letters."""
    if word.isascii():
        return word
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", word)))


def is_placeholder(word: str) -> bool:
    """Whether a word of ``Words`` is a placeholder, such as [PERSON_1]."""
    return word.startswith("[")


def _as_placeholder(word: str) -> str:
    return f"[{word.strip('[]').upper()}]" if re.fullmatch(PLACEHOLDER, word) else word
