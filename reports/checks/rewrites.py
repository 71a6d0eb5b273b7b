"""Another wording for a question, always an open one."""

from __future__ import annotations

from reports.checks.asked import Asked
from reports.checks.rewrites_english import ENGLISH
from reports.checks.rewrites_spanish import SPANISH


def rewritten(asked: Asked, rule: str) -> str:
    """A suggestion for ``asked``, which ``rule`` found, in its language."""
    return (SPANISH if asked.spanish else ENGLISH)[rule](asked)
