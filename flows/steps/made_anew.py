"""Files that Sayback makes of the notebook, and can make again: summary, theme cards, cards to print, exports."""

from __future__ import annotations

from pathlib import Path

from flows.steps.workplace import REPORTS
from rounds.round import Round

# Folders that hold nothing else.
MADE_ANEW = (REPORTS, Path("cards"), Path("interchange"))


def delete_made_anew(round_: Round) -> int:
    """Deletes them, as they tell what must not be read any more; returns how many files went."""
    found = [
        file
        for folder in MADE_ANEW
        for file in round_.path(str(folder)).glob("*")
        if file.is_file() and not file.name.startswith(".")
    ]
    for file in found:
        file.unlink()
    return len(found)
