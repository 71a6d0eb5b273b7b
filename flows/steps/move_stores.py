"""Move stores: copies a round's notebook and ledger to other places, such as from files into PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flows.steps.workplace import MOVED_FACT, open_workplace
from rounds.errors import StoreError
from rounds.round import Round
from rounds.store import LEDGER, NOTEBOOK, Store, VersionLine, store_exists
from rounds.store_address import is_postgres, sqlite_path
from rounds.store_moves import move_rows


@dataclass(frozen=True, slots=True)
class MoveReport:
    """How many rows each store has in its new place, and the settings that make the round use them.

    ``left`` are the files that are not used any more; stores that were in PostgreSQL are no files.
    """

    round: str
    rows: dict[str, int]
    settings: dict[str, str]
    left: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        return {"round": self.round, "rows": self.rows, "stores": self.settings, "left": list(self.left)}


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
        rows = {}
        for line in (LEDGER, NOTEBOOK):
            if store_exists(old[line], round_.folder, line, schema=round_.database_schema):
                rows[line.name] = _move(round_, line, old[line], new[line])
        place.notebook.set_fact(MOVED_FACT, datetime.now(UTC).isoformat(timespec="seconds"))
    return MoveReport(
        round_.name,
        rows,
        {NOTEBOOK.name: notebook, LEDGER.name: ledger},
        tuple(str(sqlite_path(url, round_.folder, line)) for line, url in old.items() if not is_postgres(url)),
    )


def _refuse_the_same(round_: Round, old: dict[VersionLine, str], new: dict[VersionLine, str]) -> None:
    for line, address in new.items():
        if _where(round_, line, address) == _where(round_, line, old[line]):
            raise StoreError(f"The {line.name} is there already. Name another place. Nothing was changed.")


def _where(round_: Round, line: VersionLine, address: str) -> str:
    return address if is_postgres(address) else str(sqlite_path(address, round_.folder, line))


def _move(round_: Round, line: VersionLine, old: str, new: str) -> int:
    with _opened(round_, line, old) as source, _opened(round_, line, new) as target:
        return move_rows(source, target)


@contextmanager
def _opened(round_: Round, line: VersionLine, address: str) -> Iterator[Store]:
    with ExitStack() as stack:
        store = Store.open(address, round_.folder, line, schema=round_.database_schema)
        yield stack.enter_context(closing(store))
