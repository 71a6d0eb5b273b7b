"""Doctor: can everything be reached that a round needs? Looks only: nothing is created, written or sent."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from connectors.source import IncrementalSource, SourceMissing
from flows.steps.columns import check_columns
from flows.steps.contact_register import place_of, register_of
from flows.steps.doctor_mail import examine_alerts, examine_mail
from flows.steps.origins import Origins, open_origins
from reports.worksheet_merge import is_ours
from rounds.contacts import counted_people
from rounds.counted import counted
from rounds.errors import SaybackError
from rounds.form import Form
from rounds.google_ids import google_id, tab_id
from rounds.keys import key_file
from rounds.round import Column, Role, Round, Source
from rounds.round_file import ROUND_FILE, load_round
from rounds.store import LEDGER, NOTEBOOK, VersionLine, store_exists
from rounds.store_address import has_password, is_postgres, password_warning

if TYPE_CHECKING:
    from connectors.google_connection import Google

SHEET_EDITS = "Edits in this sheet do not change the form's own responses: a round reads one of the two, never both."


class Health(StrEnum):
    """Whether something works."""

    WORKS = "works"
    LOOK = "look"
    FAILS = "fails"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table: what was looked at, how it is, what to do. ``exit_code`` is that of a failure."""

    what: str
    health: Health
    detail: str
    exit_code: int = 0

    def as_json(self) -> dict[str, Any]:
        return {"what": self.what, "health": self.health, "detail": self.detail}


@dataclass(slots=True)
class Examination:
    """What was found, in the order in which it was looked at."""

    findings: list[Finding] = field(default_factory=list)

    def works(self, what: str, detail: str) -> None:
        self.findings.append(Finding(what, Health.WORKS, detail))

    def look(self, what: str, detail: str) -> None:
        self.findings.append(Finding(what, Health.LOOK, detail))

    def fails(self, what: str, error: SaybackError) -> None:
        self.findings.append(Finding(what, Health.FAILS, str(error), error.exit_code))

    def asks(self, what: str, question: Callable[[], str], *, may_be_gone: bool = False) -> bool:
        """Notes down the answer to ``question``, or why there is none; whether there was one.

        ``may_be_gone``: what is asked about is an export, which people are asked to delete.
        """
        try:
            self.works(what, question())
        except SaybackError as error:
            if may_be_gone and isinstance(error, SourceMissing):
                self.look(what, f"{error} (Fine if you deleted it after collecting.)")
            else:
                self.fails(what, error)
            return False
        return True

    @property
    def exit_code(self) -> int:
        """0 when all works, else that of the first failure: what comes later often follows from it."""
        return next((finding.exit_code for finding in self.findings if finding.health is Health.FAILS), 0)

    def as_json(self) -> dict[str, Any]:
        return {"works": self.exit_code == 0, "findings": [finding.as_json() for finding in self.findings]}


def examine(folder: Path | None, forms: tuple[str, ...] = (), sheets: tuple[str, ...] = ()) -> Examination:
    """Looks at this machine, the sign-in to Google, and every source of the round in ``folder``.

    ``folder`` may be None or hold no round yet; ``forms`` and ``sheets`` are ids or addresses to try beside it.
    """
    found = Examination()
    found.works("Python", f"{platform.python_version()} on {platform.system()}")
    round_ = _examine_round(found, folder)
    _examine_key(found, round_)
    tried = _tried(found, forms, sheets)
    if round_:
        _examine_stores(found, round_)
    with open_origins(_with_sources(round_, tried)) as origins:
        sources = (round_.sources if round_ else ()) + tried
        if any(not source.file for source in sources) or not sources:
            _examine_sign_in(found, origins)
        for source in sources:
            _examine_source(found, origins, source)
        if round_:
            _examine_worksheet(found, origins, round_)
            _examine_register(found, origins, round_)
            examine_mail(found, round_)
            examine_alerts(found, round_)
    return found


def _examine_key(found: Examination, round_: Round | None) -> None:
    own = round_.stores.key_file if round_ else None
    path = round_.path(own) if round_ and own else key_file()
    if not own and os.environ.get("SAYBACK_KEY"):
        found.works("Key", "from SAYBACK_KEY")
    elif path.is_file():
        found.works("Key", f"{path}. Is there a copy of it elsewhere? docs/keys.md tells why.")
    else:
        found.works("Key", "none yet; the first collect makes one")


def _examine_stores(found: Examination, round_: Round) -> None:
    """Only where a server is asked; a file shows itself."""
    for line, url in ((NOTEBOOK, round_.stores.notebook), (LEDGER, round_.stores.ledger)):
        if is_postgres(url):
            found.asks(f"{line.name.capitalize()} in PostgreSQL", partial(_looked_at, round_, line, url))
            if has_password(url):
                found.look(f"{line.name.capitalize()} in PostgreSQL", password_warning(line.name))


