"""A signed-in connection to Google: the clients of Forms, Sheets, Drive and Gmail over one transport."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import gspread
import httplib2
from google.auth.credentials import Credentials
from googleapiclient.discovery import build
from googleapiclient.model import JsonModel

from connectors.google_auth import find_credentials
from connectors.google_body import parsed
from connectors.google_endpoint import endpoint
from connectors.google_faults import explained
from connectors.google_quiet import silence
from connectors.google_retry import patience
from connectors.google_token import store_token
from connectors.google_transport import GoogleSession
from connectors.sign_in_end import end_kept_in
from rounds.private_files import CannotWrite

silence()


def sign_in(*scopes: str, subject: str | None = None, token: Path | None = None) -> Google:
    """A connection that may do what ``scopes`` allow; nothing goes over the network yet.

    ``subject``: the mailbox to act for (domain-wide delegation). ``token``: the token file to use, by default where
    ``sayback google-login`` keeps it. Raises SourceError for a file or setting to mend, SourceRefused when a person has
    to sign in first.
    """
    found = find_credentials(scopes, subject=subject, token=token)
    kept = found.token
    session = GoogleSession(
        found.credentials, found.account, endpoint=endpoint(), patience=patience(),
        refreshed=None if kept is None else functools.partial(_keep, kept, found.credentials),
    )  # fmt: skip
    silence()  # by now every module that logs is loaded
    return Google(session)


def _keep(token: Path, credentials: Credentials) -> None:
    with suppress(CannotWrite):  # a read-only disk: the next run renews it again
        store_token(token, credentials, end_kept_in(token))


class Google:
    """Clients that share one signed-in session. Their calls raise GoogleFault: wrap them in ``explained``."""

    def __init__(self, session: GoogleSession) -> None:
        self.session = session
        self._services: dict[str, Any] = {}

    @property
    def account(self) -> str:
        """The address to share forms and sheets with; "" when only Google knows it."""
        return self.session.account.address

    @property
    def kind(self) -> str:
        """Whose sign-in it is, in words."""
        return self.session.account.kind.value

    def check_sign_in(self) -> None:
        """Asks Google for a token, and for nothing else.

        Raises SourceError, SourceRefused or SourceUnavailable, as ``explained`` does, when it gives none.
        """
        with explained("the sign-in"):
            self.session.renew()

    def forms(self) -> Any:
        """The client of the Forms API v1."""
        return self._service("forms", "v1")

    def drive(self) -> Any:
        """The client of the Drive API v3."""
        return self._service("drive", "v3")

    def gmail(self) -> Any:
        """The client of the Gmail API v1."""
        return self._service("gmail", "v1")

    @functools.cached_property
    def _sheets(self) -> gspread.Client:
        return gspread.Client(auth=None, session=self.session)  # type: ignore[arg-type]

    def sheets(self) -> gspread.Client:
        """The client of gspread. Use ``open_by_key``: other ways to open ask for all of Drive."""
        return self._sheets

    def close(self) -> None:
        """Closes the connections; a later call opens new ones."""
        self.session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Google({self.kind})"

    def _service(self, name: str, version: str) -> Any:
        if name not in self._services:
            http = HttpLike(self.session)
            self._services[name] = build(
                name, version, http=http, model=WholeJson(), static_discovery=True, cache_discovery=False
            )
        return self._services[name]


class WholeJson(JsonModel):  # type: ignore[misc]
    """The client's reading of JSON, which would otherwise hand on the bytes of an answer that is not JSON."""

    def deserialize(self, content: bytes) -> Any:
        """Raises GoogleFault when the answer is damaged."""
        return parsed(content)


class HttpLike:
    """The session in the shape of httplib2.Http, which googleapiclient speaks."""

    def __init__(self, session: GoogleSession) -> None:
        self._session = session

    def request(
        self, uri: str, method: str = "GET", body: str | bytes | None = None, headers: Mapping[str, str] | None = None,
        **ignored: Any,
    ) -> tuple[httplib2.Response, bytes]:  # fmt: skip
        """Sends the request. Raises GoogleFault unless the answer is a good one."""
        kept = {key: value for key, value in (headers or {}).items() if key.lower() not in _OURS}
        data = body.encode() if isinstance(body, str) else body
        answer = self._session.request(method, uri, data=data, headers=kept)
        told = {key.lower(): value for key, value in answer.headers.items() if key.lower() != "content-encoding"}
        response = httplib2.Response({**told, "status": str(answer.status_code)})
        response.reason = answer.reason
        return response, answer.content

    def close(self) -> None:
        """Nothing to close: the session is shared."""


_OURS = ("accept-encoding", "content-length", "user-agent", "connection")
