"""Whether an ellipsis, a bracket or a word edited in brackets may stand for words of a note."""

from __future__ import annotations

from collections.abc import Sequence

from reports.checks.quote_codes import Coded
from reports.checks.quote_forms import are_forms_of_one
from reports.checks.quote_negation import is_negation, is_opposite, keeps_sense
from reports.checks.quote_parts import Gap
from reports.checks.quote_steps import Steps

_ENDS_A_SENTENCE = frozenset(".!?。！？")
_LONG_STEM = 3  # letters; of a longer one the last may differ: stopp[ed] for stops, hop[ing] for hope


def allows(gaps: Sequence[Gap], note: Coded, start: int, end: int, steps: Steps) -> bool:
    """Whether these gaps, one after the other, may stand for the words of ``note`` from ``start`` to before ``end``."""
    reached = {start}
    for nth, gap in enumerate(gaps):
        steps.take(1 + len(gaps) / 20)
        if not reached:
            return False
        goals = {end} if nth == len(gaps) - 1 else range(start, end + 1)
        if gap.most is not None and len(goals) > 1:
            goals = {min(place + more, end) for place in reached for more in range(gap.most + 1)}
        reached = {to for to in goals if any(_may_stand(gap, note, place, to, steps) for place in reached)}
    return end in reached


def ends_before(gaps: Sequence[Gap], note: Coded, end: int, steps: Steps) -> bool:
    """Whether words edited in brackets, with which a quote begins, may stand for what is before word ``end``."""
    first = next((nth for nth, gap in enumerate(gaps) if gap.is_one_word), None)
    if first is None:
        return True
    starts = range(end - 1, max(-1, end - 1 - _reach(gaps[first:], end)), -1)
    return any(allows(gaps[first:], note, start, end, steps) for start in starts)


def starts_after(gaps: Sequence[Gap], note: Coded, start: int, steps: Steps) -> bool:
    """As ``ends_before``, of the words with which a quote ends and what is after word ``start``."""
    last = next((nth for nth in range(len(gaps), 0, -1) if gaps[nth - 1].is_one_word), 0)
    length = len(note.code)
    ends = range(start + 1, min(length, start + _reach(gaps[:last], length)) + 1)
    return not last or any(allows(gaps[:last], note, start, end, steps) for end in ends)


def _reach(gaps: Sequence[Gap], all_words: int) -> int:
    """How many words these gaps may stand for at most."""
    return sum(all_words if gap.most is None else gap.most for gap in gaps)


def _may_stand(gap: Gap, note: Coded, start: int, end: int, steps: Steps) -> bool:
    steps.take(1)
    if end < start:
        return False
    words = note.words.words
    if gap.is_one_word:
        return end - start == 1 and is_form(gap, words[start].casefold())
    if gap.most is None:
        return not _hides_negation(note, start, end, steps)
    if end - start > gap.most:
        return False
    steps.take(len(gap.written) / 20 + (end - start) * len(gap.written))
    return keeps_sense(gap.written, words[start:end]) if gap.most else True


def is_form(gap: Gap, word: str) -> bool:
    """Whether a word edited in brackets is a form of ``word`` (in lower case) and does not deny what that says."""
    if gap.full == word:
        return True
    stem = gap.stem[:-1] if len(gap.stem) > _LONG_STEM else gap.stem
    if gap.ending or not stem or not word.startswith(stem):
        return False
    keeps = is_negation(gap.full) == is_negation(word) and not is_opposite(gap.full, word)
    return keeps and are_forms_of_one(gap.full, word)


def _hides_negation(note: Coded, start: int, end: int, steps: Steps) -> bool:
    """Whether a word left out denies what is kept: one in the same sentence as the words before or after.

    A whole sentence may be left out. So may a negation that the quote keeps right beside the ellipsis: "no, no, no".
    """
    before = note.words.words[start - 1 : start] if start else ()
    beside = {word.casefold() for word in (*before, *note.words.words[end : end + 1])}
    places = _of_kept_sentences(note, start, end)
    steps.take((end - start) / 3)
    for place in places:
        steps.take(0.5)
        word = note.words.words[place]
        if is_negation(word) and word.casefold() not in beside:
            return True
    return False


def _of_kept_sentences(note: Coded, start: int, end: int) -> Sequence[int]:
    """The places of the words left out that are in one sentence with the words kept before or after.

    Where a sentence ends among them, what a dash or an ellipsis sets apart from the kept words is left out as well.
    """
    if not any(_ends_sentence(note, at) for at in range(max(start - 1, 0), end)):
        return range(start, end)
    head = next((at + 1 for at in range(max(start - 1, 0), end) if _is_apart(note, at)), end)
    tail = next((at for at in range(end, head, -1) if _is_apart(note, at - 1)), head)
    return [*range(start, head), *range(tail, end)]


def _ends_sentence(note: Coded, place: int) -> bool:
    return not _ENDS_A_SENTENCE.isdisjoint(note.words.after[place])


def _is_apart(note: Coded, place: int) -> bool:
    return place in note.words.pauses or _ends_sentence(note, place)
