"""Commands around the closing of a round: close, predict."""

from __future__ import annotations
