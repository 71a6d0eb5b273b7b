"""Which words are ordinary Spanish ones.

Two lists in ``redaction/lists``: forms of common words from open dictionaries (``benchmarks/make_spanish_words.py``
says how they are chosen), and everyday words of families in the United States and Mexico, by hand.
"""

from __future__ import annotations

import functools
import gzip

from redaction.lexicon import LISTS, word_list


@functools.cache  # why is a cache OK? The value is immutable, and two threads building it build equal ones
def spanish_words() -> frozenset[str]:
    """Folded words. Raises OSError when a list is missing."""
    forms = gzip.decompress((LISTS / "spanish_words.txt.gz").read_bytes()).decode()
    return frozenset(forms.split("\n")) | word_list("spanish_more.txt")
