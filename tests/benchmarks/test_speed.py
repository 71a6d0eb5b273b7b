"""What the speed benchmark is made of: notes, shares of notes, the stopwatch, the round that is collected again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from time import perf_counter

import pytest

from benchmarks.ablations import ABLATIONS
from benchmarks.collect_again import write_round
from benchmarks.crews import BATCH, Lap, shares
from benchmarks.marked_text import MarkedText
from benchmarks.redaction_speed import race_lines, remarks
from benchmarks.speed_notes import LONGEST, SHORTEST, make_notes, with_duplicates
from benchmarks.stages import Stopwatch
from redaction.engine import load_engine
from rounds.round_file import load_round

ANSWERS = [MarkedText(str(nth), f"word{nth} then bus{nth}\nand walk{nth} " * 20, ()) for nth in range(12)]


def test_notes_are_distinct_of_the_right_length_and_always_the_same() -> None:
    notes = make_notes(ANSWERS, 150)
    assert len(set(notes)) == 150
    assert all(SHORTEST <= len(note.split(" ")) <= LONGEST for note in notes)
    assert make_notes(list(reversed(ANSWERS)), 150) == notes
    assert any("\n" in note for note in notes)


def test_duplicates_are_as_many_notes_of_fewer_texts() -> None:
    repeated = with_duplicates([f"note {nth}" for nth in range(100)], copies=4)
    assert sorted(Counter(repeated).values()) == [4] * 25


@pytest.mark.parametrize("length", [1, 63, 64, 65, 700])
def test_shares_are_whole_batches_and_lose_nothing(length: int) -> None:
    notes = [str(nth) for nth in range(length)]
    parts = shares(notes, 8)
    assert [note for part in parts for note in part] == notes
    assert len(parts) <= 8
    assert all(len(part) % BATCH == 0 for part in parts[:-1])


def test_the_stopwatch_gives_each_step_its_own_time_also_within_iterators() -> None:
    watch = Stopwatch()
    inner = watch.timed("inner", wait)
    outer = watch.timed("outer", lambda: (inner(0.03) for _ in range(2)))
    for _ in outer():
        wait(0.02)
    assert watch.seconds["inner"] >= 0.06
    assert watch.seconds["everything else"] >= 0.02
    assert watch.seconds["outer"] < 0.03


def wait(seconds: float) -> None:
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


def test_speed_is_told_as_a_ratio_within_each_turn() -> None:
    laps = {
        "naive Presidio": [lap(10), lap(20)],
        "Sayback": [lap(8), lap(10)],
        "Sayback, two processes": [lap(5), lap(5)],
        "Sayback, each note four times": [lap(2), lap(3)],
    }
    lines = [line.split() for line in race_lines(laps)]
    assert lines[2][1:4] == ["1.62", "1.25", "2.00"]
    assert lines[2][-1] == "aim"
    assert "3.60 times as fast" in list(remarks(laps))[-1]


def lap(seconds: float) -> Lap:
    return Lap(seconds, seconds, 100, ("same",))


def test_the_round_to_collect_is_a_valid_one(tmp_path: Path) -> None:
    write_round(tmp_path / "round", ["The bus was late.", "Nobody\ncalled."])
    assert load_round(tmp_path / "round").name == "large"


def test_every_ingredient_can_be_taken_out_and_the_engine_still_runs() -> None:
    engine = load_engine()
    text = "MY FRIEND OKSANA WAITS WITH MS. TRAN, call 555-010-4477"
    with_all = engine.find([text], "en")[0]
    for take_out in ABLATIONS.values():
        take_out(engine)
    assert engine.find([text], "en")[0] == []
    assert with_all
