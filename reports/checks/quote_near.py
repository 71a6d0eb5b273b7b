"""Where a note has nearly the words of a quote, and which of them differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from reports.checks.quote_codes import Coded, CodedQuote, Codes
from reports.checks.quote_ends import longest_head, longest_tail
from reports.checks.quote_exact import Numbers, allows, pair, pairs_with
from reports.checks.quote_words import is_placeholder
from rounds.headlines import WordChange

_FIRST_LOOK = 34  # percent of a part's words that a passage of its length has, in order; below, it is not looked at
_SHIFT = 2  # words by which the ends of a passage are moved to fit better
_ALIKE = 0.6  # of two words: a slip or another form of the same word (calls, called)
_IN_ENDS = 0.6  # of a part's words stand in its first and last words together
_LEFT_OUT = 6  # words at most between short ends; more than that comes together by chance
_LONG_END, _MOST_LEFT_OUT = 3, 25  # words: between longer ends more may have been left out,
_VERY_LONG_END = 5  # and between such as these any number
_COST_OF_A_RUN = 2.0  # that one run of words left out counts at most: it is one change
_ENDS_A_SENTENCE = frozenset(".!?")
_SAID_AT_MOST = 12  # words that are shown of a run


@dataclass(frozen=True, slots=True)
class Near:
    """How near a note comes to a quote, from 0 to 1: ``share`` by what the words say, ``plain`` by their number.

    ``telling`` is how many words that say something stand in both, in order.
    """

    share: float
    plain: float
    telling: float
    changes: tuple[WordChange, ...]


@dataclass(slots=True)
class _Tally:
    """What was counted so far of a quote beside a note: weights and numbers of words."""

    quote: list[float] = field(default_factory=lambda: [0.0, 0.0])
    note: list[float] = field(default_factory=lambda: [0.0, 0.0])
    same: list[float] = field(default_factory=lambda: [0.0, 0.0])
    telling: float = 0.0
    changes: list[WordChange] = field(default_factory=list)
    placeholders: list[tuple[int, WordChange]] = field(default_factory=list)  # with how many changes stand before

    def near(self) -> Near:
        share, plain = (
            2 * same / (quote + note) if quote + note else 0.0
            for same, quote, note in zip(self.same, self.quote, self.note, strict=True)
        )
        return Near(share, plain, self.telling, tuple(self._all_changes()))

    def _all_changes(self) -> list[WordChange]:
        """The changes in order; where placeholders are mixed up, with those that read otherwise in the note."""
        changes = list(self.changes)
        if self._numbers() is None:
            for place, change in reversed(self.placeholders):
                if change.said != change.written:
                    changes.insert(place, change)
        return changes

    def _numbers(self) -> Numbers | None:
        numbers: Numbers | None = ()
        for _, change in self.placeholders:
            numbers = pair(change.written, change.said, numbers) if numbers is not None else None
        return numbers


def nearest_passage(quote: CodedQuote, note: Coded, codes: Codes) -> Near | None:
    """How near ``note`` comes to ``quote`` and what differs; None where it is not worth a second look."""
    return _Comparison(note, codes).of(quote)


class _Comparison:
    def __init__(self, note: Coded, codes: Codes) -> None:
        self._note = note
        self._codes = codes
        self._tally = _Tally()

    def of(self, quote: CodedQuote) -> Near | None:
        position = 0
        for nth, part in enumerate(quote.parts):
            start = self._note.code.find(part.code, position)
            end = start + len(part.code)
            if start >= 0:
                self._same(part, 0, start, len(part.code))
            elif passage := self._between_ends(part, position) or self._window(part, position):
                start, end = passage
                self._differing(part, start, end)
            else:
                self._not_there(part)
                continue
            if nth:
                self._between(quote, nth, position, start)
            position = end
        return self._tally.near() if any(self._tally.same) else None

    def _same(self, part: Coded, at: int, start: int, length: int) -> None:
        """Words that are the same; their case, their placeholders and the punctuation between them may differ."""
        tally = self._tally
        code = part.code[at : at + length]
        heavy = self._codes.weigh(code)
        for counts in (tally.quote, tally.note, tally.same):
            counts[0] += heavy
            counts[1] += length
        tally.telling += sum(1 for character in code if self._codes.weigh(character) == 1)
        if at == 0 and length == len(part.code) and pairs_with(part, self._note, start, ()) == ():
            return
        for offset in range(length):
            self._one_word(part, at + offset, start + offset, is_last=offset == length - 1)

    def _one_word(self, part: Coded, ours: int, theirs: int, *, is_last: bool) -> None:
        our, their = part.words.words[ours], self._note.words.words[theirs]
        our_mark = "" if is_last else part.words.after[ours]
        their_mark = "" if is_last else self._note.words.after[theirs]
        change = WordChange(their + their_mark, our + our_mark)
        differs = our != their and (ours > 0 or our[1:] != their[1:])
        if is_placeholder(our):
            differs = False
            self._tally.placeholders.append((len(self._tally.changes), WordChange(their, our)))
        if differs or our_mark != their_mark:
            self._tally.changes.append(change)

    def _between_ends(self, part: Coded, position: int) -> tuple[int, int] | None:
        """The passage that begins and ends as the part does, when most of the part is in these two ends."""
        code, note = part.code, self._note.code
        head = longest_head(code, note, position)
        tail = longest_tail(code[head:], note, note.find(code[:head], position) + head) if head else 0
        if not tail or head + tail < _IN_ENDS * len(code):
            return None
        last = note.find(code[len(code) - tail :], note.find(code[:head], position) + head)
        first = note.rfind(code[:head], position, last)
        left_out = last + tail - first - len(code)
        shorter = min(head, tail)
        fits = left_out <= _LEFT_OUT or (
            shorter >= _LONG_END and (left_out <= _MOST_LEFT_OUT or shorter >= _VERY_LONG_END)
        )
        return (first, last + tail) if fits else None

    def _run(self, start: int, end: int, written: str) -> None:
        """Words of the note that the quote leaves out without saying so."""
        heavy = min(self._codes.weigh(self._note.code[start:end]), _COST_OF_A_RUN)
        self._tally.note[0] += heavy
        self._tally.note[1] += min(end - start, _COST_OF_A_RUN)
        self._tally.changes.append(WordChange(self._said(start, end), written))

    def _said(self, start: int, end: int) -> str:
        if end - start <= _SAID_AT_MOST:
            return self._note.words.text(start, end)
        half = _SAID_AT_MOST // 2
        return f"{self._note.words.text(start, start + half)} … {self._note.words.text(end - half, end)}"

    def _window(self, part: Coded, position: int) -> tuple[int, int] | None:
        """The passage after ``position`` that comes nearest; None where none comes near."""
        rest = self._note.code[position:]
        found = partial_ratio_alignment(part.code, rest, score_cutoff=_FIRST_LOOK) if rest else None
        if not found:
            return None
        choices = [
            (distance, start - end, start, end)  # of equals the longer, which has more of the quote
            for start, end in _around(found.dest_start, found.dest_end, len(rest))
            for distance in (Indel.distance(part.code, rest[start:end]),)
        ]
        *_, start, end = min(choices)
        return self._with_ends(part, position, position + start, position + end)

    def _with_ends(self, part: Coded, first: int, start: int, end: int) -> tuple[int, int]:
        """The passage with what stands in place of the quote's first and last words, within its sentence."""
        steps = Levenshtein.opcodes(part.code, self._note.code[start:end])
        before = steps[0].src_end if steps and steps[0].tag == "delete" else 0
        after = steps[-1].src_end - steps[-1].src_start if len(steps) > 1 and steps[-1].tag == "delete" else 0
        marks = self._note.words.after
        while before and start > first and _ENDS_A_SENTENCE.isdisjoint(marks[start - 1]):
            start, before = start - 1, before - 1
        while after and end < len(marks) and _ENDS_A_SENTENCE.isdisjoint(marks[end - 1]):
            end, after = end + 1, after - 1
        return start, end

    def _differing(self, part: Coded, start: int, end: int) -> None:
        passage = self._note.code[start:end]
        changed: list[int] | None = None  # a run of changes: from and to, in the quote and in the note
        for step in Levenshtein.opcodes(part.code, passage):
            ours, theirs = (step.src_start, step.src_end), (start + step.dest_start, start + step.dest_end)
            if step.tag == "equal":
                self._change(part, changed)
                changed = None
                self._same(part, ours[0], theirs[0], ours[1] - ours[0])
            elif changed is None:
                changed = [*ours, *theirs]
            else:
                changed[1], changed[3] = ours[1], theirs[1]
        self._change(part, changed)

    def _change(self, part: Coded, changed: list[int] | None) -> None:
        if changed is None:
            return
        our_start, our_end, their_start, their_end = changed
        if our_start == our_end:
            self._run(their_start, their_end, "")
            return
        ours, theirs = part.code[our_start:our_end], self._note.code[their_start:their_end]
        said, written = self._said(their_start, their_end), part.words.text(our_start, our_end)
        alike = Indel.normalized_similarity(said.casefold(), written.casefold()) if said else 0.0
        weights = self._codes.weigh(ours), self._codes.weigh(theirs)
        numbers = len(ours), len(theirs)
        for nth, (our, their) in enumerate((weights, numbers)):
            self._tally.quote[nth] += our
            self._tally.note[nth] += their
            self._tally.same[nth] += alike * min(our, their) if alike >= _ALIKE else 0.0
        if alike >= _ALIKE and weights[0] >= 1:
            self._tally.telling += 1
        self._tally.changes.append(WordChange(said, written))

    def _between(self, quote: CodedQuote, nth: int, before: int, start: int) -> None:
        """What stands between two parts, where the gap may not stand for it."""
        gap = quote.gaps[nth]
        if before and start > before and not allows(gap, self._note, before, start):
            self._run(before, start, gap.written if gap else "")

    def _not_there(self, part: Coded) -> None:
        """A part that does not stand here; word for word elsewhere in the note, it is only out of order."""
        heavy, length = self._codes.weigh(part.code), len(part.code)
        self._tally.quote[0] += heavy
        self._tally.quote[1] += length
        if length > 1 and part.code in self._note.code:
            self._tally.note[0] += heavy
            self._tally.note[1] += length
            self._tally.same[0] += heavy
            self._tally.same[1] += length
            self._tally.telling += sum(1 for character in part.code if self._codes.weigh(character) == 1)
        self._tally.changes.append(WordChange("", part.words.text(0, length)))


def _most_left_out(shorter_end: int) -> float:
    """How many words more than the part a passage may have; by the words at its shorter end."""
    if shorter_end >= _VERY_LONG_END:
        return inf
    return _MOST_LEFT_OUT if shorter_end >= _LONG_END else _LEFT_OUT


def _around(start: int, end: int, last: int) -> Iterator[tuple[int, int]]:
    for first in range(max(0, start - _SHIFT), min(last, start + _SHIFT) + 1):
        for after in range(max(first, end - _SHIFT), min(last, end + _SHIFT) + 1):
            yield first, after
