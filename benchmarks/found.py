"""What a system found in a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rounds.interviews import InputSpan
from rounds.roster import RosterName


@dataclass(frozen=True, slots=True)
class Found:
    """What a system masks in one text: offsets in that text. ``held`` says why it would let nothing of it through."""

    spans: tuple[InputSpan, ...] = ()
    held: str | None = None


System = Callable[[Sequence[str], Sequence[RosterName]], list[Found]]  # texts and a roster in, one Found per text out


def merged(spans: Iterable[InputSpan]) -> list[InputSpan]:
    """Overlapping spans as one: it counts once, under the entity and the score of its surest part."""
    stretches: list[InputSpan] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        last = stretches[-1] if stretches else None
        if last is None or span.start >= last.end:
            stretches.append(span)
            continue
        surest = max(last, span, key=lambda one: one.score)
        stretches[-1] = InputSpan(last.start, max(last.end, span.end), surest.entity, surest.score)
    return stretches
