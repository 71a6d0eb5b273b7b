from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.google_form_shape import RESPONDENT_EMAIL, form_from_json
from connectors.source import SourceError
from rounds.form import Question, QuestionKind
from tests.connectors.google_form_samples import Json, choice, form, grid, question, section, text_block


def only_question(data: Json) -> Question:
    (found,) = form_from_json(data).questions
    return found


def test_a_form_is_called_by_its_id_and_tells_where_it_is_and_which_revision() -> None:
    found = form_from_json(
        form(
            revisionId="00000007", linkedSheetId="sheet1", responderUri="https://docs.google.com/forms/d/e/1F/viewform"
        )
    )
    assert (found.name, found.id, found.title) == ("Google form 1FormOfSamples", "1FormOfSamples", "Walk to school")
    assert (found.revision, found.sheet_id) == ("00000007", "sheet1")
    assert found.responder_uri.endswith("/1F/viewform")
    assert found.edit_uri == "https://docs.google.com/forms/d/1FormOfSamples/edit"
    assert found.questions == ()


@pytest.mark.parametrize(
    ("kind", "expected", "options"),
    [
        ({"textQuestion": {}}, QuestionKind.SHORT_TEXT, ()),
        ({"textQuestion": {"paragraph": True}}, QuestionKind.LONG_TEXT, ()),
        (choice("Yes", "No"), QuestionKind.CHOICE, ("Yes", "No")),
        (choice("Yes", "No", type_="DROP_DOWN"), QuestionKind.CHOICE, ("Yes", "No")),
        (choice("Bus", "Bike", type_="CHECKBOX"), QuestionKind.CHECKBOXES, ("Bus", "Bike")),
        ({"scaleQuestion": {"low": 1, "high": 5}}, QuestionKind.SCALE, ("1", "2", "3", "4", "5")),
        ({"scaleQuestion": {"high": 2}}, QuestionKind.SCALE, ("0", "1", "2")),
        ({"ratingQuestion": {"ratingScaleLevel": 3, "iconType": "STAR"}}, QuestionKind.SCALE, ("1", "2", "3")),
        ({"dateQuestion": {"includeYear": True}}, QuestionKind.DATE, ()),
        ({"timeQuestion": {}}, QuestionKind.TIME, ()),
        ({"fileUploadQuestion": {"folderId": "f"}}, QuestionKind.FILE, ()),
        ({"holographicQuestion": {"depth": 3}}, QuestionKind.UNKNOWN, ()),
    ],
)
def test_every_kind_of_question_has_its_kind_and_options(
    kind: Json, expected: QuestionKind, options: tuple[str, ...]
) -> None:
    found = only_question(form(question("q1", "How?", kind)))
    assert (found.id, found.kind, found.options) == ("q1", expected, options)


def test_other_is_offered_beside_the_options() -> None:
    found = only_question(form(question("q1", "How?", choice("Bus", other=True))))
    assert (found.options, found.other) == (("Bus",), True)


def test_the_labels_of_a_scale_stand_in_its_description() -> None:
    scale = {"scaleQuestion": {"low": 1, "high": 5, "lowLabel": "Never", "highLabel": "Always"}}
    assert only_question(form(question("q1", "How often?", scale, description="This year"))).description == (
        "This year\n1 = Never, 5 = Always"
    )


def test_a_scale_that_no_form_can_have_is_not_written_out() -> None:
    assert only_question(form(question("q1", "?", {"scaleQuestion": {"low": 1, "high": 10**9}}))).options == ()


def test_rows_of_a_grid_are_questions_titled_as_in_exports() -> None:
    for type_ in ("RADIO", "CHECKBOX"):
        found = form_from_json(form(grid("Mornings", {"r1": "Bus", "r2": "Bell"}, "Late", "On time", type_=type_)))
        assert [(one.id, one.title, one.kind, one.options) for one in found.questions] == [
            ("r1", "Mornings [Bus]", QuestionKind.GRID_ROW, ("Late", "On time")),
            ("r2", "Mornings [Bell]", QuestionKind.GRID_ROW, ("Late", "On time")),
        ]


def test_questions_know_their_section_and_whether_they_are_required() -> None:
    found = form_from_json(
        form(question("q1", "One", required=True), section("Part two"), question("q2", "Two"), section(), section(),
             question("q3", "Three"))
    )  # fmt: skip
    assert [(one.section, one.required) for one in found.questions] == [(1, True), (2, False), (4, False)]


