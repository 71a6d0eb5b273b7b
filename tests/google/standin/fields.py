"""The `fields` parameter: partial answers."""

from __future__ import annotations

import re
from typing import Any

from tests.google.standin.call import Call
from tests.google.standin.discovery import Api
from tests.google.standin.errors import invalid

Mask = dict[str, "Mask"]
_TOKEN = re.compile(r"[\w*$.-]+|[,()/]")


def selected(call: Call, answer: dict[str, Any]) -> dict[str, Any]:
    """The part of an answer that the request's `fields` asks for (all of it when there is none).

    Raises:
        ApiError: 400, the mask names a field that the answer's schema doesn't have, or cannot be read.
    """
    mask = asked(call)
    return answer if mask is None else only(answer, mask)


def asked(call: Call) -> Mask | None:
    """The mask of a request's `fields`, or None.

    Raises:
        ApiError: as for `selected`.
    """
    text, method = call.text("fields") or call.text("$fields"), call.method
    if not text:
        return None
    mask = parsed(text)
    if unknown := unknown_path(method.api, {"$ref": method.response}, mask):
        raise invalid(f"Error expanding 'fields' parameter. Cannot find matching fields for path '{unknown}'.")
    return mask


def unknown_path(api: Api, schema: dict[str, Any], mask: Mask, at: str = "") -> str:
    """The first path of a mask that a schema doesn't have; "" when it has all of them."""
    schema = _below_lists(api, schema)
    for name, inner in mask.items():
        below = schema.get("properties", {}).get(name) or schema.get("additionalProperties")
        path = f"{at}.{name}" if at else name
        if name == "*":
            continue
        if below is None:
            return path
        if found := unknown_path(api, below, inner, path):
            return found
    return ""


def _below_lists(api: Api, schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema or schema.get("type") == "array":
        schema = api.schemas[schema["$ref"]] if "$ref" in schema else schema["items"]
    return schema


def parsed(text: str) -> Mask:
    """A mask such as `sheets(properties/title,merges),spreadsheetId` as nested dicts; {} means all below."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text.replace(" ", ""):
        raise invalid("Request contains an invalid argument.")
    mask, rest = _list(tokens)
    if rest:
        raise invalid("Request contains an invalid argument.")
    return mask


def only(value: Any, mask: Mask) -> Any:
    """What a mask leaves of a JSON value; lists are looked through."""
    if not mask or "*" in mask:
        return value
    if isinstance(value, list):
        return [only(each, mask) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {name: only(value[name], inner) for name, inner in mask.items() if name in value}
    return {name: each for name, each in kept.items() if each != {} or value[name] == {}}


def _list(tokens: list[str]) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    while tokens:
        tokens = _path(tokens, mask)
        if not tokens or tokens[0] != ",":
            break
        tokens = tokens[1:]
    return mask, tokens


def _path(tokens: list[str], mask: Mask) -> list[str]:
    for name in tokens[0].split("."):
        mask = mask.setdefault(name, {})
    tokens = tokens[1:]
    if tokens and tokens[0] == "/":
        return _path(tokens[1:], mask)
    if tokens and tokens[0] == "(":
        inner, tokens = _list(tokens[1:])
        mask.update(inner)
        return tokens[1:]
    return tokens
