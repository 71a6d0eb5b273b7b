"""Makes a form in Google Forms: an empty one first, then everything in one batch, then published.

The order is Google's own: ``forms.create`` copies nothing but the titles, and a form is made unpublished, so that
nobody can answer a form that is not finished. Who may respond is kept in Drive, not in the form: see docs/commands.md.
https://developers.google.com/workspace/forms/api/guides/publish-form
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from connectors.google_account import AccountKind
from connectors.google_faults import FaultKind, GoogleFault, explained
from connectors.google_form_shape import form_from_json
from connectors.source import SourceError, SourceRefused, SourceUnavailable
from rounds.errors import SaybackError
from rounds.form import Form, Question, QuestionKind

if TYPE_CHECKING:
    from connectors.google_connection import Google

_ROBOTS = frozenset({AccountKind.SERVICE_ACCOUNT, AccountKind.KEYLESS})
_NO_ROOM = frozenset({FaultKind.STORAGE, FaultKind.NOT_SHARED})
_CHOICES = {QuestionKind.CHOICE: "RADIO", QuestionKind.CHECKBOXES: "CHECKBOX"}


def create_form(google: Google, plan: Form) -> Form:
    """Makes the form that ``plan`` describes and gives it back as Google has it, with the ids of its questions.

    Used of the plan: ``title``, ``notices`` (they become the description) and the questions' title, description, kind
    (texts, choice, checkboxes), options, ``other`` and ``required``. Raises SourceRefused when the account cannot make
    forms, SourceError or SourceUnavailable otherwise; once the form exists, the message says where it is.
    """
    form_id = _made_empty(google, plan.title)
    failure: SaybackError | None = None
    try:
        return _filled(google, form_id, plan)
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


def _made_empty(google: Google, title: str) -> str:
    """The id of a new form without questions."""
    body = {"info": {"title": title, "documentTitle": title}}
    refusal: SaybackError | None = None
    with explained("a new form", needs="write"):
        try:
            return _id_in(_answer(google.forms().forms().create(body=body, unpublished=True)))
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


def _filled(google: Google, form_id: str, plan: Form) -> Form:
    """The form with all its items, published. It is read back, so that what is written down is what Google has."""
    forms, what = google.forms().forms(), f"the form {form_id}"
    with explained(what, needs="write"):
        replies = _answer(forms.batchUpdate(formId=form_id, body={"requests": form_requests(plan)})).get("replies")
        _answer(forms.setPublishSettings(formId=form_id, body=_PUBLISHED))
        form = form_from_json(_answer(forms.get(formId=form_id)))
    ids = [question.id for question in form.questions]
    if _titles(form) != _titles(plan) or not all(ids) or _ids_in(replies) not in ([], ids):
        raise SourceError(f"{what[0].upper()}{what[1:]} does not hold the questions that were sent to Google.")
    if not form.is_open:
        raise SourceError(f"{what[0].upper()}{what[1:]} could not be published.")
    return form


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
