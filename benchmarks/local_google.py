"""The tests' stand-in for Google in a process of its own, filled with forms of so many invented responses."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class LocalGoogle:
    """Where it listens, an access token for it, and its forms by their number of responses."""

    url: str
    token: str
    forms: dict[int, str]
    pipe: Connection

    def seconds(self) -> float:
        """The time that it has spent on making answers so far."""
        return float(self._ask("seconds"))

    def requests(self) -> int:
        """How many requests of the API it has answered so far."""
        return int(self._ask("requests"))

    def _ask(self, what: str) -> Any:
        self.pipe.send(what)
        return self.pipe.recv()


@contextmanager
def local_google(counts: Sequence[int]) -> Iterator[LocalGoogle]:
    """Starts it with one form for each of ``counts``; within the block the environment leads Sayback to it."""
    context = multiprocessing.get_context("spawn")
    pipe, other_end = context.Pipe()
    kept = dict(os.environ)
    with tempfile.TemporaryDirectory() as folder:
        process = context.Process(target=_serve, args=(other_end, tuple(counts), folder))
        process.start()
        other_end.close()  # so that the pipe ends if the process does
        try:
            url, token, forms, credentials = pipe.recv()
            os.environ.update(SAYBACK_GOOGLE_ENDPOINT=url, GOOGLE_APPLICATION_CREDENTIALS=credentials)
            yield LocalGoogle(url, token, forms, pipe)
        finally:
            os.environ.clear()
            os.environ.update(kept)
            pipe.close()
            process.join()


def _serve(pipe: Connection, counts: Sequence[int], folder: str) -> None:
    """Runs in its process until the other end of ``pipe`` is closed."""
    standin = import_module("tests.google.standin")
    with standin.running_stand_in() as google:
        forms = {count: filled_form(google, count) for count in counts}
        credentials = google.credentials_file(Path(folder))
        pipe.send((google.url, google.access_token(), forms, str(credentials)))
        try:
            while question := pipe.recv():
                pipe.send(google.seconds if question == "seconds" else _api_requests(google))
        except EOFError:
            return


def filled_form(google: Any, count: int) -> str:
    """Adds a form with so many responses to a stand-in; its id."""
    made = import_module("tests.google.forms")
    form = made.listening_form()
    id_: str = google.add_form(form)
    google.add_responses(id_, made.synthetic_responses(form, count), validate=False)
    return id_


def _api_requests(google: Any) -> int:
    return sum(request.id != "token" for request in google.requests)
