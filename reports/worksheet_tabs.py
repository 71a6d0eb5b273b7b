"""The tabs and columns of a headline worksheet, and the marks of its rows: what writer and reader agree on."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

FORMAT = "sayback-worksheet"
FORMAT_VERSION = 1

READ_ME = "Read me"
HEADLINES = "Headlines"
SIDE_BY_SIDE = "Side by side"
THEMES = "Themes"
PREDICTIONS = "Predictions"
COVERAGE = "Coverage"
SET_ASIDE = "Set aside"
MACHINE = "sayback"  # very hidden: what this file had shown, for the next writing

# Written anew each time.
INTERVIEW, ROLE, QUESTION, STORY, BESIDE = "Interview", "Role", "Question", "Story", "Asked further / Seen"
CHECK, MARK = "Check", "Row"
# Written by people.
HEADLINE, KIND, THEME, DISSENT, SURPRISE, PAIR, NOTE = (
    "Headline", "Kind", "Theme", "Dissent", "Surprise", "Pair", "Note",
)  # fmt: skip
DEFINITION, ORDER, REPLACES = "Definition", "Order", "Replaces"
PREDICTION, OUTCOME, WRITTEN = "Prediction", "Outcome", "Written"
ASIDE = "Set aside because"
THEME_NOW, LIKENESS = "Theme now", "Like the one above"

HUMAN_COLUMNS = (HEADLINE, KIND, THEME, DISSENT, SURPRISE, PAIR, NOTE)
HEADLINE_COLUMNS = (INTERVIEW, ROLE, QUESTION, STORY, BESIDE, *HUMAN_COLUMNS, CHECK, MARK)
OUR_COLUMNS = (INTERVIEW, ROLE, QUESTION, STORY, BESIDE, CHECK, MARK)
ASIDE_COLUMNS = (INTERVIEW, QUESTION, *HUMAN_COLUMNS, CHECK, ASIDE, MARK)
THEME_COLUMNS = (THEME, DEFINITION, ORDER, REPLACES, MARK)
PREDICTION_COLUMNS = (PREDICTION, OUTCOME, NOTE, WRITTEN)
SIMILAR_COLUMNS = (HEADLINE, THEME_NOW, INTERVIEW, QUESTION, LIKENESS)
COVERAGE_COLUMNS = ("Group", "Value", "Heard", "Target", "Status")

# A header row is recognised by these headings, whatever the tab is called and in whatever order they stand.
SIGNATURES = {
    SIDE_BY_SIDE: frozenset({THEME_NOW, LIKENESS}),
    SET_ASIDE: frozenset({INTERVIEW, HEADLINE, ASIDE}),
    HEADLINES: frozenset({INTERVIEW, HEADLINE}),
    THEMES: frozenset({THEME, DEFINITION}),
    PREDICTIONS: frozenset({PREDICTION, OUTCOME}),
    COVERAGE: frozenset(COVERAGE_COLUMNS),
}

NONE_WRITTEN = "None written"
READ_ME_TITLE = "Headline worksheet:"
NOT_COUNTED = "not counted: the interview is held, or was withdrawn"
NO_ID = "not counted: no interview id"
NOT_HERE, WITHOUT_ID = "its interview is not in this worksheet", "it has no interview id"  # why a row is set aside

# What is written above the tables, under the title of their tab.
THEME_HINTS = (
    "Filled later: first headline all stories, then put headlines together and name the groups here. Order 1 is told"
    " first in the summary.",
    "Rename: type over the name. Merge: delete one row, write its name under Replaces of the other. Split: write it"
    " under Replaces of each new one.",
)
SIMILAR_HINTS = (
    "For reading: headlines that share words stand next to each other. A program did that. Which of them belong"
    " together, only you can say.",
    "It is written anew each time. Choose themes on the Headlines tab, not here.",
)
PREDICTION_HINTS = (
    "What you expected to hear, as it was recorded. When all is read, choose for each: held, overturned or unheard.",
    "A row that you add below is kept. It was written after the worksheet was opened, so it is no prediction any more.",
    "",
    f"{NONE_WRITTEN}: type x in the next cell",
)
COVERAGE_HINTS = (
    "Who was listened to so far. Interviews are counted, unless it says people.",
    "Small groups are withheld, and another one beside them, so that nobody can be worked out by subtraction.",
)
KIND_CHOICES, OUTCOME_CHOICES, MARKED = ("Quote", "Descriptive"), ("held", "overturned", "unheard"), "x"

# In characters.
HEADLINE_WIDTHS = {
    INTERVIEW: 13, ROLE: 11, QUESTION: 15, STORY: 63, BESIDE: 30, HEADLINE: 40, KIND: 12, THEME: 14,
    DISSENT: 8, SURPRISE: 8.5, PAIR: 7, NOTE: 22, CHECK: 26, MARK: 10, ASIDE: 24,
}  # fmt: skip
THEME_WIDTHS = {THEME: 32.0, DEFINITION: 66.0, ORDER: 8.0, REPLACES: 34.0, MARK: 11.0}
PREDICTION_WIDTHS = {PREDICTION: 72.0, OUTCOME: 14.0, NOTE: 36.0, WRITTEN: 26.0}
SIMILAR_WIDTHS = (66.0, 24.0, 14.0, 34.0, 18.0)
COVERAGE_WIDTHS = (26.0, 34.0, 12.0, 10.0, 16.0)
EXTRA_WIDTH = 20.0

NOBODY = "none"  # in the marks of rows that belong to no interview

_MARK = re.compile(r"(?P<interview>[^:;\s]+):(?P<question>[^:;\s]*):(?P<number>\d+|~[0-9a-f]+)")
_THEME_ID = re.compile(r"t-[0-9a-f]{8}")
_SEPARATORS = re.compile(r"[;,/\s]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """The id of a row: whose story it stood beside, and a number, or ``~`` and a digest for rows that people added."""

    interview_id: str
    question: str
    number: str

    def __str__(self) -> str:
        return f"{self.interview_id}:{self.question}:{self.number}"

    @property
    def slot(self) -> int | None:
        """The number of a row that Sayback wrote; None for a row that people added."""
        return int(self.number) if re.fullmatch(r"[0-9]{1,9}", self.number) else None


def parse_mark(text: str) -> Mark | None:
    """The mark in a cell, or None where none can be read."""
    match = _MARK.fullmatch(text.strip())
    return Mark(match["interview"], match["question"], match["number"]) if match else None


def added_mark(interview_id: str, question: str, *content: str) -> Mark:
    """A mark for a row that people added: the same content gives the same mark."""
    return Mark(interview_id or NOBODY, question, "~" + digest("\n".join(content)))


def is_theme_id(text: str) -> bool:
    """Whether a hidden cell of the Themes tab holds an id; people may have typed something else there."""
    return bool(_THEME_ID.fullmatch(text))


def digest(text: str) -> str:
    """A short digest that does not change with white space. For noticing a change, not for secrecy."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()[:16]


def row_digest(texts: Iterable[str]) -> str:
    """A digest of a whole row, whatever empty cells stand between its texts."""
    return digest(" ".join(texts))


def interview_ids(text: str) -> list[str]:
    """The ids in an Interview cell: several may stand there, separated by semicolons, commas or spaces."""
    return [part.lower() for part in _SEPARATORS.split(text) if part]


def heading_key(text: str) -> str:
    """A heading as it is compared: case and white space do not matter."""
    return " ".join(text.split()).casefold()


# What people type into a cell that wants an x.
MARKS = frozenset({"x", "✓", "✔", "☑", "yes", "y", "true", "1", "sí", "si"})
NO_MARKS = frozenset({"", "no", "n", "false", "0", "-", "–", "☐"})


def is_bare_mark(text: str) -> bool:
    """Whether a cell that wants an x says yes or no and nothing more; other words are worth keeping."""
    return text.strip().casefold() in MARKS | NO_MARKS


def is_marked(text: str) -> bool:
    """Whether a cell that wants an x is marked: anything but an explicit no counts."""
    return text.strip().casefold() not in NO_MARKS
