"""A district's first night through a real Prefect server: with one worker process, and with two."""

from __future__ import annotations

from pathlib import Path

from benchmarks.scale_bars import Measure
from benchmarks.scale_prefect import Night, night, prefect_server, workers
from benchmarks.scale_rounds import write_rounds
from benchmarks.scale_stores import probe

SPEED_UP, ORCHESTRATION = 1.5, 0.25
CHUNKS = 8  # so that the last one does not leave a worker idle for long; 200 rounds make chunks of 25
SAMPLE = 10  # one in so many rounds is also collected without any orchestration, before and after


def measure(place: Path, rounds: int, responses: int) -> list[Measure]:
    """The same rounds twice, and a sample of them in a bare loop: what the work itself costs."""
    for folder in ("one", "two"):
        write_rounds(place / folder, rounds, responses)
    chunk = max(1, rounds // CHUNKS)
    bare = [_bare(place / f"bare-{nth}", max(2, rounds // SAMPLE // 2), responses) for nth in (1, 2)]
    with prefect_server(place / "home") as server:
        with workers(server, ["first"]) as crew:
            one = night(server, crew, place / "one", chunk)
        with workers(server, ["second", "third"]) as crew:
            two = night(server, crew, place / "two", chunk)
    bare.append(_bare(place / "bare-3", max(2, rounds // SAMPLE // 2), responses))
    return _judged(one, two, rounds, sum(bare) / len(bare))


def _bare(place: Path, rounds: int, responses: int) -> float:
    """CPU seconds of a round, without imports and the start of the model."""
    folders = write_rounds(place, rounds, responses)
    return float(probe("work", folders)["rounds"]) / rounds


def _judged(one: Night, two: Night, rounds: int, bare: float) -> list[Measure]:
    work = bare * rounds
    orchestration = sum(one.workers) + one.planning - work
    measures = [
        Measure("rounds", rounds, ""),
        Measure("flow runs of chunks", one.chunks, ""),
        Measure("the work itself", work, "s CPU"),
        Measure("one worker: all that workers and flow runs took", sum(one.workers), "s CPU"),
        Measure("one worker: the night's own flow", one.planning, "s CPU"),
        Measure("one worker: the server's own", one.server, "s CPU"),
        Measure("two workers: all that workers and flow runs took", sum(two.workers), "s CPU"),
        Measure("two workers: the server's own", two.server, "s CPU"),
        Measure("Prefect's database, for a round", max(one.kept, two.kept) / rounds, "kB"),
        Measure("a flow run's memory, at most", max(one.memory, two.memory), "MB"),
        Measure("orchestration to work", orchestration / work, "x", most=ORCHESTRATION),
        Measure("orchestration for a flow run", orchestration / one.chunks, "s CPU"),
        Measure("one worker, by the clock", one.seconds, "s"),
        Measure("two workers, by the clock", two.seconds, "s"),
        Measure("two workers to one, by the clock", one.seconds / two.seconds, "x", least=SPEED_UP),
    ]
    return measures
