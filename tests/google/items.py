"""Makers of the items of a form, in the JSON of the Forms API. Ids are made from titles: the same in every run."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


def question_id(title: str, row: str = "") -> str:
    """The id that a maker gives to the question with this title (and grid row)."""
    return f"{zlib.crc32(f'{title}|{row}'.encode()):08x}"


def item_id(title: str) -> str:
    """The id that a maker gives to the item with this title."""
    return f"{zlib.crc32(f'item {title}'.encode()):08x}"


def _item(title: str, kind: Json, *, required: bool = False, id: str = "", **item: Any) -> Json:  # noqa: A002
    question = {"questionId": id or question_id(title), **kind, **({"required": True} if required else {})}
    own_id = f"{zlib.crc32(id.encode()):08x}" if id else item_id(title)
    return {"itemId": own_id, "title": title, **item, "questionItem": {"question": question}}


def text(title: str, **more: Any) -> Json:
    """A short text question. `more`: required, id (of the question), description, grading and so on."""
    return _item(title, {"textQuestion": {}}, **more)


def paragraph(title: str, **more: Any) -> Json:
    """A long text question."""
    return _item(title, {"textQuestion": {"paragraph": True}}, **more)


def choice(title: str, options: Sequence[str], *, other: bool = False, kind: str = "RADIO", **more: Any) -> Json:
    """A choice of one (RADIO, DROP_DOWN) or several (CHECKBOX), with "Other" as the last option if wanted."""
    listed: list[Json] = [{"value": option} for option in options] + ([{"isOther": True}] if other else [])
    return _item(title, {"choiceQuestion": {"type": kind, "options": listed}}, **more)


def checkbox(title: str, options: Sequence[str], **more: Any) -> Json:
    return choice(title, options, kind="CHECKBOX", **more)


def dropdown(title: str, options: Sequence[str], **more: Any) -> Json:
    return choice(title, options, kind="DROP_DOWN", **more)


def scale(title: str, low: int = 1, high: int = 5, labels: tuple[str, str] = ("Never", "Always"), **more: Any) -> Json:
    question = {"low": low, "high": high, "lowLabel": labels[0], "highLabel": labels[1]}
    return _item(title, {"scaleQuestion": question}, **more)


def rating(title: str, levels: int = 5, **more: Any) -> Json:
    return _item(title, {"ratingQuestion": {"ratingScaleLevel": levels, "iconType": "STAR"}}, **more)


def day(title: str, *, year: bool = True, with_time: bool = False, **more: Any) -> Json:
    return _item(title, {"dateQuestion": {"includeYear": year, "includeTime": with_time}}, **more)


def clock(title: str, *, duration: bool = False, **more: Any) -> Json:
    return _item(title, {"timeQuestion": {"duration": duration}}, **more)


def file_upload(title: str, **more: Any) -> Json:
    question = {"folderId": "1UploadFolder", "maxFiles": 1, "maxFileSize": "10485760", "types": ["PDF", "IMAGE"]}
    return _item(title, {"fileUploadQuestion": question}, **more)


def grid(title: str, rows: Sequence[str], columns: Sequence[str], *, several: bool = False) -> Json:
    """A grid: each row is a question of its own, with the id `question_id(title, row)`."""
    questions = [{"questionId": question_id(title, row), "rowQuestion": {"title": row}} for row in rows]
    choices = {"type": "CHECKBOX" if several else "RADIO", "options": [{"value": column} for column in columns]}
    group = {"questions": questions, "grid": {"columns": choices}}
    return {"itemId": item_id(title), "title": title, "questionGroupItem": group}


def section(title: str, description: str = "") -> Json:
    """The start of a new page."""
    return {"itemId": item_id(title), "title": title, **_description(description), "pageBreakItem": {}}


def notice(title: str, description: str = "") -> Json:
    """Text that asks nothing."""
    return {"itemId": item_id(title), "title": title, **_description(description), "textItem": {}}


def _description(text_: str) -> Json:
    return {"description": text_} if text_ else {}


def graded(item: Json, points: int, correct: str) -> Json:
    """The item as a quiz has it: with points and a right answer."""
    grading = {"pointValue": points, "correctAnswers": {"answers": [{"value": correct}]}}
    question = {**item["questionItem"]["question"], "grading": grading}
    return {**item, "questionItem": {"question": question}}
