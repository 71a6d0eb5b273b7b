"""Runs one recognizer by itself on a text and shows what it would mask."""

from __future__ import annotations

from redaction.lexicon import load_lexicon
from redaction.recognizers.look import Recognizer


def found_by(kind: type[Recognizer], text: str) -> set[str]:
    """The longest of the overlapping stretches that the recognizer masks."""
    results = kind(load_lexicon()).analyze(text, [kind.ENTITY])
    stretches = {(result.start, result.end) for result in results}
    longest = {
        (start, end)
        for start, end in stretches
        if not any((a, b) != (start, end) and a <= start and end <= b for a, b in stretches)
    }
    return {text[start:end] for start, end in longest}
