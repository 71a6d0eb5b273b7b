"""Reads the timestamps of Google's exports: one text, one locale, one instant or none. Never a guess.

Seen shapes: ``2025/05/19 5:58:39 PM GMT-3`` (a form's own csv, the words and the zone label in the
browser's language), ``11/17/2020 18:23:58`` or ``10.03.2023 12:28:23`` (a linked sheet, in the
spreadsheet's locale and zone) and ISO 8601.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import UnknownLocaleError

from connectors.zone_labels import zone_of

_SHAPE = re.compile(
    r"(?P<first>\d{1,4})\s?(?P<dash>[./-])\s?(?P<second>\d{1,2})\s?(?P=dash)\s?(?P<third>\d{1,4})"
    r"(?:\.?,?\s|T)\s?"
    r"(?P<hour>\d{1,2})(?P<colon>[:.])(?P<minute>\d{2})(?:(?P=colon)(?P<second_of_minute>\d{2}))?"
    r"(?:[.,](?P<fraction>\d{1,9}))?\s?(?P<tail>.*)",
    re.IGNORECASE,
)
_LONGEST = 80  # characters; real timestamps have at most 40
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"))
_YEARS = range(2000, 2200)  # Google Forms is from 2008; anything outside is a serial number gone wrong


def parse_timestamp(text: str, *, locale: str, timezone: str) -> datetime | None:
    """The instant that ``text`` names, as an aware datetime in ``timezone``; None if it cannot be read.

    ``locale`` ("en_US", "es-ES") decides whether day or month comes first; with the year in front there is
    nothing to decide. A time without a zone label is in ``timezone`` (an IANA name): of an hour that the clocks
    repeat it is the first, of one that they skip it is moved on. The result is in ``timezone`` whatever the label was,
    so the same response downloaded in two browsers gives the same value.
    Raises ValueError for a locale or a time zone that does not exist.
    """
    order, words = _habits(locale)
    zone = _zone(timezone)
    match = _SHAPE.fullmatch(_tidy(text)) if len(text) <= _LONGEST else None
    if match is None:
        return None
    date = _date(match, order)
    tail = _tail(match["tail"], words)
    if date is None or tail is None:
        return None
    moment = _moment(date, match, tail[0])
    return None if moment is None else _instant(moment, tail[1], zone)


def has_timestamp_shape(text: str) -> bool:
    """Whether ``text`` is a date with a time in any locale: enough to tell data from a header."""
    return len(text) <= _LONGEST and _SHAPE.fullmatch(_tidy(text)) is not None


def is_locale(name: str) -> bool:
    """Whether ``parse_timestamp`` knows this locale."""
    try:
        _habits(name)
    except ValueError:
        return False
    return True


def is_timezone(name: str) -> bool:
    """Whether ``parse_timestamp`` knows this time zone."""
    try:
        _zone(name)
    except ValueError:
        return False
    return True


def _tidy(text: str) -> str:
    """Drops direction marks; every run of white space, also the no-break kinds, becomes one space."""
    return " ".join(text.translate(_INVISIBLE).split())


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("unknown time zone") from None


@lru_cache(maxsize=64)
def _habits(locale: str) -> tuple[str, dict[str, str]]:
    """The order of day and month ("dm" or "md") and the words for morning and afternoon, from CLDR."""
    try:
        parsed = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        raise ValueError("unknown locale") from None
    pattern = parsed.date_formats["short"].pattern
    words = {"am": "am", "pm": "pm"}
    for width in ("abbreviated", "wide"):
        periods = parsed.day_periods.get("format", {}).get(width, {})
        words.update({_word(periods[half]): half for half in ("am", "pm") if half in periods})
    return ("dm" if pattern.index("d") < pattern.index("M") else "md"), words


def _word(text: str) -> str:
    """ "p. m.", "P.M." and "pm" are one word."""
    return "".join(text.split()).replace(".", "").casefold()


def _date(match: re.Match[str], order: str) -> tuple[int, int, int] | None:
    first, second, third = match["first"], match["second"], match["third"]
    if len(first) == 4 and len(third) <= 2:
        return int(first), int(second), int(third)
    if len(third) != 4 or len(first) > 2:
        return None
    if order == "dm":
        return int(third), int(second), int(first)
    if match["dash"] == ".":  # nobody who puts the month first writes dots: the declared locale must be wrong
        return None
    return int(third), int(first), int(second)


def _tail(text: str, words: dict[str, str]) -> tuple[str | None, str | None] | None:
    """Splits "p. m. GMT-3" into ("pm", "GMT-3"); either may be absent. None if it is neither."""
    tokens = text.split()
    for count in range(len(tokens), 0, -1):
        half = words.get(_word("".join(tokens[:count])))
        if half is not None:
            return half, "".join(tokens[count:]) or None
    return (None, "".join(tokens) or None) if len(tokens) <= 2 else None


def _moment(date: tuple[int, int, int], match: re.Match[str], half: str | None) -> datetime | None:
    hour = _hour(int(match["hour"]), half)
    if hour is None or date[0] not in _YEARS:
        return None
    microsecond = int((match["fraction"] or "").ljust(6, "0")[:6])
    try:
        return datetime(*date, hour, int(match["minute"]), int(match["second_of_minute"] or 0), microsecond)
    except ValueError:
        return None


def _hour(hour: int, half: str | None) -> int | None:
    """The hour of the day, from 0 to 23, of a clock with or without am and pm."""
    if half is None:
        return hour
    if hour > 12:
        return None
    return hour % 12 + (12 if half == "pm" else 0)


def _instant(moment: datetime, label: str | None, zone: ZoneInfo) -> datetime | None:
    if label is None:
        return moment.replace(tzinfo=zone).astimezone(UTC).astimezone(zone)
    offset = zone_of(label, moment, zone)
    return None if offset is None else moment.replace(tzinfo=offset).astimezone(zone)


def to_whole_second(moment: datetime) -> datetime:
    """Rounds as Google Sheets does when it shows or exports a time: half a second counts up."""
    return (moment + timedelta(milliseconds=500)).replace(microsecond=0)
