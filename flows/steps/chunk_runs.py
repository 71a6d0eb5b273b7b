"""Has the chunks of a night done by runs elsewhere, few at once, and waits for them, but not endlessly."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from flows.steps.district import undone
from flows.steps.district_plan import Chunk, NightPlan
from rounds.errors import TryAgain

FIRST_WAIT, LONGEST_WAIT, LONGER = 1.0, 15.0, 1.5  # seconds between two looks, and how they grow
LOOK_INSIDE = 300.0  # seconds between two looks into the notebooks of a chunk, whether it goes on


class RunState(StrEnum):
    """What is known of the run of a chunk: ``through`` walked all its rounds, ``broken`` ended before that."""

    WAITING = "waiting"
    WORKING = "working"
    THROUGH = "through"
    BROKEN = "broken"
    STOPPED = "stopped"


class Runs(Protocol):
    """An engine: something that runs chunks."""

    def start(self, chunk: Chunk, again: bool) -> str:
        """Has the chunk run as soon as somebody has room for it; returns the run's id. Asked twice, it is one run.

        ``again``: a run of what a broken one left, which is another one.
        """

    def states(self, ids: Collection[str]) -> Mapping[str, RunState]:
        """What is known of these runs. Raises TryAgain while nobody can be asked."""

    def withdraw(self, ids: Collection[str]) -> None:
        """Takes back runs that nobody has begun."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: how long a night waits while nobody begins a run, and while a run finishes no round."""

    start: float
    still: float


@dataclass
class _Run:
    chunk: Chunk
    again: bool
    since: float  # when something changed about it
    state: RunState = RunState.WAITING
    left: int = -1
    looked: float = 0.0


@dataclass
class ChunkNight:
    """``tried``: rounds whose run was through, well or not. ``reasons``: why others were not reached."""

    plan: NightPlan
    runs: Runs
    limits: Limits
    at_once: int
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    tried: set[Path] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)

    def walk(self) -> None:
        """Returns when every chunk is through or given up. Raises TryAgain when the engine cannot be asked for long."""
        self._queue = deque((chunk, False) for chunk in self.plan.chunks)
        self._out: dict[str, _Run] = {}
        self._changed = self.clock()
        wait = FIRST_WAIT
        while self._queue or self._out:
            before = self._changed
            if self._asked() and self._nobody_begins():
                self._give_up()
                return
            if self._queue or self._out:
                wait = FIRST_WAIT if self._changed != before else min(wait * LONGER, LONGEST_WAIT)
                self.sleep(wait)

    def _asked(self) -> bool:
        """Whether the engine answered; it may be away for as long as a run may wait for its start."""
        try:
            while self._queue and len(self._out) < self.at_once:
                chunk, again = self._queue[0]
                self._out[self.runs.start(chunk, again)] = _Run(chunk, again, self.clock())
                self._queue.popleft()
            for id_, state in self.runs.states([*self._out]).items():
                self._note(id_, state)
        except TryAgain:
            if self.clock() - self._changed > max(self.limits.start, self.limits.still):
                raise
            return False
        return True

    def _note(self, id_: str, state: RunState) -> None:
        run = self._out[id_]
        if state is not run.state:
            run.state, run.since = state, self.clock()
            self._changed = run.since
        if state is RunState.THROUGH:
            self.tried.update(run.chunk)
        elif state is RunState.STOPPED:
            self._miss("somebody cancelled their flow run")
        elif state is RunState.BROKEN or (state is RunState.WORKING and self._stands_still(run)):
            self._once_more(run)
        else:
            return
        del self._out[id_]

    def _stands_still(self, run: _Run) -> bool:
        now = self.clock()
        if now - max(run.looked, run.since) >= LOOK_INSIDE:
            run.looked = now
            left = len(undone(run.chunk, self.plan.scheduled_for))
            if left != run.left:
                run.left, run.since = left, now
        return now - run.since > self.limits.still

    def _once_more(self, run: _Run) -> None:
        """What a run left is done by another one, once, in the other order: what broke the first one comes last."""
        left = undone(run.chunk, self.plan.scheduled_for)
        if left and run.again:
            self._miss("their flow run ended before its time, twice")
        elif left:
            self._queue.append((tuple(reversed(left)), True))

    def _nobody_begins(self) -> bool:
        working = any(run.state is RunState.WORKING for run in self._out.values())
        return bool(self._out) and not working and self.clock() - self._changed > self.limits.start

    def _give_up(self) -> None:
        self.runs.withdraw([*self._out])
        self._miss(f"no worker had room for them within {round(self.limits.start / 60)} minutes")

    def _miss(self, why: str) -> None:
        if why not in self.reasons:
            self.reasons.append(why)
