"""Rounds that must not be begun tonight: noted down as sick, each in its own folder, so that the others go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from flows.steps.nightly import NightReport, refused
from rounds.district import is_table, lost_its_file
from rounds.errors import RoundFileError, SaybackError
from rounds.round_file import ROUND_FILE
from rounds.shared_stores import shared_stores


class NoPlainRound(RoundFileError):
    """What is a round and what is a folder of rounds cannot be told apart, or not any more."""


def refuse_rounds(
    place: Path, folders: Sequence[Path], scheduled_for: datetime | None = None
) -> dict[Path, NightReport]:
    """The reports of those of ``folders`` that share a store, lie above other rounds, or have lost their round.toml.

    A table says which folders are rounds: there one may lie in another.
    """
    errors: dict[Path, SaybackError] = dict(shared_stores(folders))
    above = set() if is_table(place) else {parent for folder in folders for parent in folder.parents}
    for folder in folders:
        if lost_its_file(folder):
            errors[folder] = _without_file(folder)
        elif folder in above:
            errors[folder] = _above_others(folder)
    return {folder: refused(folder, error, scheduled_for) for folder, error in errors.items()}


def _without_file(folder: Path) -> NoPlainRound:
    return NoPlainRound(
        f"{folder} was a round, and its {ROUND_FILE} is not there any more: was it renamed, or is it a link to"
        " something that is gone? Put it back. If the round is over, move the whole folder elsewhere."
    )


def _above_others(folder: Path) -> NoPlainRound:
    return NoPlainRound(
        f"{folder / ROUND_FILE} lies above other rounds: a folder is a round, or holds rounds. Move it into a folder"
        " of its own, or delete it. The rounds below it were collected as ever."
    )
