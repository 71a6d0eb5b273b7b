"""The zone labels that Google's exports write behind a time, as fixed offsets from UTC.

Google takes the label from the exporting browser, by its language: "GMT-3", "EST", "OEZ". It is the
*name of an offset*, not a zone with summer time: rows of June can read "EST" and then mean UTC-5.
The names are those that CLDR (the Unicode locale data) uses as short names for exactly one offset.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_HOURS = {
    # Universal time
    "Z": 0, "UTC": 0, "GMT": 0, "TU": 0,
    # North America, English and French
    "NST": -3.5, "NDT": -2.5, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
    "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "HDT": -9, "HAST": -10, "HADT": -9,
    "HNA": -4, "HAA": -3, "HNE": -5, "HAE": -4, "HNC": -6, "HAC": -5, "HNR": -7, "HAR": -6, "HNP": -8, "HAP": -7,
    # Central and South America
    "COT": -5, "PET": -5, "BOT": -4, "VET": -4, "CLT": -4, "CLST": -3, "ART": -3, "UYT": -3, "BRT": -3, "BRST": -2,
    # Europe, English, German and Czech
    "WET": 0, "WEST": 1, "WEZ": 0, "WESZ": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "SEČ": 1, "SELČ": 2,
    "EET": 2, "EEST": 3, "OEZ": 2, "OESZ": 3, "MSK": 3,
    # Africa
    "WAT": 1, "CAT": 2, "SAST": 2, "EAT": 3,
    # Asia and the Pacific
    "PKT": 5, "WIB": 7, "WITA": 8, "WIT": 9, "SGT": 8, "MYT": 8, "HKT": 8, "JST": 9, "KST": 9,
    "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip

# IST is India's, Ireland's or Israel's time, BST Britain's or Bangladesh's: only the declared zone can tell.
_AMBIGUOUS = frozenset({"IST", "BST"})

_NUMERIC = re.compile(r"(?:GMT|UTC)?([+\-\u2212\u2013])(\d{1,2})(?::?(\d{2}))?")  # French writes UTC−3 with U+2212
_WIDEST_OFFSET = timedelta(hours=14)


def zone_of(label: str, near: datetime, declared: ZoneInfo) -> timezone | None:
    """The fixed offset that ``label`` names, or None where it is unknown or could mean several.

    An ambiguous label counts only where the ``declared`` zone itself goes by that name in the year of ``near``.
    """
    name = label.upper()
    if name in _HOURS:
        return timezone(timedelta(hours=_HOURS[name]))
    if name in _AMBIGUOUS:
        return _named_by(declared, name, near.year)
    return _numeric_zone(name)


def _numeric_zone(name: str) -> timezone | None:
    match = _NUMERIC.fullmatch(name)
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > _WIDEST_OFFSET or int(minutes or 0) > 59:
        return None
    return timezone(offset if sign == "+" else -offset)


def _named_by(declared: ZoneInfo, name: str, year: int) -> timezone | None:
    for moment in (datetime(year, 1, 1, tzinfo=declared), datetime(year, 7, 1, tzinfo=declared)):
        offset = moment.utcoffset()
        if moment.tzname() == name and offset is not None:
            return timezone(offset)
    return None
