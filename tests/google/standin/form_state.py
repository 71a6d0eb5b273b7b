"""One form: its JSON as `forms.get` gives it, a revision that moves with every change, and its responses."""

from __future__ import annotations

import copy
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from tests.google.standin.responses import Responses

KINDS = ("questionItem", "questionGroupItem", "pageBreakItem", "textItem", "imageItem", "videoItem")


class FormState:
    """A form. `json` is what `forms.get` returns (the output-only parts aside)."""

    def __init__(self, form: dict[str, Any], form_id: str, created: datetime) -> None:
        self.id = form_id
        self.created = created
        self.responses = Responses()
        self.json: dict[str, Any] = {**form, "formId": form_id, "items": form.get("items", [])}
        self.json.setdefault("info", {}).setdefault("documentTitle", self.json["info"].get("title", "Untitled form"))
        self.json.setdefault("settings", {"emailCollectionType": "DO_NOT_COLLECT"})
        self.json.setdefault("revisionId", new_revision())
        self.json.setdefault("responderUri", f"https://docs.google.com/forms/d/e/1FAIpQLS{form_id[-40:]}/viewform")
        if self.json.setdefault("publishSettings", published(is_published=True, accepting=True)) is None:
            del self.json["publishSettings"]  # a legacy form
        for item in self.items:
            self.complete(item)

    @property
    def items(self) -> list[dict[str, Any]]:
        return self.json["items"]

    def questions(self) -> Iterator[dict[str, Any]]:
        """Every question, those of grids too."""
        for item in self.items:
            yield from questions_of(item)

    def complete(self, item: dict[str, Any]) -> None:
        """Give an item and its questions the ids that they lack: eight hexadecimal digits."""
        item.setdefault("itemId", new_item_id())
        for question in questions_of(item):
            question.setdefault("questionId", new_item_id())

    def changed(self) -> None:
        """A new revision, after any change of structure or settings."""
        self.json["revisionId"] = new_revision()

    def shown(self) -> dict[str, Any]:
        """The form as an answer: empty parts left out, as in Google's JSON."""
        form = copy.deepcopy(self.json)
        if not form["items"]:
            del form["items"]
        return form


def questions_of(item: dict[str, Any]) -> list[dict[str, Any]]:
    """The questions of an item: one, none, or one for each row of a grid."""
    if "questionItem" in item:
        return [item["questionItem"]["question"]]
    return item.get("questionGroupItem", {}).get("questions", [])


def published(*, is_published: bool, accepting: bool) -> dict[str, Any]:
    """Publish settings; what is false stays away, as in Google's JSON."""
    state = {"isPublished": is_published, "isAcceptingResponses": accepting and is_published}
    return {"publishState": {name: value for name, value in state.items() if value}}


def new_revision() -> str:
    return f"{secrets.randbelow(10**8):08d}"


def new_item_id() -> str:
    return secrets.token_hex(4)
