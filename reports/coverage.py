"""Who has been listened to so far, against whom the round hoped to hear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reports.small_groups import withhold
from rounds.headlines import CoverageRow
from rounds.interviews import Interview
from rounds.round import Role, Round, Segment, Source

WITHHELD = "withheld"  # the same word for a small group and for the one that hides it: either's size would help to tell
OTHER = "Other"
NOT_STATED = "Not stated"
TARGET_MET = "target met"
NOT_YET = "not yet"

_ROLE_KEY = "role"
_STILL_POSSIBLE = 3  # a withheld number must leave at least so many possibilities


def coverage_rows(round_: Round, interviews: Iterable[Interview]) -> tuple[CoverageRow, ...]:
    """The whole round, then every role and every value of a declared segment: heard, hoped for, and whether it is met.

    Interviews are counted, not people, except in the line that says so; held ones are not counted. A segment is
    counted over the forms that ask for it. Groups under the round's floor are withheld with another beside them.
    """
    told = [interview for interview in interviews if interview.held is None]
    rows = [
        CoverageRow("Whole round", "Interviews", str(len(told)), "", ""),
        CoverageRow("Whole round", "People", str(sum(interview.people for interview in told)), "", ""),
    ]
    if round_.segment(_ROLE_KEY) is None and any(source.role for source in round_.sources):
        rows += _lines("Role", _roles(round_, told), {}, round_.floor)
    for segment in round_.segments:
        rows += _lines(segment.label, _values(round_, segment, told), segment.targets, round_.floor)
    return tuple(rows)


def _roles(round_: Round, interviews: Sequence[Interview]) -> dict[str, int]:
    role_of = {source.key: source.role or NOT_STATED for source in round_.sources}
    heard = Counter(role_of.get(interview.source, NOT_STATED) for interview in interviews)
    return {role: heard[role] for role in dict.fromkeys([*role_of.values(), *heard])}


def _values(round_: Round, segment: Segment, interviews: Sequence[Interview]) -> dict[str, int]:
    """Heard per declared value, in its order; other answers and none only where there are any."""
    asking = {source.key for source in round_.sources if _asks(source, segment)}
    heard: Counter[str] = Counter()
    for interview in interviews:
        if interview.source in asking:
            heard.update(_answers(interview, segment))
    declared = dict.fromkeys(segment.values, 0)
    return declared | {value: heard[value] for value in (*segment.values, OTHER, NOT_STATED) if heard[value]}


def _asks(source: Source, segment: Segment) -> bool:
    """Whether a form asks for the segment, or is for one value of it, as a form for students is."""
    fixed = segment.key == _ROLE_KEY and source.role is not None
    return fixed or segment.key in {column.key for column in source.with_role(Role.SEGMENT)}


def _answers(interview: Interview, segment: Segment) -> set[str]:
    given = {value for key, value in interview.segments if key == segment.key and value}
    return {value if value in segment.values else OTHER for value in given} or {NOT_STATED}


def _lines(label: str, heard: Mapping[str, int], targets: Mapping[str, int], floor: int) -> list[CoverageRow]:
    shown = withhold(heard, floor)
    statuses = {value: _status(number, targets.get(value)) for value, number in heard.items()}
    hidden = [value for value, number in shown.items() if number is None]
    if _statuses_tell_too_much({value: heard[value] for value in hidden}, targets):
        statuses |= dict.fromkeys(hidden, "")
    return [
        CoverageRow(
            segment=label,
            value=value,
            heard=WITHHELD if number is None else str(number),
            target=str(targets.get(value, "")),
            status=statuses[value],
        )
        for value, number in shown.items()
    ]


def _status(heard: int, target: int | None) -> str:
    if target is None:
        return ""
    return TARGET_MET if heard >= target else NOT_YET


def _statuses_tell_too_much(hidden: Mapping[str, int], targets: Mapping[str, int]) -> bool:
    """Whether the statuses, together with what the hidden groups have in sum, nearly give one of them away.

    "Target met" says at least the target, "not yet" says less; what the others can have at most and at
    least bounds a group from the other side.
    """
    total = sum(hidden.values())
    bounds = {value: _bounds(number, targets.get(value), total) for value, number in hidden.items()}
    least, most = sum(low for low, _ in bounds.values()), sum(high for _, high in bounds.values())
    for low, high in bounds.values():
        possible = min(high, total - (least - low)) - max(low, total - (most - high)) + 1
        if targets and possible < _STILL_POSSIBLE:
            return True
    return False


def _bounds(heard: int, target: int | None, total: int) -> tuple[int, int]:
    if target is None:
        return (0, total)
    return (target, total) if heard >= target else (0, min(target - 1, total))
