"""What assemble did, for whoever shows it to people."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from flows.steps.closing import Opening
from flows.steps.pairs import Sharing
from flows.steps.predictions import NoneWritten
from reports.worksheet_predictions import NOT_JUDGED
from rounds.headlines import Headline, Problem, QuoteCheck, QuoteStatus


@dataclass(frozen=True, slots=True)
class ReturnedCopy:
    """What became of a copy of the worksheet that came back: ``name`` is that of its file.

    ``rows`` took something over, ``conflicts`` stand in two versions now, ``left_out`` are rows about interviews that
    were withdrawn. ``merged_before`` is when its content was merged already (ISO 8601, UTC); then it was skipped.
    """

    name: str
    rows: int = 0
    conflicts: int = 0
    left_out: int = 0
    merged_before: str = ""


@dataclass(frozen=True, slots=True)
class AssembleReport:
    """What was written, and where: ``path`` is a file, or ``url`` the address of a Google sheet.

    ``set_aside`` are rows that people wrote beside interviews that are not to be seen, ``without_interview`` those
    that they wrote beside none. ``unsettled`` are cells and rows of a Google sheet that stood otherwise again as soon
    as they were written. ``is_plain``: Google did not take the looks of new tabs. ``copies`` are cells of people in a
    Google sheet, such as Quotes!B7, that show a story as it may not be read any more. ``opened_now``: stories can be
    read for the first time. ``predictions`` were recorded before that.
    """

    path: Path | None
    interviews: int
    stories: int
    pairs: tuple[str, ...]
    carried: bool
    backup: Path | None
    backups_deleted: int
    backups_rewritten: int
    set_aside: int
    cells_to_reword: int
    url: str = ""
    without_interview: int = 0
    unsettled: int = 0
    is_plain: bool = False
    copies: tuple[str, ...] = ()
    sharing: Sharing | None = None
    opening: Opening | None = None
    opened_now: bool = False
    predictions: int = 0
    late_predictions: int = 0
    none_written: NoneWritten | None = None
    returned: tuple[ReturnedCopy, ...] = ()

    @property
    def conflicts(self) -> int:
        """How many rows and cells stand in two versions since copies were merged."""
        return sum(copy.conflicts for copy in self.returned)

    @property
    def where(self) -> str:
        """Where people find the worksheet."""
        return self.url or str(self.path)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read back, and what somebody should look at.

    ``predictions`` are those that were written before the worksheet was opened, ``late`` others; ``all_held``: every
    prediction held, which is a reason to look again. ``checks`` are of quotes; ``beside`` are the ids of those not
    found that stand in what the interviewer asked on or saw.
    """

    path: Path | None
    headlines: int
    quotes: int
    themes: int
    predictions: int
    no_predictions: bool
    problems: tuple[Problem, ...]
    before: int
    url: str = ""
    late: int = 0
    all_held: bool = False
    headlines_read: tuple[Headline, ...] = field(default=(), repr=False)
    checks: tuple[QuoteCheck, ...] = field(default=(), repr=False)
    beside: frozenset[str] = frozenset()

    @property
    def untrue(self) -> tuple[QuoteCheck, ...]:
        """The quotes that are not word for word in an interview that their headline names."""
        return tuple(check for check in self.checks if check.status is not QuoteStatus.EXACT)

    @property
    def where(self) -> str:
        """Where people find the worksheet."""
        return self.url or str(self.path)

    @property
    def to_mend(self) -> tuple[Problem, ...]:
        """The problems without predictions that are not judged yet: those are no mistake."""
        return tuple(problem for problem in self.problems if problem.message != NOT_JUDGED)
