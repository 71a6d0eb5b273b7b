"""Short forms by which a roster's first names are called: *Lupita* for Guadalupe, *Paco* for Francisco."""

from __future__ import annotations

import functools

from redaction.lexicon import word_list

LIST = "nicknames.txt"


@functools.cache  # why is a cache OK? The value comes from a file of the program and never changes
def nicknames() -> dict[str, tuple[str, ...]]:
    """Folded first name -> its folded short forms. Raises OSError when the list is missing."""
    lines = (line.split() for line in sorted(word_list(LIST)))
    return {first: tuple(short) for first, *short in lines}
