"""Who is in which group of a segment, and whether a new count of a theme tells on a group of a split that was shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from reports.coverage import asking_forms, group_of
from reports.differencing import Row
from reports.heard import Heard
from reports.published import Base, Published
from rounds.releases import SplitTold
from rounds.round import Segment

Groups = Mapping[str, frozenset[str]]  # ids of interviews by the name of their group

_REST = ""  # those whose form does not ask for the segment; no group has an empty name


def groups_by(segment: Segment, asked: Collection[str], heard: Heard) -> Groups | None:
    """Those of ``asked`` whose form asks for the segment, by group, in declared order.

    None where somebody is in several groups, as sums over these count twice.
    """
    forms = asking_forms(heard.round, segment)
    groups: dict[str, set[str]] = {}
    for key in asked:
        if heard.interviews[key].source in forms:
            group = group_of(heard.interviews[key], segment)
            if group is None:
                return None
            groups.setdefault(group, set()).add(key)
    order = {name: place for place, name in enumerate(segment.values)}
    return {name: frozenset(groups[name]) for name in sorted(groups, key=lambda name: order.get(name, len(order)))}


def is_large(ids: Collection[str], said: Collection[str], floor: int) -> bool:
    """Whether of ``ids`` as many as the floor said it, and as many did not."""
    number = len(set(ids) & set(said))
    return number >= floor and len(set(ids)) - number >= floor


def tells_on_a_group(
    split: SplitTold,
    sources: Collection[str],
    asked: Collection[str],
    said: Collection[str],
    heard: Heard,
    published: Published,
) -> bool:
    """Whether a total of today, with this split of then beside it, would be a small cell of the split.

    It is one where people came or went in a single group: the other cells are known. ``sources`` are the forms that
    asked about the theme then.
    """
    segment = heard.round.segment(split.segment)
    groups = groups_by(segment, asked, heard) if segment else None
    if groups is None:
        return True
    here = {**groups, _REST: frozenset(asked).difference(*groups.values())}
    then = published.over(Base(split.of, frozenset(sources)))
    rest_then = then - published.over(Base(split.of, frozenset(split.sources)))
    sizes = {cell.group: cell.asked for cell in split.cells} | {_REST: len(rest_then)}
    return any(
        _touches_one_group(
            {name: _came(ids, then, published, edited) for name, ids in here.items()},
            here,
            sizes,
            said,
            heard.round.floor,
        )
        for edited in (True, False)
    )


def _came(ids: Iterable[str], then: Row, published: Published, edited: bool) -> set[str]:
    """Who of ``ids`` is not in ``then``; those who were ``edited`` since too, or not: who edits, knows what."""
    people = {one.person for one in then}
    return {
        key
        for key in ids
        for one in published.elements([key])
        if (one not in then if edited else one.person not in people)
    }


def _touches_one_group(
    came: Mapping[str, set[str]],
    here: Groups,
    sizes: Mapping[str, int],
    said: Collection[str],
    floor: int,
) -> bool:
    """Whether people came to or went from a single group, and it is small or was left by somebody."""
    went = {name: size - len(here.get(name, ())) + len(came.get(name, ())) for name, size in sizes.items()}
    touched = [name for name in {*here, *sizes} if came.get(name) or went.get(name)]
    if len(touched) != 1:
        return False
    return went.get(touched[0], 0) > 0 or not is_large(came.get(touched[0], ()), said, floor)


def tells_on_a_new_group(
    segment: Segment, base: Base, asked: Collection[str], said: Collection[str], heard: Heard, published: Published
) -> bool:
    """Whether only one group came since ``base``, the whole of it: the difference of two totals is its small cell."""
    then = published.over(base)
    groups = groups_by(segment, asked, heard)
    if groups is None or not {one.person for one in then} <= {one.person for one in published.elements(asked)}:
        return False
    here = [*groups.values(), frozenset(asked).difference(*groups.values())]
    came = [_came(ids, then, published, edited=False) for ids in here]
    touched = [(ids, new) for ids, new in zip(here, came, strict=True) if new]
    return len(touched) == 1 and touched[0][0] == touched[0][1] and not is_large(touched[0][0], said, heard.round.floor)
