"""Every way in which Google can refuse: which kind it is, what a person must do, and the exit code."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from google.auth.exceptions import RefreshError

from connectors.google_account import Account, AccountKind
from connectors.google_faults import FaultKind, GoogleFault, explained
from connectors.google_refusals import fault_of, retry_after
from connectors.google_token_request import token_fault
from connectors.google_uses import GMAIL_SEND
from connectors.google_waiting import duration
from rounds.errors import SaybackError

SECRET = "Marisol Okonkwo said that nobody calls"
ROBOT = Account(AccountKind.SERVICE_ACCOUNT, "round@project.iam.gserviceaccount.com", "1042", (GMAIL_SEND,))
PERSON = Account(AccountKind.USER, scopes=(GMAIL_SEND,))
DELEGATED = Account(AccountKind.DELEGATED, "lead@district.example", "1042", (GMAIL_SEND,))
KEYLESS = Account(AccountKind.KEYLESS)


def told(fault: GoogleFault, who: Account = ROBOT, what: str = "the form abc", **needs: Any) -> SaybackError:
    """The error that a person sees."""
    fault.account = who
    with pytest.raises(SaybackError) as caught, explained(what, **needs):
        raise fault
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    return caught.value


def error(status: str, *reasons: str, details: list[dict[str, Any]] | None = None) -> bytes:
    errors = [{"reason": reason, "message": SECRET} for reason in reasons]
    return json.dumps({"error": {"status": status, "message": SECRET, "errors": errors, "details": details}}).encode()


def detail(reason: str, **metadata: str) -> list[dict[str, Any]]:
    return [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason, "metadata": metadata}]


def fault(status: int, body: bytes = b"{}", service: str = "forms") -> GoogleFault:
    found = fault_of(status, {}, body, service)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, error("INVALID_ARGUMENT"), FaultKind.INVALID),
        (401, error("UNAUTHENTICATED"), FaultKind.NOT_SIGNED_IN),
        (403, error("PERMISSION_DENIED"), FaultKind.NOT_SHARED),
        (403, error("PERMISSION_DENIED", "rateLimitExceeded"), FaultKind.QUOTA),
        (403, error("", "userRateLimitExceeded"), FaultKind.QUOTA),
        (403, error("PERMISSION_DENIED", details=detail("RATE_LIMIT_EXCEEDED")), FaultKind.QUOTA),
        (403, error("", "dailyLimitExceeded"), FaultKind.DAILY_QUOTA),
        (403, error("", "quotaExceeded"), FaultKind.DAILY_QUOTA),
        (429, error("", details=detail("RATE_LIMIT_EXCEEDED", quota_unit="1/d/{project}")), FaultKind.DAILY_QUOTA),
        (429, error("RESOURCE_EXHAUSTED"), FaultKind.QUOTA),
        (403, error("", details=detail("ACCESS_TOKEN_SCOPE_INSUFFICIENT")), FaultKind.SCOPE),
        (403, error("", "insufficientPermissions"), FaultKind.SCOPE),
        (403, error("", details=detail("SERVICE_DISABLED")), FaultKind.API_OFF),
        (403, error("", "accessNotConfigured"), FaultKind.API_OFF),
        (403, error("", "storageQuotaExceeded"), FaultKind.STORAGE),
        (403, error("", "domainPolicy"), FaultKind.ADMIN_BLOCKED),
        (404, error("NOT_FOUND"), FaultKind.MISSING),
        (404, b"<html>", FaultKind.MISSING),
        (408, b"", FaultKind.UNAVAILABLE),
        (409, error("ABORTED"), FaultKind.CONFLICT),
        (500, b"", FaultKind.UNAVAILABLE),
        (501, b"", FaultKind.INVALID),
        (503, b"<html>Error 503", FaultKind.UNAVAILABLE),
        (302, b"", FaultKind.NOT_GOOGLE),
        (403, b"  <!DOCTYPE html>", FaultKind.NOT_GOOGLE),
        (511, b"", FaultKind.NOT_GOOGLE),
        (403, b"not json", FaultKind.NOT_SHARED),
        (403, b'{"error": ["x"]}', FaultKind.NOT_SHARED),
        (403, b'["x"]', FaultKind.NOT_SHARED),
    ],
)
def test_an_answer_is_sorted_by_its_status_and_reason(status: int, body: bytes, kind: FaultKind) -> None:
    found = fault(status, body)
    assert found.kind is kind
    assert SECRET not in f"{found!r} {found} {found.args} {vars(found)}"


def test_a_good_answer_has_no_fault() -> None:
    assert fault_of(200, {}, b"{}", "forms") is None
    assert fault_of(204, {}, b"", "gmail") is None


def test_a_reason_that_is_a_sentence_is_left_out() -> None:
    assert fault(400, error("", SECRET)).reason == ""


def test_gmail_without_a_mailbox_is_a_matter_of_delegation() -> None:
    found = fault(400, error("FAILED_PRECONDITION", "failedPrecondition"), service="gmail")
    said = told(found, what="the mail")
    assert "has no mailbox" in str(said)
    assert said.exit_code == 3


def test_an_office_file_is_recognised() -> None:
    said = told(fault(400, error("FAILED_PRECONDITION"), service="sheets"), what="the sheet abc")
    assert "The sheet abc is an Office file in Drive" in str(said)
    assert said.exit_code == 3


def test_a_form_that_is_not_shared_says_with_whom_to_share_it() -> None:
    said = told(fault(403))
    assert str(said).startswith(
        "The form abc is not shared with round@project.iam.gserviceaccount.com as an editor. Open it in Google Forms,"
        " choose ⋮ > Add collaborators, and add that address as an editor."
    )
    assert said.exit_code == 3


@pytest.mark.parametrize(("needs", "role"), [("read", "Viewer"), ("write", "Editor")])
def test_a_sheet_that_is_not_shared_names_the_smallest_role(needs: str, role: str) -> None:
    said = told(fault(403, service="sheets"), what="the sheet abc", needs=needs, account="me@school.example")
    assert "not shared with me@school.example" in str(said)
    assert f"Open it, choose Share, and add that address as {role}." in str(said)


def test_a_missing_form_tells_where_the_id_stands() -> None:
    said = told(fault(404))
    assert "begins with 1FAIpQL is the one for responders" in str(said)
    assert said.exit_code == 1


def test_an_api_that_is_off_links_to_its_switch() -> None:
    body = error("", details=detail("SERVICE_DISABLED", service="forms.googleapis.com", consumer="projects/1234"))
    said = told(fault(403, body))
    assert "https://console.cloud.google.com/apis/library/forms.googleapis.com?project=1234 and presses Enable" in str(
        said
    )
    assert said.exit_code == 3


def test_the_project_is_taken_only_when_it_is_one_word() -> None:
    assert fault(403, error("", details=detail("SERVICE_DISABLED", consumer="projects/" + SECRET))).project == ""


@pytest.mark.parametrize(
    ("description", "account", "kind"),
    [
        ("invalid_grant: Invalid JWT Signature.", ROBOT, FaultKind.KEY_REVOKED),
        ("invalid_grant: Invalid grant: account not found", ROBOT, FaultKind.KEY_REVOKED),
        ("invalid_grant: Invalid JWT: Token must be short-lived and in a reasonable timeframe. Check your iat and exp",
         ROBOT, FaultKind.CLOCK),
        ("invalid_grant: Token has been expired or revoked.", PERSON, FaultKind.TOKEN_EXPIRED),
        ("invalid_grant: reauth related error (invalid_rapt)", PERSON, FaultKind.TOKEN_EXPIRED),
        ("invalid_grant: Invalid email or User ID", DELEGATED, FaultKind.DELEGATION),
        ("unauthorized_client: Client is unauthorized to retrieve access tokens", DELEGATED, FaultKind.DELEGATION),
        ("access_denied: Requested client not authorized.", DELEGATED, FaultKind.DELEGATION),
        ("invalid_scope: Invalid OAuth scope", PERSON, FaultKind.SCOPE),
        ("deleted_client: The OAuth client was deleted.", PERSON, FaultKind.KEY_REVOKED),
        ("admin_policy_enforced: Access blocked", PERSON, FaultKind.ADMIN_BLOCKED),
        ("Unable to retrieve a subject token", KEYLESS, FaultKind.NOT_SIGNED_IN),
    ],
)  # fmt: skip
def test_a_refused_token_is_sorted_by_who_asked(description: str, account: Account, kind: FaultKind) -> None:
    found = token_fault(RefreshError(description, {"error_description": SECRET}), account)
    assert found.kind is kind
    assert SECRET not in f"{found!r} {vars(found)}"


@pytest.mark.parametrize(("off", "words"), [(725, "13 min ahead of"), (-7300, "3 h behind"), (-310, "6 min behind")])
def test_a_wrong_clock_is_told_by_how_much(off: float, words: str) -> None:
    said = told(token_fault(RefreshError("invalid_grant: Invalid JWT"), ROBOT, off))
    assert f"clock is {words} Google's" in str(said)
    assert said.exit_code == 1


def test_a_delegation_names_what_an_admin_enters() -> None:
    said = told(token_fault(RefreshError("unauthorized_client: no"), DELEGATED), DELEGATED)
    assert "Manage domain-wide delegation > Add new" in str(said)
    assert f"client ID 1042 and the scopes {GMAIL_SEND}." in str(said)
    assert said.exit_code == 3


def test_an_expired_sign_in_hints_at_apps_in_testing() -> None:
    said = told(token_fault(RefreshError("invalid_grant: expired"), PERSON), PERSON)
    assert "sayback google-login CLIENT.json" in str(said)
    assert "External and in Testing" in str(said)
    assert said.exit_code == 3


EXIT_CODES = {
    FaultKind.NOT_SIGNED_IN: 3, FaultKind.KEY_REVOKED: 3, FaultKind.TOKEN_EXPIRED: 3, FaultKind.CLOCK: 1,
    FaultKind.DELEGATION: 3, FaultKind.ADMIN_BLOCKED: 3, FaultKind.SCOPE: 3, FaultKind.NOT_SHARED: 3,
    FaultKind.MISSING: 1, FaultKind.API_OFF: 3, FaultKind.OFFICE_FILE: 3, FaultKind.STORAGE: 3, FaultKind.INVALID: 1,
    FaultKind.CONFLICT: 4, FaultKind.QUOTA: 4, FaultKind.DAILY_QUOTA: 4, FaultKind.UNAVAILABLE: 4,
    FaultKind.UNREACHABLE: 4, FaultKind.UNTRUSTED: 1, FaultKind.NOT_GOOGLE: 4,
}  # fmt: skip


@pytest.mark.parametrize("service", ["forms", "sheets", "drive", "gmail", "token"])
@pytest.mark.parametrize("account", [ROBOT, PERSON, DELEGATED, KEYLESS])
@pytest.mark.parametrize("kind", list(FaultKind))
def test_every_fault_has_a_message_and_its_exit_code(kind: FaultKind, account: Account, service: str) -> None:
    said = told(GoogleFault(kind, 400, service=service), account)
    assert said.exit_code == EXIT_CODES[kind]
    assert str(said)[0].isupper()
    assert "  " not in str(said)
    assert not str(said).endswith(" ")


def test_a_fault_without_an_account_is_explained_too() -> None:
    with pytest.raises(SaybackError), explained("the form abc"):
        raise GoogleFault(FaultKind.NOT_SHARED)


def test_other_errors_pass_as_they_are() -> None:
    with pytest.raises(KeyError), explained("the form abc"):
        raise KeyError("x")


def test_used_up_quota_says_how_long_we_asked_and_when_to_come_back() -> None:
    found = GoogleFault(FaultKind.QUOTA, 429, retry_after=600)
    found.waited = 170
    assert "we have asked for 3 min. Run the command again in 10 min" in str(told(found))


def test_an_uncertain_request_is_not_to_be_repeated_blindly() -> None:
    found = GoogleFault(FaultKind.UNAVAILABLE, 503)
    found.uncertain = True
    assert "It may have taken effect all the same" in str(told(found))


def test_retry_after_is_read_in_seconds_as_a_date_and_from_details() -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=UTC)
    date = {"Date": format_datetime(at, usegmt=True)}
    assert retry_after({"Retry-After": "30"}) == 30
    assert retry_after({"Retry-After": format_datetime(at + timedelta(seconds=90), usegmt=True)} | date) == 90
    assert retry_after({"Retry-After": format_datetime(at - timedelta(seconds=90), usegmt=True)} | date) == 0
    assert retry_after({"Retry-After": "9" * 500}) == 999_999_999
    assert retry_after({"Retry-After": "soon"}) is None
    assert retry_after({}, {"details": [{"retryDelay": "12.5s"}]}) == 12.5
    assert retry_after(date, {"message": "User-rate limit exceeded.  Retry after 2026-03-01T12:05:00.000Z"}) == 300
    assert retry_after({}) is None


def test_durations_are_rounded_up_to_a_unit_that_people_use() -> None:
    assert [duration(seconds) for seconds in (0.2, 30, 119, 120, 121, 7199, 7200)] == [
        "1 s", "30 s", "119 s", "2 min", "3 min", "120 min", "2 h",
    ]  # fmt: skip
