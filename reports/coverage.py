"""Who has been listened to so far, against whom the round hoped to hear."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from reports.small_groups import withhold
from rounds.headlines import CoverageRow
from rounds.interviews import Interview
from rounds.releases import GroupTold
from rounds.round import Role, Round, Segment, Source

WITHHELD = "withheld"  # the same word for a small group and for the one that hides it: either's size would help to tell
OTHER = "Other"
NOT_STATED = "Not stated"
TARGET_MET = "target met"
NOT_YET = "not yet"

_MET = {TARGET_MET: True, NOT_YET: False}
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


@dataclass(frozen=True, slots=True)
class GroupCount:
    """How many interviews there are of a group, exactly: for the one who chooses whom to listen to next."""

    name: str
    interviews: int
    target: int | None = None


def exact_counts(round_: Round, interviews: Iterable[Interview], segment: Segment) -> tuple[GroupCount, ...]:
    """The interviews of each group of a segment, exactly. Not to be written anywhere, nor passed on."""
    told = [interview for interview in interviews if interview.held is None]
    heard = _values(round_, segment, told)
    return tuple(GroupCount(value, number, segment.targets.get(value)) for value, number in heard.items())


def exact_roles(round_: Round, interviews: Iterable[Interview]) -> tuple[GroupCount, ...]:
    """The interviews of each form's role, exactly; nothing where a segment of roles is declared, or no form has one."""
    if round_.segment(_ROLE_KEY) is not None or not any(source.role for source in round_.sources):
        return ()
    told = [interview for interview in interviews if interview.held is None]
    return tuple(GroupCount(role, number) for role, number in _roles(round_, told).items())


def told_groups(
    heard: Mapping[str, int], targets: Mapping[str, int], floor: int, before: Collection[GroupTold] = ()
) -> tuple[GroupTold, ...]:
    """The groups of a segment as they may be told: small ones withheld with another, and whether targets are met.

    ``before`` are all groups that were told earlier. Of a withheld one the answer is told only where it had been so
    each time: an answer that changes while somebody comes or goes is nearly a number.
    """
    shown = withhold(heard, floor)
    met = {value: _MET.get(status) for value, status in _statuses(heard, shown, targets).items()}
    hidden = {value for value, number in shown.items() if number is None}
    if any(
        group.interviews is not None or group.is_met is not met[group.name] for group in before if group.name in hidden
    ):
        met |= dict.fromkeys(hidden)
    return tuple(GroupTold(value, number, targets.get(value), met[value]) for value, number in shown.items())


def segment_counts(round_: Round, segment: Segment, interviews: Iterable[Interview]) -> dict[str, int]:
    """Interviews per declared value, and per other answers and none where there are any. Not to be shown as it is."""
    return _values(round_, segment, list(interviews))


def asking_forms(round_: Round, segment: Segment) -> frozenset[str]:
    """The keys of the forms that ask for the segment."""
    return frozenset(source.key for source in round_.sources if _asks(source, segment))


def group_of(interview: Interview, segment: Segment) -> str | None:
    """The one group that an interview is in; None where it is in several."""
    groups = _answers(interview, segment)
    return groups.pop() if len(groups) == 1 else None


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
    statuses = _statuses(heard, shown, targets)
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


def _statuses(heard: Mapping[str, int], shown: Mapping[str, int | None], targets: Mapping[str, int]) -> dict[str, str]:
    """By group, whether its target is met; nothing for withheld groups where that would give one of them away."""
    statuses = {value: _status(number, targets.get(value)) for value, number in heard.items()}
    hidden = [value for value, number in shown.items() if number is None]
    if _statuses_tell_too_much({value: heard[value] for value in hidden}, targets):
        statuses |= dict.fromkeys(hidden, "")
    return statuses


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
