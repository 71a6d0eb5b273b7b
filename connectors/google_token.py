"""The sign-in of a person, kept in a file that only its owner may read."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from google.auth.exceptions import GoogleAuthError
from google.oauth2.credentials import Credentials

from connectors.google_endpoint import keeps_secrets
from connectors.google_uses import login_options
from connectors.sign_in_end import END
from connectors.source import SignInRefused, SourceError, SourceRefused
from rounds.keys import key_file
from rounds.private_files import write_private

VARIABLE = "SAYBACK_GOOGLE_TOKEN"
_AUTH = "https://www.googleapis.com/auth/"
_WIDER = {  # who may change may also read
    _AUTH + "forms.body.readonly": _AUTH + "forms.body",
    _AUTH + "spreadsheets.readonly": _AUTH + "spreadsheets",
}
AGAIN = "Run: sayback google-login CLIENT.json"


def token_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the sign-in is kept: ``SAYBACK_GOOGLE_TOKEN``, else google-token.json beside the installation key."""
    given = environ.get(VARIABLE, "").strip()
    return Path(given).expanduser() if given else key_file(environ).with_name("google-token.json")


def load_token(path: Path, scopes: tuple[str, ...]) -> Any:
    """The stored sign-in, which must cover ``scopes``; wider permissions of the file are taken back.

    Raises SourceError when the file is damaged or others may read it, SourceRefused when the person has not signed in
    or did not allow one of ``scopes``.
    """
    try:
        _keep_private(path)
        stored = json.loads(path.read_text(encoding="utf-8"))
        allowed = set(stored["scopes"])
        credentials = person_from(stored)
    except FileNotFoundError:
        credentials = None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, GoogleAuthError):
        raise SourceError(f"The sign-in in {path} cannot be read. Delete that file. {AGAIN}") from None
    if credentials is None:
        raise SignInRefused(f"Nobody has signed in yet: there is no {path}. {AGAIN}")
    if missing := {scope for scope in scopes if not allowed & {scope, _WIDER.get(scope)}}:
        again = f"{AGAIN} {login_options({*allowed, *missing})}, and tick every box."
        raise SourceRefused(f"The sign-in in {path} does not allow {_short(missing)}. {again}")
    return credentials


def person_from(info: Mapping[str, Any], scopes: tuple[str, ...] | None = None) -> Any:
    """Credentials of a signed-in person, asking for tokens where the file says.

    google-auth would always ask Google. Raises ValueError for a file that is not complete, or whose token address is
    neither https nor this machine.
    """
    credentials: Any = Credentials.from_authorized_user_info(info, scopes=scopes and list(scopes))  # type: ignore[no-untyped-call]
    address = str(info.get("token_uri") or "")
    if not address:
        return credentials
    if not keeps_secrets(address):
        raise ValueError("a token address must be https")
    credentials._token_uri = address  # with_token_uri would forget until when the token is good
    return credentials


def store_token(path: Path, credentials: Any, ends: datetime | None = None) -> None:
    """Writes a sign-in, mode 0600, whole or not at all. Raises CannotWrite.

    ``ends`` is when Google ends it, where Google said so as the person signed in.
    """
    told = json.loads(credentials.to_json())
    kept = {END: ends.isoformat()} if ends else {}
    write_private(path, json.dumps({"type": "authorized_user", **told, **kept}, indent=1) + "\n")


def _keep_private(path: Path) -> None:
    """Takes back permissions that others have. Raises SourceError when that is not possible."""
    if os.name == "nt" or not stat.S_IMODE(path.stat().st_mode) & 0o077:
        return
    with suppress(OSError):
        path.chmod(0o600)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise SourceError(f"Others may read {path}, which holds a sign-in. Move it where only you can: chmod 600.")


def _short(scopes: set[str]) -> str:
    return ", ".join(sorted(scope.removeprefix(_AUTH) for scope in scopes))
