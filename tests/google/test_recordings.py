"""gspread's own recorded traffic with Google: it must be valid to the validator, and the stand-in must answer alike."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests

from tests.google.standin import StandIn
from tests.google.standin.discovery import find
from tests.google.standin.schema import parameter_problems, problems_of

RECORDINGS = Path(__file__).parents[3] / "shared" / "fixtures" / "google-recordings"
pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="the recordings are not beside this clone")
#: Its authors write a text where a list belongs, to see Google's 400.
WRONG_ON_PURPOSE = {"WorksheetTest.test_add_validation"}
PRIVATE = "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"


def recorded(name: str = "*") -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for path in sorted(RECORDINGS.glob(f"{name}.json")):
        for each in json.loads(path.read_text(encoding="utf-8"))["interactions"]:
            yield path.stem, each["request"], each["response"]


def test_every_recorded_request_and_response_is_valid() -> None:
    valid, wrong = 0, []
    for name, request, response in recorded():
        address = urlsplit(request["uri"])
        found = find(request["method"], address.path)
        assert found is not None, address.path
        method = found[0]
        problems = parameter_problems(method, parse_qsl(address.query, keep_blank_values=True))
        if request["body"]:
            problems += problems_of(method.api, method.request or "", json.loads(request["body"]))
        if response["status"]["code"] == 200:
            problems += problems_of(method.api, method.response or "", json.loads(response["body"]["string"]))
        wrong += [name] * bool(problems)
        valid += not problems
    assert set(wrong) == WRONG_ON_PURPOSE
    assert valid > 250


class Replay:
    """The same requests at the stand-in, with its ids in place of the recorded ones."""

    def __init__(self, google: StandIn) -> None:
        self.google = google
        self.ids: dict[str, str] = {}
        self.token = google.access_token("drive", "spreadsheets", account=google.person, kind="user")

    def answer(self, request: dict[str, Any]) -> requests.Response:
        address = urlsplit(request["uri"])
        return requests.request(
            request["method"],
            self._mapped(f"{self.google.url}{address.path}?{address.query}"),
            data=self._mapped(request["body"] or "").encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
            timeout=5,
        )

    def learn(self, recorded: Any, own: Any) -> None:
        """Ids that Google and the stand-in made up are different for the same thing."""
        if isinstance(recorded, dict) and isinstance(own, dict):
            for name, value in recorded.items():
                if name in ("id", "spreadsheetId", "sheetId", "protectedRangeId") and name in own and value:
                    self.ids[str(value)] = str(own[name])
                self.learn(value, own.get(name))
        elif isinstance(recorded, list) and isinstance(own, list):
            for left, right in zip(recorded, own, strict=False):
                self.learn(left, right)

    def _mapped(self, text: str) -> str:
        for recorded, own in self.ids.items():
            text = text.replace(recorded, own)
        return text

    def expected(self, text: str) -> Any:
        return _json(self._mapped(text))


def _json(text: str) -> Any:
    return json.loads(text) if text else None


#: What the stand-in doesn't model, or what is of the moment.
_IGNORED = {"defaultFormat", "spreadsheetTheme", "createdTime", "modifiedTime", "users"}


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items() if name not in _IGNORED}
    return [plain(each) for each in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", sorted(RECORDINGS.glob("*.json")), ids=lambda path: path.stem)
def test_the_stand_in_answers_as_google_did(google: StandIn, path: Path) -> None:
    google.add_spreadsheet(spreadsheet_id=PRIVATE, everyone="none")
    replay, different = Replay(google), []
    for _, request, response in recorded(path.stem):
        own = replay.answer(request)
        text, status = response["body"]["string"], response["status"]["code"]
        if own.status_code == status and own.text and text:
            replay.learn(json.loads(text), own.json())
        if (own.status_code, plain(_json(own.text))) != (status, plain(replay.expected(text))):
            different.append((request["method"], request["uri"], request["body"], text, own.text))
    assert different == []
