from __future__ import annotations

from reports.worksheet import plan_worksheet
from rounds.interviews import Note, NoteKind
from tests.reports.small_worksheet import (
    ANN,
    BEN,
    CAM,
    MISSED,
    held,
    interview,
    plan,
    round_of_two_forms,
    story,
    three_interviews,
)


def test_stories_are_ordered_by_pair_then_interview_then_question() -> None:
    pairs = {ANN: "Green", BEN: "Blue", CAM: "Blue"}
    made = plan_worksheet(round_of_two_forms(), list(reversed(three_interviews())), pairs=pairs)
    assert [(row.pair, row.interview_id, row.question) for row in made.stories] == [
        ("Blue", BEN, "missed"),
        ("Blue", BEN, "best"),
        ("Blue", CAM, "missed"),
        ("Green", ANN, "missed"),
        ("Green", ANN, "best"),
    ]


def test_held_interviews_and_empty_answers_have_no_story() -> None:
    made = plan([held("hhhhhhhhh2"), interview(ANN, story("missed", " \n "), story("best", "Band."))])
    assert [(row.interview_id, row.question) for row in made.stories] == [(ANN, "best")]


def test_probes_and_cues_stand_beside_each_story_of_their_interview() -> None:
    notes = (
        story("missed", "One."),
        story("best", "Two."),
        Note("asked", "Asked", NoteKind.PROBE, "Why?"),
        Note("seen", "Seen", NoteKind.CUE, "Smiled."),
        Note("of_best", "Asked then", NoteKind.PROBE, "Who was there?", translation_of="best"),
    )
    made = plan([interview(ANN, *notes)])
    assert [(row.story, row.probe, row.cue) for row in made.stories] == [
        ("One.", "Why?", "Smiled."),
        ("Two.", "Why?\nWho was there?", "Smiled."),
    ]


def test_a_translation_stands_below_its_story_and_alone_where_the_story_is_missing() -> None:
    english = Note("missed_en", "In English", NoteKind.NOTE, "Nobody waits.", translation_of="missed")
    both = plan([interview(CAM, story("missed", "Nadie espera."), english, language="es")]).stories
    assert [(row.question, row.story) for row in both] == [("missed", "Nadie espera.\n\nTranslation: Nobody waits.")]
    alone = plan([interview(CAM, english)]).stories
    assert [(row.question, row.story) for row in alone] == [("missed", "Nobody waits.")]


def test_the_rounds_own_wording_of_a_question_comes_first() -> None:
    made = plan(questions={"missed": "Missing school"})
    assert {row.question_title for row in made.stories if row.question == "missed"} == {"Missing school"}
    assert {row.question_title for row in plan().stories if row.question == "missed"} == {MISSED}


def test_the_role_is_the_forms_else_the_one_that_was_asked() -> None:
    assert [row.role for row in plan().stories][-1] == "caregiver"
    asked = round_of_two_forms(
        sources=(
            {
                "key": "staff",
                "file": "staff.csv",
                "columns": (
                    {"title": MISSED, "role": "note", "key": "missed"},
                    {"title": "Role", "role": "segment", "key": "role"},
                ),
            },
        ),
        segments=({"key": "role", "label": "Role", "values": ("career advisor",)},),
    )
    one = interview(ANN, story("missed", "One."), source="staff", segments=(("role", "career advisor"),))
    assert plan_worksheet(asked, [one], pairs={}).stories[0].role == "career advisor"


def test_each_norm_has_a_heading_and_a_text() -> None:
    for norm in plan().norms:
        heading, text = norm.split("\n")
        assert heading
        assert text.endswith(".")
