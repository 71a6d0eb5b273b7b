"""Reads round.toml, and explains what is wrong with it: where, what is allowed, never what somebody typed."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from rounds.errors import RoundFileError
from rounds.round import Round

ROUND_FILE = "round.toml"

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


def load_round(folder: Path) -> Round:
    """Reads ``folder``/round.toml (or the file itself when it is named).

    Raises RoundFileError naming file, key and what is allowed; never a value that somebody typed.
    """
    path = folder if folder.suffix == ".toml" else folder / ROUND_FILE
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise RoundFileError(f"{path} does not exist. `sayback new {folder} --from EXPORT` drafts one.") from None
    except OSError as error:
        raise RoundFileError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise RoundFileError(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise RoundFileError(f"{path} is not valid TOML: {error}. Texts stand in quotes.") from None
    if "folder" in data:
        raise RoundFileError(f"{path}: folder is not a setting that Sayback knows.")
    try:
        return Round(**{**data, "folder": path.parent})
    except ValidationError as error:
        raise RoundFileError(_explain(path, error)) from None


def _explain(path: Path, error: ValidationError) -> str:
    parts = error.errors(include_input=False, include_url=False)
    places = [part["loc"] for part in parts]
    lines = [
        _explain_one(part["loc"], part["type"], part["msg"])
        for part in parts
        if part["type"] != "too_short" or not any(_inside(place, part["loc"]) for place in places)
    ]  # a list whose items were refused is "too short" for Pydantic, which is no news
    return f"{path}: " + "; ".join(lines)


def _inside(place: tuple[int | str, ...], whole: tuple[int | str, ...]) -> bool:
    return len(place) > len(whole) and place[: len(whole)] == whole


def _explain_one(location: tuple[int | str, ...], kind: str, message: str) -> str:
    place = _place(location)
    if kind == "extra_forbidden":
        return f"{place} is not a setting that Sayback knows.{_hint(location)}"
    if kind == "missing":
        return f"{place} is missing"
    return f"{place}: {_WORDS.get(kind) or message.removeprefix('Value error, ')}"


def _place(location: tuple[int | str, ...]) -> str:
    """("sources", 0, "columns", 3, "role") -> "sources[1].columns[4].role": people count from one."""
    place = ""
    for part in location:
        place += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return place.lstrip(".") or "the round"


def _hint(location: tuple[int | str, ...]) -> str:
    """What was probably meant: a setting of that part, or one of the round that slipped below a [section]."""
    typed = str(location[-1])
    near = difflib.get_close_matches(typed, _settings(_part_at(location)), n=1)
    if near:
        return f' Did you mean "{near[0]}"?'
    if len(location) > 1 and typed in _settings(Round):
        return " It belongs at the top of the file, before the first line in [brackets]."
    return ""


def _settings(part: type[BaseModel]) -> list[str]:
    return [name for name in part.model_fields if name != "folder"]


def _part_at(location: tuple[int | str, ...]) -> type[BaseModel]:
    """The part of the round in which the last name of ``location`` was looked for."""
    part: type[BaseModel] = Round
    for name in location[:-1]:
        if isinstance(name, str) and name in part.model_fields:
            part = _model_in(part.model_fields[name].annotation) or part
    return part


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in an annotation such as ``tuple[Source, ...]`` or ``Mail | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
