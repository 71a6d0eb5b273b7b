"""Small towns are found where a word of place stands before them; big places never."""

from __future__ import annotations

import pytest

from redaction.lexicon import Lexicon
from redaction.small_places import is_big_place, small_places


@pytest.mark.parametrize(
    ("text", "towns"),
    [
        ("moved from Toppenish to Ellensburg", ["Toppenish", "Ellensburg"]),
        ("we live in wapato now", ["wapato"]),
        ("vive en Zillah", ["Zillah"]),
        ("from Seattle, to Mexico, in Texas, en Michoacán", []),
        ("in May, in English, in math, in Algebra, in room 204", []),
        ("from maria and to deshawn", []),
        ("Toppenish", []),
    ],
)
def test_a_small_town_after_a_word_of_place(text: str, towns: list[str], lexicon: Lexicon) -> None:
    assert [text[span.start : span.end] for span in small_places(text, lexicon)] == towns


@pytest.mark.parametrize(("name", "is_big"), [("Seattle, Washington", True), ("México", True), ("Wapato", False)])
def test_a_big_place_is_made_of_big_names_only(name: str, is_big: bool) -> None:
    assert is_big_place(name) is is_big
