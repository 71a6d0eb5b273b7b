"""`forms.batchUpdate`: all of its changes are made, or none."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from tests.google.standin.discovery import api
from tests.google.standin.errors import ApiError, invalid
from tests.google.standin.fields import parsed, unknown_path
from tests.google.standin.form_state import KINDS, FormState, questions_of

_TITLE_BREAKS = "Displayed text cannot contain newlines"


def batch_update(form: FormState, body: dict[str, Any]) -> dict[str, Any]:
    """Apply the requests of a batchUpdate to a form.

    Raises:
        ApiError: 400; the form is as before.
    """
    before, requests = copy.deepcopy(form.json), body.get("requests") or []
    if not requests:
        raise invalid("Must specify at least one request.")
    _check_revision(form, body.get("writeControl") or {})
    try:
        replies = [_apply(form, number, request) for number, request in enumerate(requests)]
        _check_ids(form)
    except ApiError:
        form.json = before
        raise
    form.changed()
    answer: dict[str, Any] = {"replies": replies, "writeControl": {"requiredRevisionId": form.json["revisionId"]}}
    if body.get("includeFormInResponse"):
        answer["form"] = form.shown()
    return answer


def _check_revision(form: FormState, control: dict[str, Any]) -> None:
    required = control.get("requiredRevisionId")
    if required and required != form.json["revisionId"]:
        raise invalid("The required revision ID does not match the latest revision of the form.")


def _apply(form: FormState, number: int, request: dict[str, Any]) -> dict[str, Any]:
    chosen = [name for name, value in request.items() if value is not None]
    if len(chosen) != 1:
        raise invalid(f"Invalid requests[{number}]: exactly one kind of request must be set.")
    try:
        return _EDITS[chosen[0]](form, request[chosen[0]])
    except ApiError as error:
        raise invalid(f"Invalid requests[{number}].{chosen[0]}: {error.message}") from None


def _create_item(form: FormState, request: dict[str, Any]) -> dict[str, Any]:
    item = copy.deepcopy(request.get("item") or {})
    _check_item(item)
    place = _index(form, request.get("location"), len(form.items))
    form.complete(item)
    form.items.insert(place, item)
    answer: dict[str, Any] = {"itemId": item["itemId"]}
    if ids := [question["questionId"] for question in questions_of(item)]:
        answer["questionId"] = ids
    return {"createItem": answer}


def _update_item(form: FormState, request: dict[str, Any]) -> dict[str, Any]:
    place, new = _index(form, request.get("location"), len(form.items) - 1), copy.deepcopy(request.get("item") or {})
    old = form.items[place]
    updated = copy.deepcopy(old)
    for path in _mask(request, "Item"):
        if path == "*":
            updated = {**new, "itemId": new.get("itemId") or old["itemId"]}
            _keep_question_ids(old, updated)
        else:
            _copy_path(new, updated, path.split("."))
    _check_item(updated)
    form.complete(updated)
    form.items[place] = updated
    return {}


def _keep_question_ids(old: dict[str, Any], new: dict[str, Any]) -> None:
    # An id that is left blank keeps the question when its kind stays (documentation of UpdateItemRequest.item).
    for before, after in zip(questions_of(old), questions_of(new), strict=False):
        after.setdefault("questionId", before["questionId"])


def _delete_item(form: FormState, request: dict[str, Any]) -> dict[str, Any]:
    del form.items[_index(form, request.get("location"), len(form.items) - 1)]
    return {}


def _move_item(form: FormState, request: dict[str, Any]) -> dict[str, Any]:
    item = form.items.pop(_index(form, request.get("originalLocation"), len(form.items) - 1))
    form.items.insert(_index(form, request.get("newLocation"), len(form.items)), item)
    return {}


def _update_form_info(form: FormState, request: dict[str, Any]) -> dict[str, Any]:
    for path in _mask(request, "Info"):
        for name in ("title", "description") if path == "*" else (path,):
            if name not in ("title", "description"):
                raise invalid(f"Invalid field mask: {name}.")
            _copy_path(request.get("info") or {}, form.json["info"], [name])
    if not form.json["info"].get("title"):
        raise invalid("The title must not be empty.")
    return {}


def _update_settings(form: FormState, request: dict[str, Any]) -> dict[str, Any]:
    for path in _mask(request, "FormSettings"):
        if path == "*":
            form.json["settings"] = copy.deepcopy(request.get("settings") or {})
        else:
            _copy_path(request.get("settings") or {}, form.json["settings"], path.split("."))
    if not form.json["settings"].get("quizSettings", {}).get("isQuiz"):
        form.json["settings"].pop("quizSettings", None)
        for question in form.questions():
            question.pop("grading", None)
    return {}


_EDITS: dict[str, Callable[[FormState, dict[str, Any]], dict[str, Any]]] = {
    "createItem": _create_item,
    "updateItem": _update_item,
    "deleteItem": _delete_item,
    "moveItem": _move_item,
    "updateFormInfo": _update_form_info,
    "updateSettings": _update_settings,
}


def _index(form: FormState, location: dict[str, Any] | None, highest: int) -> int:
    if location is None or location.get("index") is None:
        raise invalid("location.index is required.")
    if not 0 <= location["index"] <= highest:
        raise invalid("location.index must be in the range [0..N).")
    return location["index"]


def _mask(request: dict[str, Any], schema: str) -> list[str]:
    paths = [path.strip() for path in (request.get("updateMask") or "").split(",") if path.strip()]
    if not paths:
        raise invalid("update_mask is required.")
    found = [_camel(path) for path in paths]
    if unknown := unknown_path(api("forms"), {"$ref": schema}, parsed(",".join(found))):
        raise invalid(f"Invalid field mask: {unknown}.")
    return found


def _camel(path: str) -> str:
    first, *rest = path.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


def _copy_path(source: dict[str, Any], target: dict[str, Any], path: list[str]) -> None:
    *parents, last = path
    for name in parents:
        source = source.get(name) or {}
        target = target.setdefault(name, {})
    if source.get(last) is None:
        target.pop(last, None)
    else:
        target[last] = copy.deepcopy(source[last])


def _check_item(item: dict[str, Any]) -> None:
    if sum(kind in item for kind in KINDS) != 1:
        raise invalid("The item must have exactly one kind.")
    if "\n" in item.get("title", ""):
        raise invalid(_TITLE_BREAKS)
    for question in questions_of(item):
        _check_question(question, grid="questionGroupItem" in item)
    grid = item.get("questionGroupItem", {}).get("grid")
    if grid is not None:
        _check_choice(grid.get("columns") or {}, grid=True)


def _check_question(question: dict[str, Any], *, grid: bool) -> None:
    kinds = [name for name in question if name.endswith("Question")]
    if len(kinds) != 1 or (kinds == ["rowQuestion"]) != grid:
        raise invalid("The question must have exactly one kind, and rows belong in groups.")
    if kinds == ["fileUploadQuestion"]:
        raise invalid("File upload questions cannot be created with the API.")
    if kinds == ["choiceQuestion"]:
        _check_choice(question["choiceQuestion"], grid=False)
    if kinds == ["scaleQuestion"]:
        scale = question["scaleQuestion"]
        if scale.get("low", 0) not in (0, 1) or not 2 <= scale.get("high", 0) <= 10:
            raise invalid("The scale must go from 0 or 1 to a number from 2 to 10.")


def _check_choice(choice: dict[str, Any], *, grid: bool) -> None:
    options, kind = choice.get("options") or [], choice.get("type")
    if kind not in ("RADIO", "CHECKBOX", "DROP_DOWN") or not options:
        raise invalid("A choice question needs a type and at least one option.")
    values = [option.get("value") for option in options if not option.get("isOther")]
    if len(set(values)) != len(values) or not all(values):
        raise invalid("Options must have different, non-empty values.")
    if any("\n" in value for value in values):
        raise invalid(_TITLE_BREAKS)
    if any(option.get("isOther") for option in options) and (grid or kind == "DROP_DOWN"):
        raise invalid("`isOther` is not allowed here.")
    if any(option.get("isOther") and option.get("value") for option in options):
        raise invalid("An `isOther` option has no value.")


def _check_ids(form: FormState) -> None:
    used = [item["itemId"] for item in form.items] + [question["questionId"] for question in form.questions()]
    if len(set(used)) != len(used):
        raise invalid("An ID is already in use in the form.")
