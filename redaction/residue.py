"""The second look: plain, without any model, at every text before it is stored or leaves.

It knows the names of the roster and the team, the words that the round masks, further names by a predicate, and the
shapes of phone numbers, mail addresses, handles and social security numbers. It shares no pattern with the recognizers
and nothing of how names are found in ``masking``, so that a hole in one of them is no hole here; only what an ordinary
word is, what a public figure, and how names stand in scripts without blanks, it takes from where the others do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from redaction.lexicon import Lexicon, fold, load_lexicon
from redaction.normalise import Look, normalise
from redaction.placeholders import PLACEHOLDER
from redaction.public_figures import public_figures
from redaction.residue_shapes import shapes_in
from redaction.unspaced_names import UnspacedNames, is_unspaced
from redaction.word_kinds import is_in_a_place_name, kind_of_word
from redaction.words import Phrases, lies_within
from rounds.roster import RosterName, whole_name
from rounds.team import TeamMember

_WORD = re.compile(r"[^\W\d_]+")
_GLUE = re.compile(r"[\w@#]")
_SHORTEST_NAME = 3
_MOST_BETWEEN = 2
_LAST_OF_THAI = "\u0e7f"  # its vowel signs are no letters, so that a "word" is often one letter of a name

_Placed = tuple[int, int, str]  # start, end, folded word


@dataclass(frozen=True, slots=True)
class ResidueHit:
    """Something that must not leave: its ``kind`` (an entity, or MASKED_WORD) and where it stands, in characters.

    ``sure``: just this stretch is what must go, so it can be masked; else it is part of something longer or a word that
    should have been masked already, and a person has to look.
    """

    kind: str
    start: int
    end: int
    sure: bool = True


class Residue:
    """Looks for what is known and for shapes. ``keep`` may leave, such as the reply address.

    ``is_known`` says of a folded word whether it is a name known from elsewhere, such as other interviews.
    """

    def __init__(
        self,
        *,
        roster: Sequence[RosterName] = (),
        team: Sequence[TeamMember] = (),
        mask: Sequence[str] = (),
        keep: Sequence[str] = (),
        is_known: Callable[[str], bool] | None = None,
    ) -> None:
        lexicon = load_lexicon()
        written = [(name.first, name.last) for name in roster] + [(name.nickname,) for name in roster]
        written += [(name,) for member in team for name in member.names]
        names = [tuple(word for part in parts for word in _words(part)) for parts in written]
        self._names = {word for word in {word for name in names for word in name} if _is_distinct(word, lexicon)}
        self._pairs = {pair for name in names for pair in pairwise(name) if self._tells(pair)}
        people = [*roster, *(whole_name(name) for member in team for name in member.names)]
        self._unspaced = UnspacedNames(people)
        self._is_known = is_known
        self._mask = Phrases(mask)
        self._keep = Phrases(keep)

    def look(self, text: str) -> list[ResidueHit]:
        """What of it stands in ``text``, by place. Placeholders are no residue."""
        view = _without_placeholders(text)
        text = view.text
        masked = [ResidueHit("MASKED_WORD", *place, sure=False) for place in self._mask.find(text)]
        seen = [*self._known(text), *_shapes(text)]
        if not masked and not seen:
            return []
        keep = self._keep.find(text)
        left = [hit for hit in seen if not lies_within(hit.start, hit.end, keep)]
        hits = {ResidueHit(hit.kind, *view.in_input(hit.start, hit.end), hit.sure) for hit in [*masked, *left]}
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.kind))

    def has_masked_word(self, text: str) -> bool:
        """Whether a word stands in ``text`` that the round masks."""
        return bool(self._mask and self._mask.find(_without_placeholders(text).text))

    def _known(self, text: str) -> list[ResidueHit]:
        places = [*self._of_words(text), *self._unspaced.find(text)]
        if not places:
            return []
        figures = public_figures().find(text)
        hits = [ResidueHit("PERSON", start, end, _stands_alone(text, start, end)) for start, end in places]
        return [hit for hit in hits if not lies_within(hit.start, hit.end, figures)]

    def _of_words(self, text: str) -> list[tuple[int, int]]:
        folded = [fold(word) for word in _WORD.findall(text)]
        if self._pairs.isdisjoint(pairwise(folded)) and not self._knows_any(set(folded)):
            return []  # as of most texts: their places need not be told
        places = [match.span() for match in _WORD.finditer(text)]
        words = [(*place, word) for place, word in zip(places, folded, strict=True)]
        return [*self._singles(words), *(place for pair in pairwise(words) if (place := self._pair(text, *pair)))]

    def _knows_any(self, words: set[str]) -> bool:
        return not self._names.isdisjoint(words) or bool(self._is_known and any(map(self._is_known, words)))

    def _knows(self, word: str) -> bool:
        return word in self._names or bool(self._is_known and self._is_known(word))

    def _singles(self, words: Sequence[_Placed]) -> list[tuple[int, int]]:
        return [
            (start, end)
            for nth, (start, end, word) in enumerate(words)
            if self._knows(word) and not (nth and is_in_a_place_name(words[nth - 1][2], word))
        ]

    def _pair(self, text: str, one: _Placed, other: _Placed) -> tuple[int, int] | None:
        """Two ordinary words side by side that are somebody's name, both with a capital."""
        between = text[one[1] : other[0]]
        if (one[2], other[2]) not in self._pairs or len(between) > _MOST_BETWEEN or between.strip():
            return None
        return (one[0], other[1]) if text[one[0]].isupper() and text[other[0]].isupper() else None

    def _tells(self, pair: tuple[str, str]) -> bool:
        """Whether two words tell a name though neither does alone: no particles, no initials."""
        return min(len(word) for word in pair) >= _SHORTEST_NAME and not set(pair) & self._names


def _without_placeholders(text: str) -> Look:
    return normalise(PLACEHOLDER.sub(lambda match: "\n" * len(match.group()), text))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a name is a word of its own, and not the front of a handle, a file or an address."""
    return not (_GLUE.match(text[start - 1 : start]) or _GLUE.match(text[end : end + 1]))


def _shapes(text: str) -> list[ResidueHit]:
    return [ResidueHit(*place) for place in shapes_in(text)]


def _words(name: str) -> list[str]:
    if name.isascii() and name.isalpha():
        return [name.lower()]
    return [fold(match.group()) for match in _WORD.finditer(normalise(name).text)]


def _is_distinct(word: str, lexicon: Lexicon) -> bool:
    if is_unspaced(word) and word[0] > _LAST_OF_THAI:
        return True  # a single sign too: whoever writes it apart means the name
    return len(word) >= _SHORTEST_NAME and kind_of_word(word, lexicon) is None
