"""What stands in the Check column: one remark in a line.

A remark on something that happened, such as an edited story, stays until people delete it. A remark on how a headline
reads today is made anew at each writing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reports.worksheet_tabs import NO_ID, NOT_COUNTED

SOURCE_CHANGED = "source_changed"
# What was decided for people when their row was carried over; it stays until they have looked and delete it.
ID_UNKNOWN = "another id was typed here, of no interview: see Note. Is this the right story?"
ID_FROM_ABOVE = "no id was typed here: it is that of the row above. Is this the right story?"
QUOTE, HEADLINE_THEME = "quote", "theme"  # what the remarks that are made anew begin with
_ANEW = (f"{QUOTE}: ", f"{HEADLINE_THEME}: ")
_EARLIER_WORDS = {"source changed": SOURCE_CHANGED}


def remarks_in(check: str) -> tuple[str, ...]:
    """The remarks of a Check cell, from top to bottom."""
    lines = (line.strip() for line in check.split("\n"))
    return tuple(_EARLIER_WORDS.get(line, line) for line in lines if line)


def lasting(check: str) -> tuple[str, ...]:
    """The remarks of a Check cell but for those that are made anew at each writing."""
    return tuple(line for line in remarks_in(check) if not line.startswith(_ANEW))


def typed_in(check: str) -> tuple[str, ...]:
    """The lines of a Check cell that people typed, or that tell them of something that they had typed."""
    return tuple(line for line in lasting(check) if line not in (SOURCE_CHANGED, NOT_COUNTED, NO_ID))


def joined(remarks: Iterable[str]) -> str:
    """A Check cell with these remarks, each once."""
    return "\n".join(dict.fromkeys(remarks))


def together(*remarks: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Remarks from several sources by the mark of a row, each once, in the order of the sources."""
    marks = dict.fromkeys(mark for each in remarks for mark in each)
    return {mark: tuple(dict.fromkeys(line for each in remarks for line in each.get(mark, ()))) for mark in marks}


def quotes_a_note(check: str) -> bool:
    """Whether a Check cell may repeat words of a story: what is said of a quote shows where it differs."""
    return any(line.startswith(f"{QUOTE}: ") for line in remarks_in(check))
