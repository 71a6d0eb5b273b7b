"""Runs and workers that die: none is Running for ever. The data lead gets one mail, and one when it is over."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import httpx
import pytest

from flows.steps.workplace import open_workplace
from tests.connectors.mail_server import Inbox, free_port, running
from tests.system.page_commands import Block, Desk, blocks, fresh_desk

pytestmark = pytest.mark.system
SAID = blocks()
LEAD = "data.lead@example.org"
# As shipped, but with the shortest heartbeat that Prefect has, so that nobody waits for ten minutes.
SHORTER = {"within: 600": "within: 95", "within: 60\n": "within: 10\n", "schedule_after: 65": "schedule_after: 12"}


@dataclass
class Nights:
    """A server, a worker and a watch; runs are started and killed, and mails come in."""

    desk: Desk
    inbox: Inbox

    @property
    def round(self) -> Path:
        return self.desk.folder / "my-rounds" / "attendance"

    def start(self) -> str:
        """A run by hand, as soon as it is at work; returns its id."""
        (found,) = self.ask("/deployments/filter", deployments={"name": {"any_": ["collect-nightly"]}})
        run = str(self.ask(f"/deployments/{found['id']}/create_flow_run")["id"])
        self.wait_for(lambda: self.state(run) == "Running", 90)
        return run

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

    def wait_for_mails(self, number: int, seconds: float = 120) -> str:
        """The text of the last of ``number`` mails."""
        self.wait_for(lambda: len(self.inbox.messages) >= number, seconds)
        assert len(self.inbox.messages) == number
        mail = message_from_bytes(self.inbox.messages[-1], policy=policy.default)
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
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    inbox = Inbox()
    folder = tmp_path_factory.mktemp("nights") / "sayback"
    with running(inbox) as mail, fresh_desk(folder, free_port()) as desk:
        change(folder / "automations.yaml", SHORTER)
        change(folder / "deploy" / "sayback.env", {"HEARTBEAT_FREQUENCY=60": "HEARTBEAT_FREQUENCY=30"})
        begin = SAID["begin"].commands.splitlines(keepends=True)[:-1]  # without the first night, which is for us
        desk.type(Block("begin", "".join(begin), stays=False))
        settings = folder / "my-rounds" / "attendance" / "round.toml"
        mailing = f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n'
        settings.write_text(f'{settings.read_text()}\n{mailing}[alerts]\nto = ["{LEAD}"]\nsender = "{LEAD}"\n')
        desk.leave_running(SAID["server"])
        here = Nights(desk, inbox)
        here.wait_for(lambda: httpx.get(f"{desk.api}/ready", trust_env=False).is_success, 120)
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
    run = nights.start()
    os.kill(process_of(run), signal.SIGKILL)
    nights.wait_for(lambda: nights.state(run) == "Crashed", 60)
    told = nights.wait_for_mails(1)
    assert "collect-nightly" in told
    assert "was cut off" in told
    again = nights.start()
    nights.wait_for(lambda: nights.state(again) == "Completed", 120)
    assert "collect-nightly" in nights.wait_for_mails(2)


def test_a_run_whose_worker_was_killed_with_it_is_not_running_for_ever(nights: Nights) -> None:
    mails = len(nights.inbox.messages)
    with open_workplace(nights.round):  # so that the run waits for its turn
        run = nights.start()
        worker = nights.desk.running.pop("worker")
        kill_all_below(worker.pid)
        worker.wait()
    assert nights.state(run) == "Running"
    nights.wait_for(lambda: nights.state(run) == "Crashed", 180)
    assert "was cut off" in nights.wait_for_mails(mails + 1)
    nights.desk.leave_running(SAID["worker"])
    again = nights.start()
    nights.wait_for(lambda: nights.state(again) == "Completed", 120)


def kill_all_below(process: int) -> None:
    """As when the machine goes down."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    os.kill(process, signal.SIGKILL)
    for one in children:
        kill_all_below(int(one))
