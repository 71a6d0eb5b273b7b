"""The command for after an update of Sayback: upgrade."""

from __future__ import annotations
