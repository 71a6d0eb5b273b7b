"""What may be said of a failure that nobody foresaw: its type and its place, never its message.

The message of a foreign exception may quote the text that it choked on. Prefect stores messages,
terminals keep them, schedulers mail them. So every step runs behind ``without_text``.
"""

from __future__ import annotations

import functools
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from rounds.errors import SaybackError

P = ParamSpec("P")
R = TypeVar("R")

_CONTROL_FLOW = ("asyncio.exceptions", "prefect.exceptions", "prefect._internal.concurrency.cancellation")

PROJECT = Path(__file__).resolve().parents[2]


class UnexpectedFailure(Exception):
    """A bug: says the type of the original exception and the line that raised it."""


def without_text(step: Callable[P, R]) -> Callable[P, R]:
    """Lets explained errors pass, without what caused them; turns any other into UnexpectedFailure."""

    @functools.wraps(step)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        explained: SaybackError | None = None
        unexpected = ""
        interrupted = False
        try:
            return step(*args, **kwargs)
        except SaybackError as error:
            explained = error
        except UnexpectedFailure as error:  # of a step within this one: it knows the place
            unexpected = str(error)
        except Exception as error:
            unexpected = place_of(error)
        except KeyboardInterrupt:
            interrupted = True
        except BaseException as error:
            if type(error).__module__ not in _CONTROL_FLOW:
                unexpected = place_of(error)
            else:
                raise
        # Raised outside the except block: the new exception must not carry the old one as its context.
        if explained is not None:
            explained.__cause__ = explained.__context__ = None
            raise explained.with_traceback(None)
        if interrupted:
            raise KeyboardInterrupt  # a new one: the old one may carry what was being handled when it came
        raise UnexpectedFailure(unexpected)

    return run


def place_of(error: BaseException) -> str:
    """``ValueError at redaction/engine.py:41``: where an exception came from, without its message."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PROJECT) and ".venv" not in frame.filename]
    frame = (ours or list(frames))[-1]
    path = Path(frame.filename)
    name = path.relative_to(PROJECT).as_posix() if path.is_relative_to(PROJECT) else path.name
    return f"{type(error).__name__} at {name}:{frame.lineno}"
