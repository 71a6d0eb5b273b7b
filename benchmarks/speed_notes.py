"""Notes to measure the speed on: as long as real ones, each different, and the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from benchmarks.marked_text import MarkedText

SHORTEST, LONGEST = 50, 300  # words
_SEED = 700


def make_notes(
    answers: Sequence[MarkedText], count: int, shortest: int = SHORTEST, longest: int = LONGEST
) -> list[str]:
    """``count`` distinct notes of ``shortest`` to ``longest`` words, cut from the answers joined in ever new orders."""
    chance = random.Random(_SEED)
    words = _endless_words([answer.text for answer in answers], chance)
    notes: dict[str, None] = {}
    while len(notes) < count:
        length = chance.randint(shortest, longest)
        notes[" ".join(next(words) for _ in range(length))] = None
    return list(notes)


def with_duplicates(notes: Sequence[str], copies: int) -> list[str]:
    """As many notes as given, of which only one in ``copies`` is distinct, in mixed order."""
    few = list(notes[: len(notes) // copies])
    repeated = few * copies
    random.Random(_SEED).shuffle(repeated)
    return repeated


def _endless_words(texts: Sequence[str], chance: random.Random) -> Iterator[str]:
    """The words of all texts, again and again, in another order of the texts each time; line breaks stay."""
    order = sorted(texts)
    while True:
        chance.shuffle(order)
        for text in order:
            yield from (word for word in text.split(" ") if word)
