"""Long lines of a plain text broken so that they read well: nothing too wide, no word left alone on a line."""

from __future__ import annotations

import re
import textwrap

from reports.rendering import TEXT_WIDTH

_NARROWEST = TEXT_WIDTH - 16
_MARK = re.compile(r"\s*(?:\d+\. |- )?")


def wrapped(text: str) -> str:
    """Lines of at most TEXT_WIDTH characters, the rest of an item indented under its start.

    Two blank lines or more become one; only a single word that is longer stays longer.
    """
    lines = []
    for line in text.splitlines():
        lines += _broken(line) or [""]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _broken(line: str) -> list[str]:
    mark = _MARK.match(line)
    hang = " " * (mark.end() if mark else 0)
    broken: list[str] = []
    for width in range(TEXT_WIDTH, _NARROWEST, -1):
        broken = textwrap.wrap(line, width, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
        if len(broken) < 2 or " " in broken[-1].strip():
            return broken
    return textwrap.wrap(line, TEXT_WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
