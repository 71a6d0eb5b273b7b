"""Tokens: signatures, claims, delegation, refresh tokens, scopes, expiry; with google-auth itself."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.auth import jwt
from google.auth.crypt import RSASigner
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from google.oauth2.credentials import Credentials
from googleapiclient.errors import HttpError

from tests.google.conftest import Api
from tests.google.forms import listening_form
from tests.google.standin import StandIn
from tests.google.standin.credentials import full_scopes
from tests.google.standin.tokens import GOOGLE_AUDIENCE, JWT_BEARER, SERVICE_ACCOUNT

SignIn = Callable[..., Any]


def exchanged(google: StandIn, key: str = "", **claims: Any) -> tuple[int, dict[str, str]]:
    """The answer of the token address to an assertion with these claims on top of good ones."""
    info, now = google.service_account_info(), int(time.time())
    scope = " ".join(full_scopes("forms.body.readonly"))
    good = {"iss": SERVICE_ACCOUNT, "aud": GOOGLE_AUDIENCE, "iat": now, "exp": now + 3600, "scope": scope}
    assertion = jwt.encode(RSASigner.from_string(key or info["private_key"], "k"), good | claims).decode()
    answer = requests.post(info["token_uri"], data={"grant_type": JWT_BEARER, "assertion": assertion}, timeout=5)
    return answer.status_code, answer.json()


def test_a_good_assertion_gets_a_token(google: StandIn) -> None:
    status, answer = exchanged(google)
    assert (status, answer["token_type"], answer["expires_in"]) == (200, "Bearer", 3599)


def test_another_key_is_refused(google: StandIn) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    expected = (400, {"error": "invalid_grant", "error_description": "Invalid JWT Signature."})
    assert exchanged(google, key.decode()) == expected


@pytest.mark.parametrize(
    ("claims", "error", "words"),
    [
        ({"iss": "someone@else.example"}, "invalid_grant", "account not found"),
        ({"aud": "https://www.googleapis.com/"}, "invalid_grant", "audience"),
        ({"exp": int(time.time()) + 90_000}, "invalid_grant", "short-lived token (60 minutes)"),
        ({"iat": 1_000_000_000, "exp": 1_000_003_600}, "invalid_grant", "Check your iat and exp values"),
        ({"scope": ""}, "invalid_scope", "Invalid OAuth scope"),
    ],
)
def test_a_bad_claim_is_refused(google: StandIn, claims: dict[str, Any], error: str, words: str) -> None:
    status, answer = exchanged(google, **claims)
    assert (status, answer["error"]) == (400, error)
    assert words in answer["error_description"]


@pytest.mark.parametrize("ahead", [7200, -7200])
def test_a_clock_that_is_hours_off_is_refused(google: StandIn, signed_in: SignIn, ahead: int) -> None:
    google.tokens.ahead = ahead
    with pytest.raises(RefreshError, match="Check your iat and exp"):
        signed_in().refresh(Request())


def test_a_clock_that_is_a_minute_off_is_accepted(google: StandIn, signed_in: SignIn) -> None:
    google.tokens.ahead = -60
    signed_in().refresh(Request())


def test_a_revoked_key_is_refused(google: StandIn, signed_in: SignIn) -> None:
    google.revoke()
    with pytest.raises(RefreshError, match="Invalid JWT Signature"):
        signed_in().refresh(Request())


def test_delegation_works_for_the_subjects_and_scopes_that_an_admin_allowed(google: StandIn, api: Api) -> None:
    google.allow_delegation("lena.frost@district.example", "gmail.send", "gmail.readonly")
    gmail = api("gmail", "gmail.readonly", subject="lena.frost@district.example")
    assert gmail.users().getProfile(userId="me").execute()["emailAddress"] == "lena.frost@district.example"


@pytest.mark.parametrize(("subject", "scope"), [("other@district.example", "gmail.send"), ("lena@x.example", "drive")])
def test_delegation_that_no_admin_allowed_is_refused(
    google: StandIn, signed_in: SignIn, subject: str, scope: str
) -> None:
    google.allow_delegation("lena@x.example", "gmail.send")
    with pytest.raises(RefreshError, match="unauthorized_client"):
        signed_in(scope, subject=subject).refresh(Request())


def test_a_token_file_works_until_it_is_revoked(google: StandIn, api: Api, user: Credentials) -> None:
    form = google.add_form(listening_form())
    assert api("forms", as_=user).forms().get(formId=form).execute()["formId"] == form
    google.revoke()
    with pytest.raises(RefreshError, match="Token has been expired or revoked"):
        user.refresh(Request())


def test_an_oauth_client_gets_a_refresh_token_for_a_code(google: StandIn, tmp_path: Path) -> None:
    google.client_file(tmp_path)
    query = {"redirect_uri": "http://localhost:1/", "state": "s", "scope": "a b"}
    page = requests.get(f"{google.url}/o/oauth2/auth", params=query, allow_redirects=False, timeout=5)
    code = page.headers["Location"].partition("code=")[2].partition("&")[0].replace("%2F", "/")
    form = {"grant_type": "authorization_code", "code": code}
    answer = requests.post(f"{google.url}/token", data=form, timeout=5).json()
    assert answer["scope"] == "a b"
    assert google.tokens.refresh[answer["refresh_token"]] == (google.person, {"a", "b"})


def test_a_request_without_a_token_gets_401(google: StandIn) -> None:
    answer = requests.get(f"{google.url}/v1/forms/x", timeout=5)
    assert (answer.status_code, answer.json()["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_an_expired_token_is_renewed_by_the_client(google: StandIn, signed_in: SignIn) -> None:
    form = google.add_form(listening_form())
    with AuthorizedSession(signed_in()) as session:
        assert session.get(f"{google.url}/v1/forms/{form}").status_code == 200
        google.tokens.expire()
        assert session.get(f"{google.url}/v1/forms/{form}").status_code == 200
    assert [each.status for each in google.requests] == [200, 200, 401, 200, 200]


def test_each_method_wants_one_of_its_scopes(google: StandIn, api: Api) -> None:
    form = google.add_form(listening_form())
    forms = api("forms", "forms.body.readonly")
    forms.forms().get(formId=form).execute()
    with pytest.raises(HttpError) as refused:
        forms.forms().responses().list(formId=form).execute()
    assert refused.value.status_code == 403
    assert "ACCESS_TOKEN_SCOPE_INSUFFICIENT" in str(refused.value.error_details)


def test_an_api_that_nobody_enabled_says_so(google: StandIn, api: Api) -> None:
    google.disabled_services.add("forms.googleapis.com")
    with pytest.raises(HttpError) as refused:
        api("forms").forms().get(formId=google.add_form(listening_form())).execute()
    assert refused.value.status_code == 403
    assert "SERVICE_DISABLED" in str(refused.value.error_details)
