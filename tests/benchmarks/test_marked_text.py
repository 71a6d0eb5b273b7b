"""Markup to text and spans: every offset is that of the plain text."""

from __future__ import annotations

import pytest

from benchmarks.marked_text import BadMarkup, Gold, MarkedText, lower_cased, parse_markup


def test_marks_are_taken_out_and_their_places_kept() -> None:
    text, gold = parse_markup("ms [[PERSON:Kobayashi]] is in [[INNOCENT:room 9]].\n[[PERSON:Kobayashi]]'s door")
    assert text == "ms Kobayashi is in room 9.\nKobayashi's door"
    assert [(text[one.start : one.end], one.label) for one in gold] == [
        ("Kobayashi", "PERSON"),
        ("room 9", "INNOCENT"),
        ("Kobayashi", "PERSON"),
    ]


def test_a_mark_may_span_lines_and_hold_colons_and_single_brackets() -> None:
    text, gold = parse_markup("[[ADDRESS:12 Elm St\nApt [4]:B]] is home")
    assert text == "12 Elm St\nApt [4]:B is home"
    assert gold == (Gold(0, 19, "ADDRESS"),)


@pytest.mark.parametrize("text", ["no mark at all", "[redacted]", "[[see page 4]]", "[[ ]]", ""])
def test_other_brackets_are_ordinary_text(text: str) -> None:
    assert parse_markup(text) == (text, ())


@pytest.mark.parametrize("marked", ["[[NAME:Oda]]", "[[PERSON:Oda", "[[PERSON:Oda [[PHONE:555-0100]] x]]"])
def test_unknown_nested_and_unclosed_marks_are_refused(marked: str) -> None:
    with pytest.raises(BadMarkup):
        parse_markup(marked)


def test_lower_casing_moves_no_offset() -> None:
    before = MarkedText("x", "İpek ÅSA Öz", (Gold(0, 4, "PERSON"), Gold(5, 8, "PERSON")))
    (after,) = lower_cased([before])
    assert after.text == "İpek åsa öz"
    assert after.gold == before.gold
