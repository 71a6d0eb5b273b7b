"""A round whose responses come from the sheet that a form writes to: rows are who they were in its export."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from connectors.google_sheets import GoogleSheet
from connectors.source import SourceRefused, SourceUnavailable
from flows.steps.collect import collect
from flows.steps.workplace import open_workplace
from rounds.interviews import Interview
from tests.connectors.made_exports import write_xlsx
from tests.flows.small_round import HEADER, SmallRound, row
from tests.google.standin import StandIn

TAB = "Form Responses 1"
AT = datetime(2026, 10, 1, 15, 12, 8, 400_000)


def sheet_rows(count: int) -> list[list[Any]]:
    """Header and responses as they stand in a linked sheet: times, and grades that look like numbers."""
    answers = ([row(nth)[title] for title in HEADER[1:]] for nth in range(count))
    return [HEADER, *([AT + timedelta(days=nth), a, b, int(c), *rest] for nth, (a, b, c, *rest) in enumerate(answers))]


def point_at_sheet(folder: Path, spreadsheet: str) -> None:
    settings = folder / "round.toml"
    settings.write_text(
        settings.read_text().replace('file = "answers.csv"', f'google_sheet = "{spreadsheet}"\ntab = 0')
    )


def interviews(folder: Path) -> dict[str, Interview]:
    with open_workplace(folder) as place:
        return {one.id: one for one in place.notebook.interviews()}


@pytest.fixture
def sheet(small: SmallRound, google_env: StandIn) -> str:
    """A round of three responses in a spreadsheet; gives its id."""
    spreadsheet = google_env.add_spreadsheet(tabs={TAB: sheet_rows(3)}, time_zone="Etc/GMT")
    point_at_sheet(small.folder, spreadsheet)
    return spreadsheet


def test_rows_have_the_ids_and_texts_that_the_download_of_the_same_sheet_gives(small: SmallRound, sheet: str) -> None:
    (report,) = collect(small.folder).sources
    assert (report.read, report.kept, report.file) == (3, 3, f"Google sheet {sheet}")
    from_sheet = interviews(small.folder)
    other = SmallRound(small.folder.with_name("other")).write()
    write_xlsx(other.folder / "answers.xlsx", {TAB: sheet_rows(3)})
    settings = other.folder / "round.toml"
    settings.write_text(settings.read_text().replace("answers.csv", "answers.xlsx"))
    collect(other.folder)
    from_download = interviews(other.folder)
    assert from_sheet.keys() == from_download.keys()
    assert [one.notes for one in from_sheet.values()] == [one.notes for one in from_download.values()]


def test_a_second_collect_finds_nothing_to_do_even_when_rows_were_sorted(
    small: SmallRound, sheet: str, google_env: StandIn
) -> None:
    collect(small.folder)
    header, *rows = sheet_rows(3)
    tab = google_env.spreadsheets[sheet].tab(TAB)
    for number, values in enumerate([header, *reversed(rows)]):
        google_env.spreadsheets[sheet]._fill(tab, number, values)
    (report,) = collect(small.folder).sources
    assert (report.read, report.unchanged) == (3, 3)


def test_a_deleted_row_is_held_and_a_changed_one_is_redacted_again(
    small: SmallRound, sheet: str, google_env: StandIn
) -> None:
    collect(small.folder)
    google_env.spreadsheets[sheet].set(TAB, "E3", "Marisol told us that the bus does not stop there any more.")
    google_env.spreadsheets[sheet].tab(TAB).delete_rows(1, 1)
    (report,) = collect(small.folder).sources
    assert (report.read, report.unchanged, report.edited, report.vanished) == (2, 1, 1, 1)
    assert not any("Marisol" in str(one) for one in interviews(small.folder).values())


def test_a_sheet_that_is_no_longer_shared_stops_the_run_and_keeps_what_was_collected(
    small: SmallRound, sheet: str, google_env: StandIn
) -> None:
    collect(small.folder)
    before = interviews(small.folder)
    google_env.unshare(sheet)
    with pytest.raises(SourceRefused, match=re.escape(sheet)):
        collect(small.folder)
    assert interviews(small.folder) == before


def test_a_row_that_is_edited_between_the_passes_stops_the_run(
    small: SmallRound, sheet: str, google_env: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = GoogleSheet.responses

    def edited_after_the_first_pass(self: GoogleSheet, columns: Any) -> Any:
        yield from whole(self, columns)
        google_env.spreadsheets[sheet].set(TAB, "E2", "Something else by now, as somebody types.")

    monkeypatch.setattr(GoogleSheet, "responses", edited_after_the_first_pass)
    with pytest.raises(SourceUnavailable, match="changed while it was read"):
        collect(small.folder)
