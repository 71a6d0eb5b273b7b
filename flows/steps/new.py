"""New: drafts round.toml from exports. Reads raw answers to guess, in memory only, and quotes none of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from connectors.export_file import open_export
from reports.column_facts import gather_facts
from reports.column_guess import ColumnGuess, guess_columns
from reports.round_draft import SourceDraft, draft_round
from rounds.errors import SaybackError
from rounds.private_files import write_private
from rounds.round import ROUND_FILE, load_round

Confirm = Callable[[Sequence[ColumnGuess]], Sequence[ColumnGuess]]


class RoundExists(SaybackError):
    """There is a round.toml already; it is never overwritten."""


@dataclass(frozen=True, slots=True)
class NewReport:
    """What was drafted: the file, and each column with its guess."""

    path: Path
    sources: tuple[SourceDraft, ...]
    confirmed: bool


def new(
    folder: Path, exports: Sequence[Path], *, accept: bool, title: str = "", timezone: str = "UTC", confirm: Confirm | None = None
) -> NewReport:
    """Drafts a round in ``folder`` from export files.

    With ``accept`` the guessed roles are written; with ``confirm`` a person's answers are; else every
    column is `discard` with the guess beside it. Raises RoundExists, and SourceError for an unreadable export.
    """
    path = folder / ROUND_FILE
    if path.exists():
        raise RoundExists(f"{path} exists already. Edit it, or draft the new round in another folder.")
    drafts = _aligned([_draft_source(folder, export) for export in exports])
    if confirm is not None:
        drafts = [drafts[i].with_guesses(tuple(confirm(drafts[i].guesses))) for i in range(len(drafts))]
    decided = accept or confirm is not None
    text = draft_round(_slug(folder.resolve().name), title or folder.resolve().name, drafts, accept=decided, timezone=timezone)
    write_private(path, text)
    load_round(folder)  # a draft that does not load is our bug, and better known now
    return NewReport(path, tuple(drafts), decided)
