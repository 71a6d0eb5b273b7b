"""Doctor: what works, what does not, and what to do; it looks only."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote_plus

import pytest

from flows.steps.doctor import Examination, Finding, Health, examine
from tests.connectors.mail_server import Inbox, running
from tests.flows.google_round import GoogleRound
from tests.flows.small_round import SmallRound
from tests.google.standin import StandIn, faults


@pytest.fixture
def pulled(google_env: StandIn, tmp_path: Path) -> GoogleRound:
    return GoogleRound(google_env, tmp_path / "round").write()


def health(found: Examination) -> dict[str, Health]:
    return {finding.what: finding.health for finding in found.findings}


def failures(found: Examination) -> list[Finding]:
    return [finding for finding in found.findings if finding.health is Health.FAILS]


def test_a_round_that_can_be_pulled_works_in_every_line(pulled: GoogleRound) -> None:
    found = examine(pulled.folder)
    assert failures(found) == []
    assert found.exit_code == 0
    assert any(pulled.google.account in finding.detail for finding in found.findings)


def test_it_only_reads(pulled: GoogleRound) -> None:
    before = sorted(path.name for path in pulled.folder.iterdir())
    examine(pulled.folder)
    assert sorted(path.name for path in pulled.folder.iterdir()) == before
    assert {request.method for request in pulled.google.requests if request.id != "token"} == {"GET"}


def test_whether_responses_can_be_read_shows_without_fetching_one(pulled: GoogleRound) -> None:
    examine(pulled.folder)
    [asked] = pulled.google.requests_of("responses.list")
    assert "timestamp" in asked.query
    since = unquote_plus(asked.query).partition(">= ")[2][:10]
    assert since == f"{pulled.google.now():%Y-%m-%d}"


def test_a_form_that_is_not_shared_fails_with_the_address_to_share_it_with(pulled: GoogleRound) -> None:
    pulled.google.unshare(pulled.form_id)
    found = examine(pulled.folder)
    [failure] = failures(found)
    assert pulled.form_id in failure.detail
    assert pulled.google.account in failure.detail
    assert found.exit_code == 3


def test_a_form_can_be_tried_before_there_is_a_round(pulled: GoogleRound, tmp_path: Path) -> None:
    found = examine(tmp_path / "nothing", forms=(f"https://docs.google.com/forms/d/{pulled.form_id}/edit",))
    assert failures(found) == []
    assert any("4 questions can be read" in finding.detail for finding in found.findings)


def test_the_address_at_which_people_answer_is_explained(google_env: StandIn) -> None:
    found = examine(None, forms=("https://docs.google.com/forms/d/e/1FAIpQLSd0000000/viewform",))
    [failure] = failures(found)
    assert "at which you edit the form" in failure.detail
    assert found.exit_code == 1


def test_a_linked_sheet_comes_with_the_word_on_edits(google_env: StandIn) -> None:
    rows = [["Timestamp", "Tell me about a hard morning."], ["10/1/2026 15:00:00", "She missed the bus."]]
    sheet = google_env.add_spreadsheet("Answers", tabs={"Form Responses 1": rows})
    found = examine(None, sheets=(sheet,))
    assert failures(found) == []
    assert any("do not change the form's own responses" in finding.detail for finding in found.findings)


def test_a_form_and_a_sheet_can_be_tried_together(pulled: GoogleRound) -> None:
    rows = [["Timestamp", "Tell me about a hard morning."], ["10/1/2026 15:00:00", "She missed the bus."]]
    sheet = pulled.google.add_spreadsheet("Answers", tabs={"Form Responses 1": rows})
    found = examine(None, forms=(pulled.form_id, pulled.form_id), sheets=(sheet,))
    assert failures(found) == []
    assert {"--form", "--sheet"} <= health(found).keys()


def test_gmail_without_a_mailbox_to_send_from_does_not_work(pulled: GoogleRound) -> None:
    path = pulled.folder / "round.toml"
    path.write_text(path.read_text() + '[mail]\nservice = "gmail"\n')
    [failure] = failures(examine(pulled.folder))
    assert (failure.what, failure.exit_code) == ("Mail", 1)
    assert "no mailbox" in failure.detail


def test_without_credentials_it_says_what_ways_there_are(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    found = examine(None)
    [failure] = failures(found)
    assert "google-login" in failure.detail
    assert found.exit_code == 3


def test_a_round_of_exports_needs_no_google(small: SmallRound) -> None:
    found = examine(small.folder)
    assert "Sign-in to Google" not in health(found)
    assert failures(found) == []


def test_an_export_that_was_deleted_is_no_failure(small: SmallRound) -> None:
    small.export.unlink()
    assert failures(examine(small.folder)) == []


def test_a_mail_server_that_does_not_answer_is_named(small: SmallRound) -> None:
    small.write('[mail]\nhost = "127.0.0.1"\nport = 9\nsecurity = "none"\n')
    [failure] = failures(examine(small.folder))
    assert failure.what == "Mail"
    assert "127.0.0.1:9" in failure.detail


def test_gmail_is_asked_for_a_sign_in_and_nothing_is_sent(pulled: GoogleRound) -> None:
    path = pulled.folder / "round.toml"
    path.write_text(path.read_text() + '[mail]\nservice = "gmail"\nuser = "ada.quill@district.example"\n')
    examine(pulled.folder)
    assert pulled.google.sent_mail == []


@pytest.mark.parametrize("body", [b"Blocked by filter", b"", b"{}", b"null"])
def test_a_token_address_that_gives_no_token_fails_in_its_line(
    pulled: GoogleRound, monkeypatch: pytest.MonkeyPatch, body: bytes
) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    pulled.google.faults.add(faults.bad_json(body), method="token", times=None)
    found = examine(pulled.folder)
    assert health(found)["Sign-in to Google"] is Health.FAILS
    assert health(found)["Key"] is Health.WORKS
    assert found.exit_code == 4


def test_a_tab_with_a_number_of_any_length_is_one_that_there_is_none_of(google_env: StandIn) -> None:
    sheet = google_env.add_spreadsheet("Answers", tabs={"A": [["Timestamp", "Story"]]})
    found = examine(None, sheets=(f"https://docs.google.com/spreadsheets/d/{sheet}/edit#gid={'9' * 5000}",))
    [failure] = failures(found)
    assert "has no tab" in failure.detail
    assert len(failure.detail) < 500


def test_a_mail_server_that_works_is_told_with_its_limits_and_gets_nothing(small: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        small.write(
            f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\nper_minute = 30\nper_day = 400\n'
        )
        [finding] = [finding for finding in examine(small.folder).findings if finding.what == "Mail"]
    assert finding.health is Health.WORKS
    assert "at most 30 a minute and 400 a day" in finding.detail
    assert inbox.messages == []


def test_a_mail_user_without_a_password_does_not_work(small: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYBACK_SMTP_PASSWORD", raising=False)
    small.write('[mail]\nhost = "127.0.0.1"\nport = 9\nuser = "listening"\n')
    [failure] = failures(examine(small.folder))
    assert "SAYBACK_SMTP_PASSWORD" in failure.detail


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("", "nobody is named"),
        ('[alerts]\nto = ["lead@example.org"]\n', "1 person in [alerts], but no [mail]"),
        ('[alerts]\nto = ["lead@example.org", "b@example.org"]\n[mail]\nhost = "localhost"\n', "2 people will be told"),
    ],
)
def test_who_is_told_when_a_night_goes_wrong_is_said_without_an_address(
    small: SmallRound, settings: str, said: str
) -> None:
    small.write(settings)
    (alerts,) = (finding for finding in examine(small.folder).findings if finding.what == "Alerts")
    assert said in alerts.detail
    assert "example.org" not in alerts.detail
