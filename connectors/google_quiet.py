"""The loggers of Google's clients shut: at DEBUG they print addresses, tokens and whole answers."""

from __future__ import annotations

import logging

# gspread logs nothing today; it is here for the day that it does. oauthlib prints the codes of the first sign-in.
FAMILIES = (
    "google", "googleapiclient", "google_auth_oauthlib", "gspread", "httplib2", "urllib3", "requests",
    "requests_oauthlib", "oauthlib",
)  # fmt: skip


def refuse(record: logging.LogRecord) -> bool:
    """Lets no record through. A filter on the logger itself acts before any handler, also of the root logger."""
    return False


def silence() -> None:
    """Shuts every logger of these libraries that exists by now, and the way up from later ones. Safe to call again."""
    for name in (*FAMILIES, *(known for known in list(logging.root.manager.loggerDict) if _is_theirs(known))):
        logger = logging.getLogger(name)
        logger.addFilter(refuse)
        logger.propagate = False


def _is_theirs(name: str) -> bool:
    return name.partition(".")[0] in FAMILIES
