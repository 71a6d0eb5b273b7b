"""Which folder a schema of PostgreSQL belongs to: a random id in the round's folder, that its stores keep, too.

Two rounds of one name would else write into one schema. A SQLite file needs no such id: it lies in the folder.

A copy of the folder has the id as well. So the file also says where it was made: the folder's number in its file
system, which stays when the folder is moved there, and its path, which stays when a share gives new numbers.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from rounds.errors import StoreError
from rounds.private_files import CannotWrite, write_private
from rounds.round import Round
from rounds.store_address import is_postgres

ID_FILE = ".sayback-id"
ROUND_ID_FACT = "round_id"


@dataclass(frozen=True, slots=True)
class _Record:
    """The lines of the file: the id, the folder's inode number, its path; an old file has the id alone."""

    id: str
    inode: str = ""
    path: str = ""

    def __str__(self) -> str:
        return f"{self.id}\n{self.inode}\n{self.path}\n"


def in_postgres(round_: Round) -> bool:
    """Whether a store of the round is in PostgreSQL, where only the id says whose it is."""
    return is_postgres(round_.stores.notebook) or is_postgres(round_.stores.ledger)


def round_id(folder: Path, known: str | None) -> str:
    """The id of the round in ``folder``, made where there is none and no notebook has one (``known``).

    Raises StoreError when the notebook was made for another folder, or when this one is a copy; CannotWrite when the
    file cannot be written.
    """
    refuse_another_folder(folder, known)
    found = _read(folder / ID_FILE)
    here = _here(folder, found.id if found else secrets.token_hex(16))
    if found is None:
        write_private(folder / ID_FILE, str(here))
    elif found != here:
        with suppress(CannotWrite):  # whoever may only look: one of the two still says where it was
            write_private(folder / ID_FILE, str(here))
    return here.id


def refuse_another_folder(folder: Path, known: str | None) -> None:
    """Raises StoreError when the notebook with the id ``known`` is not of this folder. Looks only."""
    found = _read(folder / ID_FILE)
    if found is not None:
        _refuse_copy(folder, found)
    if known is not None and (found is None or found.id != known):
        raise belongs_to_another("the notebook's schema")


def belongs_to_another(place: str) -> StoreError:
    """What to tell where a schema was made for a round in another folder."""
    return StoreError(
        f"In PostgreSQL, {place} belongs to a round in another folder. If that is another round: set another"
        f" `schema_name` under [stores] of round.toml. If it is this same round, moved or on another machine: copy the"
        f" file {ID_FILE} from the folder where it was. Nothing was changed."
    )


def _here(folder: Path, own: str) -> _Record:
    path = folder.resolve()
    return _Record(own, str(path.stat().st_ino), str(path).encode("unicode_escape").decode())


def _refuse_copy(folder: Path, found: _Record) -> None:
    here = _here(folder, found.id)
    if (found.inode or found.path) and here.inode != found.inode and here.path != found.path:
        raise StoreError(
            f"{folder / ID_FILE} was made in another folder: this folder is a copy, or was moved from another disk. If"
            " it is the same round, moved, and nothing runs on the old folder any more: delete all but the first line"
            f" of {ID_FILE}. If it is to be a new round: delete {ID_FILE}, and give it another `name`, or another"
            " `schema_name` under [stores] of round.toml. Nothing was changed."
        )


def _read(path: Path) -> _Record | None:
    try:
        lines = path.read_text(encoding="ascii").splitlines()
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise StoreError(f"{path} cannot be read. Make it readable for you, or restore it from a backup.") from None
    own, inode, where = [*lines, "", "", ""][:3]
    return _Record(own.strip(), inode, where) if own.strip() else None
