"""Check form: are the questions open, about a story, and free of identity? Nothing is stored or changed.

Reads a form's structure only: of an export the header row, of a Google form no response.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from connectors.export_file import open_export
from connectors.google_form_shape import RESPONDENT_EMAIL, form_from_json
from connectors.source import SourceError
from connectors.watched_folder import EXPORT_ENDINGS, is_export_name
from flows.steps.origins import Origins, open_origins
from reports.checks.finding import Finding, Severity
from reports.checks.questions import Declared, check_questions
from rounds.form import Form, Question
from rounds.google_ids import google_id
from rounds.round import Role, Round, Source
from rounds.round_file import ROUND_FILE, load_round

MAX_FILE = 10_000_000  # bytes; no form is that long
_OTHER_DOCUMENTS = (".doc", ".docx", ".odt", ".rtf", ".pdf", ".html", ".png", ".jpg", ".jpeg")
_KINDS = (
    "a Google form (its id or address), a saved forms.get answer (.json), a round's folder or round.toml, an export"
    f" ({', '.join(EXPORT_ENDINGS)}), or a text file with one question a line"
)


@dataclass(frozen=True, slots=True)
class CheckedSource:
    """The findings for one form: ``name`` is what to call it, ``questions`` how many it has."""

    name: str
    questions: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class FormCheck:
    """What the check found, form by form. ``several``: the target is a round, which may have more than one."""

    sources: tuple[CheckedSource, ...]
    several: bool = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings for all forms, in order."""
        return tuple(finding for source in self.sources for finding in source.findings)

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended; warnings and hints never are a must."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def as_json(self) -> list[dict[str, str | None]]:
        """A list of findings; in a round each also names its source as ``form``."""
        if not self.several:
            return [finding.as_json() for finding in self.findings]
        return [finding.as_json() | {"form": source.name} for source in self.sources for finding in source.findings]


def check_form(target: str) -> FormCheck:
    """Checks the questions of ``target``: a path, or the id or address of a Google form.

    Raises SourceError for a file that is missing, empty or no form, RoundFileError for a broken round.toml, and for a
    Google form whatever ``GoogleForm.form`` raises.
    """
    path = Path(target)
    if "://" in target or not _exists(path):
        return _one(_google_form(target, path))
    if path.is_dir() or path.suffix == ".toml":
        return _round(path)
    if path.suffix.lower() == ".json":
        return _one(_saved_form(path))
    if is_export_name(path.name):
        export = open_export(path)
        return FormCheck((_checked(export.name, export.form(), Declared(shows_text=False)),))
    if not path.is_file() or path.suffix.lower() in _OTHER_DOCUMENTS:
        raise SourceError(f"{path.name} is none of what can be checked: {_KINDS}.")
    return FormCheck((_checked(path.name, _listed(path), Declared(whole=False)),))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # too long for a name of a file, or with a null byte
        return False


def _one(form: Form) -> FormCheck:
    return FormCheck((_checked(form.title or form.name, form, Declared()),))


def _checked(name: str, form: Form, declared: Declared) -> CheckedSource:
    form = _without_collected_mail(form)
    if not any(question.title.strip() for question in form.questions):
        raise SourceError(f"{name} has no questions. Add some, then check it again.")
    return CheckedSource(name, len(form.questions), check_questions(form, declared))


def _without_collected_mail(form: Form) -> Form:
    """The column for the address that Google collects is no question; ``collects_mail`` speaks for it."""
    questions = tuple(question for question in form.questions if question.id != RESPONDENT_EMAIL)
    return replace(form, questions=questions)


def _google_form(target: str, path: Path) -> Form:
    if "/spreadsheets/" in target:
        raise SourceError("The address is that of a spreadsheet. Take the one of the form that writes to it.")
    try:
        form_id = google_id(target)
    except ValueError as error:
        if "/" not in target.removeprefix("https://") and not path.suffix:
            raise SourceError(f"There is no such file, and it {error}. To be checked: {_KINDS}.") from None
        if "://" in target:
            raise SourceError(f"The address {error}.") from None
        raise SourceError(f"{path} does not exist. To be checked: {_KINDS}.") from None
    from connectors.google_connection import sign_in  # Google's clients take a second to import
    from connectors.google_forms import GoogleForm
    from connectors.google_uses import FORMS_BODY_READ

    with sign_in(FORMS_BODY_READ) as google:
        return GoogleForm(google, form_id).form()


def _saved_form(path: Path) -> Form:
    text = _read(path)
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise SourceError(f"{path.name} is not JSON. Save the answer of forms.get as it came.") from None
    if not isinstance(data, dict) or not data.keys() & {"items", "info", "formId"}:
        raise SourceError(f"{path.name} is JSON, but no form: the answer of forms.get has `info` and `items`.")
    try:
        return form_from_json(data)
    except SourceError as error:
        raise SourceError(f"{path.name}: {error}") from None


def _listed(path: Path) -> Form:
    """A text file with one question a line; blank lines and lines that begin with # are passed over."""
    lines = [line.strip() for line in _read(path).splitlines()]
    titles = [line for line in lines if line and not line.startswith("#")]
    if not titles:
        raise SourceError(f"{path.name} holds no question. Write one question a line.")
    seen: dict[str, count[int]] = {}
    questions = tuple(Question(title, next(seen.setdefault(title, count(1))), "") for title in titles)
    return Form(path.name, questions)


def _read(path: Path) -> str:
    """The text of a small file. Raises SourceError, without quoting it."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise SourceError(f"{path.name} is too long for a form ({MAX_FILE // 1_000_000} MB at most).")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise SourceError(f"{path.name} is not UTF-8 text. Save it as UTF-8.") from None
    if not text.strip():
        raise SourceError(f"{path.name} is empty.")
    return text


def _round(folder: Path) -> FormCheck:
    if folder.is_dir() and not (folder / ROUND_FILE).exists():
        raise SourceError(f"{folder} holds no round.toml. To be checked: {_KINDS}.")
    round_ = load_round(folder)
    with open_origins(round_) as origins:
        return FormCheck(tuple(_sources(round_, origins)), several=True)


def _sources(round_: Round, origins: Origins) -> Iterator[CheckedSource]:
    for source in round_.sources:
        form = _live_form(source, origins)
        yield _checked(
            source.key,
            form,
            Declared(_roles(source, form), source.consent_elsewhere, shows_text=bool(source.google_form)),
        )


def _live_form(source: Source, origins: Origins) -> Form:
    """The form as people see it now: of a Google form the present wording, not the one in round.toml."""
    if not source.google_form:
        return origins.open(source).form()
    from connectors.google_forms import GoogleForm

    return GoogleForm(origins.google_for_forms(), source.google_form).form()


def _roles(source: Source, form: Form) -> dict[tuple[str, int], Role]:
    """What round.toml declares the form's questions to be: by id, else by title. ``discard`` tells nothing."""
    by_id = {column.id: column.role for column in source.all_columns if column.id}
    by_address = {column.address: column.role for column in source.all_columns}
    roles = {
        question.address: by_id.get(question.id) or by_address.get(question.address) for question in form.questions
    }
    return {address: role for address, role in roles.items() if role is not None and role is not Role.DISCARD}
