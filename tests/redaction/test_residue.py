"""The second look: sees what is known and contact shapes, and leaves everything that our own texts say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redaction.residue import Residue
from redaction.residue_shapes import SHAPES, shapes_in
from rounds.roster import RosterName
from rounds.team import TeamMember

ROSTER = (
    RosterName("Deshawn", "Whitlock", "Shawnie"),
    RosterName("Will", "Grace"),
    RosterName("Luz", "de la Rosa"),
    RosterName("José", "Van Houten"),
)
RESIDUE = Residue(roster=ROSTER, team=[TeamMember("I1", ("Ada Lindqvist",))], mask=["Tofu Palace"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("so deshawn left", "PERSON"),
        ("WHITLOCK's", "PERSON"),
        ("shawnie2012", "PERSON"),
        ("ask jose", "PERSON"),
        ("Will Grace came", "PERSON"),
        ("and Lindqvist asked", "PERSON"),
        ("at the tofu-palace", "MASKED_WORD"),
        ("call 509-555-0147", "PHONE"),
        ("(509) 555-0147", "PHONE"),
        ("or 555-0147", "PHONE"),
        ("a.b@example.org", "EMAIL"),
        ("follow @jay_hoops", "HANDLE"),
        ("123-45-6789", "ID"),
        ("it is 5095550147", "PHONE"),
        ("+52 664 555 0123", "PHONE"),
        ("five five five oh one four two", "PHONE"),
        ("mari at gmail dot com", "EMAIL"),
        ("mari arroba hotmail punto com", "EMAIL"),
        ("discord kev#4412", "HANDLE"),
        ("insta: jay_b", "HANDLE"),
    ],
)
def test_what_is_left_is_seen(text: str, kind: str) -> None:
    assert {hit.kind for hit in RESIDUE.look(text)} == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "[PERSON_1] said [PERSON_12] lives at [ADDRESS_1]; [EMAIL_1], [PHONE_2], [HANDLE_1]",
        "On May 3, 2026 at 3:15 p.m. we will meet: 14 of 29 interviews, 12-10, 2025-2026, 9/10/11.",
        "will you go with grace? van de la casa. Una luz en la mañana.",
        "Interview K7Q2ABCDEF, grade 9, Algebra 2, GPA 3.2, page 1/2, version 1.0.0-2",
        "1,234 people; 10.5 %; ISBN 978-0-14-243726-1; 2026-11-22T10:00:00",
        "We promised to come back. What we will do, and what we cannot do and why.",
        "Prometimos volver. Lo que haremos y lo que no podemos hacer.",
        "We flew to San José. One two three, and four of five said so.",
        "She is good at Google; insta is fine, snap is fun. Room #1234 and bus #12.",
        "Ticket 0141439513, total 1250000, +5 points, 2026-11-22 10:00, 12345678901234",
    ],
)
def test_our_own_texts_are_clean(text: str) -> None:
    assert RESIDUE.look(text) == []


def test_a_place_is_given_in_characters() -> None:
    hit = RESIDUE.look("é so Deshawn left")[0]
    assert (hit.start, hit.end) == (5, 12)


def test_kept_words_may_leave_but_masked_ones_never() -> None:
    residue = Residue(roster=ROSTER, mask=["deshawn"], keep=["deshawn", "listen@school.example.org"])
    assert {hit.kind for hit in residue.look("Deshawn, write to listen@school.example.org")} == {"MASKED_WORD"}


def test_an_authors_name_is_no_residue_of_a_student_with_his_first_name() -> None:
    assert Residue(roster=[RosterName("Frederick", "Stone")]).look("I read Frederick Douglass") == []


def test_its_repr_shows_no_text() -> None:
    assert "eshawn" not in repr(RESIDUE.look("so deshawn left")) + repr(RESIDUE)


def test_names_known_from_elsewhere_are_seen() -> None:
    residue = Residue(is_known=lambda word: word == "zephyrine")
    assert [(hit.kind, hit.start, hit.end) for hit in residue.look("so Zéphyrine left")] == [("PERSON", 3, 12)]


@pytest.mark.parametrize(
    ("text", "sure"),
    [("so deshawn left", True), ("deshawn's", True), ("shawnie2012", False), ("at the tofu palace", False)],
)
def test_a_hit_says_whether_it_may_be_masked(text: str, sure: bool) -> None:
    assert [hit.sure for hit in RESIDUE.look(text)] == [sure]


def test_a_placeholder_between_two_words_makes_them_no_name() -> None:
    assert RESIDUE.look("Will [PERSON_1] Grace") == []


UNSPACED = Residue(
    roster=[RosterName("小明", "王"), RosterName("민준", "김"), RosterName("明", "李"), RosterName("วิภา", "")],
    team=[TeamMember("I1", ("林美",))],
)


@pytest.mark.parametrize(
    "text",
    [
        "王小明 was late",
        "We walked with 小明 home",
        "他是小明的哥哥",
        "민준이는 집에",
        "李明没来",
        "林美问",
        "王 came",
        "วิภามา",
    ],
)
def test_names_are_seen_in_scripts_without_blanks(text: str) -> None:
    assert {hit.kind for hit in UNSPACED.look(text)} == {"PERSON"}


@pytest.mark.parametrize(
    "text", ["国王很高兴", "明天没有课", "大小和明亮", "김치를 먹었다", "我们去学校", "[PERSON_1]说", "วันนี้ไม่มา"]
)
def test_other_words_are_clean_in_scripts_without_blanks(text: str) -> None:
    assert UNSPACED.look(text) == []


def test_a_name_is_seen_at_the_end_of_a_text_where_a_longer_one_of_somebody_else_begins_alike() -> None:
    residue = Residue(roster=[RosterName("小明", "王"), RosterName("小明太", "李")])
    (hit,) = residue.look("\x08小明")
    assert (hit.start, hit.end) == (1, 3)


@pytest.mark.parametrize(("text", "has"), [("the Tofu-Palace", True), ("tofu", False), ("deshawn", False)])
def test_a_masked_word_is_told_from_everything_else(text: str, has: bool) -> None:
    assert RESIDUE.has_masked_word(text) is has


SHAPE_LIKE = (
    "a@b.co Gmail GMAİL at AT arroba (at) dot com snap: ıg: joe_12 joe1 @joe joe#1234 123-45-6789 555-0147 509-555-0147"
    " +52 664 555 0123 ５５５ five oh FIVE one"
)
PARTS = st.sampled_from(sorted(SHAPE_LIKE.split()))


@given(st.lists(PARTS | st.text(max_size=3), max_size=12).map(" ".join))
def test_no_shape_is_passed_over_for_what_it_is_said_to_need(text: str) -> None:
    all_of_them = [(kind, *match.span()) for kind, shape, _ in SHAPES for match in shape.finditer(text)]
    assert list(shapes_in(text)) == all_of_them
