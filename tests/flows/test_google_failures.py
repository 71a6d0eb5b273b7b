"""What can go wrong with Google, at the command: a clear sentence, the exit code, nothing half-stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps.workplace import open_workplace
from tests.flows.google_round import FORM, GoogleRound
from tests.google.standin import StandIn, faults

TRY_AGAIN, ACT, MEND = 4, 3, 1


@pytest.fixture
def pulled(google_env: StandIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GoogleRound:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    return GoogleRound(google_env, tmp_path / "round").write()


def key_in(pulled: GoogleRound, **changes: str) -> Path:
    path = pulled.folder / "key.json"
    path.write_text(json.dumps(pulled.google.service_account_info() | changes), encoding="utf-8")
    return path


Break = Callable[[GoogleRound, pytest.MonkeyPatch], None]


def _no_credentials(_: GoogleRound, env: pytest.MonkeyPatch) -> None:
    env.delenv("GOOGLE_APPLICATION_CREDENTIALS")


def _no_such_file(pulled: GoogleRound, env: pytest.MonkeyPatch) -> None:
    env.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(pulled.folder / "nowhere.json"))


def _revoked(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    refused = faults.token_refused("invalid_grant", "Invalid grant: account not found")
    pulled.google.faults.add(refused, method="token", times=None)


def _clock(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    text = (
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and"
        " exp values in the JWT claim."
    )
    pulled.google.faults.add(faults.token_refused("invalid_grant", text), method="token", times=None)


def _scope(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    refused = faults.token_refused("invalid_scope", "Some requested scopes cannot be shown")
    pulled.google.faults.add(refused, method="token", times=None)


def _not_shared(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.unshare(pulled.form_id)


def _deleted(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.remove_form(pulled.form_id)


def _quota(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.faults.add(faults.too_many(retry_after=600), method="responses.list", times=None)


def _portal(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.faults.add(faults.captive_portal(), times=None)


def _portal_for_tokens(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.faults.add(faults.captive_portal(), method="token", times=None)


def _filter_for_tokens(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.faults.add(faults.bad_json(b"Blocked by filter"), method="token", times=None)


def _no_token(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.faults.add(faults.bad_json(b"{}"), method="token", times=None)


def _token_in_clear(pulled: GoogleRound, env: pytest.MonkeyPatch) -> None:
    env.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key_in(pulled, token_uri="http://tokens.example/token")))


def _api_off(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.disabled_services.add("forms.googleapis.com")


def _truncated(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.faults.add(faults.truncated(), method="responses.list", times=None)


def _bad_json(pulled: GoogleRound, _: pytest.MonkeyPatch) -> None:
    pulled.google.faults.add(faults.bad_json(), method="responses.list", times=None)


def _unreachable(_: GoogleRound, env: pytest.MonkeyPatch) -> None:
    env.setenv("SAYBACK_GOOGLE_ENDPOINT", "http://127.0.0.1:9")


@pytest.mark.parametrize(
    ("breaks", "code", "says"),
    [
        (_no_credentials, ACT, "google-login"),
        (_no_such_file, MEND, "GOOGLE_APPLICATION_CREDENTIALS"),
        (_revoked, ACT, "key"),
        (_clock, MEND, "clock"),
        (_scope, ACT, "scope"),
        (_not_shared, ACT, "not shared"),
        (_deleted, MEND, "form"),
        (_quota, TRY_AGAIN, "in 10 min"),
        (_portal, TRY_AGAIN, "sign-in page"),
        (_portal_for_tokens, TRY_AGAIN, "sign-in page"),
        (_filter_for_tokens, TRY_AGAIN, "filter"),
        (_no_token, TRY_AGAIN, "200 incomplete"),
        (_token_in_clear, MEND, "key.json"),
        (_api_off, ACT, "Forms API"),
        (_truncated, TRY_AGAIN, "Google"),
        (_bad_json, TRY_AGAIN, "Google"),
        (_unreachable, TRY_AGAIN, "Google"),
    ],
)
def test_each_failure_is_a_sentence_with_its_exit_code_and_stores_nothing(
    pulled: GoogleRound, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    breaks: Break, code: int, says: str,
) -> None:  # fmt: skip
    breaks(pulled, monkeypatch)
    assert run(["collect", str(pulled.folder), "--quiet"]) == code
    told = capsys.readouterr().err
    assert told.startswith("Error: ")
    assert says in told
    assert "bug" not in told
    with open_workplace(pulled.folder, alone=False) as place:
        assert place.notebook.kept_count() == 0


def test_a_quiz_is_pulled_like_any_form(pulled: GoogleRound) -> None:
    pulled.google.forms[pulled.form_id].json["settings"] = {"quizSettings": {"isQuiz": True}}
    assert run(["collect", str(pulled.folder), "--quiet"]) == 0


def test_a_form_with_no_responses_ends_well(pulled: GoogleRound) -> None:
    pulled.form_id = pulled.google.add_form(FORM)
    pulled.write()
    assert run(["collect", str(pulled.folder), "--quiet"]) == 0


def test_after_a_failure_the_next_run_has_everything(pulled: GoogleRound) -> None:
    pulled.google.faults.add(faults.unavailable(), method="responses.list", times=3)
    assert run(["collect", str(pulled.folder), "--quiet"]) == TRY_AGAIN
    pulled.google.faults.clear()
    assert run(["collect", str(pulled.folder), "--quiet"]) == 0
    with open_workplace(pulled.folder, alone=False) as place:
        assert place.notebook.kept_count() == 3


def test_a_wait_is_told_and_then_the_pull_goes_on(
    pulled: GoogleRound, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "60")
    pulled.google.faults.add(faults.too_many(retry_after=1), method="responses.list")
    assert run(["collect", str(pulled.folder), "--json"]) == 0
    assert "too many requests" in capsys.readouterr().err
