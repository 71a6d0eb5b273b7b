"""Later thoughts from a Google form: responses are not asked for again by themselves, and still join in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.steps.collect import collect
from flows.steps.later import current_told_back
from flows.steps.status import holds
from flows.steps.workplace import open_workplace
from rounds.interviews import HeldReason
from rounds.summary import ToldBack
from rounds.told import counted_reports
from tests.flows.google_round import START, GoogleRound, answers, response, text_item
from tests.google.standin import StandIn
from tests.google.standin.files import google_time

CARD, CODE, THOUGHT, WHO, TOLD, OF = (f"0000ab{n:02d}" for n in range(6))
TEXT = "The driver waves now when the bus is full, and that helps on a cold morning."
ROLES = {CODE: "code", THOUGHT: "note", WHO: "interviewer", TOLD: "told", OF: "listened_to"}


@dataclass
class TwoForms:
    google: StandIn
    first: GoogleRound
    later_id: str

    @property
    def folder(self) -> Path:
        return self.first.folder

    def say(self, nth: int, **texts: str) -> None:
        self.google.add_responses(self.later_id, [_response(nth, texts)])

    def notes(self) -> list[int]:
        with open_workplace(self.folder, alone=False) as place:
            return sorted(len(one.notes) for one in place.notebook.interviews())

    def told(self) -> ToldBack | None:
        with open_workplace(self.folder, alone=False) as place:
            return current_told_back(place)

    def reported(self) -> tuple[int, int, int]:
        """All that count, before a summary may tell them: people told, of how many, by how many interviewers."""
        with open_workplace(self.folder, alone=False) as place:
            counted = counted_reports(place.notebook.told())
        return sum(one.told for one in counted), sum(one.listened_to for one in counted), len(counted)


def _response(nth: int, texts: dict[str, str]) -> dict[str, Any]:
    names = {"code": CODE, "thought": THOUGHT, "who": WHO, "told": TOLD, "of": OF}
    at = google_time(START + timedelta(days=30, hours=nth))
    given = answers({names[name]: text for name, text in texts.items()})
    return {"responseId": f"later-{nth:06d}", "createTime": at, "lastSubmittedTime": at, "answers": given}


@pytest.fixture
def two(google_env: StandIn, tmp_path: Path) -> TwoForms:
    first = GoogleRound(google_env, tmp_path / "round").write()
    form = google_env.forms[first.form_id]
    form.items.append(text_item(CARD, "Card"))
    items = [text_item(question, f"Asked {question}") for question in ROLES]
    later_id = google_env.add_form({"info": {"title": "Later"}, "items": items})
    settings = first.folder / "round.toml"
    columns = "".join(
        f'    {{ title = "Asked {question}", id = "{question}", role = "{role}"'
        + (', key = "later_thought"' if role == "note" else "")
        + " },\n"
        for question, role in ROLES.items()
    )
    text = settings.read_text().replace(
        "columns = [\n", f'columns = [\n    {{ title = "Card", id = "{CARD}", role = "code" }},\n', 1
    )
    (first.folder / "team.csv").write_text("code,name\nAL,Ada Lindqvist\nBO,Bo Sandoval\n")
    settings.write_text(
        'team = "team.csv"\n'
        + text
        + f'[[sources]]\nkey = "later"\ngoogle_form = "{later_id}"\nlater = true\nconsent_elsewhere = "Card"\n'
        + f"columns = [\n{columns}]\n"
    )
    return TwoForms(google_env, first, later_id)


def test_a_thought_waits_for_its_interview_and_is_read_again_when_it_comes(two: TwoForms) -> None:
    two.say(1, code="K40", thought=TEXT)
    collect(two.folder)
    assert [hold.reason for hold in holds(two.folder)] == [HeldReason.LATER_UNKNOWN]
    two.say(2, thought=TEXT)
    collect(two.folder)
    two.google.add_responses(two.first.form_id, [response(40, **{CARD: "k-40"})])
    report = collect(two.folder)
    assert [hold.reason for hold in holds(two.folder)] == [HeldReason.LATER_WITHOUT_CODE]
    assert two.notes() == [1, 1, 1, 2]
    assert report.total("kept") == 2
    for part in report.sources:
        assert part.read == part.kept + sum(part.held.values()) + part.unchanged
    assert not collect(two.folder).changed


def test_reports_come_by_increments_and_a_deleted_one_goes_at_the_next_full_list(two: TwoForms) -> None:
    two.say(0, thought=TEXT)  # without it nothing is known of the form, and it is read from the start each time
    two.say(1, who="Ada Lindqvist", told="3", of="4")
    collect(two.folder)
    assert two.reported() == (3, 4, 1)
    two.say(2, who="Bo Sandoval", told="1", of="2")
    two.say(3, who="Ada Lindqvist", told="all", of="4", thought="")
    collect(two.folder)
    assert two.reported() == (5, 6, 2)
    two.google.remove_response(two.later_id, "later-000003")
    collect(two.folder, full=True)
    assert two.reported() == (4, 6, 2)
    assert two.notes() == [1, 1, 1]


def test_an_edited_report_replaces_the_one_before(two: TwoForms) -> None:
    two.say(1, who="Ada Lindqvist", told="3", of="4")
    two.say(2, code="", thought=TEXT)
    collect(two.folder)
    two.google.edit_response(two.later_id, "later-000001", answers({TOLD: "perhaps 3"}), at=START + timedelta(days=40))
    report = collect(two.folder)
    assert any("cannot be read" in warning for warning in report.warnings)
    assert two.told() is None
