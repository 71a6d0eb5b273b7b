"""Drive and Gmail at the stand-in, through googleapiclient."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from typing import Any

import gspread
import pytest
from googleapiclient.errors import HttpError

from tests.google.conftest import Api
from tests.google.forms import form
from tests.google.standin import StandIn
from tests.google.standin.files import FORM, SHEET

LENA = "lena.frost@district.example"


def test_a_file_is_described_with_what_the_caller_may_do(google: StandIn, api: Api) -> None:
    file_id = google.add_form(form("Listening"), everyone="none", roles={google.account: "reader"})
    files = api("drive").files()
    usual = {"kind": "drive#file", "id": file_id, "name": "Listening", "mimeType": FORM}
    assert files.get(fileId=file_id).execute() == usual
    found = files.get(fileId=file_id, fields="trashed,version,capabilities/canEdit").execute()
    assert found == {"trashed": False, "version": "1", "capabilities": {"canEdit": False}}


@pytest.mark.parametrize("file", [{"everyone": "none"}, {"drive": "0AShared"}])
def test_a_file_that_the_caller_cannot_see_is_not_found(google: StandIn, api: Api, file: dict[str, Any]) -> None:
    file_id = google.add_form(form("A"), **file)
    with pytest.raises(HttpError) as refused:
        api("drive").files().get(fileId=file_id).execute()
    assert refused.value.status_code == 404
    assert refused.value.error_details[0]["reason"] == "notFound"


def test_a_file_in_a_shared_drive_is_found_when_asked_for(google: StandIn, api: Api) -> None:
    file_id = google.add_form(form("A"), drive="0AShared")
    found = api("drive").files().get(fileId=file_id, supportsAllDrives=True, fields="driveId,owners").execute()
    assert found == {"driveId": "0AShared"}


def test_files_are_listed_by_kind_and_name(google: StandIn, api: Api) -> None:
    google.add_form(form("Ada's form"))
    sheet_id = google.add_spreadsheet("Notes")
    files = api("drive").files()
    assert [each["id"] for each in files.list(q=f"mimeType='{SHEET}'").execute()["files"]] == [sheet_id]
    assert len(files.list(q="name = 'Ada\\'s form' and trashed = false").execute()["files"]) == 1


def test_a_service_account_cannot_create_a_spreadsheet_but_a_person_can(
    google: StandIn, workbooks: gspread.Client, api: Api, user: Any
) -> None:
    body = {"name": "A", "mimeType": SHEET}
    with pytest.raises(HttpError) as refused:
        api("drive", "drive").files().create(body=body).execute()
    assert (refused.value.status_code, refused.value.error_details[0]["reason"]) == (403, "storageQuotaExceeded")
    made = api("drive", as_=user).files().create(body=body).execute()
    assert google.files[made["id"]].owner == google.person
    with pytest.raises(PermissionError):
        workbooks.open_by_key(made["id"])
    permission = {"type": "user", "role": "writer", "emailAddress": google.account}
    api("drive", as_=user).permissions().create(fileId=made["id"], body=permission).execute()
    assert workbooks.open_by_key(made["id"]).sheet1.title == "Sheet1"
    found = api("drive", as_=user).permissions().list(fileId=made["id"], fields="*").execute()["permissions"]
    assert [(each["emailAddress"], each["role"]) for each in found][1:] == [(google.account, "writer")]


def raw(**headers: str) -> dict[str, str]:
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content("Gracias ¿sí? ÿþ\n" * 9)
    return {"raw": base64.urlsafe_b64encode(message.as_bytes()).decode()}


def test_mail_of_a_delegate_is_sent_under_gmails_own_message_id(google: StandIn, api: Api) -> None:
    google.allow_delegation(LENA, "gmail.send")
    gmail = api("gmail", "gmail.send", subject=LENA)
    body = raw(To="a@family.example", Cc="b@family.example", Subject="Thank you", Message_ID="<own@sayback.example>")
    answer = gmail.users().messages().send(userId="me", body=body).execute()
    (mail,) = google.sent_mail
    assert (mail.account, mail.id, answer["labelIds"]) == (LENA, answer["id"], ["SENT"])
    assert mail.recipients == ["a@family.example", "b@family.example"]
    assert mail.message["Message-ID"].endswith("@mail.gmail.com>")
    assert b"<own@sayback.example>" in mail.raw
    google.overwrites_message_id = False
    gmail.users().messages().send(userId=LENA, body=body).execute()
    assert google.sent_mail[1].message["Message-ID"] == "<own@sayback.example>"


def test_a_service_account_has_no_mailbox(google: StandIn, api: Api) -> None:
    with pytest.raises(HttpError, match="Precondition check failed") as refused:
        api("gmail").users().messages().send(userId="me", body=raw(To="a@family.example")).execute()
    assert (refused.value.status_code, refused.value.error_details[0]["reason"]) == (400, "failedPrecondition")


@pytest.mark.parametrize(
    "body",
    [
        raw(Subject="No recipient"),
        {"raw": ""},
        {"raw": "not base64!"},
        {"raw": base64.b64encode(b"To: a@family.example\r\n\r\n\xff\xfe\xff\xfe???>>>").decode()},
    ],
)
def test_what_is_no_message_is_refused(google: StandIn, api: Api, user: Any, body: dict[str, str]) -> None:
    with pytest.raises(HttpError) as refused:
        api("gmail", as_=user).users().messages().send(userId="me", body=body).execute()
    assert refused.value.status_code == 400
    assert google.sent_mail == []


def test_somebody_elses_mailbox_is_refused(google: StandIn, api: Api, user: Any) -> None:
    with pytest.raises(HttpError, match="Delegation denied"):
        api("gmail", as_=user).users().getProfile(userId=LENA).execute()
