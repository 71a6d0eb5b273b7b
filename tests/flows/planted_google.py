"""The planted round with its responses at the stand-in for Google: in a form, or in the sheet that a form writes to."""

from __future__ import annotations

from pathlib import Path

from rounds.round import Role
from tests.flows.google_round import START, answers, text_item
from tests.flows.planted_round import PlantedRound, planted_table, write_round
from tests.google.standin import StandIn
from tests.google.standin.files import google_time

ORIGINS = ("google_form", "google_sheet")


def make_google_round(folder: Path, google: StandIn, origin: str) -> PlantedRound:
    """As ``make_round``; ``origin`` is one of ORIGINS."""
    return {"google_form": _in_a_form, "google_sheet": _in_a_sheet}[origin](folder, google)


def _in_a_form(folder: Path, google: StandIn) -> PlantedRound:
    header, rows = planted_table()
    asked = [(nth, title) for nth, title in enumerate(header) if title != f"Column for {Role.TIMESTAMP}"]
    ids = {title: f"00ab{nth:04x}" for nth, title in asked}
    form_id = google.add_form(
        {"info": {"title": "Planted"}, "items": [text_item(ids[title], title) for _, title in asked]}
    )
    at = google_time(START)
    given = [
        {"createTime": at, "lastSubmittedTime": at, "answers": answers({ids[title]: row[nth] for nth, title in asked})}
        for row in rows
    ]
    google.add_responses(form_id, given)
    return write_round(folder, f'google_form = "{form_id}"', ids)


def _in_a_sheet(folder: Path, google: StandIn) -> PlantedRound:
    header, rows = planted_table()
    sheet = google.add_spreadsheet("Planted (Responses)", tabs={"Form Responses 1": [header, *rows]})
    return write_round(folder, f'google_sheet = "{sheet}"')
