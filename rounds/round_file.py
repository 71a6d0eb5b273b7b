"""Reads round.toml, and explains what is wrong with it: where, what is allowed, never what somebody typed."""

from __future__ import annotations

from pathlib import Path

from rounds.round import Round
from rounds.settings_file import load_settings

ROUND_FILE = "round.toml"


def load_round(folder: Path) -> Round:
    """Reads ``folder``/round.toml (or the file itself when it is named).

    Raises RoundFileError naming file, key and what is allowed; never a value that somebody typed.
    """
    path = folder if folder.suffix == ".toml" else folder / ROUND_FILE
    return load_settings(path, Round, if_missing=f"`sayback new {folder} --from EXPORT` drafts one.")
