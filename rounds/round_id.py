"""Which folder a schema of PostgreSQL belongs to: a random id in the round's folder, that its stores keep, too.

Two rounds of one name would else write into one schema. A SQLite file needs no such id: it lies in the folder.
"""

from __future__ import annotations

import secrets
from pathlib import Path

from rounds.errors import StoreError
from rounds.private_files import write_private

ID_FILE = ".sayback-id"
ROUND_ID_FACT = "round_id"


def round_id(folder: Path, known: str | None) -> str:
    """The id of the round in ``folder``, made where there is none and no notebook has one (``known``).

    Raises StoreError when the notebook was made for another folder, CannotWrite when the file cannot be written.
    """
    own = _read(folder / ID_FILE)
    if own is None and known is None:
        own = secrets.token_hex(16)
        write_private(folder / ID_FILE, own + "\n")
    if own is None or known not in (None, own):
        raise belongs_to_another("the notebook's schema")
    return own


def belongs_to_another(place: str) -> StoreError:
    """What to tell where a schema was made for a round in another folder."""
    return StoreError(
        f"In PostgreSQL, {place} belongs to a round in another folder. If that is another round: set another"
        f" `schema_name` under [stores] of round.toml. If it is this same round, moved or on another machine: copy the"
        f" file {ID_FILE} from the folder where it was. Nothing was changed."
    )


def _read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        raise StoreError(f"{path} cannot be read. Make it readable for you, or restore it from a backup.") from None
