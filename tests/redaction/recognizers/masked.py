"""What all recognizers of one entity together would mask in a text."""

from __future__ import annotations

import functools

from redaction.lexicon import load_lexicon
from redaction.recognizers import RECOGNIZERS
from redaction.recognizers.look import Recognizer


@functools.cache  # why is a cache OK? A recognizer keeps nothing between texts
def _recognizers(entity: str) -> tuple[Recognizer, ...]:
    return tuple(kind(load_lexicon()) for kind in RECOGNIZERS if entity == kind.ENTITY)


def masked_as(entity: str, text: str) -> list[str]:
    """The stretches that are masked as ``entity``, overlapping ones joined, by their place."""
    results = [result for one in _recognizers(entity) for result in one.analyze(text, [entity])]
    stretches: list[tuple[int, int]] = []
    for start, end in sorted((result.start, result.end) for result in results):
        if stretches and start < stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
        else:
            stretches.append((start, end))
    return [text[start:end] for start, end in stretches]
