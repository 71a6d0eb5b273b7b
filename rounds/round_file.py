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
    return load_settings(path, Round, if_missing=_if_missing(folder))


def _if_missing(folder: Path) -> str:
    """What to do. A round inside a folder of rounds would hide all of those: nobody is to draft one there."""
    is_table = folder.suffix.casefold() == ".csv" and folder.is_file()
    if is_table or any(folder.glob(f"*/{ROUND_FILE}")) or any(folder.glob(f"*/*/{ROUND_FILE}")):
        what = "table of rounds" if is_table else "folder of rounds"
        return f"{folder} is a {what}: name one of them, or for all of them: `sayback status {folder} --all`."
    return f"`sayback new {folder} --from EXPORT` drafts one."
