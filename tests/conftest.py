"""Property tests: no deadline (machines are noisy), and the same examples on every run of the shared checks."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("shared", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("shared")
