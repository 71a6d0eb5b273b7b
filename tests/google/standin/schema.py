"""A small validator for the schemas of discovery documents: unknown fields, types, enums and formats.

JSON `null` means unset, as in Google's own JSON. What is not checked: "required" (the documents say it in prose only).
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from tests.google.standin.discovery import Api, Method

Check = Callable[[Any, str, list["Problem"]], None]


class Problem(NamedTuple):
    """Where a document is wrong (a path such as `requests[0].createItem`) and how, in Google's words."""

    field: str
    description: str


_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
_RANGES = {
    "int32": (-(2**31), 2**31 - 1),
    "uint32": (0, 2**32 - 1),
    "int64": (-(2**63), 2**63 - 1),
    "uint64": (0, 2**64 - 1),
}
_KINDS = {"string": str, "boolean": bool, "array": list, "object": dict}
_NAMES = {"string": "TYPE_STRING", "boolean": "TYPE_BOOL", "integer": "TYPE_INT32", "number": "TYPE_DOUBLE"}
_checks: dict[tuple[str, str], Check] = {}


def problems_of(api: Api, schema: str, value: Any, at: str = "") -> list[Problem]:
    """What is wrong with a JSON value by a named schema of an API; empty when it is valid."""
    problems: list[Problem] = []
    _named(api, schema)(value, at, problems)
    return problems


def parameter_problems(method: Method, query: list[tuple[str, str]]) -> list[Problem]:
    """What is wrong with the query of a request: unknown names, types, enums, repeats, missing ones.

    Drive ignores names that only another of its methods has (recorded: includeItemsFromAllDrives on files.get).
    """
    known = {name: spec for name, spec in method.parameters.items() if spec["location"] == "query"}
    problems: list[Problem] = []
    for name, text in query:
        spec = known.get(name) or method.api.parameters.get(name)
        if spec is None:
            if method.api.name != "drive" or name not in method.api.parameters_anywhere:
                problems.append(Problem(name, _unknown_parameter(name)))
        elif wrong := _text_problem(spec, text):
            problems.append(Problem(name, f"Invalid value at '{name}' ({wrong}), \"{text}\""))
    names = [name for name, _ in query]
    problems += [Problem(n, f'Missing required parameter "{n}"') for n, s in known.items() if _missing(n, s, names)]
    return problems


def _missing(name: str, spec: dict[str, Any], names: list[str]) -> bool:
    return (bool(spec.get("required")) and name not in names) or (names.count(name) > 1 and not spec.get("repeated"))


def _unknown_parameter(name: str) -> str:
    return (
        f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
        f"Field '{name}' could not be found in request message."
    )


def _text_problem(spec: dict[str, Any], text: str) -> str | None:
    kind = spec["type"]
    if "enum" in spec and text not in spec["enum"]:
        return "TYPE_ENUM"
    if kind == "boolean" and text.lower() not in ("true", "false"):
        return "TYPE_BOOL"
    if kind == "integer":
        low, high = _RANGES[spec.get("format", "int32")]
        if not re.fullmatch(r"-?\d+", text) or not low <= int(text) <= high:
            return "TYPE_INT32"
    return None


def _named(api: Api, name: str) -> Check:
    key = (api.name, name)
    if key not in _checks:
        # A schema may hold itself: what is found first is a name that is looked up when it is used.
        _checks[key] = lambda value, at, problems: _checks[key](value, at, problems)
        _checks[key] = _compiled(api, api.schemas[name])
    return _checks[key]


def _compiled(api: Api, schema: dict[str, Any]) -> Check:
    if "$ref" in schema:
        return _named(api, schema["$ref"])
    kind = schema["type"]
    if kind == "any":
        return lambda value, at, problems: None
    if kind == "array":
        return _array(_compiled(api, schema["items"]))
    if kind == "object":
        return _object(api, schema)
    return _scalar(schema)


def _object(api: Api, schema: dict[str, Any]) -> Check:
    checks = {name: _compiled(api, inner) for name, inner in schema.get("properties", {}).items()}
    rest = _compiled(api, schema["additionalProperties"]) if "additionalProperties" in schema else None

    def check(value: Any, at: str, problems: list[Problem]) -> None:
        if not isinstance(value, dict):
            problems.append(_invalid(value, at, schema.get("id", "object")))
            return
        for name, inner in value.items():
            wanted = checks.get(name, rest)
            where = f"{at}.{name}" if at else name
            if wanted is None:
                problems.append(_unknown_field(name, at))
            elif inner is not None:
                wanted(inner, where, problems)

    return check


def _array(item: Check) -> Check:
    def check(value: Any, at: str, problems: list[Problem]) -> None:
        if not isinstance(value, list):
            problems.append(_invalid(value, at, "type.googleapis.com/google.protobuf.ListValue"))
            return
        for number, inner in enumerate(value):
            if inner is not None:
                item(inner, f"{at}[{number}]", problems)

    return check


def _scalar(schema: dict[str, Any]) -> Check:
    kind, form, names = schema["type"], schema.get("format"), schema.get("enum")

    def check(value: Any, at: str, problems: list[Problem]) -> None:
        if not _is_kind(kind, value):
            problems.append(_invalid(value, at, _NAMES[kind]))
        elif names is not None and value not in names:
            problems.append(_invalid(value, at, "TYPE_ENUM"))
        elif form is not None and not _is_format(form, value):
            problems.append(_invalid(value, at, form))

    return check


def _is_kind(kind: str, value: Any) -> bool:
    if kind in ("integer", "number"):
        return isinstance(value, int if kind == "integer" else (int, float)) and not isinstance(value, bool)
    return isinstance(value, _KINDS[kind])


def _is_format(form: str, value: Any) -> bool:
    if form in _RANGES:
        low, high = _RANGES[form]
        return re.fullmatch(r"-?\d+", str(value)) is not None and low <= int(value) <= high
    if form in ("google-datetime", "date-time"):
        return is_time(value)
    if form == "byte":
        return decoded(value) is not None
    return True


def is_time(text: str) -> bool:
    """Whether a text is an RFC 3339 time that exists (no 31 February)."""
    if not _TIME.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return True


def decoded(text: str) -> bytes | None:
    """The bytes of a `byte` field, in either base64 alphabet, padded or not; None when it is no base64."""
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None


def _unknown_field(name: str, at: str) -> Problem:
    where = f" at '{at}'" if at else ""
    return Problem(at, f'Invalid JSON payload received. Unknown name "{name}"{where}: Cannot find field.')


def _invalid(value: Any, at: str, wanted: str) -> Problem:
    return Problem(at, f"Invalid value at '{at}' ({wanted}), {_shown(value)}")


def _shown(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)
