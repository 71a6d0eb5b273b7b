"""JSON lines about what a step does. Whole walks, with planted text, are in test_leaks.py."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from connectors.google_faults import FaultKind
from connectors.google_retry import _waiting
from flows.__main__ import run
from flows.steps.events import event, logged
from flows.steps.nightly import nightly
from flows.steps.run_counts import counts_of
from redaction.engine import Engine
from rounds.errors import SaybackError
from tests.flows.small_round import SmallRound


@pytest.fixture(autouse=True)
def _as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_LOG", "json")


def lines(said: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said.splitlines() if line.startswith("{")]


def test_a_run_that_fails_is_told_by_each_step_that_it_is_in(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Engine, "find", _quoting)
    assert run(["collect", str(small.folder), "-q"]) == 1
    assert nightly(small.folder).exit_code == 1
    said = capfd.readouterr().err
    ends = [(one["step"], one["outcome"]) for one in lines(said) if one["event"] == "end"]
    assert ends == [("collect", "failed"), ("nightly", "failed")]
    assert "missed the bus" not in said


def _quoting(self: Engine, texts: list[str], *_: object, **__: object) -> None:
    raise ValueError(f"cannot parse {texts!r}")


def test_each_source_is_told_in_counts(small: SmallRound, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", str(small.folder), "-q"]) == 0
    begin, source, end = lines(capfd.readouterr().err)
    assert (begin["event"], source["source"], source["read"], source["kept"]) == ("begin", "student", 3, 3)
    assert (end["outcome"], end["total_kept"], end["held"]) == ("done", 3, {})
    assert end["seconds"] > 0


def test_nothing_is_told_where_nobody_asked_for_it(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SAYBACK_LOG")
    assert run(["collect", str(small.folder), "-q"]) == 0
    assert capfd.readouterr().err == ""


@logged("tried")
def tried(folder: Path, error: BaseException | None = None) -> None:
    _waiting.get()(2.04, FaultKind.QUOTA)
    logging.getLogger("anybody").error("Marisol Okonkwo")
    if error:
        raise error


def test_an_explained_error_is_told_without_the_way_to_the_folder(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "jane.doe" / "pine"
    with pytest.raises(SaybackError):
        tried(folder, SaybackError(f"{folder}/round.toml does not exist."))
    end = lines(capfd.readouterr().err)[-1]
    assert (end["kind"], end["reason"]) == ("SaybackError", "round.toml does not exist.")


def test_a_bug_and_an_interruption_are_told_without_their_message(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(ValueError):
        tried(tmp_path, ValueError("Marisol Okonkwo"))
    with pytest.raises(KeyboardInterrupt):
        tried(tmp_path, KeyboardInterrupt("Marisol Okonkwo"))
    told = lines(said := capfd.readouterr().err)
    ends = [one for one in told if one["event"] == "end"]
    assert ends[0]["reason"].startswith("ValueError at tests/flows/test_json_log.py:")
    assert ends[1]["outcome"] == "interrupted"
    assert all("Okonkwo" not in line for line in said.splitlines() if line.startswith("{"))


def test_a_wait_for_google_is_told_beside_whoever_hears_it(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from connectors.google_retry import waiting_shown_to

    heard: list[float] = []
    with waiting_shown_to(lambda seconds, _: heard.append(seconds)):
        tried(tmp_path)
    waits = [one for one in lines(capfd.readouterr().err) if one["event"] == "wait"]
    assert [(one["service"], one["seconds"], one["why"]) for one in waits] == [("google", 2.0, "quota")]
    assert heard == [2.04]


def test_a_value_that_is_no_name_of_ours_is_not_told(capfd: pytest.CaptureFixture[str]) -> None:
    event("source", source="She missed the bus twice last week", kept=1)
    (told,) = lines(capfd.readouterr().err)
    assert (told["source"], told["kept"]) == ("?", 1)


@dataclass
class _Careless:
    """A report that somebody gives a text, a list of texts and a table of them."""

    text: str = "Marisol"
    texts: list[str] = field(default_factory=lambda: ["Marisol", "Okonkwo"])
    held: dict[str, int] = field(default_factory=lambda: {"Marisol": 1})
    number: int = 3
    share: float = 0.12345


def test_only_numbers_of_a_report_are_counts() -> None:
    assert counts_of(_Careless()) == {"texts": 2, "number": 3, "share": 0.123}
    assert counts_of("Marisol") == {}
