"""The routes of the stand-in, read from the discovery documents that come with google-api-python-client."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import googleapiclient.discovery_cache

DOCUMENTS = ("forms.v1", "sheets.v4", "drive.v3", "gmail.v1")
_FOLDER = Path(googleapiclient.discovery_cache.__file__).parent / "documents"
_PLACEHOLDER = re.compile(r"\{(\+?)(\w+)\}")


@dataclass(frozen=True)
class Api:
    """One discovery document: its name ("forms"), its schemas and the parameters that every method takes."""

    name: str
    title: str
    schemas: dict[str, Any] = field(repr=False)
    parameters: dict[str, Any] = field(repr=False)
    parameters_anywhere: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def service(self) -> str:
        """The name by which Google enables the API, such as forms.googleapis.com."""
        return f"{self.name}.googleapis.com"


@dataclass(frozen=True)
class Method:
    """One method of an API, as its discovery document describes it."""

    api: Api
    id: str
    http_method: str
    path: str
    scopes: frozenset[str]
    parameters: dict[str, Any] = field(repr=False)
    request: str | None = None
    response: str | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The path template as an expression; `{id}` stops at a slash, `{+id}` does not."""
        at, parts = 0, []
        for found in _PLACEHOLDER.finditer(self.path):
            value = ".+" if found[1] else "[^/]+?"
            parts += [re.escape(self.path[at : found.start()]), f"(?P<{found[2]}>{value})"]
            at = found.end()
        return re.compile("/" + "".join(parts) + re.escape(self.path[at:]))


@cache
def api(name: str) -> Api:
    """An API by its name: forms, sheets, drive, gmail."""
    return next(method.api for method in methods() if method.api.name == name)


@cache
def methods() -> tuple[Method, ...]:
    """Every method of the four APIs."""
    return tuple(method for name in DOCUMENTS for method in _methods_of(name))


def find(http_method: str, path: str) -> tuple[Method, dict[str, str]] | None:
    """The method that answers a request and the parameters of its path (decoded), or None: no such address.

    The path is matched as sent, still percent-encoded. Templates with more literal text win:
    `values:batchGet` before `values/{range}`, `{formId}:batchUpdate` before `{formId}`.
    """
    for method in _by_literal_text().get(http_method, ()):
        if found := method.pattern.fullmatch(path.replace("%3A", ":")):
            return method, {name: unquote(value) for name, value in found.groupdict().items()}
    return None


@cache
def _by_literal_text() -> dict[str, list[Method]]:
    table: dict[str, list[Method]] = {}
    for method in sorted(methods(), key=lambda each: -len(_PLACEHOLDER.sub("", each.path))):
        table.setdefault(method.http_method, []).append(method)
    return table


def _methods_of(name: str) -> Iterator[Method]:
    document = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    raw = list(_walk(document))
    anywhere = frozenset(parameter for each in raw for parameter in each.get("parameters", {}))
    api = Api(document["name"], document["title"], document["schemas"], document["parameters"], anywhere)
    for each in raw:
        yield Method(
            api,
            each["id"],
            each["httpMethod"],
            document["servicePath"] + each["path"],
            frozenset(each.get("scopes", ())),
            each.get("parameters", {}),
            each.get("request", {}).get("$ref"),
            each.get("response", {}).get("$ref"),
        )


def _walk(resource: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from resource.get("methods", {}).values()
    for inner in resource.get("resources", {}).values():
        yield from _walk(inner)
