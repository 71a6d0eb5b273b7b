"""Where a quote stands in a text, in characters of that text.

What may differ is what reports/checks/quote_words.py leaves out of the comparison; that works on words, this on places.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reports.checks.quote_parts import Quoted, quote_in
from reports.checks.quote_words import Words, is_placeholder, tidy

# An ellipsis, spacing, dashes, brackets, and quotation marks that are no apostrophe.
_NOT_COUNTED = re.compile(r"\.\s?\.\s?\.[\s.]*|[\s\"“”„‟«»‹›″‐‑‒–—―−\-\[\]…]|(?<!\w)'|'(?!\w)")


def find_quote(quote: str, text: str) -> tuple[tuple[int, int], ...]:
    """The stretches of ``text`` that ``quote`` is made of: (start, end) in characters, end excluded.

    One stretch, or several in their order where the quote has an ellipsis or a bracketed edit. Empty unless all of
    it stands there. Quotation marks and punctuation at the ends of a stretch are not part of it.
    """
    plain = _plain(text)
    # With the same placeholders, else with others: their numbers differ where an answer was redacted anew.
    said = quote_in(quote)
    return _places(said, plain, same_numbers=True) or _places(said, plain, same_numbers=False)


@dataclass(frozen=True, slots=True)
class _Plain:
    """A text with blanks for what does not count, and where each of its characters was in the ``original``."""

    text: str
    original: str
    starts: Sequence[int]
    ends: Sequence[int]


@lru_cache(maxsize=4096)
def _plain(text: str) -> _Plain:
    if text.isascii() and "`" not in text:
        return _Plain(_blanked(text), text, range(len(text)), range(1, len(text) + 1))
    written, starts, ends = [], array("I"), array("I")
    for start, end in _clusters(text):
        kept = tidy(text[start:end])
        written.append(kept)
        starts.extend([start] * len(kept))
        ends.extend([end] * len(kept))
    return _Plain(_blanked("".join(written)), text, starts, ends)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each letter with the accents that follow it: (start, end)."""
    start = 0
    for position in range(1, len(text) + 1):
        if position == len(text) or not unicodedata.combining(text[position]):
            yield start, position
            start = position


def _blanked(text: str) -> str:
    return _NOT_COUNTED.sub(lambda found: " " * len(found[0]), text)


def _places(quote: Quoted, plain: _Plain, *, same_numbers: bool) -> tuple[tuple[int, int], ...]:
    places: list[tuple[int, int]] = []
    position = 0
    for part in quote.parts:
        found = _as_written(part, plain.text, position) or _search(part, plain.text, position, same_numbers)
        if found is None:
            return ()
        first, position = found
        start, end = plain.starts[first], plain.ends[position - 1]
        opens = is_placeholder(part.words[0]) and plain.original[:start].endswith("[")
        closes = is_placeholder(part.words[-1]) and plain.original.startswith("]", end)
        places.append((start - opens, end + closes))
    return tuple(places)


def _as_written(part: Words, text: str, position: int) -> tuple[int, int] | None:
    """As ``_search`` for most quotes, which stand there letter for letter; some ten times as fast."""
    written = part.text(0, len(part.words))
    start = text.find(written, position)
    end = start + len(written)
    is_whole = start >= 0 and not (text[max(0, start - 1) : start].isalnum() or text[end : end + 1].isalnum())
    return (start, end) if is_whole and "_" not in text[max(0, start - 1) : end + 1] else None


def _search(part: Words, text: str, position: int, same_numbers: bool) -> tuple[int, int] | None:
    found = _pattern(part, same_numbers).search(text, position)
    return found.span() if found else None


@lru_cache(maxsize=256)
def _pattern(part: Words, same_numbers: bool) -> re.Pattern[str]:
    """The part as whole words, with either case of its first letter, in a text with blanks."""
    first, *others = part.words
    pattern = _word(first, same_numbers)
    if not is_placeholder(first) and first[0].lower() != first[0].upper():
        pattern = f"(?:{re.escape(first[0].lower())}|{re.escape(first[0].upper())}){re.escape(first[1:])}"
    for before, after, word in zip(part.words, part.after, others, strict=False):
        pattern += _between(before, after, word) + _word(word, same_numbers)
    starts = "" if _is_unspaced(first[0]) else r"(?<!\w)"
    ends = "" if _is_unspaced(part.words[-1][-1]) else r"(?!\w)"
    return re.compile(f"{starts}{pattern}{ends}")


def _word(word: str, same_number: bool) -> str:
    if not is_placeholder(word):
        return re.escape(word)
    entity, _, number = word.strip("[]").rpartition("_")
    return f"(?i:{re.escape(entity)})_{number if same_number else '[0-9]+'}"


def _between(before: str, after: str, word: str) -> str:
    """What stands between two words: the punctuation that counts, and blanks."""
    if after:
        return " *".join(["", *map(re.escape, after), ""])
    return " *" if _is_unspaced(before[-1]) or _is_unspaced(word[0]) else " +"


def _is_unspaced(letter: str) -> bool:
    """Whether it is of a script that may have no space between words."""
    return unicodedata.category(letter) == "Lo"
