"""What a form knows of its questions: kinds, options, ids; with 0 responses as well as with some."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from reports.column_facts import gather_facts
from reports.column_guess import ColumnGuess, guess_columns, with_roles
from reports.header_check import DraftRefused
from rounds.form import Form, Question, QuestionKind
from rounds.interviews import Response
from rounds.round import Role

SHORT, LONG, PICK, BOXES = (
    QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT, QuestionKind.CHOICE, QuestionKind.CHECKBOXES,
)  # fmt: skip
NOBODY: Sequence[str] = ()


def guess_of(
    title: str, kind: QuestionKind, options: Sequence[str] = (), answers: Sequence[str] = NOBODY, **more: object
) -> ColumnGuess:
    question = Question(title, 1, "B", id="0000aaaa", kind=kind, options=tuple(options), **more)  # type: ignore[arg-type]
    story = Question("What else did the interviewee say?", 1, "C", id="0000bbbb", kind=LONG)
    form = Form("Google form 1", (question, story), id="1")
    responses = [Response(row, {question.address: answer}) for row, answer in enumerate(answers)]
    return guess_columns(form, gather_facts(form, responses))[0]


@pytest.mark.parametrize(
    ("title", "kind", "options", "role"),
    [
        ("Interviewer", SHORT, (), Role.INTERVIEWER),
        ("Interviewer", PICK, ("Ada", "Bo"), Role.INTERVIEWER),
        ("Your name", SHORT, (), Role.INTERVIEWER),
        ("Did the person agree that we take notes?", PICK, ("Yes", "No"), Role.CONSENT),
        ("I agree to take part", BOXES, ("I agree",), Role.CONSENT),
        ("Language of the conversation", PICK, ("English", "Spanish", "Somali"), Role.LANGUAGE),
        ("How many people took part?", SHORT, (), Role.PEOPLE),
        ("How many people took part?", PICK, ("1", "2", "3 or more"), Role.PEOPLE),
        ("How many people took part?", QuestionKind.SCALE, ("1", "2", "3"), Role.PEOPLE),
        ("Withdrawal code", SHORT, (), Role.CODE),
        ("Does this person need support soon?", BOXES, ("Yes",), Role.DISTRESS),
        ("The person preferred not to answer", BOXES, ("Yes",), Role.DECLINED),
        ("Grade", PICK, ("9", "10"), Role.SEGMENT),
        ("Who did you talk with?", PICK, ("Student", "Parent"), Role.SEGMENT),
        ("How do you get to school?", BOXES, ("Bus", "Walk"), Role.SEGMENT),
        ("Tell me about a hard morning.", LONG, (), Role.NOTE),
        ("Tell me about a hard morning.", SHORT, (), Role.NOTE),
        ("Notes", LONG, (), Role.NOTE),
        ("Anything at all", LONG, (), Role.NOTE),
        ("What did you ask next?", LONG, (), Role.PROBE),
        ("What did you notice beyond the words?", LONG, (), Role.CUE),
        ("English translation of the story", LONG, (), Role.TRANSLATION_OF),
        ("How was school this week?", QuestionKind.SCALE, ("1", "2", "3", "4", "5"), Role.DISCARD),
        ("How safe is it? [Hallway]", QuestionKind.GRID_ROW, ("Safe", "Unsafe"), Role.DISCARD),
        ("Date of the interview", QuestionKind.DATE, (), Role.DISCARD),
        ("When did it begin?", QuestionKind.TIME, (), Role.DISCARD),
        ("Signed consent form", QuestionKind.FILE, (), Role.DISCARD),
        ("Favorite color", SHORT, (), Role.DISCARD),
        ("I have read this", BOXES, ("Yes",), Role.DISCARD),
    ],
)
def test_a_form_without_responses_tells_what_a_question_is_for(
    title: str, kind: QuestionKind, options: Sequence[str], role: Role
) -> None:
    assert guess_of(title, kind, options).role is role


@pytest.mark.parametrize(
    ("title", "kind", "options"),
    [
        ("Student's full name", SHORT, ()),
        ("Student's full name", LONG, ()),
        ("Student's name", PICK, ("Ana Ruiz", "Bo Lind")),
        ("Home address", LONG, ()),
        ("Student's date of birth", QuestionKind.DATE, ()),
        ("Phone", SHORT, ()),
        ("Homeroom teacher", PICK, ("Ms. Alder", "Mr. Birch")),
    ],
)
def test_who_somebody_is_stays_discarded_whatever_the_kind(
    title: str, kind: QuestionKind, options: Sequence[str]
) -> None:
    guess = guess_of(title, kind, options)
    assert guess.role is Role.DISCARD
    assert guess.identity
    assert guess.values == ()


def test_choices_come_from_the_options_and_not_from_answers() -> None:
    guess = guess_of("Grade", PICK, ("K", "1", "2"), ["1"] * 9 + ["something else"] * 5, other=True)
    assert guess.values == ("K", "1", "2")
    assert "3 options" in guess.reason


def test_a_long_option_is_listed_too() -> None:
    long = "A grandparent, an aunt, an uncle or somebody else who looks after the child"
    assert guess_of("Who did you talk with?", PICK, ("Student", long)).values == ("Student", long)


def test_boxes_hold_several_choices() -> None:
    assert guess_of("How do you get to school?", BOXES, ("Bus", "Walk")).multiple


def test_consent_counts_the_options_that_agree() -> None:
    options = ("Yes, I agree that notes of my words are used", "Yes, but not my story about work", "No")
    guess = guess_of("Do you agree to take part?", PICK, options)
    assert guess.role is Role.CONSENT
    assert guess.yes == (options[0],)
    assert "under a condition" in (guess.warning or "")


def test_consent_without_a_plain_option_asks_a_person() -> None:
    guess = guess_of("Do you agree to take part?", PICK, ("Read and understood", "Not now"))
    assert guess.yes == ()
    assert "No option agrees plainly" in (guess.warning or "")


def test_several_agreeing_boxes_are_pointed_out() -> None:
    guess = guess_of("Consent", BOXES, ("I agree to take part", "I agree to be recorded"))
    assert "Each of several boxes" in (guess.warning or "")


def test_answers_that_recur_do_not_make_a_paragraph_a_choice() -> None:
    assert guess_of("Anything else?", LONG, (), ["no", "no", "no", "nothing", "no"]).role is Role.NOTE


def test_the_collected_address_is_discarded_and_may_become_the_interviewer() -> None:
    question = Question("Email Address", 1, "B", id="respondent_email", kind=SHORT)
    story = Question("Tell me about a day.", 1, "C", id="0000bbbb", kind=LONG)
    form = Form("Google form 1", (question, story))
    guesses = guess_columns(form, gather_facts(form, []))
    assert guesses[0].role is Role.DISCARD
    assert "may be `interviewer`" in (guesses[0].warning or "")
    assert with_roles(guesses, {question.address: Role.INTERVIEWER})[0].role is Role.INTERVIEWER
    with pytest.raises(DraftRefused):
        with_roles(guesses, {question.address: Role.NOTE})


def test_a_question_that_google_gives_no_answers_to_is_discarded() -> None:
    unknown = Question("Sign here", 1, "B")
    story = Question("Tell me about a day.", 1, "C", id="0000bbbb", kind=LONG)
    form = Form("Google form 1", (unknown, story))
    assert guess_columns(form, gather_facts(form, []))[0].role is Role.DISCARD


def test_a_long_title_of_a_form_is_no_reason_to_refuse() -> None:
    title = "Tell me about a morning. " * 20 + "Questions? Call the office at 509-555-0147."
    assert guess_of(title, LONG).role is Role.NOTE


@pytest.mark.parametrize("kind", [SHORT, LONG])
@pytest.mark.parametrize("title", ["Who did you talk to?", "Student", "Room", "Class", "Homeroom teacher", "Team"])
def test_typed_answers_that_recur_are_never_choices(title: str, kind: QuestionKind) -> None:
    answers = ["Dana Quillfeather", "Dana Quillfeather", "Sam"] * 4
    guess = guess_of(title, kind, (), answers)
    assert guess.values == ()
    assert not guess.multiple
    assert "Quillfeather" not in f"{guess.reason} {guess.warning}"


def test_a_typed_answer_that_recurs_is_no_grouping_unless_the_title_asks_for_one() -> None:
    assert guess_of("Anything at all", SHORT, (), ["one", "two"] * 6).role is Role.DISCARD
    grouping = guess_of("Grade", SHORT, (), ["9", "10"] * 6)
    assert (grouping.role, grouping.values) == (Role.SEGMENT, ())
    assert "People type this answer" in (grouping.warning or "")


def test_a_typed_answer_that_agrees_is_not_written_down() -> None:
    guess = guess_of("Did the person agree?", SHORT, (), ["Yes, Dana Quillfeather agrees"] * 6)
    assert (guess.role, guess.values, guess.yes) == (Role.CONSENT, (), ())
    assert "People type this answer" in (guess.warning or "")


@pytest.mark.parametrize("role", [Role.SEGMENT, Role.CONSENT])
def test_a_role_that_a_person_gives_brings_no_typed_answers(role: Role) -> None:
    guess = guess_of("Anything at all", SHORT, (), ["Yes, Dana", "Sam"] * 6)
    given = with_roles([guess], {guess.question.address: role})[0]
    assert (given.values, given.yes) == ((), ())


def test_a_choice_with_nothing_but_other_has_no_choices() -> None:
    guess = guess_of("Who did you talk to?", PICK, (), ["Dana Quillfeather", "Sam"] * 6, other=True)
    assert guess.values == ()
