"""The fault campaign: ``python -m tests.system.fault_campaign FOLDER SEED FIRST COUNT`` prints one line of JSON a run.

A run is the whole story of a round (fault_story.py), with some of its steps disturbed. Behind each disturbed step comes
an undisturbed one, as the next night would; then the notebook must say what that of an undisturbed round says.
Run ``n`` of a seed is always the same, so that a failure can be repeated alone: COUNT 1, FIRST n.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import random
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.system import fault_clock  # first: whoever binds time.sleep must find one that works

# isort: split
from tests.google.standin import faults
from tests.google.standin.process import RemoteStandIn, running_stand_in_process
from tests.postgres_cluster import Cluster, running_cluster
from tests.system import fault_places
from tests.system.fault_leftovers import keep_postgres, leave_controls
from tests.system.fault_notebook import exported
from tests.system.fault_runs import Disturbance, Ended, Runner
from tests.system.fault_story import KEY, STORY, FaultRound, Step, outcome_of

_NAME = "tests.system.fault_campaign"
NIGHTS = 3  # undisturbed, before a round counts as stuck
CLOCKS = (
    "-3d",
    "+2d",
    "+400d",
    "-400d",
    "@2026-11-01 01:29:58",  # the night on which clocks go back in America/Los_Angeles
    "@2026-11-01 08:59:59",  # the same moment in UTC: one second before the second 01:00
    "@2027-03-14 09:59:58",  # and forward: 01:59:58 there
)
_LOADED_BY_POSTGRES = ("rounds.store_postgres", "rounds.store_copies_postgres", "rounds.store_postgres_scrub")
VARIANTS = ("export", "form", "form, listed each night")


@dataclass(frozen=True)
class Undisturbed:
    """A round that nothing happened to: what it said after each step, and how long and busy the step was."""

    said: dict[str, bytes]
    ended: dict[str, Ended]


@dataclass
class Lane:
    """Runs one after the other, with one kind of store; two lanes run side by side."""

    folder: Path
    runner: Runner
    google: RemoteStandIn
    cluster: Cluster | None
    databases: dict[str, str]  # addresses of notebook and ledger, {} for SQLite files in the round's folder
    plain: dict[str, Undisturbed] = field(default_factory=dict)

    def new_round(self, name: str, variant: str) -> FaultRound:
        stores = {**self.databases, "schema_name": name.replace("-", "_")} if self.databases else {}
        google = None if variant == VARIANTS[0] else self.google
        made = FaultRound(self.folder / name, google, stores, 0 if variant == VARIANTS[2] else 7)
        made.begin()
        return made

    def undisturbed(self, variant: str) -> Undisturbed:
        """Made once a lane and variant."""
        if variant not in self.plain:
            made = self.new_round(f"undisturbed-{VARIANTS.index(variant)}", variant)
            said, ended = {}, {}
            for step in STORY:
                made.change(step)
                ended[step.name] = self.runner.step(step, made.folder)
                assert ended[step.name].outcome == "done", (step.name, ended[step.name])
                said[step.name] = self.runner.export(made.folder)
                (self.folder / f"{made.folder.name}.{step.name}.said").write_bytes(said[step.name])
            self.plain[variant] = Undisturbed(said, ended)
        return self.plain[variant]

    def run(self, seed: int, number: int) -> dict[str, Any]:
        """The ``number``th run; what happened in it, and ``wrong`` if it did not come to the same end."""
        chance = random.Random(f"{seed}:{number}")
        variant = chance.choice(VARIANTS)
        plain = self.undisturbed(variant)
        made = self.new_round(f"run-{number}", variant)
        disturbed = chance.sample(range(len(STORY)), chance.choice((1, 2, 2, 3)))
        record: dict[str, Any] = {"number": number, "variant": variant, "store": self.store, "steps": []}
        for nth, step in enumerate(STORY):
            made.change(step)
            if nth in disturbed:
                record["steps"].append(self._disturb(chance, step, made, plain.ended[step.name]))
                if record["steps"][-1][-1] in ("bug", "stuck"):
                    return {**record, "wrong": f"{step.name}: a disturbed run ended as {record['steps'][-1][-1]}"}
            if wrong := self._undisturbed_nights(step, made, plain.said[step.name]):
                return {**record, "wrong": wrong}
        return record

    @property
    def store(self) -> str:
        return "PostgreSQL" if self.cluster else "SQLite"

    def _disturb(self, chance: random.Random, step: Step, made: FaultRound, usual: Ended) -> list[str]:
        what = self._drawn(chance, usual, made.google is not None)
        ended = self.runner.step(step, made.folder, what)
        self.google.call("faults.clear")
        return [step.name, str(what), ended.outcome]

    def _undisturbed_nights(self, step: Step, made: FaultRound, expected: bytes) -> str:
        """What is wrong after the step has been run to its end; "" if nothing is."""
        for _ in range(NIGHTS):
            ended = self.runner.step(step, made.folder)
            if ended.outcome == "done":
                break
            if ended.outcome in ("bug", "stuck"):
                return f"{step.name}: an undisturbed run ended as {ended.outcome}"
        else:
            return f"{step.name}: not done after {NIGHTS} undisturbed runs, the last was {ended.outcome}"
        said = self.runner.export(made.folder)
        if said == expected:
            return ""
        for name, content in (("said", said), ("expected", expected)):
            (self.folder / f"{made.folder.name}.{name}").write_bytes(content)
        return f"{step.name}: the notebook says something else than an undisturbed one"

    def _drawn(self, chance: random.Random, usual: Ended, with_google: bool) -> Disturbance:
        draw = chance.choice([*_DRAWS, *([_google_fault] * 4 if with_google else []),
                              *([_dropped, _dropped, _restarted] if self.cluster else [])])  # fmt: skip
        return draw(self, chance, usual)


def _place(chance: random.Random, usual: Ended) -> tuple[str, int]:
    """A place that an undisturbed run comes to."""
    kind = chance.choice([kind for kind, count in usual.counts.items() if count])
    return kind, chance.randrange(usual.counts[kind])


def _killed_there(_: Lane, chance: random.Random, usual: Ended) -> Disturbance:
    return Disturbance("killed", place=_place(chance, usual))


def _killed_then(_: Lane, chance: random.Random, usual: Ended) -> Disturbance:
    return Disturbance("killed", after=chance.uniform(0, usual.seconds))


def _other_clock(_: Lane, chance: random.Random, usual: Ended) -> Disturbance:
    return Disturbance("clock", clock=chance.choice(CLOCKS))


def _clock_jumps(_: Lane, chance: random.Random, usual: Ended) -> Disturbance:
    return Disturbance("clock jumps", place=_place(chance, usual), jump=chance.choice(CLOCKS))


def _killed_with_other_clock(_: Lane, chance: random.Random, usual: Ended) -> Disturbance:
    return Disturbance("killed", place=_place(chance, usual), clock=chance.choice(CLOCKS))


def _google_fault(lane: Lane, chance: random.Random, usual: Ended) -> Disturbance:
    kinds: dict[str, Callable[[], faults.Fault]] = {
        "503": faults.unavailable,
        "429": lambda: faults.too_many(1),
        "reset": faults.reset,
        "cut off": lambda: faults.truncated(chance.choice((0, 40, 400))),
        "no JSON": faults.bad_json,
        "guest network": faults.captive_portal,
        "401": faults.unauthorized,
    }
    name = chance.choice(list(kinds))
    times, after = chance.choice((1, 1, 3, None)), chance.randrange(4)
    lane.google.call("faults.add", kinds[name](), method="*", times=times, after=after)
    return Disturbance(f"Google: {name}, {times or 'all'} times, after {after}")


def _dropped(lane: Lane, chance: random.Random, usual: Ended) -> Disturbance:
    cluster = lane.cluster
    assert cluster

    def drop() -> None:
        with cluster.connect() as connection:
            connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                               " AND backend_type = 'client backend'")  # fmt: skip

    return Disturbance("connections dropped", place=_place(chance, usual), deed=drop)


def _restarted(lane: Lane, chance: random.Random, usual: Ended) -> Disturbance:
    cluster = lane.cluster
    assert cluster

    def restart() -> None:
        cluster.stop("immediate")
        cluster.start()

    return Disturbance("server restarted", place=_place(chance, usual), deed=restart)


_DRAWS = (
    *[_killed_there] * 5,
    *[_killed_then] * 2,
    *[_clock_jumps] * 2,
    _other_clock,
    _killed_with_other_clock,
)


def lane_of(folder: Path, stack: ExitStack, store: str) -> Lane:
    """A lane with its Google, and its PostgreSQL."""
    folder.mkdir(parents=True)
    google = stack.enter_context(running_stand_in_process())
    cluster = stack.enter_context(running_cluster()) if store == "PostgreSQL" else None
    home = folder / "home"
    home.mkdir()
    credentials = home / "service-account.json"
    credentials.write_bytes(Path(google.call("credentials_file", home)).read_bytes())
    environ = {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "CLOUDSDK_CONFIG": str(home),
        "TMPDIR": str(folder),
        "NO_GCE_CHECK": "true",
        "SAYBACK_KEY": KEY,
        "SAYBACK_KEY_FILE": str(home / "key"),
        "SAYBACK_GOOGLE_ENDPOINT": google.url,
        "SAYBACK_GOOGLE_PATIENCE": "2",
        "GOOGLE_APPLICATION_CREDENTIALS": str(credentials),
    }
    return Lane(folder, Runner(folder, environ), google, cluster, _databases(cluster) if cluster else {})


def _databases(cluster: Cluster) -> dict[str, str]:
    """Notebook and ledger in databases of their own, with roles of their own, as docs/postgres.md has it."""
    for kind in ("notebook", "ledger"):
        cluster.create_role(kind)
    return {kind: cluster.create_database(f"{kind}s", owner=kind) for kind in ("notebook", "ledger")}


def _numbers(first: int, count: int, store: str) -> Iterator[int]:
    """Even runs have SQLite, odd ones PostgreSQL."""
    return (n for n in range(first, first + count) if ("SQLite", "PostgreSQL")[n % 2] == store)


def run_lane(folder: Path, store: str, seed: int, first: int, count: int) -> None:
    """Prints a line a run."""
    fault_places.count_apart()
    with ExitStack() as stack:
        lane = lane_of(folder / store.lower(), stack, store)
        for number in _numbers(first, count, store):
            print(json.dumps(lane.run(seed, number)), flush=True)
        leave_controls(lane.folder)
        if lane.cluster:
            keep_postgres(lane.cluster, lane.folder / "postgres")


def _load_everything(folder: Path) -> None:
    """Walks the story in this very process, so that its forks find everything loaded that is loaded when needed."""
    before = dict(os.environ)
    with ExitStack() as stack, contextlib.redirect_stdout(sys.stderr):
        lane = lane_of(folder, stack, "SQLite")
        os.environ.update(lane.runner.environ)
        for nth, variant in enumerate(VARIANTS[:2]):
            made = lane.new_round(f"round-{nth}", variant)
            for step in STORY:
                made.change(step)
                assert outcome_of(step, made.folder, None) == "done"
            exported(made.folder)
    os.environ.clear()
    os.environ.update(before)
    for module in _LOADED_BY_POSTGRES:
        importlib.import_module(module)
    tempfile.tempdir = None  # forget the lane's: PostgreSQL's user may not pass every folder
    assert threading.active_count() == 1, "a fork would inherit what another thread holds"


def main() -> None:
    """Loads the model, then forks a lane for each kind of store."""
    if not fault_clock.CAN_BE_SET:
        os.execve(
            sys.executable, [sys.executable, "-m", _NAME, *sys.argv[1:]], fault_clock.environ_with_clock(os.environ)
        )
    folder, seed, first, count = Path(sys.argv[1]), *map(int, sys.argv[2:5])
    _load_everything(folder / "loading")
    children = []
    for store in ("SQLite", "PostgreSQL"):
        if not list(_numbers(first, count, store)):
            continue
        if (child := os.fork()) == 0:
            code = 1
            try:
                run_lane(folder, store, seed, first, count)
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        children.append(child)
    codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
    sys.exit(max(codes))


if __name__ == "__main__":
    main()
