"""The validator and the routes that come from the discovery documents."""

from __future__ import annotations

from typing import Any

import pytest

from tests.google.standin.discovery import Api, Method, find, methods
from tests.google.standin.schema import parameter_problems, problems_of

BY_ID = {method.id: method for method in methods()}
SHEETS = BY_ID["sheets.spreadsheets.get"].api
FORMS = BY_ID["forms.forms.get"].api
GMAIL = BY_ID["gmail.users.messages.send"].api


@pytest.mark.parametrize(
    ("api", "schema", "value"),
    [
        (FORMS, "Form", {"info": {"title": "A"}, "items": None}),
        (FORMS, "FileUploadQuestion", {"maxFileSize": "10485760", "types": ["PDF"]}),
        (FORMS, "FormResponse", {"createTime": "2025-03-03T10:00:00.123Z", "answers": {"a1": {"questionId": "a1"}}}),
        (FORMS, "FormResponse", {"totalScore": 3, "lastSubmittedTime": "2025-03-03T10:00:00.123456+02:00"}),
        (SHEETS, "ValueRange", {"values": [["a", 1, True, None], []]}),
        (GMAIL, "Message", {"raw": "SGk_", "historyId": "18446744073709551615"}),
    ],
)
def test_what_google_would_send_is_valid(api: Api, schema: str, value: Any) -> None:
    assert problems_of(api, schema, value) == []


@pytest.mark.parametrize(
    ("api", "schema", "value", "field"),
    [
        (FORMS, "Form", {"titel": "A"}, ""),
        (FORMS, "Form", {"info": {"title": 3}}, "info.title"),
        (FORMS, "Form", {"items": {"title": "A"}}, "items"),
        (FORMS, "Item", {"questionItem": {"question": {"required": "yes"}}}, "questionItem.question.required"),
        (FORMS, "ChoiceQuestion", {"type": "RADIO_BUTTON"}, "type"),
        (FORMS, "FileUploadQuestion", {"maxFileSize": 10485760}, "maxFileSize"),
        (FORMS, "ScaleQuestion", {"high": 5.0}, "high"),
        (FORMS, "ScaleQuestion", {"high": 2**31}, "high"),
        (FORMS, "FormResponse", {"createTime": "2025-03-03 10:00"}, "createTime"),
        (FORMS, "FormResponse", {"createTime": "2025-02-31T10:00:00Z"}, "createTime"),
        (FORMS, "FormResponse", {"totalScore": True}, "totalScore"),
        (FORMS, "FormResponse", {"answers": {"a1": {"text": "x"}}}, "answers.a1"),
        (SHEETS, "ValueRange", {"values": "X"}, "values"),
        (GMAIL, "Message", {"raw": "not base64!"}, "raw"),
    ],
)
def test_what_google_would_never_send_is_found(api: Api, schema: str, value: Any, field: str) -> None:
    assert [problem.field for problem in problems_of(api, schema, value)] == [field]


@pytest.mark.parametrize(
    ("http_method", "path", "method_id", "parameters"),
    [
        ("GET", "/v1/forms/1a_-B", "forms.forms.get", {"formId": "1a_-B"}),
        ("POST", "/v1/forms/1a:batchUpdate", "forms.forms.batchUpdate", {"formId": "1a"}),
        ("GET", "/v1/forms/1a/responses", "forms.forms.responses.list", {"formId": "1a"}),
        ("GET", "/v4/spreadsheets/s/values:batchGet", "sheets.spreadsheets.values.batchGet", {"spreadsheetId": "s"}),
        (
            "GET",
            "/v4/spreadsheets/s/values/%27A%2FB%27%21A1%3AC",
            "sheets.spreadsheets.values.get",
            {"spreadsheetId": "s", "range": "'A/B'!A1:C"},
        ),
        (
            "POST",
            "/v4/spreadsheets/s/values/A1%3AB2:append",
            "sheets.spreadsheets.values.append",
            {"spreadsheetId": "s", "range": "A1:B2"},
        ),
        ("GET", "/drive/v3/files/f", "drive.files.get", {"fileId": "f"}),
        ("POST", "/gmail/v1/users/me/messages/send", "gmail.users.messages.send", {"userId": "me"}),
    ],
)
def test_a_request_finds_its_method(http_method: str, path: str, method_id: str, parameters: dict[str, str]) -> None:
    found = find(http_method, path)
    assert found is not None
    assert (found[0].id, found[1]) == (method_id, parameters)


@pytest.mark.parametrize(("http_method", "path"), [("GET", "/v1/form/1a"), ("PUT", "/v1/forms/1a"), ("GET", "/")])
def test_an_unknown_address_finds_no_method(http_method: str, path: str) -> None:
    assert find(http_method, path) is None


@pytest.mark.parametrize(
    ("method", "query"),
    [
        ("forms.forms.responses.list", [("pageSize", "5"), ("alt", "json"), ("fields", "nextPageToken")]),
        ("sheets.spreadsheets.values.batchGet", [("ranges", "A1"), ("ranges", "B1")]),
        ("sheets.spreadsheets.get", [("includeGridData", "False")]),
        ("drive.files.get", [("includeItemsFromAllDrives", "True")]),
    ],
)
def test_a_query_that_google_takes_is_valid(method: str, query: list[tuple[str, str]]) -> None:
    assert parameter_problems(BY_ID[method], query) == []


@pytest.mark.parametrize(
    ("method", "query"),
    [
        ("forms.forms.responses.list", [("page_size", "5")]),
        ("forms.forms.responses.list", [("pageSize", "many")]),
        ("forms.forms.responses.list", [("pageSize", "5"), ("pageSize", "6")]),
        ("sheets.spreadsheets.values.get", [("valueRenderOption", "PLAIN")]),
        ("sheets.spreadsheets.get", [("includeGridData", "yes")]),
        ("drive.files.get", [("allDrives", "True")]),
    ],
)
def test_a_query_that_google_refuses_is_found(method: str, query: list[tuple[str, str]]) -> None:
    assert len(parameter_problems(BY_ID[method], query)) == 1


def test_every_method_of_the_documents_has_a_route() -> None:
    def example(method: Method) -> str:
        return "/" + "".join(part.split("}")[-1] if "}" in part else part for part in method.path.split("{"))

    assert len(BY_ID) > 150
    assert all(method.pattern.pattern.startswith("/") for method in BY_ID.values())
    assert find("POST", example(BY_ID["forms.forms.create"])) == (BY_ID["forms.forms.create"], {})
