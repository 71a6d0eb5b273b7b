"""Reads the contact register where it lies: in memory, for the ledger, and only if it is a list of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from connectors.export_file import open_export
from connectors.source import Source as Origin
from connectors.source import SourceMissing
from flows.steps.origins import Origins
from flows.steps.workplace import Workplace, linked_sheet_fact
from rounds.contacts import (
    Register,
    Row,
    columns_of,
    declared_titles,
    looks_like_answers,
    read_register,
    rows_named,
)
from rounds.errors import RoundFileError
from rounds.keys import digest_with
from rounds.round import Contacts, Round

CSV = ".csv"


def register_of(round_: Round, settings: Contacts, origins: Origins) -> Register:
    """Who is in the register. Raises RoundFileError for what is wrong in it, or what it must not be.

    Also SourceError, SourceRefused and SourceUnavailable, as a source of the round does.
    """
    refuse_source(round_, settings)
    origin, where = _opened(round_, settings, origins), place_of(round_, settings)
    titles = [question.address for question in origin.form().questions]
    asked = [column.title for source in round_.sources for column in source.read_columns]
    if strange := looks_like_answers([title for title, _ in titles], settings, asked):
        raise RoundFileError(
            f"{where} has {len(strange)} more column(s) that look like questions of a form. Addresses and answers must"
            " not stand in one list: take these columns out. The register needs a code, an address, a language, a wish."
        )
    columns = columns_of(where, titles, settings)

    def rows() -> Iterator[Row]:
        for response in origin.responses(list(columns.values())):
            yield response.row, {name: response.answers[address] for name, address in columns.items()}

    return read_register(where, rows(), settings)


def place_of(round_: Round, settings: Contacts) -> str:
    """What messages call the register: its file, or the sheet by its id."""
    return str(round_.path(settings.file)) if settings.file else f"Google sheet {settings.google_sheet}"


def refuse_source(round_: Round, settings: Contacts) -> None:
    """Raises RoundFileError when the register is what a source of the round reads, or is written by Sayback."""
    for source in round_.sources:
        same_sheet = settings.google_sheet and settings.google_sheet == source.google_sheet
        if same_sheet or (settings.file and source.file and _reads(round_.path(source.file), _file(round_, settings))):
            raise _joined(f"the source {source.key}")
    if settings.google_sheet and settings.google_sheet == round_.worksheet.google_sheet:
        raise _joined("the worksheet")


def refuse_sheet_of_a_form(place: Workplace, settings: Contacts) -> None:
    """Raises RoundFileError when a form of the round writes into the register's spreadsheet, as the form last said."""
    for source in place.round.sources:
        if settings.google_sheet and settings.google_sheet == place.notebook.fact(linked_sheet_fact(source.key)):
            raise _joined(f"the form of the source {source.key}")


def refuse_withdrawal_codes(place: Workplace, settings: Contacts, register: Register) -> None:
    """Raises RoundFileError when a contact code is also a code for withdrawing. Compared in memory; nothing is stored.

    Whoever had both lists could join them by such a code.
    """
    key = place.keyring.derive("codes")
    rows = [one.row for one in register.contacts if any(_withdraws(place, key, code) for code in one.codes)]
    if rows:
        raise RoundFileError(
            f'{place_of(place.round, settings)}, column "{settings.code}", {rows_named(rows)}: a contact code that is'
            " also a code for withdrawing in this round. It would tell whose interview is whose. Hand out contact"
            " cards with codes of their own, and put those into the register. Nothing was read."
        )


def _withdraws(place: Workplace, key: bytes, code: str) -> bool:
    return bool(place.notebook.with_code(digest_with(key, code)))


def _opened(round_: Round, settings: Contacts, origins: Origins) -> Origin:
    if settings.google_sheet:
        from connectors.google_sheets import GoogleSheet  # Google's clients take a second to import
        from connectors.google_uses import SHEETS_READ

        return GoogleSheet(origins.signed_in(SHEETS_READ), settings.google_sheet, tab=settings.tab)
    path = _file(round_, settings)
    if path.suffix.lower() != CSV:
        raise RoundFileError(
            f'{path}: the contact register is a .csv file. Save it as "CSV UTF-8", or use a Google sheet.'
        )
    try:
        if path.is_file() and not path.stat().st_size:
            titles = ", ".join(f'"{title}"' for title in declared_titles(settings).values())
            raise RoundFileError(f"{path}, the contact register, is empty. Its first line names the columns: {titles}.")
        return open_export(path)
    except SourceMissing:
        raise RoundFileError(
            f"{path}, the contact register, does not exist. Put it back, or correct [contacts]."
        ) from None


def _file(round_: Round, settings: Contacts) -> Path:
    return round_.path(settings.file or "")


def _reads(source: Path, register: Path) -> bool:
    """Whether a source at ``source``, an export or a folder of them, would read ``register``."""
    source, register = source.resolve(), register.resolve()
    return source in (register, register.parent) and (source == register or source.is_dir())


def _joined(what: str) -> RoundFileError:
    return RoundFileError(
        f"[contacts] of round.toml names what {what} uses, too. The register must be a list of its own, kept apart from"
        " every answer: else addresses and stories would stand side by side."
    )
