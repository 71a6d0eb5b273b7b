"""A small disk that is full now and then: ``python -m tests.system.fault_disk DISK FOLDER``, a line of JSON a round.

A round goes through its story on DISK; before each step the disk is filled but for some kilobytes, and emptied behind.
"""

from __future__ import annotations

import errno
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flows.steps.redactors import shared_engine
from tests.system.fault_runs import Runner
from tests.system.fault_story import KEY, STORY, FaultRound

FREE_KILOBYTES = (0, 8, 28, 64, 128, 256)
_BLOCK = 4096


@contextmanager
def only_free(disk: Path, kilobytes: int) -> Iterator[None]:
    """Within the block the disk has room for so much and no more."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(_BLOCK))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        file.truncate(max(0, file.tell() - kilobytes * 1024))
    try:
        yield
    finally:
        filler.unlink()


def walk(runner: Runner, disk: Path, kilobytes: int | None) -> dict[str, object]:
    """One round's story; ``kilobytes`` are free while a step is tried first, None: no such try."""
    made = FaultRound(disk / f"round-{kilobytes}")
    made.begin()
    tried, then, said = {}, {}, {}
    for step in STORY:
        made.change(step)
        if kilobytes is not None:
            with only_free(disk, kilobytes):
                tried[step.name] = runner.step(step, made.folder).outcome
        then[step.name] = runner.step(step, made.folder).outcome
        said[step.name] = runner.export(made.folder).decode()
    left = sorted(path.name for path in made.folder.rglob("*") if path.is_file())
    return {"free": kilobytes, "tried": tried, "then": then, "said": said, "left": left}


def main() -> None:
    """The model is loaded once."""
    disk, folder = Path(sys.argv[1]), Path(sys.argv[2])
    shared_engine().find(["She missed the bus."], "en")
    environ = {"SAYBACK_KEY": KEY, "SAYBACK_KEY_FILE": str(folder / "key"), "HOME": str(folder), "TMPDIR": str(disk)}
    runner = Runner(folder, environ)
    os.environ.pop("PREFECT_API_URL", None)
    for kilobytes in (None, *FREE_KILOBYTES):
        print(json.dumps(walk(runner, disk, kilobytes)), flush=True)


if __name__ == "__main__":
    main()
