"""A circle-back run that nobody approved waits at a real Prefect server; only the ledger lets it send."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from flows.steps.approving import approve, withdraw_approval
from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.deliveries import deliveries
from flows.steps.quote_deciding import decide_quotes, quotes_to_decide
from flows.steps.read_back import read_back
from tests.connectors.mail_server import Inbox, free_port, running
from tests.flows.leak_scan import find_planted
from tests.flows.pair_work import type_headlines
from tests.flows.prefect_server import PROJECT, Server, running_server
from tests.flows.small_round import LETTERS, SmallRound

pytestmark = pytest.mark.system  # a real Prefect server: two minutes

KEY = "7e" * 32
QUOTE = "The office asked him for a note"
HEADLINE = "Getting to school depends on who else is at home."
PLANTED = (
    "makes breakfast for two cousins", QUOTE, HEADLINE, "Mornings at home", "Las mañanas en casa",
    "what a hard morning is like", "The listening team", "ada@example.org", "bo@example.org", "Lindqvist", "Sandoval",
    "listening@example.org", "Deshawn", "A lead of ours", "What we heard, and what happens next",
)  # fmt: skip


@dataclass
class Driver:
    """A process that executes runs and types commands, as workers and people do."""

    process: subprocess.Popen[str]

    def ask(self, *words: str) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@dataclass
class Waiting:
    """A round with letters, a mail server, and a run that sends them once they are approved."""

    folder: Path
    server: Server
    deployment: str
    driver: Driver
    inbox: Inbox = field(default_factory=Inbox)
    run: str = ""

    def start(self) -> str:
        """Starts a run; tells how it ended."""
        self.run = self.server.start(self.deployment, round_folder=str(self.folder), send=True)
        return self.execute()

    def execute(self) -> str:
        """Executes the run, as a worker does when it is due."""
        return str(self.driver.ask("execute", self.run))

    def type(self, *words: str) -> tuple[int, str]:
        """Types a command about this round."""
        code, printed = self.driver.ask("command", words[0], str(self.folder), *words[1:])
        return code, printed

    @property
    def state(self) -> str:
        return self.server.state(self.run)

    def nothing_was_sent(self) -> bool:
        """Nothing left, and nothing waits to be sent."""
        return not self.inbox.messages and not deliveries(self.folder)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that this module writes lies below."""
    return tmp_path_factory.mktemp("approval")


@pytest.fixture(scope="module")
def server(places: Path) -> Iterator[tuple[Server, str]]:
    home = places / "prefect"
    home.mkdir()
    with running_server(home, free_port()) as server:
        server.environ["SAYBACK_KEY"] = KEY
        yield server, server.deploy("circle-back", "flows.circle_back:circle_back")


@pytest.fixture(scope="module")
def driver(server: tuple[Server, str], places: Path) -> Iterator[Driver]:
    with (places / "driver.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.waiting_runs"],
            env=server[0].environ,
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        with process:
            yield Driver(process)


