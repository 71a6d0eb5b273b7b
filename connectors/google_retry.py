"""How long we ask again: exponential waits with full jitter, within a budget. Knows nothing of HTTP.

The budget (``SAYBACK_GOOGLE_PATIENCE``, by default 180 s) is spent by waits, by attempts that fail and by answers that
take long; time between requests is not counted. Every answer gives ``REWARD`` seconds back, up to the whole. So a long
pull with a few hiccups finishes, and one that gets nowhere stops after the budget.
"""

from __future__ import annotations

import math
import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from connectors.google_faults import FaultKind, GoogleFault
from connectors.source import SourceError

T = TypeVar("T")
VARIABLE = "SAYBACK_GOOGLE_PATIENCE"
PATIENCE = 180.0  # seconds
FIRST_WAIT = 1.0
LONGEST_WAIT = 32.0
REWARD = 30.0
SHORTEST_ATTEMPT = 30.0
TRIES_WITHOUT_NETWORK = 4

_REFUSED = frozenset({FaultKind.QUOTA})  # Google did nothing: even a POST may be repeated
_PASSING = frozenset({FaultKind.QUOTA, FaultKind.UNAVAILABLE, FaultKind.UNREACHABLE})

Waiting = Callable[[float, FaultKind], None]
Pacing = Callable[[str], None]


def _say_nothing(seconds: float, why: FaultKind) -> None:
    pass


def _at_once(service: str) -> None:
    pass


_waiting: ContextVar[Waiting] = ContextVar("waiting", default=_say_nothing)
_pacing: ContextVar[Pacing] = ContextVar("pacing", default=_at_once)


@contextmanager
def waiting_shown_to(listener: Waiting) -> Iterator[None]:
    """Within the block, ``listener`` hears (seconds, why) before each wait."""
    token = _waiting.set(listener)
    try:
        yield
    finally:
        _waiting.reset(token)


@contextmanager
def waiting_also_shown_to(listener: Waiting) -> Iterator[None]:
    """The same, beside whoever hears it already."""
    before = _waiting.get()

    def both(seconds: float, why: FaultKind) -> None:
        before(seconds, why)
        listener(seconds, why)

    with waiting_shown_to(both):
        yield


@contextmanager
def paced_by(pace: Pacing) -> Iterator[None]:
    """Within the block, ``pace`` is called with forms, sheets, drive or gmail before each request, and may block."""
    token = _pacing.set(pace)
    try:
        yield
    finally:
        _pacing.reset(token)


def keep_pace(service: str) -> None:
    """Waits for the turn of a request, where several runs share a quota."""
    _pacing.get()(service)


class Patience:
    """The budget of one connection, in seconds. Threads may share it."""

    def __init__(
        self, seconds: float = PATIENCE, *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        uniform: Callable[[float, float], float] = random.uniform,
    ) -> None:  # fmt: skip
        self.seconds = seconds
        self.clock = clock
        self.sleep = sleep
        self.left = seconds
        self.answered_by = set[str]()  # services
        self._uniform = uniform
        self._lock = threading.Lock()

    def attempt_seconds(self) -> float:
        """How long one attempt may take: what is left, but enough for an answer to have a chance."""
        return max(self.left, min(SHORTEST_ATTEMPT, self.seconds or SHORTEST_ATTEMPT))

    def spend(self, seconds: float) -> None:
        """A wait or a failed attempt took ``seconds``."""
        with self._lock:
            self.left = max(0.0, self.left - seconds)

    def answered(self, seconds: float, service: str = "") -> None:
        """An answer of ``service`` came after ``seconds``."""
        with self._lock:
            self.answered_by.add(service)
            self.left = min(self.seconds, max(0.0, self.left - seconds) + REWARD)

    def pause(self, failures: int, retry_after: float | None) -> float:
        """Seconds until the next attempt after ``failures`` others: full jitter, at least what Google asks for."""
        return max(self._uniform(0.0, min(LONGEST_WAIT, FIRST_WAIT * 2.0**failures)), retry_after or 0.0)


def patience(environ: Mapping[str, str] = os.environ) -> Patience:
    """The budget that the environment asks for. Raises SourceError when it is not a number of seconds."""
    given = environ.get(VARIABLE, "").strip()
    try:
        seconds = float(given) if given else PATIENCE
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise SourceError(f"{VARIABLE} is not a number of seconds. Give one such as 600, or 0 for no waiting.")
    return Patience(seconds)


def with_patience(attempt: Callable[[float], T], budget: Patience, *, repeatable: bool, service: str = "") -> T:
    """Calls ``attempt`` with the seconds that it may take, again while its GoogleFault may pass.

    ``repeatable``: whether the request may take effect twice without harm; others are repeated only when Google
    refused them or never got them. ``service``: whose turn is waited for before each attempt; that time is not
    counted. Raises the last fault; its ``uncertain`` tells whether it may have taken effect.
    """
    failures, waited = 0, 0.0
    while True:
        if service:
            keep_pace(service)
        begun = budget.clock()
        fault: GoogleFault | None = None
        try:
            answer = attempt(budget.attempt_seconds())
        except GoogleFault as caught:
            fault = caught
        took = budget.clock() - begun
        if fault is None:
            budget.answered(took, service)
            return answer
        budget.spend(took)
        pause = budget.pause(failures, fault.retry_after)
        fault.waited = waited
        fault.uncertain = not repeatable and not _had_no_effect(fault)
        if fault.uncertain or not _may_pass(fault, failures, service in budget.answered_by) or pause >= budget.left:
            raise fault
        _wait(budget, pause, fault.kind)
        failures, waited = failures + 1, waited + took + pause


def wait_to_look(fault: GoogleFault, budget: Patience, failures: int) -> float:
    """Waits before it is looked whether the request that ended with ``fault`` took effect all the same.

    At least a second: a request of which no answer came may still be under way. Returns the seconds that were waited;
    0 without a wait, when the budget does not reach that far.
    """
    pause = max(FIRST_WAIT, budget.pause(failures, fault.retry_after))
    if pause >= budget.left:
        return 0.0
    _wait(budget, pause, fault.kind)
    return pause


def _wait(budget: Patience, pause: float, why: FaultKind) -> None:
    _waiting.get()(pause, why)
    budget.sleep(pause)
    budget.spend(pause)


def _had_no_effect(fault: GoogleFault) -> bool:
    return fault.kind not in _PASSING or fault.kind in _REFUSED or not fault.sent


def _may_pass(fault: GoogleFault, failures: int, answered_before: bool) -> bool:
    if fault.kind is FaultKind.UNREACHABLE and not answered_before:
        return failures < TRIES_WITHOUT_NETWORK  # rather no network at all than a passing fault
    return fault.kind in _PASSING
