"""From a reply of Google, or from what came instead of one, to a fault. Pure; texts of replies go no further."""

from __future__ import annotations

import json
import re
import ssl
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from urllib3.exceptions import NameResolutionError, NewConnectionError

from connectors.google_faults import FaultKind, GoogleFault

CLOCK_TOLERANCE = 300.0  # seconds; Google accepts tokens within five minutes
_RATE = frozenset({"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED"})
_DAILY = frozenset({"dailyLimitExceeded", "quotaExceeded", "dailyLimitExceededUnreg"})
_SCOPE = frozenset({"ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions", "insufficientScopes"})
_API_OFF = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
_STORAGE = frozenset({"storageQuotaExceeded", "teamDriveFileLimitExceeded"})
_PASSING_STATUS = frozenset({408, 500, 502, 503, 504})
_DIGITS = 9  # of seconds: more is for ever anyway
_GMAIL_RETRY = re.compile(r"Retry after (\d{4}-\d\d-\d\dT[\d:.]+Z)")


def fault_of(status: int, headers: Mapping[str, str], body: bytes, service: str) -> GoogleFault | None:
    """The fault in a reply, None when it is a good one."""
    if 200 <= status < 300:
        return None
    error = _error(body)
    reasons = list(_reasons(error))
    return GoogleFault(
        _kind(status, headers, body, error, service),
        status,
        reasons[0] if reasons else "",
        service=service,
        retry_after=retry_after(headers, error),
        seconds_off=seconds_off(headers),
        project=_metadata(error).get("consumer", "").removeprefix("projects/"),
    )


def _kind(status: int, headers: Mapping[str, str], body: bytes, error: Mapping[str, Any], service: str) -> FaultKind:
    if status in _PASSING_STATUS:
        return FaultKind.UNAVAILABLE
    if status < 400 or status == 511 or (status not in (404, 429) and looks_like_a_page(headers, body)):
        return FaultKind.NOT_GOOGLE  # an API never redirects and never answers with a page
    if status in (403, 429):
        return _forbidden(status, headers, error)
    if status == 400:
        return _bad_request(service, error)
    return {
        401: FaultKind.CLOCK if abs(seconds_off(headers)) > CLOCK_TOLERANCE else FaultKind.NOT_SIGNED_IN,
        404: FaultKind.MISSING,
        407: FaultKind.UNREACHABLE,
        409: FaultKind.CONFLICT,
        410: FaultKind.MISSING,
        412: FaultKind.CONFLICT,
    }.get(status, FaultKind.UNAVAILABLE if status > 505 else FaultKind.INVALID)


def _forbidden(status: int, headers: Mapping[str, str], error: Mapping[str, Any]) -> FaultKind:
    reasons = frozenset(_reasons(error))
    if reasons & _DAILY or "/d/" in _metadata(error).get("quota_unit", ""):
        return FaultKind.DAILY_QUOTA
    if status == 429 or reasons & _RATE:
        return FaultKind.QUOTA
    if reasons & _SCOPE or "insufficient_scope" in headers.get("WWW-Authenticate", ""):
        return FaultKind.SCOPE
    if reasons & _API_OFF:
        return FaultKind.API_OFF
    if reasons & _STORAGE:
        return FaultKind.STORAGE
    return FaultKind.ADMIN_BLOCKED if "domainPolicy" in reasons else FaultKind.NOT_SHARED


def _bad_request(service: str, error: Mapping[str, Any]) -> FaultKind:
    """Gmail and Sheets say with "failed precondition" that the mailbox, or the kind of file, is the wrong one."""
    if not set(_reasons(error)) & {"failedPrecondition", "FAILED_PRECONDITION"}:
        return FaultKind.INVALID
    return {"gmail": FaultKind.DELEGATION, "sheets": FaultKind.OFFICE_FILE}.get(service, FaultKind.INVALID)


