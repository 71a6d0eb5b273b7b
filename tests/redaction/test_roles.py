"""Answers that are no stories."""

from __future__ import annotations

import pytest

from redaction.roles import Consent, consent, is_elsewhere, is_ticked, people, segment_values


@pytest.mark.parametrize("answer", ["Yes", " yes. ", "SÍ", "si", "I agree", "Acepto", "Yes, I agree", "agreed"])
def test_plain_agreement_is_consent(answer: str) -> None:
    assert consent(answer, ()) is Consent.GIVEN


@pytest.mark.parametrize(
    "answer", ["No", "no, thanks", "I do not agree", "No acepto", "Declined", "I don't want to", "n"]
)
@pytest.mark.parametrize("yes", [(), ("Yes",)])
def test_a_plain_no_is_a_no(answer: str, yes: tuple[str, ...]) -> None:
    assert consent(answer, yes) is Consent.REFUSED


@pytest.mark.parametrize("answer", ["", "  ", "maybe", "ask her mother", "yes but not the last part", "?"])
def test_anything_else_is_unknown(answer: str) -> None:
    assert consent(answer, ()) is Consent.UNKNOWN


def test_with_declared_answers_only_those_count() -> None:
    assert consent("sí, ACEPTO que tomen notas", ("Si, acepto que tomen notas",)) is Consent.GIVEN
    assert consent("yes", ("I agree that notes are taken",)) is Consent.UNKNOWN


def test_every_ticked_box_must_be_a_declared_one() -> None:
    assert consent("Notes; Recording", ("Notes", "Recording")) is Consent.GIVEN
    assert consent("Notes; Nothing else", ("Notes",)) is Consent.UNKNOWN


@pytest.mark.parametrize(("answer", "ticked"), [("Yes", True), ("please call", True), ("x", True), ("", False), ("No", False), ("no need", True), ("No one yet - but she cries", True), ("none", False), ("N/A", False), ("-", False)])  # fmt: skip  # noqa: E501
def test_a_box_is_ticked_by_anything_but_a_no(answer: str, ticked: bool) -> None:
    assert is_ticked(answer) is ticked


@pytest.mark.parametrize(("answer", "count"), [("3", 3), ("3 students", 3), ("", 1), ("two", 1), ("0", 1), ("about 12", 12), ("99999999999", 1)])  # fmt: skip  # noqa: E501
def test_people_are_the_first_number(answer: str, count: int) -> None:
    assert people(answer) == count


def test_segments_keep_declared_values_and_drop_the_text_of_others() -> None:
    declared = ("Bus", "Walk", "Family car")
    assert segment_values("walk", declared, multiple=False) == ("Walk",)
    assert segment_values("Bus;Family car", declared, multiple=True) == ("Bus", "Family car")
    assert segment_values("Bus, my uncle Ray's boat", declared, multiple=True) == ("Bus", "other")
    assert segment_values("my uncle Ray's boat", declared, multiple=False) == ("other",)
    assert segment_values(" ", declared, multiple=True) == ()


@pytest.mark.parametrize(
    ("text", "elsewhere"),
    [
        ("https://docs.google.com/document/d/1", True),
        ("see doc: docs.google.com/document/d/1 thanks", True),
        ("www.example.org/notes", True),
        ("He said the page https://example.org was down all week and nobody told any of the families about it", False),
        ("no link here", False),
    ],
)
def test_a_note_that_is_only_a_link_is_elsewhere(text: str, elsewhere: bool) -> None:
    assert is_elsewhere(text) is elsewhere
