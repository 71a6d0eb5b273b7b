"""Whose sign-in is used, and what is said when there is none or a wrong one."""

from __future__ import annotations

import json
import socket
import stat
import threading
import time
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from connectors.google_account import AccountKind
from connectors.google_auth import find_credentials
from connectors.google_connection import sign_in
from connectors.google_faults import FaultKind, GoogleFault
from connectors.google_login import log_in
from connectors.google_token import load_token, token_file
from connectors.google_uses import FORMS_BODY_READ, GMAIL_SEND, SHEETS, SHEETS_READ
from connectors.source import SourceError, SourceRefused, SourceUnavailable
from rounds.errors import SaybackError
from rounds.private_files import CannotWrite
from tests.connectors.patient_google import signed_in
from tests.google.standin import StandIn

FORM = {"info": {"title": "Listening"}, "items": []}
VARIABLE = "GOOGLE_APPLICATION_CREDENTIALS"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def get(form: str, *scopes: str, **how: Any) -> Any:
    with signed_in(*scopes, **how) as connection:
        return connection.forms().forms().get(formId=form).execute()


def refused(content: str | bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SaybackError:
    """What is said of a credentials file with this content."""
    path = tmp_path / "given.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    monkeypatch.setenv(VARIABLE, str(path))
    with pytest.raises(SaybackError) as caught:
        sign_in(FORMS_BODY_READ)
    assert f"{path}, named by {VARIABLE}," in str(caught.value)
    assert caught.value.__context__ is None or caught.value.__suppress_context__
    return caught.value


@pytest.fixture
def person(google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's stored sign-in, and no other credentials."""
    monkeypatch.delenv(VARIABLE)
    path = google_env.user_file(tmp_path, "forms.body.readonly", "spreadsheets")
    monkeypatch.setenv("SAYBACK_GOOGLE_TOKEN", str(path))
    return path


def test_a_service_account_is_known_by_its_address(google_env: StandIn) -> None:
    with signed_in() as connection:
        assert connection.account == google_env.account
        assert connection.kind == "service account"
        assert "private" not in f"{connection!r} {find_credentials((SHEETS,))!r}".lower()


def test_only_the_scopes_that_are_asked_for_are_used(google_env: StandIn) -> None:
    with pytest.raises(GoogleFault, match="scope"):
        get(google_env.add_form(FORM), SHEETS)


def test_a_stored_sign_in_is_used_and_kept_up_to_date(google_env: StandIn, person: Path) -> None:
    with signed_in(FORMS_BODY_READ, SHEETS) as connection:
        connection.forms().forms().get(formId=google_env.add_form(FORM)).execute()
        assert (connection.kind, connection.account) == ("signed-in person", "")
    stored = json.loads(person.read_text())
    assert stored["token"].startswith("ya29.")
    assert stored["type"] == "authorized_user"
    assert mode(person) == 0o600


def test_a_renewed_token_serves_the_next_run(google_env: StandIn, person: Path) -> None:
    form = google_env.add_form(FORM)
    get(form, FORMS_BODY_READ)
    get(form, FORMS_BODY_READ)
    assert len(google_env.requests_of("token")) == 1


def test_wider_permissions_of_a_stored_sign_in_are_taken_back(person: Path) -> None:
    person.chmod(0o644)
    load_token(person, ())
    assert mode(person) == 0o600


def test_a_stored_sign_in_without_a_scope_asks_for_a_new_one(person: Path) -> None:
    with pytest.raises(SourceRefused, match=r"does not allow gmail\.send\. Run: sayback google-login") as caught:
        sign_in(GMAIL_SEND)
    assert caught.value.exit_code == 3


def test_a_sign_in_that_may_write_may_also_read(person: Path) -> None:
    assert load_token(person, (SHEETS_READ, FORMS_BODY_READ))


def test_a_sign_in_can_be_checked_alone(google_env: StandIn, person: Path) -> None:
    with signed_in(SHEETS) as connection:
        connection.check_sign_in()
        google_env.revoke()
        with pytest.raises(SourceRefused, match="The sign-in has expired or was taken back"):
            connection.check_sign_in()
    assert {request.id for request in google_env.requests} == {"token"}


def test_a_disk_that_cannot_be_written_does_not_stop_a_pull(
    google_env: StandIn, person: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise CannotWrite("full")

    monkeypatch.setattr("connectors.google_connection.store_token", full)
    assert get(google_env.add_form(FORM), FORMS_BODY_READ)["formId"]


def test_a_damaged_sign_in_is_told_without_its_text(person: Path) -> None:
    person.write_text('{"refresh_token": "1//secret"')
    with pytest.raises(SourceError, match=r"cannot be read\. Delete that file") as caught:
        sign_in(SHEETS)
    assert "secret" not in str(caught.value)


def test_a_withdrawn_sign_in_asks_for_a_new_one(google_env: StandIn, person: Path) -> None:
    google_env.revoke()
    with pytest.raises(GoogleFault) as caught:
        get("abc", FORMS_BODY_READ)
    assert caught.value.kind is FaultKind.TOKEN_EXPIRED


def test_a_named_token_file_that_is_missing_is_told(google_env: StandIn, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="Nobody has signed in yet: there is no"):
        load_token(tmp_path / "none.json", ())


def test_the_token_lies_beside_the_installation_key(tmp_path: Path) -> None:
    assert token_file({"SAYBACK_KEY_FILE": str(tmp_path / "key")}) == tmp_path / "google-token.json"
    assert token_file({"SAYBACK_GOOGLE_TOKEN": "~/t.json"}) == Path.home() / "t.json"


def test_a_person_named_by_the_variable_works_too(
    google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(google_env.user_file(tmp_path, "forms.body.readonly")))
    assert get(google_env.add_form(FORM), FORMS_BODY_READ)["formId"]


def test_the_variable_comes_before_the_stored_sign_in(google_env: StandIn, tmp_path: Path, person: Path) -> None:
    assert find_credentials((SHEETS,)).account.kind is AccountKind.USER
    environ = {VARIABLE: str(google_env.credentials_file(tmp_path)), "SAYBACK_GOOGLE_TOKEN": str(person)}
    assert find_credentials((SHEETS,), environ=environ).account.kind is AccountKind.SERVICE_ACCOUNT


def test_nothing_at_all_names_three_ways_and_asks_no_network(
    google_env: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.delenv("NO_GCE_CHECK")
    begun = time.monotonic()
    with pytest.raises(SourceRefused, match=r"Nobody has signed in to Google\. .*google-login.*folder.*google-setup"):
        sign_in(SHEETS)
    assert time.monotonic() - begun < 1


def test_a_missing_file_names_the_variable(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "/nowhere/key.json")
    with pytest.raises(SourceError, match=f"The file /nowhere/key.json, named by {VARIABLE}, does not exist"):
        sign_in(SHEETS)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is not JSON"),
        ("-----BEGIN PRIVATE KEY-----", "is not JSON"),
        (b"\x30\x82\xff\x00", "is not JSON"),
        ("AIzaSyInvented", "holds an API key"),
        ('{"keyString": "AIzaSyInvented"}', "holds an API key"),
        ('{"installed": {"client_id": "x"}}', "Run: sayback google-login with that file"),
        ('{"web": {"client_id": "x"}}', "Run: sayback google-login with that file"),
        ('{"type": "something"}', "Its type is not one that Google's libraries know"),
        ('{"type": "service_account", "client_email": "a@b"}', "is damaged or not complete"),
        ('{"type": "service_account", "client_email": "a@b", "token_uri": "https://x", "private_key": "x"}', "damaged"),
        ('{"type": "authorized_user"}', "is damaged or not complete"),
        ('{"type": "external_account"}', "is damaged or not complete"),
        ('{"type": "impersonated_service_account"}', "is damaged or not complete"),
        ("[]", "is not JSON"),
    ],
)
def test_a_wrong_file_is_named_with_what_it_is(
    google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | bytes, words: str
) -> None:
    said = refused(content, tmp_path, monkeypatch)
    assert words in str(said)
    assert "AIza" not in str(said)
    assert said.exit_code == 1


IN_CLEAR = "http://tokens.example/token"


@pytest.mark.parametrize(
    "content",
    [
        {"type": "service_account", "token_uri": IN_CLEAR},
        {"type": "service_account", "token_uri": "x"},
        {"type": "authorized_user", "token_uri": IN_CLEAR},
        {"type": "external_account", "token_url": IN_CLEAR},
        {"type": "external_account", "token_url": "https://x", "service_account_impersonation_url": IN_CLEAR},
        {"type": "external_account_authorized_user", "token_url": IN_CLEAR},
        {"type": "impersonated_service_account", "service_account_impersonation_url": IN_CLEAR},
        {
            "type": "impersonated_service_account",
            "source_credentials": {"type": "service_account", "token_uri": IN_CLEAR},
        },
    ],
)
def test_a_file_that_would_send_its_secret_in_clear_is_refused(
    google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: dict[str, Any]
) -> None:
    said = refused(json.dumps(content), tmp_path, monkeypatch)
    assert "does not begin with https://" in str(said)
    assert "tokens.example" not in str(said)
    assert said.exit_code == 1


def test_a_folder_instead_of_a_file_is_told(
    google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    with pytest.raises(SourceError, match="cannot be read"):
        sign_in(SHEETS)


def test_a_person_cannot_act_for_a_mailbox(person: Path) -> None:
    with pytest.raises(SourceRefused, match="domain-wide delegation") as caught:
        sign_in(GMAIL_SEND, subject="lead@district.example")
    assert caught.value.exit_code == 3


KEYLESS = {
    "type": "external_account",
    "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/o",
    "subject_token_type": "urn:ietf:params:oauth:token-type:jwt",
    "token_url": "https://sts.googleapis.com/v1/token",
    "credential_source": {"file": "/nowhere/subject-token"},
}
ACTS_AS = "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/round@p.iam.gserviceaccount.com:generateAccessToken"


def keyless(tmp_path: Path, **more: str) -> dict[str, str]:
    path = tmp_path / "keyless.json"
    path.write_text(json.dumps(KEYLESS | more))
    return {VARIABLE: str(path)}


def test_workload_identity_is_known_by_the_account_it_acts_as(google_env: StandIn, tmp_path: Path) -> None:
    found = find_credentials((SHEETS,), environ=keyless(tmp_path, service_account_impersonation_url=ACTS_AS))
    assert (found.account.kind, found.account.address) == (AccountKind.KEYLESS, "round@p.iam.gserviceaccount.com")


def test_workload_identity_can_act_for_a_mailbox_through_its_account(google_env: StandIn, tmp_path: Path) -> None:
    environ = keyless(tmp_path, service_account_impersonation_url=ACTS_AS)
    found = find_credentials((GMAIL_SEND,), subject="lead@district.example", environ=environ)
    assert (found.account.kind, found.account.address) == (AccountKind.DELEGATED, "lead@district.example")


def test_workload_identity_without_an_account_cannot(google_env: StandIn, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="cannot act for a mailbox"):
        find_credentials((GMAIL_SEND,), subject="lead@district.example", environ=keyless(tmp_path))


def test_workload_identity_without_its_token_is_told(
    google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, keyless(tmp_path)[VARIABLE])
    with pytest.raises(GoogleFault) as caught:
        get("abc", FORMS_BODY_READ)
    assert caught.value.kind is FaultKind.NOT_SIGNED_IN


def agree(address: str) -> None:
    """A browser that goes where it is sent."""
    with urllib.request.urlopen(address) as page:
        page.read()


class Browser:
    """A browser that does `act` with the address that it is told to open, in the background unless `at_once`."""

    def __init__(self, act: Callable[[str], None], at_once: bool) -> None:
        self.act, self.at_once = act, at_once

    def open(self, url: str, **_: object) -> bool:
        if self.at_once:
            self.act(url)
        else:
            threading.Thread(target=self.act, args=(url,), daemon=True).start()
        return True


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets what the browser does with the address that is opened."""

    def use(act: Callable[[str], None], *, at_once: bool = False) -> None:
        monkeypatch.setattr("webbrowser.get", lambda _name=None: Browser(act, at_once))

    return use


def test_a_person_signs_in_once_in_the_browser(
    google_env: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    browser: Any,
    capsys: pytest.CaptureFixture[str],
) -> None:
    browser(agree)
    token = tmp_path / "kept" / "token.json"
    log_in(google_env.client_file(tmp_path), (FORMS_BODY_READ,), open_browser=True, token=token)
    assert mode(token) == 0o600
    monkeypatch.delenv(VARIABLE)
    assert get(google_env.add_form(FORM), FORMS_BODY_READ, token=token)["formId"]
    assert "Open this address" in capsys.readouterr().out


def test_a_person_who_declines_is_told_so(google_env: StandIn, tmp_path: Path, browser: Any) -> None:
    def decline(address: str) -> None:
        query = dict(parse_qsl(urlsplit(address).query))
        agree(f"{query['redirect_uri']}?error=access_denied&state={query['state']}")

    browser(decline)
    with pytest.raises(SourceRefused, match="choose Allow"):
        log_in(google_env.client_file(tmp_path), (FORMS_BODY_READ,), open_browser=True, token=tmp_path / "t")
    assert not (tmp_path / "t").exists()


def test_nobody_who_comes_ends_the_wait(google_env: StandIn, tmp_path: Path, browser: Any) -> None:
    browser(lambda address: None)
    with pytest.raises(SourceUnavailable, match="Nobody signed in"):
        log_in(
            google_env.client_file(tmp_path), (FORMS_BODY_READ,), open_browser=True, token=tmp_path / "t", patience=0
        )


def test_without_a_browser_the_address_is_printed_with_the_way_to_it(
    google_env: StandIn, tmp_path: Path, capsys: pytest.CaptureFixture[str], unused_port: int
) -> None:
    client = google_env.client_file(tmp_path)
    with pytest.raises(SourceUnavailable, match="Nobody signed in"):
        log_in(client, (SHEETS,), open_browser=False, token=tmp_path / "t", port=unused_port, patience=0)
    printed = capsys.readouterr().out
    assert f"ssh -L {unused_port}:localhost:{unused_port} THIS-COMPUTER" in printed
    assert f"{google_env.url}/o/oauth2/auth?" in printed


def test_a_port_in_use_is_told(google_env: StandIn, tmp_path: Path, unused_port: int) -> None:
    client = google_env.client_file(tmp_path)
    with (
        socket.create_server(("localhost", unused_port)),
        pytest.raises(SourceError, match=f"Port {unused_port} of this computer is in use"),
    ):
        log_in(client, (SHEETS,), open_browser=False, token=tmp_path / "t", port=unused_port, patience=0)


def test_a_computer_without_a_browser_is_told_another_way(google_env: StandIn, tmp_path: Path, browser: Any) -> None:
    def none(_: str) -> None:
        raise webbrowser.Error("could not locate runnable browser")

    browser(none, at_once=True)
    with pytest.raises(SourceError, match="--no-browser"):
        log_in(google_env.client_file(tmp_path), (SHEETS,), open_browser=True, token=tmp_path / "t")


@pytest.fixture
def unused_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.create_server(("localhost", 0)) as server:
        return int(server.getsockname()[1])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"type": "service_account"}', "needs no sign-in: set GOOGLE_APPLICATION_CREDENTIALS"),
        ('{"web": {}}', "create one of the type Desktop app"),
        ('{"installed": {}}', "is not an app for people to sign in with"),
        ("nothing", "is not an app for people to sign in with"),
    ],
)
def test_only_a_desktop_apps_file_is_taken_for_the_first_sign_in(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "client.json"
    path.write_text(content)
    with pytest.raises(SourceError, match=words):
        log_in(path, (SHEETS,), open_browser=False, token=tmp_path / "t")


def test_a_missing_app_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        log_in(tmp_path / "none.json", (SHEETS,), open_browser=False, token=tmp_path / "t")


def test_workload_identity_gets_its_token_in_two_steps(
    google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = tmp_path / "subject-token"
    subject.write_text("a token of the school's own provider")
    expires = "2099-01-01T00:00:00Z"
    token = google_env.access_token("forms.body.readonly")
    answers = {
        "/sts": {"access_token": "federated", "issued_token_type": "x", "token_type": "Bearer", "expires_in": 3600},
        "/acts-as:generateAccessToken": {"accessToken": token, "expireTime": expires},
    }
    with token_server(answers) as (address, asked):
        content = KEYLESS | {
            "token_url": f"{address}/sts",
            "service_account_impersonation_url": f"{address}/acts-as:generateAccessToken",
            "credential_source": {"file": str(subject)},
        }
        path = tmp_path / "keyless.json"
        path.write_text(json.dumps(content))
        monkeypatch.setenv(VARIABLE, str(path))
        assert get(google_env.add_form(FORM), FORMS_BODY_READ)["formId"]
    assert asked == list(answers)


@contextmanager
def token_server(answers: dict[str, dict[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    """A server of tokens that answers POSTs by path; yields its address and the paths that were asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(self.path)
            self.rfile.read(int(self.headers["Content-Length"]))
            body = json.dumps(answers[self.path]).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
