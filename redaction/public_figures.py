"""Full names of people whom students read or study: kept, because a story about *Frederick Douglass* is about him.

A private person who shares a first name or a surname with one of them is still masked: only the full name is known
here, and a roster that has this full name wins.
"""

from __future__ import annotations

import functools

from redaction.lexicon import word_list
from redaction.words import Phrases

LIST = "public_figures.txt"


@functools.cache  # why is a cache OK? The phrases come from a file of the program and never change
def public_figures() -> Phrases:
    """The figures of the list."""
    return Phrases(word_list(LIST))
