"""A round whose responses come from a form at the stand-in for Google: change it as people would, collect again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.google.standin import StandIn
from tests.google.standin.files import google_time

STORY, CONSENT, GRADE, WHO = "0000aaaa", "0000bbbb", "0000cccc", "0000dddd"  # question ids
START = datetime(2026, 10, 1, 15, 0, 0, 123456, tzinfo=UTC)

STORIES = (
    "She missed the bus twice last week because her little brother was sick and nobody else was home.",
    "He walks forty minutes when it rains. The office asked him for a note and he did not have one.",
    "The alarm goes off at five. She makes breakfast for two cousins before she leaves the house.",
    "Nobody told them that the bus was cancelled, so they waited an hour in the cold and went home.",
)


def text_item(question_id: str, title: str, *, paragraph: bool = False) -> dict[str, Any]:
    question = {"questionId": question_id, "textQuestion": {"paragraph": paragraph} if paragraph else {}}
    return {"title": title, "questionItem": {"question": question}}


def choice_item(question_id: str, title: str, *options: str) -> dict[str, Any]:
    choices = {"type": "RADIO", "options": [{"value": option} for option in options]}
    return {"title": title, "questionItem": {"question": {"questionId": question_id, "choiceQuestion": choices}}}


FORM: dict[str, Any] = {
    "info": {"title": "Attendance listening"},
    "items": [
        text_item(WHO, "Interviewer"),
        choice_item(CONSENT, "May we write down what you say?", "Yes", "No"),
        choice_item(GRADE, "Grade", "9", "10"),
        text_item(STORY, "Tell me about a hard morning.", paragraph=True),
    ],
}


def answers(texts: Mapping[str, str]) -> dict[str, Any]:
    """Answers by question id, as the API gives them."""
    return {
        question: {"questionId": question, "textAnswers": {"answers": [{"value": text}]}}
        for question, text in texts.items()
        if text
    }


def response(nth: int, story: str = "", **changes: str) -> dict[str, Any]:
    """The ``nth`` response, submitted ``nth`` hours after START."""
    texts = {WHO: "Ada Lindqvist", CONSENT: "Yes", GRADE: "9", STORY: story or STORIES[nth % len(STORIES)]}
    at = START + timedelta(hours=nth)
    return {
        "responseId": f"ACYDBN-response-{nth:06d}",
        "createTime": google_time(at, 3),
        "lastSubmittedTime": google_time(at),
        "answers": answers(texts | changes),
    }


def response_id(nth: int) -> str:
    return f"ACYDBN-response-{nth:06d}"


@dataclass
class GoogleRound:
    """A folder with a round.toml that reads one form."""

    google: StandIn
    folder: Path
    settings: str = ""
    form_id: str = field(init=False)

    def __post_init__(self) -> None:
        self.form_id = self.google.add_form(FORM)
        self.google.add_responses(self.form_id, [response(0), response(1), response(2)])

    def write(self) -> GoogleRound:
        self.folder.mkdir(parents=True, exist_ok=True)
        columns = "".join(
            f'    {{ title = "{title}", id = "{question}", role = "{role}"{more} }},\n'
            for title, question, role, more in (
                ("Interviewer", WHO, "interviewer", ""),
                ("May we write down what you say?", CONSENT, "consent", ', yes = ["Yes"]'),
                ("Grade", GRADE, "segment", ', key = "grade"'),
                ("Tell me about a hard morning.", STORY, "note", ', key = "hard_morning"'),
            )
        )
        (self.folder / "round.toml").write_text(
            'name = "small"\ntitle = "A small round"\n'
            'segments = [{key = "grade", label = "Grade", values = ["9", "10"]}]\n'
            f"{self.settings}"
            f'[[sources]]\nkey = "student"\ngoogle_form = "{self.form_id}"\ncolumns = [\n{columns}]\n',
            encoding="utf-8",
        )
        return self

    def edit(self, nth: int, story: str, at: datetime) -> None:
        self.google.edit_response(self.form_id, response_id(nth), answers({STORY: story}), at=at)

    def asked(self) -> list[str]:
        """The requests to Google's APIs so far, without those for tokens; forgets them."""
        ids = [request.id for request in self.google.requests if request.id != "token"]
        self.google.requests.clear()
        return ids
