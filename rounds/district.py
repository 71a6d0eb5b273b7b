"""Many rounds at once: the folder or table that lists them."""

from __future__ import annotations

from pathlib import Path

from rounds.errors import RoundFileError
from rounds.round_file import ROUND_FILE


def rounds_in(place: Path) -> tuple[Path, ...]:
    """The folders of the rounds at ``place``: a round itself, or a folder with rounds in it, in order of their paths.

    Raises RoundFileError when there is none.
    """
    if (place / ROUND_FILE).is_file():
        return (place,)
    found = tuple(sorted(one.parent for one in place.glob(f"*/{ROUND_FILE}")))
    if not found:
        raise RoundFileError(
            f"There is no {ROUND_FILE} in {place}, nor in a folder in it. Name a round or such a folder."
        )
    return found
