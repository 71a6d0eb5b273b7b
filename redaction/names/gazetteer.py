"""Names that the world knows: public figures, works and characters, places; and given names of many countries.

From the data of the package vicary (MIT), which draws them from Wikidata, the US Census and the Social Security
Administration. What each list may be used for is for its users to say; nothing here decides what is masked.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from vicary import gazetteer as data

from redaction.lexicon import fold


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Sets of folded names, words separated by one blank.

    ``figures`` are full names of two and more words, ``surnames`` single words by which very famous people go,
    ``works`` titles of works and names of characters, ``given`` given names, ``places`` and ``peoples`` of any
    number of words.
    """

    figures: frozenset[str] = field(repr=False)
    surnames: frozenset[str] = field(repr=False)
    works: frozenset[str] = field(repr=False)
    given: frozenset[str] = field(repr=False)
    places: frozenset[str] = field(repr=False)
    peoples: frozenset[str] = field(repr=False)


@functools.cache  # why is a cache OK? The value is immutable, and two threads building it build equal ones
def load_gazetteer() -> Gazetteer:
    """The lists of the installed package; about a third of a second. Raises RuntimeError when its data is missing."""
    lists = data.load()
    return Gazetteer(
        figures=_folded(lists.full),
        surnames=_folded(lists.short),
        works=_folded(lists.title),
        given=_folded(lists.given | lists.given_corroboration),
        places=_folded(lists.place | lists.settlement),
        peoples=_folded(lists.demonym),
    )


def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(map(fold, names))
