"""Presidio's loggers shut, whatever level anybody sets: at DEBUG they print words of the text and whole addresses."""

from __future__ import annotations

import logging
import sys

# "presidio-analyzer" carries debug lines with context words, "decision_process" every token, the others their inputs.
LOGGERS = (
    "presidio-analyzer", "decision_process", "presidio-anonymizer", "py3langid.langid", "vicary.gazetteer",
    "vicary.redaction",
)  # fmt: skip


def refuse(record: logging.LogRecord) -> bool:
    """Lets no record through. A filter on the logger itself acts before any handler, also of the root logger."""
    return False


def silence() -> None:
    """Shuts the loggers of the libraries that see raw text. Safe to call again and from any thread."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.addFilter(refuse)
        logger.propagate = False


def leave_no_core() -> None:
    """Asks the system for no core file of this process: one would hold the texts in memory. Safe to call again."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
