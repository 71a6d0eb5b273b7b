"""Where a note has nearly the words of a quote, and which of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from reports.checks.quote_codes import Coded, CodedQuote, Codes
from reports.checks.quote_ends import longest_head, longest_tail
from reports.checks.quote_exact import is_literal, is_same_but_first_case, pairs_with
from reports.checks.quote_gaps import allows, ends_before, starts_after
from reports.checks.quote_parts import Gap
from reports.checks.quote_steps import Steps
from reports.checks.quote_tally import Near, Tally
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
_COST_OF_AN_ELLIPSIS = 0.5  # and one of which an ellipsis or a bracket tells
_LONGEST_LOOK = 400  # words of a part; a longer one is aligned once with all of the note
_ENDS_A_SENTENCE = frozenset(".!?")
_SAID_AT_MOST = 12  # words that are shown of a run


def nearest_passage(quote: CodedQuote, note: Coded, codes: Codes, steps: Steps) -> Near | None:
    """How near ``note`` comes to ``quote`` and what differs; None where it is not worth a second look.

    Raises TooMuch when the steps are spent.
    """
    return _Comparison(note, codes, steps, literal=is_literal(quote, note)).of(quote)


class _Comparison:
    def __init__(self, note: Coded, codes: Codes, steps: Steps, *, literal: bool) -> None:
        self._note = note
        self._codes = codes
        self._steps = steps
        self._literal = literal
        self._tally = Tally()

    def of(self, quote: CodedQuote) -> Near | None:
        position = 0
        for nth, part in enumerate(quote.parts):
            self._steps.take(2 + (len(part.code) + len(self._note.code)) / 50)
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
                self._between(quote.gaps[nth], position, start)
            elif not ends_before(quote.gaps[0], self._note, start, self._steps):
                self._edited(quote.gaps[0], start - 1)
            position = end
        if position and not starts_after(quote.gaps[-1], self._note, position, self._steps):
            self._edited(quote.gaps[-1], position)
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
        if (
            at == 0
            and length == len(part.code)
            and pairs_with(part, self._note, start, (), literal=self._literal) == ()
        ):
            return
        self._steps.take(length)
        for offset in range(length):
            self._one_word(part, at + offset, start + offset, is_last=offset == length - 1)

    def _one_word(self, part: Coded, ours: int, theirs: int, *, is_last: bool) -> None:
        our, their = part.words.words[ours], self._note.words.words[theirs]
        our_mark = "" if is_last else part.words.after[ours]
        their_mark = "" if is_last else self._note.words.after[theirs]
        change = WordChange(their + their_mark, our + our_mark)
        differs = our != their and (ours > 0 or not is_same_but_first_case(our, their))
        if is_placeholder(our) and not self._literal:
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

    def _run(self, start: int, end: int, written: str, cost: float = _COST_OF_A_RUN) -> None:
        """Words of the note that the quote leaves out without saying so, or for which its gap may not stand."""
        self._steps.take((end - start) / 5)
        heavy = min(self._codes.weigh(self._note.code[start:end]), cost)
        self._tally.note[0] += heavy
        self._tally.note[1] += min(end - start, cost)
        self._tally.changes.append(WordChange(self._said(start, end), written))

    def _said(self, start: int, end: int) -> str:
        if end - start <= _SAID_AT_MOST:
            return self._note.words.text(start, end)
        half = _SAID_AT_MOST // 2
        return f"{self._note.words.text(start, start + half)} … {self._note.words.text(end - half, end)}"

    def _window(self, part: Coded, position: int) -> tuple[int, int] | None:
        """The passage after ``position`` that comes nearest; None where none comes near."""
        rest = self._note.code[position:]
        if len(part.code) > _LONGEST_LOOK:
            return self._aligned(part, position)
        self._steps.take(100 + len(part.code) * len(rest) / 500)
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

    def _aligned(self, part: Coded, position: int) -> tuple[int, int] | None:
        """The passage from the first to the last word that a long part shares with the note when both are aligned."""
        rest = self._note.code[position:]
        self._steps.take(100 + len(part.code) * len(rest) / 1000)
        same = [step for step in Levenshtein.opcodes(part.code, rest) if step.tag == "equal"]
        self._steps.take(len(same))
        return (position + same[0].dest_start, position + same[-1].dest_end) if same else None

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
        self._steps.take(10 + len(part.code) * len(passage) / 1500)
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
        self._steps.take(10)
        our_start, our_end, their_start, their_end = changed
        if our_start == our_end:
            self._run(their_start, their_end, "")
            return
        ours, theirs = part.code[our_start:our_end], self._note.code[their_start:their_end]
        said, written = self._said(their_start, their_end), part.words.text(our_start, our_end)
        weights = self._codes.weigh(ours), self._codes.weigh(theirs)
        self._instead(said, written, weights, (len(ours), len(theirs)))

    def _instead(self, said: str, written: str, weights: tuple[float, float], numbers: tuple[int, int]) -> None:
        """Words in the place of others; of each pair of ``weights`` and ``numbers`` the first is the quote's."""
        alike = Indel.normalized_similarity(said.casefold(), written.casefold()) if said else 0.0
        for nth, (our, their) in enumerate((weights, numbers)):
            self._tally.quote[nth] += our
            self._tally.note[nth] += their
            self._tally.same[nth] += alike * min(our, their) if alike >= _ALIKE else 0.0
        if alike >= _ALIKE and weights[0] >= 1:
            self._tally.telling += 1
        self._tally.changes.append(WordChange(said, written))

    def _between(self, gaps: Sequence[Gap], before: int, start: int) -> None:
        """What stands between two parts, where the gaps may not stand for it."""
        if not before or allows(gaps, self._note, before, start, self._steps):
            return
        written = " ".join(gap.written for gap in gaps).strip()
        if start - before == 1 and any(gap.is_one_word for gap in gaps):
            self._edited(gaps, before)
        elif start > before:
            tells = all(gap.most is None or start - before <= gap.most for gap in gaps)
            self._run(before, start, written, _COST_OF_AN_ELLIPSIS if tells else _COST_OF_A_RUN)
        else:
            self._tally.changes.append(WordChange("", written))

    def _edited(self, gaps: Sequence[Gap], place: int) -> None:
        """A word edited in brackets, where the note's word at ``place`` is no form of it."""
        gap = next(gap for gap in gaps if gap.is_one_word)
        if not 0 <= place < len(self._note.code):
            self._tally.changes.append(WordChange("", gap.written))
            return
        said = self._note.words.words[place]
        before = len(self._tally.changes)
        self._instead(said, gap.full, (1.0, 1.0), (1, 1))
        self._tally.changes[before:] = [WordChange(said, gap.written)]

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


def _around(start: int, end: int, last: int) -> Iterator[tuple[int, int]]:
    for first in range(max(0, start - _SHIFT), min(last, start + _SHIFT) + 1):
        for after in range(max(first, end - _SHIFT), min(last, end + _SHIFT) + 1):
            yield first, after
