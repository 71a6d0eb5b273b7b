"""100,000 interviews in SQLite and in PostgreSQL: a night without news, a summary, memory, sizes."""

from __future__ import annotations

import json
import multiprocessing
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.notes_data import CHECKOUT
from benchmarks.scale_bars import BenchmarkFailed, Measure
from benchmarks.scale_postgres import Stores, postgres_stores
from benchmarks.scale_rounds import MOMENT, WORKSHEET, headlines_for, like, notes_for, write_round
from flows.steps.nightly import nightly
from flows.steps.redactors import shared_engine
from flows.steps.workplace import open_workplace

ROUNDS, INTERVIEWS = 500, 200
NIGHT_SECONDS, SUMMARY_SECONDS, FLAT = 3.0, 5.0, 1.15
_SAMPLES = 5  # rounds that are measured
_EMPTY = 5  # rounds without interviews, to tell what a round takes by itself


@dataclass(frozen=True, slots=True)
class Filled:
    """Rounds that were collected, in one kind of stores. ``server`` is None with SQLite."""

    kind: str
    folders: tuple[Path, ...]
    server: Stores | None = None

    def size(self) -> int:
        """Bytes of all notebooks."""
        if self.server:
            return self.server.size()
        return sum(file.stat().st_size for folder in self.folders for file in folder.glob("notebook.db*"))


def measure(
    place: Path, rounds: int = ROUNDS, interviews: int = INTERVIEWS, parts: Sequence[str] = ()
) -> list[Measure]:
    """All measures for both kinds of stores. ``parts``: ``cost`` and ``memory``, or only one of them."""
    template = place / "template"
    redacting = _first_night(template, interviews)
    measures = [Measure("redact an interview, model loaded", redacting / interviews, "s CPU")]
    for kind in ("SQLite", "PostgreSQL"):
        with ExitStack() as stack:
            server = stack.enter_context(postgres_stores()) if kind == "PostgreSQL" else None
            filled = _fill(place / kind.lower(), template, rounds, server)
            measures += _sizes(filled, template, interviews)
            if "memory" in parts:
                measures += _memory(filled)
            if "cost" in parts:
                measures += _costs(filled)
    return measures


def _first_night(folder: Path, interviews: int) -> float:
    """A round that the real engine collects, and whose worksheet is filled in; CPU seconds of its collecting."""
    write_round(folder, notes_for(interviews))
    shared_engine()
    before = time.process_time()
    report = nightly(folder, 1)
    spent = time.process_time() - before
    if report.outcome != "done":
        raise BenchmarkFailed(report.reason or report.outcome)
    _copy_interviews(folder, folder)
    return spent


def _fill(place: Path, template: Path, rounds: int, server: Stores | None) -> Filled:
    folders = tuple(place / f"round-{nth:05d}" for nth in range(1, rounds + 1))
    copy = partial(_copy_round, template=template, stores=server.lines if server else "")
    with ProcessPoolExecutor(os.cpu_count(), mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(copy, folders, chunksize=8))
    return Filled("PostgreSQL" if server else "SQLite", folders, server)


def _copy_round(folder: Path, template: Path, stores: str) -> None:
    like(folder, template, stores)
    _copy_interviews(template, folder)


def _copy_interviews(source: Path, target: Path) -> None:
    """The interviews of one round in the notebook of another, as if it had collected them itself; and headlines."""
    with open_workplace(source, alone=False) as place:
        interviews = list(place.notebook.rows(kept_only=False))
    with open_workplace(target) as place:
        if source != target:
            place.notebook.save(interviews, at=MOMENT)
        place.notebook.save_readback(headlines_for(interviews), WORKSHEET, MOMENT)


