"""Sayback's own questions for interviews, in English and Spanish, and the fields that a form has around them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from reports.answer_shapes import plain
from rounds.form import QuestionKind
from rounds.round import Role

_FILE = "question_bank.toml"


class Topic(StrEnum):
    """What a round listens for."""

    ATTENDANCE = "attendance"
    STUDENT_WORK = "student_work"
    TRANSITIONS = "transitions"
    BELONGING = "belonging"
    CAREGIVERS = "caregivers"


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """One open question; ``wordings`` by language ("en", "es")."""

    key: str
    topic: Topic
    wordings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class BankField:
    """A field beside the stories. Texts and ``options`` are by language; ``yes`` are the options that agree.

    ``topic`` is the one topic that it is for, None for all; ``after`` the stories or before them.
    """

    key: str
    role: Role
    kind: QuestionKind
    wordings: Mapping[str, str]
    help: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    yes: Mapping[str, tuple[str, ...]]
    topic: Topic | None = None
    required: bool = False
    other: bool = False
    after: bool = False


@cache
def bank_questions(topic: Topic | None = None) -> tuple[BankQuestion, ...]:
    """The questions of ``topic``, those to take first in front; of all topics with None."""
    found = (
        BankQuestion(entry["key"], Topic(entry["topic"]), {"en": entry["en"], "es": entry["es"]})
        for entry in _bank()["questions"]
    )
    return tuple(question for question in found if topic in (None, question.topic))


@cache
def bank_fields(topic: Topic) -> tuple[BankField, ...]:
    """The fields of a form about ``topic``, in order; one made for the topic stands for the general one."""
    found: dict[str, BankField] = {}
    for field in map(_field, _bank()["fields"]):
        if field.topic in (None, topic):
            found[field.key] = field
    return tuple(found.values())


def notice(language: str, who: str = "") -> str:
    """What stands at the top of the form. ``who`` sees the notes as they were typed."""
    texts = _bank()["notice"]
    return str(texts[language]).strip().replace("{who}", who.strip() or texts[f"who_{language}"])


def story_help(language: str) -> str:
    """What stands below every story question."""
    return str(_bank()["notice"][f"story_{language}"])


def bank_key(title: str, language: str) -> str | None:
    """The key of the question or field of the bank that ``title`` is, letter by letter but for case and signs."""
    return _titles().get((language, _bare(title)))


@cache
def _titles() -> Mapping[tuple[str, str], str]:
    entries = _bank()["questions"] + _bank()["fields"]
    return {(language, _bare(entry[language])): entry["key"] for entry in entries for language in ("en", "es")}


def _bare(title: str) -> str:
    return plain(title).strip(" .?!¿¡:*")


def _field(entry: Mapping[str, Any]) -> BankField:
    return BankField(
        key=entry["key"],
        role=Role(entry["role"]),
        kind=QuestionKind(entry["kind"]),
        wordings={"en": entry["en"], "es": entry["es"]},
        help={language: entry.get(f"help_{language}", "") for language in ("en", "es")},
        options={language: tuple(entry.get(f"options_{language}", ())) for language in ("en", "es")},
        yes={language: tuple(entry.get(f"yes_{language}", ())) for language in ("en", "es")},
        topic=Topic(entry["topic"]) if "topic" in entry else None,
        required=entry.get("required", False),
        other=entry.get("other", False),
        after=entry.get("after", False),
    )


@cache
def _bank() -> Mapping[str, Any]:
    return tomllib.loads((files("reports") / _FILE).read_text(encoding="utf-8"))
