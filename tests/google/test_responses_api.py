"""Responses: paging, order, filters, times and edits, through googleapiclient."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.google import forms as make
from tests.google.conftest import Api
from tests.google.standin import StandIn

FORM = make.form("A", make.paragraph("What went well?"), make.checkbox("Languages", ["English", "Spanish"]))
NOON = datetime(2025, 3, 3, 12, 0, 0, 123456, tzinfo=UTC)


def answered(count: int) -> list[dict[str, Any]]:
    at = (NOON + timedelta(minutes=number) for number in range(count))
    return [make.response(FORM, {"What went well?": f"Note {n}"}, id=f"r{n}", at=moment) for n, moment in enumerate(at)]


def listed(api: Api, form_id: str, **more: Any) -> list[list[dict[str, Any]]]:
    responses, pages = api("forms").forms().responses(), []
    request = responses.list(formId=form_id, **more)
    while request is not None:
        answer = request.execute()
        pages.append(answer.get("responses", []))
        request = responses.list_next(request, answer)
    return pages


def test_pages_hold_every_response_once_in_no_order_of_time(google: StandIn, api: Api) -> None:
    form_id = google.add_form(FORM)
    google.add_responses(form_id, answered(23))
    pages = listed(api, form_id, pageSize=10)
    ids = [each["responseId"] for page in pages for each in page]
    assert [len(page) for page in pages] == [10, 10, 3]
    assert sorted(ids) == sorted(f"r{n}" for n in range(23))
    assert ids != sorted(ids, key=lambda each: int(each[1:]))
    assert ids == [each["responseId"] for each in listed(api, form_id)[0]]


def test_a_listed_response_lacks_the_form_id_and_has_times_of_two_precisions(google: StandIn, api: Api) -> None:
    form_id = google.add_form(FORM)
    given = make.response(FORM, {"What went well?": "Lunch.", "Languages": ["English", "Somali"]}, id="r", at=NOON)
    google.add_responses(form_id, [given])
    ((found,),) = listed(api, form_id)
    assert found == given
    assert found["createTime"] == "2025-03-03T12:00:00.123Z"
    assert found["lastSubmittedTime"] == "2025-03-03T12:00:00.123456Z"
    values = found["answers"][make.question_id("Languages")]["textAnswers"]["answers"]
    assert values == [{"value": "English"}, {"value": "Somali"}]
    one = api("forms").forms().responses().get(formId=form_id, responseId="r").execute()
    assert one == {"formId": form_id, **given}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("timestamp >= 2025-03-03T12:01:00.123456Z", {"r1", "r2"}),
        ("timestamp > 2025-03-03T12:01:00.123456Z", {"r2"}),
        ("timestamp > 2025-03-03T12:01:00.123Z", {"r1", "r2"}),
        ("timestamp >= 2025-03-03T12:02:01Z", set()),
    ],
)
def test_a_filter_compares_the_last_submission_exactly(google: StandIn, api: Api, text: str, ids: set[str]) -> None:
    form_id = google.add_form(FORM)
    google.add_responses(form_id, answered(3))
    assert {each["responseId"] for page in listed(api, form_id, filter=text) for each in page} == ids


@pytest.mark.parametrize(
    "text",
    [
        "timestamp < 2025-03-03T12:00:00Z",
        "timestamp >= 2025-03-03T12:00:00+02:00",
        "timestamp >= 2025-03-03",
        "createTime > 2025-03-03T12:00:00Z",
        "timestamp >= 2025-02-31T12:00:00Z",
    ],
)
def test_any_other_filter_is_refused(google: StandIn, api: Api, text: str) -> None:
    form_id = google.add_form(FORM)
    with pytest.raises(HttpError) as refused:
        listed(api, form_id, filter=text)
    assert refused.value.status_code == 400


def test_a_page_token_belongs_to_its_filter(google: StandIn, api: Api) -> None:
    form_id = google.add_form(FORM)
    google.add_responses(form_id, answered(3))
    responses = api("forms").forms().responses()
    token = responses.list(formId=form_id, pageSize=1).execute()["nextPageToken"]
    for more in ({"filter": "timestamp > 2025-03-03T12:00:00Z"}, {"pageToken": "broken"}):
        with pytest.raises(HttpError) as refused:
            responses.list(formId=form_id, **{"pageToken": token, **more}).execute()
        assert refused.value.status_code == 400


def test_an_edit_keeps_the_id_and_passes_the_filter_again(google: StandIn, api: Api) -> None:
    form_id = google.add_form(FORM)
    google.add_responses(form_id, answered(3))
    changed = make.answers(FORM, {"What went well?": "Better now."})
    google.edit_response(form_id, "r0", changed, at=NOON + timedelta(hours=1))
    ((found,),) = listed(api, form_id, filter="timestamp >= 2025-03-03T12:30:00Z")
    assert found["responseId"] == "r0"
    assert found["createTime"] == "2025-03-03T12:00:00.123Z"
    assert found["lastSubmittedTime"] == "2025-03-03T13:00:00.123456Z"
    assert found["answers"][make.question_id("What went well?")] == changed[make.question_id("What went well?")]


def test_a_removed_response_is_simply_gone(google: StandIn, api: Api) -> None:
    form_id = google.add_form(FORM)
    google.add_responses(form_id, answered(2))
    google.remove_response(form_id, "r0")
    assert [[each["responseId"] for each in page] for page in listed(api, form_id)] == [["r1"]]
    with pytest.raises(HttpError) as refused:
        api("forms").forms().responses().get(formId=form_id, responseId="r0").execute()
    assert refused.value.status_code == 404


def test_a_page_has_at_most_5000_responses(google: StandIn, api: Api) -> None:
    form_id = google.add_form(FORM)
    google.add_responses(form_id, answered(5001), validate=False)
    assert [len(page) for page in listed(api, form_id, pageSize=9000)] == [5000, 1]


def test_a_response_that_google_could_not_give_is_not_taken(google: StandIn) -> None:
    form_id = google.add_form(FORM)
    with pytest.raises(AssertionError, match="Unknown name"):
        google.add_responses(form_id, [{"answer": {}}])


def test_synthetic_responses_answer_the_listening_form(google: StandIn) -> None:
    form = make.listening_form()
    form_id = google.add_form(form)
    google.add_responses(form_id, make.synthetic_responses(form, 20))
    assert len(google.forms[form_id].responses) == 20
    assert list(make.synthetic_responses(form, 3)) == list(make.synthetic_responses(form, 3))
