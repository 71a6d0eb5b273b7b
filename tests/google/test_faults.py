"""Each fault, as the real clients meet it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
import requests
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import AuthorizedSession, Request
from googleapiclient.errors import HttpError

from tests.google import forms as make
from tests.google.conftest import Api
from tests.google.standin import StandIn, faults

FORM = make.form("A", make.paragraph("What went well?"))


@pytest.fixture
def session(signed_in: Any) -> Iterator[AuthorizedSession]:
    with AuthorizedSession(signed_in()) as made:
        yield made


@pytest.fixture
def address(google: StandIn) -> str:
    form_id = google.add_form(FORM)
    google.add_responses(form_id, [make.response(FORM, {"What went well?": f"Note {n}"}) for n in range(9)])
    return f"{google.url}/v1/forms/{form_id}/responses"


@pytest.mark.parametrize(
    ("fault", "status", "reason", "header"),
    [
        (faults.too_many(), 429, "RATE_LIMIT_EXCEEDED", None),
        (faults.too_many(retry_after=3), 429, "RESOURCE_EXHAUSTED", "3"),
        (
            faults.too_many(retry_after=datetime(2025, 3, 3, 12, 0, 5, tzinfo=UTC)),
            429,
            "RESOURCE_EXHAUSTED",
            "Mon, 03 Mar 2025 12:00:05 GMT",
        ),
        (faults.server_error(), 500, "INTERNAL", None),
        (faults.server_error(502), 502, "Backend error", None),
        (faults.unavailable(retry_after=1), 503, "UNAVAILABLE", "1"),
        (faults.unauthorized(), 401, "UNAUTHENTICATED", None),
        (faults.rate_limited(), 403, "rateLimitExceeded", None),
        (faults.rate_limited("userRateLimitExceeded"), 403, "userRateLimitExceeded", None),
        (faults.rate_limited("quotaExceeded"), 403, "quotaExceeded", None),
        (faults.missing(), 404, "NOT_FOUND", None),
        (faults.disabled(), 403, "SERVICE_DISABLED", None),
    ],
)
def test_an_error_comes_once_in_googles_shape(
    google: StandIn, api: Api, address: str, fault: faults.Fault, status: int, reason: str, header: str | None
) -> None:
    # google-auth gets a new token and tries again, twice, before anybody sees a 401.
    google.faults.add(fault, method="forms.get", times=3 if status == 401 else 1)
    form_id = address.split("/")[-2]
    forms = api("forms").forms()
    with pytest.raises(HttpError) as refused:
        forms.get(formId=form_id).execute()
    assert refused.value.status_code == status
    assert reason in refused.value.content.decode()
    assert refused.value.resp.get("retry-after") == header
    assert forms.get(formId=form_id).execute()["formId"] == form_id


def test_a_fault_waits_for_its_turn_and_its_method(google: StandIn, session: AuthorizedSession, address: str) -> None:
    google.faults.add(faults.unavailable(), method="responses.list", after=1, times=2)
    form = address.removesuffix("/responses")
    assert [session.get(url).status_code for url in (form, address, form)] == [200, 200, 200]
    assert [session.get(address).status_code for _ in range(3)] == [503, 503, 200]
    assert google.faults.pending == 0


def test_a_fault_without_end_lasts_until_it_is_cleared(
    google: StandIn, session: AuthorizedSession, address: str
) -> None:
    google.faults.add(faults.unavailable(), times=None)
    assert {session.get(address).status_code for _ in range(3)} == {503}
    google.faults.clear()
    assert session.get(address).status_code == 200


def test_a_late_answer_outlives_a_timeout(google: StandIn, session: AuthorizedSession, address: str) -> None:
    session.get(address)
    google.faults.add(faults.delay(5), method="responses.list")
    with pytest.raises(requests.exceptions.ReadTimeout):
        session.get(address, timeout=0.05)


def test_a_trickled_answer_is_in_time_for_every_read(google: StandIn, session: AuthorizedSession, address: str) -> None:
    session.get(address)
    google.faults.add(faults.trickle(0.01, 16), method="responses.list")
    begun = time.monotonic()
    assert len(session.get(address, timeout=2).json()["responses"]) == 9
    assert time.monotonic() - begun > 0.05


def test_a_truncated_answer_says_that_it_was_longer(google: StandIn, session: AuthorizedSession, address: str) -> None:
    google.faults.add(faults.truncated(), method="responses.list")
    with pytest.raises((requests.exceptions.ChunkedEncodingError, requests.exceptions.ConnectionError)):
        session.get(address)
    assert session.get(address).status_code == 200


def test_a_reset_before_leaves_things_as_they_were(google: StandIn, session: AuthorizedSession) -> None:
    form_id = google.add_form(FORM)
    session.get(f"{google.url}/v1/forms/{form_id}")
    body = {"requests": [{"updateFormInfo": {"info": {"title": "B"}, "updateMask": "title"}}]}
    for fault, title in ((faults.reset(), "A"), (faults.reset(after_effect=True), "B")):
        google.faults.add(fault, method="forms.batchUpdate")
        with pytest.raises(requests.exceptions.ConnectionError):
            session.post(f"{google.url}/v1/forms/{form_id}:batchUpdate", json=body)
        assert google.forms[form_id].json["info"]["title"] == title
    assert [each.status for each in google.requests_of("forms.batchUpdate")] == [0, 0]


def test_a_captive_portal_answers_html_to_anything(google: StandIn, session: AuthorizedSession, address: str) -> None:
    session.get(address)
    google.faults.add(faults.captive_portal(), method="*")
    answer = session.get(address)
    assert (answer.status_code, answer.headers["Content-Type"][:9]) == (200, "text/html")


def test_a_captive_portal_may_stand_before_the_token_address(google: StandIn, signed_in: Any) -> None:
    google.faults.add(faults.captive_portal(), method="token")
    with pytest.raises((RefreshError, ValueError, TypeError)):
        signed_in().refresh(Request())


def test_broken_json_is_said_to_be_json(google: StandIn, session: AuthorizedSession, address: str) -> None:
    google.faults.add(faults.bad_json(), method="responses.list")
    answer = session.get(address)
    assert answer.headers["Content-Type"].startswith("application/json")
    with pytest.raises(json.JSONDecodeError):
        json.loads(answer.content)


def test_the_token_address_can_refuse(google: StandIn, signed_in: Any) -> None:
    google.faults.add(faults.token_refused("invalid_grant", "Account has been disabled"), method="token")
    with pytest.raises(RefreshError, match="Account has been disabled"):
        signed_in().refresh(Request())


def test_a_wrong_answer_of_the_stand_in_itself_is_not_forgiven() -> None:
    google = StandIn().start()
    form_id = google.add_form(FORM)
    google.forms[form_id].json["formIdd"] = "x"
    headers = {"Authorization": f"Bearer {google.access_token()}"}
    assert requests.get(f"{google.url}/v1/forms/{form_id}", headers=headers, timeout=5).status_code == 200
    with pytest.raises(AssertionError, match="formIdd"):
        google.close()


def test_a_method_that_is_not_modelled_is_not_forgiven() -> None:
    google = StandIn().start()
    headers = {"Authorization": f"Bearer {google.access_token()}"}
    assert requests.get(f"{google.url}/v1/forms/x/watches", headers=headers, timeout=5).status_code == 501
    with pytest.raises(AssertionError, match=r"watches\.list is not modelled"):
        google.close()


def test_an_address_that_no_api_has_is_an_html_404(google: StandIn) -> None:
    answer = requests.get(f"{google.url}/v9/forms", timeout=5)
    assert (answer.status_code, answer.headers["Content-Type"][:9]) == (404, "text/html")
