from __future__ import annotations

import json
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

import connectors.google_forms
from connectors.google_connection import Google, sign_in
from connectors.google_form_shape import RESPONDENT_EMAIL
from connectors.google_forms import GoogleForm
from connectors.google_uses import FORMS_BODY_READ, FORMS_RESPONSES_READ
from connectors.source import IncrementalSource, SourceError, SourceMissing, SourceRefused, SourceUnavailable
from rounds.choices import split_choices
from rounds.form import QuestionKind
from rounds.interviews import Response
from tests.connectors.source_contract import Expected, SourceContract
from tests.google import forms as made
from tests.google.standin import StandIn
from tests.google.standin.faults import Fault, bad_json, captive_portal, reset, truncated, unavailable

ROLE, STORY, PHOTO, ASIDE = "Role", made.HARD, "A drawing", "An aside"
FORM = made.form(
    "Walk to school",
    made.text(ROLE),
    made.paragraph(STORY),
    made.checkbox("Ways to school", ["Bus, or tram", "Bike"], other=True),
    made.grid("How often", ["Late", "On time"], ["Rarely", "Often"]),
    made.scale("How sure?"),
    made.day("Day"),
    made.file_upload(PHOTO),
    made.text(ASIDE),
    email="RESPONDER_INPUT",
)
AT = datetime(2026, 1, 5, 14, 0, 0, 123456, tzinfo=UTC)

Opening = Callable[..., GoogleForm]


