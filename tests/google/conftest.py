"""Google's real clients, pointed at the stand-in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import gspread
import pytest
from google.auth.transport.requests import AuthorizedSession
from google.oauth2 import credentials, service_account
from googleapiclient.discovery import Resource, build

from tests.google.fixtures import google
from tests.google.standin import StandIn
from tests.google.standin.credentials import full_scopes

__all__ = ["google"]
SCOPES = ("forms.body", "forms.responses.readonly", "spreadsheets", "drive.readonly", "gmail.send")
VERSIONS = {"forms": "v1", "sheets": "v4", "drive": "v3", "gmail": "v1"}


class Quiet(service_account.Credentials):
    """Service-account credentials that look nothing up on the network besides their token."""

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        return False


class LocalSession(AuthorizedSession):
    """A session that sends what is meant for Google to the stand-in."""

    def __init__(self, credentials: Any, url: str) -> None:
        super().__init__(credentials)
        self.local = url

    def request(self, method: str, url: str, *args: Any, **more: Any) -> Any:
        _, _, path = url.removeprefix("https://").partition("/")
        return super().request(method, f"{self.local}/{path}", *args, **more)


_OF_A_USER = ("refresh_token", "token_uri", "client_id", "client_secret", "scopes")
Api = Callable[..., Resource]


@pytest.fixture
def signed_in(google: StandIn, tmp_path: Path) -> Callable[..., Any]:
    """Credentials of the service account, perhaps for a subject; no scopes: those of SCOPES."""

    def sign_in(*scopes: str, subject: str | None = None) -> Any:
        path = google.credentials_file(tmp_path)
        wanted = sorted(full_scopes(*(scopes or SCOPES)))
        return Quiet.from_service_account_file(str(path), scopes=wanted, subject=subject)

    return sign_in


@pytest.fixture
def api(google: StandIn, signed_in: Callable[..., Any]) -> Iterator[Api]:
    """googleapiclient's Resource for an API by its name, closed at the end."""
    with ExitStack() as stack:

        def made(name: str, *scopes: str, as_: Any = None, subject: str | None = None) -> Resource:
            address = f"{google.url}/drive/v3/" if name == "drive" else f"{google.url}/"
            resource = build(
                name,
                VERSIONS[name],
                credentials=as_ or signed_in(*scopes, subject=subject),
                static_discovery=True,
                client_options={"api_endpoint": address},
            )
            stack.callback(resource.close)
            return resource

        yield made


@pytest.fixture
def user(google: StandIn, tmp_path: Path) -> credentials.Credentials:
    """A person's credentials, from a token file.

    google-auth's `from_authorized_user_file` would take Google's token address whatever the file says.
    """
    info = json.loads(google.user_file(tmp_path).read_text())
    return credentials.Credentials(None, **{name: info[name] for name in _OF_A_USER})


@pytest.fixture
def workbooks(google: StandIn, signed_in: Callable[..., Any]) -> Iterator[gspread.Client]:
    """gspread, signed in as the service account."""
    account = signed_in("spreadsheets")
    with LocalSession(account, google.url) as session:
        yield gspread.Client(account, session)
