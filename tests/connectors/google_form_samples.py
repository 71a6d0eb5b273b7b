"""Items and answers as raw JSON of the Forms API, with chosen ids and kinds that Google may not even have.

For whole forms and responses as Google gives them see ``tests.google.forms``.
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def form(*items: Json, **more: Any) -> Json:
    return {"formId": "1FormOfSamples", "info": {"title": "Walk to school"}, "items": list(items), **more}


def question(id_: str, title: str, kind: Json | None = None, *, required: bool = False, **item: Any) -> Json:
    asked = {"questionId": id_, **(kind or {"textQuestion": {}}), **({"required": True} if required else {})}
    return {"itemId": f"item{id_}", "title": title, "questionItem": {"question": asked}, **item}


def choice(*values: str, type_: str = "RADIO", other: bool = False) -> Json:
    options: list[Json] = [{"value": value} for value in values] + ([{"isOther": True}] if other else [])
    return {"choiceQuestion": {"type": type_, "options": options}}


def grid(title: str, rows: dict[str, str], *columns: str, type_: str = "RADIO") -> Json:
    """``rows`` maps ids of questions to the titles of the rows."""
    questions = [{"questionId": id_, "rowQuestion": {"title": row}} for id_, row in rows.items()]
    options = [{"value": column} for column in columns]
    group = {"questions": questions, "grid": {"columns": {"type": type_, "options": options}}}
    return {"itemId": f"grid{title}", "title": title, "questionGroupItem": group}


def section(title: str = "", description: str = "") -> Json:
    return {"itemId": f"page{title}", "title": title, "description": description, "pageBreakItem": {}}


def text_block(title: str = "", description: str = "") -> Json:
    return {"itemId": f"text{title}", "title": title, "description": description, "textItem": {}}


def answer(id_: str, *values: str, **more: Any) -> Json:
    return {"questionId": id_, "textAnswers": {"answers": [{"value": value} for value in values]}, **more}


def upload(id_: str, *names: str) -> Json:
    files = [{"fileId": f"file-{name}", "fileName": name, "mimeType": "image/png"} for name in names]
    return {"questionId": id_, "fileUploadAnswers": {"answers": files}}