@pytest.fixture
def signed_in(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[Google]:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    with sign_in(FORMS_BODY_READ, FORMS_RESPONSES_READ) as connection:
        yield connection


@pytest.fixture
def opened(signed_in: Google, google: StandIn) -> Opening:
    """Puts a form with responses into the local Google and opens it."""

    def open_(*responses: dict[str, Any], form: dict[str, Any] = FORM, **settings: Any) -> GoogleForm:
        id_ = google.add_form(form)
        google.add_responses(id_, responses)
        return GoogleForm(signed_in, id_, **settings)

    return open_


def told(story: str, *, form: dict[str, Any] = FORM, **more: Any) -> dict[str, Any]:
    return made.response(form, {STORY: story}, **more)


def stories(source: GoogleForm, since: datetime | None = None) -> list[str]:
    return [response.answers[STORY, 1] for response in source.responses_since(since, [(STORY, 1)])]


class TestAGoogleFormKeepsTheContract(SourceContract):
    @pytest.fixture
    def source(self, opened: Opening, monkeypatch: pytest.MonkeyPatch) -> GoogleForm:
        monkeypatch.setattr(connectors.google_forms, "PAGE_SIZE", 2)
        given = [{ROLE: f"role {n}", STORY: f"story {n}", ASIDE: f"aside {n}"} for n in range(5)]
        return opened(*(made.response(FORM, each, email=f"p{n}@example.org") for n, each in enumerate(given)))

    @pytest.fixture
    def expected(self, source: GoogleForm, google: StandIn) -> Expected:
        listed = [int(one.answers[ROLE, 1][-1]) for one in source.responses([(ROLE, 1)])]
        assert sorted(listed) == [0, 1, 2, 3, 4]
        return Expected(
            asked=[(ROLE, 1), (STORY, 1)],
            unasked=[(ASIDE, 1), ("Email Address", 1), ("How often [Late]", 1)],
            asked_answers=[(f"role {n}", f"story {n}") for n in listed],
            unasked_texts=[text for n in range(5) for text in (f"aside {n}", f"p{n}@example.org")],
        )


def test_it_can_be_asked_for_what_came_since(opened: Opening) -> None:
    source = opened()
    assert isinstance(source, IncrementalSource)
    assert source.own_ids


def test_a_form_without_responses_is_empty(opened: Opening) -> None:
    source = opened()
    assert list(source.responses([(STORY, 1)])) == []
    assert source.form().title == "Walk to school"


def test_every_kind_of_answer_becomes_text(opened: Opening) -> None:
    given = {
        "Ways to school": ["Bus, or tram", "my uncle's van"],
        "How often": {"Late": "Rarely"},
        "How sure?": "4",
        "Day": "2026-01-05",
        PHOTO: ["Marisol at home.png"],
    }
    source = opened(made.response(FORM, given, email="ada@example.org"))
    addresses = [question.address for question in source.form().questions]
    (response,) = source.responses(addresses)
    assert response.answers == {
        ("Email Address", 1): "ada@example.org",
        (ROLE, 1): "",
        (STORY, 1): "",
        ("Ways to school", 1): "Bus, or tram;my uncle's van",
        ("How often [Late]", 1): "Rarely",
        ("How often [On time]", 1): "",
        ("How sure?", 1): "4",
        ("Day", 1): "2026-01-05",
        (PHOTO, 1): "",
        (ASIDE, 1): "",
    }
    options = next(one.options for one in source.form().questions if one.kind is QuestionKind.CHECKBOXES)
    assert split_choices(response.answers["Ways to school", 1], options) == (("Bus, or tram",), True)


def test_uploads_are_counted_also_where_nobody_declared_them(opened: Opening) -> None:
    source = opened(made.response(FORM, {PHOTO: ["a.png", "b.png"]}, id="one"), made.response(FORM, {}, id="two"))
    assert source.uploads == 0
    for _ in range(2):
        list(source.responses([(STORY, 1)]))
        assert source.uploads == 2


def test_a_response_has_googles_id_and_moments_in_the_time_zone_of_the_round(opened: Opening) -> None:
    source = opened(told("a", id="R1", at=AT, edited=AT + timedelta(hours=1)), timezone="America/Chicago")
    (response,) = source.responses([])
    assert response.id == "R1"
    assert response.submitted_at is not None
    assert response.edited_at is not None
    assert response.submitted_at.isoformat() == "2026-01-05T08:00:00.123000-06:00"
    assert response.edited_at.isoformat() == "2026-01-05T09:00:00.123000-06:00"


def test_a_reworded_question_is_read_under_its_declared_title(opened: Opening, google: StandIn) -> None:
    source = opened(told("a"), declared={made.question_id(STORY): ("The old wording", 1)})
    google.forms[source.form_id].json["items"][0]["title"] = "The old wording"  # now another question is called so
    assert [one.answers for one in source.responses([("The old wording", 1)])] == [{("The old wording", 1): "a"}]
    assert ("The old wording", 2) in {question.address for question in source.form().questions}


def test_a_declared_question_that_was_asked_anew_is_not_read_for_the_old_one(opened: Opening) -> None:
    source = opened(told("a"), declared={"0000dead": (STORY, 1)})
    with pytest.raises(SourceError, match="asked anew with another id"):
        list(source.responses([(STORY, 1)]))


def test_the_collected_address_can_be_declared_by_its_id(opened: Opening) -> None:
    source = opened(told("a", email="ada@example.org"), declared={RESPONDENT_EMAIL: ("Interviewer", 1)})
    assert [one.answers for one in source.responses([("Interviewer", 1)])] == [{("Interviewer", 1): "ada@example.org"}]


def test_a_quiz_is_read_like_any_form_and_says_that_it_is_one(opened: Opening) -> None:
    form = made.form("Quiz", made.graded(made.paragraph(STORY), 2, "four"), quiz=True)
    response = told("four", form=form)
    graded = {"score": 2.0, "correct": True, "feedback": {"text": "Well done"}}
    response["answers"][made.question_id(STORY)]["grade"] = graded
    source = opened({**response, "totalScore": 2.0}, form=form)
    assert source.form().is_quiz
    assert [one.answers for one in source.responses([(STORY, 1)])] == [{(STORY, 1): "four"}]


def test_a_question_of_a_kind_that_google_gives_no_answers_to_is_refused(opened: Opening, google: StandIn) -> None:
    source = opened()
    google.check_responses = False
    google.forms[source.form_id].json["items"].append({"itemId": "0", "title": "Draw it", "canvasItem": {}})
    assert [one.kind for one in source.form().questions][-1] is QuestionKind.UNKNOWN
    with pytest.raises(SourceError, match='no answers to the question "Draw it"'):
        list(source.responses([("Draw it", 1)]))


def test_pages_are_read_to_the_end_with_the_filter_of_the_first(
    opened: Opening, google: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connectors.google_forms, "PAGE_SIZE", 3)
    told_at = [told(f"{n}", id=f"R{n}", at=AT + timedelta(minutes=n)) for n in range(10)]
    source = opened(*told_at)
    found = list(source.responses_since(AT + timedelta(minutes=2), [(STORY, 1)]))
    assert sorted(one.answers[STORY, 1] for one in found) == [f"{n}" for n in range(2, 10)]
    assert [one.row for one in found] == list(range(1, 9))
    times = [one.edited_at for one in found]
    assert times != sorted(times)  # Google sorts nothing
    asked = google.requests_of("responses.list")
    assert len(asked) == 3
    assert all("timestamp+%3E%3D+2026-01-05T14%3A02%3A00.123Z" in one.query for one in asked)


def test_what_changed_is_known_to_the_millisecond(opened: Opening) -> None:
    source = opened(told("a", id="R1", at=AT), told("b", id="R2", at=AT + timedelta(milliseconds=1)))
    (last,) = source.responses_since(AT + timedelta(milliseconds=1), [])
    assert last.id == "R2"
    assert {one.id for one in source.responses_since(AT, [])} == {"R1", "R2"}
    assert all(one.submitted_at == one.edited_at for one in source.responses([]))


def test_an_edit_comes_again_with_its_id_and_first_moment(opened: Opening, google: StandIn) -> None:
    source = opened(told("a", id="R1", at=AT))
    later = AT + timedelta(days=2)
    google.edit_response(source.form_id, "R1", made.answers(FORM, {STORY: "edited"}), at=later)
    (response,) = source.responses_since(AT + timedelta(days=1), [(STORY, 1)])
    assert (response.id, response.answers[STORY, 1]) == ("R1", "edited")
    assert response.submitted_at == AT.replace(microsecond=123000)
    assert response.edited_at == later.replace(microsecond=123000)


def test_a_pull_without_news_takes_two_requests(opened: Opening, google: StandIn) -> None:
    source = opened(told("a", at=AT))
    assert list(source.responses_since(AT + timedelta(days=1), [(STORY, 1)])) == []
    assert [one.id for one in google.requests if one.id != "token"] == ["forms.forms.get", "forms.forms.responses.list"]


def test_a_response_that_is_deleted_between_the_pages_is_just_gone(
    opened: Opening, google: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connectors.google_forms, "PAGE_SIZE", 2)
    source = opened(*(told(f"{n}", id=f"R{n}") for n in range(5)))
    order = [one.id for one in source.responses([])]
    pull = source.responses([])
    first = next(pull)
    for id_ in (order[0], order[2]):
        google.remove_response(source.form_id, id_)
    assert [one.id for one in [first, *pull]] == [order[0], order[1], order[3], order[4]]


def page(*responses: dict[str, Any], token: str = "") -> Fault:
    body = {"responses": list(responses), **({"nextPageToken": token} if token else {})}
    return Fault("answer", headers={"Content-Type": "application/json"}, body=json.dumps(body).encode())


def test_a_response_that_two_pages_hold_counts_once_unless_it_was_edited_in_between(
    opened: Opening, google: StandIn
) -> None:
    source = opened()
    same = told("same", id="R1", at=AT)
    old, new = told("old", id="R2", at=AT), told("new", id="R2", at=AT, edited=AT + timedelta(milliseconds=1))
    for answer in (page(same, old, token="t1"), page(new, same, token="t2"), page(old, told("last", id="R3", at=AT))):
        google.faults.add(answer, method="responses.list")
    found = list(source.responses([(STORY, 1)]))
    assert [(one.id, one.answers[STORY, 1]) for one in found] == [
        ("R1", "same"), ("R2", "old"), ("R2", "new"), ("R3", "last"),
    ]  # fmt: skip
    assert len({one.row for one in found}) == len(found)


def test_an_edit_within_the_hour_that_clocks_repeat_is_the_later_one(opened: Opening, google: StandIn) -> None:
    source = opened(timezone="America/Chicago")
    first = datetime(2026, 11, 1, 6, 40, tzinfo=UTC)  # 01:40, and an hour of clocks standing still begins
    for answer in (
        page(told("old", id="R1", at=first), token="t"),
        page(told("new", id="R1", at=first, edited=first + timedelta(minutes=30))),
    ):
        google.faults.add(answer, method="responses.list")
    assert stories(source) == ["old", "new"]


def test_pages_that_never_hold_anything_end(opened: Opening, google: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connectors.google_forms, "MOST_EMPTY_PAGES", 3)
    for nth in range(5):
        google.faults.add(page(token=f"t{nth}"), method="responses.list")
    with pytest.raises(SourceError, match="do not end"):
        list(opened().responses([]))


def test_pages_that_go_in_circles_are_an_error(opened: Opening, google: StandIn) -> None:
    source = opened()
    for token in ("t1", "t2", "t1"):
        google.faults.add(page(told("a"), token=token), method="responses.list")
    with pytest.raises(SourceError, match="do not end"):
        stories(source)


def test_a_pull_that_dies_halfway_has_given_what_it_read_and_can_be_repeated(
    opened: Opening, google: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connectors.google_forms, "PAGE_SIZE", 2)
    source = opened(*(told(f"{n}", id=f"R{n}") for n in range(6)))
    google.faults.add(reset(), method="responses.list", after=2)
    found: list[str] = []
    with pytest.raises(SourceUnavailable):
        found.extend(one.id for one in source.responses([(STORY, 1)]))
    assert len(set(found)) == 4
    assert [one.id for one in source.responses([])][:4] == found
    assert sorted(stories(source)) == [f"{n}" for n in range(6)]


def test_the_memory_of_a_page_is_given_back_before_the_next_is_asked_for(
    opened: Opening, google: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive: set[int] = set()
    most = 0

    class Counted(Response):
        def __new__(cls, *given: Any) -> Counted:
            made_now = super().__new__(cls)
            alive.add(id(made_now))
            nonlocal most
            most = max(most, len(alive))
            return made_now

        def __del__(self) -> None:
            alive.discard(id(self))

    monkeypatch.setattr(connectors.google_forms, "PAGE_SIZE", 10)
    monkeypatch.setattr(connectors.google_forms, "Response", Counted)
    source = opened(*(told(f"{n}", id=f"R{n}") for n in range(50)))
    assert len([one.id for one in source.responses([(STORY, 1)])]) == 50
    assert most <= 11  # one page, and the response that the caller still holds


PLANTED = "Marisol Alvarez 555-010-4477"
DAMAGED = [
    {"createTime": PLANTED},
    {"responseId": "", "answers": {}},
    {"responseId": [PLANTED]},
    {"responseId": "R2", "createTime": PLANTED},
    {"responseId": "R2", "lastSubmittedTime": PLANTED},
    {"responseId": "R2", "answers": PLANTED},
    {"responseId": "R2", "answers": {made.question_id(STORY): PLANTED}},
    {"responseId": "R2", "answers": {made.question_id(STORY): {"textAnswers": {"answers": [{"value": [PLANTED]}]}}}},
    {"responseId": "R2", "respondentEmail": [PLANTED]},
    PLANTED,
    None,
]


@pytest.mark.parametrize("damaged", DAMAGED)
def test_a_damaged_response_is_named_by_its_number_and_never_quoted(
    opened: Opening, google: StandIn, damaged: Any
) -> None:
    source = opened()
    google.faults.add(page(told(PLANTED, id="R1"), damaged), method="responses.list")
    with pytest.raises(SourceError, match=rf"Google form {source.form_id}: .* response 2 ") as caught:
        list(source.responses([(STORY, 1), ("Email Address", 1)]))
    assert not_shown(caught.value)


@pytest.mark.parametrize("body", [b"[]", b'{"responses": "text"}', b'{"responses": [], "nextPageToken": 7}'])
def test_a_page_of_another_shape_is_an_error(opened: Opening, google: StandIn, body: bytes) -> None:
    google.faults.add(Fault("answer", headers={"Content-Type": "application/json"}, body=body), method="responses.list")
    with pytest.raises(SourceError, match="another shape"):
        stories(opened())


@pytest.mark.parametrize("fault", [truncated(200), bad_json(b'{"responses": [{"x": "%s' % PLANTED.encode())])
def test_a_page_that_breaks_off_is_no_answer(opened: Opening, google: StandIn, fault: Fault) -> None:
    source = opened(told(PLANTED))
    google.faults.add(fault, method="responses.list", times=None)
    with pytest.raises(SourceUnavailable) as caught:
        stories(source)
    assert not_shown(caught.value)


def not_shown(error: BaseException) -> bool:
    """Whether the planted text is nowhere in an error, in what caused it, or in what it came up beside."""
    while error.__context__ is not None:
        assert PLANTED not in str(error)
        error = error.__context__
    return PLANTED not in "".join(traceback.format_exception(error)) and PLANTED not in repr(error.__dict__)


def test_answers_are_in_no_repr(opened: Opening) -> None:
    source = opened(told(PLANTED, id="R1", email="ada@example.org"))
    responses = list(source.responses([(STORY, 1), ("Email Address", 1)]))
    for shown in (repr(source), repr(responses), str(source)):
        assert "Marisol" not in shown
        assert "ada@" not in shown


def test_a_form_that_is_not_shared_says_so_with_the_address_to_share_it_with(opened: Opening, google: StandIn) -> None:
    source = opened()
    google.unshare(source.form_id)
    with pytest.raises(SourceRefused, match=google.account):
        source.form()


def test_responses_that_are_not_shared_are_refused(opened: Opening, google: StandIn) -> None:
    source = opened(told("a"))
    source.form()
    google.unshare(source.form_id)
    with pytest.raises(SourceRefused, match=source.form_id):
        stories(source)


def test_a_deleted_form_is_missing(opened: Opening, google: StandIn) -> None:
    source = opened()
    google.remove_form(source.form_id)
    with pytest.raises(SourceMissing, match=source.form_id):
        source.form()


@pytest.mark.parametrize("fault", [unavailable(), captive_portal()])
def test_a_google_that_cannot_answer_now_is_unavailable(opened: Opening, google: StandIn, fault: Fault) -> None:
    google.faults.add(fault, times=None)
    with pytest.raises(SourceUnavailable):
        opened().form()


def test_what_is_not_a_form_is_named_by_its_id(opened: Opening, google: StandIn) -> None:
    source = opened()
    google.faults.add(
        Fault("answer", headers={"Content-Type": "application/json"}, body=b'{"items": 3}'), method="forms.get"
    )
    with pytest.raises(SourceError, match=f"Google form {source.form_id}: .*not a form"):
        source.form()
