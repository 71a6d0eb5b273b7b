"""One or more processes that have loaded one system and wait for notes.

Every system has processes of its own: so each one's memory can be told, and none warms anything for another.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from types import TracebackType

from benchmarks.contenders import Contender
from redaction.pool import EnginePool

BATCH = 64
_SHARES_PER_WORKER = 4  # more shares than workers, so that nobody waits long for the last one
_PATIENCE = 300  # seconds until all workers of a crew must have loaded
_loaded: Contender | None = None  # in a worker: what its initializer loaded


@dataclass(frozen=True, slots=True)
class Lap:
    """One run over all notes. ``seconds`` by the clock, ``cpu`` of all workers together; ``peak`` MB of the largest."""

    seconds: float
    cpu: float
    peak: float
    digests: tuple[str, ...]


class Crew:
    """``workers`` processes with what ``load`` returns. To be used in a with statement.

    Each has run over the notes ``warm_up`` before any of them begins.
    """

    def __init__(self, load: Callable[[], Contender], workers: int = 1, warm_up: Sequence[str] = ()) -> None:
        self._workers = workers
        context = multiprocessing.get_context("spawn")
        ready = context.Barrier(workers)
        self._pool = ProcessPoolExecutor(
            workers, mp_context=context, initializer=_load, initargs=(load, list(warm_up), ready)
        )

    def __enter__(self) -> Crew:
        list(self._pool.map(abs, range(self._workers)))  # a process is started with the first task that needs it
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)

    def run(self, notes: Sequence[str]) -> Lap:
        """Runs over ``notes``, split among the workers; the digests are those of the shares, in order."""
        parts = shares(notes, self._workers * _SHARES_PER_WORKER) if self._workers > 1 else [notes]
        started = time.perf_counter()
        done = list(self._pool.map(_run, parts))
        seconds = time.perf_counter() - started
        digests, cpu, peaks = zip(*done, strict=True)
        return Lap(seconds, sum(cpu), max(peaks), digests)


class WorkerCrew:
    """``sayback redact --workers``: engines in ``workers`` processes, all else in this one, which is timed."""

    def __init__(self, redacting: Callable[[EnginePool], Contender], workers: int, warm_up: Sequence[str]) -> None:
        self._pool = EnginePool(workers)
        self._redact = redacting(self._pool)
        self._redact(warm_up)

    def __enter__(self) -> WorkerCrew:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.close()

    def run(self, notes: Sequence[str]) -> Lap:
        """As ``Crew.run``; ``cpu`` and ``peak`` are those of this process alone."""
        started, cpu = time.perf_counter(), time.process_time()
        digest = self._redact(notes)
        return Lap(time.perf_counter() - started, time.process_time() - cpu, peak_memory(), (digest,))


def shares(notes: Sequence[str], count: int) -> list[Sequence[str]]:
    """``notes`` in at most ``count`` stretches of the same length, in order: whole batches, as the engine likes it."""
    length = -(-len(notes) // (count * BATCH)) * BATCH
    return [notes[start : start + length] for start in range(0, len(notes), length)]


def _load(load: Callable[[], Contender], warm_up: Sequence[str], ready: Barrier) -> None:
    global _loaded
    _loaded = load()
    _loaded(warm_up)
    ready.wait(_PATIENCE)


def _run(notes: Sequence[str]) -> tuple[str, float, float]:
    assert _loaded is not None
    before = time.process_time()
    digest = _loaded(notes)
    return digest, time.process_time() - before, peak_memory()


def peak_memory() -> float:
    """The most memory that this process had so far, in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10
