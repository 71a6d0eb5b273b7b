"""Two rounds must not share a store: each would take the other's interviews for gone. Looked at before a night."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from rounds.errors import RoundFileError, SaybackError
from rounds.round import Round
from rounds.round_file import load_round


class SharedStore(RoundFileError):
    """Two rounds name the same database for their notebook or ledger."""


def shared_stores(folders: Iterable[Path]) -> dict[Path, SharedStore]:
    """The rounds in ``folders`` that have a store in common with another one of them, each with an error naming both.

    The error contains no address. A round whose settings cannot be read uses no store: it is passed over here, and
    explained where it is opened.
    """
    users: dict[tuple[str, ...], list[Path]] = {}
    for folder in folders:
        for store in {*_stores_of(folder)}:
            users.setdefault(store, []).append(folder)
    shared: dict[Path, SharedStore] = {}
    for together in users.values():
        for one, other in zip(together, [*together[1:], together[0]], strict=True):
            if one != other:
                shared.setdefault(one, _error(one, other))
    return shared


def _error(one: Path, other: Path) -> SharedStore:
    first, second = sorted((one, other))
    return SharedStore(
        f"The rounds in {first} and {second} have a store in common. Each needs a notebook and a ledger of its own:"
        " look at [stores] and `name` in both round.toml. If one folder is a copy of the other, move it out of the"
        " folder of rounds. Neither was collected."
    )


def _stores_of(folder: Path) -> Iterator[tuple[str, ...]]:
    try:
        round_ = load_round(folder)
    except SaybackError:
        return
    for url in (round_.stores.notebook, round_.stores.ledger):
        if place := _place(url, round_):
            yield place


def _place(url: str, round_: Round) -> tuple[str, ...] | None:
    """What two addresses of one store have in common; None for an address that no store can be opened at."""
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        return None
    if address.get_backend_name() == "sqlite":
        return ("sqlite", os.path.realpath(round_.folder / (address.database or "")))
    schema = round_.stores.schema_name or round_.name
    return (
        address.get_backend_name(),
        (address.host or "").casefold(),
        str(address.port or ""),
        address.database or "",
        schema,
        *(f"{key}={value}" for key, value in sorted(address.query.items())),  # service=..., host=...: where it leads
    )
