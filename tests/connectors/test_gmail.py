"""Letters through Gmail, over real HTTP against the local Google."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.gmail import GmailMailer, gmail_mailer
from connectors.mailer import MailerMisconfigured, MailerRefused, MailerUnavailable, MailerUncertain
from connectors.source import SourceRefused
from tests.connectors.letters import LETTER, MESSAGE_ID, letter_to
from tests.connectors.mail_server import free_port
from tests.google.standin import StandIn, faults
from tests.google.standin.errors import ApiError, legacy_error

MAILBOX = "listening@district.example"


@pytest.fixture
def mailbox(google_env: StandIn, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A Google where the service account may send as MAILBOX, and where nobody is patient."""
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    google_env.allow_delegation(MAILBOX, "gmail.send")
    return google_env


@pytest.fixture
def mailer(mailbox: StandIn) -> Iterator[GmailMailer]:
    made = gmail_mailer(MAILBOX)
    yield made
    made.close()


def answer(error: ApiError, **headers: str) -> faults.Fault:
    return faults.Fault("answer", error, headers=headers)


def signed_in(google: StandIn, folder: Path, scope: str) -> Path:
    """The file of a person who has just signed in and allowed ``scope``."""
    path = google.user_file(folder, scope)
    token = google.access_token(scope, account=google.person, kind="user")
    expiry = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    path.write_text(json.dumps({**json.loads(path.read_text()), "token": token, "expiry": expiry}))
    return path


def test_a_letter_arrives_with_every_line_it_had_from_the_mailbox_that_sends(mailbox: StandIn, mailer) -> None:
    mailer.send(LETTER, MESSAGE_ID)
    (sent,) = mailbox.sent_mail
    assert sent.account == MAILBOX
    assert sent.recipients == ["lindqvist@district.example"]
    text = sent.message.get_body(("plain",))
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert sent.message["From"] == MAILBOX
    assert sent.message["Reply-To"] == "answers@district.example"
    assert sent.message["Auto-Submitted"] == "auto-generated"
    assert MESSAGE_ID.encode() in sent.raw


def test_the_message_id_that_gmail_puts_in_place_of_ours_does_not_matter(mailbox: StandIn, mailer) -> None:
    mailbox.overwrites_message_id = True
    mailer.send(LETTER, MESSAGE_ID)
    mailer.send(letter_to("c@d.example"), MESSAGE_ID)
    assert [sent.message["Message-ID"] == MESSAGE_ID for sent in mailbox.sent_mail] == [False, False]


def test_letters_share_a_sign_in_with_the_smallest_scope(mailbox: StandIn, mailer) -> None:
    for number in range(3):
        mailer.send(letter_to(f"a{number}@b.example"), MESSAGE_ID)
    assert len(mailbox.requests_of("token")) == 1
    assert {scope.rpartition("/")[2] for access in mailbox.tokens.issued.values() for scope in access.scopes} == {
        "gmail.send"
    }


def test_a_person_who_signed_in_sends_as_that_person(mailbox: StandIn, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(signed_in(mailbox, tmp_path, "gmail.send")))
    mailer = gmail_mailer(MAILBOX)
    mailer.send(LETTER, MESSAGE_ID)
    mailer.close()
    assert [sent.account for sent in mailbox.sent_mail] == [mailbox.person]


def test_addresses_and_subjects_beyond_ascii_go_through(mailbox: StandIn, mailer) -> None:
    mailer.send(letter_to("jo@schüle.example", subject="Lo que escuchamos — y lo que sigue"), MESSAGE_ID)
    (sent,) = mailbox.sent_mail
    assert sent.recipients == ["jo@xn--schle-mva.example"]
    assert sent.message["Subject"] == "Lo que escuchamos — y lo que sigue"


