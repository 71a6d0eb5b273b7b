"""What a token address answers, over real HTTP: believed only when it is a token."""

from __future__ import annotations

from typing import Any

import pytest

from connectors.google_endpoint import keeps_secrets
from connectors.google_faults import FaultKind, GoogleFault
from connectors.google_retry import Patience
from connectors.google_token_request import TokenRequest
from tests.connectors.patient_google import signed_in
from tests.google.standin import StandIn, faults

SECRET = b"ya29.secret"


def fault_after(google: StandIn, body: bytes, status: int = 200) -> GoogleFault:
    """The fault that a pull ends with when the token address answers with ``body``."""
    headers = {"Content-Type": "text/plain"}
    google.faults.add(faults.Fault("answer", status=status, headers=headers, body=body), method="token", times=None)
    with signed_in() as connection, pytest.raises(GoogleFault) as caught:
        connection.forms().forms().get(formId="abc").execute()
    assert caught.value.service == "token"
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert google.requests_of("forms.get") == []
    return caught.value


def asked(google: StandIn, path: str, body: bytes) -> Any:
    """The answer to a request for a token at ``path``, which answers with ``body``."""
    google.faults.add(faults.bad_json(body), method="token" if path == "/token" else None, times=None)
    request = TokenRequest(Patience(0))
    try:
        return request(f"{google.url}{path}", "POST", b"")
    finally:
        request.session.close()


@pytest.fixture
def google(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    return google_env


@pytest.mark.parametrize("body", [b"Blocked by filter", b"[]", b"null", b'"text"', b"5"])
def test_what_is_no_json_object_did_not_come_from_google(google: StandIn, body: bytes) -> None:
    assert fault_after(google, body).kind is FaultKind.NOT_GOOGLE


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b" \n",
        b'{"access_token": "ya29.secret',
        b"{}",
        b'{"error": "none"}',
        b'{"access_token": null, "expires_in": 3599}',
        b'{"access_token": 5, "expires_in": 3599}',
        b'{"access_token": "", "expires_in": 3599}',
        b'{"access_token": "ya29.secret\\r\\nX: y", "expires_in": 3599}',
        b'{"access_token": "ya29.secret\\u20ac", "expires_in": 3599}',
        b'{"access_token": "ya29.secret", "expires_in": "soon"}',
        b'{"access_token": "ya29.secret", "expires_in": -5}',
        b'{"access_token": "ya29.secret", "expires_in": 1e400}',
        b'{"access_token": "ya29.secret", "expires_in": NaN}',
        b'{"access_token": "ya29.secret", "expires_in": [3599]}',
        b'{"access_token": "ya29.secret", "expires_in": ' + b"9" * 5000 + b"}",
        b'{"access_token": "ya29.secret", "expires_in": 3599, "scope": 5}',
        b'{"access_token": "ya29.secret", "x": "\xed\xa0\x80"}',
    ],
)
def test_an_answer_without_a_token_is_for_later(google: StandIn, body: bytes) -> None:
    fault = fault_after(google, body)
    assert fault.kind is FaultKind.UNAVAILABLE
    assert SECRET.decode() not in f"{fault!r} {fault}"


def test_a_good_answer_of_another_status_is_for_later(google: StandIn) -> None:
    assert fault_after(google, b'{"access_token": "ya29.secret"}', status=202).kind is FaultKind.UNAVAILABLE


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/token", b'{"access_token": "ya29.a", "expires_in": 3599, "token_type": "Bearer"}'),
        ("/token", b'{"access_token": "ya29.a", "expires_in": "3599", "scope": "a b"}'),
        ("/v1/token", b'{"access_token": "ya29.a", "issued_token_type": "urn:x"}'),
        ("/v1/a@b:generateAccessToken", b'{"accessToken": "ya29.a", "expireTime": "2026-10-01T15:00:00Z"}'),
        ("/v1/a@b:signJwt", b'{"keyId": "k", "signedJwt": "a.b.c"}'),
    ],
)
def test_each_kind_of_token_address_is_believed(google: StandIn, path: str, body: bytes) -> None:
    assert asked(google, path, body).data == body


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/a@b:generateAccessToken", b'{"access_token": "ya29.a"}'),
        ("/v1/a@b:generateAccessToken", b'{"accessToken": "ya29.a"}'),
        ("/v1/a@b:generateAccessToken", b'{"accessToken": "ya29.a", "expireTime": "soon"}'),
        ("/v1/a@b:signJwt", b'{"keyId": "k"}'),
    ],
)
def test_each_kind_of_token_address_has_its_own_fields(google: StandIn, path: str, body: bytes) -> None:
    with pytest.raises(GoogleFault, match="unavailable 200 incomplete token"):
        asked(google, path, body)


@pytest.mark.parametrize("address", ["http://tokens.example/token", "http://169.254.169.254/token", "token"])
def test_a_secret_is_never_posted_in_clear(address: str) -> None:
    request = TokenRequest(Patience(0))
    with pytest.raises(GoogleFault) as caught:
        request(address, "POST", b"assertion=x")
    assert (caught.value.kind, caught.value.sent) == (FaultKind.UNTRUSTED, False)


@pytest.mark.parametrize(
    "address", ["https://oauth2.googleapis.com/token", "HTTPS://x.example", "http://localhost:9/", "http://[::1]:9/t"]
)
def test_nobody_reads_along_over_https_or_within_this_machine(address: str) -> None:
    assert keeps_secrets(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "x",
        "https://",
        "https://[::1",
        "ftp://127.0.0.1/",
        "//tokens.example/t",
        "http://tokens.example/t",
        "http://localhost.tokens.example/",
        "http://127.0.0.1@tokens.example/",
        "http://tokens.example\\@127.0.0.1/",
        "http://tokens.example\\.127.0.0.1/",
    ],
)
def test_anything_else_may_be_read(address: str) -> None:
    assert not keeps_secrets(address)
