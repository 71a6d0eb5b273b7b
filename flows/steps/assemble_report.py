"""What assemble did, for whoever shows it to people."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rounds.headlines import Problem


@dataclass(frozen=True, slots=True)
class AssembleReport:
    """What was written, and where: ``path`` is a file, or ``url`` the address of a Google sheet.

    ``set_aside`` are rows that people wrote beside interviews that are not to be seen, ``without_interview`` those
    that they wrote beside none. ``unsettled`` are cells and rows of a Google sheet that stood otherwise again as soon
    as they were written. ``is_plain``: Google did not take the looks of new tabs. ``copies`` are cells of people in a
    Google sheet, such as Quotes!B7, that show a story as it may not be read any more.
    """

    path: Path | None
    interviews: int
    stories: int
    pairs: tuple[str, ...]
    carried: bool
    backup: Path | None
    backups_deleted: int
    set_aside: int
    cells_to_reword: int
    url: str = ""
    without_interview: int = 0
    unsettled: int = 0
    is_plain: bool = False
    copies: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """Where people find the worksheet."""
        return self.url or str(self.path)


@dataclass(frozen=True, slots=True)
class ReadReport:
    """What was read back, and what somebody should look at."""

    path: Path | None
    headlines: int
    quotes: int
    themes: int
    predictions: int
    no_predictions: bool
    problems: tuple[Problem, ...]
    before: int
    url: str = ""

    @property
    def where(self) -> str:
        """Where people find the worksheet."""
        return self.url or str(self.path)
