"""Which pair reads which interview: even by length, mixed over roles, and nobody reads an interview that they did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.pair_making import SINGLE_PAIR, Pairs, pairs_of
from rounds.counted import counted
from rounds.errors import SaybackError
from rounds.interviews import Interview
from rounds.team import TeamMember

__all__ = ["SINGLE_PAIR", "Pairs", "PairsError", "assign_pairs", "pairs_of"]

ABOVE_MEAN = 0.15  # of the mean; so much more may a pair have to read before anything moves that it was given


class PairsError(SaybackError):
    """Some interviews can go to no pair, because somebody in each pair did them. Names codes and pairs only."""


def assign_pairs(
    interviews: Iterable[Interview],
    team: Sequence[TeamMember],
    *,
    kept: Mapping[str, str] | None = None,
    fixed: Collection[str] = (),
    pairs: Pairs | None = None,
) -> dict[str, str]:
    """The pair of each interview that was not held, by interview id.

    The same arguments give the same answer, in whatever order they come. ``pairs`` are those of the ``team`` unless
    given. ``kept`` are earlier answers. An interview among the ids ``fixed`` stays with its earlier pair, even one that
    is no more. The others stay as long as no pair has more than ``ABOVE_MEAN`` above the mean to read. Where one has,
    interviews leave it one by one, until that holds again or one more would even out nothing: so at the end a pair has
    at most that much, or one interview, above the mean, unless it is finished work or others may not read it.

    Where everybody reads as one pair, people do read their own interviews.
    Raises PairsError when every pair has somebody who did the interview.
    """
    told = [_to_read(interview) for interview in interviews if interview.held is None]
    pairs = pairs or pairs_of(team)
    earlier = kept or {}
    stay = {each.id for each in told if each.id in fixed and each.id in earlier}
    movable = [each for each in told if each.id not in stay]
    allowed = {each.id: _pairs_without(each.interviewer, pairs) for each in movable}
    _refuse_the_impossible([each for each in movable if not allowed[each.id]])
    shares = _Shares(pairs.members, allowed)
    for each in told:
        if each.id in stay:
            shares.give(each, earlier[each.id])
    shares.hand_out(movable, earlier)
    shares.even_out(movable)
    return {each.id: shares.pair_of[each.id] for each in told}


@dataclass(frozen=True, slots=True)
class _ToRead:
    """An interview as a pair's work. ``length`` is in characters.

    ``kind`` is whose it is: the form that was answered, the role where that is asked, and the language.
    """

    id: str
    interviewer: str | None
    length: int
    kind: str


def _to_read(interview: Interview) -> _ToRead:
    role = dict(interview.segments).get("role", "")
    kind = f"{interview.source}/{role}/{interview.language or ''}"
    return _ToRead(interview.id, interview.interviewer, sum(len(note.text) for note in interview.notes), kind)


def _pairs_without(interviewer: str | None, pairs: Pairs) -> list[str]:
    if pairs.all_together:
        return list(pairs.members)
    return [name for name, members in pairs.members.items() if interviewer not in members]


def _refuse_the_impossible(orphans: Sequence[_ToRead]) -> None:
    if not orphans:
        return
    codes = ", ".join(sorted({str(interview.interviewer) for interview in orphans}))
    raise PairsError(
        f"{counted(len(orphans), 'interview')} can go to no pair: the people who did them ({codes}) are in every pair."
        " Make a second pair in the `pair` column of team.csv, or empty that column: Sayback makes pairs then, or lets"
        " fewer than four people read together."
    )


class _Shares:
    """What each pair has to read, in characters, over all and of each kind of interview."""

    def __init__(self, pairs: Iterable[str], allowed: Mapping[str, Sequence[str]]) -> None:
        self.pair_of: dict[str, str] = {}
        self._allowed = allowed
        self._load = dict.fromkeys(pairs, 0)
        self._of_kind: Counter[tuple[str, str]] = Counter()

    def give(self, interview: _ToRead, pair: str) -> None:
        """Gives an interview to a pair, and takes it from the one that had it."""
        before = self.pair_of.get(interview.id)
        if before is not None:
            self._count(interview, before, -interview.length)
        self.pair_of[interview.id] = pair
        self._count(interview, pair, interview.length)

    def _count(self, interview: _ToRead, pair: str, length: int) -> None:
        if pair in self._load:  # a pair that is no more has nothing to read
            self._load[pair] += length
        self._of_kind[pair, interview.kind] += length

    def hand_out(self, interviews: Sequence[_ToRead], earlier: Mapping[str, str]) -> None:
        """Each to its earlier pair; the rest longest first, to the pair with least to read over all and of its kind.

        Interviews that few pairs may read come first, while there is still room to balance them.
        """
        rest = []
        for interview in sorted(interviews, key=lambda each: (len(self._allowed[each.id]), -each.length, each.id)):
            if (pair := earlier.get(interview.id)) in self._allowed[interview.id]:
                self.give(interview, str(pair))
            else:
                rest.append(interview)
        for interview in rest:
            self.give(interview, min(self._allowed[interview.id], key=lambda pair: self._burden(interview, pair)))

    def _burden(self, interview: _ToRead, pair: str) -> tuple[int, str]:
        return self._load[pair] + self._of_kind[pair, interview.kind], pair

    def even_out(self, interviews: Sequence[_ToRead]) -> None:
        """Moves interviews out of the fullest pair that has too much and can give one away, until there is none."""
        limit = (1 + ABOVE_MEAN) * sum(self._load.values()) / len(self._load)
        while move := next(filter(None, (self._best_move(interviews, pair) for pair in self._above(limit))), None):
            self.give(*move)

    def _above(self, limit: float) -> list[str]:
        return sorted((pair for pair, load in self._load.items() if load > limit), key=lambda p: (-self._load[p], p))

    def _best_move(self, interviews: Sequence[_ToRead], giver: str) -> tuple[_ToRead, str] | None:
        """What evens out most when it leaves ``giver``, and for which pair: the emptiest that may read it."""
        by_load = sorted(self._load, key=lambda pair: (self._load[pair], pair))
        of_giver = [each for each in interviews if self.pair_of[each.id] == giver]
        moves = [(each, next(pair for pair in by_load if pair in self._allowed[each.id])) for each in of_giver]
        useful = [(each, pair) for each, pair in moves if self._load[pair] + each.length < self._load[giver]]
        return min(useful, key=lambda move: self._after(*move), default=None)

    def _after(self, interview: _ToRead, pair: str) -> tuple[int, int, str, str]:
        """The larger of two shares after a move, and how much of the kind the taker has; ids make it reproducible."""
        left, taken = self._load[self.pair_of[interview.id]] - interview.length, self._load[pair] + interview.length
        return max(left, taken), self._of_kind[pair, interview.kind], interview.id, pair
