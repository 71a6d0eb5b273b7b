"""The nights of many rounds: whoever waits longest comes first, and a round that ends the process harms no other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.steps import nightly as steps
from flows.steps.night_order import cut_off, in_order
from flows.steps.nights import run_nights
from flows.steps.workplace import Workplace
from rounds.incident_file import change_log, read_log
from rounds.incidents import IncidentKind
from tests.connectors.mail_server import Inbox, running
from tests.flows.steps.test_telling import alerts, mail_settings, mails, make, text_of

NIGHT = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def last(folder: Path, good: datetime | None, begun: datetime | None = None) -> Path:
    folder.mkdir()
    change_log(folder, lambda log: replace(log, last_good=good, begun=begun))
    return folder


def test_whoever_waits_longest_comes_first_and_a_round_whose_run_was_killed_last(tmp_path: Path) -> None:
    adams = last(tmp_path / "adams", None, begun=NIGHT)
    brown = last(tmp_path / "brown", NIGHT)
    clark = last(tmp_path / "clark", NIGHT - timedelta(days=1))
    davis = last(tmp_path / "davis", None)
    assert in_order([adams, brown, clark, davis]) == (davis, clark, brown, adams)
    assert cut_off([adams, brown, clark, davis]) == (adams,)


def _night_in_a_process_of_its_own(place: Path) -> int:
    child = os.fork()
    if child == 0:
        os._exit(run_nights(place).exit_code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_round_that_ends_the_process_is_told_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect, inbox = steps.collect_sources, Inbox()

    def deadly(place: Workplace, *rest: Any) -> Any:
        if place.round.folder.name == "adams":
            os._exit(9)  # as when the kernel takes a process that wants too much memory
        return collect(place, *rest)

    monkeypatch.setattr(steps, "collect_sources", deadly)
    with running(inbox) as mail:
        for name in ("adams", "brown", "clark"):
            make(tmp_path / name, alerts("lead@example.org") + mail_settings(mail), name.title()).export.unlink()
        assert [_night_in_a_process_of_its_own(tmp_path) for _ in range(3)] == [9, 9, 9]
    assert _kinds(tmp_path / "brown") == _kinds(tmp_path / "clark") == [IncidentKind.FAILED]
    first = " ".join(text_of(mails(inbox)[0]).split())
    for words in ("Adams", "stopped in the middle", "The same in 2 rounds: Brown, Clark"):
        assert words in first
    monkeypatch.undo()
    run_nights(tmp_path)
    assert cut_off([tmp_path / "adams"]) == ()


def _kinds(folder: Path) -> Sequence[IncidentKind]:
    return [one.kind for one in read_log(folder).incidents]
