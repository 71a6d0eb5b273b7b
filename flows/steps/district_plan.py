"""The plan of a district's night: which rounds are walked in which chunk, kept in a file until the night is over.

So a run that was killed and started again finds the flow runs that it started before, and starts none twice.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from rounds.district import district_folder
from rounds.errors import RoundBusy, RoundFileError

CONTINUES = timedelta(hours=20)  # a night by hand goes on with one that was interrupted so recently

Chunk = tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class NightPlan:
    """``scheduled_for``: the moment that this night is for; a round with a good run begun later is done.

    ``begun`` tells two runs of one night apart. Times are UTC.
    """

    scheduled_for: datetime
    begun: datetime
    chunks: tuple[Chunk, ...]
    finished: bool = False

    @property
    def rounds(self) -> int:
        return sum(map(len, self.chunks))

    def with_more(self, order: Sequence[Path], chunk: int) -> NightPlan:
        """Deals rounds out in their order, like cards: what comes first is begun first in every chunk of ``chunk``.

        The slow and the sick ones stand together in that order; dealt out, they do not all fall to one flow run.
        """
        number = -(-len(order) // chunk)
        return replace(self, chunks=(*self.chunks, *(tuple(order[nth::number]) for nth in range(number))))

    def key(self, place: Path, chunk: Sequence[Path], again: bool = False) -> str:
        """Names a flow run for ``chunk``: the same for the same chunk of the same night, however often it is asked."""
        words = [str(place.resolve()), self.begun.isoformat(), str(again), *map(str, chunk)]
        return f"sayback-{hashlib.sha256(chr(0).join(words).encode()).hexdigest()[:32]}"


@contextmanager
def only_night(place: Path) -> Iterator[None]:
    """Raises RoundBusy when another run walks the rounds of ``place``, RoundFileError where nothing can be written."""
    lock = FileLock(_file(place).with_suffix(".lock"), timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise RoundBusy(f"Another run is working on the rounds of {place}. Wait until it has finished.") from None
    except OSError as error:
        folder = district_folder(place)
        raise RoundFileError(
            f"The folder {folder} cannot be written to ({error.strerror}). Make it writable."
        ) from None
    try:
        yield
    finally:
        lock.release()


def interrupted_plan(place: Path, scheduled_for: datetime | None, now: datetime) -> NightPlan | None:
    """The plan of a night that was interrupted, if a run for ``scheduled_for`` (None: by hand) goes on with it."""
    plan = _load(place)
    if plan is None or plan.finished:
        return None
    same = now - plan.begun < CONTINUES if scheduled_for is None else plan.scheduled_for == scheduled_for
    return plan if same else None


def keep_plan(place: Path, plan: NightPlan) -> None:
    """Writes the plan down. Raises RoundFileError."""
    path = _file(place)
    data = {
        "scheduled_for": plan.scheduled_for.isoformat(),
        "begun": plan.begun.isoformat(),
        "finished": plan.finished,
        "chunks": [[str(folder) for folder in chunk] for chunk in plan.chunks],
    }
    try:
        draft = path.with_suffix(".new")
        draft.write_text(json.dumps(data), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise RoundFileError(f"{path} cannot be written: {error.strerror}.") from None


def finish_plan(place: Path, plan: NightPlan) -> None:
    """The night is over, however it went: the next run makes a plan of its own."""
    keep_plan(place, replace(plan, finished=True))


def _load(place: Path) -> NightPlan | None:
    """None where there is none; a broken file is none, as it only saves work."""
    try:
        data = json.loads(_file(place).read_text(encoding="utf-8"))
        chunks = tuple(tuple(Path(folder) for folder in chunk) for chunk in data["chunks"])
        return NightPlan(_utc(data["scheduled_for"]), _utc(data["begun"]), chunks, bool(data["finished"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _utc(said: str) -> datetime:
    return datetime.fromisoformat(said).astimezone(UTC)


def _file(place: Path) -> Path:
    """Hidden, beside district.toml; each table has its own."""
    name = f".sayback-night-{place.stem}.json" if place.suffix else ".sayback-night.json"
    return Path(os.path.normpath(district_folder(place) / name))
