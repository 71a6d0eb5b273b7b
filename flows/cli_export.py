"""Commands for other programs: export."""

from __future__ import annotations
