"""Makers of forms and responses in the JSON of the Forms API; the people and what they say are invented.

`listening_form()` is a form with every kind of item. `response(form, {"Role": "Parent", ...})` answers it by titles.
Ids are made from titles, so they are the same in every run: `question_id("Role")`.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.google.items import (
    checkbox,
    choice,
    clock,
    day,
    dropdown,
    file_upload,
    graded,
    grid,
    item_id,
    notice,
    paragraph,
    question_id,
    rating,
    scale,
    section,
    text,
)
from tests.google.standin.files import google_time

Json = dict[str, Any]
__all__ = [
    "HARD",
    "MORNING",
    "START",
    "WENT_WELL",
    "answers",
    "checkbox",
    "choice",
    "clock",
    "day",
    "dropdown",
    "file_upload",
    "form",
    "graded",
    "grid",
    "item_id",
    "listening_form",
    "notice",
    "paragraph",
    "question_id",
    "rating",
    "response",
    "scale",
    "section",
    "synthetic_responses",
    "text",
    "titled",
]
START = datetime(2025, 3, 3, 14, 5, 9, 123456, tzinfo=UTC)

WENT_WELL = "What went well at school this month?"
HARD = "What made some days harder than others?"
MORNING = "Tell me about a morning when you felt you belonged here."


def form(title: str, *items: Json, description: str = "", quiz: bool = False, email: str = "DO_NOT_COLLECT") -> Json:
    """A form of these items, as `forms.get` gives it (`google.add_form` fills in what is missing).

    Args:
        title: shown to responders.
        *items: in their order.
        description: shown below the title.
        quiz: whether it is a quiz.
        email: DO_NOT_COLLECT, VERIFIED or RESPONDER_INPUT.
    """
    settings: Json = {"emailCollectionType": email, **({"quizSettings": {"isQuiz": True}} if quiz else {})}
    return {
        "info": {"title": title, **({"description": description} if description else {})},
        "settings": settings,
        "items": list(items),
    }


def listening_form(
    title: str = "Listening round, spring", *, quiz: bool = False, email: str = "DO_NOT_COLLECT"
) -> Json:
    """A form with every kind of item: texts, choices with "Other", scale, grid, date, time, upload, sections."""
    return form(
        title,
        choice("May we keep notes of what you say?", ["Yes", "No"], required=True),
        text("Your name (interviewer)", required=True),
        dropdown("Grade band", ["K-2", "3-5", "6-8", "9-12"]),
        choice("Role", ["Student", "Parent", "Teacher"], other=True),
        checkbox("Languages spoken at home", ["English", "Spanish", "Somali"], other=True),
        section("The conversation", "Write what was said, in their words."),
        paragraph(WENT_WELL, required=True),
        paragraph(HARD),
        paragraph(MORNING),
        grid("How often", ["Arrives on time", "Asks for help"], ["Rarely", "Sometimes", "Often"]),
        scale("How sure are you of these notes?"),
        day("Day of the interview"),
        clock("Start of the interview"),
        file_upload("Photo of the drawing"),
        notice("Thank you", "The team reads the notes on Friday."),
        description="Notes are read by the listening team only.",
        quiz=quiz,
        email=email,
    )


def titled(form_: Json) -> dict[str, Json | dict[str, Json]]:
    """The questions of a form by title; those of a grid by title and row."""
    found: dict[str, Any] = {}
    for item in form_.get("items", []):
        if "questionItem" in item:
            found[item["title"]] = item["questionItem"]["question"]
        elif "questionGroupItem" in item:
            found[item["title"]] = {q["rowQuestion"]["title"]: q for q in item["questionGroupItem"]["questions"]}
    return found


def answers(form_: Json, given: Mapping[str, Any]) -> dict[str, Json]:
    """Answers as the API gives them, from values by title.

    A value is text, a list (checkboxes; file names for an upload), or for a grid a mapping of rows to such values.
    """
    found: dict[str, Json] = {}
    questions = titled(form_)
    for title, value in given.items():
        rows = questions[title].items() if isinstance(value, Mapping) else [("", questions[title])]
        for row, question in rows:
            part = value.get(row) if isinstance(value, Mapping) else value
            if part is not None:
                found[question["questionId"]] = _answer(question, [part] if isinstance(part, str) else list(part))
    return found


def _answer(question: Json, values: list[str]) -> Json:
    if "fileUploadQuestion" in question:
        files = [
            {"fileId": f"1file{zlib.crc32(v.encode()):08x}", "fileName": v, "mimeType": "image/png"} for v in values
        ]
        return {"questionId": question["questionId"], "fileUploadAnswers": {"answers": files}}
    return {"questionId": question["questionId"], "textAnswers": {"answers": [{"value": v} for v in values]}}


def response(
    form_: Json,
    given: Mapping[str, Any],
    *,
    id: str = "",  # noqa: A002
    at: datetime = START,
    edited: datetime | None = None,
    email: str = "",
) -> Json:
    """A response to a form.

    Args:
        form_: as made here, or from forms.get.
        given: see `answers`.
        id: its response id; made from the time and the answers when empty.
        at: when it was first submitted (aware). createTime has milliseconds, lastSubmittedTime microseconds.
        edited: when it was submitted last, if later.
        email: the respondent's address, when the form collects it.
    """
    found = {
        "responseId": id or f"ACYDBN{zlib.crc32(repr((at, given)).encode()):08x}",
        "createTime": google_time(at, 3),
        "lastSubmittedTime": google_time(edited or at),
        "answers": answers(form_, given),
    }
    return {**found, **({"respondentEmail": email} if email else {})}


_FIRST = ("Amara", "Jonah", "Lucía", "Fadumo", "Peter", "Mei", "Rosalind", "Tomasz", "Ines", "Kwame")
_LAST = ("Okafor", "Brandt", "Herrera", "Warsame", "Novak", "Lindqvist", "Abebe", "Castellano")
_SAID = (
    "{who} said the mornings run late when the number nine bus skips the corner by the bakery.",
    "She keeps her drawings in a folder and showed them to {who} at the end of the week.",
    "The move to the new building was hard, and {who} walked with him until he knew the way.",
    "They would like the library to stay open on Tuesdays, because home is loud then.",
    "He laughed about the science fair, where the volcano of {who} ran over the table.",
    "Nobody had asked her before how lunch goes; she eats with two friends near the window.",
    "{who} calls home in Spanish when something good happened, and that matters to the family.",
    "On Mondays it takes a while until he speaks, after that he does not stop.",
)


def synthetic_responses(form_: Json, count: int, *, seed: int = 1, start: datetime = START) -> Iterator[Json]:
    """So many responses to `listening_form()`, a minute apart, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        at = start + timedelta(minutes=number, microseconds=chance.randrange(10**6))
        yield response(form_, _invented(chance), id=f"ACYDBN{seed:04d}{number:08d}", at=at)


def _invented(chance: random.Random) -> dict[str, Any]:
    return {
        "May we keep notes of what you say?": "Yes",
        "Your name (interviewer)": _somebody(chance),
        "Grade band": chance.choice(("K-2", "3-5", "6-8", "9-12")),
        "Role": chance.choice(("Student", "Parent", "Teacher", "Bus driver")),
        "Languages spoken at home": chance.sample(("English", "Spanish", "Somali"), chance.randint(1, 2)),
        WENT_WELL: _told(chance),
        HARD: _told(chance),
        MORNING: _told(chance),
        "How often": {"Arrives on time": chance.choice(("Rarely", "Often")), "Asks for help": "Sometimes"},
        "How sure are you of these notes?": str(chance.randint(1, 5)),
        "Day of the interview": f"2025-03-{chance.randint(3, 28):02d}",
    }


def _told(chance: random.Random) -> str:
    return " ".join(chance.choice(_SAID).format(who=_somebody(chance)) for _ in range(chance.randint(1, 3)))


def _somebody(chance: random.Random) -> str:
    return f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
