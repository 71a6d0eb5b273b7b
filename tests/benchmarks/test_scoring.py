"""The arithmetic of the scores, on examples worked by hand."""

from __future__ import annotations

import pytest

from benchmarks.curve import curve
from benchmarks.found import Found, merged
from benchmarks.marked_text import MarkedText, parse_markup
from benchmarks.measures import values, with_lower, with_roster
from benchmarks.misses import misses
from benchmarks.scoring import Score, is_right, score
from rounds.interviews import InputSpan


def marked(text: str) -> MarkedText:
    return MarkedText("x", *parse_markup(text))


def span(text: str, part: str, entity: str = "PERSON", at: float = 0.8) -> InputSpan:
    start = text.index(part)
    return InputSpan(start, start + len(part), entity, at)


def scored(text: str, *parts: str, entity: str = "PERSON") -> Score:
    one = marked(text)
    return score([one], [Found(tuple(span(one.text, part, entity) for part in parts))])


@pytest.mark.parametrize(
    ("text", "parts", "wholly", "characters"),
    [
        ("saw [[PERSON:Ana Lima]] go", ["Ana Lima"], 1, (7, 7)),
        ("saw [[PERSON:Ana Lima]] go", ["Ana", "Lima"], 1, (7, 7)),  # the blank between does not count
        ("saw [[PERSON:Ana Lima]] go", ["Ana"], 0, (3, 7)),
        ("saw [[PERSON:Ana Lima]] go", ["saw Ana Lima go"], 1, (7, 7)),
        ("saw [[PERSON:Ana Lima]] go", [], 0, (0, 7)),
        ("the [[PERSON:Lima's]] cat", ["Lima"], 1, (4, 4)),  # nor the possessive ending
        ("the [[PERSON:Limas’]] cat", ["Limas"], 1, (5, 5)),
        ("[[PERSON:Lima, Ana]] left", ["Lima", "Ana"], 0, (7, 8)),  # a comma does
    ],
)
def test_a_name_is_wholly_masked_or_in_part(
    text: str, parts: list[str], wholly: int, characters: tuple[int, int]
) -> None:
    total = scored(text, *parts)
    assert (total.wholly["PERSON"].part, total.wholly["PERSON"].whole) == (wholly, 1)
    assert (total.characters["PERSON"].part, total.characters["PERSON"].whole) == characters


def test_names_are_also_read_laxly_without_signs_and_strictly_with_blanks() -> None:
    total = scored("[[PERSON:Lima, Ana]] met [[PERSON:Bo Ek]]", "Lima", "Ana", "Bo Ek")
    assert (total.wholly["PERSON"].value, total.name_letters.value, total.names_strictly.value) == (0.5, 1.0, 0.5)
    apart = scored("[[PERSON:Bo Ek]]", "Bo", "Ek")
    assert (apart.wholly["PERSON"].value, apart.names_strictly.value) == (1.0, 0.0)


def test_whatever_the_entity_what_is_masked_is_masked() -> None:
    total = scored("mail [[EMAIL:a@b.org]]", "a@b.org", entity="URL")
    assert total.wholly["EMAIL"].value == 1
    assert total.precision["URL"].value == 1


@pytest.mark.parametrize(
    ("text", "part", "right"),
    [
        ("saw [[PERSON:Ana]] at noon", "Ana at", True),
        ("saw [[PERSON:Ana]] at noon", "noon", False),
        ("by [[FIGURE:Ana Lima]]", "Lima", False),
        ("in [[INNOCENT:room 9]]", "room 9", False),
        ("at [[SCHOOL:Lima High]]", "Lima", None),
        ("in [[PLACE:Lima]]", "Lima", None),
        ("in [[PLACE:Lima]] [[INNOCENT:May 4]]", "Lima May", False),
        ("[[PERSON:Ana]] in [[PLACE:Lima]]", "Ana in Lima", True),
    ],
)
def test_a_predicted_span_is_right_wrong_or_neutral(text: str, part: str, right: bool | None) -> None:
    one = marked(text)
    assert is_right(span(one.text, part), one.gold) is right


