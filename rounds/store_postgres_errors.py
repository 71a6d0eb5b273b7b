"""What went wrong with PostgreSQL, in words that a person can act on.

Only the SQLSTATE is told (https://www.postgresql.org/docs/current/errcodes-appendix.html): the server's own words can
quote values, names of hosts and roles. While a connection is made there is no SQLSTATE; then the words are compared
with a few that are known, and never told either.
"""

from __future__ import annotations

from sqlalchemy.exc import TimeoutError as PoolTimeout

from rounds.errors import StoreError, StoreUnavailable

_LATER = {
    "08": "the connection was lost. Run it again: it goes on from what is stored",
    "57P": "the server ended the connection, or is starting or stopping. Try again later",
    "53300": "the server has no connection left. Try again later; docs/postgres.md counts how many are needed",
    "53200": "the server is out of memory. Try again later",
    "40": "another program was in the way. Try again",
    "55P03": "it is in use by another program. Try again later",
    "57014": "the server broke off, because it took longer than it may (statement_timeout). Try again later",
    "25P": "the server ended the transaction, because it took longer than it may. Try again later",
}
_TO_FIX = {
    "53100": "the server's disk is full. Free some space there and run it again",
    "28P01": "the password is wrong. Mend it in ~/.pgpass (or PGPASSFILE)",
    "28": "the server refuses this sign-in. Look at the role, its password in ~/.pgpass, and pg_hba.conf of the server",
    "3D000": "there is no such database. Create it as docs/postgres.md says, or mend the address in [stores]",
    "42501": "the role lacks a right. Grant it as docs/postgres.md says",
    "25006": "the server takes no changes: it is a standby, or set to read only. Name the primary server",
    "42939": "the name of its schema is reserved. Set another `schema_name` in [stores]",
    "22021": "the database cannot hold all characters. Create it with ENCODING 'UTF8'",
    "22P05": "the database cannot hold all characters. Create it with ENCODING 'UTF8'",
    "26000": "a pooler sits between us and the server. Let it pool sessions, not transactions, or name the server",
    "58030": "the server's disk reported an error. Look at its log",
    "XX": "the server reports damage. Look at its log, and restore a backup",
}
_WORDS = {  # of the message when no connection comes about -> the SQLSTATE that it stands for
    "no password supplied": "28P01",
    "password authentication failed": "28P01",
    "too many clients": "53300",
    "connection slots are reserved": "53300",
    "too many connections": "53300",
    "permission denied for database": "42501",
    "is starting up": "57P03",
    "is shutting down": "57P03",
    "is not accepting connections": "57P03",
    "in recovery mode": "57P03",
    "session is read-only": "25006",
    "server is in hot standby mode": "25006",
    "no pg_hba.conf entry": "28000",
    "role": "28000",
    "database": "3D000",
}
_NOT_THERE = "the server cannot be reached. Is it running, and is the address in [stores] right? Try again later"
_NO_SUCH_HOST = "no server of that name is known. Mend it in [stores] or ~/.pg_service.conf, or look at the network"
_SERVICE = "its service stands in no service file. Write it into ~/.pg_service.conf, or mend the address in [stores]"


def explained(error: BaseException | None, line_name: str, place: str) -> StoreError:
    """What to tell of an error of psycopg or of the pool."""
    if isinstance(error, PoolTimeout):
        return StoreUnavailable(_sentence(line_name, place, "all its connections are in use here. Try again later"))
    code = getattr(error, "sqlstate", None)
    if code is None and getattr(error, "pgconn", None) is not None:
        return _without_connection(str(error), line_name, place)
    if code is None and "resolve host" in str(error):
        return StoreUnavailable(_sentence(line_name, place, _NO_SUCH_HOST))
    if code is None and type(error).__name__ in ("OperationalError", "InterfaceError"):
        code = "08006"  # the connection broke, so the server could not say why
    for known, kind in ((_LATER, StoreUnavailable), (_TO_FIX, StoreError)):
        for start in sorted(known, key=len, reverse=True):
            if code is not None and code.startswith(start):
                return kind(_sentence(line_name, place, known[start]))
    what = f"it was not changed: an unexpected error ({code or type(error).__name__}). Please report it"
    return StoreError(_sentence(line_name, place, what))


def _without_connection(words: str, line_name: str, place: str) -> StoreError:
    if "definition of service" in words or "service file" in words:
        return StoreError(_sentence(line_name, place, _SERVICE))
    if "FATAL" in words or "authentication" in words or "password" in words:  # a server did answer
        code = next((code for part, code in _WORDS.items() if part in words.partition("FATAL")[2]), None)
        code = code or ("28P01" if "password" in words else None)
        for known, kind in ((_LATER, StoreUnavailable), (_TO_FIX, StoreError)):
            for start in sorted(known, key=len, reverse=True):
                if code is not None and code.startswith(start):
                    return kind(_sentence(line_name, place, known[start]))
    return StoreUnavailable(_sentence(line_name, place, _NOT_THERE))


def _sentence(line_name: str, place: str, what: str) -> str:
    return f"The {line_name} in PostgreSQL ({place}): {what}."
