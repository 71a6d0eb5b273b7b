"""Masking with the second look after it: what the look finds beyond doubt is masked as well, anything else holds.

A hole in the first search then costs no interview, and a name that the second look masks is masked like any other: by
one person's number, and everywhere in the interview.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from redaction.masking import Masking
from redaction.placeholders import Masked
from redaction.residue import Residue, ResidueHit
from rounds.interviews import InputSpan

SECOND_LOOK = "second look"
_SCORE = 0.9


class MaskedTwice(NamedTuple):
    """One interview masked. ``found``: the engine's spans and the second look's; ``left``: it must be held."""

    masked: list[Masked]
    found: list[list[InputSpan]]
    left: bool


def mask_twice(
    masking: Masking, residue: Residue, texts: Sequence[str], found: Sequence[Sequence[InputSpan]]
) -> MaskedTwice:
    """Masks the texts of one interview, in which the engine ``found`` spans, and what is left and beyond doubt."""
    spans = [list(own) for own in found]
    masked = masking.mask(texts, spans)
    left = [residue.look(one.text) for one in masked]
    if not any(left):
        return MaskedTwice(masked, spans, left=False)
    if not all(hit.sure for hits in left for hit in hits):
        return MaskedTwice(masked, spans, left=True)
    spans = [[*own, *_in_input(one, hits)] for own, one, hits in zip(spans, masked, left, strict=True)]
    masked = masking.mask(texts, spans)
    return MaskedTwice(masked, spans, left=any(residue.look(one.text) for one in masked))


def _in_input(masked: Masked, hits: Sequence[ResidueHit]) -> list[InputSpan]:
    """Hits in a masked text as spans of the input text. They lie between placeholders, never on one."""
    return [
        InputSpan(hit.start + shift, hit.end + shift, hit.kind, _SCORE, SECOND_LOOK)
        for hit in hits
        for shift in [_shift(masked, hit.start)]
    ]


def _shift(masked: Masked, place: int) -> int:
    """How many characters further on a place between placeholders stands in the input."""
    pairs = zip(masked.spans, masked.found, strict=True)
    return max(((span.end, own.end - span.end) for span, own in pairs if span.end <= place), default=(0, 0))[1]
