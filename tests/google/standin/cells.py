"""Cells: what a person or a program puts in, and how Sheets gives it back."""

from __future__ import annotations

import ast
import operator
import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

EPOCH = datetime(1899, 12, 30)
#: Day, month and year as a locale writes them; what is not here is written as in en_US.
_DATES = {
    "en_GB": "{d:02}/{m:02}/{y}",
    "es_ES": "{d:02}/{m:02}/{y}",
    "es_MX": "{d:02}/{m:02}/{y}",
    "fr_FR": "{d:02}/{m:02}/{y}",
    "pt_BR": "{d:02}/{m:02}/{y}",
    "de_DE": "{d:02}.{m:02}.{y}",
    "nl_NL": "{d}-{m}-{y}",
    "sv_SE": "{y}-{m:02}-{d:02}",
}
_COMMA = ("de_", "es_ES", "fr_", "pt_", "nl_", "sv_")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d\d)(?::(\d\d))?)?")
_LOCAL = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_OPERATIONS: dict[type, Any] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(slots=True)
class Cell:
    """One cell. A date is a number (days since 1899-12-30) with a `number_format` of DATE, TIME or DATE_TIME."""

    value: str | int | float | bool | None = None
    formula: str = ""
    number_format: str = ""
    iso: bool = False
    note: str = ""
    format: dict[str, Any] = field(default_factory=dict)
    validation: dict[str, Any] | None = None

    def take(self, other: Cell) -> None:
        """The content of another cell; format, note and validation stay."""
        self.value, self.formula = other.value, other.formula
        if other.number_format:
            self.number_format, self.iso = other.number_format, other.iso


def serial(moment: datetime | date | time) -> float:
    """A local date or time as Sheets counts it: days since 30 December 1899."""
    if isinstance(moment, time):
        moment = datetime.combine(EPOCH, moment)
    elif not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    days = (moment.replace(tzinfo=None) - EPOCH) / timedelta(days=1)
    return int(days) if days == int(days) else days


def made(value: Any) -> Cell:
    """A cell from a Python value; text that starts with `=` is a formula, as if it was typed."""
    if isinstance(value, datetime):
        return Cell(serial(value), number_format="DATE_TIME")
    if isinstance(value, date):
        return Cell(serial(value), number_format="DATE")
    if isinstance(value, time):
        return Cell(serial(value), number_format="TIME")
    if isinstance(value, str) and value.startswith("="):
        return Cell(computed(value), formula=value)
    return Cell(None if value == "" else value)


def typed(text: Any, locale: str = "en_US", year: int = 2025) -> Cell:
    """A cell from what USER_ENTERED gets: formulas, numbers, dates and booleans are recognized, `'` protects.

    A day and month without a year get `year` (at Google the present one), so that `1/2` is no fraction any more.
    """
    if not isinstance(text, str):
        return made(text)
    if text.startswith("'"):
        return Cell(text[1:] or None)
    if text.startswith(("=", "+")) and len(text) > 1 and not _NUMBER.fullmatch(text[1:]):
        return made("=" + text[1:])
    if text.upper() in ("TRUE", "FALSE"):
        return Cell(text.upper() == "TRUE")
    if _NUMBER.fullmatch(text.lstrip("+")):
        number = float(text)
        return Cell(int(number) if number.is_integer() and "." not in text else number)
    if found := _ISO.fullmatch(text):
        return _typed_date(text, [int(part or 0) for part in found.groups()], bool(found[4]))
    if found := _LOCAL.fullmatch(text):
        first, second, own = int(found[1]), int(found[2]), int(found[3] or year)
        month, day = (first, second) if locale == "en_US" else (second, first)
        return replace(_typed_date(text, [own, month, day, 0, 0, 0], timed=False), iso=False)
    return made(text)


def _typed_date(text: str, parts: list[int], timed: bool) -> Cell:
    try:
        return Cell(serial(datetime(*parts)), number_format="DATE_TIME" if timed else "DATE", iso=True)
    except ValueError:
        return Cell(text)


def computed(formula: str) -> str | int | float:
    """The result of a formula: plain arithmetic works, anything else is an error value."""
    try:
        result = _result(ast.parse(formula[1:].strip(), mode="eval").body)
    except ZeroDivisionError:
        return "#DIV/0!"
    except (SyntaxError, ValueError):
        return "#ERROR!" if formula.count("(") != formula.count(")") else "#NAME?"
    return int(result) if float(result).is_integer() else result


def _result(node: ast.AST) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return node.value
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_result(node.left), _result(node.right))
    raise ValueError("not arithmetic")


def rendered(cell: Cell | None, locale: str, value_option: str, date_option: str) -> Any:
    """A cell as `values.get` gives it ("" when it is empty), by valueRenderOption and dateTimeRenderOption."""
    if cell is None or (cell.value is None and not cell.formula):
        return ""
    if value_option == "FORMULA" and cell.formula:
        return cell.formula
    if value_option in ("UNFORMATTED_VALUE", "FORMULA"):
        return formatted(cell, locale) if cell.number_format and date_option == "FORMATTED_STRING" else cell.value
    return formatted(cell, locale)


def formatted(cell: Cell, locale: str) -> str:
    """A cell as a person sees it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if cell.number_format and isinstance(value, (int, float)):
        return _date_text(cell, float(value), locale)
    if isinstance(value, float):
        text = f"{value:.10g}"
        return text.replace(".", ",") if locale.startswith(_COMMA) else text
    return str(value)


def _date_text(cell: Cell, value: float, locale: str) -> str:
    moment = EPOCH + timedelta(seconds=round(value * 86400))
    pattern = "{y}-{m:02}-{d:02}" if cell.iso else _DATES.get(locale, "{m}/{d}/{y}")
    day = pattern.format(d=moment.day, m=moment.month, y=moment.year)
    hour = f"{moment.hour}" if locale == "en_US" else f"{moment.hour:02}"
    clock = f"{hour}:{moment:%M:%S}"
    return {"DATE": day, "TIME": clock}.get(cell.number_format, f"{day} {clock}")
