"""Numbering, overlaps and the two kinds of spans."""

from __future__ import annotations

from redaction.overlaps import resolve
from redaction.placeholders import replace_all, same_people
from rounds.interviews import InputSpan


def person(text: str, name: str, nth: int = 1, entity: str = "PERSON") -> InputSpan:
    start = -1
    for _ in range(nth):
        start = text.index(name, start + 1)
    return InputSpan(start, start + len(name), entity, 0.8)


def test_the_same_person_has_the_same_number_in_every_text() -> None:
    texts = ["deshawn, DeShawn Brown", "Ana and DESHAWN"]
    spans = [
        [person(texts[0], "deshawn"), person(texts[0], "DeShawn Brown")],
        [person(texts[1], "Ana"), person(texts[1], "DESHAWN")],
    ]
    assert [one.text for one in replace_all(texts, spans)] == ["[PERSON_1], [PERSON_1]", "[PERSON_2] and [PERSON_1]"]


def test_a_short_name_that_fits_two_people_is_a_person_of_its_own() -> None:
    names = [("maria",), ("maria", "lopez"), ("maria", "garcia"), ("lopez",)]
    same = same_people(names)
    assert same["maria",] == ("maria",)
    assert same["lopez",] == ("maria", "lopez")


def test_an_initial_stands_for_its_name() -> None:
    assert same_people([("deshawn", "b"), ("deshawn", "brown")])["deshawn", "b"] == ("deshawn", "brown")


def test_a_nickname_of_the_roster_stands_for_its_student() -> None:
    text = "Lucy or Lucia"
    spans = [[person(text, "Lucy"), person(text, "Lucia")]]
    assert replace_all([text], spans, {"lucy": "lucia"})[0].text == "[PERSON_1] or [PERSON_1]"


def test_one_phone_written_two_ways_is_one_number() -> None:
    text = "509-555-0147 or (509) 555 0147"
    spans = [[person(text, "509-555-0147", 1, "PHONE"), person(text, "(509) 555 0147", 1, "PHONE")]]
    assert replace_all([text], spans)[0].text == "[PHONE_1] or [PHONE_1]"


def test_numbers_that_somebody_typed_are_never_given() -> None:
    text = "[PERSON_1] and [PERSON_0003] saw Ana, Bo, Cy"
    spans = [[person(text, "Ana"), person(text, "Bo"), person(text, "Cy")]]
    redacted = replace_all([text], spans)[0].text
    assert redacted == "[PERSON_1] and [PERSON_0003] saw [PERSON_2], [PERSON_4], [PERSON_5]"


def test_spans_point_at_the_placeholders_and_at_what_they_replaced() -> None:
    text = "So Ana, Bo!"
    masked = replace_all([text], [[person(text, "Ana"), person(text, "Bo")]])[0]
    assert [masked.text[span.start : span.end] for span in masked.spans] == ["[PERSON_1]", "[PERSON_2]"]
    assert [text[span.start : span.end] for span in masked.found] == ["Ana", "Bo"]


def test_overlapping_finds_become_one_span_named_by_the_longest() -> None:
    text = "write maria.lopez@gmail.com"
    spans = [InputSpan(6, 27, "EMAIL", 1.0), InputSpan(6, 11, "PERSON", 0.6), InputSpan(18, 27, "URL", 0.7)]
    assert resolve(text, spans) == [InputSpan(6, 27, "EMAIL", 1.0)]


def test_partly_overlapping_finds_are_masked_from_the_first_to_the_last_character() -> None:
    assert resolve("abcdefgh", [InputSpan(0, 4, "PERSON", 0.6), InputSpan(2, 8, "ID", 0.5)]) == [
        InputSpan(0, 8, "ID", 0.5)
    ]


def test_parts_of_a_name_side_by_side_are_one_person() -> None:
    text = "Deshawn Brown. Ana"
    spans = [person(text, "Deshawn"), person(text, "Brown"), person(text, "Ana")]
    assert [text[span.start : span.end] for span in resolve(text, spans)] == ["Deshawn Brown", "Ana"]


def test_possessives_and_blanks_stay_outside() -> None:
    for text in ("Ana's", "Ana’s", "ANA'S", " Ana "):
        span = resolve(text, [InputSpan(0, len(text), "PERSON", 0.9)])[0]
        assert text[span.start : span.end].lower() == "ana"
