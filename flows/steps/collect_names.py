"""After a collect: a name that one interview gives away is masked in all interviews of the round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.steps.workplace import Workplace
from redaction.redactor import Redactor
from rounds.errors import SaybackError
from rounds.interviews import Interview
from rounds.notebook import Notebook

if TYPE_CHECKING:
    from flows.steps.collecting import Collecting

NAMES_DUE = "names_due"  # a fact: rows were redacted since names were last masked in all interviews


class CollectUnfinished(SaybackError):
    """Rows were redacted, but names learnt from them are not yet masked everywhere: nothing may leave."""


def refuse_unfinished_collect(notebook: Notebook) -> None:
    """Raises CollectUnfinished when a collect was stopped, or a source of it failed, before names were masked."""
    if notebook.fact(NAMES_DUE) is not None:
        raise CollectUnfinished(
            "The last collect did not finish: it was stopped, or a source could not be read. Names that it learned may"
            " still stand in other interviews. Mend what it complained of, if anything, and run `sayback collect DIR`"
            " again; nothing was written."
        )


@dataclass(slots=True)
class Spreading:
    """Masks a name that one interview gives away in those that were redacted before it was learnt.

    Rows that can be read are redacted once more, so that their notes are what they would have been had the name been
    known; in notes whose source is gone it is masked as it stands.
    """

    place: Workplace
    redactor: Redactor
    due: bool
    masked_as_stored: int = 0  # interviews whose source could not be read

    @classmethod
    def begin(cls, place: Workplace, redactor: Redactor, plans: Sequence[Collecting]) -> Spreading:
        """Tells the redactor the names of the interviews that stay as they are, before any other is redacted."""
        due = place.notebook.fact(NAMES_DUE) is not None  # a run stopped before it could finish
        if due or any(plan.expected for plan in plans):
            place.notebook.set_fact(NAMES_DUE, "yes")
            replaced = {id_ for plan in plans for id_ in plan.replaced}
            stay = [sealed for id_, sealed in place.notebook.round_names().items() if id_ not in replaced]
            redactor.names.know(stay, as_learnt=due)
            due = True
        return cls(place, redactor, due)

    def finish(self, plans: Sequence[Collecting], *, complete: bool) -> None:
        """Masks what was learnt everywhere. ``complete``: no source failed, so that nothing stays to be done."""
        if not self.due:
            return
        if self.redactor.names.learnt:
            notebook = self.place.notebook
            lacking = [one for one in notebook.rows() if self.redactor.lacks_names(one)]
            self._mask(plans, lacking)
        if complete:
            self.place.notebook.set_fact(NAMES_DUE, None)

    def _mask(self, plans: Sequence[Collecting], lacking: Sequence[Interview]) -> None:
        ids = {interview.id for interview in lacking}
        for plan in plans:
            ids -= plan.redact_again(ids)
        unread = [self.redactor.mask_learnt(interview) for interview in lacking if interview.id in ids]
        self.masked_as_stored = self.place.notebook.rewrite(unread, at=self.place.now())
