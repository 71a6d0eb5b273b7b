"""What pairs write about interviews, and the plan of the worksheet that they write in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class HeadlineKind(StrEnum):
    """A direct quote, or a descriptive sentence in the pair's words."""

    QUOTE = "quote"
    DESCRIPTIVE = "descriptive"


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline as it was read back. ``place`` (sheet and cell) is for people.

    ``source_changed``: its story was edited after the headline was written, and nobody has confirmed it since.
    """

    id: str
    interview_ids: tuple[str, ...]
    question: str
    kind: HeadlineKind
    text: str
    theme: str | None = None
    pair: str | None = None
    dissent: bool = False
    surprise: bool = False
    place: str = ""
    source_changed: bool = False


class QuoteStatus(StrEnum):
    """How true a quote is to the notes."""

    EXACT = "exact"
    ALTERED = "altered"
    WRONG_INTERVIEW = "wrong_interview"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class WordChange:
    """Where a quote differs from the note: ``said`` are the words of the note, ``written`` those of the quote.

    One of the two is empty where words were left out or added.
    """

    said: str
    written: str


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What was found of a headline's quote in the notes.

    ``interview_id`` and ``question`` say where it was found, exact or altered: for ``wrong_interview`` that is another
    interview than the headline names. Both are None for ``not_found``. ``changes`` are in the order of the text.
    ``is_unfinished``: not found because the quote is too long or too branched to be compared.
    """

    headline_id: str
    status: QuoteStatus
    interview_id: str | None = None
    question: str | None = None
    changes: tuple[WordChange, ...] = ()
    is_unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of headlines that people made. ``order`` sorts them in the summary, small first.

    ``id`` stays with it when it is renamed. ``replaces`` are names that it had before, or of themes that were merged
    into it or that it was split from.
    """

    name: str
    definition: str = ""
    order: int = 0
    id: str = ""
    replaces: tuple[str, ...] = ()


class Outcome(StrEnum):
    """What became of a prediction."""

    OPEN = "open"
    HELD = "held"
    OVERTURNED = "overturned"
    UNHEARD = "unheard"


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the team expected to hear.

    ``written_at`` is when it was recorded (with a time zone), ``is_late`` whether that was after the worksheet with
    the stories had been opened: then it is no prediction any more.
    """

    text: str
    outcome: Outcome = Outcome.OPEN
    written_at: datetime | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story of the Headlines tab; its share of the interview's blank rows follows for headlines."""

    interview_id: str
    question: str
    question_title: str
    role: str
    language: str
    story: str
    probe: str
    cue: str
    pair: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One line of the Coverage tab. ``heard`` is a number or words such as "fewer than 10"; ``target`` may be blank."""

    segment: str
    value: str
    heard: str
    target: str
    status: str


@dataclass(frozen=True, slots=True)
class WorksheetPlan:
    """Everything that a headline worksheet shows, whatever file or service it is written to.

    Each of ``norms`` is a heading, a line break, and its text. ``remarks`` are by the mark of a row: what is to be said
    in its Check cell about how its headline reads today.
    """

    round_title: str
    norms: tuple[str, ...]
    stories: tuple[StoryRow, ...]
    themes: tuple[Theme, ...]
    predictions: tuple[Prediction, ...]
    coverage: tuple[CoverageRow, ...]
    blank_rows: int = 5
    round_name: str = ""
    remarks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WrittenRow:
    """One row as people left it, cell for cell, under the headings of their columns.

    ``mark`` is the row's own id, which travels with it. ``interview`` is the text of its Interview cell, repaired
    where that was possible. ``check`` is what Sayback itself had remarked on the row. ``typed_over`` are cells of the
    story side, with their headings, that read otherwise than they were shown.
    """

    mark: str
    interview: str
    question: str
    cells: tuple[tuple[str, str], ...]
    check: str = ""
    typed_over: tuple[tuple[str, str], ...] = ()

    def cell(self, heading: str) -> str:
        """The text under ``heading``, or nothing."""
        return dict(self.cells).get(heading, "")


@dataclass(frozen=True, slots=True)
class ShownStory:
    """What a worksheet had shown of a story: enough to recognise it and to notice that it changed, not its text.

    ``digest`` is of the story, ``parts`` are digests of the cells that showed it and what stands beside it.
    """

    interview_id: str
    question: str
    question_title: str
    pair: str
    digest: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """What a worksheet had shown of a theme: its name, and the names that it replaced.

    ``replaces`` stood in its cell, ``earlier`` are those that stood in no cell. Its row may be gone since.
    """

    id: str
    name: str
    replaces: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenTab:
    """The rows of a table or tab that belongs to people, as text. The first row holds the headings of a table."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a worksheet remembers of its last writing, and of copies that were merged into it: digests, no text.

    ``at`` is when it was written (ISO 8601, UTC). ``cells`` is what stood there then, by place and heading: a place is
    the mark of a row, or a row of another tab. ``came`` is what copies brought, by place: it is not brought again,
    whatever people made of it. ``copies`` are those that were merged: a digest of their content, and when.
    """

    at: str = ""
    cells: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    came: Mapping[str, frozenset[str]] = field(default_factory=dict)
    copies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """Everything that people wrote in a worksheet, so that it can be carried into the next writing.

    ``columns`` are headings that they added to the Headlines tab, ``offered`` the themes that were suggested to them,
    ``none_written`` what stands beside "None written" on the Predictions tab, ``tabs`` the tabs that they added.
    ``own`` are digests of the rows that Sayback itself wrote into tabs of its own, by title; ``shown_themes`` is what
    the worksheet remembers of its themes.
    ``lacking`` are columns for people that somebody deleted. ``memory`` is None where a file has lost it.
    """

    rows: tuple[WrittenRow, ...] = ()
    columns: tuple[str, ...] = ()
    stories: tuple[ShownStory, ...] = ()
    themes: WrittenTab | None = None
    offered: tuple[str, ...] = ()
    predictions: WrittenTab | None = None
    none_written: str = ""
    tabs: tuple[WrittenTab, ...] = ()
    own: tuple[tuple[str, tuple[str, ...]], ...] = ()
    shown_themes: tuple[ShownTheme, ...] = ()
    lacking: tuple[str, ...] = ()
    memory: Remembered | None = None

    @property
    def pairs(self) -> dict[str, str]:
        """The pair that each interview was given when the worksheet was written."""
        return {story.interview_id: story.pair for story in self.stories}


@dataclass(frozen=True, slots=True)
class Problem:
    """A row of the worksheet that needs a person: where, what is wrong, what to do. Never quotes the cell."""

    sheet: str
    cell: str
    message: str

    def __str__(self) -> str:
        return f"{self.sheet}!{self.cell}: {self.message}"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A worksheet as read back: what people wrote, and what they should look at again."""

    headlines: tuple[Headline, ...]
    themes: tuple[Theme, ...]
    predictions: tuple[Prediction, ...]
    no_predictions: bool
    problems: tuple[Problem, ...]
