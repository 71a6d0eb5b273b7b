"""The one way to Google: signs, paces, sends, reads and judges every request of both clients."""

from __future__ import annotations

import functools
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import urlsplit

import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession

from connectors.google_account import Account
from connectors.google_body import check_json, parsed, whole_body
from connectors.google_endpoint import Endpoint, proxies_for, service_of
from connectors.google_faults import FaultKind, GoogleFault
from connectors.google_refusals import fault_of, network_fault
from connectors.google_retry import Patience, with_patience
from connectors.google_token_request import TokenRequest, token_fault

CONNECT_TIMEOUT = 10.0  # seconds
READ_TIMEOUT = 30.0  # seconds for each read
_REPEATABLE = frozenset({"GET", "HEAD", "OPTIONS", "PUT"})
_REPEATABLE_POSTS = ("/values:batchUpdate", "/values:batchClear", ":batchGet", "ByDataFilter")
_ANY = "https://www.googleapis.com/"  # a token is the same for all of them
_CHOKED = (TypeError, ValueError, LookupError, AttributeError, OverflowError)  # google-auth, on an odd answer
_SAFE_TO_REPEAT = "X-Sayback-Safe-To-Repeat"


class GoogleSession(AuthorizedSession):
    """A session that gives good answers or raises GoogleFault. Threads may share it.

    ``refreshed`` is called after each renewal of the token.
    """

    def __init__(
        self, credentials: Credentials, account: Account, *,
        endpoint: Endpoint, patience: Patience, refreshed: Callable[[], None] | None = None,
    ) -> None:  # fmt: skip
        self._token_request = TokenRequest(patience)
        super().__init__(credentials, refresh_status_codes=(), auth_request=self._token_request)  # type: ignore[no-untyped-call]
        self.account = account
        self.patience = patience
        self._endpoint = endpoint
        self._refreshed = refreshed
        self._signing = threading.Lock()
        self.auth = _leave_as_signed
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.headers.update({"User-Agent": "sayback (gzip)", "Accept": "application/json", "Accept-Encoding": "gzip"})

    def request(  # type: ignore[override]
        self, method: str, url: str, data: Any = None, headers: Mapping[str, str] | None = None, **kwargs: Any
    ) -> requests.Response:
        """Sends a request for one of Google's addresses. Raises GoogleFault unless the answer is a good one.

        Timeouts and redirects are not the caller's to choose: ``timeout``, ``stream`` and the like are ignored.
        """
        content = {key: kwargs[key] for key in ("params", "json", "files") if kwargs.get(key) is not None}
        asked = _Asked(method.upper(), url, dict(headers or {}), {"data": data, **content})
        self._endpoint.address(url)  # before a token is asked for
        try:
            return self._signed_and_sent(asked)
        except GoogleFault as fault:
            fault.account = self.account
            raise

    def renew(self) -> None:
        """Asks for a new token, to see whether Google gives one. Raises GoogleFault."""
        try:
            self._sign(_Asked("GET", _ANY, {}, {}), anew=True)
        except GoogleFault as fault:
            fault.account = self.account
            raise

    def close(self) -> None:
        """Closes the connections."""
        super().close()  # type: ignore[no-untyped-call]
        self._token_request.session.close()

    def _signed_and_sent(self, asked: _Asked) -> requests.Response:
        """Once more with a new token when the first is refused: it may have been withdrawn since."""
        signed = self._sign(asked)
        try:
            return self._sent(asked, signed)
        except GoogleFault as fault:
            if fault.status != 401:
                raise
        return self._sent(asked, self._sign(asked, instead_of=signed))

    def _sent(self, asked: _Asked, signed: dict[str, str]) -> requests.Response:
        attempt = functools.partial(self._attempt, asked, signed)
        return with_patience(attempt, self.patience, repeatable=asked.repeatable, service=asked.service)

    def _attempt(self, asked: _Asked, signed: dict[str, str], seconds: float) -> requests.Response:
        deadline = self.patience.clock() + seconds
        response = self._opened(asked, signed, deadline)
        body = whole_body(response, deadline, self.patience.clock, asked.service)
        fault = fault_of(response.status_code, response.headers, body, asked.service)
        if fault is not None:
            raise fault
        if asked.wants_json:
            check_json(response, body, asked.service)
        response._content = body
        response._content_consumed = True
        response.json = functools.partial(parsed, body, asked.service)  # type: ignore[method-assign]
        return response

    def _opened(self, asked: _Asked, signed: dict[str, str], deadline: float) -> requests.Response:
        address = self._endpoint.address(asked.url)
        try:
            return requests.Session.request(
                self, asked.method, address, headers=signed, timeout=self._timeouts(deadline), stream=True,
                allow_redirects=False, proxies=proxies_for(address), **asked.content,
            )  # fmt: skip
        except requests.RequestException as error:
            fault = network_fault(error, asked.service)
        raise fault

    def _timeouts(self, deadline: float) -> tuple[float, float]:
        left = max(1.0, deadline - self.patience.clock())
        return min(CONNECT_TIMEOUT, left), min(READ_TIMEOUT, left)

    def _sign(self, asked: _Asked, *, instead_of: dict[str, str] | None = None, anew: bool = False) -> dict[str, str]:
        """The request's headers with a token, renewed when it is due, when ``instead_of`` has it, or ``anew``."""
        signed = {key: value for key, value in asked.headers.items() if key != _SAFE_TO_REPEAT}
        fault: GoogleFault | None = None
        with self._signing:
            before = self.credentials.token
            try:
                if anew or (instead_of and instead_of.get("authorization") == f"Bearer {before}"):
                    self.credentials.refresh(self._token_request)  # another thread may have done that already
                self.credentials.before_request(self._token_request, asked.method, asked.url, signed)
            except GoogleAuthError as error:
                fault = token_fault(error, self.account, self._token_request.seconds_off)
            except _CHOKED:  # its message may quote the answer
                fault = GoogleFault(FaultKind.UNAVAILABLE, service="token")
            if fault is None and self.credentials.token != before and self._refreshed is not None:
                self._refreshed()
        if fault is not None:
            raise fault
        return signed


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request as a client asked for it, before signing."""

    method: str
    url: str
    headers: dict[str, str]
    content: dict[str, Any]

    @property
    def service(self) -> str:
        return service_of(self.url)

    @property
    def wants_json(self) -> bool:
        """Whether JSON is due: everywhere but in downloads of files."""
        return "alt=media" not in self.url and not urlsplit(self.url).path.endswith("/export")

    @property
    def repeatable(self) -> bool:
        """Whether it may take effect twice without harm."""
        if self.method in _REPEATABLE or _SAFE_TO_REPEAT in self.headers:
            return True
        overridden = {key.lower(): value for key, value in self.headers.items()}.get("x-http-method-override", "")
        return overridden.upper() == "GET" or urlsplit(self.url).path.endswith(_REPEATABLE_POSTS)


def safe_to_repeat(headers: Mapping[str, str] | None = None) -> dict[str, str]:
    """``headers`` that mark a POST as one which may take effect twice without harm. The mark itself is never sent."""
    return {**(headers or {}), _SAFE_TO_REPEAT: "yes"}


def _leave_as_signed(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Stands where requests would otherwise put a password from ~/.netrc over our token."""
    return request