def _sizes(filled: Filled, template: Path, interviews: int) -> Iterator[Measure]:
    """What a round takes by itself, and each interview besides that, headlines included."""
    full = filled.size() / len(filled.folders)
    before = filled.server.size() if filled.server else 0
    empty = [folder.with_name(f"{folder.name}-empty") for folder in filled.folders[:_EMPTY]]
    for folder in empty:
        like(folder, template, filled.server.lines if filled.server else "")
        with open_workplace(folder):
            pass
    bare = (Filled(filled.kind, tuple(empty), filled.server).size() - before) / len(empty)
    yield Measure(f"{filled.kind}: interviews", interviews * len(filled.folders), "")
    yield Measure(f"{filled.kind}: notebook of a round without interviews", bare / 1000, "kB")
    yield Measure(f"{filled.kind}: notebook for each interview", (full - bare) / interviews / 1000, "kB")


def _memory(filled: Filled) -> Iterator[Measure]:
    """One process that walks all rounds, as a chunk does."""
    backends: dict[str, float] = {}

    def look(rounds: str) -> None:
        if filled.server:
            backends[rounds] = filled.server.largest_backend()

    found = probe("walk", filled.folders, look)
    for number, megabytes in found["memory"].items():
        yield Measure(f"{filled.kind}: memory after {number} rounds", megabytes, "MB")
    yield _flat(f"{filled.kind}: memory, all rounds to the first", list(found["memory"].values()))
    yield _flat(f"{filled.kind}: open files, all rounds to the first", list(found["files"].values()))
    for number, megabytes in backends.items():
        yield Measure(f"PostgreSQL: largest backend after {number} rounds", megabytes, "MB")
    if backends:
        yield Measure("PostgreSQL: backend, grown for a round", _slope(backends), "MB")


def _flat(name: str, values: Sequence[float]) -> Measure:
    return Measure(name, values[-1] / values[0], "x", most=FLAT)


def _slope(values: dict[str, float]) -> float:
    rounds, memory = list(map(int, values)), list(values.values())
    return (memory[-1] - memory[0]) / max(1, rounds[-1] - rounds[0])


def _costs(filled: Filled) -> Iterator[Measure]:
    some = filled.folders[:: max(1, len(filled.folders) // _SAMPLES)][:_SAMPLES]
    for step, bar, name in (("nightly", NIGHT_SECONDS, "no-change night"), ("summarize", SUMMARY_SECONDS, "summary")):
        before = filled.server.cpu() if filled.server else 0.0
        whole = [_command(step, folder) for folder in some]
        server = (filled.server.cpu() - before) / len(some) if filled.server else 0.0
        found = probe(step, some)
        if step == "nightly" and found["heavy"]:
            raise BenchmarkFailed(f"a night without news imports {', '.join(found['heavy'])}")
        yield Measure(f"{filled.kind}: {name}, whole command", statistics.median(whole), "s CPU", most=bar)
        yield Measure(f"{filled.kind}: {name}, imports of the step", found["imports"], "s CPU")
        yield Measure(f"{filled.kind}: {name}, first round of a process", found["first"], "s CPU")
        yield Measure(f"{filled.kind}: {name}, each further round", statistics.median(found["others"]), "s CPU")
        if filled.server:
            yield Measure(f"PostgreSQL: {name}, the server's own", server, "s CPU")


def _command(step: str, folder: Path) -> float:
    """CPU seconds of ``sayback STEP FOLDER`` as it is run, with all that it starts."""
    command = [sys.executable, "-m", "flows", step, str(folder)]
    log = folder.parent / "output"
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=CHECKOUT, stdout=output, stderr=output)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise BenchmarkFailed(f"{step}: {log.read_text(encoding='utf-8')[-500:]}")
    return used.ru_utime + used.ru_stime


def probe(what: str, folders: Sequence[Path], look: Callable[[str], None] | None = None) -> dict[str, Any]:
    """What ``scale_probe`` measures in a new process; ``look`` is called at its stops."""
    listed = folders[0].parent / "folders"
    listed.write_text("\n".join(map(str, folders)), encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks.scale_probe", what, str(listed)]
    with subprocess.Popen(
        command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("at "):
                if look:
                    look(line.removeprefix("at ").strip())
                process.stdin.write("\n")
                process.stdin.flush()
    if process.returncode:
        raise BenchmarkFailed(f"{what} failed; what it said stands above")
    found: dict[str, Any] = json.loads(lines[-1])
    return found