def _looked_at(round_: Round, line: VersionLine, url: str) -> str:
    there = store_exists(url, round_.folder, line, schema=round_.database_schema)
    return f'schema "{round_.database_schema}"' + ("" if there else "; it is made by the first collect")


def _examine_round(found: Examination, folder: Path | None) -> Round | None:
    if folder is None or not (folder / ROUND_FILE).exists():
        found.look("Round", "no round.toml here; `sayback new` drafts one")
        return None
    loaded: list[Round] = []

    def load() -> str:
        loaded.append(load_round(folder))
        return f"{loaded[0].title}, {counted(len(loaded[0].sources), 'source')}"

    found.asks("Round", load)
    return loaded[0] if loaded else None


def _tried(found: Examination, forms: tuple[str, ...], sheets: tuple[str, ...]) -> tuple[Source, ...]:
    return (*_sources_of(found, "google_form", forms), *_sources_of(found, "google_sheet", sheets))


def _sources_of(found: Examination, kind: str, given: tuple[str, ...]) -> Iterator[Source]:
    for nth, text in enumerate(given, start=1):
        try:
            settings = {"key": f"tried_{kind}_{nth}", kind: google_id(text), "columns": ()}
        except ValueError as error:
            found.findings.append(Finding(f"--{kind.removeprefix('google_')}", Health.FAILS, f"It {error}.", 1))
            continue
        yield Source(**settings, tab=tab_id(text) if kind == "google_sheet" else None)


def _with_sources(round_: Round | None, tried: tuple[Source, ...]) -> Round:
    """A round to open sources of; where there is none, of those tried (or of a stand-in that nobody opens)."""
    if round_:
        return round_
    column = Column(title="Timestamp", role=Role.TIMESTAMP)
    return Round(name="doctor", title="doctor", sources=tried or (Source(key="none", file="none", columns=(column,)),))


def _examine_sign_in(found: Examination, origins: Origins) -> None:
    def sign_in() -> str:
        google = origins.google_for_forms()
        google.check_sign_in()
        return _whose(google)

    found.asks("Sign-in to Google", sign_in)


def _whose(google: Google) -> str:
    if google.kind == "signed-in person" or not google.account:
        return f"{google.kind} {google.account}".strip()
    return f"{google.kind}; share forms and sheets with {google.account}"


def _examine_source(found: Examination, origins: Origins, source: Source) -> None:
    tried = "--form" if source.google_form else "--sheet"
    what = tried if source.key.startswith("tried_") else source.key
    shown: list[Form] = []

    def structure() -> str:
        origin = origins.open(source)
        shown.append(origin.form())
        return f"{source.origin}: {counted(len(shown[0].questions), 'question')} can be read"

    def columns() -> str:
        undeclared = check_columns(source, shown[0])
        return "every declared column is there" + (f"; {len(undeclared)} more are not read" if undeclared else "")

    def responses() -> str:
        origin = origins.open(source)
        # Whether they may be read shows without them: of a form only what comes from now on is asked for.
        now = datetime.now(UTC)
        rows = origin.responses_since(now, []) if isinstance(origin, IncrementalSource) else origin.responses([])
        next(rows, None)
        return "can be read"

    if not found.asks(what, structure, may_be_gone=source.file is not None):
        if source.google_sheet and source.key.startswith("tried_"):
            found.look(what, "An empty spreadsheet for headlines is looked at when [worksheet] of round.toml names it.")
        return
    if source.columns:
        found.asks(f"{what}, columns", columns)
    found.asks(f"{what}, responses", responses)
    for remark in _remarks(source, shown[0]):
        found.look(what, remark)


def _remarks(source: Source, form: Form) -> Iterator[str]:
    """What a team should know of a form that can be read."""
    if source.google_sheet:
        yield SHEET_EDITS
    if source.google_form and not form.is_open:
        yield "The form takes no responses now. Publish it in Google Forms when the interviews begin."
    if form.is_quiz:
        yield "The form is a quiz: points and feedback are ignored. Turn that off in its settings."


def _examine_worksheet(found: Examination, origins: Origins, round_: Round) -> None:
    spreadsheet = round_.worksheet.google_sheet
    if spreadsheet is None:
        return

    def read() -> str:
        from connectors.google_uses import SHEETS
        from connectors.google_worksheet import GoogleWorksheet

        tabs = GoogleWorksheet(origins.signed_in(SHEETS), spreadsheet).read(is_ours)
        return f"{counted(len(tabs), 'tab')} can be read; whether it may be written to shows at the next assemble"

    found.asks(f"Worksheet: Google sheet {spreadsheet}", read)


def _examine_register(found: Examination, origins: Origins, round_: Round) -> None:
    settings = round_.contacts
    if settings is not None:
        found.asks(
            f"Contact register: {place_of(round_, settings)}",
            lambda: counted_people(register_of(round_, settings, origins)),
        )
