"""One form of a drafted round, with what is guessed of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reports.column_guess import ColumnGuess


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """One form of a drafted round. ``file`` is relative to round.toml; ``form`` picks a form in a watched folder.

    Instead of a file it may come from ``google_form`` or ``google_sheet`` (ids; ``tab`` is the gid); no ``locale`` is
    written for these. ``title`` is what to call it in the heading; ``remarks`` are sentences about the form as a whole.
    """

    key: str
    file: str
    form: str | None
    locale: str
    guesses: tuple[ColumnGuess, ...]
    rows: int = 0
    language: str = "en"
    locale_warning: str | None = None
    google_form: str | None = None
    google_sheet: str | None = None
    tab: int | None = None
    title: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """What the table of guesses calls it."""
        return self.title or self.form or self.file or self.google_form or self.google_sheet or ""

    def with_guesses(self, guesses: Sequence[ColumnGuess]) -> SourceDraft:
        """The same form with other guesses, such as those that a person corrected."""
        return replace(self, guesses=tuple(guesses))