@pytest.fixture(scope="module")
def heard(places: Path) -> Path:
    """A round in which a theme was heard and a quote allowed; copied for each test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", KEY)
        small = SmallRound(places / "heard").write(LETTERS.replace("[letters]", f'[letters]\nquotes = ["{QUOTE}"]'))
        collect(small.folder)
        type_headlines(assemble(small.folder, early=True).path, HEADLINE)
        read_back(small.folder)
        decide_quotes(small.folder, "A lead of ours", allow=[quotes_to_decide(small.folder).each[0].id])
    return small.folder


@pytest.fixture
def waiting(
    server: tuple[Server, str], driver: Driver, heard: Path, places: Path, request: pytest.FixtureRequest
) -> Iterator[Waiting]:
    folder = places / request.node.name
    shutil.copytree(heard, folder)
    here = Waiting(folder, *server, driver)
    with running(here.inbox) as mail, (folder / "round.toml").open("a") as settings:
        settings.write(f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n')
        settings.flush()
        yield here


def test_a_run_waits_until_our_own_command_approves_and_then_sends(waiting: Waiting) -> None:
    assert waiting.start() == "suspended"
    assert waiting.state == "Suspended"
    assert waiting.nothing_was_sent()
    code, printed = waiting.type("approve", "--who", "A lead of ours", "--yes")
    assert code == 0, printed
    assert "1 run of circle-back waited for this and will go on." in printed
    assert waiting.state == "Resuming"
    assert waiting.execute() == "returned"
    assert waiting.state == "Completed"
    assert sorted(waiting.inbox.recipients) == ["ada@example.org", "bo@example.org"]


@pytest.mark.parametrize("body", [{}, {"run_input": {"approved": False}}, {"run_input": {"approved": True}}])
def test_an_answer_from_anywhere_else_sends_nothing(waiting: Waiting, body: dict[str, Any]) -> None:
    waiting.start()
    assert waiting.server.resume(waiting.run, **body)["status"] == "ACCEPT"
    assert waiting.execute() == "NotApproved"
    assert waiting.state == "Failed"
    assert waiting.nothing_was_sent()


def test_a_letter_that_changed_after_the_approval_is_not_sent(waiting: Waiting) -> None:
    waiting.start()
    assert waiting.type("approve", "--who", "A lead of ours", "--yes")[0] == 0
    settings = waiting.folder / "round.toml"
    settings.write_text(settings.read_text().replace("Names are taken out", "All names are taken out"))
    assert waiting.execute() == "NotApproved"
    assert waiting.nothing_was_sent()


def test_an_approval_that_is_taken_back_before_the_run_sends_nothing(waiting: Waiting) -> None:
    waiting.start()
    assert waiting.type("approve", "--who", "A lead of ours", "--yes")[0] == 0
    assert waiting.type("approve", "--withdraw")[0] == 0
    assert waiting.execute() == "NotApproved"
    assert waiting.nothing_was_sent()


def test_a_run_of_letters_that_are_approved_already_does_not_wait(waiting: Waiting) -> None:
    approve(waiting.folder, "A lead of ours")
    assert waiting.start() == "returned"
    assert len(waiting.inbox.messages) == 2


def test_the_approval_of_one_round_wakes_no_run_of_another(waiting: Waiting, heard: Path) -> None:
    waiting.start()
    code, printed = waiting.driver.ask("command", "approve", str(heard), "--who", "A lead of ours", "--yes")
    assert (code, "will go on" in printed) == (0, False)
    assert waiting.state == "Suspended"
    withdraw_approval(heard)


def test_a_run_that_waited_too_long_is_told_and_sends_nothing(waiting: Waiting) -> None:
    waiting.run = waiting.server.start(waiting.deployment, round_folder=str(waiting.folder), send=True)
    waiting.server.leave_waiting(waiting.run, "approval", days_ago=1)
    code, printed = waiting.type("approve", "--who", "A lead of ours", "--yes")
    assert (code, waiting.state) == (3, "Failed")
    assert "1 run of circle-back waited too long and ended." in printed
    assert waiting.nothing_was_sent()


def test_a_run_that_the_server_does_not_wake_goes_on_when_approve_is_typed_again(waiting: Waiting) -> None:
    waiting.start()
    answer = waiting.server.resume(waiting.run, run_input={"approved": "perhaps"})
    assert answer["status"] == "REJECT"
    assert waiting.state == "Suspended"
    approve(waiting.folder, "A lead of ours")
    code, printed = waiting.type("approve", "--who", "A lead of ours", "--yes")
    assert "Approved by A lead of ours" in printed
    assert (code, waiting.execute()) == (0, "returned")
    assert len(waiting.inbox.messages) == 2


def test_status_tells_when_the_server_starts_the_round_next(waiting: Waiting) -> None:
    waiting.run = waiting.server.start(waiting.deployment, round_folder=str(waiting.folder))
    code, printed = waiting.type("status", "--json")
    told = json.loads(printed)
    assert (code, told["next_run"]["deployment"]) == (0, "tested")
    waiting.execute()
    assert json.loads(waiting.type("status", "--json")[1])["next_run"] is None


def test_a_command_that_nobody_deployed_cannot_wait_and_says_so(waiting: Waiting) -> None:
    code, printed = waiting.type("circle-back", "--send")
    assert code == 3
    assert "not approved" in printed
    assert waiting.nothing_was_sent()


def test_a_server_that_is_away_costs_no_approval(waiting: Waiting) -> None:
    words = ["approve", str(waiting.folder), "--who", "A lead of ours", "--yes"]
    nobody = f"http://a-user:a-password@127.0.0.1:{free_port()}/api"
    code, printed = waiting.driver.ask("command_without_server", nobody, *words)
    assert (code, "The approval is recorded" in printed) == (4, True)
    assert "a-password" not in printed
    assert waiting.start() == "returned"


def test_a_run_is_resumed_by_another_process_as_workers_start_it(waiting: Waiting) -> None:
    waiting.start()
    assert waiting.type("approve", "--who", "A lead of ours", "--yes")[0] == 0
    words = [sys.executable, "-m", "prefect.engine", waiting.run]
    done = subprocess.run(words, env=waiting.server.environ, cwd=PROJECT, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert waiting.state == "Completed"
    assert len(waiting.inbox.messages) == 2


def test_the_server_plans_the_runs_of_a_schedule_that_is_active(server: tuple[Server, str]) -> None:
    """What every night hangs on: with SQLAlchemy 2.1, Prefect 3.8.8 answers, shows the schedule, and plans nothing."""
    api = server[0]
    flow = api.post("/flows/", name="nightly")["id"]
    due = {"active": True, "schedule": {"cron": "15 4 * * *", "timezone": "America/Los_Angeles"}}
    made = api.post("/deployments/", name="planned", flow_id=flow, schedules=[due])["id"]
    planned: list[dict[str, Any]] = []
    end = time.monotonic() + 60
    while not planned and time.monotonic() < end:
        time.sleep(0.5)
        planned = api.post("/flow_runs/filter", deployments={"id": {"any_": [made]}})
    assert planned, "the server's log says why"
    assert all(run["auto_scheduled"] for run in planned)
    times = {datetime.fromisoformat(run["expected_start_time"]) for run in planned}
    assert {each.astimezone(ZoneInfo("America/Los_Angeles")).strftime("%H:%M") for each in times} == {"04:15"}


def test_the_server_keeps_nothing_of_letters_quotes_or_addresses(waiting: Waiting, places: Path) -> None:
    """The last one: it looks at what all of the above left behind."""
    waiting.start()
    waiting.server.resume(waiting.run)
    assert waiting.execute() == "NotApproved"
    assert waiting.type("approve", "--who", "A lead of ours", "--yes")[0] == 0
    assert waiting.start() == "returned"
    time.sleep(3)  # logs and events are sent in the background
    left_behind = [places / "prefect", places / "driver.log"]
    told = find_planted([str(waiting.folder), "These letters are not approved"], [places / "prefect"])
    assert len(told) == 2, "parameters and messages must be there, or nothing was tested"
    assert find_planted(PLANTED, left_behind) == {}
