"""When a person's sign-in ends, as Google said it: kept beside the sign-in, also when its token is renewed."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from connectors.google_connection import sign_in
from connectors.google_login import log_in
from connectors.google_uses import FORMS_BODY_READ
from connectors.sign_in_end import end_in_answer, end_kept_in
from tests.connectors.test_google_auth import VARIABLE, agree, browser  # noqa: F401
from tests.google.standin import StandIn

NOW = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
WEEK = 604_799


def test_an_answer_of_google_says_when_the_sign_in_of_an_app_in_testing_ends() -> None:
    assert end_in_answer({"refresh_token_expires_in": WEEK}, NOW) == NOW + timedelta(seconds=WEEK)
    for said in (None, "soon", True, -1, 0, 10**12):
        assert end_in_answer({"refresh_token_expires_in": said}, NOW) is None
    assert end_in_answer({}, NOW) is None


def test_the_end_is_kept_over_renewals_and_forgotten_with_a_sign_in_that_has_none(
    google_env: StandIn,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    browser: Any,  # noqa: F811
) -> None:
    monkeypatch.delenv(VARIABLE)
    browser(agree)
    token = tmp_path / "token.json"
    client = google_env.client_file(tmp_path)
    google_env.tokens.sign_in_seconds = WEEK
    log_in(client, (FORMS_BODY_READ,), open_browser=True, token=token)
    end = end_kept_in(token)
    assert end is not None
    assert timedelta(days=6) < end - datetime.now(UTC) < timedelta(days=7)
    stored = json.loads(token.read_text())
    token.write_text(json.dumps(stored | {"expiry": "2020-01-01T00:00:00Z"}))
    with sign_in(FORMS_BODY_READ, token=token) as connection:
        connection.check_sign_in()
    assert json.loads(token.read_text())["token"] != stored["token"]
    assert end_kept_in(token) == end
    google_env.tokens.sign_in_seconds = None
    log_in(client, (FORMS_BODY_READ,), open_browser=True, token=token)
    assert end_kept_in(token) is None