def looks_like_a_page(headers: Mapping[str, str], body: bytes) -> bool:
    """Whether HTML came where JSON was due: a sign-in page of the network, or a filter's."""
    return "html" in headers.get("Content-Type", "").lower() or body[:64].lstrip().startswith(b"<")


def retry_after(headers: Mapping[str, str], error: Mapping[str, Any] | None = None) -> float | None:
    """Seconds that Google asks us to wait: the header (seconds or a date), else what stands in the error itself."""
    given = headers.get("Retry-After", "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:_DIGITS])
    if given:
        try:
            return max(0.0, (parsedate_to_datetime(given) - _theirs(headers)).total_seconds())
        except (TypeError, ValueError):
            return None
    return _delay_in(error or {}, _theirs(headers))


def _delay_in(error: Mapping[str, Any], now: datetime) -> float | None:
    for detail in _dicts(error.get("details")):
        if re.fullmatch(r"\d{1,6}(\.\d+)?s", str(detail.get("retryDelay", ""))):
            return float(str(detail["retryDelay"])[:-1])
    if told := _GMAIL_RETRY.search(str(error.get("message", ""))):
        try:
            return max(0.0, (datetime.fromisoformat(told[1]) - now).total_seconds())
        except ValueError:
            return None
    return None


def seconds_off(headers: Mapping[str, str], now: datetime | None = None) -> float:
    """How far this computer's clock is ahead of the one that wrote the reply; 0 without a date."""
    if "Date" not in headers:
        return 0.0
    ours = now or datetime.now(UTC)
    return (ours - _theirs(headers, ours)).total_seconds()


def _theirs(headers: Mapping[str, str], otherwise: datetime | None = None) -> datetime:
    """The time at Google's: dates in a reply are counted from it, so that our clock does not matter."""
    try:
        date = parsedate_to_datetime(headers["Date"])
        return date if date.tzinfo else date.replace(tzinfo=UTC)
    except (KeyError, TypeError, ValueError):
        return otherwise or datetime.now(UTC)


def network_fault(error: Exception, service: str) -> GoogleFault:
    """The fault behind an exception of requests or urllib3: what never arrived, or broke on its way."""
    chain = list(_chain(error))
    if any(isinstance(link, ssl.SSLCertVerificationError) for link in chain):
        return GoogleFault(FaultKind.UNTRUSTED, service=service, sent=False)
    before_sending = (requests.ConnectTimeout, requests.exceptions.ProxyError, NewConnectionError, NameResolutionError)
    if any(isinstance(link, before_sending) for link in chain):
        reason = "proxy" if isinstance(error, requests.exceptions.ProxyError) else ""
        return GoogleFault(FaultKind.UNREACHABLE, reason=reason, service=service, sent=False)
    reason = "timeout" if isinstance(error, requests.Timeout) else "reset"
    return GoogleFault(FaultKind.UNAVAILABLE, reason=reason, service=service)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception and those inside it: requests and urllib3 keep them as arguments and as ``reason``."""
    waiting, seen = [error], set[int]()
    while waiting:
        link = waiting.pop()
        if id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        inside = (*link.args, getattr(link, "reason", None), link.__cause__, link.__context__)
        waiting += [one for one in inside if isinstance(one, BaseException)]


def _error(body: bytes) -> dict[str, Any]:
    try:
        reply = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    error = reply.get("error") if isinstance(reply, dict) else None
    return error if isinstance(error, dict) else {}


def _reasons(error: Mapping[str, Any]) -> Iterator[str]:
    """Google's words for a failure, the most exact first: the newer details, the older errors, the status."""
    for entry in (*_dicts(error.get("details")), *_dicts(error.get("errors")), {"reason": error.get("status")}):
        if isinstance(reason := entry.get("reason"), str) and reason:
            yield reason


def _metadata(error: Mapping[str, Any]) -> dict[str, str]:
    for detail in _dicts(error.get("details")):
        if isinstance(found := detail.get("metadata"), dict):
            return {str(key): str(value) for key, value in found.items()}
    return {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
