"""New: drafts round.toml from exports. Reads raw answers to guess, in memory only, and quotes none of them."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from connectors.export_file import open_export
from connectors.watched_folder import form_title
from reports.column_facts import gather_facts
from reports.column_guess import ColumnGuess, guess_columns
from reports.locale_guess import guess_language, guess_locale
from reports.question_keys import source_keys
from reports.round_draft import SourceDraft, draft_round
from rounds.errors import SaybackError
from rounds.private_files import write_private
from rounds.round_file import ROUND_FILE, load_round

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
    folder: Path,
    exports: Sequence[Path],
    *,
    accept: bool,
    title: str = "",
    timezone: str = "UTC",
    confirm: Confirm | None = None,
) -> NewReport:
    """Drafts a round in ``folder`` from export files.

    With ``accept`` the guessed roles are written; with ``confirm`` a person's answers are; else every
    column is `discard` with the guess beside it. Raises RoundExists, and SourceError for an unreadable export.
    """
    path = folder / ROUND_FILE
    if path.exists():
        raise RoundExists(f"{path} exists already. Edit it, or draft the new round in another folder.")
    drafts = [_draft_source(folder, export) for export in exports]
    keys = source_keys([_title_of(folder / draft.file) for draft in drafts])
    drafts = [replace(draft, key=key) for draft, key in zip(drafts, keys, strict=True)]
    if confirm is not None:
        drafts = [draft.with_guesses(confirm(draft.guesses)) for draft in drafts]
    decided = accept or confirm is not None
    text = draft_round(
        _slug(folder.resolve().name), title or folder.resolve().name, drafts, accept=decided, timezone=timezone
    )
    write_private(path, text)
    try:
        load_round(folder)
    except SaybackError:  # a draft that does not load is our bug, and must not stand in the way
        path.unlink()
        raise
    return NewReport(path, tuple(drafts), decided)


def _draft_source(folder: Path, export: Path) -> SourceDraft:
    """Reads one export and guesses its columns. A folder becomes a watched folder of that form."""
    source = open_export(export)
    form = source.form()
    facts = gather_facts(form, source.responses([question.address for question in form.questions]))
    locale = guess_locale(form, facts)
    return SourceDraft(
        key="",
        file=_relative(export, folder),
        form=_title_of(source.path) if export.is_dir() else None,
        locale=locale.locale,
        guesses=guess_columns(form, facts),
        rows=max((known.rows for known in facts.values()), default=0),
        language=guess_language(form),
        locale_warning=locale.warning,
    )


def _title_of(export: Path) -> str:
    return form_title(export.name)[0]


def _relative(export: Path, folder: Path) -> str:
    """The export as seen from the round's folder, with forward slashes on every system."""
    try:
        return Path(os.path.relpath(export.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return export.resolve().as_posix()


def _slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "round"
