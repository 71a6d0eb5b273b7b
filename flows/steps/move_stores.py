"""Move stores: copies a round's notebook and ledger to other places, such as from files into PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.steps.workplace import MOVED_FACT, Workplace, open_workplace
from rounds.errors import StoreError
from rounds.glance import has_ledger
from rounds.round import Round
from rounds.round_id import ROUND_ID_FACT, round_id
from rounds.store import LEDGER, NOTEBOOK, Store, VersionLine, store_exists
from rounds.store_address import is_postgres, masked, sqlite_path
from rounds.store_moves import move_rows


@dataclass(frozen=True, slots=True)
class MoveReport:
    """How many rows each store has in its new place, and the settings that make the round use them.

    ``left`` are the files that are not used any more; stores that were in PostgreSQL are no files. An address in
    ``settings`` may hold a password, which ``as_json`` masks.
    """

    round: str
    rows: dict[str, int]
    settings: dict[str, str]
    left: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        stores = {name: masked(address) for name, address in self.settings.items()}
        return {"round": self.round, "rows": self.rows, "stores": stores, "left": list(self.left)}


def move_stores(folder: Path, *, notebook: str, ledger: str) -> MoveReport:
    """Copies the stores of the round in ``folder`` to these addresses, and closes the old ones for good.

    The old ones stay as they are, but nothing works on them any more: else what came meanwhile would be lost with them.
    Killed at any moment, it can simply be run again. Raises SaybackError; then the round is where it was.
    """
    with open_workplace(folder) as place:
        round_ = place.round
        old = {NOTEBOOK: round_.stores.notebook, LEDGER: round_.stores.ledger}
        new = {NOTEBOOK: notebook, LEDGER: ledger}
        _refuse_the_same(round_, old, new)
        if is_postgres(notebook) or is_postgres(ledger):
            _name_owner(place)
        rows = {}
        for line in (LEDGER, NOTEBOOK):
            if store_exists(old[line], round_.folder, line, schema=round_.database_schema):
                rows[line.name] = _move(round_, line, old[line], new[line])
        place.notebook.set_fact(MOVED_FACT, datetime.now(UTC).isoformat(timespec="seconds"))
    return MoveReport(
        round_.name,
        rows,
        {NOTEBOOK.name: notebook, LEDGER.name: ledger},
        tuple(_files(round_, old)),
    )


def _files(round_: Round, stores: dict[VersionLine, str]) -> Iterator[str]:
    for line, url in stores.items():
        if not is_postgres(url) and (path := sqlite_path(url, round_.folder, line)).exists():
            yield str(path)


def _name_owner(place: Workplace) -> None:
    """Writes the round's id into the old stores: it comes with the rows, so the new ones never are without an owner."""
    known = place.notebook.fact(ROUND_ID_FACT)
    own = round_id(place.round.folder, known)
    if known is None:
        place.notebook.set_fact(ROUND_ID_FACT, own)
    if has_ledger(place.round):
        replace(place, round_id=own).ledger().close()


def _refuse_the_same(round_: Round, old: dict[VersionLine, str], new: dict[VersionLine, str]) -> None:
    for line, address in new.items():
        if _where(round_, line, address) == _where(round_, line, old[line]):
            raise StoreError(f"The {line.name} is there already. Name another place. Nothing was changed.")


def _where(round_: Round, line: VersionLine, address: str) -> str:
    return address if is_postgres(address) else str(sqlite_path(address, round_.folder, line))


def _move(round_: Round, line: VersionLine, old: str, new: str) -> int:
    def opened(address: str) -> closing[Store]:
        return closing(Store.open(address, round_.folder, line, schema=round_.database_schema))

    with opened(old) as source, opened(new) as target:
        return move_rows(source, target)
