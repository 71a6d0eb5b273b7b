"""Runs and workers that die or never come: none is Running for ever. The data lead gets one mail, and one afterwards.

What a real Prefect server does with automations.yaml, as it is shipped but for its patience. Its records are in
PostgreSQL, as docs/scheduling.md advises: with a file it drops signs while that is locked, and then fires nothing.
"""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from psycopg import Connection
from sqlalchemy.engine import make_url

from flows.steps.collect import STEP
from flows.steps.workplace import Workplace, open_workplace
from rounds.journal import RunMark
from tests.connectors.mail_server import Inbox, free_port, running
from tests.postgres_cluster import Cluster
from tests.system.page_commands import Block, Desk, blocks, fresh_desk

pytestmark = pytest.mark.system
SAID = blocks()
LEAD = "data.lead@example.org"
# As shipped, but with the shortest heartbeat that Prefect has, so that nobody waits for ten minutes.
SHORTER = {
    "within: 600": "within: 95",
    "within: 60\n": "within: 10\n",
    "schedule_after: 65": "schedule_after: 12",
    "within: 900": "within: 20",
}
SOONER = {
    "HEARTBEAT_FREQUENCY=60": "HEARTBEAT_FREQUENCY=30",
    "LATE_RUNS_AFTER_SECONDS=300": "LATE_RUNS_AFTER_SECONDS=10\nPREFECT_WORKER_HEARTBEAT_SECONDS=5",
}
DATABASE = "PREFECT_SERVER_DATABASE_CONNECTION_URL"
RECORDS = "dead_runs"
LONG_AGO = timedelta(minutes=20)


@dataclass
class Nights:
    """A server, a worker and a watch; runs are started and killed, and mails come in."""

    desk: Desk
    inbox: Inbox
    records: Callable[[], Connection[Any]]

    @property
    def round(self) -> Path:
        return self.desk.folder / "my-rounds" / "attendance"

    def start(self) -> str:
        """A run by hand, as soon as it is at work; returns its id."""
        run = self.plan()
        self.wait_for(lambda: self.state(run) == "Running", 180)
        return run

    def plan(self, **when: Any) -> str:
        """A run for whoever works; returns its id."""
        (found,) = self.ask("/deployments/filter", deployments={"name": {"any_": ["collect-nightly"]}})
        return str(self.ask(f"/deployments/{found['id']}/create_flow_run", **when)["id"])

    def fired(self) -> set[str]:
        """The names of the automations that fired so far."""
        found = self.ask("/events/filter", filter={"event": {"name": ["prefect.automation.triggered"]}}, limit=50)
        return {one["resource"]["prefect.resource.name"].removeprefix("Sayback: ") for one in found["events"]}

    def looks_ahead(self) -> list[Any]:
        """The runs of the watch that are not over."""
        to_come = {"state": {"type": {"any_": ["SCHEDULED", "PENDING", "RUNNING"]}}}
        return list(self.ask("/flow_runs/filter", flows={"name": {"any_": ["watch"]}}, flow_runs=to_come))

    def let_the_worker_be_gone_for_long(self) -> None:
        """As if it had given its last sign long ago: the look does not speak of shorter absences."""
        with self.records() as database:
            database.execute(
                "UPDATE worker SET last_heartbeat_time = now() - %s WHERE work_pool_id IN"
                " (SELECT id FROM work_pool WHERE name = 'sayback')",
                (LONG_AGO,),
            )

    def ask(self, path: str, **body: Any) -> Any:
        answer = httpx.post(f"{self.desk.api}{path}", json=body, timeout=30, trust_env=False)
        answer.raise_for_status()
        return answer.json()

    def state(self, run: str) -> str:
        answer = httpx.get(f"{self.desk.api}/flow_runs/{run}", timeout=30, trust_env=False)
        return str(answer.json()["state"]["name"])

    def wait_for(self, what: Callable[[], Any], seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with suppress(httpx.HTTPError, KeyError):
                if what():
                    return
            time.sleep(0.5)
        raise TimeoutError("".join(map(self.desk.log, self.desk.running)))

    def wait_for_mails(self, number: int, seconds: float = 240) -> str:
        """The text of the last of ``number`` mails."""
        self.wait_for(lambda: len(self.inbox.messages) >= number, seconds)
        assert len(self.inbox.messages) == number
        return self.mails()[-1]

    def mails(self) -> list[str]:
        """All that came in: subject and text."""
        return [_read(message_from_bytes(one, policy=policy.default)) for one in self.inbox.messages]


def _read(mail: EmailMessage) -> str:
    assert mail["To"] == LEAD
    body = mail.get_body(("plain",))
    assert body is not None
    return f"{mail['Subject']}\n{body.get_content()}"


def process_of(run: str) -> int:
    """The process that a worker started for this run."""
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            is_engine = b"prefect" in (entry / "cmdline").read_bytes()
            if is_engine and run.encode() in (entry / "environ").read_bytes():
                return int(entry.name)
    raise LookupError(run)


@pytest.fixture(scope="module")
def records(postgres_cluster: Cluster) -> Iterator[str]:
    """The name of a database for the server's own records."""
    postgres_cluster.drop_database(RECORDS)  # what a killed run left on a server that goes on running
    postgres_cluster.create_database(RECORDS)
    yield RECORDS
    postgres_cluster.drop_database(RECORDS)


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory, postgres_cluster: Cluster, records: str) -> Iterator[Nights]:
    inbox = Inbox()
    folder = tmp_path_factory.mktemp("nights") / "sayback"
    with running(inbox) as mail, fresh_desk(folder, free_port()) as desk:
        change(folder / "automations.yaml", SHORTER)
        settings = folder / "deploy" / "sayback.env"
        url = make_url(postgres_cluster.url_for(records)).set(drivername="postgresql+asyncpg")
        said = f"{DATABASE}={url.render_as_string(hide_password=False)}"
        settings.write_text(re.sub(f"^# {DATABASE}=.*$", lambda _: said, settings.read_text(), flags=re.M))
        change(settings, {**SOONER, said: said})
        begin = SAID["begin"].commands.splitlines(keepends=True)[:-1]  # without the first night, which is for us
        desk.type(Block("begin", "".join(begin), stays=False))
        settings = folder / "my-rounds" / "attendance" / "round.toml"
        mailing = f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n'
        settings.write_text(f'{settings.read_text()}\n{mailing}[alerts]\nto = ["{LEAD}"]\nsender = "{LEAD}"\n')
        change(settings, {'role = "distress"': 'role = "discard"'})  # or a mail of its own would tell of the ticks
        desk.leave_running(SAID["server"])
        here = Nights(desk, inbox, partial(postgres_cluster.connect, records))
        here.wait_for(lambda: httpx.get(f"{desk.api}/ready", trust_env=False).is_success, 240)
        desk.type(SAID["deploy"])
        desk.leave_running(SAID["worker"])
        desk.leave_running(SAID["watch"])
        yield here


