"""The command for people who take back what they told: withdraw."""

from __future__ import annotations
