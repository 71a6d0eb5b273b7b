"""Commands for paper: cards, wall."""

from __future__ import annotations
