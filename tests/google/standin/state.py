"""What the stand-in holds, and the ways in which a test changes it as people would."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tests.google.standin.discovery import api
from tests.google.standin.errors import ApiError
from tests.google.standin.files import FORM, SHEET, DriveFile, google_time, new_id, now
from tests.google.standin.form_state import FormState
from tests.google.standin.gmail_api import SentMail
from tests.google.standin.schema import problems_of
from tests.google.standin.spreadsheet import Spreadsheet
from tests.google.standin.tokens import Access, Tokens

_FORMS = api("forms")


class State:
    """Forms, spreadsheets, files and mail. Everything given is validated by Google's schemas.

    Attributes:
        forms: by form id.
        spreadsheets: by spreadsheet id; `google.spreadsheets[id].set("Tab", "B3", value)` is a person's edit.
        files: the Drive file of each of them, by id.
        sent_mail: what went through Gmail, in order.
    """

    tokens: Tokens
    #: Who owns what `add_form` and `add_spreadsheet` make.
    owner = "forms.owner@district.example"
    #: The role on a form that reading its responses takes.
    responses_role = "writer"
    #: Whether the service account has a Drive of its own and can create files, as those made years ago still have.
    service_account_has_drive = False
    #: Whether Gmail puts a Message-ID of its own on what it sends.
    overwrites_message_id = True

    def __init__(self) -> None:
        self.forms: dict[str, FormState] = {}
        self.spreadsheets: dict[str, Spreadsheet] = {}
        self.files: dict[str, DriveFile] = {}
        self.sent_mail: list[SentMail] = []

    def now(self) -> datetime:
        """Google's present time."""
        return now(self.tokens.ahead)

    def add_form(self, form: Mapping[str, Any], *, owner: str | None = None, **file: Any) -> str:
        """Add a form, given as `forms.get` returns one; ids that are missing are made up.

        Args:
            form: at least {"info": {"title": ...}}; with "publishSettings": None it is a legacy form.
            owner: an address.
            **file: fields of `DriveFile`: everyone="none" (not shared), roles={address: "reader"}, drive="0A..".

        Returns:
            The form's id.
        """
        given = copy.deepcopy(dict(form))
        assert not (found := problems_of(_FORMS, "Form", given)), found
        state = FormState(given, given.get("formId") or new_id(), self.now())
        self.forms[state.id] = state
        title = given["info"].get("documentTitle") or given["info"].get("title", "Untitled form")
        self.files[state.id] = DriveFile(state.id, title, FORM, self.now(), owner or self.owner, **file)
        return state.id

    def add_responses(
        self, form_id: str, responses: Iterable[Mapping[str, Any]], *, validate: bool = True
    ) -> list[str]:
        """Add responses, or replace those whose `responseId` is there already (a person edited an answer).

        Missing ids and times are filled in. `validate=False` checks the first one only: for thousands of one kind.

        Returns:
            The ids, in order.
        """
        form, ids = self.forms[form_id], []
        for number, response in enumerate(responses):
            kept = self._completed(response)
            if validate or not number:
                assert not (found := problems_of(_FORMS, "FormResponse", kept)), found
            form.responses.put(kept)
            ids.append(kept["responseId"])
        return ids

    def edit_response(
        self, form_id: str, response_id: str, answers: Mapping[str, Any], at: datetime | None = None
    ) -> None:
        """A person changes answers: the id and createTime stay, lastSubmittedTime moves (to now, or `at`)."""
        response = self.forms[form_id].responses.get(response_id)
        assert response is not None
        response["answers"] = {**response.get("answers", {}), **answers}
        response["lastSubmittedTime"] = google_time(at or self.now())
        self.add_responses(form_id, [response])

    def remove_response(self, form_id: str, response_id: str) -> None:
        """A response is deleted; nothing tells of it."""
        self.forms[form_id].responses.remove(response_id)

    def remove_form(self, form_id: str) -> None:
        """A form is deleted for good."""
        del self.forms[form_id], self.files[form_id]

    def add_spreadsheet(
        self,
        title: str = "Responses",
        *,
        locale: str = "en_US",
        time_zone: str = "America/New_York",
        tabs: Mapping[str, Sequence[Sequence[Any]]] | None = None,
        spreadsheet_id: str | None = None,
        owner: str | None = None,
        **file: Any,
    ) -> str:
        """Add a spreadsheet.

        Args:
            title: its name.
            locale: such as de_DE; decides how dates look.
            time_zone: an IANA name.
            tabs: title -> rows of str, int, float, bool, None, date, datetime, time or a formula ("=A1").
            spreadsheet_id: a given id.
            owner: an address.
            **file: fields of `DriveFile`, as for `add_form`.

        Returns:
            Its id.
        """
        sheet = Spreadsheet(spreadsheet_id or new_id(), title, locale, time_zone)
        for name, rows in (tabs or {"Sheet1": []}).items():
            sheet.add_tab(name, rows)
        self.spreadsheets[sheet.id] = sheet
        self.files[sheet.id] = DriveFile(sheet.id, title, SHEET, self.now(), owner or self.owner, **file)
        return sheet.id

    def check_may_own(self, access: Access, refusal: ApiError) -> None:
        """Raise `refusal` when whoever asks has nowhere to put a new file."""
        if access.kind == "service_account" and not self.service_account_has_drive:
            raise refusal

    def share(self, file_id: str, account: str, role: str = "reader") -> None:
        """Give an account a role (none, reader, commenter, writer)."""
        self.files[file_id].roles[account] = role

    def unshare(self, file_id: str) -> None:
        """Nobody but the owner has access any more."""
        self.files[file_id].everyone = "none"
        self.files[file_id].roles.clear()

    def _completed(self, response: Mapping[str, Any]) -> dict[str, Any]:
        at = self.now()
        return {
            "responseId": "ACYDBN" + secrets.token_urlsafe(40),
            "createTime": google_time(at, 3),
            "lastSubmittedTime": google_time(at),
            **response,
        }
