"""Where the time of Sayback goes: each step's own time, without that of the steps inside it."""

from __future__ import annotations

import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from redaction.engine import Engine

# What is timed, as module and name, in the words of the table. A step that no longer has this name is told of.
STEPS = {
    "reading lines, language": ("redaction.lines", "judge"),
    "normalising": ("redaction.engine", "normalise"),
    "Rampart: tokens, windows": ("redaction.names.rampart", "Rampart.opinion"),
    "Rampart: the model's run": ("redaction.names.rampart", "Rampart._run"),
    "beginnings of words": ("redaction.recognizers.beginnings", "Beginnings.__init__"),
    "pointers and signals of names": ("redaction.recognizers.scored_names", "NameSignals.table"),
    "the scoring's run": ("redaction.names.fusion", "Forest.scores"),
    "Presidio around the recognizers": ("presidio_analyzer", "AnalyzerEngine.analyze"),
    "setting up roster and rules": ("redaction.masking", "Masking.__init__"),
    "masking": ("redaction.masking", "Masking.mask"),
    "residue check": ("redaction.residue", "Residue.look"),
}
_REST = "everything else"


class Stopwatch:
    """Own time per step: while a step runs, the steps around it stand still."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = time.perf_counter()

    def start(self, step: str) -> None:
        """A step begins."""
        self._book()
        self._running.append(step)

    def stop(self) -> None:
        """The innermost step ends."""
        self._book()
        self._running.pop()

    def _book(self) -> None:
        now = time.perf_counter()
        self.seconds[self._running[-1] if self._running else _REST] += now - self._since
        self._since = now

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """``function``, timed; where it returns an iterator, so is each of its steps."""

        def run(*args: Any, **kwargs: Any) -> Any:
            self.start(step)
            try:
                result = function(*args, **kwargs)
            finally:
                self.stop()
            return self._timed_steps(step, result) if isinstance(result, Iterator) else result

        return run

    def _timed_steps(self, step: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            self.start(step)
            try:
                item = next(items)
            except StopIteration:
                return
            finally:
                self.stop()
            yield item


def watch(stopwatch: Stopwatch, engine: Engine) -> list[str]:
    """Puts the watch on every step of this process; the names of the steps that are no longer there."""
    gone = [step for step, place in STEPS.items() if not _watch_one(stopwatch, step, *place)]
    for recognizer in engine._analyzer.registry.recognizers:
        step = f"recognizer {type(recognizer).__name__}"
        vars(recognizer)["analyze"] = stopwatch.timed(step, recognizer.analyze)
    return gone


def _watch_one(stopwatch: Stopwatch, step: str, module: str, name: str) -> bool:
    try:
        owner: Any = importlib.import_module(module)
        *path, last = name.split(".")
        for part in path:
            owner = getattr(owner, part)
        setattr(owner, last, stopwatch.timed(step, getattr(owner, last)))
    except (ImportError, AttributeError):
        return False
    return True


def time_by_step(notes: Sequence[str], run: Callable[[Sequence[str]], object], engine: Engine) -> dict[str, float]:
    """Seconds of each step's own, most first; steps that are no longer there have none.

    Timing many small calls costs time of its own: the shares are good to a point or two. To be called in a process
    that ends afterwards, as the watch stays on.
    """
    stopwatch = Stopwatch()
    gone = watch(stopwatch, engine)
    stopwatch.start(_REST)
    run(notes)
    stopwatch.stop()
    by_time = sorted(stopwatch.seconds.items(), key=lambda item: -item[1])
    return dict(by_time) | dict.fromkeys(gone, 0.0)
