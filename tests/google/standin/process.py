"""A stand-in in a process of its own, so that it does not share the interpreter's lock with what is measured."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Iterator
from functools import partial
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import Any

from tests.google.standin.stand_in import StandIn, running_stand_in


class RemoteStandIn:
    """A `StandIn` elsewhere: the same methods and attributes, fetched over a pipe (what is fetched is a copy).

    `remote.add_form(...)`, `remote.seconds`, `remote.call("faults.add", fault, times=2)`. The form or response that is
    fetched cannot be changed by changing the copy.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def call(self, name: str, *args: Any, **more: Any) -> Any:
        """Call a method by its (dotted) name, or read an attribute.

        Raises:
            RuntimeError: the method failed there.
        """
        self._connection.send((name, args, more))
        went_well, result = self._connection.recv()
        if not went_well:
            raise RuntimeError(result)
        return result

    def add_synthetic_responses(self, form_id: str, count: int, *, seed: int = 1) -> None:
        """Make so many responses to a `listening_form()` there: nothing of them goes over the pipe."""
        self.call("synthetic", form_id, count, seed)

    def __getattr__(self, name: str) -> Any:
        if callable(getattr(StandIn, name, None)):
            return partial(self.call, name)
        return self.call(name)


@contextlib.contextmanager
def running_stand_in_process() -> Iterator[RemoteStandIn]:
    """A stand-in that listens in another process until the block ends."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    there.close()
    try:
        yield RemoteStandIn(here)
    finally:
        here.close()
        process.join(10)
        if process.is_alive():  # still starting on a busy machine, perhaps
            process.terminate()
            process.join()
        process.close()


def _serve(connection: Connection) -> None:
    with running_stand_in() as google, contextlib.suppress(EOFError):
        while True:
            name, args, more = connection.recv()
            try:
                connection.send((True, _done(google, name, args, more)))
            except Exception as error:  # told to the caller
                connection.send((False, f"{name}: {type(error).__name__}: {error}"))


def _done(google: StandIn, name: str, args: tuple[Any, ...], more: dict[str, Any]) -> Any:
    if name == "synthetic":
        return _add_synthetic(google, *args)
    found = attrgetter(name)(google)
    return found(*args, **more) if callable(found) else found


def _add_synthetic(google: StandIn, form_id: str, count: int, seed: int) -> None:
    from tests.google.forms import synthetic_responses

    form = google.forms[form_id].json
    google.add_responses(form_id, synthetic_responses(form, count, seed=seed), validate=False)
