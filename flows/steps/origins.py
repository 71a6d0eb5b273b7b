"""Opens the sources of a round, wherever their responses come from. Signs in to Google once, when it is needed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from connectors.export_file import ExportFile, open_export
from connectors.source import Source as Origin
from rounds.round import Role, Round, Source

if TYPE_CHECKING:
    from connectors.google_connection import Google
    from connectors.google_worksheet import GoogleWorksheet


class Origins:
    """The sources of one round, opened one after the other over the same connections. Close it in the end."""

    def __init__(self, round_: Round) -> None:
        self._round = round_
        self._google: dict[tuple[str, ...], Google] = {}

    def open(self, source: Source) -> Origin:
        """Where the responses of ``source`` come from; its form and responses are not read yet.

        Raises SourceMissing when it is not there, SourceError, SourceRefused or SourceUnavailable.
        """
        if source.google_form:
            return self._form(source, source.google_form)
        if source.google_sheet:
            return self._sheet(source, source.google_sheet)
        return self._export(source, source.file or "")

    def google_for_forms(self) -> Google:
        """A connection that may read forms and responses, and nothing else."""
        from connectors.google_uses import FORMS_BODY_READ, FORMS_RESPONSES_READ

        return self.signed_in(FORMS_BODY_READ, FORMS_RESPONSES_READ)

    def worksheet(self, spreadsheet_id: str) -> GoogleWorksheet:
        """The Google sheet that pairs write in; it is not read yet."""
        from connectors.google_uses import SHEETS
        from connectors.google_worksheet import GoogleWorksheet

        return GoogleWorksheet(self.signed_in(SHEETS), spreadsheet_id)

    def close(self) -> None:
        """Closes the connections."""
        for google in self._google.values():
            google.close()
        self._google.clear()

    def _export(self, source: Source, file: str) -> ExportFile:
        timestamp = source.single(Role.TIMESTAMP)
        return open_export(
            self._round.path(file),
            locale=source.locale,
            timezone=self._round.timezone,
            timestamp=timestamp.address if timestamp else None,
            form=source.form,
        )

    def _form(self, source: Source, form_id: str) -> Origin:
        from connectors.google_forms import GoogleForm

        declared = {column.id: column.address for column in source.all_columns if column.id}
        return GoogleForm(self.google_for_forms(), form_id, declared=declared, timezone=self._round.timezone)

    def _sheet(self, source: Source, spreadsheet_id: str) -> Origin:
        from connectors.google_sheets import GoogleSheet
        from connectors.google_uses import SHEETS_READ

        timestamp = source.single(Role.TIMESTAMP)
        return GoogleSheet(
            self.signed_in(SHEETS_READ),
            spreadsheet_id,
            tab=source.tab,
            timezone=self._round.timezone,
            timestamp=timestamp.address if timestamp else None,
        )

    def signed_in(self, *scopes: str) -> Google:
        """A connection that may do what ``scopes`` allow; the same one when asked again."""
        from connectors.google_connection import sign_in  # Google's clients take a second to import

        if scopes not in self._google:
            self._google[scopes] = sign_in(*scopes, subject=self._round.google.subject)
        return self._google[scopes]


@contextmanager
def open_origins(round_: Round) -> Iterator[Origins]:
    """The origins of a round's sources, for the length of one run."""
    origins = Origins(round_)
    try:
        yield origins
    finally:
        origins.close()


def file_of(origin: Origin) -> Path | None:
    """The file on this machine that an origin reads, if it reads one."""
    return origin.path if isinstance(origin, ExportFile) else None
