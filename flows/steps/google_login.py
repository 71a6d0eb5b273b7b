"""Signs in to Google as a person, once, and keeps the sign-in where only that person can read it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rounds.errors import SaybackError


class UnknownPurpose(SaybackError):
    """A word after --may that means nothing."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class LoginReport:
    """Where the sign-in is kept, and what a person should know about it."""

    token: Path
    warning: str


def google_login(client: Path, purposes: Sequence[str], *, open_browser: bool, port: int) -> LoginReport:
    """Opens Google's page, waits for the answer, stores the sign-in for all of ``purposes``.

    Without ``open_browser`` the address is printed, and ``port`` is where the answer is awaited.

    Raises SourceError for a client file that cannot be used, SourceRefused when the person said no.
    """
    from connectors.google_login import TESTING_HINT, log_in
    from connectors.google_token import token_file

    token = token_file()
    log_in(client, _scopes(purposes), open_browser=open_browser, token=token, port=port)
    return LoginReport(token, TESTING_HINT)


def _scopes(purposes: Sequence[str]) -> tuple[str, ...]:
    """The smallest scopes for ``purposes``. Raises UnknownPurpose."""
    from connectors.google_uses import USES, scopes_for

    if not set(purposes) <= USES.keys():
        raise UnknownPurpose(f"--may takes one of: {', '.join(USES)}.")
    return scopes_for(purposes)
