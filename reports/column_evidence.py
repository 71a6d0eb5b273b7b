"""What the rules of columns look at, and what they say."""

from __future__ import annotations

from dataclasses import dataclass

from reports import title_patterns as asks
from reports.column_facts import PICKED, ColumnFacts
from reports.title_patterns import Title
from rounds.form import QuestionKind
from rounds.round import Role

LABEL_LENGTH = 60  # characters of the middle answer; names and addresses stay below
_RECURRING = 0.7  # share of the selections that at least OFTEN rows made
_FEW = 4  # different answers: yes, no, not sure, other


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says. Of two columns for a role that only one may have, the heavier ``weight`` wins.

    ``identity`` marks a column that may only be discarded; ``withheld`` keeps its choices out of the draft.
    """

    role: Role
    reason: str
    warning: str | None = None
    identity: bool = False
    withheld: bool = False
    weight: int = 2


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the rules look at. ``by_interviewer``: whoever asked fills in the form, not whoever was asked.

    ``kind`` is how the form has the question answered, as far as the source knows; ``id`` its own name there.
    """

    title: Title
    facts: ColumnFacts
    by_interviewer: bool
    kind: QuestionKind = QuestionKind.UNKNOWN
    id: str = ""

    @property
    def is_prose(self) -> bool:
        """Most answers are long texts."""
        return (
            self.kind not in PICKED
            and self.facts.filled > 0
            and (self.facts.median_length >= LABEL_LENGTH or self.facts.long_share >= 0.5)
        )

    @property
    def is_typed(self) -> bool:
        """The form says that people write the answer, so none of it is a choice, however often it recurs."""
        return self.kind in (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)

    @property
    def is_choice(self) -> bool:
        """The answers were picked, not written: the form offers them, or, where nobody knows, most of them recur."""
        if self.id or self.kind is not QuestionKind.UNKNOWN:
            return self.facts.offered
        return self._recurs

    @property
    def _recurs(self) -> bool:
        return self.facts.covered >= _RECURRING

    @property
    def is_tick(self) -> bool:
        """A handful of different short answers, or none yet."""
        return (
            not self.is_prose
            and self.kind is not QuestionKind.LONG_TEXT
            and (self.facts.distinct <= _FEW or self._recurs)
        )

    @property
    def is_picked(self) -> bool:
        """Short answers that recur: a yes or no, or one of a few words."""
        return self.is_choice and not self.is_prose

    @property
    def tells_a_story(self) -> bool:
        """Asked openly, and not answered by picking."""
        return self.title.asks(asks.STORY) and not self.is_choice
