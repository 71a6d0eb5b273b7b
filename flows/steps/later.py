"""Later thoughts: which of them can be joined to an interview now, which wait, and how many people heard back.

Rows of such a source are redacted after those of all others. One whose code leads to no kept interview is held before
it is stored; as soon as its interview is kept, it is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from flows.steps.collect_report import SourceReport
from flows.steps.workplace import Workplace
from reports.told_rate import told_rate, told_sum
from rounds.interviews import LATER_REASONS, HeldReason, Interview
from rounds.notebook import Notebook, RowState
from rounds.releases import ToldSum
from rounds.round import Role, Source
from rounds.summary import ToldBack


def held_without_interview(notebook: Notebook, batch: Sequence[Interview]) -> list[Interview]:
    """The batch, with those held that are later thoughts and belong to no kept interview; no others change."""
    codes = {one.code_digest for one in batch if one.later and one.held is None}
    if not codes:
        return list(batch)
    reasons = notebook.reasons_by_code(codes)
    return [
        replace(one, held=reason, notes=(), record=None)
        if one.later and one.held is None and (reason := reasons[one.code_digest])
        else one
        for one in batch
    ]


def can_be_joined_now(notebook: Notebook, source: Source, states: Mapping[str, RowState]) -> set[str]:
    """The rows of a source for later thoughts that are held for want of an interview, and need not be any more."""
    waiting = {id_ for id_, state in states.items() if state.held in LATER_REASONS} if source.later else set()
    if not waiting:
        return set()
    reasons = notebook.later_reasons(source.key)
    return {id_ for id_ in waiting if id_ in reasons and reasons[id_] is None}


def hold_those_left_alone(place: Workplace, parts: Iterable[SourceReport]) -> None:
    """At the end of a collect: holds thoughts that were joined before, and whose interview is not kept any more."""
    by_source = {part.source: part for part in parts}
    for key in place.notebook.sources():
        held = place.notebook.hold_unjoined(key, at=place.now())
        part = by_source.get(key)
        if held and part:
            _count(part, held)
        if part and (source := _later_source(place, key)):
            _warn_of_waiting(place, source, part)


def forget_reports_not_read(place: Workplace) -> None:
    """Deletes reports of people told that came from a source or columns that nobody reads any more."""
    read = {source.key for source in place.round.sources if source.single(Role.TOLD)}
    for key in {report.source for report in place.notebook.told()} - read:
        place.notebook.save_told(key, [], all_of_it=True)


def current_told_back(place: Workplace) -> ToldBack | None:
    """The round's told rate as interviewers report it, and as it may be told. Those who should report are the team."""
    return told_rate(place.notebook.told(), [one.code for one in place.team()], _told_before(place), _marker(place))


def current_told_sum(place: Workplace) -> ToldSum | None:
    """The sum in it, for the release of a summary."""
    return told_sum(place.notebook.told(), _told_before(place), _marker(place))


def told_sum_moved(place: Workplace) -> bool:
    """Whether a summary of today tells another sum than the last that left."""
    return current_told_sum(place) not in [*_told_before(place)[-1:], None]


def _told_before(place: Workplace) -> list[ToldSum]:
    return [release.told for release in place.notebook.releases() if release.told]


def _marker(place: Workplace) -> Callable[..., str]:
    """What is told of is two small numbers: without the key, anybody could guess them from a digest."""
    return lambda *parts: place.keyring.digest("told report", *parts)[:20]


def _later_source(place: Workplace, key: str) -> Source | None:
    return next((source for source in place.round.sources if source.key == key and source.later), None)


def _count(part: SourceReport, held: Mapping[str, HeldReason]) -> None:
    """Those that had not changed themselves were counted as unchanged."""
    part.replaced += len(held)
    for reason in held.values():
        if part.unchanged:
            part.unchanged -= 1
            part.held[str(reason)] += 1


def _warn_of_waiting(place: Workplace, source: Source, part: SourceReport) -> None:
    """Where a source could not be read, its thoughts stay held although their interviews are kept now."""
    waiting = can_be_joined_now(place.notebook, source, place.notebook.states(source.key))
    if waiting:
        part.warnings.append(
            f"{source.key}: {len(waiting)} later thoughts could be joined to their interviews now, but their rows are"
            " not there to be read. Put the export back, and collect again."
        )
