"""The second look: plain, without any model, at every text before it is stored or leaves.

It knows the names of the roster and the team, the words that the round masks, and the shapes of phone numbers, mail
addresses, handles and social security numbers. It shares no pattern with the recognizers, so that a hole in one of
them is no hole here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from redaction.lexicon import SPANISH_ORDINARY, Lexicon, fold, load_lexicon
from redaction.normalise import normalise
from redaction.placeholders import PLACEHOLDER
from redaction.public_figures import public_figures
from redaction.words import Phrases, lies_within
from rounds.roster import RosterName
from rounds.team import TeamMember

_WORD = re.compile(r"[^\W\d_]+")
_SHAPES = (
    ("EMAIL", re.compile(r"[^\s@<>()\[\]]{1,64}@[^\s@<>()\[\]]{1,255}\.[A-Za-z]{2,}")),
    ("HANDLE", re.compile(r"(?<![^\s(\"'])@[A-Za-z_][A-Za-z0-9_.]{2,}")),
    ("ID", re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")),
    ("PHONE", re.compile(r"(?<![\d+-])(?:\+?1[ .-]?)?\(?[2-9]\d{2}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)")),
    ("PHONE", re.compile(r"(?<![\d.-])[2-9]\d{2}-\d{4}(?![\d-])")),
)
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class ResidueHit:
    """Something that must not leave: its ``kind`` (an entity, or MASKED_WORD) and where it stands, in characters."""

    kind: str
    start: int
    end: int


class Residue:
    """Looks for what is known and for shapes. ``keep`` may leave, such as the reply address."""

    def __init__(
        self,
        *,
        roster: Sequence[RosterName] = (),
        team: Sequence[TeamMember] = (),
        mask: Sequence[str] = (),
        keep: Sequence[str] = (),
    ) -> None:
        lexicon = load_lexicon()
        written = [(name.first, name.last) for name in roster] + [(name.nickname,) for name in roster]
        written += [(name,) for member in team for name in member.names]
        names = [tuple(word for part in parts for word in _words(part)) for parts in written]
        self._pairs = {pair for name in names for pair in pairwise(name) if _tells(pair)}
        self._names = {word for name in names for word in name if _is_distinct(word, lexicon)}
        self._mask = Phrases(mask)
        self._keep = Phrases(keep)

    def look(self, text: str) -> list[ResidueHit]:
        """What of it stands in ``text``, by place. Placeholders are no residue."""
        view = normalise(PLACEHOLDER.sub(lambda match: " " * len(match.group()), text))
        text = view.text
        keep = self._keep.find(text)
        masked = [ResidueHit("MASKED_WORD", *place) for place in self._mask.find(text)]
        seen = [hit for hit in [*self._known(text), *_shapes(text)] if not lies_within(hit.start, hit.end, keep)]
        hits = {ResidueHit(hit.kind, *view.in_input(hit.start, hit.end)) for hit in [*masked, *seen]}
        return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.kind))

    def _known(self, text: str) -> list[ResidueHit]:
        words = [(match.start(), match.end(), fold(match.group())) for match in _WORD.finditer(text)]
        figures = public_figures().find(text)
        singles = [
            ResidueHit("PERSON", start, end)
            for start, end, word in words
            if word in self._names
            and not lies_within(start, end, figures)
            and not (word in SPANISH_ORDINARY and text[start:end].islower())
        ]
        pairs = [
            ResidueHit("PERSON", first[0], second[1])
            for first, second in pairwise(words)
            if (first[2], second[2]) in self._pairs
            and text[first[0]].isupper()
            and text[second[0]].isupper()
            and not text[first[1] : second[0]].strip()
        ]
        return singles + pairs


def _shapes(text: str) -> list[ResidueHit]:
    return [ResidueHit(kind, *match.span()) for kind, shape in _SHAPES for match in shape.finditer(text)]


def _words(name: str) -> list[str]:
    return [fold(match.group()) for match in _WORD.finditer(name)]


def _is_distinct(word: str, lexicon: Lexicon) -> bool:
    return len(word) >= _SHORTEST_NAME and not lexicon.is_ordinary(word)


def _tells(pair: tuple[str, str]) -> bool:
    """Whether two words side by side tell a name even if each is an ordinary word: no particles, no initials."""
    return min(len(word) for word in pair) >= _SHORTEST_NAME
