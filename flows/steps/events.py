"""JSON lines about what a step does, on standard error, where SAYBACK_LOG is ``json``: for whoever gathers logs.

A line holds moments, names of ours, counts, and the message of an explained error (rounds.errors: safe to log). Text of
people cannot slip in: everything else is refused by its type, and no library writes into these lines. Hence a few lines
of our own and neither logging nor a package for it: what reaches those comes from everywhere.
"""

from __future__ import annotations

import functools
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from connectors.google_retry import waiting_also_shown_to
from flows.steps.failures import UnexpectedFailure, place_of
from flows.steps.run_counts import counts_of
from flows.steps.troubles import without_path
from rounds.errors import SaybackError

P = ParamSpec("P")
R = TypeVar("R")
Value = int | float | bool | str | datetime | Mapping[str, int] | None

_NAME = re.compile(r"[\w.:+-]{1,100}")  # a name of ours: of a step, a kind, a round's folder, a source's key
_here: ContextVar[Mapping[str, Value]] = ContextVar("here", default={})  # noqa: B039 (never changed in place)


def is_on() -> bool:
    """Whether somebody wants the lines."""
    return os.environ.get("SAYBACK_LOG", "").casefold() == "json"


def event(name: str, **values: Value) -> None:
    """Writes a line about what happened just now, with the round and the step that it happened in."""
    if not is_on():
        return
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    said = {key: _plain(key, value) for key, value in {**_here.get(), **values}.items() if value is not None}
    line = json.dumps({"at": at, "event": name, **said})
    try:
        sys.stderr.write(f"{line}\n")  # one call, so that lines of threads stay whole
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # nobody listens any more: no reason to stop a night


def _plain(key: str, value: Value) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, str) and key not in ("reason", "round") and not _NAME.fullmatch(value):
        return "?"  # a folder may have any name; a line must not
    return {str(name): number for name, number in value.items()} if isinstance(value, Mapping) else value


def logged(step: str, reason: Callable[[Any], str | None] | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declares a step on the round in ``folder``, its first parameter: its begin and end are events, and its waits.

    ``reason`` takes from its report why it failed, where the step reports that and raises nothing: in safe words.
    """

    def declare(run: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(run)
        def logged_run(*args: P.args, **kwargs: P.kwargs) -> R:
            if not is_on():
                return run(*args, **kwargs)
            folder = Path(str(args[0] if args else kwargs["folder"]))
            with _telling(step, folder) as end:
                report = run(*args, **kwargs)
                end |= {"outcome": "done", **counts_of(report), **_because(reason and reason(report), folder)}
            return report

        return logged_run

    return declare


def _because(reason: str | None, folder: Path) -> dict[str, Value]:
    return {"reason": without_path(reason, folder)} if reason else {}


@contextmanager
def _telling(step: str, folder: Path) -> Iterator[dict[str, Value]]:
    token = _here.set({"round": folder.resolve().name, "step": step})
    began = time.monotonic()
    end: dict[str, Value] = {}
    try:
        event("begin")
        with waiting_also_shown_to(_wait):
            yield end
    except BaseException as error:
        end |= _failed(error, folder)
        raise
    finally:
        event("end", **{**end, "seconds": round(time.monotonic() - began, 3)})
        _here.reset(token)


def _failed(error: BaseException, folder: Path) -> dict[str, Value]:
    """Of an error that we cannot explain only its place: its message may quote a note."""
    if isinstance(error, KeyboardInterrupt):
        return {"outcome": "interrupted"}
    kind = {"outcome": "failed", "kind": type(error).__name__}
    if isinstance(error, SaybackError | UnexpectedFailure):
        return {**kind, **_because(str(error), folder)}
    return {**kind, "reason": place_of(error)}


def _wait(seconds: float, why: object) -> None:
    event("wait", service="google", seconds=round(seconds, 1), why=str(why))
