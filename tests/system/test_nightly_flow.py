"""The flow `nightly` on a real server: scheduled runs are run once, failures end as Failed and say why, mails leave."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prefect.client.orchestration import SyncPrefectClient

from flows.steps.workplace import open_workplace
from flows.watch import ENDLESS, end_endless
from tests.connectors.mail_server import Inbox, free_port, running
from tests.flows.prefect_server import PROJECT, Server, running_server
from tests.flows.small_round import SmallRound
from tests.flows.steps.test_telling import alerts, mail_settings, make

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("prefect")
    with running_server(home, free_port()) as server:
        server.environ |= {"SAYBACK_KEY": "7e" * 32}
        yield server


def execute(server: Server, run: str) -> str:
    command = [sys.executable, "-m", "prefect.engine", run]
    subprocess.run(command, env=server.environ, cwd=PROJECT, capture_output=True, check=False, timeout=240)
    state = server.api.get(f"/flow_runs/{run}").json()["state"]
    return f"{state['name']}: {state['message']}"


def scheduled_runs(server: Server, deployment: str, place: Path) -> list[str]:
    """The runs of the last three nights, as the server's scheduler would have made them: after three nights asleep."""
    runs = [server.start(deployment, place=str(place)) for _ in range(3)]
    database = sqlite3.connect(Path(server.environ["PREFECT_HOME"]) / "prefect.db", timeout=60)
    with closing(database), database:
        for nth, run in enumerate(runs):
            due = datetime.now(UTC) - timedelta(days=2 - nth, hours=1)
            database.execute(
                "UPDATE flow_run SET auto_scheduled = 1, expected_start_time = ? WHERE id = ?",
                (due.strftime("%Y-%m-%d %H:%M:%S.%f"), run),
            )
    return runs


def outcomes(small: SmallRound) -> list[tuple[str, bool]]:
    with open_workplace(small.folder, alone=False) as place:
        return [(run.outcome, run.scheduled_for is not None) for run in reversed(place.notebook.runs())]


def test_late_scheduled_runs_catch_up_once_and_failures_are_told(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYBACK_KEY", "7e" * 32)
    inbox = Inbox()
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("lead@example.org") + mail_settings(mail))
        deployment = server.deploy("nightly", "flows.nightly:nightly")
        late = scheduled_runs(server, deployment, small.folder)
        states = [execute(server, run) for run in late]
        assert states[0] == "Completed: done."
        assert set(states[1:]) == {"Completed: skipped."}
        assert outcomes(small) == [("done", True)]
        assert execute(server, server.start(deployment, place=str(small.folder))) == "Completed: done."
        assert outcomes(small) == [("done", True), ("done", False)]
        small.export.write_text(small.export.read_text().replace("Grade", "Marisol Okonkwo"))
        failed = execute(server, server.start(deployment, place=str(small.folder)))
    assert failed.startswith("Failed: ")
    assert '"Grade"' in failed
    assert "Okonkwo" not in failed
    assert len(inbox.messages) == 1


def test_rounds_that_share_a_store_are_sick_and_the_others_of_the_folder_are_collected(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYBACK_KEY", "7e" * 32)
    for name, more in {"adams": "", "copy": '[stores]\nnotebook = "sqlite:///../adams/notebook.db"\n'}.items():
        make(tmp_path / "rounds" / name, more)
    well = make(tmp_path / "rounds" / "lincoln", "")
    run = server.start(server.deploy("nightly", "flows.nightly:nightly"), place=str(tmp_path / "rounds"))
    failed = execute(server, run)
    assert failed.count("have a store in common") == 2
    assert outcomes(well) == [("done", False)]
    assert not (tmp_path / "rounds" / "adams" / "notebook.db").exists()


def test_a_run_that_has_no_end_is_called_crashed_and_one_that_went_on_lately_is_not(server: Server) -> None:
    deployment = server.deploy("nightly", "flows.nightly:nightly")
    asked = f"/deployments/{deployment}/create_flow_run"
    runs = [server.post(asked, parameters={"place": "/nowhere"}, tags=["sayback"])["id"] for _ in range(2)]
    for run in runs:
        server.post(f"/flow_runs/{run}/set_state", state={"type": "RUNNING", "name": "Running"}, force=True)
    database = sqlite3.connect(Path(server.environ["PREFECT_HOME"]) / "prefect.db", timeout=60)
    with closing(database), database:
        began = (datetime.now(UTC) - ENDLESS - timedelta(hours=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
        of_it = "WHERE flow_run_id = ? AND type = 'RUNNING'"  # no two states of a run bear the same time
        database.execute(f"UPDATE flow_run_state SET timestamp = ? {of_it}", (began, runs[0]))
        database.executemany("UPDATE flow_run SET start_time = ? WHERE id = ?", [(began, run) for run in runs])
    with SyncPrefectClient(server.environ["PREFECT_API_URL"]) as client:
        end_endless(client)
    assert [server.state(run) for run in runs] == ["Crashed", "Running"]