def change(path: Path, words: dict[str, str]) -> None:
    text = path.read_text()
    for old, new in words.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


def test_a_killed_run_is_told_once_and_again_when_the_next_one_went_well(nights: Nights) -> None:
    with open_workplace(nights.round) as place:  # so that it waits for its turn
        run = nights.start()
        os.kill(process_of(run), signal.SIGKILL)
        nights.wait_for(lambda: nights.state(run) == "Crashed", 120)
        leave_mark(place)
    told = nights.wait_for_mails(1)
    assert "collect-nightly" in told
    assert "was cut off" in told
    again = nights.start()  # finds the mark of the killed one, and says nothing: it was told
    nights.wait_for(lambda: nights.state(again) == "Completed", 180)
    over = nights.wait_for_mails(2)
    assert "collect-nightly" in over
    assert "was cut off" in over


def leave_mark(place: Workplace) -> None:
    """As a run leaves it that is killed in the middle of its work."""
    place.notebook.begin_run(RunMark(STEP, place.now(), "a-computer"))


def test_a_run_whose_worker_was_killed_with_it_is_not_running_for_ever(nights: Nights) -> None:
    mails = len(nights.inbox.messages)
    with open_workplace(nights.round):  # so that the run waits for its turn
        run = nights.start()
        worker = nights.desk.running.pop("worker")
        kill_all_below(worker.pid)
        worker.wait()
    assert nights.state(run) == "Running"
    nights.wait_for(lambda: nights.state(run) == "Crashed", 300)
    assert "was cut off" in nights.wait_for_mails(mails + 1)
    nights.desk.leave_running(SAID["worker"])
    again = nights.start()
    nights.wait_for(lambda: nights.state(again) == "Completed", 180)
    assert "collect-nightly" in nights.wait_for_mails(mails + 2)


def test_a_run_that_nobody_begins_and_a_pool_where_nobody_works_are_told_until_it_is_over(nights: Nights) -> None:
    before = len(nights.inbox.messages)

    def news() -> str:
        return "\n".join(nights.mails()[before:])

    nights.desk.end("worker", signal.SIGKILL)
    nights.let_the_worker_be_gone_for_long()
    due = {"type": "SCHEDULED", "state_details": {"scheduled_time": (datetime.now(UTC) - LONG_AGO).isoformat()}}
    run = nights.plan(state=due)
    nights.wait_for(lambda: nights.state(run) == "Late", 120)
    nights.wait_for(lambda: {"a run is late", "nobody works"} <= nights.fired(), 240)
    nights.wait_for(lambda: "nobody has begun it" in news() and "No worker of the Prefect work pool" in news(), 240)
    assert (news().count("nobody has begun it"), news().count("No worker of the Prefect work pool")) == (1, 1)
    nights.wait_for(lambda: not nights.looks_ahead(), 240)  # one now would tell the end in parts
    told = len(nights.inbox.messages)
    nights.desk.leave_running(SAID["worker"])
    nights.wait_for(lambda: nights.state(run) == "Completed", 240)
    over = nights.wait_for_mails(told + 1)
    assert "nobody has begun it" in over
    assert "No worker of the Prefect work pool" in over


def kill_all_below(process: int) -> None:
    """As when the machine goes down."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    os.kill(process, signal.SIGKILL)
    for one in children:
        kill_all_below(int(one))
