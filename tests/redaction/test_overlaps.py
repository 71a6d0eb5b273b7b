"""Spans made ready for masking: a name that is followed directly by more of the same run goes whole."""

from __future__ import annotations

import pytest

from redaction.overlaps import resolve
from rounds.interviews import InputSpan


def _name_at_the_start(text: str, name: str, entity: str = "PERSON") -> str:
    [span] = resolve(text, [InputSpan(0, len(name), entity, 0.9)])
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("Z@ra Quill", "Z", "Z@ra"),
        ("Qu1ll came", "Qu", "Qu1ll"),
        ("Zara2012 came", "Zara", "Zara2012"),
        ("Zaraquill came", "Zara", "Zaraquill"),
        ("Z@r@'s bus", "Z@r", "Z@r"),
        ("Z@ra's bus", "Z", "Z@ra"),
        ("Zoé1 came", "Zoé", "Zoé1"),
    ],
)
def test_a_name_is_widened_to_the_whole_run(text: str, name: str, whole: str) -> None:
    assert _name_at_the_start(text, name) == whole


@pytest.mark.parametrize(
    "after", ["/Ana", "-Ana", "'s", "’s", '"x', ".Then", "!x", "?x", ",x", ":x", " x", "@ home", "_x", "\\nBo"]
)
def test_a_name_is_not_widened_over_signs(after: str) -> None:
    assert _name_at_the_start(f"Zara{after}", "Zara") == "Zara"


@pytest.mark.parametrize(("text", "name"), [("小明昨天没来", "小明"), ("민준이는", "민준"), ("Zara昨天", "Zara")])
def test_a_name_is_not_widened_in_scripts_without_blanks(text: str, name: str) -> None:
    assert _name_at_the_start(text, name) == name


def test_a_name_is_widened_to_forty_characters_at_most() -> None:
    assert len(_name_at_the_start("Z" + "a1" * 5_000, "Z")) == 40


def test_only_names_are_widened() -> None:
    assert _name_at_the_start("555x", "555", "PHONE") == "555"
