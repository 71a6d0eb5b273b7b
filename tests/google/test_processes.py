"""The stand-in in a process of its own, and the environment fixture."""

from __future__ import annotations

import os
from pathlib import Path

import google.auth
import pytest
from google.auth.transport.requests import AuthorizedSession

from tests.google.fixtures import google_env
from tests.google.forms import listening_form
from tests.google.standin import StandIn, faults, running_stand_in_process

__all__ = ["google_env"]


def test_another_process_serves_many_responses(tmp_path: Path) -> None:
    with running_stand_in_process() as remote:
        form_id = remote.add_form(listening_form())
        remote.add_synthetic_responses(form_id, 300)
        remote.call("faults.add", faults.unavailable(), method="responses.list")
        headers = {"Authorization": f"Bearer {remote.access_token('forms.responses.readonly')}"}
        with AuthorizedSession(google.auth.credentials.AnonymousCredentials()) as session:
            url = f"{remote.url}/v1/forms/{form_id}/responses"
            assert session.get(url, headers=headers).status_code == 503
            assert len(session.get(url, headers=headers).json()["responses"]) == 300
        assert [each.status for each in remote.requests] == [503, 200]
        assert remote.seconds > 0
        with pytest.raises(RuntimeError, match="KeyError"):
            remote.remove_form("nothing")


def test_the_environment_leads_to_the_stand_in(google_env: StandIn) -> None:
    scopes = ["https://www.googleapis.com/auth/forms.body.readonly"]
    credentials, _ = google.auth.default(scopes=scopes)
    assert credentials.service_account_email == google_env.account
    assert os.environ["SAYBACK_GOOGLE_ENDPOINT"] == google_env.url
    assert Path(os.environ["HOME"]).name == "home"
