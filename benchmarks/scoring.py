"""The arithmetic of the quality benchmark: gold spans against what a system masks.

- *characters*: of the characters to be masked, how many are. Blanks and possessive endings do not count.
- *wholly*: the share of gold spans of which every such character is masked, by whatever entity.
- *precision*: a predicted span is right when it overlaps anything to be masked, neutral when it else overlaps a school
  or a place only, wrong otherwise.
- *figures touched*: the share of public figures' names of which any character is masked.
- *innocent characters*: of the characters outside of all that (blanks apart), how many are masked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.found import Found
from benchmarks.marked_text import FIGURE, MUST_GO, NEUTRAL, Gold, MarkedText
from rounds.interviews import InputSpan

_POSSESSIVES = ("'s", "’s", "'S", "’S", "'", "’")


@dataclass(slots=True)
class Share:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def add(self, part: int, whole: int) -> None:
        self.part += part
        self.whole += whole

    @property
    def value(self) -> float | None:
        """The share, None of nothing."""
        return self.part / self.whole if self.whole else None


@dataclass(slots=True)
class Score:
    """The sums over a set. ``wholly`` and ``characters`` are by gold label, ``precision`` by predicted entity."""

    texts: int = 0
    held: Counter[str] = field(default_factory=Counter)
    wholly: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    characters: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    precision: defaultdict[str, Share] = field(default_factory=lambda: defaultdict(Share))
    person_spans: Share = field(default_factory=Share)  # persons predicted that overlap a person
    person_characters: Share = field(default_factory=Share)  # characters predicted as persons that are
    name_letters: Share = field(default_factory=Share)  # names of which every letter is masked, whatever of signs
    names_strictly: Share = field(default_factory=Share)  # names masked with every blank in them
    figures: Share = field(default_factory=Share)
    innocent: Share = field(default_factory=Share)

    @property
    def all_precision(self) -> Share:
        """Precision over predicted spans of every entity."""
        shares = self.precision.values()
        return Share(sum(one.part for one in shares), sum(one.whole for one in shares))

    def add(self, marked: MarkedText, found: Found, threshold: float = 0.0) -> None:
        """Adds one text. A held text lets nothing through and shows nothing: it is counted apart."""
        self.texts += 1
        if found.held:
            self.held[found.held] += 1
            return
        spans = [span for span in found.spans if span.score >= threshold]
        covered = covered_characters(len(marked.text), spans)
        self._add_gold(marked, covered)
        self._add_predicted(marked, spans)
        self._add_innocent(marked, covered)

    def _add_gold(self, marked: MarkedText, covered: bytearray) -> None:
        for gold in marked.gold:
            places = counting_places(marked.text, gold)
            masked = sum(covered[place] for place in places)
            if gold.label in MUST_GO:
                self.wholly[gold.label].add(masked == len(places), 1)
                self.characters[gold.label].add(masked, len(places))
                self._add_name(marked.text, gold, places, covered)
            elif gold.label == FIGURE:
                self.figures.add(masked > 0, 1)

    def _add_name(self, text: str, gold: Gold, places: Sequence[int], covered: bytearray) -> None:
        """The laxest and the strictest reading of *wholly*, for names."""
        if gold.label == "PERSON" and places:
            self.name_letters.add(all(covered[place] for place in places if text[place].isalnum()), 1)
            self.names_strictly.add(all(covered[gold.start : places[-1] + 1]), 1)

    def _add_predicted(self, marked: MarkedText, spans: Iterable[InputSpan]) -> None:
        persons = covered_characters(len(marked.text), [gold for gold in marked.gold if gold.label == "PERSON"])
        for span in spans:
            if (right := is_right(span, marked.gold)) is not None:
                self.precision[span.entity].add(right, 1)
            if span.entity == "PERSON":
                inside = [persons[place] for place in counting_places(marked.text, span)]
                self.person_spans.add(any(inside), 1)
                self.person_characters.add(sum(inside), len(inside))

    def _add_innocent(self, marked: MarkedText, covered: bytearray) -> None:
        known = [gold for gold in marked.gold if gold.label in (*MUST_GO, *NEUTRAL, FIGURE)]
        meant = covered_characters(len(marked.text), known)
        places = [nth for nth, character in enumerate(marked.text) if not meant[nth] and not character.isspace()]
        self.innocent.add(sum(covered[place] for place in places), len(places))


def score(texts: Sequence[MarkedText], found: Sequence[Found], threshold: float = 0.0) -> Score:
    """The score of one set; spans under ``threshold`` are not counted."""
    total = Score()
    for marked, one in zip(texts, found, strict=True):
        total.add(marked, one, threshold)
    return total


def is_right(span: InputSpan, gold: Iterable[Gold]) -> bool | None:
    """Whether a predicted span is right; None when it is neutral."""
    touched = {one.label for one in gold if one.start < span.end and span.start < one.end}
    if touched & set(MUST_GO):
        return True
    return None if touched and touched <= set(NEUTRAL) else False


def counting_places(text: str, stretch: Gold | InputSpan) -> list[int]:
    """The places in ``text`` that count of a stretch: no blanks, no possessive ending."""
    end = stretch.end
    for ending in _POSSESSIVES:
        if text[stretch.start : end].endswith(ending) and end - len(ending) > stretch.start:
            end -= len(ending)
            break
    return [place for place in range(stretch.start, end) if not text[place].isspace()]


def covered_characters(length: int, stretches: Iterable[Gold | InputSpan]) -> bytearray:
    """For each character 1 if any stretch covers it, else 0."""
    covered = bytearray(length)
    for stretch in stretches:
        covered[stretch.start : stretch.end] = b"\x01" * (stretch.end - stretch.start)
    return covered
