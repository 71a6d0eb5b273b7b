"""Whether a note has a quote, word for word: its parts in order, and nothing changed but what a quote may change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reports.checks.quote_codes import Coded, CodedQuote
from reports.checks.quote_gaps import allows, ends_before, starts_after
from reports.checks.quote_steps import Steps
from reports.checks.quote_words import is_placeholder

Numbers = tuple[tuple[str, str], ...]  # placeholders of the quote and those of the note that they stand for
_A_FIND = 2000  # words of a note through which a part is looked for in one step


def is_exact(quote: CodedQuote, note: Coded, steps: Steps) -> bool:
    """Whether the parts of ``quote`` stand in ``note`` in order, with no more between them than a gap allows.

    Raises TooMuch when the steps are spent.
    """
    for part in quote.parts:
        steps.take(0.2 + len(note.code) / _A_FIND)
        if part.code not in note.code:
            return False
    steps.take(5 * len(quote.parts))
    return bool(quote.parts) and _Search(quote, note, steps, is_literal(quote, note)).succeeds()


def is_literal(quote: CodedQuote, note: Coded) -> bool:
    """Whether the placeholders of the quote mean those of the note: all stand there.

    Otherwise their numbers are of another time, when names had been taken out with other numbers.
    """
    return not quote.placeholders or quote.placeholders.issubset(note.words.words)


def pairs_with(part: Coded, note: Coded, start: int, numbers: Numbers, *, literal: bool) -> Numbers | None:
    """The placeholders with those that ``part`` pairs if it stands in ``note`` at word ``start``; None if it differs.

    Words are the same but for the case of the first letter; so is the punctuation between them.
    """
    length = len(part.code)
    ours, theirs = part.words.words, note.words.words[start : start + length]
    if part.words.after[:-1] != note.words.after[start : start + length - 1]:
        return None
    renumbered = []
    for nth, (our, their) in enumerate(zip(ours, theirs, strict=True)):
        if is_placeholder(our) and not literal:
            renumbered.append((our, their))
        elif our != their and (nth or not is_same_but_first_case(our, their)):
            return None
    return paired(renumbered, numbers) if renumbered else numbers


def is_same_but_first_case(our: str, their: str) -> bool:
    """Whether two words differ at most in the case of their first letter."""
    return our[1:] == their[1:] and our[:1].casefold() == their[:1].casefold()


def paired(new: Sequence[tuple[str, str]], numbers: Numbers) -> Numbers | None:
    """``numbers`` with more pairs; None if a placeholder would stand for two, or two for one."""
    by_ours, by_theirs = dict(numbers), {their: our for our, their in numbers}
    for our, their in new:
        if by_ours.setdefault(our, their) != their or by_theirs.setdefault(their, our) != our:
            return None
    return tuple(by_ours.items())


@dataclass(slots=True)
class _Search:
    """``_failed``: from where the search of a part came to nothing."""

    quote: CodedQuote
    note: Coded
    steps: Steps
    literal: bool
    _failed: set[tuple[int, int, Numbers]] = field(default_factory=set)

    def succeeds(self) -> bool:
        """Whether each part has a place; when one has none, the part before it is tried at its next place."""
        opened: list[tuple[Iterator[int], int, Numbers]] = [(self._starts(0, 0), 0, ())]
        while opened:
            starts, position, numbers = opened[-1]
            nth = len(opened) - 1
            start = next(starts, None)
            if start is None:
                self._failed.add((nth, position, numbers))
                opened.pop()
                continue
            part = self.quote.parts[nth]
            self.steps.take(2 + (len(part.code) + len(numbers)) / 5)
            found = pairs_with(part, self.note, start, numbers, literal=self.literal)
            end = start + len(part.code)
            if found is None:
                continue
            if nth == len(self.quote.parts) - 1:
                if self._ends_well(end):
                    return True
            elif (nth + 1, end, found) not in self._failed:
                opened.append((self._starts(nth + 1, end), end, found))
        return False

    def _starts(self, nth: int, position: int) -> Iterator[int]:
        code, gaps = self.quote.parts[nth].code, self.quote.gaps[nth]
        last = len(self.note.code)
        if nth and all(gap.most is not None for gap in gaps):
            last = position + sum(gap.most or 0 for gap in gaps)
        start = self.note.code.find(code, position, last + len(code))
        while start >= 0:
            self.steps.take(1)
            if self._begins_well(start) if nth == 0 else allows(gaps, self.note, position, start, self.steps):
                yield start
            start = self.note.code.find(code, start + 1, last + len(code))

    def _begins_well(self, start: int) -> bool:
        return ends_before(self.quote.gaps[0], self.note, start, self.steps)

    def _ends_well(self, end: int) -> bool:
        return starts_after(self.quote.gaps[-1], self.note, end, self.steps)
