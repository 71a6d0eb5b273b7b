"""What a page counts besides interviews and themes: it stays as it was told while their counts do.

Otherwise it would be these numbers that tell of a withdrawal: an interview more that is held, a headline less.
"""

from __future__ import annotations

from dataclasses import replace

from reports.published import Published
from rounds.releases import BesidesTold


def told_besides(today: BesidesTold, published: Published) -> BesidesTold:
    """The numbers of ``today``, or those of the last summary that left; which headlines are shown is always today's."""
    before = published.besides
    return replace(before, shown=today.shown) if before and published.must_stay else today
