"""Masking of whole texts: the worked examples, keep and mask, names known and names spread."""

from __future__ import annotations

import pytest

from redaction.engine import Engine
from redaction.lexicon import Lexicon
from redaction.masking import Masking
from rounds.interviews import InputSpan
from rounds.roster import RosterName
from rounds.team import TeamMember
from tests.redaction.conftest import Redact

ROSTER = (RosterName("Deshawn", "Brown"), RosterName("Lucia", "Alvarez", "Lucy"), RosterName("Will", "Young"))


def test_worked_example_one_with_the_same_bytes_on_the_next_run(redact: Redact) -> None:
    text = "my friend deshawn said ms alvarez never calls. DeShawn's mom texted 509-555-0147"
    expected = "my friend [PERSON_1] said ms [PERSON_2] never calls. [PERSON_1]'s mom texted [PHONE_1]"
    assert redact(text, roster=ROSTER) == redact(text, roster=ROSTER) == redact(text) == expected


@pytest.mark.parametrize("change", [str, str.lower, str.upper, str.title])
@pytest.mark.parametrize(
    "text",
    [
        "MARISOL OKONKWO",
        "1420 Cedar Ridge Rd, Apt 3",
        "jaylen.b [at] k12 dot wa dot us",
        "@jay_hoops23",
        "student id 0048213",
    ],
)
def test_worked_example_two_in_any_case(redact: Redact, text: str, change: type[str]) -> None:
    redacted = redact(f"She told us {change(text)} and then left.").lower()
    assert not any(
        part in redacted for part in ("marisol", "okonkwo", "1420", "cedar", "jaylen", "k12", "hoops", "0048")
    )


def test_worked_example_three_keeps_the_author_and_masks_the_neighbor(redact: Redact) -> None:
    assert redact("I want to read Frederick Douglass") == "I want to read Frederick Douglass"
    assert redact("my neighbor Alice Adams") == "my neighbor [PERSON_1]"
    assert (
        redact("Alice Walker and John Adams; my friend Alice Adams")
        == "Alice Walker and [PERSON_1]; my friend [PERSON_2]"
    )


def test_an_authors_surname_alone_is_masked_because_a_student_may_have_it(redact: Redact) -> None:
    assert "Douglass" not in redact("My friend Douglass was late.")


def test_a_student_with_an_authors_full_name_is_masked(redact: Redact) -> None:
    text = "I saw Maya Angelou at lunch"
    assert "Angelou" in redact(text)
    assert "Angelou" not in redact(text, roster=[RosterName("Maya", "Angelou")])


def test_a_students_first_name_inside_an_authors_name_stays(redact: Redact) -> None:
    roster = [RosterName("Frederick", "Stone")]
    assert (
        redact("I read Frederick Douglass. frederick too", roster=roster) == "I read Frederick Douglass. [PERSON_1] too"
    )


def test_the_name_of_a_school_stays(redact: Redact) -> None:
    assert redact("At Lincoln Middle School he waits") == "At Lincoln Middle School he waits"


def test_roster_names_are_found_in_any_case_with_possessive_and_plural(redact: Redact) -> None:
    redacted = redact("DESHAWN'S bus. the alvarezs. lucy, Lucia Alvarez and alvarez, lucia.", roster=ROSTER)
    assert redacted == "[PERSON_1]'S bus. the [PERSON_2]. [PERSON_3], [PERSON_3] and [PERSON_3]."


def test_a_roster_name_that_is_a_word_needs_a_place_where_a_name_stands(redact: Redact) -> None:
    assert redact("Will you go? I will. We are young.", roster=ROSTER) == "Will you go? I will. We are young."
    assert redact("I asked Will. Will said no.", roster=ROSTER) == "I asked [PERSON_1]. [PERSON_1] said no."
    assert redact("then will young came", roster=ROSTER) == "then [PERSON_1] came"


def test_team_names_are_masked_inside_a_story(redact: Redact) -> None:
    assert "Lindqvist" not in redact("then lindqvist asked", team=[TeamMember("I1", ("Ada Lindqvist",))])


def test_a_name_found_once_is_masked_in_every_note_of_the_interview(engine: Engine) -> None:
    texts = ["Jaylen Okafor came with us.", "okafor was late and JAYLEN too", "nobody else"]
    masked = Masking(engine.lexicon).mask(texts, engine.find(texts, "en"))
    assert [one.text for one in masked] == [
        "[PERSON_1] came with us.",
        "[PERSON_1] was late and [PERSON_1] too",
        "nobody else",
    ]


def test_an_ordinary_word_that_was_a_name_once_stays_in_lower_case(redact: Redact) -> None:
    assert redact("I asked Grace Lin-Okafor. The grace period is good. So Grace left.").count("grace") == 1