def test_precision_counts_right_and_wrong_but_no_neutral_spans() -> None:
    total = scored("[[PERSON:Ana]] saw a [[FIGURE:Bo Ek]] film in [[PLACE:Lima]]", "Ana", "Bo Ek", "Lima", "film")
    assert (total.all_precision.part, total.all_precision.whole) == (1, 3)
    assert (total.person_spans.part, total.person_spans.whole) == (1, 4)
    assert (total.person_characters.part, total.person_characters.whole) == (3, 3 + 4 + 4 + 4)


def test_a_figure_is_touched_by_a_single_character() -> None:
    total = scored("[[FIGURE:Bo Ek]] and [[FIGURE:Ida Ro]] read", "Ek")
    assert (total.figures.part, total.figures.whole) == (1, 2)


def test_innocent_characters_are_those_outside_of_all_marks_but_innocent_ones() -> None:
    total = scored("[[PERSON:Ana]] ran in [[INNOCENT:May]] to [[PLACE:Lima]]", "Ana ran", "May")
    assert (total.innocent.part, total.innocent.whole) == (3 + 3, len("raninMayto"))


def test_a_held_text_is_counted_and_not_scored() -> None:
    total = score([marked("[[PERSON:Ana]] ran")], [Found(held="residue")])
    assert (total.texts, dict(total.held), total.wholly["PERSON"].value) == (1, {"residue": 1}, None)
    assert values(total)["held"] == 1


def test_the_curve_leaves_spans_under_the_threshold_out() -> None:
    one = marked("[[PERSON:Ana]] saw [[PERSON:Lima]] run")
    found = Found((span(one.text, "Ana", at=0.9), span(one.text, "run", at=0.4), span(one.text, "Lima", at=0.6)))
    points = curve([one], [found], steps=(0.0, 0.3, 0.5, 0.6, 0.7))
    assert [(point["threshold"], point["names"], point["precision"]) for point in points] == [
        (0.0, 1.0, 2 / 3),
        (0.5, 1.0, 1.0),
        (0.7, 0.5, 1.0),
    ]


def test_lower_casing_costs_the_difference_and_the_roster_has_rows_of_its_own() -> None:
    text = "[[PERSON:Ana]] saw [[PERSON:Lima]] call [[PHONE:5550100]]"
    typed, low = scored(text, "Ana", "Lima", "5550100"), scored(text, "Ana")
    measured = with_lower(with_roster(values(low), typed), low)
    assert (measured["names"], measured["names, roster"], measured["lower costs"]) == (0.5, 1.0, 0.0)
    assert with_lower(values(typed), low)["lower costs"] == 0.5
    assert with_lower(values(typed), low)["lower costs, contacts"] == 1.0


def test_misses_are_told_by_kind_with_their_context() -> None:
    one = marked("[[PERSON:Ana Lima]] read [[FIGURE:Bo Ek]] in [[INNOCENT:May]]\nand [[PHONE:5550100]]")
    found = Found(tuple(span(one.text, part) for part in ("Ana", "Bo Ek", "May", "and")))
    kinds = {kind: context for kind, _, context in misses(one, found)}
    assert set(kinds) == {
        "missed PERSON, in part",
        "missed PHONE",
        "false PERSON on FIGURE",
        "false PERSON on INNOCENT",
        "false PERSON on ordinary text",
    }
    assert kinds["missed PHONE"] == "Ana Lima read Bo Ek in May⏎and ⟦5550100⟧"


def test_overlapping_spans_become_one_under_the_surest_entity() -> None:
    mail, url, name = InputSpan(0, 9, "EMAIL", 1.0), InputSpan(4, 12, "URL", 0.5), InputSpan(12, 15, "PERSON", 0.8)
    assert merged([name, url, mail]) == [InputSpan(0, 12, "EMAIL", 1.0), name]
