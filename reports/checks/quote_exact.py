"""Whether a note has a quote, word for word: its parts in order, and nothing changed but what a quote may change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.checks.quote_codes import Coded, CodedQuote
from reports.checks.quote_common import has_negation
from reports.checks.quote_parts import Gap
from reports.checks.quote_words import is_placeholder

Numbers = tuple[tuple[str, str], ...]  # placeholders of the quote and those of the note that they stand for
_HIDES = 2  # words: an ellipsis in place of "not" or "not really" turns a sentence into its opposite


def is_exact(quote: CodedQuote, note: Coded) -> bool:
    """Whether the parts of ``quote`` stand in ``note`` in order, with no more between them than a gap allows."""
    if not quote.parts or any(part.code not in note.code for part in quote.parts):
        return False
    return _Search(quote, note).from_part(0, 0, ())


def pairs_with(part: Coded, note: Coded, start: int, numbers: Numbers) -> Numbers | None:
    """The placeholders with those that ``part`` pairs if it stands in ``note`` at word ``start``; None if it differs.

    Words are the same but for the case of the first letter; so is the punctuation between them.
    """
    length = len(part.code)
    ours, theirs = part.words.words, note.words.words[start : start + length]
    if part.words.after[:-1] != note.words.after[start : start + length - 1]:
        return None
    for nth, (our, their) in enumerate(zip(ours, theirs, strict=True)):
        if is_placeholder(our):
            paired = pair(our, their, numbers)
            if paired is None:
                return None
            numbers = paired
        elif our != their and (nth or our[1:] != their[1:]):
            return None
    return numbers


def pair(our: str, their: str, numbers: Numbers) -> Numbers | None:
    """``numbers`` with a placeholder of the quote and one of the note; None if either stands for another already."""
    if (our, their) in numbers:
        return numbers
    if any(our == one or their == other for one, other in numbers):
        return None
    return (*numbers, (our, their))


def allows(gap: Gap | None, note: Coded, start: int, end: int) -> bool:
    """Whether a gap may stand for the words of ``note`` from ``start`` to before ``end``."""
    if gap is None:
        return start == end
    left_out = note.words.words[start:end]
    if gap.is_one_word:
        return len(left_out) == 1 and _is_edited(gap, left_out[0].casefold())
    if gap.most is None:
        return len(left_out) > _HIDES or not has_negation(left_out)
    return len(left_out) <= gap.most and (not has_negation(left_out) or has_negation(gap.written.strip("[]").split()))


def _is_edited(gap: Gap, word: str) -> bool:
    stem, ending = gap.stem, gap.ending
    if len(stem) > 3:  # stopp[ed] for stops
        stem = stem[:-1]
    return word.startswith(stem) and word.endswith(ending)


@dataclass(slots=True)
class _Search:
    """``failed``: where the search of a part came to nothing."""

    quote: CodedQuote
    note: Coded
    failed: set[tuple[int, int, Numbers]] = field(default_factory=set)

    def from_part(self, nth: int, position: int, numbers: Numbers) -> bool:
        if nth == len(self.quote.parts):
            return self._ends_well(position)
        if (nth, position, numbers) in self.failed:
            return False
        part = self.quote.parts[nth]
        for start in self._starts(nth, position):
            paired = pairs_with(part, self.note, start, numbers)
            if paired is not None and self.from_part(nth + 1, start + len(part.code), paired):
                return True
        self.failed.add((nth, position, numbers))
        return False

    def _starts(self, nth: int, position: int) -> Iterator[int]:
        code, gap = self.quote.parts[nth].code, self.quote.gaps[nth]
        last = len(self.note.code)
        if nth and (gap is None or gap.most is not None):
            last = position + (gap.most if gap and gap.most is not None else 0)
        start = self.note.code.find(code, position, last + len(code))
        while start >= 0:
            if (nth == 0 and self._begins_well(start)) or (nth and allows(gap, self.note, position, start)):
                yield start
            start = self.note.code.find(code, start + 1, last + len(code))

    def _begins_well(self, start: int) -> bool:
        gap = self.quote.gaps[0]
        return gap is None or not gap.is_one_word or (start > 0 and allows(gap, self.note, start - 1, start))

    def _ends_well(self, end: int) -> bool:
        gap = self.quote.gaps[-1]
        return gap is None or not gap.is_one_word or allows(gap, self.note, end, end + 1)