@pytest.mark.parametrize(
    ("option", "expected"),
    [
        ({"value": "Yes", "goToSectionId": "page2"}, True),
        ({"value": "Yes", "goToAction": "SUBMIT_FORM"}, True),
        ({"value": "Yes", "goToAction": "RESTART_FORM"}, True),
        ({"value": "Yes", "goToAction": "NEXT_SECTION"}, False),
        ({"value": "Yes"}, False),
    ],
)
def test_a_question_branches_when_an_answer_leads_elsewhere(option: Json, expected: bool) -> None:
    kind = {"choiceQuestion": {"type": "RADIO", "options": [option, {"value": "No"}]}}
    assert only_question(form(question("q1", "Agreed?", kind))).branches is expected


def test_texts_beside_the_questions_are_notices_in_their_order() -> None:
    found = form_from_json(
        form(
            text_block("Before you start", "Staff of the school read this."), section("Part two", "  "),
            {"itemId": "v", "title": "A video", "videoItem": {"caption": "Two minutes"}},
            {"itemId": "i", "imageItem": {"image": {"altText": "A bus"}}},
            info={"title": "Walk", "description": "Ten minutes."},
        )
    )  # fmt: skip
    assert found.notices == (
        "Ten minutes.", "Before you start", "Staff of the school read this.", "Part two", "A video", "Two minutes",
    )  # fmt: skip
    assert found.questions == ()


def test_letters_are_those_of_an_export_where_the_timestamp_comes_first() -> None:
    found = form_from_json(form(question("q1", "One"), grid("G", {"r1": "a", "r2": "b"}, "x"), question("q2", "Two")))
    assert [one.letter for one in found.questions] == ["B", "C", "D", "E"]


@pytest.mark.parametrize("collected", ["VERIFIED", "RESPONDER_INPUT"])
def test_a_collected_address_is_the_first_question(collected: str) -> None:
    found = form_from_json(
        form(question("q1", "One"), question("q2", "Email Address"), settings={"emailCollectionType": collected})
    )
    assert found.collects_mail
    assert [(one.id, one.address, one.letter) for one in found.questions] == [
        (RESPONDENT_EMAIL, ("Email Address", 1), "B"), ("q1", ("One", 1), "C"), ("q2", ("Email Address", 2), "D"),
    ]  # fmt: skip


@pytest.mark.parametrize("settings", [{}, {"emailCollectionType": "DO_NOT_COLLECT"}, None])
def test_without_collected_addresses_there_is_no_such_question(settings: Json | None) -> None:
    found = form_from_json(form(settings=settings))
    assert (found.collects_mail, found.questions) == (False, ())


def test_a_quiz_is_one_and_its_grading_is_ignored() -> None:
    kind = {**choice("4", "5"), "grading": {"pointValue": 2, "correctAnswers": {"answers": [{"value": "4"}]}}}
    found = form_from_json(form(question("q1", "2 + 2", kind), settings={"quizSettings": {"isQuiz": True}}))
    assert found.is_quiz
    assert found.questions[0].kind is QuestionKind.CHOICE


@pytest.mark.parametrize(
    ("publishing", "expected"),
    [
        ({}, True),
        ({"publishSettings": {"publishState": {"isPublished": True, "isAcceptingResponses": True}}}, True),
        ({"publishSettings": {"publishState": {"isPublished": True}}}, False),
        ({"publishSettings": {"publishState": {}}}, False),
    ],
)
def test_a_form_is_open_when_it_is_published_and_accepts_responses_or_too_old_to_say(
    publishing: Json, expected: bool
) -> None:
    assert form_from_json(form(**publishing)).is_open is expected


def test_equal_titles_are_told_apart_by_occurrence() -> None:
    found = form_from_json(form(question("a", "Why?"), question("b", ""), question("c", " Why? "), question("d", "")))
    assert [one.address for one in found.questions] == [("Why?", 1), ("", 1), ("Why?", 2), ("", 2)]


def test_declared_questions_keep_their_declared_address_whatever_they_are_titled_now() -> None:
    data = form(question("a", "Your story (reworded)"), question("b", "Story"), question("c", "Role"))
    found = form_from_json(data, {"a": ("Story", 1), "c": ("Role", 3)})
    assert [(one.id, one.address) for one in found.questions] == [
        ("a", ("Story", 1)), ("b", ("Story", 2)), ("c", ("Role", 3)),
    ]  # fmt: skip


