"""The mark that a run leaves while it works, and the record of how it ended: a run that is killed is noticed later."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flows.steps.failures import place_of
from flows.steps.workplace import Workplace
from rounds.errors import SaybackError, StoreError
from rounds.journal import DONE, FAILED, RunMark, RunRecord


@dataclass(slots=True)
class NotedRun:
    """A run in work. ``crashed`` is the one before it, if that died. Whoever runs sets ``counts``, and how it ends."""

    mark: RunMark
    crashed: RunRecord | None = None
    outcome: str = DONE
    counts: Mapping[str, Any] = field(default_factory=dict)

    def record(self, finished: datetime) -> RunRecord:
        """What the journal says of it."""
        return RunRecord(
            self.mark.step, self.mark.started, finished, self.outcome, self.counts, self.mark.scheduled_for
        )


@contextmanager
def noting_run(place: Workplace, step: str, scheduled_for: datetime | None = None) -> Iterator[NotedRun]:
    """Leaves the mark of a run of ``step`` under the round's lock, and afterwards says how it ended.

    A run that fails, or is interrupted, is recorded with the kind of its error. Only one that is killed leaves a mark.
    """
    mark = RunMark(step, place.now(), socket.gethostname(), scheduled_for)
    run = NotedRun(mark, place.notebook.begin_run(mark))
    try:
        yield run
    except BaseException as error:
        run.outcome, run.counts = FAILED, {"reason": kind_of(error)}
        with suppress(StoreError):  # the store may be why it failed: then the mark tells
            place.notebook.end_run(run.record(place.now()))
        raise
    place.notebook.end_run(run.record(place.now()))


def kind_of(error: BaseException) -> str:
    """What the journal says of an error: its kind, and of a bug its place. Messages may name accounts."""
    explained = isinstance(error, SaybackError | KeyboardInterrupt)
    return type(error).__name__ if explained else place_of(error)