def test_kept_words_stay_and_masked_words_go(redact: Redact) -> None:
    text = "Jaylen Rivers works at Tofu Palace, call 509-555-0147."
    assert "Jaylen Rivers" in redact(text, keep=["jaylen rivers"])
    assert "509-555-0147" in redact(text, keep=["509-555-0147"])
    assert redact(text, mask=["tofu palace"]).count("[PERSON_") == 2


def test_mask_wins_over_keep(redact: Redact) -> None:
    assert "Jaylen" not in redact("so Jaylen left", keep=["Jaylen"], mask=["jaylen"])


def test_a_private_name_that_only_contains_a_kept_word_is_masked(redact: Redact) -> None:
    assert redact("I met Jaylen Lincoln today", keep=["Lincoln"]) == "I met [PERSON_1] today"


@pytest.mark.parametrize(
    ("word", "entity"), [("kev", "PERSON"), ("555-0147 x", "PHONE"), ("a@b.org", "EMAIL"), ("b12", "ID")]
)
def test_the_shape_of_a_masked_word_names_its_placeholder(lexicon: Lexicon, word: str, entity: str) -> None:
    assert Masking(lexicon, mask=[word]).mask([f"so {word} it was"], [[]])[0].spans[0].entity == entity


def test_schools_and_places_are_found_but_stay(lexicon: Lexicon) -> None:
    found = [InputSpan(0, 6, "PLACE", 0.9), InputSpan(10, 16, "SCHOOL", 0.9)]
    assert Masking(lexicon).mask(["Yakima to Garner"], [found])[0].text == "Yakima to Garner"


def test_schools_and_small_towns_are_masked_where_the_round_says_so(lexicon: Lexicon) -> None:
    text = "Yakima, Seattle and Garner; from wapato"
    found = [InputSpan(0, 6, "PLACE", 0.9), InputSpan(8, 15, "PLACE", 0.9), InputSpan(20, 26, "SCHOOL", 0.9)]
    masking = Masking(lexicon, mask_schools=True, mask_places=True)
    assert masking.mask([text], [found])[0].text == "[PLACE_1], Seattle and [SCHOOL_1]; from [PLACE_2]"
    assert masking.mask(["in toppenish"], [[]])[0].text == "in [PLACE_1]"


def test_a_figure_stays_while_a_private_namesake_goes(redact: Redact) -> None:
    assert redact("a Taylor Swift song") == "a Taylor Swift song"
    assert redact("my cousin Taylor Swift is here") == "my cousin [PERSON_1] is here"
    assert redact("I read Frederick Douglass. Douglass escaped") == "I read Frederick Douglass. Douglass escaped"


def test_a_roster_name_wins_over_a_figure_that_goes_by_one_word(redact: Redact) -> None:
    roster = [RosterName("Leo", "Messi")]
    assert redact("a Messi jersey") == "a Messi jersey"
    assert redact("a Messi jersey", roster=roster) == "a [PERSON_1] jersey"


def test_its_repr_shows_no_text(engine: Engine) -> None:
    masked = Masking(engine.lexicon).mask(["so Jaylen left"], engine.find(["so Jaylen left"], "en"))[0]
    assert "Jaylen" not in repr(masked)
    assert "left" not in repr(masked)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Quill Elementary too", "[PERSON_1] Elementary too"),
        ("at Quill Elementary School", "at [PERSON_1] Elementary School"),
        ("at Garner Elementary School", "at Garner Elementary School"),
        ("he wrote with a quill at Garner Elementary", "he wrote with a quill at Garner Elementary"),
        ("at quill elementary", "at quill elementary"),
        ("We sell Quill pens; a quill is old", "We sell [PERSON_1] pens; a quill is old"),
        ("Of Mice was read at School of Arts Academy", "Of Mice was read at School of Arts Academy"),
    ],
)
def test_a_roster_name_that_is_a_word_is_masked_in_a_schools_name(redact: Redact, text: str, masked: str) -> None:
    assert redact(text, roster=[RosterName("Zara", "Quill")]) == masked


@pytest.mark.parametrize("text", ["\\nZara came", "late.\\tZara came", "late&nbsp;Zara came", "late\\r\\nzara came"])
def test_a_name_behind_a_typed_blank_is_masked(redact: Redact, text: str) -> None:
    assert "zara" not in redact(text, roster=[RosterName("Zara", "Quill")]).lower()


def test_a_name_with_an_at_sign_for_a_letter_is_masked_whole(redact: Redact) -> None:
    redacted = redact("my friend Z@ra came to school", roster=[RosterName("Zara", "Quill")])
    assert redacted == "my friend [PERSON_1] came to school"
