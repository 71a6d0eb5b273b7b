"""One step of a round in a process of its own, perhaps disturbed: killed, asked to wait while something else breaks, or
given another clock.

The process is a fork of one that has loaded the language model, so that hundreds of runs take minutes.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

from flows.steps.failures import UnexpectedFailure, without_text
from tests.system import fault_clock, fault_places
from tests.system.fault_notebook import exported
from tests.system.fault_story import Step, outcome_of

_EXIT_CODES = {"done": 0, "failed": 10, "busy": 11, "skipped": 12, "bug": 13}
_OUTCOMES = {code: outcome for outcome, code in _EXIT_CODES.items()}
_KILL_AFTER_SECONDS = 180.0  # a step takes one or two; a busy machine is no fault


@dataclass(frozen=True)
class Disturbance:
    """What happens to a run: at the nth ``place`` of a kind a SIGKILL or a ``deed``, or a SIGKILL ``after`` seconds.

    ``clock`` is what libfaketime understands ("+3d", "@2026-11-01 01:59:50"), from the start or, with ``jump``, from
    ``place`` on. ``google`` are faults of the stand-in that are planned already (only told here).
    """

    kind: str
    place: tuple[str, int] | None = None
    after: float | None = None
    clock: str = ""
    jump: str = ""
    deed: Callable[[], object] | None = None

    def __str__(self) -> str:
        place = f" at {self.place[0]} {self.place[1]}" if self.place else ""
        after = f" after {self.after:.3f} s" if self.after is not None else ""
        return f"{self.kind}{place}{after} {self.clock}{self.jump}".strip()


@dataclass(frozen=True)
class Ended:
    """How a run ended: an outcome of ``nightly``, "killed", "stuck", or "bug" for what nobody explained."""

    outcome: str
    seconds: float
    counts: dict[str, int]


@dataclass(frozen=True)
class Runner:
    """Runs steps in forks of this process; ``folder`` is for what they say, and for the clock."""

    folder: Path
    environ: dict[str, str]

    @property
    def log(self) -> Path:
        return self.folder / "runs.log"

    def step(self, step: Step, round_folder: Path, what: Disturbance | None = None) -> Ended:
        """Runs ``step`` once, disturbed by ``what``."""

        def run() -> int:
            outcome = without_text(outcome_of)(step, round_folder, datetime.now(UTC))
            return _EXIT_CODES[outcome]

        return self._run(run, what)

    def export(self, round_folder: Path) -> bytes:
        """What the notebook says now. Raises RuntimeError when it cannot be exported; the log says why."""
        out = self.folder / "export.bytes"

        def run() -> int:
            out.write_bytes(exported(round_folder))
            return 0

        if (ended := self._run(run, None)).outcome != "done":
            raise RuntimeError(f"the export ended as {ended.outcome}")
        return out.read_bytes()

    def _run(self, run: Callable[[], int], what: Disturbance | None) -> Ended:
        fault_places.forget()
        clock = self.folder / "clock"
        clock.write_text(what.clock if what and what.clock else "+0")
        told, tell = os.pipe()
        waits, go_on = os.pipe()
        began = time.monotonic()
        child = os.fork()
        if child == 0:
            os.close(told), os.close(go_on)
            self._become(run, what, tell, waits)
        os.close(tell), os.close(waits)
        deed = what.deed if what else None
        if what and what.jump:
            deed = partial(clock.write_text, what.jump)
        ended = _watched(child, told, go_on, deed, what.after if what else None)
        os.close(told), os.close(go_on)
        return replace(ended, seconds=time.monotonic() - began, counts=fault_places.counted())

    def _become(self, run: Callable[[], int], what: Disturbance | None, tell: int, waits: int) -> NoReturn:
        """The child: everything that it says goes into the log, at the most talkative level."""

        def ask() -> None:
            os.write(tell, b"x")
            os.read(waits, 1)

        code = _EXIT_CODES["bug"]
        try:
            log = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.dup2(log, 1), os.dup2(log, 2)
            os.environ.update(self.environ)
            tempfile.tempdir = None  # that of the environment
            if what and (what.clock or what.jump):
                os.environ[fault_clock.FILE] = str(self.folder / "clock")
            logging.basicConfig(level=logging.DEBUG, stream=sys.stderr, force=True)
            if what and what.place:
                fault_places.watch((*what.place, ask if what.deed or what.jump else _die))
            else:
                fault_places.watch()
            code = run()
        except UnexpectedFailure as error:
            print("BUG", error, file=sys.stderr)
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _watched(
    child: int, told: int, go_on: int, deed: Callable[[], object] | None, after: float | None
) -> Ended:  # fmt: skip
    """Waits for the child; does ``deed`` when it asks; kills it ``after`` seconds."""
    until = time.monotonic() + (_KILL_AFTER_SECONDS if after is None else after)
    while True:
        ready, _, _ = select.select([told], [], [], max(0.0, until - time.monotonic()))
        if not ready:
            os.kill(child, signal.SIGKILL)
            break
        if not os.read(told, 1):
            break
        if deed:
            deed()
        os.write(go_on, b"x")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        stuck = not ready and after is None
        return Ended("stuck" if stuck else "killed", 0.0, {})
    return Ended(_OUTCOMES.get(os.WEXITSTATUS(status), "bug"), 0.0, {})
