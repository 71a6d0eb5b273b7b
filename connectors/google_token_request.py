"""The requests that google-auth makes for tokens: with our timeouts, our retries and our faults."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any

import requests
from google.auth import transport
from google.auth.exceptions import GoogleAuthError

from connectors.google_account import Account, AccountKind
from connectors.google_body import parsed, whole_body
from connectors.google_endpoint import keeps_secrets, proxies_for
from connectors.google_faults import FaultKind, GoogleFault
from connectors.google_refusals import CLOCK_TOLERANCE, fault_of, looks_like_a_page, network_fault, seconds_off
from connectors.google_retry import Patience, with_patience

_TIMEOUTS = (10.0, 30.0)  # seconds: connect, each read
_PASSING = (b"internal_failure", b"server_error", b"temporarily_unavailable")
_TOKEN = re.compile(r"[\x21-\x7e]+")  # it goes into a header
_DIGITS = 9  # of a lifetime in seconds: more is for ever anyway
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")  # google-auth reads no other
_GONE_CLIENT = ("invalid_client", "deleted_client", "disabled_client")


class TokenAnswer(transport.Response):
    """The answer of a token address, as google-auth wants it."""

    def __init__(self, status: int, headers: Mapping[str, str], data: bytes) -> None:
        self._status, self._headers, self._data = status, headers, data

    @property
    def status(self) -> int:
        return self._status

    @property
    def headers(self) -> Mapping[str, str]:
        return self._headers

    @property
    def data(self) -> bytes:
        return self._data


class TokenRequest(transport.Request):
    """Sends google-auth's requests. Asking for a token twice does no harm, so all may be repeated.

    ``seconds_off``: how far this computer's clock is ahead of the last answer's date.
    """

    def __init__(self, patience: Patience) -> None:
        self.session = requests.Session()
        self.session.auth = lambda request: request  # a token request is never signed from ~/.netrc
        self.seconds_off = 0.0
        self._patience = patience

    def __call__(
        self, url: str, method: str = "GET", body: bytes | None = None, headers: Mapping[str, str] | None = None,
        timeout: float | None = None, **kwargs: Any,
    ) -> TokenAnswer:  # fmt: skip
        """Raises GoogleFault when no answer comes, or one that is not a token address's.

        A POST carries a secret: UNTRUSTED, unsent, for an address where others could read along.
        """
        if method == "POST" and not keeps_secrets(url):
            raise GoogleFault(FaultKind.UNTRUSTED, service="token", sent=False)
        attempt = functools.partial(self._attempt, method, url, body, headers)
        return with_patience(attempt, self._patience, repeatable=True)

    def _attempt(
        self, method: str, url: str, body: bytes | None, headers: Mapping[str, str] | None, seconds: float
    ) -> TokenAnswer:
        deadline = self._patience.clock() + seconds
        fault: GoogleFault | None = None
        try:
            response = self.session.request(
                method, url, data=body, headers=dict(headers or {}) | {"Accept-Encoding": "gzip"}, timeout=_TIMEOUTS,
                stream=True, allow_redirects=False, proxies=proxies_for(url),
            )  # fmt: skip
        except requests.RequestException as error:
            fault = network_fault(error, "token")
        if fault is not None:
            raise fault
        data = whole_body(response, deadline, self._patience.clock, "token")
        self.seconds_off = seconds_off(response.headers)
        self._check(response, data)
        return TokenAnswer(response.status_code, response.headers, data)

    def _check(self, response: requests.Response, data: bytes) -> None:
        """Raises GoogleFault for answers that are none; refusals are left to google-auth, which reads them."""
        if looks_like_a_page(response.headers, data) and response.status_code < 500:
            raise GoogleFault(FaultKind.NOT_GOOGLE, response.status_code, service="token")
        fault = fault_of(response.status_code, response.headers, data, "token")
        if fault is None:
            return _check_token(response, data) if response.request.method == "POST" else None
        if any(word in data for word in _PASSING):
            fault.kind = FaultKind.UNAVAILABLE
        if fault.kind in (FaultKind.UNAVAILABLE, FaultKind.QUOTA, FaultKind.NOT_GOOGLE):
            raise fault


def _check_token(response: requests.Response, data: bytes) -> None:
    """Raises GoogleFault for a good answer without a token: google-auth would choke on it, or send it on."""
    if data.strip()[:1] not in (b"{", b""):
        raise GoogleFault(FaultKind.NOT_GOOGLE, response.status_code, service="token")
    answer = parsed(data, "token")
    if not isinstance(answer, dict) or response.status_code != 200 or not _is_complete(answer, response.url):
        raise GoogleFault(FaultKind.UNAVAILABLE, response.status_code, "incomplete", service="token")


def _is_complete(answer: Mapping[str, Any], url: str) -> bool:
    """Whether what google-auth reads is there: of an OAuth token address, or of the IAM credentials API."""
    if url.endswith(":signJwt"):
        return _is_token(answer.get("signedJwt"))
    if url.endswith(":generateAccessToken"):
        return _is_token(answer.get("accessToken")) and bool(_TIME.fullmatch(str(answer.get("expireTime"))))
    scope = answer.get("scope", "")
    return _is_token(answer.get("access_token")) and _is_lifetime(answer.get("expires_in")) and isinstance(scope, str)


def _is_token(value: object) -> bool:
    return isinstance(value, str) and bool(_TOKEN.fullmatch(value))


def _is_lifetime(value: object) -> bool:
    """Seconds, for some services as a string; it may be missing (RFC 6749)."""
    if isinstance(value, str):
        return value.isascii() and value.isdigit() and len(value) < _DIGITS
    return value is None or (isinstance(value, int | float) and 0 <= value < 10.0**_DIGITS)


def token_fault(error: GoogleAuthError, account: Account, clock_off: float = 0.0) -> GoogleFault:
    """Why no token came. The text of ``error`` decides and goes no further."""
    text = " ".join(str(part) for part in error.args).lower()
    kind = _kind(text, account.kind, clock_off)
    reason = next((word for word in _WORDS if word in text), "")
    return GoogleFault(kind, reason=reason, service="token", seconds_off=clock_off)


_WORDS = (
    "invalid_grant", "invalid_rapt", "unauthorized_client", "access_denied", "invalid_scope", "admin_policy_enforced",
    "org_internal", *_GONE_CLIENT,
)  # fmt: skip


def _kind(text: str, who: AccountKind, clock_off: float) -> FaultKind:
    if "invalid_grant" in text and (abs(clock_off) > CLOCK_TOLERANCE or "timeframe" in text or "iat" in text.split()):
        return FaultKind.CLOCK
    if "unauthorized_client" in text or "access_denied" in text or "not a valid email" in text or "user id" in text:
        return FaultKind.DELEGATION if who is not AccountKind.USER else FaultKind.TOKEN_EXPIRED
    if "invalid_scope" in text:
        return FaultKind.DELEGATION if who is AccountKind.DELEGATED else FaultKind.SCOPE
    if "admin_policy_enforced" in text or "org_internal" in text:
        return FaultKind.ADMIN_BLOCKED
    if any(word in text for word in _GONE_CLIENT):
        return FaultKind.KEY_REVOKED
    if "invalid_grant" in text:
        return FaultKind.TOKEN_EXPIRED if who is AccountKind.USER else FaultKind.KEY_REVOKED
    return FaultKind.TOKEN_EXPIRED if who is AccountKind.USER else FaultKind.NOT_SIGNED_IN
