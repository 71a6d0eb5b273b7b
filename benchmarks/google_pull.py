"""What pulling responses costs beside a bare loop over Google's client: ``python -m benchmarks.google_pull``."""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import google_auth_httplib2
import httplib2
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

from benchmarks.local_google import LocalGoogle, local_google
from benchmarks.table import aligned
from connectors.google_connection import sign_in
from connectors.google_forms import PAGE_SIZE, GoogleForm
from connectors.google_uses import FORMS_BODY_READ, FORMS_RESPONSES_READ
from rounds.form import Question

RESPONSES = 20_000
FEW, MANY = 5_000, 50_000
READ = 10  # columns that a round declares of a form
_LONG_AFTER = datetime(2100, 1, 1, tzinfo=UTC)
_BARS = {"time": 0.20, "memory": 1.30, "requests": 2}

Pull = Callable[[], int]


@dataclass(frozen=True, slots=True)
class Turn:
    """Seconds of both pulls in one turn, without those that the stand-in took for itself."""

    bare: float
    ours: float

    @property
    def extra(self) -> float:
        """The time that ours takes beyond the bare loop, as a share of the bare loop's."""
        return (self.ours - self.bare) / self.bare


@contextmanager
def bare_loop(url: str, token: str, form_id: str) -> Iterator[Pull]:
    """Google's client as its documentation uses it; each pull returns the number of responses."""
    http = google_auth_httplib2.AuthorizedHttp(Credentials(token), http=httplib2.Http())  # type: ignore[no-untyped-call]
    service = build("forms", "v1", http=http, static_discovery=True, client_options={"api_endpoint": f"{url}/"})

    def pull() -> int:
        count = 0
        responses = service.forms().responses()
        request = responses.list(formId=form_id, pageSize=PAGE_SIZE)
        while request is not None:
            page = request.execute()
            count += len(page.get("responses", []))
            request = responses.list_next(request, page)
        return count

    yield pull
    service.close()


@contextmanager
def sayback(form_id: str) -> Iterator[Pull]:
    """A form as `sayback collect` reads it, its structure too, with ``READ`` columns declared by id."""
    with sign_in(FORMS_BODY_READ, FORMS_RESPONSES_READ) as google:
        read = declared(GoogleForm(google, form_id).form().questions)

        def pull() -> int:
            source = GoogleForm(google, form_id, declared=read, timezone="America/Chicago")
            return sum(1 for _ in source.responses(list(read.values())))

        yield pull


def declared(questions: Sequence[Question]) -> dict[str, tuple[str, int]]:
    """The first columns of a form, as a round declares them."""
    return {question.id: question.address for question in questions[:READ]}


def race(google: LocalGoogle, form_id: str, repetitions: int) -> list[Turn]:
    """Both pulls by turns, after each has run once. Raises ValueError if they find different numbers of responses."""
    with bare_loop(google.url, google.token, form_id) as bare, sayback(form_id) as ours:
        if bare() != ours():
            raise ValueError("the two pulls found different numbers of responses")
        return [Turn(_seconds(google, bare), _seconds(google, ours)) for _ in range(repetitions)]


def _seconds(google: LocalGoogle, pull: Pull) -> float:
    before, started = google.seconds(), time.perf_counter()
    pull()
    took = time.perf_counter() - started
    return took - (google.seconds() - before)


def peak_of_pull(form_id: str) -> float:
    """The most memory that a new process needs to pull a form, in MB."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        return process.submit(_pull_and_weigh, form_id).result()


def _pull_and_weigh(form_id: str) -> float:
    with sayback(form_id) as pull:
        pull()
    status = Path("/proc/self/status")
    if status.exists():  # why not always ask getrusage? On Linux its peak begins with that of the parent process
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def requests_without_news(google: LocalGoogle, form_id: str) -> int:
    """How many requests it takes to learn that nothing has changed."""
    before = google.requests()
    with sign_in(FORMS_BODY_READ, FORMS_RESPONSES_READ) as connection:
        source = GoogleForm(connection, form_id)
        if list(source.responses_since(_LONG_AFTER, [source.form().questions[0].address])):
            raise ValueError("the stand-in has responses from the future")
    return google.requests() - before


def lines(turns: Sequence[Turn], few: float, many: float, requests: int) -> Iterator[str]:
    """The table: each measure with its bar."""
    extras = [turn.extra for turn in turns]
    middle = median(extras)
    among = f"{min(extras):+.2f} to {max(extras):+.2f}"
    cells = [["", "measured", "turns", "must", "result"]]
    cells.append(["time beyond a bare loop", f"{middle:+.2f}", among, *_judged("time", middle)])
    cells.append([f"memory, {MANY} to {FEW} responses", f"{many / few:.2f}", "", *_judged("memory", many / few)])
    cells.append(["requests of a pull without news", str(requests), "", *_judged("requests", requests)])
    yield from aligned(cells)
    bare, ours = median(turn.bare for turn in turns), median(turn.ours for turn in turns)
    yield f"seconds: {bare:.2f} bare, {ours:.2f} ours; memory: {few:.0f} MB, {many:.0f} MB"


def _judged(key: str, value: float) -> tuple[str, str]:
    return f"{_BARS[key]:g}", "ok" if value <= _BARS[key] else "FAIL"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.google_pull", description=__doc__)
    parser.add_argument("--repeat", type=int, default=5, help="how often each takes its turn")
    return parser.parse_args()


def main() -> None:
    """Runs the benchmark."""
    options = arguments()
    with local_google([RESPONSES, FEW, MANY]) as google:
        few, many = peak_of_pull(google.forms[FEW]), peak_of_pull(google.forms[MANY])
        turns = race(google, google.forms[RESPONSES], options.repeat)
        print(f"{RESPONSES} responses in pages of {PAGE_SIZE}, {READ} columns read; medians of {options.repeat} turns")
        for line in lines(turns, few, many, requests_without_news(google, google.forms[FEW])):
            print(f"  {line}")


if __name__ == "__main__":
    main()
