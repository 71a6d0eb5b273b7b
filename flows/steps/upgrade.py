"""Upgrade: brings the stores of rounds to this release, after a copy of each; or drops such copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.steps.copies import drop_copies_of
from flows.steps.workplace import locked_folder
from rounds.district import rounds_in
from rounds.errors import SaybackError, TryAgain
from rounds.round import Round
from rounds.round_file import load_round
from rounds.round_id import ROUND_ID_FACT, in_postgres, refuse_another_folder
from rounds.store_copies import StoreAt, stores_of


@dataclass(frozen=True, slots=True)
class StoreUpgrade:
    """One store that was (or, in a dry run, would be) brought from version ``before`` to ``after``.

    ``copy`` is where it lies as it was, None in a dry run; ``back`` is the command that puts it back.
    """

    store: str
    before: str
    after: str
    copy: str | None = None
    back: str | None = None


@dataclass(frozen=True, slots=True)
class RoundUpgrade:
    """What became of one round. ``problem`` is why it was left as it was, safe to print; ``dropped`` counts copies."""

    folder: Path
    stores: tuple[StoreUpgrade, ...] = ()
    dropped: int = 0
    problem: str | None = None
    exit_code: int = 0


@dataclass(frozen=True, slots=True)
class UpgradeReport:
    """All rounds, in order of their paths."""

    rounds: tuple[RoundUpgrade, ...]
    dry_run: bool

    @property
    def exit_code(self) -> int:
        """0 when all is done; 4 when rounds were only in use; else what the first failure says."""
        codes = [one.exit_code for one in self.rounds if one.exit_code]
        return next((code for code in codes if code != TryAgain.exit_code), codes[0] if codes else 0)

    def as_json(self) -> dict[str, Any]:
        rounds = [{**asdict(one), "folder": str(one.folder)} for one in self.rounds]
        return {"dry_run": self.dry_run, "rounds": rounds}


def upgrade(place: Path, *, dry_run: bool = False) -> UpgradeReport:
    """Upgrades the stores of every round at ``place``, each under its lock, and goes on when one cannot be upgraded.

    A store is either as it was or upgraded as a whole, also when this is killed: run it again then.
    Raises RoundFileError when there is no round at ``place``.
    """
    return UpgradeReport(_each(place, lambda round_: _upgrade_round(round_, dry_run)), dry_run)


def drop_copies(place: Path) -> UpgradeReport:
    """Deletes the copies that upgrades left of the stores of every round at ``place``."""

    def drop(round_: Round) -> RoundUpgrade:
        with _alone(round_):
            return RoundUpgrade(round_.folder, dropped=drop_copies_of(round_))

    return UpgradeReport(_each(place, drop), dry_run=False)


def _each(place: Path, work: Callable[[Round], RoundUpgrade]) -> tuple[RoundUpgrade, ...]:
    def one(folder: Path) -> RoundUpgrade:
        try:
            return work(load_round(folder))
        except SaybackError as error:
            return RoundUpgrade(folder, problem=str(error), exit_code=error.exit_code)

    return tuple(one(folder) for folder in rounds_in(place))


def _upgrade_round(round_: Round, dry_run: bool) -> RoundUpgrade:
    if dry_run:
        _refuse_another_folder(round_)
        return RoundUpgrade(
            round_.folder, tuple(StoreUpgrade(s.line.name, old, s.line.head) for s, old in _older(round_))
        )
    with _alone(round_):
        older = _older(round_)
        # All copies before the first change: going back is always possible for the round as a whole.
        copies = [store.copy() for store, _ in older]
        for store, _ in older:
            store.migrate()
        return RoundUpgrade(
            round_.folder,
            tuple(
                StoreUpgrade(store.line.name, before, store.line.head, copy, store.way_back(copy))
                for (store, before), copy in zip(older, copies, strict=True)
            ),
        )


def _older(round_: Round) -> list[tuple[StoreAt, str]]:
    return [(store, version) for store in stores_of(round_) if (version := store.older_version()) is not None]


@contextmanager
def _alone(round_: Round) -> Iterator[None]:
    with locked_folder(round_.folder), stores_of(round_)[0].held():
        _refuse_another_folder(round_)
        yield


def _refuse_another_folder(round_: Round) -> None:
    """Raises StoreError when the stores are of a round in another folder."""
    if in_postgres(round_):
        refuse_another_folder(round_.folder, stores_of(round_)[0].fact(ROUND_ID_FACT))
