"""Looks into the JSON of ``forms.get`` without trusting it: another shape is a SourceError that quotes nothing.

Whatever holds its default value (false, 0, "") may be left out, and null means the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from connectors.source import SourceError

Json = Mapping[str, Any]


def as_object(data: object, what: str) -> Json:
    """``data`` itself, if it is an object; ``what`` names its place."""
    if not isinstance(data, dict):
        raise _misshapen(what)
    return data


def has(data: Json, name: str) -> bool:
    """Whether something stands under ``name``, be it empty."""
    return data.get(name) is not None


def part(data: Json, name: str) -> Json:
    """The object under ``name``; an empty one if there is none."""
    return as_object(data.get(name) or {}, f'"{name}"')


def entries(data: Json, name: str) -> Sequence[object]:
    """The list under ``name``; an empty one if there is none."""
    found = data.get(name) or []
    if not isinstance(found, list):
        raise _misshapen(f'"{name}"')
    return found


def texts(data: Json, *names: str) -> list[str]:
    """The texts under ``names`` that are not blank."""
    return [found for found in (text(data, name).strip() for name in names) if found]


def text(data: Json, name: str) -> str:
    """The text under ``name``; "" if there is none."""
    found = data.get(name) or ""
    if not isinstance(found, str):
        raise _misshapen(f'"{name}"')
    return found


def number(data: Json, name: str) -> int:
    """The whole number under ``name``; 0 if there is none."""
    found = data.get(name) or 0
    if not isinstance(found, int):
        raise _misshapen(f'"{name}"')
    return found


def flag(data: Json, name: str) -> bool:
    """Whether ``name`` is true."""
    return data.get(name) is True


def _misshapen(what: str) -> SourceError:
    return SourceError(
        f"This is not a form as Google Forms describes it (forms.get): {what} has another shape. Save it again, or"
        " report it if it comes from Google itself."
    )
