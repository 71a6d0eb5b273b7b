"""One entry of ``responses.list``: its answers as texts, its times as moments.

Called several times for each of many thousand responses, so nothing here does more than it must: an entry of another
shape than documented is not looked for, it raises one of ``UNEXPECTED``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from typing import Any

Json = Mapping[str, Any]
Moments = tuple[datetime | None, datetime | None]

UNEXPECTED = (AttributeError, IndexError, KeyError, OverflowError, TypeError, ValueError)
SEPARATOR = ";"  # between several choices, as in a form's own csv; ``rounds.choices`` reads options that hold it
_TO_MILLISECOND = len("2026-01-05T08:00:00.123")


def answer_text(answer: Json) -> str:
    r"""The text of one answer: several choices joined by ``;``, line ends as ``\n``.

    "" for uploaded files, whose names may be anybody's. What was typed under *Other* is a choice like the others.
    Grade and feedback of a quiz are not looked at.
    """
    given = answer.get("textAnswers")
    if given is None:
        return ""
    text = SEPARATOR.join([value["value"] for value in given.get("answers") or () if value.get("value")])
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def count_files(answer: Json | None) -> int:
    """How many files were uploaded. Their names and ids are not read."""
    given = answer.get("fileUploadAnswers") if answer else None
    return len(given.get("answers") or ()) if given else 0


def moments(created: str | None, edited: str | None, zone: tzinfo) -> Moments:
    """When a response was submitted and when last edited, in ``zone``, cut to the millisecond.

    Google writes one instant with three decimals in ``createTime`` and with six in ``lastSubmittedTime``, so that only
    milliseconds can be compared. A response that was never edited has two equal moments.
    """
    if created and edited and _same_millisecond(created, edited):
        moment = _moment(created, zone)
        return moment, moment
    first = _moment(created, zone) if created else None
    return first, _moment(edited, zone) if edited else first


def _same_millisecond(one: str, other: str) -> bool:
    return one[:_TO_MILLISECOND] == other[:_TO_MILLISECOND] and one[19] == "." and one[-1] == other[-1] == "Z"


def _moment(text: str, zone: tzinfo) -> datetime:
    """An RFC 3339 time such as 2026-01-05T08:00:00.123456Z, cut to the millisecond."""
    if len(text) > _TO_MILLISECOND and text[19] == "." and text[-1] == "Z":
        return datetime.fromisoformat(text[:_TO_MILLISECOND] + "Z").astimezone(zone)
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("without a zone")
    return to_millisecond(moment).astimezone(zone)


def to_millisecond(moment: datetime) -> datetime:
    """Cut, not rounded, as Google does."""
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def since_filter(since: datetime) -> str:
    """The filter of ``responses.list`` for what was submitted or edited at ``since`` (an aware datetime) or later."""
    moment = to_millisecond(since).astimezone(UTC).replace(tzinfo=None)
    return f"timestamp >= {moment.isoformat(timespec='milliseconds')}Z"