@pytest.mark.parametrize(
    "fault",
    [
        faults.too_many(),
        faults.too_many(retry_after=20),
        faults.rate_limited("userRateLimitExceeded"),
        faults.rate_limited("rateLimitExceeded"),
    ],
)
def test_a_limit_leaves_the_letter_for_later(mailbox: StandIn, mailer, fault) -> None:
    mailbox.faults.add(fault, method="messages.send")
    with pytest.raises(MailerUnavailable, match="no more mail at the moment") as caught:
        mailer.send(LETTER, MESSAGE_ID)
    assert caught.value.exit_code == 4
    assert mailbox.sent_mail == []
    mailer.send(LETTER, MESSAGE_ID)
    assert len(mailbox.sent_mail) == 1


def test_the_daily_limit_of_a_mailbox_says_when_it_takes_mail_again(mailbox: StandIn, mailer) -> None:
    at = (datetime.now(UTC) + timedelta(hours=5, minutes=-1)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    told = legacy_error(429, "rateLimitExceeded", f"User-rate limit exceeded.  Retry after {at} (Mail sending)")
    mailbox.faults.add(answer(told), method="messages.send")
    with pytest.raises(MailerUnavailable, match=r"allows in a day\. Send the others in 5 h"):
        mailer.send(LETTER, MESSAGE_ID)
    mailbox.faults.add(faults.rate_limited("dailyLimitExceeded"), method="messages.send")
    with pytest.raises(MailerUnavailable, match="tomorrow"):
        mailer.send(LETTER, MESSAGE_ID)
    assert mailbox.sent_mail == []


def test_a_short_limit_is_waited_for(mailbox: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYBACK_GOOGLE_PATIENCE")
    mailer = gmail_mailer(MAILBOX)
    waits: list[float] = []
    mailer._google.session.patience.sleep = waits.append
    mailbox.faults.add(faults.too_many(retry_after=7), method="messages.send", times=2)
    mailer.send(LETTER, MESSAGE_ID)
    mailer.close()
    assert len(mailbox.sent_mail) == 1
    assert len(waits) == 2
    assert min(waits) >= 7


def test_nothing_there_to_connect_to_means_it_was_not_sent(mailbox: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    mailer = gmail_mailer(MAILBOX)
    mailer.send(LETTER, MESSAGE_ID)
    mailer.close()
    monkeypatch.setenv("SAYBACK_GOOGLE_ENDPOINT", f"http://127.0.0.1:{free_port()}")
    mailer = gmail_mailer(MAILBOX)
    with pytest.raises(MailerUnavailable, match=r"was not sent\. Google cannot be reached"):
        mailer.send(LETTER, MESSAGE_ID)
    mailer.close()


@pytest.mark.parametrize(
    "fault",
    [
        faults.reset(),
        faults.reset(after_effect=True),
        faults.truncated(12),
        faults.server_error(500),
        faults.unavailable(),
        faults.bad_json(b'{"id": '),
        faults.bad_json(b'{"id" "18c"}'),
        faults.bad_json(b"{}"),
    ],
)
def test_whatever_may_have_been_sent_is_uncertain_and_never_repeated(
    mailbox: StandIn, monkeypatch: pytest.MonkeyPatch, fault
) -> None:
    monkeypatch.delenv("SAYBACK_GOOGLE_PATIENCE")  # also with all patience
    mailer = gmail_mailer(MAILBOX)
    mailbox.faults.add(fault, method="messages.send")
    with pytest.raises(MailerUncertain, match="Sent folder") as caught:
        mailer.send(LETTER, MESSAGE_ID)
    mailer.close()
    assert len(mailbox.requests_of("messages.send")) == 1
    assert LETTER.key in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_page_of_the_network_in_place_of_gmail_is_for_later(mailbox: StandIn, mailer) -> None:
    mailbox.faults.add(faults.captive_portal(), method="messages.send")
    with pytest.raises(MailerUnavailable, match="sign-in page"):
        mailer.send(LETTER, MESSAGE_ID)


def test_a_sign_in_that_fails_for_now_leaves_the_letter_unsent(mailbox: StandIn, mailer) -> None:
    mailbox.faults.add(faults.unavailable(), method="token", times=None)
    with pytest.raises(MailerUnavailable, match="was not sent"):
        mailer.send(LETTER, MESSAGE_ID)
    assert mailbox.requests_of("messages.send") == []


@pytest.mark.parametrize("body", [b"Blocked by filter", b"", b"{}", b"[]", b'{"access_token": 5}'])
def test_a_token_address_that_gives_no_token_leaves_the_letter_unsent(mailbox: StandIn, mailer, body: bytes) -> None:
    mailbox.faults.add(faults.bad_json(body), method="token", times=None)
    with pytest.raises(MailerUnavailable, match="was not sent"):
        mailer.send(LETTER, MESSAGE_ID)
    assert mailbox.requests_of("messages.send") == []


def test_a_refused_letter_does_not_keep_the_next_one_back(mailbox: StandIn, mailer) -> None:
    told = legacy_error(400, "invalidArgument", "Invalid To header: lindqvist@district.example")
    mailbox.faults.add(answer(told), method="messages.send")
    with pytest.raises(MailerRefused, match="recipient") as caught:
        mailer.send(LETTER, MESSAGE_ID)
    mailer.send(letter_to("here@b.example"), MESSAGE_ID)
    assert [sent.recipients for sent in mailbox.sent_mail] == [["here@b.example"]]
    assert "lindqvist" not in str(caught.value)
    assert caught.value.exit_code == 5


def test_a_letter_that_would_break_its_headers_never_leaves(mailbox: StandIn, mailer) -> None:
    with pytest.raises(MailerRefused):
        mailer.send(letter_to("a@b.example", subject="One\r\nBcc: everybody@b.example"), MESSAGE_ID)
    assert mailbox.requests == []


def test_a_service_account_without_a_mailbox_says_what_is_missing(mailbox: StandIn) -> None:
    with pytest.raises(MailerMisconfigured, match="has no mailbox"):
        gmail_mailer(None)


@pytest.mark.parametrize("scopes", [None, ("forms.body.readonly",)])
def test_a_mailbox_that_no_admin_has_granted_says_what_to_enter_where(mailbox: StandIn, scopes) -> None:
    mailbox.tokens.delegations.clear()
    if scopes:
        mailbox.allow_delegation(MAILBOX, *scopes)
    mailer = gmail_mailer(MAILBOX)
    with pytest.raises(MailerMisconfigured, match=r"admin\.google\.com.*100000000000000000001.*gmail\.send"):
        mailer.send(LETTER, MESSAGE_ID)
    mailer.close()
    assert mailbox.requests_of("messages.send") == []


def _gmail_off(google: StandIn, tmp_path: Path) -> None:
    google.faults.add(answer(legacy_error(403, "forbidden", "Mail service not enabled")), method="messages.send")


def _api_off(google: StandIn, tmp_path: Path) -> None:
    google.disabled_services.add("gmail.googleapis.com")


def _signed_out(google: StandIn, tmp_path: Path) -> None:
    google.faults.add(faults.unauthorized(), method="messages.send", times=None)


@pytest.mark.parametrize(
    ("arrange", "says"),
    [(_gmail_off, "Gmail is switched on"), (_api_off, "Gmail API is switched off"), (_signed_out, "does not accept")],
)
def test_what_an_admin_must_mend_stops_all_letters(
    mailbox: StandIn, mailer, tmp_path: Path, arrange: Callable[[StandIn, Path], None], says: str
) -> None:
    arrange(mailbox, tmp_path)
    with pytest.raises(MailerMisconfigured, match=says):
        mailer.send(LETTER, MESSAGE_ID)
    assert mailbox.sent_mail == []


def test_a_sign_in_without_the_scope_to_send_says_so(mailbox: StandIn, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(signed_in(mailbox, tmp_path, "forms.body.readonly")))
    mailer = gmail_mailer(MAILBOX)
    with pytest.raises(MailerMisconfigured, match="No letter can be sent through Gmail"):
        mailer.send(LETTER, MESSAGE_ID)
    mailer.close()


def test_without_any_sign_in_a_person_must_act(mailbox: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS")
    with pytest.raises(SourceRefused, match="Nobody has signed in"):
        gmail_mailer(MAILBOX)


def test_closing_twice_or_before_the_first_letter_is_harmless(mailbox: StandIn) -> None:
    mailer = gmail_mailer(MAILBOX)
    mailer.close()
    mailer.close()
