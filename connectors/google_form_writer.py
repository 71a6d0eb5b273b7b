"""Makes a form in Google Forms: an empty one first, then everything in one batch, then published.

The order is Google's own: ``forms.create`` copies nothing but the titles, and a form is made unpublished, so that
nobody can answer a form that is not finished. The batch names the revision that it is for: Google refuses it once the
form has another one, so it may be repeated. Who may respond is kept in Drive, not in the form: see docs/commands.md.
https://developers.google.com/workspace/forms/api/guides/publish-form
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from connectors.google_account import AccountKind
from connectors.google_faults import FaultKind, GoogleFault, explained
from connectors.google_form_shape import form_from_json
from connectors.google_transport import safe_to_repeat
from connectors.source import SourceError, SourceRefused, SourceUnavailable
from rounds.errors import SaybackError
from rounds.form import Form, Question, QuestionKind

if TYPE_CHECKING:
    from connectors.google_connection import Google

_ROBOTS = frozenset({AccountKind.SERVICE_ACCOUNT, AccountKind.KEYLESS})
_NO_ROOM = frozenset({FaultKind.STORAGE, FaultKind.NOT_SHARED})
_NO_ANSWER = frozenset({FaultKind.UNAVAILABLE, FaultKind.UNREACHABLE})
_REVISIONS_TRIED = 2
_CHOICES = {QuestionKind.CHOICE: "RADIO", QuestionKind.CHECKBOXES: "CHECKBOX"}


def create_form(google: Google, plan: Form) -> Form:
    """Makes the form that ``plan`` describes and gives it back as Google has it, with the ids of its questions.

    Used of the plan: ``title``, ``notices`` (they become the description) and the questions' title, description, kind
    (texts, choice, checkboxes), options, ``other`` and ``required``. Raises SourceRefused when the account cannot make
    forms, SourceError or SourceUnavailable otherwise; once the form exists, the message says where it is.
    """
    form_id, revision = _made_empty(google, plan.title)
    failure: SaybackError | None = None
    try:
        return _filled(google, form_id, plan, revision)
    except (SourceError, SourceRefused, SourceUnavailable) as error:
        failure = error
    raise type(failure)(
        f"{failure} An unfinished form was made before this; nobody can answer it. Delete it in Google Forms, then run"
        f" the command again: {edit_address(form_id)}"
    )


def owner_of_forms(google: Google) -> str:
    """The service account that made forms belong to, so that nobody else can open them; "" if it is a person."""
    account = google.session.account
    return (account.address or "the service account") if account.kind in _ROBOTS else ""


def edit_address(form_id: str) -> str:
    """Where people edit the form."""
    return f"https://docs.google.com/forms/d/{form_id}/edit"


def _made_empty(google: Google, title: str) -> tuple[str, str]:
    """The id of a new form without questions, and its revision; "" if Google does not tell that."""
    body = {"info": {"title": title, "documentTitle": title}}
    refusal: SaybackError | None = None
    with explained("a new form", needs="write"):
        try:
            made = _answer(google.forms().forms().create(body=body, unpublished=True))
            return _id_in(made), str(made.get("revisionId") or "")
        except GoogleFault as fault:
            if fault.uncertain:
                refusal = SourceUnavailable(_PERHAPS_MADE)
            elif google.session.account.kind in _ROBOTS and fault.kind in _NO_ROOM:
                refusal = SourceRefused(_NO_DRIVE)
            else:
                raise
    raise refusal


_NO_DRIVE = (
    "Google lets no service account make a form: it has no Drive of its own to keep one in. Nothing was made. Sign in"
    " as yourself (sayback google-login CLIENT.json --may read --may create), or act for a person of your district with"
    " --as person@your.district, which needs domain-wide delegation; docs/google-setup.md tells how. Or make the form"
    " by hand, share it with the service account, and run `sayback new DIR --form ID`."
)
_PERHAPS_MADE = (
    "Google did not say whether it made the form. Look in Google Forms for an empty form of this title, delete it, and"
    " run the command again."
)


def _answer(request: Any) -> dict[str, Any]:
    """What Google answers; empty where it is not whole. Raises GoogleFault."""
    with suppress(ValueError):
        answer = request.execute(num_retries=0)
        return answer if isinstance(answer, dict) else {}
    return {}


def _id_in(made: dict[str, Any]) -> str:
    form_id = made.get("formId")
    if not form_id or not isinstance(form_id, str):
        raise SourceUnavailable(_PERHAPS_MADE)
    return form_id


def _filled(google: Google, form_id: str, plan: Form, revision: str) -> Form:
    """The form with all its items, published. It is read back, so that what is written down is what Google has."""
    forms, what = google.forms().forms(), f"the form {form_id}"
    with explained(what, needs="write"):
        replies = _fill(forms, form_id, plan, revision).get("replies")
        _repeatable(forms.setPublishSettings(formId=form_id, body=_PUBLISHED))
        form = form_from_json(_answer(forms.get(formId=form_id)))
    ids = [question.id for question in form.questions]
    if _titles(form) != _titles(plan) or not all(ids) or _ids_in(replies) not in ([], ids):
        raise SourceError(f"{what[0].upper()}{what[1:]} does not hold the questions that were sent to Google.")
    if not form.is_open:
        raise SourceError(f"{what[0].upper()}{what[1:]} could not be published.")
    return form


def _fill(forms: Any, form_id: str, plan: Form, revision: str) -> dict[str, Any]:
    """What Google answers to the batch; nothing where only the form itself tells that it took effect.

    Refused for its revision, the batch has taken effect before, unseen, or the form got another revision by itself.
    """
    revision = revision or _revision_of(forms, form_id)
    refused: GoogleFault | None = None
    for _ in range(_REVISIONS_TRIED):
        body = {"requests": form_requests(plan), "writeControl": {"requiredRevisionId": revision}}
        try:
            return _repeatable(forms.batchUpdate(formId=form_id, body=body))
        except GoogleFault as fault:
            if fault.kind not in _NO_ANSWER | {FaultKind.INVALID}:
                raise
            refused = fault
        there = _answer(forms.get(formId=form_id))
        if _titles(form_from_json(there)) == _titles(plan):
            return {}
        if there.get("items") or there.get("revisionId", revision) == revision:
            break
        revision = there["revisionId"]
    raise refused or GoogleFault(FaultKind.INVALID, service="forms")


def _revision_of(forms: Any, form_id: str) -> str:
    return str(_answer(forms.get(formId=form_id)).get("revisionId") or "")


def _repeatable(request: Any) -> dict[str, Any]:
    """What Google answers to a request that may be sent again, because it cannot take effect twice."""
    request.headers = safe_to_repeat(request.headers)
    try:
        return _answer(request)
    except GoogleFault as fault:
        fault.uncertain = fault.kind in _NO_ANSWER  # of its last attempt nobody knows
        raise


_PUBLISHED = {
    "publishSettings": {"publishState": {"isPublished": True, "isAcceptingResponses": True}},
    "updateMask": "publish_state",
}


def _titles(form: Form) -> list[str]:
    return [question.title for question in form.questions]


def _ids_in(replies: Any) -> list[str]:
    """The ids of the questions, in the order in which they were sent."""
    made = [(reply or {}).get("createItem") or {} for reply in replies or ()]
    return [question_id for item in made for question_id in item.get("questionId") or ()]


def form_requests(plan: Form) -> list[dict[str, Any]]:
    """The requests of the batch that fills an empty form: notice, settings, one item for each question."""
    description = "\n\n".join(plan.notices)
    return [
        {"updateFormInfo": {"info": {"description": description}, "updateMask": "description"}},
        {
            "updateSettings": {
                "settings": {"emailCollectionType": "DO_NOT_COLLECT"},
                "updateMask": "emailCollectionType",
            }
        },
        *(
            {"createItem": {"item": _item(question), "location": {"index": index}}}
            for index, question in enumerate(plan.questions)
        ),
    ]


def _item(question: Question) -> dict[str, Any]:
    item: dict[str, Any] = {"title": question.title}
    if question.description:
        item["description"] = question.description
    asked: dict[str, Any] = {"required": question.required}
    if question.kind in _CHOICES:
        options: list[dict[str, Any]] = [{"value": option} for option in question.options]
        other: list[dict[str, Any]] = [{"isOther": True}] if question.other else []
        asked["choiceQuestion"] = {"type": _CHOICES[question.kind], "options": options + other}
    else:
        asked["textQuestion"] = {"paragraph": question.kind is QuestionKind.LONG_TEXT}
    item["questionItem"] = {"question": asked}
    return item
