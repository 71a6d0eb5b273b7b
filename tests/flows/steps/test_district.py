"""A district's night: what is due, how it is cut, what a chunk does with sick rounds, and how long anybody waits."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.steps import chunk as chunk_module
from flows.steps import redactors
from flows.steps.chunk import Walked, sentence_of, walk, walk_one
from flows.steps.chunk_runs import ChunkNight, Limits, RunState
from flows.steps.collect import STEP
from flows.steps.district import DistrictReport, due, report_of, undone
from flows.steps.district_plan import Chunk, NightPlan, finish_plan, interrupted_plan, keep_plan, only_night
from flows.steps.nightly import NightReport, Outcome
from flows.steps.workplace import open_workplace
from rounds.errors import RoundBusy
from rounds.incident_file import change_log
from rounds.incidents import NightMark
from rounds.journal import DONE, RunRecord
from tests.flows.small_round import SmallRound

NIGHT = datetime.now(UTC) - timedelta(hours=2)
LIMITS = Limits(start=1800, still=7200)


def new_plan(order: Sequence[Path], chunk: int) -> NightPlan:
    return NightPlan(NIGHT, NIGHT, ()).with_more(order, chunk)


def night_was(folder: Path, good: datetime | None, tried: datetime | None = None) -> Path:
    """As if the last nights of this round had begun then."""
    folder.mkdir(exist_ok=True)
    change_log(folder, lambda log: replace(log, last_good=good, last_try=tried or good))
    return folder


@pytest.fixture
def rounds(tmp_path: Path) -> list[Path]:
    return [night_was(tmp_path / name, None) for name in ("adams", "jefferson", "lincoln", "polk", "tyler")]


# What is due, and what became of it


def test_those_longest_without_a_good_night_come_first_and_those_done_not_at_all(rounds: list[Path]) -> None:
    adams, jefferson, lincoln, polk, tyler = rounds
    night_was(adams, NIGHT - timedelta(days=1))
    night_was(jefferson, NIGHT + timedelta(minutes=1))
    night_was(lincoln, NIGHT - timedelta(days=3), tried=NIGHT - timedelta(days=1))
    assert due(rounds, NIGHT) == (polk, tyler, lincoln, adams)
    assert due(rounds, None) == (polk, tyler, lincoln, adams, jefferson)


def test_a_good_night_in_the_future_was_a_wrong_clock_and_does_not_count(rounds: list[Path]) -> None:
    night_was(rounds[0], datetime.now(UTC) + timedelta(days=400))
    assert rounds[0] in undone(rounds, NIGHT)


def test_a_night_is_told_in_one_sentence_by_names_of_folders(rounds: list[Path]) -> None:
    for folder in rounds[:3]:
        night_was(folder, NIGHT)
    night_was(rounds[3], NIGHT - timedelta(days=1), tried=NIGHT)
    report = report_of(rounds, NIGHT, tried=(), why="no worker had room for them within 30 minutes")
    assert report.sentence == (
        "3 of 5 rounds collected, 1 needs somebody: polk."
        " 1 was not reached (no worker had room for them within 30 minutes): tyler."
    )
    assert report_of(rounds, NIGHT, tried=rounds).sentence == "3 of 5 rounds collected, 2 need somebody: polk, tyler."
    assert DistrictReport(1).sentence == "1 of 1 round collected."


def test_a_round_in_use_at_both_tries_is_said_to_be_busy_and_needs_nobody(tmp_path: Path) -> None:
    folder = SmallRound(tmp_path / "adams").write().folder
    with open_workplace(folder):
        assert sentence_of(walk([folder], NIGHT)) == "1 busy: adams"
    report = report_of([folder], NIGHT, tried=[folder])
    assert report.sentence == "0 of 1 round collected. Another run is working on 1: adams."
    assert not report.complete
    walk([folder], NIGHT)
    assert report_of([folder], NIGHT, tried=[folder]).complete


def test_a_round_that_the_clock_change_let_skip_its_night_is_done(tmp_path: Path) -> None:
    folder = SmallRound(tmp_path / "adams").write().folder
    file = folder / "round.toml"
    file.write_text('timezone = "America/Los_Angeles"\n' + file.read_text())
    first, second = (datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (8, 9))  # twice 01:30
    with open_workplace(folder) as place:
        place.notebook.end_run(RunRecord(STEP, first, first, DONE, {}, first))
    assert walk_one(folder, second).outcome is Outcome.SKIPPED
    assert undone([folder], second) == ()


def test_a_worker_whose_clock_is_behind_the_server_s_has_done_the_night_that_was_due(tmp_path: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(seconds=45)
    folders = [SmallRound(tmp_path / name).write().folder for name in ("adams", "lincoln")]
    (folders[1] / "roster.csv").unlink()
    walk(folders, ahead)
    assert undone(folders, ahead) == (folders[1],)
    assert report_of(folders, ahead, tried=()).sentence == "1 of 2 rounds collected, 1 needs somebody: lincoln."
    far = datetime.now(UTC) + timedelta(days=400)
    change_log(folders[0], lambda log: replace(log, last_night=NightMark(far, "done"), last_good=None))
    assert undone(folders[:1], NIGHT) == (folders[0],)


def test_a_sentence_about_very_many_rounds_stays_short() -> None:
    sick = tuple(f"school-{number}" for number in range(500))
    assert DistrictReport(10_000, sick).sentence.endswith("school-19 and 480 more.")


# The plan


def test_rounds_are_dealt_out_so_that_the_sick_ones_do_not_all_fall_to_one_run(rounds: list[Path]) -> None:
    plan = new_plan(rounds, 2)
    assert [[folder.name for folder in chunk] for chunk in plan.chunks] == [
        ["adams", "polk"],
        ["jefferson", "tyler"],
        ["lincoln"],
    ]
    assert new_plan([], 25).chunks == ()


def test_rounds_that_came_since_a_night_was_cut_are_added_and_its_runs_stay_the_same(rounds: list[Path]) -> None:
    plan = new_plan(rounds[:3], 2)
    more = plan.with_more(rounds[3:], 2)
    assert more.chunks == (*plan.chunks, tuple(rounds[3:]))
    assert more.with_more([], 2) == more


def test_a_night_that_was_interrupted_goes_on_with_the_same_runs(tmp_path: Path, rounds: list[Path]) -> None:
    plan = new_plan(rounds, 2)
    keep_plan(tmp_path, plan)
    again = interrupted_plan(tmp_path, None, NIGHT + timedelta(hours=1))
    assert again == plan
    assert [again.key(tmp_path, chunk) for chunk in again.chunks] == [plan.key(tmp_path, one) for one in plan.chunks]
    assert len({plan.key(tmp_path, chunk, late) for chunk in plan.chunks for late in (False, True)}) == 6


@pytest.mark.parametrize(
    ("scheduled_for", "hours"), [(None, 21), (NIGHT + timedelta(days=1), 1)], ids=["too long ago", "another night"]
)
def test_another_night_gets_a_plan_of_its_own(
    tmp_path: Path, rounds: list[Path], scheduled_for: datetime | None, hours: int
) -> None:
    keep_plan(tmp_path, new_plan(rounds, 2))
    assert interrupted_plan(tmp_path, scheduled_for, NIGHT + timedelta(hours=hours)) is None


def test_a_night_that_is_over_is_not_gone_on_with_and_a_broken_plan_is_none(tmp_path: Path, rounds: list[Path]) -> None:
    plan = new_plan(rounds, 2)
    finish_plan(tmp_path, plan)
    assert interrupted_plan(tmp_path, NIGHT, NIGHT) is None
    (tmp_path / ".sayback-night.json").write_text('{"chunks": [')
    assert interrupted_plan(tmp_path, NIGHT, NIGHT) is None


def test_two_tables_in_one_folder_have_plans_of_their_own(tmp_path: Path, rounds: list[Path]) -> None:
    keep_plan(tmp_path / "west.csv", new_plan(rounds, 2))
    assert interrupted_plan(tmp_path / "east.csv", NIGHT, NIGHT) is None
    assert interrupted_plan(tmp_path / "west.csv", NIGHT, NIGHT) is not None
    west, east = tmp_path / "west.csv", tmp_path / "east.csv"
    with only_night(west), only_night(east), pytest.raises(RoundBusy), only_night(west):
        pytest.fail("two runs at once")


def test_the_plan_is_paths_and_times_only(tmp_path: Path, rounds: list[Path]) -> None:
    keep_plan(tmp_path, new_plan(rounds, 2))
    kept = json.loads((tmp_path / ".sayback-night.json").read_text())
    assert set(kept) == {"scheduled_for", "begun", "finished", "chunks"}


# A chunk


def walker(**how: list[Walked]) -> Callable[[Path, datetime | None, bool], Walked]:
    """Each round goes as told, one answer a try; the second try is the last one."""
    seen = set[str]()

    def one(folder: Path, _: datetime | None, last_try: bool) -> Walked:
        assert last_try is (folder.name in seen)
        seen.add(folder.name)
        return replace(how[folder.name].pop(0), folder=folder)

    return one


WELL, SICK = Walked(Path(), Outcome.DONE), Walked(Path(), Outcome.FAILED, "roster.csv does not exist.")
BUSY = Walked(Path(), Outcome.BUSY, passing=True)


def test_a_busy_round_is_tried_once_more_at_the_end_and_a_sick_one_is_not(rounds: list[Path]) -> None:
    how = {"adams": [BUSY, WELL], "jefferson": [SICK], "lincoln": [WELL], "polk": [BUSY, BUSY], "tyler": [WELL]}
    walked = walk(rounds, NIGHT, walker(**how))
    assert sentence_of(walked) == "3 done, 1 busy, 1 failed: jefferson, polk"
    assert how == {name: [] for name in how}


@pytest.mark.parametrize("error", [MemoryError("a note"), KeyError("a note"), SystemExit("a note")])
def test_whatever_one_round_raises_is_a_sick_round_and_never_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def nightly(folder: Path, **_: object) -> NightReport:
        raise error

    monkeypatch.setattr(chunk_module, "nightly", nightly)
    walked = walk_one(tmp_path, NIGHT)
    assert walked.outcome is Outcome.FAILED
    assert type(error).__name__ in walked.said
    assert "a note" not in walked.said


def test_sigterm_ends_a_chunk_between_two_rounds(rounds: list[Path]) -> None:
    seen: list[str] = []

    class Ended(Exception):
        pass

    def end(*_: object) -> None:
        raise Ended

    def one(folder: Path, _: datetime | None, _last: bool) -> Walked:
        os.kill(os.getpid(), signal.SIGTERM)
        seen.append(folder.name)
        return replace(WELL, folder=folder)

    usual = signal.signal(signal.SIGTERM, end)
    try:
        with pytest.raises(Ended):
            walk(rounds, NIGHT, one)
    finally:
        signal.signal(signal.SIGTERM, usual)
    assert seen == ["adams"]


def test_a_chunk_collects_its_rounds_with_one_engine_and_goes_on_past_the_sick_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[object] = []
    engine = redactors.shared_engine()
    monkeypatch.setattr(redactors, "load_engine", lambda: loaded.append(1) or engine)
    monkeypatch.setattr(redactors, "_engine", None)
    folders = [SmallRound(tmp_path / name).write().folder for name in ("adams", "lincoln", "polk")]
    (folders[1] / "roster.csv").unlink()
    folders.append(tmp_path / "gone")
    walked = walk(folders, NIGHT)
    assert sentence_of(walked) == "2 done, 2 failed: lincoln, gone"
    assert len(loaded) == 1
    assert undone(folders, NIGHT) == (folders[1], folders[3])
    assert sentence_of(walk(folders[:1], NIGHT)) == "1 skipped"


# Runs elsewhere


@dataclass
class OnPaper:
    """An engine on paper: what becomes of each run is written down beforehand, look by look; the last one stays."""

    clock: float = 0.0
    becomes: Callable[[Chunk, int], RunState] = lambda *_: RunState.THROUGH
    runs: dict[str, Chunk] = field(default_factory=dict)
    looks: dict[str, int] = field(default_factory=dict)
    asked: int = 0
    most: int = 0
    withdrawn: list[str] = field(default_factory=list)
    away: int = 0

    def start(self, chunk: Chunk, again: bool) -> str:
        id_ = "+".join(folder.name for folder in chunk) + (" again" if again else "")
        self.runs[id_] = chunk
        return id_

    def states(self, ids: Collection[str]) -> Mapping[str, RunState]:
        self.asked += 1
        if self.away:
            self.away -= 1
            raise RoundBusy("nobody answers")
        self.most = max(self.most, len(ids))
        for id_ in ids:
            self.looks[id_] = self.looks.get(id_, 0) + 1
        return {id_: self.becomes(self.runs[id_], self.looks[id_]) for id_ in ids}

    def withdraw(self, ids: Collection[str]) -> None:
        self.withdrawn += ids

    def sleep(self, seconds: float) -> None:
        self.clock += seconds


def night_of(paper: OnPaper, rounds: list[Path], *, chunk: int = 1, at_once: int = 2) -> ChunkNight:
    plan = new_plan(rounds, chunk)
    night = ChunkNight(plan, paper, LIMITS, at_once, clock=lambda: paper.clock, sleep=paper.sleep)
    night.walk()
    return night


def test_no_more_runs_are_outstanding_than_asked_for(rounds: list[Path]) -> None:
    paper = OnPaper(becomes=lambda _, look: (RunState.WAITING, RunState.WORKING, RunState.THROUGH)[min(look, 3) - 1])
    night = night_of(paper, rounds)
    assert paper.most == 2
    assert night.tried == set(rounds)
    assert night.reasons == []
    assert paper.asked < 12


def test_what_a_crashed_run_left_is_done_once_more_in_the_other_order(rounds: list[Path]) -> None:
    night_was(rounds[0], NIGHT)
    paper = OnPaper(becomes=lambda chunk, _: RunState.BROKEN if len(chunk) == 5 else RunState.THROUGH)
    night = night_of(paper, rounds, chunk=5)
    assert [*paper.runs] == ["adams+jefferson+lincoln+polk+tyler", "tyler+polk+lincoln+jefferson again"]
    assert night.tried == set(rounds[1:])


def test_what_crashes_twice_is_given_up_and_said(rounds: list[Path]) -> None:
    night = night_of(paper := OnPaper(becomes=lambda *_: RunState.BROKEN), rounds, chunk=5)
    assert len(paper.runs) == 2
    assert night.reasons == ["their flow run ended before its time, twice"]


def test_a_run_that_somebody_cancelled_is_not_started_again(rounds: list[Path]) -> None:
    night = night_of(paper := OnPaper(becomes=lambda *_: RunState.STOPPED), rounds, chunk=5)
    assert len(paper.runs) == 1
    assert night.reasons == ["somebody cancelled their flow run"]


def test_without_a_worker_the_night_ends_after_its_limit_and_takes_its_runs_back(rounds: list[Path]) -> None:
    night = night_of(paper := OnPaper(becomes=lambda *_: RunState.WAITING), rounds)
    assert LIMITS.start < paper.clock < LIMITS.start + 60
    assert sorted(paper.withdrawn) == ["adams", "jefferson"]
    assert night.reasons == ["no worker had room for them within 30 minutes"]
    assert paper.asked < 150


def test_a_run_that_finishes_no_round_for_long_is_given_up(rounds: list[Path]) -> None:
    night = night_of(paper := OnPaper(becomes=lambda *_: RunState.WORKING), rounds, chunk=5)
    assert 2 * LIMITS.still < paper.clock < 2 * LIMITS.still + 1200
    assert night.reasons == ["their flow run ended before its time, twice"]


def test_a_long_run_that_finishes_a_round_now_and_then_is_waited_for(rounds: list[Path]) -> None:
    paper = OnPaper()

    def slowly(chunk: Chunk, _: int) -> RunState:
        finished = int(paper.clock // 5000)  # one round in 5,000 seconds
        for folder in chunk[:finished]:
            night_was(folder, NIGHT)
        return RunState.THROUGH if finished >= len(chunk) else RunState.WORKING

    paper.becomes = slowly
    night = night_of(paper, rounds, chunk=5)
    assert len(paper.runs) == 1
    assert night.tried == set(rounds)


def test_a_server_that_is_away_for_a_while_is_waited_for(rounds: list[Path]) -> None:
    night = night_of(paper := OnPaper(away=30), rounds)
    assert night.tried == set(rounds)
    with pytest.raises(RoundBusy):
        night_of(OnPaper(away=10_000), rounds)
    assert paper.runs
