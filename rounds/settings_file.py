"""Reads a settings file (round.toml, district.toml), and explains what is wrong with it: never what somebody typed."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from rounds.errors import RoundFileError

Model = TypeVar("Model", bound=BaseModel)

# Pydantic's kinds of errors in the words of a settings file.
_WORDS = {
    "tuple_type": 'should be a list, such as ["one", "two"]',
    "string_type": "should be a text in quotes",
    "int_type": "should be a whole number, without quotes",
    "bool_type": "should be true or false, without quotes",
    "dict_type": 'should be a table, such as { en = "...", es = "..." }',
    "date_type": "should be a date such as 2027-01-29, without quotes",
    "date_parsing": "should be a date such as 2027-01-29, without quotes",
    "date_from_datetime_parsing": "should be a date such as 2027-01-29, without quotes",
}


def load_settings(path: Path, whole: type[Model], *, if_missing: str) -> Model:
    """The settings in the file ``path``; its folder is their ``folder``.

    Raises RoundFileError naming file, key and what is allowed; never a value that somebody typed. ``if_missing`` is
    what to do when there is no such file.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise RoundFileError(f"{path} does not exist. {if_missing}") from None
    except OSError as error:
        raise RoundFileError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise RoundFileError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise RoundFileError(f"{path} is not valid TOML: {error}. Texts stand in quotes.") from None
    if "folder" in data:
        raise RoundFileError(f"{path}: folder is not a setting that Sayback knows.")
    return checked_settings({**data, "folder": path.parent}, whole, str(path))


def checked_settings(data: Mapping[str, Any], whole: type[Model], where: str) -> Model:
    """The settings in ``data``, which come from ``where``. Raises RoundFileError as ``load_settings`` does."""
    try:
        return whole(**data)
    except ValidationError as error:
        raise RoundFileError(_explain(where, whole, error)) from None


def _explain(where: str, whole: type[BaseModel], error: ValidationError) -> str:
    parts = error.errors(include_input=False, include_url=False)
    places = [part["loc"] for part in parts]
    lines = [
        _explain_one(whole, part["loc"], part["type"], part["msg"])
        for part in parts
        if part["type"] != "too_short" or not any(_inside(place, part["loc"]) for place in places)
    ]  # a list whose items were refused is "too short" for Pydantic, which is no news
    return f"{where}: " + "; ".join(lines)


def _inside(place: tuple[int | str, ...], whole: tuple[int | str, ...]) -> bool:
    return len(place) > len(whole) and place[: len(whole)] == whole


def _explain_one(whole: type[BaseModel], location: tuple[int | str, ...], kind: str, message: str) -> str:
    place = _place(location) or f"the {whole.__name__.lower()}"
    if kind == "extra_forbidden":
        return f"{place} is not a setting that Sayback knows.{_hint(whole, location)}"
    if kind == "missing":
        return f"{place} is missing"
    return f"{place}: {_WORDS.get(kind) or message.removeprefix('Value error, ')}"


def _place(location: tuple[int | str, ...]) -> str:
    """("sources", 0, "columns", 3, "role") -> "sources[1].columns[4].role": people count from one."""
    place = ""
    for part in location:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return place.lstrip(".")


def _hint(whole: type[BaseModel], location: tuple[int | str, ...]) -> str:
    """What was probably meant: a setting of that part, or one of the whole that slipped below a [section]."""
    typed = str(location[-1])
    near = difflib.get_close_matches(typed, _settings(_part_at(whole, location)), n=1)
    if near:
        return f' Did you mean "{near[0]}"?'
    if len(location) > 1 and typed in _settings(whole):
        return " It belongs at the top of the file, before the first line in [brackets]."
    return ""


def _settings(part: type[BaseModel]) -> list[str]:
    return [name for name in part.model_fields if name != "folder"]


def _part_at(whole: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel]:
    """The part of the settings in which the last name of ``location`` was looked for."""
    part = whole
    for name in location[:-1]:
        if isinstance(name, str) and name in part.model_fields:
            part = _model_in(part.model_fields[name].annotation) or part
    return part


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in an annotation such as ``tuple[Source, ...]`` or ``Mail | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
