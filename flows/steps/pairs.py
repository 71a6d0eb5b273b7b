"""Who reads which interview: shared out anew at each assembling, without moving what people have begun."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flows.steps.workplace import Workplace
from reports.pairs import Pairs, assign_pairs, pairs_of
from reports.worksheet_tabs import PAIR, interview_ids
from rounds.headlines import Written
from rounds.interviews import Interview

PAIRS_FACT = "pairs"  # JSON: made (codes by pair) and typed (pairs that people chose, by interview id)


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who reads together, and what became of what was given to them.

    ``moved`` counts interviews that had another pair before. ``left`` counts, by pair, those that stay with a pair that
    is no more, because people wrote beside them. Of ``unknown`` ones nobody can know who did them: the name in the form
    is none of team.csv. ``own`` stay, because people wrote beside them or chose the pair, with a pair one of whose
    members did them. ``given`` is the pair of each interview, by id.
    """

    pairs: Pairs
    moved: int = 0
    left: Mapping[str, int] = field(default_factory=dict)
    unknown: int = 0
    own: int = 0
    given: Mapping[str, str] = field(default_factory=dict, repr=False)


def share_out(place: Workplace, interviews: Sequence[Interview], written: Written) -> dict[str, str]:
    """The pair of each interview, by id. Pairs that Sayback made, and pairs that people typed, are noted down.

    In a shared sheet with a tab for each pair, rows stay in their tab, and so interviews with their pair.
    Raises PairsError as ``assign_pairs`` does.
    """
    before, noted = pairs_before(written), _noted(place)
    settings = place.round.worksheet
    stay = {*worked_on(written), *(before if settings.google_sheet and settings.tab_per_pair else ())}
    did = Counter((before[i.id], i.interviewer) for i in interviews if i.interviewer and i.id in stay & before.keys())
    pairs = _pairs(place, noted, before, did)
    typed = typed_pairs(written, pairs, noted["typed"])
    typed = {each.id: typed[each.id] for each in interviews if typed.get(each.id) in pairs.members}
    fixed = {*stay, *typed}
    pair_of = assign_pairs(interviews, place.team(), kept={**before, **typed}, fixed=fixed, pairs=pairs)
    made = {name: list(codes) for name, codes in pairs.members.items()} if pairs.made else noted["made"]
    place.notebook.set_fact(PAIRS_FACT, json.dumps({"made": made, "typed": typed}))
    return pair_of


def sharing(place: Workplace, pair_of: Mapping[str, str], written: Written) -> Sharing:
    """What came of ``share_out``, to be told to people."""
    before, noted = pairs_before(written), _noted(place)
    pairs = _pairs(place, noted, before)
    moved = (key for key, pair in pair_of.items() if before.get(key, pair) != pair and key not in noted["typed"])
    left = Counter(pair for pair in pair_of.values() if pair not in pairs.members)
    return Sharing(pairs, len(list(moved)), left, given=pair_of)


def with_interviewers(shared: Sharing, interviews: Iterable[Interview]) -> Sharing:
    """With the interviews that the one who did them is reading, and those of nobody known, of which that may be so."""
    if shared.pairs.all_together:
        return shared
    by = {each.id: each.interviewer for each in interviews}
    own = sum(by.get(key) in shared.pairs.members.get(pair, ()) for key, pair in shared.given.items())
    return replace(shared, unknown=sum(code is None for code in by.values()), own=own)


def _pairs(
    place: Workplace,
    noted: Mapping[str, Any],
    before: Mapping[str, str],
    did: Mapping[tuple[str, str], int] | None = None,
) -> Pairs:
    return pairs_of(place.team(), place.round.name, earlier=noted["made"], taken=set(before.values()), did=did)


def _noted(place: Workplace) -> dict[str, Any]:
    noted: dict[str, Any] = json.loads(place.notebook.fact(PAIRS_FACT) or "{}")
    return {"made": {}, "typed": {}} | noted


def pairs_before(written: Written) -> dict[str, str]:
    """The pair that each interview was shown with; without that, the one that stands beside its headlines."""
    beside = {
        identifier: pair
        for row in reversed(written.rows)
        if (pair := row.cell(PAIR))
        for identifier in interview_ids(row.interview)
    }
    return beside | {key: pair for key, pair in written.pairs.items() if pair}


def worked_on(written: Written) -> set[str]:
    """The ids of interviews beside which people wrote anything but a pair."""
    return {
        identifier
        for row in written.rows
        if any(text for heading, text in row.cells if heading != PAIR)
        for identifier in interview_ids(row.interview)
    }


def typed_pairs(written: Written, pairs: Pairs, before: Mapping[str, str]) -> dict[str, str]:
    """Pairs that people typed over the one that was shown: by interview id, as the pair is written in the team.

    What they typed ``before`` counts as long as it stands beside the interview, or nothing else does. Where they typed
    several, the first counts. Any other word stays in its cell, for people.
    """
    names = {name.casefold(): name for name in pairs.members}
    beside: dict[str, list[str]] = {}
    for row in written.rows:
        pair = names.get(row.cell(PAIR).strip().casefold())
        for identifier in interview_ids(row.interview) if pair else ():
            beside.setdefault(identifier, []).append(str(pair))
    typed, shown = dict(before), written.pairs
    for identifier, there in beside.items():
        other = [pair for pair in there if pair != shown.get(identifier, pair)]
        if other and before.get(identifier) not in there:
            typed[identifier] = other[0]
    return typed
