"""A connection whose waits are noted instead of waited for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from connectors.google_connection import Google, sign_in
from connectors.google_uses import FORMS_BODY_READ, FORMS_RESPONSES_READ, SHEETS

READ = (FORMS_BODY_READ, FORMS_RESPONSES_READ, SHEETS)


@contextmanager
def signed_in(
    *scopes: str, waits: list[float] | None = None, subject: str | None = None, token: Path | None = None
) -> Iterator[Google]:
    """A connection to the Google of the environment; what it would have waited, in seconds, comes into `waits`."""
    with sign_in(*(scopes or READ), subject=subject, token=token) as connection:
        connection.session.patience.sleep = ([] if waits is None else waits).append
        yield connection
