"""Rounds whose notebooks hold a few runs and interviews, made without collecting anything."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rounds.journal import RunMark, RunRecord
from rounds.notebook import Notebook
from rounds.round_file import load_round
from tests.flows.small_round import SmallRound
from tests.rounds.samples import held as held_one
from tests.rounds.samples import interview

NOW = datetime.now(UTC).replace(microsecond=0)  # the commands look at the clock
NIGHT = NOW - timedelta(hours=8)


def collected(folder: Path, *, kept: int = 2, held: int = 1, good_at: datetime = NIGHT, settings: str = "") -> Path:
    """A round that was collected at ``good_at``, and took 8 seconds."""
    SmallRound(folder).write(settings)
    settings_file = folder / "round.toml"
    settings_file.write_text(settings_file.read_text().replace('name = "small"', f'name = "{folder.name}"'))
    samples = [interview(f"{number:010x}", row=number + 2) for number in range(kept)]
    samples += [held_one(f"{number:010x}", row=number + 2) for number in range(kept, kept + held)]
    with notebook_of(folder) as notebook:
        notebook.save(samples, at=good_at)
    ran(folder, good_at, scheduled=True)
    return folder


def again(folder: Path, name: str) -> Path:
    """The same round once more, beside it."""
    copy = Path(shutil.copytree(folder, folder.with_name(name)))
    settings = copy / "round.toml"
    settings.write_text(settings.read_text().replace(f'name = "{folder.name}"', f'name = "{name}"'))
    return copy


def notebook_of(folder: Path) -> Notebook:
    round_ = load_round(folder)
    return Notebook.open(round_.stores.notebook, round_.folder)


def ran(
    folder: Path,
    at: datetime,
    outcome: str = "done",
    counts: Mapping[str, Any] = MappingProxyType({}),
    *,
    scheduled: bool = False,
) -> None:
    """Notes down a run that began at ``at``."""
    with notebook_of(folder) as notebook:
        notebook.end_run(
            RunRecord("collect", at, at + timedelta(seconds=8), outcome, counts, at if scheduled else None)
        )


def began(folder: Path, at: datetime, host: str) -> None:
    """A run has begun, and not ended."""
    with notebook_of(folder) as notebook:
        notebook.begin_run(RunMark("collect", at, host))
