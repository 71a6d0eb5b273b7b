from __future__ import annotations

from pathlib import Path

import pytest

from connectors.google_connection import Google, sign_in
from connectors.google_form_writer import _fill, create_form, form_requests
from connectors.google_uses import FORMS_BODY
from connectors.source import SourceError, SourceRefused, SourceUnavailable
from rounds.form import Form, Question, QuestionKind
from tests.google.standin import StandIn
from tests.google.standin.errors import invalid, storage_exceeded
from tests.google.standin.faults import Fault, bad_json, missing, reset, server_error, truncated, unavailable

PLAN = Form(
    "Listening",
    (
        Question("Your name", 1, "", kind=QuestionKind.SHORT_TEXT, required=True, description="Not theirs."),
        Question("Agreed?", 1, "", kind=QuestionKind.CHOICE, options=("Yes", "No"), other=True, required=True),
        Question("Needs support", 1, "", kind=QuestionKind.CHECKBOXES, options=("Yes",)),
        Question("Tell me about a day.", 1, "", kind=QuestionKind.LONG_TEXT),
    ),
    title="Listening",
    notices=("Taking part is voluntary.", "No names."),
)


@pytest.fixture
def signed_in(google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(google_env.user_file(tmp_path)))
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    with sign_in(FORMS_BODY) as connection:
        yield connection


@pytest.fixture
def patient(signed_in: Google) -> list[float]:
    """The waits of `signed_in`, in seconds, which are noted instead."""
    waits: list[float] = []
    patience = signed_in.session.patience
    patience.seconds, patience.left, patience.sleep = 180.0, 180.0, waits.append
    return waits


@pytest.fixture
def robot(google_env: StandIn, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    with sign_in(FORMS_BODY) as connection:
        yield connection


def test_the_form_is_made_filled_published_and_read_back(signed_in: Google, google_env: StandIn) -> None:
    form = create_form(signed_in, PLAN)
    assert [request.id for request in google_env.requests if request.id != "token"] == [
        "forms.forms.create", "forms.forms.batchUpdate", "forms.forms.setPublishSettings", "forms.forms.get",
    ]  # fmt: skip
    assert not google_env.violations
    assert form.is_open
    assert not form.collects_mail
    assert form.notices == ("Taking part is voluntary.\n\nNo names.",)
    for made, planned in zip(form.questions, PLAN.questions, strict=True):
        assert made.id
        assert (made.title, made.kind, made.options, made.other, made.required, made.description) == (
            planned.title, planned.kind, planned.options, planned.other, planned.required, planned.description,
        )  # fmt: skip


@pytest.mark.parametrize("fault", [reset(after_effect=True), reset(), unavailable(), truncated()])
@pytest.mark.parametrize("method", ["forms.batchUpdate", "forms.setPublishSettings"])
def test_a_form_gets_its_questions_once_however_often_it_is_asked(
    signed_in: Google, patient: list[float], google_env: StandIn, fault: Fault, method: str
) -> None:
    google_env.faults.add(fault, method=method)
    form = create_form(signed_in, PLAN)
    assert [question.title for question in form.questions] == [question.title for question in PLAN.questions]
    assert form.is_open
    assert len(patient) == 1
    assert len(google_env.requests_of("forms.create")) == 1


def test_a_batch_whose_answer_was_lost_is_read_back_even_without_patience(
    signed_in: Google, google_env: StandIn
) -> None:
    google_env.faults.add(reset(after_effect=True), method="forms.batchUpdate")
    assert len(create_form(signed_in, PLAN).questions) == len(PLAN.questions)
    assert len(google_env.requests_of("forms.batchUpdate")) == 1


def test_a_form_whose_revision_changed_by_itself_is_filled_all_the_same(signed_in: Google, google_env: StandIn) -> None:
    google_env.faults.add(Fault("answer", invalid("The required revision ID does not match.")), method="batchUpdate")
    with pytest.raises(SourceError):  # the same revision: it was refused for something else
        create_form(signed_in, PLAN)
    google_env.requests.clear()

    service = signed_in.forms().forms()
    form_id = service.create(body={"info": {"title": "Listening"}}).execute()["formId"]
    replies = _fill(service, form_id, PLAN, "an earlier revision")["replies"]
    assert len(replies) == 2 + len(PLAN.questions)
    assert len(google_env.forms[form_id].items) == len(PLAN.questions)


def test_nothing_but_the_titles_is_sent_when_the_form_is_made(signed_in: Google, google_env: StandIn) -> None:
    create_form(signed_in, PLAN)
    made = google_env.requests_of("forms.create")[0]
    assert made.body == {"info": {"title": "Listening", "documentTitle": "Listening"}}
    assert "unpublished=true" in made.query


def test_the_ids_are_left_to_google() -> None:
    assert "questionId" not in str(form_requests(PLAN))
    assert "itemId" not in str(form_requests(PLAN))


def test_a_service_account_without_a_drive_is_told_what_to_do(robot: Google, google_env: StandIn) -> None:
    google_env.faults.add(Fault("answer", storage_exceeded()), method="forms.create")
    with pytest.raises(SourceRefused, match="google-login"):
        create_form(robot, PLAN)
    assert not google_env.forms


def test_a_batch_that_fails_tells_where_the_unfinished_form_is(signed_in: Google, google_env: StandIn) -> None:
    google_env.faults.add(missing(), method="forms.batchUpdate")
    with pytest.raises(SourceError, match=r"Delete it in Google Forms.*/forms/d/") as raised:
        create_form(signed_in, PLAN)
    assert next(iter(google_env.forms)) in str(raised.value)


def test_a_form_that_cannot_be_published_is_named(signed_in: Google, google_env: StandIn) -> None:
    google_env.faults.add(server_error(503), method="forms.setPublishSettings", times=None)
    with pytest.raises(SourceUnavailable, match="unfinished form"):
        create_form(signed_in, PLAN)


@pytest.mark.parametrize("fault", [reset(after_effect=True), bad_json(b'{"formId": ')])
def test_an_answer_that_is_lost_does_not_make_a_second_form(
    fault: Fault, signed_in: Google, google_env: StandIn
) -> None:
    google_env.faults.add(fault, method="forms.create")
    with pytest.raises(SourceUnavailable, match="did not say whether"):
        create_form(signed_in, PLAN)
    assert len(google_env.requests_of("forms.create")) == 1
