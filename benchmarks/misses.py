"""What was missed and what was masked without need, sorted by kind. The notes are invented, so they may be printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from benchmarks.found import Found
from benchmarks.marked_text import FIGURE, INNOCENT, MUST_GO, MarkedText
from benchmarks.scoring import counting_places, covered_characters, is_right

CONTEXT = 40  # characters on each side

Miss = tuple[str, str, str]  # the kind, the text's id, the context


def miss_lines(texts: Sequence[MarkedText], found: Sequence[Found]) -> Iterator[str]:
    """Lines by kind, each kind with its count."""
    all_misses = sorted(miss for text, one in zip(texts, found, strict=True) for miss in misses(text, one))
    counts = Counter(kind for kind, _, _ in all_misses)
    for kind, group in groupby(all_misses, key=lambda miss: miss[0]):
        yield f"{kind}: {counts[kind]}"
        yield from (f"    {id_:12} {context}" for _, id_, context in group)


def misses(marked: MarkedText, found: Found) -> Iterator[Miss]:
    """Gold spans not wholly masked, figures touched, and wrong spans. Nothing of a held text."""
    if found.held:
        return
    covered = covered_characters(len(marked.text), found.spans)
    for gold in marked.gold:
        places = counting_places(marked.text, gold)
        masked = sum(covered[place] for place in places)
        if gold.label in MUST_GO and masked < len(places):
            yield f"missed {gold.label}{', in part' if masked else ''}", marked.id, _shown(marked, gold.start, gold.end)
    for span in found.spans:
        if is_right(span, marked.gold) is False:
            kind = f"false {span.entity} on {_what(marked, span.start, span.end)}"
            yield kind, marked.id, f"{span.score:.2f} {_shown(marked, span.start, span.end)}"


def _what(marked: MarkedText, start: int, end: int) -> str:
    """What a wrong span lies on."""
    touched = {gold.label for gold in marked.gold if gold.start < end and start < gold.end}
    return next((label for label in (FIGURE, INNOCENT) if label in touched), "ordinary text")


def _shown(marked: MarkedText, start: int, end: int) -> str:
    text = marked.text
    before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    return f"{before}⟦{text[start:end]}⟧{after}".replace("\n", "⏎")
