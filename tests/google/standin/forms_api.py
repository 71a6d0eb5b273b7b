"""The Forms API: forms.get, create, batchUpdate, setPublishSettings, responses.list and responses.get."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.google.standin.call import Call, Raw
from tests.google.standin.errors import invalid, no_permission, not_found
from tests.google.standin.fields import asked, only
from tests.google.standin.files import checked
from tests.google.standin.form_edits import batch_update
from tests.google.standin.form_state import FormState, published

if TYPE_CHECKING:
    from tests.google.standin.stand_in import StandIn


def _form(google: StandIn, call: Call, role: str = "reader") -> FormState:
    form_id = call.path["formId"]
    checked(google.files.get(form_id), call.account, role)
    if form_id not in google.forms:
        raise not_found()
    return google.forms[form_id]


def _get(google: StandIn, call: Call) -> dict[str, Any]:
    return _form(google, call).shown()


def _create(google: StandIn, call: Call) -> dict[str, Any]:
    """Only the titles are taken; forms made by the API are unpublished unless `unpublished=false` is said.

    A form is a file in Drive, and a service account has nowhere to put one.
    """
    info = call.json.get("info") or {}
    refused = [name for name in call.json if name != "info"] + [n for n in info if n not in ("title", "documentTitle")]
    if refused:
        raise invalid("Only info.title and info.document_title can be set when creating a form. Use batchUpdate.")
    if not info.get("title"):
        raise invalid("info.title is required.")
    google.check_may_own(call.access, no_permission())
    live = call.text("unpublished").lower() == "false"
    form = {"info": dict(info), "publishSettings": published(is_published=live, accepting=live)}
    return google.forms[google.add_form(form, owner=call.account, everyone="none")].shown()


def _batch_update(google: StandIn, call: Call) -> dict[str, Any]:
    form = _form(google, call, "writer")
    answer = batch_update(form, call.json)
    google.files[form.id].touch(google.now())
    return answer


def _set_publish_settings(google: StandIn, call: Call) -> dict[str, Any]:
    form = _form(google, call, "writer")
    if "publishSettings" not in form.json:
        raise invalid("Publish settings are not supported for legacy forms.")
    mask = call.json.get("updateMask") or "*"
    state = (call.json.get("publishSettings") or {}).get("publishState")
    if mask not in ("*", "publish_state", "publishState") or state is None:
        raise invalid("publish_settings.publish_state must be set.")
    live, accepting = bool(state.get("isPublished")), bool(state.get("isAcceptingResponses"))
    if accepting and not live:
        raise invalid("A form cannot accept responses while it is not published.")
    form.json["publishSettings"] = published(is_published=live, accepting=accepting)
    return {"formId": form.id, "publishSettings": form.json["publishSettings"]}


def _responses_list(google: StandIn, call: Call) -> Raw | dict[str, Any]:
    form = _form(google, call, google.responses_role)
    size = call.number("pageSize")
    if size < 0:
        raise invalid("page_size must not be negative.")
    page = form.responses.page(call.text("filter"), size, call.text("pageToken"))
    if (mask := asked(call)) is None:
        return page
    return Raw(json.dumps(only(json.loads(page.body), mask), ensure_ascii=False).encode())


def _responses_get(google: StandIn, call: Call) -> dict[str, Any]:
    form = _form(google, call, google.responses_role)
    response = form.responses.get(call.path["responseId"])
    if response is None:
        raise not_found()
    return {"formId": form.id, **response}


HANDLERS = {
    "forms.forms.get": _get,
    "forms.forms.create": _create,
    "forms.forms.batchUpdate": _batch_update,
    "forms.forms.setPublishSettings": _set_publish_settings,
    "forms.forms.responses.list": _responses_list,
    "forms.forms.responses.get": _responses_get,
}
