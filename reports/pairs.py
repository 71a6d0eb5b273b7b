"""Which pair reads which interview: even by length, mixed over roles, and nobody reads an interview that they did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rounds.errors import SaybackError
from rounds.interviews import Interview
from rounds.team import TeamMember

SINGLE_PAIR = "A"


class PairsError(SaybackError):
    """Some interviews can go to no pair, because somebody in each pair did them. Names codes and pairs only."""


def assign_pairs(
    interviews: Iterable[Interview], team: Sequence[TeamMember], *, kept: Mapping[str, str] | None = None
) -> dict[str, str]:
    """The pair of each interview that was not held, by interview id.

    The same interviews and team give the same answer, in whatever order they come. ``kept`` are earlier answers,
    which stay wherever they still may be. Without pairs in the team everybody is one pair, ``SINGLE_PAIR``, and then
    people do read their own interviews.

    Raises PairsError when every pair has somebody who did the interview.
    """
    told = [interview for interview in interviews if interview.held is None]
    pairs = _members(team)
    if not pairs:
        return {interview.id: SINGLE_PAIR for interview in told}
    allowed = {interview.id: _pairs_without(interview.interviewer, pairs) for interview in told}
    _refuse_the_impossible([interview for interview in told if not allowed[interview.id]])
    return _share_out(told, allowed, kept or {}, pairs)


def _members(team: Sequence[TeamMember]) -> dict[str, frozenset[str]]:
    names = sorted({member.pair for member in team if member.pair})
    return {name: frozenset(member.code for member in team if member.pair == name) for name in names}


def _pairs_without(interviewer: str | None, pairs: Mapping[str, frozenset[str]]) -> list[str]:
    return [name for name, members in pairs.items() if interviewer not in members]


def _refuse_the_impossible(orphans: Sequence[Interview]) -> None:
    if not orphans:
        return
    codes = ", ".join(sorted({str(interview.interviewer) for interview in orphans}))
    raise PairsError(
        f"{len(orphans)} interviews can go to no pair: the people who did them ({codes}) are in every pair."
        " Make a second pair in the `pair` column of team.csv, or empty that column so that all read together."
    )


def _share_out(
    interviews: Sequence[Interview],
    allowed: Mapping[str, Sequence[str]],
    kept: Mapping[str, str],
    pairs: Iterable[str],
) -> dict[str, str]:
    """Longest first, each to the pair that has least to read so far, over all and of this kind of interview.

    Interviews that few pairs may read come first, while there is still room to balance them.
    """
    total = Counter(dict.fromkeys(pairs, 0))
    of_kind: Counter[tuple[str, str]] = Counter()
    chosen: dict[str, str] = {}

    def give(interview: Interview, pair: str) -> None:
        length = _length(interview)
        chosen[interview.id] = pair
        total[pair] += length
        of_kind[pair, _kind(interview)] += length

    in_order = sorted(interviews, key=lambda each: (len(allowed[each.id]), -_length(each), each.id))
    for interview in in_order:
        if kept.get(interview.id) in allowed[interview.id]:
            give(interview, kept[interview.id])
    for interview in in_order:
        if interview.id not in chosen:
            kind = _kind(interview)
            give(interview, min(allowed[interview.id], key=lambda name: (total[name] + of_kind[name, kind], name)))
    return chosen


def _length(interview: Interview) -> int:
    """Characters to read."""
    return sum(len(note.text) for note in interview.notes)


def _kind(interview: Interview) -> str:
    """Whose interview it is: the form that was answered, the role where that is asked, and the language."""
    role = dict(interview.segments).get("role", "")
    return f"{interview.source}/{role}/{interview.language or ''}"
