"""A clock that a test can set for single processes: libfaketime (Debian's package ``faketime``).

A process that was started with ``environ_with_clock`` has the real time, until ``FAKETIME_TIMESTAMP_FILE`` in its own
environment names a file; from then on each look at the clock is what that file says. Import this before anything else.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Mapping
from pathlib import Path

FILE = "FAKETIME_TIMESTAMP_FILE"
_PRELOAD = "LD_PRELOAD"


def environ_with_clock(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of a process whose clock can be set. Raises FileNotFoundError without libfaketime."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not found:
        raise FileNotFoundError("libfaketime.so.1: run sh tests/system/install.sh")
    settings = {"FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "NO_FAKE_STAT": "1"}
    return {**environ, **settings, _PRELOAD: str(found[0])}


def _sleep(seconds: float) -> None:
    select.select([], [], [], max(0.0, seconds))


CAN_BE_SET = "faketime" in os.environ.get(_PRELOAD, "")
if CAN_BE_SET:
    del os.environ[_PRELOAD]  # for this process and its forks, not for programs that they start
    # libfaketime 0.9.10 answers EINVAL to clock_nanosleep on the monotonic clock, with which Python sleeps.
    time.sleep = _sleep
