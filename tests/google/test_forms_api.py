"""The Forms API of the stand-in, through googleapiclient."""

from __future__ import annotations

from typing import Any

import pytest
from googleapiclient.errors import HttpError

from tests.google import forms as make
from tests.google.conftest import Api
from tests.google.standin import StandIn

QUESTION = make.paragraph("What went well?")


def test_a_form_is_given_back_with_what_google_adds(google: StandIn, api: Api) -> None:
    form = make.listening_form()
    form_id = google.add_form(form)
    found = api("forms").forms().get(formId=form_id).execute()
    assert found["items"] == form["items"]
    assert found["info"] == {**form["info"], "documentTitle": form["info"]["title"]}
    assert found["publishSettings"] == {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
    assert found["formId"] == form_id
    assert {"revisionId", "responderUri", "settings"} <= set(found)


def test_fields_cuts_the_answer_down(google: StandIn, api: Api) -> None:
    form_id = google.add_form(make.form("A", QUESTION))
    found = api("forms").forms().get(formId=form_id, fields="formId,items(title),info/title").execute()
    assert found == {"formId": form_id, "info": {"title": "A"}, "items": [{"title": "What went well?"}]}
    with pytest.raises(HttpError, match=r"Cannot find matching fields for path 'items\.name'"):
        api("forms").forms().get(formId=form_id, fields="items(name)").execute()


def test_a_legacy_form_has_no_publish_settings(google: StandIn, api: Api) -> None:
    form_id = google.add_form({**make.form("A"), "publishSettings": None})
    forms = api("forms").forms()
    assert "publishSettings" not in forms.get(formId=form_id).execute()
    body = {"publishSettings": {"publishState": {"isPublished": True, "isAcceptingResponses": True}}}
    with pytest.raises(HttpError, match="legacy"):
        forms.setPublishSettings(formId=form_id, body=body).execute()


@pytest.mark.parametrize(
    ("file", "status", "reason"),
    [({"everyone": "none"}, 403, "PERMISSION_DENIED"), ({}, 404, "NOT_FOUND")],
)
def test_a_form_that_is_not_shared_or_not_there_is_refused(
    google: StandIn, api: Api, file: dict[str, Any], status: int, reason: str
) -> None:
    form_id = google.add_form(make.form("A"), **file)
    if not file:
        google.remove_form(form_id)
    with pytest.raises(HttpError) as refused:
        api("forms").forms().get(formId=form_id).execute()
    assert refused.value.status_code == status
    assert reason in refused.value.content.decode()


def test_a_reader_of_a_form_may_not_read_its_responses(google: StandIn, api: Api) -> None:
    form_id = google.add_form(make.form("A"), everyone="none", roles={google.account: "reader"})
    forms = api("forms").forms()
    forms.get(formId=form_id).execute()
    with pytest.raises(HttpError, match="does not have permission"):
        forms.responses().list(formId=form_id).execute()
    google.share(form_id, google.account, "writer")
    assert forms.responses().list(formId=form_id).execute() == {}


def test_a_new_form_has_a_title_and_is_not_published(google: StandIn, api: Api, user: Any) -> None:
    forms = api("forms", as_=user).forms()
    made = forms.create(body={"info": {"title": "A", "documentTitle": "A in Drive"}}).execute()
    assert "items" not in made
    assert made["publishSettings"] == {"publishState": {}}
    assert google.files[made["formId"]].name == "A in Drive"
    state = {"publishState": {"isPublished": True, "isAcceptingResponses": True}}
    answer = forms.setPublishSettings(formId=made["formId"], body={"publishSettings": state}).execute()
    assert answer == {"formId": made["formId"], "publishSettings": state}
    assert forms.get(formId=made["formId"]).execute()["publishSettings"] == state


def test_a_service_account_cannot_create_a_form_unless_it_is_an_old_one(google: StandIn, api: Api) -> None:
    request = api("forms").forms().create(body={"info": {"title": "A"}})
    with pytest.raises(HttpError, match="does not have permission"):
        request.execute()
    google.service_account_has_drive = True
    assert google.files[request.execute()["formId"]].owner == google.account


@pytest.mark.parametrize(
    "body", [{"info": {"title": "A", "description": "B"}}, {"info": {"title": "A"}, "items": [QUESTION]}, {"info": {}}]
)
def test_a_new_form_with_more_than_titles_is_refused(api: Api, body: dict[str, Any]) -> None:
    with pytest.raises(HttpError) as refused:
        api("forms").forms().create(body=body).execute()
    assert refused.value.status_code == 400


def batch(api: Api, form_id: str, *requests: dict[str, Any], **more: Any) -> Any:
    return api("forms").forms().batchUpdate(formId=form_id, body={"requests": list(requests), **more}).execute()


def test_a_batch_builds_a_form(google: StandIn, api: Api) -> None:
    form_id = google.add_form(make.form("A"))
    choice = {
        "title": "Role",
        "questionItem": {"question": make.choice("Role", ["S", "P"])["questionItem"]["question"]},
    }
    del choice["questionItem"]["question"]["questionId"]
    answer = batch(
        api,
        form_id,
        {"updateFormInfo": {"info": {"description": "Read by the team."}, "updateMask": "description"}},
        {"createItem": {"item": choice, "location": {"index": 0}}},
        {"createItem": {"item": make.grid("Often", ["a", "b"], ["x", "y"]), "location": {"index": 1}}},
        {"moveItem": {"originalLocation": {"index": 1}, "newLocation": {"index": 0}}},
        {"updateSettings": {"settings": {"emailCollectionType": "VERIFIED"}, "updateMask": "emailCollectionType"}},
        includeFormInResponse=True,
    )
    ids = answer["replies"][1]["createItem"]
    assert len(ids["itemId"]) == len(ids["questionId"][0]) == 8
    assert answer["replies"][2]["createItem"]["questionId"] == [make.question_id("Often", r) for r in "ab"]
    assert answer["replies"][0] == {}
    assert [item["title"] for item in answer["form"]["items"]] == ["Often", "Role"]
    assert answer["form"]["settings"]["emailCollectionType"] == "VERIFIED"
    assert answer["form"]["info"]["description"] == "Read by the team."
    assert answer["writeControl"]["requiredRevisionId"] == google.forms[form_id].json["revisionId"]


def test_an_update_by_mask_keeps_ids_and_the_rest(google: StandIn, api: Api) -> None:
    form_id = google.add_form(make.form("A", QUESTION, make.text("Where?")))
    item = {"title": "What went well today?"}
    batch(api, form_id, {"updateItem": {"item": item, "location": {"index": 0}, "updateMask": "title"}})
    batch(api, form_id, {"deleteItem": {"location": {"index": 1}}})
    assert google.forms[form_id].items == [{**QUESTION, "title": "What went well today?"}]


@pytest.mark.parametrize(
    "request_",
    [
        {"createItem": {"item": make.file_upload("Photo"), "location": {"index": 0}}},
        {"createItem": {"item": make.text("A"), "location": {"index": 9}}},
        {"createItem": {"item": make.text("A")}},
        {"createItem": {"item": QUESTION, "location": {"index": 0}}},
        {"createItem": {"item": {"title": "Nothing"}, "location": {"index": 0}}},
        {"createItem": {"item": make.choice("A", ["x", "x"]), "location": {"index": 0}}},
        {"createItem": {"item": make.dropdown("A", ["x"], other=True), "location": {"index": 0}}},
        {"createItem": {"item": make.text("Two\nlines"), "location": {"index": 0}}},
        {"updateItem": {"item": {"title": "B"}, "location": {"index": 0}}},
        {"updateItem": {"item": {"title": "B"}, "location": {"index": 0}, "updateMask": "titel"}},
        {"deleteItem": {"location": {"index": 3}}},
        {"updateFormInfo": {"info": {"documentTitle": "B"}, "updateMask": "documentTitle"}},
        {},
    ],
)
def test_a_batch_with_one_bad_request_changes_nothing(google: StandIn, api: Api, request_: dict[str, Any]) -> None:
    form_id = google.add_form(make.form("A", QUESTION))
    before = google.forms[form_id].shown()
    good = {"updateFormInfo": {"info": {"title": "B"}, "updateMask": "title"}}
    with pytest.raises(HttpError) as refused:
        batch(api, form_id, good, request_)
    assert refused.value.status_code == 400
    assert google.forms[form_id].shown() == before


def test_a_revision_that_is_not_the_latest_is_refused(google: StandIn, api: Api) -> None:
    form_id = google.add_form(make.form("A", QUESTION))
    old = google.forms[form_id].json["revisionId"]
    change = {"updateFormInfo": {"info": {"title": "B"}, "updateMask": "title"}}
    batch(api, form_id, change, writeControl={"requiredRevisionId": old})
    with pytest.raises(HttpError, match="revision"):
        batch(api, form_id, change, writeControl={"requiredRevisionId": old})


def test_a_form_that_stops_being_a_quiz_loses_its_grading(google: StandIn, api: Api) -> None:
    form_id = google.add_form(make.form("A", make.graded(make.text("2 + 2"), 1, "4"), quiz=True))
    settings = {"settings": {"quizSettings": {"isQuiz": False}}, "updateMask": "quizSettings.isQuiz"}
    batch(api, form_id, {"updateSettings": settings})
    assert "grading" not in next(google.forms[form_id].questions())


def test_a_badly_formed_request_gets_field_violations_and_is_recorded(google: StandIn, api: Api) -> None:
    form_id = google.add_form(make.form("A"))
    with pytest.raises(HttpError) as refused:
        batch(api, form_id, {"createItem": {"item": {"titel": "A"}, "location": {"index": "0"}}})
    assert refused.value.status_code == 400
    assert "Unknown name" in str(refused.value.error_details)
    (violation,) = google.violations
    assert [p.field for p in violation.problems] == [
        "requests[0].createItem.item",
        "requests[0].createItem.location.index",
    ]
