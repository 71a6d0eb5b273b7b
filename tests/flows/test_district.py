"""What a district's night asks of Google and of Dask, without a server: that is in test_district_runs."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import prefect_setup
from flows.dask_chunks import VARIABLE, NoDask, dask_runs
from flows.district import NoSuchEngine, collect_one, district_nightly
from flows.steps.district_plan import NightPlan
from tests.flows.google_round import GoogleRound
from tests.google.standin import StandIn

DOCS = Path(__file__).resolve().parents[2] / "docs"
# Of one account: lists in Forms, reads in Sheets, letters in Gmail (6,000 units at 100 each).
A_MINUTE = {"forms": 180, "sheets": 60, "gmail": 60}
PLAN = NightPlan(datetime.now(UTC), datetime.now(UTC), ())


@pytest.mark.parametrize("page", ["district.md", "google-setup.md"])
def test_the_limits_that_the_docs_make_stay_below_those_of_google(page: str) -> None:
    made = re.findall(
        r"prefect gcl create google-(\w+) --limit (\d+) --slot-decay-per-second ([\d.]+)", (DOCS / page).read_text()
    )
    assert [service for service, _, _ in made] == [*A_MINUTE]
    for service, limit, decay in made:
        assert int(limit) + 60 * float(decay) <= A_MINUTE[service]


def test_each_request_for_a_round_of_a_chunk_waits_for_its_turn(
    google_env: StandIn, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns: list[str] = []
    monkeypatch.setattr(prefect_setup, "rate_limit", lambda name, *, strict: turns.append(name))
    pulled = GoogleRound(google_env, tmp_path_factory.mktemp("round")).write()
    for _ in range(2):
        assert collect_one.fn(str(pulled.folder), None, True).good
    assert turns == ["google-forms"] * len(pulled.asked())
    assert len(turns) == 4


def test_an_engine_that_is_none_is_refused_before_anything_begins(tmp_path: Path) -> None:
    with pytest.raises(NoSuchEngine, match="workers, dask"):
        district_nightly.fn(str(tmp_path), engine="ray")


def test_without_prefect_dask_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "tcp://127.0.0.1:1")
    for module in ("prefect_dask", "prefect_dask.task_runners"):
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(NoDask, match=re.escape('pip install "sayback[dask]"')), dask_runs(None, PLAN):
        pytest.fail("there is no Dask")


def test_without_an_address_it_is_said_which_variable_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(NoDask, match=VARIABLE), dask_runs(None, PLAN):
        pytest.fail("there is no Dask")
