"""The rounds that a folder held last night, in a file beside them: one that drops out would else be missed by nobody.

A line for each, as its path from that folder. Whoever takes a round away on purpose deletes its line.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from rounds.private_files import write_private

LIST_FILE = ".sayback-rounds"


def known_rounds(place: Path) -> tuple[Path, ...]:
    """The rounds that the folder ``place`` held last night, or before that and nobody took them off the list."""
    try:
        lines = (place / LIST_FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError):
        return ()  # no night was there yet, or it is a table, or a file of something else
    return tuple(place / line for line in lines if line.strip())


def remember_rounds(place: Path, folders: Iterable[Path]) -> None:
    """Writes the list, when it changed. Raises CannotWrite."""
    known = {*known_rounds(place)}
    within = {folder for folder in {*folders} | known if folder.is_relative_to(place)} - {place}
    names = {str(folder.relative_to(place)) for folder in within}
    lines = sorted(name for name in names if name.isprintable())  # others would be two lines, or no text
    if lines != [str(folder.relative_to(place)) for folder in sorted(known)]:
        write_private(place / LIST_FILE, "".join(f"{line}\n" for line in lines))


def gone_rounds(place: Path, folders: Iterable[Path]) -> tuple[Path, ...]:
    """Known rounds that are not among ``folders``, which are there."""
    there = {os.path.realpath(folder) for folder in folders}
    return tuple(sorted(folder for folder in known_rounds(place) if os.path.realpath(folder) not in there))
