"""Engines in processes of their own: the same findings, on as many cores as there are workers.

Texts travel through the pipes between the processes and nowhere else. What a worker cannot do it reports without a
word of the text; a worker that dies fails the batch.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from redaction.engine import Engine, EngineUnavailable, engine_version, load_engine
from redaction.lexicon import Lexicon, load_lexicon
from redaction.names.rampart import LANGUAGES
from redaction.quiet import leave_no_core
from rounds.interviews import InputSpan

MOST_WORKERS = 4
_MOST_PER_CORE = 4
MANY_ANSWERS = 200  # fewer are done before the workers have loaded their engines
_SHARES_PER_WORKER = 4  # more shares than workers, so that nobody waits long for the last one
_LONGEST_SHARE = 16
_engine: Engine | None = None  # in a worker: what its initializer loaded


class FindingFailed(RuntimeError):
    """A worker's engine failed on one of its texts. The message is the kind of error, never the text."""


class PoolUnavailable(RuntimeError):
    """Workers cannot be started here, as in a process that may have no children."""


class EnginePool:
    """``workers`` processes with an engine each; used like an ``Engine``. Serves one thread at a time.

    Raises PoolUnavailable when they cannot be started.
    """

    languages: tuple[str, ...] = LANGUAGES

    def __init__(self, workers: int) -> None:
        self._workers = workers
        leave_no_core()
        # Why spawn? A forked child could inherit a lock that another thread holds.
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
        try:
            ready = all(self._pool.map(_is_ready, range(workers)))
            problem = "no engine"
        except (BrokenProcessPool, OSError, AssertionError) as error:
            ready, problem = False, type(error).__name__
        if ready:
            return
        self.close()
        raise PoolUnavailable(problem)

    @property
    def version(self) -> str:
        """As ``Engine.version``."""
        return engine_version()

    @property
    def lexicon(self) -> Lexicon:
        """As ``Engine.lexicon``."""
        return load_lexicon()

    def find(self, texts: Sequence[str], language: str) -> list[list[InputSpan]]:
        """As ``Engine.find``. Raises FindingFailed for a text that fails, EngineUnavailable when a worker dies."""
        distinct = list(dict.fromkeys(texts))
        try:
            done = list(self._pool.map(_find, self._shares(distinct), itertools.repeat(language)))
        except (OSError, RuntimeError):  # a broken pool is a RuntimeError
            done = None
        if done is None:
            raise EngineUnavailable("A redaction process ended before its time. Nothing of this batch was kept.")
        if failed := [one for one in done if isinstance(one, str)]:
            raise FindingFailed(failed[0])
        spans = (own for share in done if not isinstance(share, str) for own in share)
        found = dict(zip(distinct, spans, strict=True))
        return [list(found[text]) for text in texts]

    def close(self) -> None:
        """Ends the workers."""
        self._pool.shutdown(cancel_futures=True)

    def _shares(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """The texts in order, in shares of about the same number."""
        length = min(_LONGEST_SHARE, max(1, len(texts) // (self._workers * _SHARES_PER_WORKER)))
        return ([*texts[start : start + length]] for start in range(0, len(texts), length))


def workers_for(answers: int, wanted: int | None = None) -> int:
    """How many processes so many new answers are worth; ``wanted`` wins. 1: no other than this one."""
    if wanted is not None:
        return max(1, min(wanted, _MOST_PER_CORE * _cores()))
    return min(MOST_WORKERS, _cores()) if answers > MANY_ANSWERS else 1


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    global _engine
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one says when to end
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EngineUnavailable):  # why is this OK? ``_is_ready`` tells, and nobody prints a traceback
        _engine = load_engine()


def _is_ready(_: int) -> bool:
    return _engine is not None


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for texts for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        with contextlib.suppress(OSError):
            parent.join()
        os._exit(1)


def _find(texts: list[str], language: str) -> list[list[InputSpan]] | str:
    """What the worker's engine finds, or the kind of error: an exception would carry its message to the other side."""
    assert _engine is not None
    try:
        return _engine.find(texts, language)
    except MemoryError:
        raise
    except Exception as error:
        return type(error).__name__
