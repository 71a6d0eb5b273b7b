"""One measurement in a process of its own: ``python -m benchmarks.scale_probe WHAT FOLDERS-FILE``; prints JSON.

Nothing is imported before the clock runs that the step itself does not import.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

HEAVY = ("prefect", "spacy", "onnxruntime", "alembic")
STOPS = (20, 100, 500)  # rounds after which memory is read


def nightly(folders: list[Path]) -> dict[str, object]:
    """CPU seconds of imports, of a first round, and of each of the others."""
    from flows.steps.nightly import nightly as step

    imported, costs = time.process_time(), []
    for folder in folders:
        before = time.process_time()
        report = step(folder, 1)
        costs.append(time.process_time() - before)
        if report.outcome != "done" or report.collected is None or any(s.kept for s in report.collected.sources):
            raise SystemExit(f"{folder.name}: {report.outcome}, {report.reason or 'not a night without news'}")
    return {"imports": imported, "first": costs[0], "others": costs[1:], "heavy": _heavy()}


def summarize(folders: list[Path]) -> dict[str, object]:
    """CPU seconds of imports, of a first summary, and of each of the others."""
    from flows.steps.summarize import summarize as step

    imported, costs = time.process_time(), []
    for folder in folders:
        before = time.process_time()
        step(folder)
        costs.append(time.process_time() - before)
    return {"imports": imported, "first": costs[0], "others": costs[1:], "heavy": _heavy()}


def walk(folders: list[Path]) -> dict[str, object]:
    """Memory in MB of this process after so many rounds, each of them a night without news; threads and files too."""
    from flows.steps.nightly import nightly as step

    memory, files = {}, {}
    for number, folder in enumerate(folders, start=1):
        report = step(folder, 1)
        if report.outcome != "done":
            raise SystemExit(f"{folder.name}: {report.outcome}, {report.reason}")
        if number in STOPS or number == len(folders):
            memory[number] = _resident()
            files[number] = len(list(Path("/proc/self/fd").iterdir()))
            print(f"at {number}", flush=True)  # so that the caller can look at the database server meanwhile
            sys.stdin.readline()
    return {"memory": memory, "files": files, "seconds": time.process_time()}


def work(folders: list[Path]) -> dict[str, object]:
    """CPU seconds of rounds collected one after the other without any orchestration; the model's start apart."""
    from flows.steps.nightly import nightly as step
    from flows.steps.redactors import shared_engine

    imported = time.process_time()
    shared_engine()
    loaded = time.process_time()
    for folder in folders:
        report = step(folder, 1)
        if report.outcome != "done":
            raise SystemExit(f"{folder.name}: {report.outcome}, {report.reason}")
    ended = time.process_time()
    return {"imports": imported, "model": loaded - imported, "rounds": ended - loaded, "memory": _resident()}


def _heavy() -> list[str]:
    return [name for name in HEAVY if name in sys.modules]


def _resident() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS:")).split()[1]) / 2**10


if __name__ == "__main__":
    measure = {"nightly": nightly, "summarize": summarize, "walk": walk, "work": work}[sys.argv[1]]
    listed = Path(sys.argv[2]).read_text(encoding="utf-8").splitlines()
    print(json.dumps(measure([Path(line) for line in listed])))
