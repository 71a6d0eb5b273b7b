"""Finds a mark of identity in what a title wants to be written down, whatever the wording around it."""

from __future__ import annotations

import re

from reports.checks import identity_words as marks
from reports.checks.asked import Asked
from reports.checks.asked_for import written_down
from reports.checks.contact_words import SITE
from reports.checks.question_stems import is_request

MOST_WORDS = 18  # of a label or what follows "please enter"; longer texts explain something
MOVED = re.compile(
    r"\b(?:did|gave|given|mean|means|meaning|story|behind|change\w*|origin|history|called|describe\w*|significa\w*"
    r"|historia|cambi\w+|remember\w*|like|compar\w+|proud)\b"
)


def written_parts(asked: Asked) -> list[str]:
    """What the title, or one of its sentences, wants to be written down."""
    told = bool(asked.sentences) and is_request(asked.sentences[0], asked.spanish)
    texts = [asked.text, *(sentence.text for sentence in asked.sentences if len(asked.sentences) > 1 and not told)]
    if ":" in asked.text:
        texts.append(asked.text.split(":", 1)[1])
    return [
        part
        for text in texts
        if (part := written_down(text, labels=not told)) is not None and len(part.split()) <= MOST_WORDS
    ]


def wants_name(part: str) -> bool:
    """Wants the name of a person, not of a school or a project."""
    if MOVED.search(part) or not marks.NAME.search(part):
        return False
    return not (marks.NAME_OF_OTHER.search(part) or marks.NAME_OF_SOMETHING.search(part))


def mark_in(asked: Asked) -> str | None:
    """By what the title wants to be written down, whatever the wording around it."""
    if marks.WHO_ARE_YOU.search(asked.text):
        return "a name"
    for part in written_parts(asked):
        if MOVED.search(part):
            continue
        if wants_name(part):
            return "a name"
        if marks.BIRTH_WORD.search(part):
            return "a date of birth"
        if marks.MARK.search(part) and not SITE.search(part):
            return "a number or account that stands for a person"
        if marks.SIGNED.search(part):
            return "a signature"
    if marks.PICTURE_OF.search(asked.text):
        return "a picture of somebody"
    return None
