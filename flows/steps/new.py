"""New: drafts round.toml from exports, forms and sheets. Reads raw answers in memory only, and quotes none."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from connectors.export_file import open_export
from connectors.google_names import RESPONSES_SUFFIX
from connectors.watched_folder import form_title
from flows.steps.name_words import known_words
from flows.steps.new_google import GoogleOrigin, draft_google
from reports.column_facts import gather_facts
from reports.column_guess import ColumnGuess, guess_columns
from reports.locale_guess import guess_language, guess_locale
from reports.question_keys import source_keys
from reports.round_draft import draft_round
from reports.source_draft import SourceDraft
from rounds.errors import SaybackError
from rounds.private_files import write_private
from rounds.round import Timezone
from rounds.round_file import ROUND_FILE, load_round

Confirm = Callable[[Sequence[ColumnGuess], str], Sequence[ColumnGuess]]  # a form's guesses, and what to call it


class RoundExists(SaybackError):
    """There is a round.toml already; it is never overwritten."""


class WrongOption(SaybackError):
    """Something that was typed after `sayback new` cannot be meant."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class MadeForm:
    """A form that was made in Google: where to edit it, and where people answer.

    ``owner`` is the service account that it belongs to, "" where it belongs to a person.
    """

    title: str
    edit: str
    answer: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class NewReport:
    """What was drafted: the file, and each column with its guess; ``made`` are forms that exist only since now."""

    path: Path
    sources: tuple[SourceDraft, ...]
    confirmed: bool
    made: tuple[MadeForm, ...] = ()


def new(
    folder: Path,
    exports: Sequence[Path],
    *,
    accept: bool,
    title: str = "",
    timezone: str = "UTC",
    confirm: Confirm | None = None,
    origins: Sequence[GoogleOrigin] = (),
    subject: str | None = None,
) -> NewReport:
    """Drafts a round in ``folder`` from export files and from ``origins`` in Google, in this order.

    With ``accept`` the guessed roles are written; with ``confirm`` a person's answers are; else every column is
    `discard` with the guess beside it. ``subject`` is the person whom a service account acts for. Nothing is written
    when anything fails. Raises WrongOption, RoundExists, GivenTwice, and SourceError, SourceRefused or
    SourceUnavailable for an export, form or sheet that cannot be read. Without ``title`` a single form gives the
    round its title, several the folder its name.
    """
    check_timezone(timezone)
    path = free_round_file(folder)
    drafts = [_draft_source(folder, export) for export in exports]
    if origins:
        drafts += draft_google(origins, timezone=timezone, subject=subject)
    keys = source_keys([_called(folder, draft) for draft in drafts])
    drafts = [replace(draft, key=key) for draft, key in zip(drafts, keys, strict=True)]
    if confirm is not None:
        drafts = [
            draft.with_guesses(confirm(draft.guesses, _place(draft, number, len(drafts))))
            for number, draft in enumerate(drafts, start=1)
        ]
    decided = accept or confirm is not None
    name = round_title(folder)
    own = _called(folder, drafts[0]) if len(drafts) == 1 else ""
    text = draft_round(slug(name), title or own or name, drafts, accept=decided, timezone=timezone, subject=subject)
    write_round(path, text)
    return NewReport(path, tuple(drafts), decided)


def check_timezone(name: str) -> None:
    """Raises WrongOption for what is no name of a time zone."""
    try:
        TypeAdapter(Timezone).validate_python(name)
    except ValidationError:
        raise WrongOption(
            "What follows --timezone is no name of a time zone: it names a city near you, such as"
            " --timezone America/Los_Angeles."
        ) from None


def free_round_file(folder: Path) -> Path:
    """Where the new round.toml goes. Raises RoundExists if one is there."""
    path = folder / ROUND_FILE
    if path.exists():
        raise RoundExists(f"{path} exists already. Edit it, or draft the new round in another folder.")
    return path


def write_round(path: Path, text: str) -> None:
    """Writes round.toml, and takes it away again if it does not load. Raises CannotWrite or RoundFileError."""
    write_private(path, text)
    try:
        load_round(path.parent)
    except SaybackError:  # a draft that does not load is our bug, and must not stand in the way
        path.unlink()
        raise


def round_title(folder: Path) -> str:
    """What to call a round without a title: as its folder."""
    return folder.resolve().name


def _draft_source(folder: Path, export: Path) -> SourceDraft:
    """Reads one export and guesses its columns. A folder becomes a watched folder of that form."""
    source = open_export(export)
    form = source.form()
    readable = source.columns_without_formulas()
    facts = gather_facts(form, source.responses(readable))
    locale = guess_locale(form, facts)
    return SourceDraft(
        key="",
        file=_relative(export, folder),
        form=_title_of(source.path) if export.is_dir() else None,
        locale=locale.locale,
        guesses=guess_columns(form, facts, readable, known_words()),
        rows=max((known.rows for known in facts.values()), default=0),
        language=guess_language(form),
        locale_warning=locale.warning,
    )


def _called(folder: Path, draft: SourceDraft) -> str:
    """The form's title: a source's key is made of it."""
    if draft.title:
        return RESPONSES_SUFFIX.sub("", draft.title)
    return draft.form or _title_of(folder / PurePosixPath(draft.file))


def _place(draft: SourceDraft, number: int, total: int) -> str:
    """What to call a form while a person is asked about its columns."""
    return draft.origin if total == 1 else f"{draft.origin} (form {number} of {total})"


def _title_of(export: Path) -> str:
    return form_title(export.name)[0]


def _relative(export: Path, folder: Path) -> str:
    """The export as seen from the round's folder, with forward slashes on every system."""
    try:
        return Path(os.path.relpath(export.resolve(), folder.resolve())).as_posix()
    except ValueError:  # another drive on Windows
        return export.resolve().as_posix()


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and hyphens; never empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "round"
