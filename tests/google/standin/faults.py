"""What can go wrong between a program and Google: `google.faults.add(unavailable(), method="responses.list")`."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from typing import Literal

from tests.google.standin.errors import ApiError, error_info, legacy_error, not_found, service_disabled, unauthenticated

PORTAL = b"<!DOCTYPE html><html><head><title>Guest Wi-Fi</title></head><body>Please accept the terms.</body></html>"
Kind = Literal["answer", "delay", "trickle", "truncate", "reset", "reset_after"]


@dataclass(frozen=True)
class Fault:
    """One way to fail. "answer" and "reset" happen instead of the request; the others after it took effect."""

    kind: Kind
    error: ApiError | None = None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0
    size: int = 0


def too_many(retry_after: int | datetime | None = None) -> Fault:
    """429, with Retry-After in seconds, as an HTTP date (an aware time in UTC), or without it."""
    info = error_info("RATE_LIMIT_EXCEEDED", quota_limit="ReadRequestsPerMinutePerUser", quota_limit_value="60")
    text = (
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' "
        "for consumer 'project_number:123456789012'."
    )
    return Fault("answer", ApiError(429, text, details=[info]), headers=_retry_after(retry_after))


def server_error(code: int = 500, retry_after: int | datetime | None = None) -> Fault:
    """500 or another 5xx, as Google says it."""
    texts = {500: "Internal error encountered.", 503: "The service is currently unavailable."}
    return Fault(
        "answer",
        ApiError(code, texts.get(code, "Backend error."), status=None if code in texts else "INTERNAL"),
        headers=_retry_after(retry_after),
    )


def unavailable(retry_after: int | datetime | None = None) -> Fault:
    """503."""
    return server_error(503, retry_after)


def unauthorized() -> Fault:
    """401 although the token is good, as when it was revoked a moment ago."""
    return Fault("answer", unauthenticated())


def rate_limited(reason: str = "rateLimitExceeded") -> Fault:
    """403 in the old shape; the reason is rateLimitExceeded, userRateLimitExceeded, quotaExceeded or another."""
    texts = {
        "rateLimitExceeded": "Rate Limit Exceeded",
        "userRateLimitExceeded": "User Rate Limit Exceeded",
        "quotaExceeded": "Quota exceeded.",
        "dailyLimitExceeded": "Daily Limit Exceeded",
    }
    return Fault("answer", legacy_error(403, reason, texts.get(reason, reason), domain="usageLimits"))


def missing() -> Fault:
    """404 although the thing exists."""
    return Fault("answer", not_found())


def disabled(title: str = "Google Forms API", service: str = "forms.googleapis.com") -> Fault:
    """403: the API is not enabled in the project. See also `google.disabled_services`."""
    return Fault("answer", service_disabled(title, service))


def token_refused(error: str, description: str, code: int = 400) -> Fault:
    """A refusal of the token address (use with method="token")."""
    body = json.dumps({"error": error, "error_description": description}).encode()
    return Fault("answer", status=code, headers={"Content-Type": "application/json; charset=utf-8"}, body=body)


def captive_portal() -> Fault:
    """200 with a page of HTML: what a guest network puts before the internet."""
    return Fault("answer", headers={"Content-Type": "text/html; charset=utf-8"}, body=PORTAL)


def bad_json(body: bytes = b'{"responses": [{"responseId": ') -> Fault:
    """200 that says it is JSON and is not."""
    return Fault("answer", headers={"Content-Type": "application/json; charset=UTF-8"}, body=body)


def delay(seconds: float) -> Fault:
    """The whole answer, but late."""
    return Fault("delay", seconds=seconds)


def trickle(seconds: float = 0.02, size: int = 64) -> Fault:
    """The answer in pieces of `size` bytes with a pause before each: every single read is in time."""
    return Fault("trickle", seconds=seconds, size=size)


def truncated(size: int = 40) -> Fault:
    """Content-Length promises everything, the connection closes after `size` bytes of the body."""
    return Fault("truncate", size=size)


def reset(*, after_effect: bool = False) -> Fault:
    """The connection is reset: before the request did anything, or after it took effect."""
    return Fault("reset_after" if after_effect else "reset")


def _retry_after(value: int | datetime | None) -> dict[str, str]:
    if value is None:
        return {}
    return {"Retry-After": format_datetime(value, usegmt=True) if isinstance(value, datetime) else str(value)}


def _is_meant(method: str | None, name: str) -> bool:
    if method is None:
        return name != "token"
    return method in ("*", name) or name.endswith("." + method)


@dataclass
class _Planned:
    fault: Fault
    method: str | None
    times: int | None
    after: int


class Faults:
    """The faults that are still to come, in the order in which they were added."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()

    def add(self, fault: Fault, *, method: str | None = None, times: int | None = 1, after: int = 0) -> None:
        """Plan a fault.

        Args:
            fault: what happens.
            method: the request it meets: the end of a method's id ("responses.list", "forms.get", "values.batchUpdate",
                "messages.send"), "token" for the token address, None for any API request, "*" for both.
            times: how often (None: from now on always).
            after: how many matching requests go well before.
        """
        with self._lock:
            self._planned.append(_Planned(fault, method, times, after))

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        with self._lock:
            self._planned.clear()

    @property
    def pending(self) -> int:
        """How many planned faults have not happened as often as asked (those without end aside)."""
        return sum(plan.times is not None for plan in self._planned)

    def take(self, name: str) -> Fault | None:
        """The fault that meets this request ("token" or a method's id), or None."""
        with self._lock:
            return next((plan.fault for plan in list(self._planned) if self._meets(plan, name)), None)

    def _meets(self, plan: _Planned, name: str) -> bool:
        if not _is_meant(plan.method, name):
            return False
        if plan.after:
            plan.after -= 1
            return False
        if plan.times is not None:
            plan.times -= 1
            if not plan.times:
                self._planned.remove(plan)
        return True
