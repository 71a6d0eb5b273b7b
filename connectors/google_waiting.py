"""How long it is to wait for Google, in words."""

from __future__ import annotations


def duration(seconds: float) -> str:
    """Seconds below two minutes, minutes below two hours, then hours; never less than what was given."""
    for size, unit in ((3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{-int(-seconds // size)} {unit}"
    return f"{max(1, -int(-seconds // 1))} s"
