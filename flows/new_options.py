"""What was typed after `sayback new`, checked before Google is asked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import typer

from flows.steps.new_google import GoogleOrigin
from reports.question_bank import Topic
from rounds.google_ids import google_id, tab_id


class MakingOptions(TypedDict):
    """Which form to make."""

    topic: Topic
    languages: str


def google_origins(forms: Sequence[str], sheets: Sequence[str]) -> list[GoogleOrigin]:
    """The forms and sheets by their ids. Raises BadParameter, without quoting it, for what is no id or address."""
    return [
        *(GoogleOrigin(form=_id(form, "--form")) for form in forms),
        *(GoogleOrigin(sheet=_id(sheet, "--sheet"), tab=tab_id(sheet)) for sheet in sheets),
    ]


def making_options(topic: str, language: str) -> MakingOptions:
    """The topic and language of a form to make. Raises BadParameter."""
    if topic not in list(Topic):
        raise typer.BadParameter(f"--topic is one of {', '.join(Topic)}")
    if language not in ("en", "es", "both"):
        raise typer.BadParameter("--language is en, es or both")
    return MakingOptions(topic=Topic(topic), languages=language)


def _id(text: str, option: str) -> str:
    try:
        return google_id(text)
    except ValueError as error:
        raise typer.BadParameter(f"what follows {option} {error}") from None
