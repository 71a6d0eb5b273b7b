"""How many people heard back, as a summary may tell it after what earlier ones told.

A sum over three reports and one over four tell together what the fourth interviewer reported. So the sum that was told
stays until the reports of at least three interviewers are new, changed or gone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from reports.differencing import Element, Row, tells_on_few
from rounds.releases import ToldSum
from rounds.summary import ToldBack
from rounds.told import FEWEST_REPORTS, ToldReport, counted_reports


def told_sum(reports: Iterable[ToldReport], earlier: Sequence[ToldSum], mark: Callable[..., str]) -> ToldSum | None:
    """The sum over all reports that count, or the one that was told last; None while fewer than three have reported.

    ``earlier`` are all sums that were told, the oldest first. ``mark`` makes a keyed digest of its arguments.
    """
    last = earlier[-1] if earlier else None
    counted = counted_reports(reports)
    over = sorted((mark(_who(each)), mark(_who(each), f"{each.told}/{each.listened_to}")) for each in counted)
    if len(counted) < FEWEST_REPORTS or tells_on_few([_row(one.over) for one in earlier], _row(over), FEWEST_REPORTS):
        return last
    return ToldSum(sum(one.told for one in counted), sum(one.listened_to for one in counted), len(counted), tuple(over))


def told_rate(
    reports: Iterable[ToldReport], interviewers: Collection[str], earlier: Sequence[ToldSum], mark: Callable[..., str]
) -> ToldBack | None:
    """The round's told rate; None where nobody reported. ``interviewers`` are the codes of the team.

    The team does not change when an interview is withdrawn. Where there is none, those who reported stand for it.
    """
    counted = counted_reports(reports)
    if not counted and not earlier:
        return None
    told = told_sum(counted, earlier, mark)
    known = {report.interviewer for report in counted if report.interviewer}
    team = max(len(known | set(interviewers)), len(counted))
    if told is None:
        return ToldBack(None, None, len(counted), team)
    return ToldBack(told.told, told.listened_to, told.reports, max(team, told.reports))


def _row(over: Iterable[tuple[str, str]]) -> Row:
    return frozenset(Element(who, what, what) for who, what in over)


def _who(report: ToldReport) -> str:
    return report.interviewer or f"unknown {report.id}"
