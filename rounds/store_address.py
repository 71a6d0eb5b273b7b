"""Where a store is: the addresses of [stores] in round.toml. They are never shown: one can contain a password."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from rounds.errors import StoreError

if TYPE_CHECKING:
    from rounds.store import VersionLine

_POSTGRES = "postgresql+psycopg"


def is_postgres(url: str) -> bool:
    """Whether ``url`` names a PostgreSQL database."""
    parsed = _parsed(url)
    return parsed is not None and parsed.drivername == _POSTGRES


def has_password(url: str) -> bool:
    """Whether a password stands in ``url``, where everybody finds it who may read round.toml."""
    parsed = _parsed(url)
    return parsed is not None and (parsed.password is not None or "password" in parsed.query)


def masked(url: str) -> str:
    """The address with ``***`` in the place of a password, so that it can be shown."""
    parsed = _parsed(url)
    if parsed is None or not has_password(url):
        return url
    if "password" in parsed.query:
        parsed = parsed.update_query_dict({"password": "***"})
    return parsed.render_as_string(hide_password=True).replace("%2A%2A%2A", "***")


def password_warning(name: str) -> str:
    """What to tell of the address ``name`` of [stores] that has a password in it."""
    return (
        f"`{name}` in [stores] of round.toml holds a password, and everybody who may read that file has it. Take it"
        " out, and write it into ~/.pgpass (mode 0600); docs/postgres.md tells how."
    )


def postgres_url(url: str) -> URL:
    """The parsed address of a PostgreSQL database; only for one that ``is_postgres``."""
    return make_url(url)


def sqlite_path(url: str, folder: Path, line: VersionLine) -> Path:
    """The file that ``url`` (``sqlite:///notebook.db``) names.

    Raises StoreError, which names only the setting.
    """
    parsed = _parsed(url)
    usable = parsed is not None and parsed.get_backend_name() == "sqlite" and not parsed.query
    database = parsed.database if parsed is not None and usable else None
    if not database or database == ":memory:" or database.startswith("file:"):
        raise StoreError(
            f'`{line.name}` in [stores] of round.toml must name a SQLite file, such as "sqlite:///{line.name}.db",'
            f' or a PostgreSQL database, such as "{_POSTGRES}:///?service={line.name}s" (docs/postgres.md).'
        )
    return folder / database


def _parsed(url: str) -> URL | None:
    try:
        return make_url(url)
    except (ArgumentError, ValueError):
        return None
