"""Who reads together: the pairs of team.csv, or pairs that Sayback makes, two by two, mixed over languages."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from string import ascii_uppercase

from rounds.team import TeamMember

SINGLE_PAIR = "A"
_FEWEST = 4  # members that make two pairs


@dataclass(frozen=True, slots=True)
class Pairs:
    """The codes of those who read together, by the name of their pair. ``made``: by Sayback, not in team.csv."""

    members: Mapping[str, tuple[str, ...]]
    made: bool = False

    @property
    def all_together(self) -> bool:
        """Whether everybody reads as one, and so people read interviews that they did themselves."""
        return self.made and len(self.members) == 1


def pairs_of(
    team: Sequence[TeamMember],
    round_name: str = "",
    *,
    earlier: Mapping[str, Sequence[str]] | None = None,
    taken: Collection[str] = (),
    did: Mapping[tuple[str, str], int] | None = None,
) -> Pairs:
    """The pairs in the ``pair`` column of the team; where no member has one, pairs made for the round.

    Made pairs depend on the round's name, on codes and languages, not on the order of the team. With fewer than four
    members everybody is one pair, ``SINGLE_PAIR``. ``earlier`` are the pairs made before: who stays in the team
    stays with whom they read, as far as nobody is left alone. ``taken`` are names that a new pair must not get, since
    they stand beside finished work of others. ``did`` counts, by pair and code, the interviews that stay with the pair
    and that this member did: as far as can be nobody comes into a pair of their own interviews.
    """
    declared = sorted({member.pair for member in team if member.pair})
    if declared:
        return Pairs({name: _codes(member for member in team if member.pair == name) for name in declared})
    if len(team) < _FEWEST:
        return Pairs({SINGLE_PAIR: _codes(iter(team))}, made=True)
    return Pairs(_Making(team, round_name, earlier or {}, taken, did or {}).pairs(), made=True)


def _codes(members: Iterator[TeamMember]) -> tuple[str, ...]:
    return tuple(sorted(member.code for member in members))


class _Making:
    """Makes pairs of members; groups that were made before are kept."""

    def __init__(
        self,
        team: Sequence[TeamMember],
        round_name: str,
        earlier: Mapping[str, Sequence[str]],
        taken: Collection[str],
        did: Mapping[tuple[str, str], int],
    ) -> None:
        self._languages = {member.code: member.language for member in team}
        self._draw = {code: hashlib.sha256(f"{round_name}\n{code}".encode()).hexdigest() for code in self._languages}
        present = {name: [code for code in codes if code in self._languages] for name, codes in earlier.items()}
        self._groups = {name: codes for name, codes in present.items() if len(codes) > 1}
        self._names_of_lone = {codes[0]: name for name, codes in present.items() if len(codes) == 1}
        self._taken = {*taken, *earlier}
        self._did = did

    def pairs(self) -> dict[str, tuple[str, ...]]:
        loose = self._mixed(code for code in self._languages if code not in {*_all(self._groups)})
        half = len(loose) // 2
        others = loose[half : 2 * half]
        for one in loose[:half]:
            other = min(others, key=lambda each: self._own_in_pair(one, each))  # the first one of several
            others.remove(other)
            self._add(one, other)
        if len(loose) % 2:
            self._place_last(loose[-1])
        return {name: tuple(sorted(self._groups[name])) for name in sorted(self._groups, key=_name_order)}

    def _mixed(self, codes: Iterator[str]) -> list[str]:
        """In an order in which the first half, paired with the second, mixes languages as far as can be."""
        loose = sorted(codes, key=self._draw.__getitem__)
        sizes = Counter(self._languages[code] for code in loose)
        return sorted(loose, key=lambda code: (-sizes[self._languages[code]], self._languages[code]))

    def _add(self, *codes: str) -> None:
        name = self._known_name(codes) or next(name for name in _names() if name not in self._taken)
        self._taken.add(name)
        self._groups[name] = list(codes)

    def _known_name(self, codes: Sequence[str]) -> str | None:
        """The name that one of them read under; of two, the one with fewer interviews of their own."""
        known = sorted(name for code in codes if (name := self._names_of_lone.get(code)))
        return min(known, key=lambda name: self._own(name, *codes), default=None)

    def _own_in_pair(self, *codes: str) -> int:
        name = self._known_name(codes)
        return self._own(name, *codes) if name else 0

    def _own(self, name: str, *codes: str) -> int:
        return sum(self._did.get((name, code), 0) for code in codes)

    def _place_last(self, code: str) -> None:
        """Who is left over takes one from a group of three, or else makes the third where they mix it best."""
        of_three = [name for name in sorted(self._groups) if len(self._groups[name]) > 2]
        if of_three:
            group = self._groups[of_three[0]]
            goes = min(
                group,
                key=lambda each: (
                    self._own_in_pair(code, each),
                    self._languages[each] == self._languages[code],
                    self._draw[each],
                ),
            )
            group.remove(goes)
            self._add(code, goes)
            return
        name = min(
            self._groups,
            key=lambda each: (self._own(each, code), self._shares_language(code, each), _name_order(each)),
        )
        self._groups[name].append(code)

    def _shares_language(self, code: str, name: str) -> int:
        return sum(self._languages[other] == self._languages[code] for other in self._groups[name])


def _all(groups: Mapping[str, Sequence[str]]) -> Iterator[str]:
    return (code for codes in groups.values() for code in codes)


def _names() -> Iterator[str]:
    """A to Z, then AA, AB and on."""
    length = 1
    while True:
        yield from map("".join, product(ascii_uppercase, repeat=length))
        length += 1


def _name_order(name: str) -> tuple[int, str]:
    return len(name), name
