"""Sets of words that are written in the program: as running text, because a word a line would fill pages."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text``, which are separated by blanks and line breaks."""
    return frozenset(text.split())
