"""What stands in a cell of a Google sheet, as the text or the time that the same cell of an export gives.

Sheets counts days since 30 December 1899; the part after the point is the time of day, in the spreadsheet's own zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from connectors.timestamps import is_locale, is_timezone, parse_timestamp, to_whole_second

_ZERO = datetime(1899, 12, 30)  # in the spreadsheet's own zone
_LAST = 2_958_466  # days: the first of the year 10000
_DURATIONS_BELOW = 1_000  # days: a form takes up to 72 hours; as a date it would be before 1903
_YEARS = range(2000, 2200)  # as for timestamps that are text
_CUSTOM_ZONE = re.compile(r"(?:GMT|UTC)([+-])(\d{1,2})(?::?00)?")
_DIGITS = ".15g"  # as many as Sheets keeps: 0.1 + 0.2 is 0.3 there


@dataclass(frozen=True, slots=True)
class Habits:
    """How times in a spreadsheet are meant: its locale, and its time zone as an IANA name."""

    locale: str
    timezone: str


def is_number(value: Any) -> bool:
    """Whether a cell holds a number, as dates do too; TRUE and FALSE are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def cell_text(value: Any, *, is_date: bool = False) -> str:
    """A cell's value as text. ``is_date``: the cell is formatted as a date, a time or a duration."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if is_number(value):
        return date_text(value) if is_date else number_text(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def number_text(value: float) -> str:
    """A number without a needless point: "12", "1.5", never "12.0"."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    return format(value, _DIGITS)


def date_text(serial: float) -> str:
    """A serial number as ``2026-03-04``, ``2026-03-04 17:58:39``, or hours as ``14:30:00``; else as the number it is.

    The same whatever the cell's format and the spreadsheet's locale are, so that nothing looks edited when they change.
    """
    if 0 <= serial < _DURATIONS_BELOW:
        minutes, seconds = divmod(round(serial * 86_400), 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
    moment = _moment(serial)
    if moment is None:
        return number_text(serial)
    return moment.date().isoformat() if serial == int(serial) else moment.isoformat(sep=" ")


def stamp_text(value: Any) -> str:
    """What a cell of the timestamp column says, in the sheet's time: a serial number as date and time."""
    moment = _stamp(value)
    return cell_text(value) if moment is None else moment.isoformat(sep=" ")


def stamp_time(value: Any, habits: Habits, timezone: str) -> datetime | None:
    """The instant in a cell of the timestamp column, in ``timezone``; None if it holds none.

    A serial number, or text that somebody pasted, is in the spreadsheet's time; of an hour that the clocks repeat it
    is the first, of one that they skip it is moved on, as in exports.
    """
    moment = _stamp(value)
    if moment is not None:
        return moment.replace(tzinfo=ZoneInfo(habits.timezone)).astimezone(UTC).astimezone(ZoneInfo(timezone))
    if not isinstance(value, str) or not is_locale(habits.locale):
        return None
    read = parse_timestamp(value, locale=habits.locale, timezone=habits.timezone)
    return None if read is None else read.astimezone(ZoneInfo(timezone))


def is_stamp(value: Any) -> bool:
    """Whether a number is rather the time of a response than something counted: a recent day and a time of day."""
    return _stamp(value) is not None and value != int(value)


def zone_name(given: str) -> str | None:
    """A spreadsheet's time zone as an IANA name; Google also writes ``GMT-07:00``. None for one that has no name."""
    custom = _CUSTOM_ZONE.fullmatch(given.strip())
    if custom:
        hours = int(custom[2])
        sign = "-" if custom[1] == "+" else "+"  # POSIX counts the other way: Etc/GMT+7 is seven hours behind
        given = f"Etc/GMT{sign}{hours}" if hours else "Etc/GMT"
    return given if given and is_timezone(given) else None


def _stamp(value: Any) -> datetime | None:
    moment = _moment(value) if is_number(value) else None
    return moment if moment is not None and moment.year in _YEARS else None


def _moment(serial: float) -> datetime | None:
    """The time in the sheet's zone, to the second as Sheets shows it."""
    if not 0 <= serial < _LAST:  # not a number is neither
        return None
    try:
        return to_whole_second(_ZERO + timedelta(days=serial))
    except OverflowError:
        return None
