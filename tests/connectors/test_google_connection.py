"""Where requests go, and that nothing of them comes into a log."""

from __future__ import annotations

import logging
from io import StringIO

import pytest

from connectors.google_connection import sign_in
from connectors.google_endpoint import Endpoint, endpoint, service_of
from connectors.source import SourceError
from tests.connectors.patient_google import READ, signed_in
from tests.google.standin import StandIn, faults

FORMS = "https://forms.googleapis.com/v1/forms/abc?alt=json"


def test_without_a_setting_google_itself_is_asked() -> None:
    assert endpoint({}).address(FORMS) == FORMS


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/v1/forms/abc?alt=json"),
        ("http://localhost:8080/", "http://localhost:8080/v1/forms/abc?alt=json"),
        ("http://[::1]:8080", "http://[::1]:8080/v1/forms/abc?alt=json"),
        ("https://google.example.org/behind/", "https://google.example.org/behind/v1/forms/abc?alt=json"),
    ],
)
def test_an_endpoint_replaces_scheme_and_host(given: str, address: str) -> None:
    assert endpoint({"SAYBACK_GOOGLE_ENDPOINT": given}).address(FORMS) == address


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("http://google.example.org", "must begin with https"),
        ("http://127.0.0.1.example.org", "must begin with https"),
        ("127.0.0.1:8080", "is not an address"),
        ("ftp://127.0.0.1", "is not an address"),
        ("http://127.0.0.1:99999", "is not an address"),
        ("https://me:secret@google.example.org", "is not an address"),
        ("https://google.example.org/?key=secret", "is not an address"),
        ("https://", "is not an address"),
    ],
)
def test_a_wrong_endpoint_is_explained_without_being_repeated(given: str, words: str) -> None:
    with pytest.raises(SourceError, match=words) as caught:
        endpoint({"SAYBACK_GOOGLE_ENDPOINT": given})
    assert "SAYBACK_GOOGLE_ENDPOINT" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_wrong_endpoint_is_told_at_the_sign_in(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_ENDPOINT", "nonsense")
    with pytest.raises(SourceError, match="SAYBACK_GOOGLE_ENDPOINT"):
        sign_in(*READ)


@pytest.mark.parametrize(
    ("url", "service"),
    [
        (FORMS, "forms"),
        ("https://sheets.googleapis.com/v4/spreadsheets/x", "sheets"),
        ("https://www.googleapis.com/drive/v3/files/x", "drive"),
        ("https://gmail.googleapis.com/gmail/v1/users/me/messages/send", "gmail"),
    ],
)
def test_a_request_belongs_to_a_service(url: str, service: str) -> None:
    assert service_of(url) == service
    assert Endpoint().address(url) == url


def test_all_four_services_go_to_the_endpoint(google_env: StandIn) -> None:
    form = google_env.add_form({"info": {"title": "Listening"}, "items": []})
    sheet = google_env.add_spreadsheet(title="Worksheet", tabs={"Headlines": [["a"]]})
    scopes = (*READ, "https://www.googleapis.com/auth/drive.readonly")
    with signed_in(*scopes) as connection:
        connection.forms().forms().responses().list(formId=form).execute()
        connection.sheets().open_by_key(sheet)
        connection.drive().files().get(fileId=form).execute()
    assert [request.path.split("/")[1] for request in google_env.requests] == ["token", "v1", "v4", "drive"]


def test_no_second_host_is_asked_for_a_regional_boundary(google_env: StandIn) -> None:
    with signed_in() as connection:
        lookup = connection.session.credentials._is_regional_access_boundary_lookup_required
        assert lookup() is False


def test_nothing_of_a_request_reaches_a_log(google_env: StandIn) -> None:
    heard = StringIO()
    handler = logging.StreamHandler(heard)
    root = logging.getLogger()
    names = ["urllib3.connectionpool", "google.auth.transport.requests", "googleapiclient.http", "requests_oauthlib"]
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        google_env.faults.add(faults.unavailable(), method="forms.get")
        form = google_env.add_form({"info": {"title": "Listening"}, "items": []})
        with signed_in() as connection:
            connection.forms().forms().get(formId=form).execute()
        for name in names:
            logging.getLogger(name).warning("a token")
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        for name in names:
            logging.getLogger(name).setLevel(logging.NOTSET)
    assert heard.getvalue() == ""
