"""The way to Google over real HTTP: what is sent, what is repeated, what is believed."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from gspread.exceptions import GSpreadException

from connectors.google_connection import Google
from connectors.google_faults import FaultKind, GoogleFault, explained
from connectors.google_retry import paced_by, waiting_shown_to
from connectors.google_transport import safe_to_repeat
from connectors.google_uses import FORMS_BODY_READ, FORMS_RESPONSES_READ, GMAIL_SEND, SHEETS
from connectors.source import SourceRefused, SourceUnavailable
from tests.connectors.patient_google import signed_in
from tests.google.standin import StandIn, faults

FORM = {"info": {"title": "Listening"}, "items": []}


def get(connection: Google, form: str) -> Any:
    return connection.forms().forms().get(formId=form).execute()


def caught(connection: Google, form: str) -> GoogleFault:
    with pytest.raises(GoogleFault) as raised:
        get(connection, form)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    return raised.value


def test_both_clients_share_one_token(google_env: StandIn) -> None:
    form = google_env.add_form(FORM)
    sheet = google_env.add_spreadsheet(title="Worksheet", tabs={"Headlines": [["a", "b"]]})
    with signed_in() as connection:
        assert get(connection, form)["info"]["title"] == "Listening"
        assert connection.sheets().open_by_key(sheet).sheet1.get_all_values() == [["a", "b"]]
    assert len(google_env.requests_of("token")) == 1


@pytest.mark.parametrize(
    "fault",
    [
        faults.too_many(retry_after=3), faults.unavailable(), faults.server_error(500), faults.server_error(502),
        faults.rate_limited("rateLimitExceeded"), faults.rate_limited("userRateLimitExceeded"), faults.reset(),
        faults.reset(after_effect=True), faults.truncated(), faults.bad_json(),
    ],
    ids=lambda fault: f"{fault.kind} {fault.error.code if fault.error else ''}",
)  # fmt: skip
def test_what_passes_is_asked_again(google_env: StandIn, fault: faults.Fault) -> None:
    form = google_env.add_form(FORM)
    google_env.faults.add(fault, method="forms.get", times=2)
    waits: list[float] = []
    with signed_in(waits=waits) as connection:
        assert get(connection, form)["formId"] == form
    assert len(waits) == 2
    assert all(wait >= 3 for wait in waits) or "Retry-After" not in fault.headers


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (faults.rate_limited("quotaExceeded"), FaultKind.DAILY_QUOTA),
        (faults.missing(), FaultKind.MISSING),
        (faults.disabled(), FaultKind.API_OFF),
        (faults.captive_portal(), FaultKind.NOT_GOOGLE),
    ],
)
def test_what_stays_is_asked_once(google_env: StandIn, fault: faults.Fault, kind: FaultKind) -> None:
    form = google_env.add_form(FORM)
    google_env.faults.add(fault, method="forms.get", times=None)
    waits: list[float] = []
    with signed_in(waits=waits) as connection:
        assert caught(connection, form).kind is kind
    assert (waits, len(google_env.requests_of("forms.get"))) == ([], 1)


def test_a_token_that_ended_is_renewed_once(google_env: StandIn) -> None:
    form = google_env.add_form(FORM)
    with signed_in() as connection:
        get(connection, form)
        google_env.tokens.expire()
        get(connection, form)
        google_env.faults.add(faults.unauthorized(), method="forms.get", times=None)
        assert caught(connection, form).kind is FaultKind.NOT_SIGNED_IN
    assert [request.status for request in google_env.requests_of("forms.get")] == [200, 401, 200, 401, 401]


def test_the_token_address_is_asked_again_too(google_env: StandIn) -> None:
    form = google_env.add_form(FORM)
    for fault in (faults.unavailable(), faults.too_many(2), faults.reset(), faults.truncated(),
                  faults.token_refused("internal_failure", "Backend error")):  # fmt: skip
        google_env.faults.add(fault, method="token")
    waits: list[float] = []
    with signed_in(waits=waits) as connection:
        get(connection, form)
    assert len(waits) == 5
    assert waits[1] >= 2


def test_a_captive_portal_at_the_token_address_is_named(google_env: StandIn) -> None:
    google_env.faults.add(faults.captive_portal(), method="token")
    with (
        signed_in() as connection,
        pytest.raises(SourceUnavailable, match="page of the network answers"),
        explained("x"),
    ):
        get(connection, "abc")


def test_ten_minutes_without_quota_wait_say_so_and_stop(google_env: StandIn) -> None:
    form = google_env.add_form(FORM)
    google_env.faults.add(faults.too_many(retry_after=30), method="forms.get", times=None)
    waits: list[float] = []
    shown: list[str] = []
    with (
        signed_in(waits=waits) as connection,
        waiting_shown_to(lambda seconds, why: shown.append(why)),
        pytest.raises(SourceUnavailable, match=r"quota is used up, and we have asked for \d min"),
        explained("the form abc"),
    ):
        get(connection, form)
    assert len(shown) == len(waits) >= 5
    assert 120 < sum(waits) <= 180


def test_a_wait_that_is_too_long_is_not_begun(google_env: StandIn) -> None:
    google_env.faults.add(faults.too_many(retry_after=600), method="forms.get", times=None)
    waits: list[float] = []
    with (
        signed_in(waits=waits) as connection,
        pytest.raises(SourceUnavailable, match="again in 10 min"),
        explained("the form abc"),
    ):
        get(connection, google_env.add_form(FORM))
    assert waits == []


def test_a_trickled_body_does_not_outlive_the_patience(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0.2")
    form = google_env.add_form({"info": {"title": "Listening" * 200}, "items": []})
    google_env.faults.add(faults.trickle(seconds=0.02, size=16), method="forms.get", times=None)
    with signed_in() as connection:
        found = caught(connection, form)
    assert (found.kind, found.reason) == (FaultKind.UNAVAILABLE, "deadline")


@pytest.mark.parametrize(
    "fault", [faults.reset(), faults.reset(after_effect=True), faults.unavailable(), faults.truncated()]
)
def test_a_form_is_not_created_twice(google_env: StandIn, fault: faults.Fault) -> None:
    google_env.faults.add(fault, method="forms.create")
    with signed_in("https://www.googleapis.com/auth/forms.body") as connection, pytest.raises(GoogleFault) as raised:
        connection.forms().forms().create(body={"info": {"title": "x"}}).execute()
    assert raised.value.uncertain
    assert len(google_env.requests_of("forms.create")) == 1


def test_a_refused_post_is_repeated(google_env: StandIn) -> None:
    google_env.faults.add(faults.too_many(), method="forms.batchUpdate")
    form = google_env.add_form(FORM)
    change = {"requests": [{"updateFormInfo": {"info": {"title": "New"}, "updateMask": "title"}}]}
    with signed_in("https://www.googleapis.com/auth/forms.body") as connection:
        connection.forms().forms().batchUpdate(formId=form, body=change).execute()
    assert [request.status for request in google_env.requests_of("batchUpdate")] == [429, 200]


def test_values_may_be_written_twice(google_env: StandIn) -> None:
    sheet = google_env.add_spreadsheet(title="Worksheet", tabs={"Headlines": [["a"]]})
    google_env.faults.add(faults.reset(after_effect=True), method="values.batchUpdate")
    with signed_in(SHEETS) as connection:
        found = connection.sheets().open_by_key(sheet)
        found.values_batch_update({"valueInputOption": "RAW", "data": [{"range": "Headlines!A1", "values": [["b"]]}]})
        assert found.sheet1.get_all_values() == [["b"]]


def test_a_caller_may_mark_a_post_as_safe(google_env: StandIn) -> None:
    form = google_env.add_form(FORM)
    google_env.faults.add(faults.unavailable(), method="forms.batchUpdate")
    change = {"requests": [{"updateFormInfo": {"info": {"title": "New"}, "updateMask": "title"}}]}
    with signed_in("https://www.googleapis.com/auth/forms.body") as connection:
        request = connection.forms().forms().batchUpdate(formId=form, body=change)
        request.headers = safe_to_repeat(request.headers)
        request.execute()
    assert len(google_env.requests_of("batchUpdate")) == 2


def test_refusals_reach_gspread_users_as_faults_too(google_env: StandIn) -> None:
    google_env.faults.add(faults.rate_limited("forbidden"), method="spreadsheets.get")
    with signed_in(SHEETS) as connection, pytest.raises(SourceRefused, match="Viewer"), explained("the sheet x"):
        connection.sheets().open_by_key("x")
    assert not issubclass(GoogleFault, GSpreadException)


def test_every_request_keeps_the_pace(google_env: StandIn) -> None:
    form = google_env.add_form(FORM)
    sheet = google_env.add_spreadsheet(title="Worksheet", tabs={"Headlines": [["a"]]})
    google_env.faults.add(faults.unavailable(), method="forms.get")
    asked: list[str] = []
    with signed_in() as connection, paced_by(asked.append):
        get(connection, form)
        connection.sheets().open_by_key(sheet)
    assert asked == ["forms", "forms", "sheets"]


def test_the_wrong_scope_is_told(google_env: StandIn) -> None:
    with signed_in(FORMS_RESPONSES_READ) as connection:
        assert caught(connection, google_env.add_form(FORM)).kind is FaultKind.SCOPE


def test_a_revoked_key_is_told(google_env: StandIn) -> None:
    google_env.revoke()
    with signed_in() as connection:
        found = caught(connection, "abc")
    assert (found.kind, found.account) == (FaultKind.KEY_REVOKED, connection.session.account)


@pytest.mark.parametrize("ahead", [4000.0, -4000.0])
def test_a_wrong_clock_is_told(google_env: StandIn, ahead: float) -> None:
    google_env.tokens.ahead = ahead
    with signed_in() as connection:
        assert caught(connection, "abc").kind is FaultKind.CLOCK


def test_delegation_acts_for_the_mailbox_and_names_what_is_missing(google_env: StandIn) -> None:
    google_env.allow_delegation("lead@district.example", "gmail.send")
    with signed_in(GMAIL_SEND, subject="lead@district.example") as connection:
        assert connection.account == "lead@district.example"
        raw = "RnJvbTogYUBiLmV4YW1wbGUKVG86IGNAZC5leGFtcGxlClN1YmplY3Q6IHgKCng="
        connection.gmail().users().messages().send(userId="me", body={"raw": raw}).execute()
    with (
        signed_in(FORMS_BODY_READ, subject="lead@district.example") as connection,
        pytest.raises(
            SourceRefused, match=r"client ID 100000000000000000001 and the scopes https.*forms.body.readonly"
        ),
        explained("x"),
    ):
        get(connection, "abc")


@contextmanager
def answering(body: bytes, headers: dict[str, str], status: int = 200) -> Iterator[tuple[str, list[dict[str, str]]]]:
    """A server that gives every request the same answer; yields its address and the headers that it got."""
    got: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            got.append(dict(self.headers))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


GOOD = json.dumps({"formId": "abc"}).encode()
# No time stamp in the header: these bytes name the tests, and each test process must name them alike.
PACKED = gzip.compress(GOOD, mtime=0)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (GOOD, {"Content-Type": "application/json"}),
        (PACKED, {"Content-Type": "application/json", "Content-Encoding": "gzip"}),
    ],
)
def test_a_body_without_a_length_is_read_to_its_end(
    google_env: StandIn, monkeypatch: pytest.MonkeyPatch, body: bytes, headers: dict[str, str]
) -> None:
    with answering(body, headers) as (address, _):
        monkeypatch.setenv("SAYBACK_GOOGLE_ENDPOINT", address)
        with signed_in() as connection:
            assert get(connection, "abc") == {"formId": "abc"}


@pytest.mark.parametrize(
    ("body", "headers", "kind"),
    [
        (PACKED[:-6], {"Content-Encoding": "gzip", "Content-Length": str(len(PACKED) - 6)}, FaultKind.UNAVAILABLE),
        (b"x" + PACKED, {"Content-Encoding": "gzip"}, FaultKind.UNAVAILABLE),
        (GOOD[:-1], {"Content-Length": str(len(GOOD) - 1)}, FaultKind.UNAVAILABLE),
        (b'{"a": {"b": 1}', {}, FaultKind.UNAVAILABLE),
        (b"", {"Content-Length": "0"}, FaultKind.UNAVAILABLE),
        (b"Welcome to the guest network", {}, FaultKind.NOT_GOOGLE),
        (b'{"a": 1} {"b": 2}', {"Content-Length": "17"}, FaultKind.UNAVAILABLE),
    ],
)
def test_damaged_bodies_are_never_taken_for_answers(
    google_env: StandIn, monkeypatch: pytest.MonkeyPatch, body: bytes, headers: dict[str, str], kind: FaultKind
) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    with answering(body, headers) as (address, _):
        monkeypatch.setenv("SAYBACK_GOOGLE_ENDPOINT", address)
        with signed_in() as connection:
            assert caught(connection, "abc").kind is kind


def test_a_redirect_is_not_followed_with_the_token(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        answering(GOOD, {}) as (elsewhere, got),
        answering(b"", {"Location": elsewhere, "Content-Length": "0"}, 302) as (address, _),
    ):
        monkeypatch.setenv("SAYBACK_GOOGLE_ENDPOINT", address)
        with signed_in() as connection:
            assert caught(connection, "abc").kind is FaultKind.NOT_GOOGLE
    assert got == []


def test_a_password_file_does_not_replace_the_token(
    google_env: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with signed_in() as connection:
        assert get(connection, google_env.add_form(FORM))["formId"]


def test_this_machine_is_asked_without_a_proxy(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with signed_in() as connection:
        assert get(connection, google_env.add_form(FORM))["formId"]


def test_no_server_is_unreachable_and_soon_given_up(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_ENDPOINT", "http://127.0.0.1:9")
    waits: list[float] = []
    with signed_in(waits=waits) as connection:
        assert caught(connection, "abc").kind is FaultKind.UNREACHABLE
    assert len(waits) == 4


def test_a_proxy_that_is_not_there_is_named(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("SAYBACK_GOOGLE_ENDPOINT", "https://google.example.org")
    with signed_in() as connection, pytest.raises(SourceUnavailable, match="HTTPS_PROXY"), explained("x"):
        get(connection, "abc")


def test_a_host_that_is_not_googles_gets_no_token(google_env: StandIn) -> None:
    with signed_in() as connection:
        for url in (
            "https://example.org/",
            "http://forms.googleapis.com/v1/forms/x",
            "https://forms.googleapis.com.example.org/",
        ):
            with pytest.raises(ValueError, match=r"only googleapis\.com"):
                connection.session.get(url)
    assert google_env.requests_of("token") == []


def test_threads_share_a_connection(google_env: StandIn) -> None:
    form = google_env.add_form(FORM)
    found: list[str] = []
    with signed_in() as connection:
        service = connection.forms()
        threads = [
            threading.Thread(target=lambda: found.append(service.forms().get(formId=form).execute()["formId"]))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [form] * 8
    assert len(google_env.requests_of("token")) == 1