def test_a_declared_question_that_is_gone_does_not_keep_its_address() -> None:
    found = form_from_json(form(question("new", "Story")), {"old": ("Story", 1)})
    assert [(one.id, one.address) for one in found.questions] == [("new", ("Story", 1))]


def test_an_item_of_a_kind_that_nobody_documents_shows_as_a_question_of_unknown_kind() -> None:
    data = form(question("a", "One"), {"itemId": "z", "title": "Draw it", "canvasItem": {"size": [1, 2]}})
    assert [(one.title, one.id, one.kind) for one in form_from_json(data).questions][1:] == [
        ("Draw it", "", QuestionKind.UNKNOWN)
    ]


def test_null_means_that_nothing_is_there() -> None:
    kind = {"textQuestion": None, "dateQuestion": {}, "required": None}
    item = {**question("a", "When?", kind), "pageBreakItem": None, "description": None}
    found = only_question(form(item, settings=None, publishSettings={"publishState": None}))
    assert (found.kind, found.required, found.description, found.section) == (QuestionKind.DATE, False, "", 1)


@pytest.mark.parametrize(
    "data",
    [
        [],
        "Marisol said",
        {"info": "Marisol said"},
        {"items": {"title": "Marisol said"}},
        {"items": ["Marisol said"]},
        {"items": [{"title": ["Marisol said"], "textItem": {}}]},
        {"items": [{"questionItem": "Marisol said"}]},
        {"items": [{"questionItem": {"question": {"questionId": 7}}}]},
        {"items": [{"questionItem": {"question": {"choiceQuestion": {"options": ["Marisol said"]}}}}]},
        {"items": [{"questionItem": {"question": {"scaleQuestion": {"low": "Marisol said"}}}}]},
        {"items": [{"questionGroupItem": {"questions": ["Marisol said"]}}]},
    ],
)
def test_what_is_not_a_form_is_an_error_that_quotes_nothing(data: object) -> None:
    with pytest.raises(SourceError, match="not a form") as caught:
        form_from_json(data)
    assert "Marisol" not in str(caught.value)
    assert caught.value.__cause__ is None


TITLES = st.sampled_from(["", "Why?", "Why? ", "Email Address", "Mornings", "Mornings [Bus]"])
KINDS = st.sampled_from(
    [
        {"textQuestion": {}}, choice("a", "b", other=True), {"scaleQuestion": {"low": 1, "high": 5}},
        {"newQuestion": {}}, {"fileUploadQuestion": {}}, {"dateQuestion": None},
    ]
)  # fmt: skip


@st.composite
def forms_and_declarations(draw: st.DrawFn) -> tuple[Json, dict[str, tuple[str, int]], list[str]]:
    ids = iter(f"q{number}" for number in range(1000))
    items: list[Json] = []
    asked: list[str] = []
    for _ in range(draw(st.integers(0, 8))):
        shape = draw(st.sampled_from(["question", "grid", "section", "text"]))
        title = draw(TITLES)
        new = [next(ids) for _ in range({"question": 1, "grid": draw(st.integers(1, 3))}.get(shape, 0))]
        asked += new
        if shape == "question":
            items.append(question(new[0], title, draw(KINDS)))
        elif shape == "grid":
            items.append(grid(title, {id_: draw(st.sampled_from(["Bus", "Bus ", ""])) for id_ in new}, "x", "y"))
        else:
            items.append(section(title) if shape == "section" else text_block(title))
    addresses = draw(st.lists(st.tuples(TITLES.map(str.strip), st.integers(1, 4)), unique=True, max_size=len(asked)))
    declared = dict(zip(draw(st.permutations(asked)), addresses, strict=False))
    mail = draw(st.sampled_from(["DO_NOT_COLLECT", "VERIFIED"]))
    return form(*items, settings={"emailCollectionType": mail}), declared, asked


@given(forms_and_declarations())
def test_any_mix_of_items_has_unique_addresses_ids_and_letters(
    case: tuple[Json, dict[str, tuple[str, int]], list[str]],
) -> None:
    data, declared, asked = case
    questions = form_from_json(data, declared).questions
    assert [one.id for one in questions if one.id != RESPONDENT_EMAIL] == asked
    assert len({one.address for one in questions}) == len(questions)
    assert len({one.letter for one in questions}) == len(questions)
    assert all(set(one.letter) <= set(string.ascii_uppercase) for one in questions)
    assert all(one.address == declared[one.id] for one in questions if one.id in declared)
    assert form_from_json(data, declared).questions == questions
