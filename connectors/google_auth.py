"""Which credentials: a file, a sign-in of a person, or those of the machine.

In this order, unless a token file is given: the file in ``GOOGLE_APPLICATION_CREDENTIALS`` (a service account's key,
a keyless configuration, a person's); the token file of ``sayback google-login``; what gcloud or the machine provides.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import google.auth
from google.auth import aws, external_account_authorized_user, identity_pool, impersonated_credentials, pluggable
from google.auth._cloud_sdk import get_application_default_credentials_path
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError
from google.oauth2 import service_account
from google.oauth2.credentials import Credentials as UserCredentials

from connectors.google_account import Account, AccountKind
from connectors.google_endpoint import keeps_secrets
from connectors.google_token import load_token, person_from, token_file
from connectors.source import SourceError, SourceRefused

VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS"
GUIDE = "docs/google-setup.md"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Credentials, what may be said of them, and where a renewed token is kept (None: nowhere). Shows no secret."""

    credentials: Credentials
    account: Account
    token: Path | None = None

    def __repr__(self) -> str:
        return f"SignIn({self.account!r})"


def find_credentials(
    scopes: tuple[str, ...], *, subject: str | None = None, token: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> SignIn:  # fmt: skip
    """The first credentials that there are, for ``scopes``, acting for the mailbox ``subject`` if one is given.

    Raises SourceError when a file cannot be used as it stands, SourceRefused when a person has to sign in first.
    """
    named = environ.get(VARIABLE, "").strip()
    if named and token is None:
        return _quiet(_from_file(Path(named).expanduser(), f"named by {VARIABLE}", scopes, subject))
    stored = token or token_file(environ)
    if token is not None or stored.exists():
        _no_subject(subject, "the sign-in of a person")
        credentials = load_token(stored, scopes)
        return SignIn(credentials, _person(credentials, scopes), stored)
    if (gcloud := Path(get_application_default_credentials_path())).is_file():  # type: ignore[no-untyped-call]
        return _quiet(_from_file(gcloud, "of gcloud", scopes, subject))
    return _quiet(_of_the_machine(scopes, subject, environ))


def _from_file(path: Path, whence: str, scopes: tuple[str, ...], subject: str | None) -> SignIn:
    place = f"The file {path}, {whence},"
    info = _read(path, place)
    _check_addresses(info, place)
    kind = info.get("type")
    if kind == "service_account":
        return _service_account(info, place, scopes, subject)
    if kind == "authorized_user":
        _no_subject(subject, "the sign-in of a person")
        person = _loaded(lambda: person_from(info, scopes), place)
        return SignIn(person, _person(person, scopes))
    if kind not in _KEYLESS:
        raise SourceError(f"{place} is not a key for this. {_mistaken_for(info)} {GUIDE} tells how to make one.")
    return _keyless(info, place, scopes, subject)


_ADDRESSES = ("token_uri", "token_url", "token_info_url", "revoke_url", "service_account_impersonation_url")


def _service_account(info: dict[str, Any], place: str, scopes: tuple[str, ...], subject: str | None) -> SignIn:
    credentials = _loaded(
        lambda: service_account.Credentials.from_service_account_info(info, scopes=list(scopes), subject=subject),  # type: ignore[no-untyped-call]
        place,
    )
    kind = AccountKind.DELEGATED if subject else AccountKind.SERVICE_ACCOUNT
    address = subject or str(info.get("client_email", ""))
    return SignIn(credentials, Account(kind, address, str(info.get("client_id", "")), scopes))


def _keyless(info: dict[str, Any], place: str, scopes: tuple[str, ...], subject: str | None) -> SignIn:
    kind = str(info["type"])
    plain = _loaded(lambda: _KEYLESS[kind](info, list(scopes)), place)
    address = str(getattr(plain, "service_account_email", None) or "")
    if subject is None:
        return SignIn(plain, Account(AccountKind.KEYLESS, address, scopes=scopes))
    if kind != "external_account" or not address:
        raise SourceRefused(
            f"{place} cannot act for a mailbox. Use a service account with domain-wide delegation; {GUIDE} tells how."
        )
    itself = {key: value for key, value in info.items() if key != "service_account_impersonation_url"}
    source = _loaded(lambda: _KEYLESS[kind](itself, ["https://www.googleapis.com/auth/iam"]), place)
    delegated = impersonated_credentials.Credentials(source, address, list(scopes), subject=subject)  # type: ignore[no-untyped-call]
    return SignIn(delegated, Account(AccountKind.DELEGATED, subject, scopes=scopes))


def _external(info: dict[str, Any], scopes: list[str]) -> Any:
    """Workload identity: which class reads the configuration depends on where it runs."""
    source = info.get("credential_source") or {}
    if info.get("subject_token_type") == "urn:ietf:params:aws:token-type:aws4_request":
        return aws.Credentials.from_info(info, scopes=scopes)  # type: ignore[no-untyped-call]
    chosen: Any = pluggable.Credentials if "executable" in source else identity_pool.Credentials
    return chosen.from_info(info, scopes=scopes)


_KEYLESS: dict[str, Callable[[dict[str, Any], list[str]], Any]] = {
    "external_account": _external,
    "external_account_authorized_user": lambda info, scopes: external_account_authorized_user.Credentials.from_info(
        info, scopes=scopes
    ),  # type: ignore[no-untyped-call]
    "impersonated_service_account": lambda info, scopes: (
        impersonated_credentials.Credentials.from_impersonated_service_account_info(info, scopes=scopes)  # type: ignore[no-untyped-call]
    ),
}


def _of_the_machine(scopes: tuple[str, ...], subject: str | None, environ: Mapping[str, str]) -> SignIn:
    """What a machine at Google gives its programs. Elsewhere nobody is asked: that would wait for a server in vain."""
    if not _at_google(environ):
        raise SourceRefused(
            f"Nobody has signed in to Google. Set {VARIABLE} to a service account's key file, or run: sayback"
            f" google-login CLIENT.json, or work with exports in a folder, without Google. {GUIDE} tells how."
        )
    credentials = _loaded(lambda: google.auth.default(scopes=list(scopes))[0], "What this machine has for Google")
    _no_subject(subject, "the sign-in of a machine")
    address = str(getattr(credentials, "service_account_email", "") or "")
    return SignIn(credentials, Account(AccountKind.KEYLESS, "" if address == "default" else address, scopes=scopes))


def _at_google(environ: Mapping[str, str]) -> bool:
    if environ.get("NO_GCE_CHECK", "").lower() == "true":
        return False
    if any(environ.get(name) for name in ("GCE_METADATA_HOST", "GCE_METADATA_ROOT", "K_SERVICE", "GAE_ENV")):
        return True
    try:
        return Path("/sys/class/dmi/id/product_name").read_text(encoding="ascii", errors="replace").startswith("Google")
    except OSError:
        return False


def _read(path: Path, place: str) -> dict[str, Any]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(f"{place} does not exist. Mend the variable, or put the key there.") from None
    except UnicodeDecodeError:
        raise SourceError(f"{place} is not JSON. In the Cloud console, create a key of the type JSON.") from None
    except OSError as error:
        raise SourceError(f"{place} cannot be read ({error.strerror}).") from None
    try:
        info = json.loads(text)
    except (ValueError, RecursionError):
        info = None
    if isinstance(info, dict):
        return info
    if text.strip().startswith("AIza"):
        raise SourceError(f"{place} holds an API key, which cannot read forms. {GUIDE} tells how to make a key file.")
    raise SourceError(f"{place} is not JSON. In the Cloud console, create a key of the type JSON.")


def _check_addresses(info: Mapping[str, Any], place: str) -> None:
    """Raises SourceError when what signs in, or a token, would travel in clear."""
    inside = info.get("source_credentials")
    for holder in (info, inside if isinstance(inside, dict) else {}):
        if any(not keeps_secrets(str(holder[name])) for name in _ADDRESSES if holder.get(name)):
            raise SourceError(
                f"{place} sends its secret to an address that does not begin with https://. Make a new one; {GUIDE}"
                " tells how."
            )


def _mistaken_for(info: Mapping[str, Any]) -> str:
    if "installed" in info or "web" in info:
        return "It names an app for people to sign in with. Run: sayback google-login with that file."
    if "keyString" in info or "api_key" in info or "apiKey" in info:
        return "It holds an API key, which cannot read forms."
    return "Its type is not one that Google's libraries know."


def _loaded(load: Callable[[], Any], place: str) -> Any:
    try:
        return load()
    except (GoogleAuthError, ValueError, TypeError, AttributeError, KeyError):
        pass
    raise SourceError(f"{place} is damaged or not complete. Make a new one; {GUIDE} tells how.")


def _no_subject(subject: str | None, what: str) -> None:
    if subject is not None:
        raise SourceRefused(
            f"To act for a mailbox takes a service account with domain-wide delegation; {what} acts for itself only."
            f" {GUIDE} tells how."
        )


def _person(credentials: UserCredentials, scopes: tuple[str, ...]) -> Account:
    return Account(AccountKind.USER, str(credentials.account or ""), scopes=scopes)


def _quiet(found: SignIn) -> SignIn:
    """Without google-auth's look-up of a regional boundary: a second host to ask in a thread, for Cloud's data only."""
    if hasattr(found.credentials, "_is_regional_access_boundary_lookup_required"):
        found.credentials._is_regional_access_boundary_lookup_required = lambda: False
    return found
