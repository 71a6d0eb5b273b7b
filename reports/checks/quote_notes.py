"""The notes of a round, coded, so that a quote can be looked for in one interview or in all."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reports.checks.quote_codes import Coded, CodedQuote, Codes
from reports.checks.quote_words import words_of
from rounds.interviews import Interview, NoteKind

_BREAK = "\x01"  # between two notes


@dataclass(frozen=True, slots=True)
class CodedNote:
    """A note: whose it is, which question it answers (of a translation: that of the original), and its words."""

    interview_id: str
    question: str
    words: Coded


class Notes:
    """What people said in kept interviews: originals and translations. Cues and probes are nobody's words."""

    def __init__(self, interviews: Iterable[Interview], codes: Codes) -> None:
        self._of: dict[str, list[CodedNote]] = {}
        for interview in interviews:
            if interview.held is None:
                self._of[interview.id] = [
                    CodedNote(interview.id, note.translation_of or note.question, codes.read(words_of(note.text)))
                    for note in interview.notes
                    if note.kind is NoteKind.NOTE
                ]
        self._ids = list(self._of)
        self._place = {identifier: nth for nth, identifier in enumerate(self._ids)}
        self._all = [note for notes in self._of.values() for note in notes]
        self._text = _BREAK.join(note.words.code for note in self._all)
        self._masks: dict[str, int] = {}
        self._starts = _starts(self._all)

    def of(self, interview_ids: Iterable[str], question: str) -> list[CodedNote]:
        """The notes of these interviews, those that answer ``question`` first."""
        notes = [note for identifier in dict.fromkeys(interview_ids) for note in self._of.get(identifier, ())]
        return sorted(notes, key=lambda note: note.question != question)

    def with_phrase(self, code: str, but: Collection[str]) -> Iterator[CodedNote]:
        """The notes that have these words together, but for those of some interviews."""
        at = self._text.find(code)
        while at >= 0:
            nth = bisect_right(self._starts, at) - 1
            if self._all[nth].interview_id not in but:
                yield self._all[nth]
            after = self._starts[nth + 1] if nth + 1 < len(self._all) else len(self._text)
            at = self._text.find(code, after)

    def index(self, quotes: Iterable[CodedQuote]) -> None:
        """Gets ready to tell which interviews share most with each of these quotes."""
        masks = {two: 0 for quote in quotes for two in pairs_of_words(quote)}
        for identifier, notes in self._of.items():
            bit = 1 << self._place[identifier]
            for note in notes:
                code = note.words.code
                for two in {code[at : at + 2] for at in range(len(code) - 1)} & masks.keys():
                    masks[two] |= bit
        self._masks = masks

    def most_alike(self, quote: CodedQuote, but: Collection[str], most: int, at_least: int) -> list[str]:
        """At most ``most`` interviews with ``at_least`` of the quote's pairs of neighbouring words; most first."""
        planes: list[int] = []
        for two in pairs_of_words(quote):
            _add(planes, self._masks.get(two, 0))
        own = sum(1 << self._place[identifier] for identifier in set(but) if identifier in self._place)
        planes = [plane & ~own for plane in planes]
        chosen = _top(planes, most)
        counts = {nth: sum((plane >> nth & 1) << power for power, plane in enumerate(planes)) for nth in chosen}
        order = sorted(chosen, key=lambda nth: -counts[nth])
        return [self._ids[nth] for nth in order if counts[nth] >= at_least]


def _starts(notes: Sequence[CodedNote]) -> list[int]:
    starts, position = [], 0
    for note in notes:
        starts.append(position)
        position += len(note.words.code) + len(_BREAK)
    return starts


def pairs_of_words(quote: CodedQuote) -> set[str]:
    """The pairs of neighbouring words of its parts."""
    return {part.code[at : at + 2] for part in quote.parts for at in range(len(part.code) - 1)}


def _add(planes: list[int], mask: int) -> None:
    """Counts one more for each interview in ``mask``; the counts stand in ``planes``, a bit of all in each."""
    for nth, plane in enumerate(planes):
        planes[nth], mask = plane ^ mask, plane & mask
    if mask:
        planes.append(mask)


def _top(planes: Sequence[int], most: int) -> list[int]:
    """Which places have the highest counts, at most ``most`` of them; none that counts nothing.

    From the highest bit down, as in O'Neil and Quass, "Improved query performance with variant indexes" (1997).
    """
    sure, perhaps = 0, 0
    for plane in planes:
        perhaps |= plane
    for plane in reversed(planes):
        both = sure | (perhaps & plane)
        if both.bit_count() > most:
            perhaps &= plane
        else:
            sure, perhaps = both, perhaps & ~plane
    chosen = _places(sure)
    return chosen + _places(perhaps)[: most - len(chosen)]


def _places(mask: int) -> list[int]:
    places = []
    while mask:
        lowest = mask & -mask
        places.append(lowest.bit_length() - 1)
        mask ^= lowest
    return places
