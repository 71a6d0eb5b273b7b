from __future__ import annotations

import csv
import gzip
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.answer_shapes import Shape, contacts_in, may_be_written, shapes_of
from reports.column_facts import MAX_CHOICES, MAX_DISTINCT, ColumnFacts, gather_facts
from reports.column_guess import ColumnGuess, agreeing_values, guess_columns, with_roles
from reports.header_check import DraftRefused
from reports.locale_guess import guess_language, guess_locale
from rounds.form import Form, Question
from rounds.interviews import Response
from rounds.round import Role

PROJECT = Path(__file__).resolve().parents[2]

STORIES = [
    f"She said the bus came early {number} times and nobody told her why, so she walked to school in the rain again."
    for number in range(9)
]
YES_NO = ["Yes", "Yes", "Yes", "No", "Yes", "No", "No", "Yes", "Yes"]
GRADES = ["9", "9", "9", "10", "10", "10", "11", "11", "11"]
NAMES = [
    "Ana Ruiz", "Bo Lind", "Cleo Marsh", "Dov Katz", "Eve Stone", "Finn Hale", "Gus Pike", "Ida Frost", "Jo Reed",
]  # fmt: skip
PHONES = [f"509-555-01{number:02}" for number in range(10, 19)]
MAILS = [f"family{number}@example.org" for number in range(9)]
CODES = ["K7Q2", "M3XA", "P9RT", "W4ZE", "B8HN", "D2LS", "F6JV", "H5CY", "T1GU"]
TIMES = [f"2026/10/0{number} 5:58:39 PM GMT-7" for number in range(1, 10)]
NUMBERS = ["1", "1", "2", "1", "3", "1", "1", "1", "1"]
LANGUAGES = ["English", "English", "Spanish", "English", "English", "Spanish", "English", "Somali", "English"]
BLANK: list[str] = []


def form_of(*columns: tuple[str, Sequence[str]], name: str = "students.csv") -> tuple[Form, list[Response]]:
    seen: dict[str, int] = {}
    questions = []
    for index, (title, _) in enumerate(columns):
        seen[title] = seen.get(title, 0) + 1
        questions.append(Question(title, seen[title], chr(ord("A") + index)))
    rows = max((len(answers) for _, answers in columns), default=0)
    responses = [
        Response(
            row,
            {
                question.address: answers[row]
                for question, (_, answers) in zip(questions, columns, strict=True)
                if row < len(answers)
            },
        )
        for row in range(rows)
    ]
    return Form(name, tuple(questions)), responses


def facts_of(answers: Sequence[str], title: str = "Title") -> ColumnFacts:
    form, responses = form_of((title, answers))
    return gather_facts(form, responses)[(title, 1)]


def guesses_of(*columns: tuple[str, Sequence[str]]) -> tuple[ColumnGuess, ...]:
    form, responses = form_of(*columns)
    return guess_columns(form, gather_facts(form, responses))


def guess_of(title: str, answers: Sequence[str]) -> ColumnGuess:
    """The guess for one column among others, so that the form has a story of nine rows."""
    return guesses_of((title, answers), ("What else did the interviewee say?", STORIES))[0]


@pytest.mark.parametrize(
    ("title", "answers", "role"),
    [
        ("Timestamp", TIMES, Role.TIMESTAMP),
        ("Marca temporal", TIMES, Role.TIMESTAMP),
        ("Timestamp", BLANK, Role.TIMESTAMP),
        ("When", TIMES, Role.TIMESTAMP),
        ("Interviewer (your name)", NAMES, Role.INTERVIEWER),
        ("Interviewer name", NAMES, Role.INTERVIEWER),
        ("Your name", NAMES, Role.INTERVIEWER),
        ("Who did the interview?", NAMES, Role.INTERVIEWER),
        ("Interviewed by", NAMES, Role.INTERVIEWER),
        ("Note-taker", NAMES, Role.INTERVIEWER),
        ("Entrevistador", NAMES, Role.INTERVIEWER),
        ("Nombre de la entrevistadora", NAMES, Role.INTERVIEWER),
        ("¿Quién hizo la entrevista?", NAMES, Role.INTERVIEWER),
        ("Consent given?", YES_NO, Role.CONSENT),
        ("Did the student agree that we take notes?", YES_NO, Role.CONSENT),
        ("May we share your words with the team?", YES_NO, Role.CONSENT),
        ("Does the family give permission to use the notes?", YES_NO, Role.CONSENT),
        ("¿Da su consentimiento?", ["Sí", "Sí", "Sí", "No"], Role.CONSENT),
        ("¿Está de acuerdo con que compartamos sus palabras?", ["Sí"] * 4, Role.CONSENT),
        ("¿La persona dio permiso?", ["Sí"] * 4, Role.CONSENT),
        ("Language", LANGUAGES, Role.LANGUAGE),
        ("Language of the conversation", LANGUAGES, Role.LANGUAGE),
        ("Idioma de la entrevista", ["español", "inglés", "español", "español"], Role.LANGUAGE),
        ("How many people took part?", NUMBERS, Role.PEOPLE),
        ("Number of students in the group", NUMBERS, Role.PEOPLE),
        ("¿Cuántas personas participaron?", NUMBERS, Role.PEOPLE),
        ("Withdrawal code", CODES, Role.CODE),
        ("Code on the card you handed over", CODES, Role.CODE),
        ("Código de retiro", CODES, Role.CODE),
        ("Should a counselor check in with this student soon?", ["Yes, please"], Role.DISTRESS),
        ("Was the person upset?", YES_NO, Role.DISTRESS),
        ("¿La persona se angustió?", ["Sí", "No", "No", "No"], Role.DISTRESS),
        ("Did they decline to answer?", YES_NO, Role.DECLINED),
        ("The person preferred not to talk about this", ["x", "x"], Role.DECLINED),
        ("¿Prefirió no contestar?", ["Sí", "No", "No", "No"], Role.DECLINED),
        ("Grade", GRADES, Role.SEGMENT),
        ("Grado", GRADES, Role.SEGMENT),
        ("Who did you talk with?", ["Parent", "Staff", "Parent", "Parent", "Staff", "Staff"], Role.SEGMENT),
        ("Preferred contact method", ["Email", "Text", "Email", "Email", "Text", "Text"], Role.SEGMENT),
        ("Role", ["Student", "Parent"], Role.SEGMENT),
        ("Tell me about a time when getting to school was hard.", STORIES, Role.NOTE),
        ("Cuénteme de una mañana difícil.", STORIES, Role.NOTE),
        ("Tell me about the last time you missed school.", BLANK, Role.NOTE),
        ("Notes", STORIES, Role.NOTE),
        ("Interviewer's notes", STORIES, Role.NOTE),
        ("What did you ask next, and what did they say?", STORIES, Role.PROBE),
        ("Follow-up questions and answers", STORIES, Role.PROBE),
        ("Preguntas de seguimiento", STORIES, Role.PROBE),
        ("What did you notice beyond the words?", STORIES, Role.CUE),
        ("What I noticed (tone, gestures, pauses)", STORIES, Role.CUE),
        ("Lenguaje corporal", STORIES, Role.CUE),
        ("English translation of the story", STORIES, Role.TRANSLATION_OF),
        ("Traducción al inglés", STORIES, Role.TRANSLATION_OF),
        ("Score", ["3 / 10"] * 9, Role.DISCARD),
        ("How do you feel about school? [Safety]", ["Good", "Bad", "Good", "Bad", "Good", "Bad"], Role.DISCARD),
        ("Recording", ["https://example.org/a", "https://example.org/b", "https://example.org/c"], Role.DISCARD),
        ("Date of the interview", ["10/3/2026", "10/4/2026", "10/5/2026"], Role.DISCARD),
        ("Anything", BLANK, Role.DISCARD),
    ],
)
def test_title_and_answers_together_give_the_role(title: str, answers: Sequence[str], role: Role) -> None:
    assert guess_of(title, answers).role is role


@pytest.mark.parametrize(
    ("title", "answers"),
    [
        ("Student's name", NAMES),
        ("Student's full name", BLANK),
        ("Name", NAMES),
        ("First and last name", NAMES),
        ("Name of the student", NAMES),
        ("Parent first name", NAMES),
        ("Nombre del estudiante", NAMES),
        ("Nombre y apellidos de la madre", NAMES),
        ("¿Cómo se llama usted?", NAMES),
        ("Apellidos", NAMES),
        ("Who did you interview?", NAMES),
        ("Interviewee", NAMES),
        ("Teacher", ["Ms. Alder", "Mr. Birch", "Ms. Alder", "Mr. Birch", "Ms. Alder", "Mr. Birch"]),
        ("Homeroom teacher", NAMES),
        ("Student's phone number (if they want a call back)", PHONES),
        ("Phone", PHONES),
        ("What is the best number to reach you?", PHONES),
        ("How can we contact you?", MAILS),
        ("Teléfono", PHONES),
        ("Número de teléfono de la madre", PHONES),
        ("If you would like to hear back, please leave us your email.", BLANK),
        ("Please share your contact information", BLANK),
        ("Email Address", MAILS),
        ("Correo electrónico", MAILS),
        ("Interviewer email", MAILS),
        ("Home address", ["14 Elm St", "3 Oak Rd", "9 Ash Ln"]),
        ("Domicilio", ["Calle Uno 4", "Calle Dos 8"]),
        ("Student ID", ["0048213", "0048214", "0048215"]),
        ("Student number", ["0048213", "0048214"]),
        ("Matrícula", ["0048213", "0048214"]),
        ("Date of birth", ["10/3/2010", "10/4/2011", "10/5/2012"]),
        ("Fecha de nacimiento", BLANK),
        ("Please type your full name to give consent", NAMES),
        ("Signature of the parent", NAMES),
        ("Firma", NAMES),
        ("Contact code", CODES),
        ("Something else", PHONES),
        ("Something else", MAILS),
        ("Something else", ["0048213", "0048214", "0048215"]),
        ("Something else", NAMES),
    ],
)
def test_identity_and_contact_details_can_only_be_discarded(title: str, answers: Sequence[str]) -> None:
    guess = guess_of(title, answers)
    assert guess.role is Role.DISCARD
    assert guess.identity
    assert guess.warning
    assert guess.values == ()


@pytest.mark.parametrize(
    "title",
    [
        "Tell me about the last time the school called your name.",
        "What happened when your phone rang in class?",
        "Share a story about a time a teacher said your child's name wrong.",
        "How did the school contact you, and what did they say?",
        "What would you change about the address system in the hallway?",
        "Tell us about your favorite teacher.",
        "What do you want the principal to know about phone calls home?",
        "Tell me about a time you gave your consent and felt unsure.",
        "Tell me about how you prefer not to be treated.",
        "What language do your friends make you feel at home in, and why?",
        "¿Qué pasó la última vez que la escuela llamó a su teléfono?",
        "Cuénteme cómo dicen el nombre de su hijo en la escuela.",
    ],
)
@pytest.mark.parametrize("answers", [STORIES, BLANK], ids=["answered", "blank"])
def test_a_story_about_names_and_phones_stays_a_story(title: str, answers: Sequence[str]) -> None:
    assert guess_of(title, answers).role is Role.NOTE


@pytest.mark.parametrize(
    ("title", "answers"),
    [
        ("What languages do you primarily program in?", ["C, Python", "Python", "C"] * 3),
        ("How many people do you live with?", NUMBERS),
        ("Did you get a permission slip home?", YES_NO),
        ("How much do you agree to the new schedule?", ["1", "2", "3", "1", "2", "3", "1", "2", "3"]),
        ("Name of the school", ["North", "South", "North", "South", "North", "South"]),
    ],
)
def test_a_likely_word_alone_does_not_make_a_role(title: str, answers: Sequence[str]) -> None:
    assert guess_of(title, answers).role is Role.SEGMENT


def test_choices_that_look_like_names_are_not_listed() -> None:
    guess = guess_of("Case lead", ["Ana Ruiz", "Bo Lind", "Ana Ruiz", "Bo Lind", "Ana Ruiz", "Bo Lind"])
    assert (guess.role, guess.values) == (Role.SEGMENT, ())
    assert "names" in (guess.warning or "")
    assert guess_of("Role", ["Working Student", "Career Advisor"] * 4).values == ("Working Student", "Career Advisor")


def test_your_name_without_a_sign_of_an_interviewer_is_an_identity() -> None:
    guess = guesses_of(("Your name", NAMES), ("How was your week?", STORIES))[0]
    assert (guess.role, guess.identity) == (Role.DISCARD, True)


def test_the_collected_mail_address_gets_the_softer_note() -> None:
    assert "submitted the form" in (guess_of("Email Address", MAILS).warning or "")
    assert "Looks like somebody's identity" in (guess_of("Student's email", MAILS).warning or "")


def test_reasons_count_rows_and_quote_no_answer() -> None:
    guess = guess_of("Tell me about a time when getting to school was hard.", STORIES)
    assert guess.reason == "long free text in 9 of 9 rows"
    assert guess_of("Consent given?", YES_NO).reason == "title asks for consent; 2 different answers"


@given(st.lists(st.text(min_size=4).map(lambda text: f"q{text}q"), max_size=12))
def test_no_reason_no_warning_and_no_repr_holds_an_answer(answers: list[str]) -> None:
    form, responses = form_of(("Tell me more", answers))
    facts = gather_facts(form, responses)
    guess = guess_columns(form, facts)[0]
    shown = f"{guess.reason} {guess.warning} {guess!r} {facts!r}"
    assert not [answer for answer in answers if answer.strip() and answer.strip() in shown]


def test_only_agreeing_answers_without_a_condition_are_proposed_as_yes() -> None:
    assert agreeing_values(
        ["Yes", "No", "Sí", "I agree", "I do not agree", "Yes, but not my words", "Sí, pero sin nombre", "Not sure"]
    ) == ("Yes", "Sí", "I agree")


def test_a_conditional_consent_is_pointed_out() -> None:
    guess = guess_of("Consent given?", ["Yes"] * 3 + ["Yes, but only for the team"] * 3)
    assert guess.yes == ("Yes",)
    assert "condition" in (guess.warning or "")


def test_a_consent_column_without_a_plain_yes_asks_for_the_wording() -> None:
    guess = guess_of("Consent given?", ["The person was told all of it and agreed to our notes"] * 9)
    assert guess.yes == ()
    assert "`yes`" in (guess.warning or "")


def test_consent_to_recording_is_not_preferred_to_consent() -> None:
    guesses = guesses_of(
        ("May we record the conversation? Do you give permission to record audio?", YES_NO), ("Consent given?", YES_NO)
    )
    assert [guess.role for guess in guesses] == [Role.DISCARD, Role.CONSENT]
    assert "Column B" in (guesses[0].warning or "")


def test_of_two_interviewers_the_plainer_title_wins() -> None:
    guesses = guesses_of(("Your name", NAMES), ("Interviewer", NAMES), ("Notes", STORIES))
    assert [guess.role for guess in guesses] == [Role.DISCARD, Role.INTERVIEWER, Role.NOTE]


def test_a_translation_belongs_to_the_note_with_the_most_similar_title() -> None:
    guesses = guesses_of(
        ("Story about the morning", STORIES),
        ("Story about lunch", STORIES),
        ("Translation: story about the morning", STORIES),
    )
    assert guesses[2].of == ("Story about the morning", 1)


def test_a_translation_without_any_note_is_a_note() -> None:
    assert guesses_of(("English translation", STORIES))[0].role is Role.NOTE


def test_the_role_segment_gets_the_key_that_reports_look_for() -> None:
    guess = guess_of("What is your role?", ["Student", "Parent"] * 4)
    assert (guess.role, guess.key) == (Role.SEGMENT, "role")


def test_equal_titles_get_different_keys() -> None:
    guesses = guesses_of(("Story", STORIES), ("Story", STORIES))
    assert [guess.question.occurrence for guess in guesses] == [1, 2]
    assert len({guess.key for guess in guesses}) == 2


# Facts


def test_rare_answers_and_persons_never_count_as_choices() -> None:
    answers = ["Bus"] * 3 + ["Walk"] * 2 + ["Ms. Alder"] * 3 + ["509-555-0147"] * 3 + ["a@b.org"] * 3 + ["48213"] * 3
    facts = facts_of(answers)
    assert facts.frequent == ("Bus",)
    assert facts.unwritten == 4


@pytest.mark.parametrize(
    "choice",
    [
        "@jay", "jay [at] example dot org", "jay@example.org", "12345", "x" * 41, "two\nlines", "", "Sra. Robles",
        "www.example.org",
    ],
)  # fmt: skip
def test_choices_that_could_be_a_person_may_not_be_written(choice: str) -> None:
    assert not may_be_written(choice)


@pytest.mark.parametrize(
    "choice", ["Grade 10", "9", "K-5", "Grandparent or other family", "Sí", "2-3 times a week", "Dr"]
)
def test_plain_choices_may_be_written(choice: str) -> None:
    assert may_be_written(choice)


def test_no_more_choices_are_kept_than_a_draft_may_list() -> None:
    facts = facts_of([f"Choice {letter}" for letter in "abcdefghijklmnop" for _ in range(3)])
    assert len(facts.frequent) == MAX_CHOICES
    assert facts.unwritten == 4


@pytest.mark.parametrize(("separator", "multiple"), [(";", ";"), (", ", ", "), (" / ", None)])
def test_several_selections_are_recognised_by_their_separator(separator: str, multiple: str | None) -> None:
    answers = [separator.join(pair) for pair in (("Bus", "Walk"), ("Bus", "Car"), ("Car", "Walk"))] * 3 + ["Bus", "Car"]
    facts = facts_of(answers)
    assert facts.separator == multiple
    if multiple:
        assert set(facts.frequent) == {"Bus", "Walk", "Car"}


def test_a_choice_with_a_comma_inside_stays_whole_among_several_selections() -> None:
    answers = ["Sick, or caring for someone, Bus", "Bus", "Walk", "Bus, Walk", "Sick, or caring for someone, Walk"] * 3
    assert set(facts_of(answers).frequent) == {"Sick, or caring for someone", "Bus", "Walk"}


def test_prose_with_commas_is_not_taken_for_several_selections() -> None:
    facts = facts_of(STORIES)
    assert (facts.separator, facts.covered, facts.frequent) == (None, 0.0, ())


def test_facts_stay_bounded_for_many_different_answers() -> None:
    facts = facts_of([f"family{number}@example.org" for number in range(MAX_DISTINCT + 500)])
    assert facts.filled == MAX_DISTINCT + 500
    assert facts.distinct == MAX_DISTINCT
    assert facts.share(Shape.EMAIL) == 1.0


def test_facts_count_lengths_lines_and_blank_answers() -> None:
    facts = facts_of(["", "  ", "one", "two\nlines", "three"])
    assert (facts.rows, facts.filled, facts.multi_line, facts.median_length, facts.max_length) == (5, 3, 1, 5, 9)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("2026/10/06 3:12:08 PM GMT-7", Shape.TIMESTAMP),
        ("10.03.2023 12:28:23", Shape.TIMESTAMP),
        ("26/03/2025 5:02:03 p. m. GMT-3", Shape.TIMESTAMP),
        ("2019-08-23T14:35:06", Shape.TIMESTAMP),
        ("28. 10. 2026, 9:05:11", Shape.TIMESTAMP),
        ("10/3/2026", Shape.DATE),
        ("2,5", Shape.NUMBER),
        ("Sí, claro", Shape.YES_NO),
        ("https://example.org/x", Shape.LINK),
        ("jay.b [at] k12 dot example dot us", Shape.EMAIL),
        ("(509) 555-0147", Shape.PHONE),
        ("+44 20 7946 0958", Shape.PHONE),
        ("0048213", Shape.ID),
        ("English and Spanish", Shape.LANGUAGE),
        ("Ana de la Torre", Shape.NAME),
    ],
)
def test_shapes_are_seen_from_outside(text: str, shape: Shape) -> None:
    assert shape in shapes_of(text)


@pytest.mark.parametrize("text", ["2026/10/06 3:12:08 PM", "2026-10-06", "Grade 10", "10/06/2026 15:12:08", "1 - 5"])
def test_dates_and_numbers_are_no_phones(text: str) -> None:
    assert contacts_in(text) == set()


# Locale and language


@pytest.mark.parametrize(
    ("times", "titles", "locale", "warned"),
    [
        (["11/17/2020 18:23:58", "11/2/2020 18:23:58"], "What is this?", "en_US", False),
        (["26/03/2025 17:02:03"], "What is this about?", "en_GB", True),
        (["26/03/2025 17:02:03"], "¿Qué le ayuda a la familia?", "es_ES", True),
        (["10.03.2023 12:28:23"], "What is this?", "de_DE", True),
        (["10/03/2023 12:28:23"], "What is this?", "en_US", True),
        (["2025/05/19 5:58:39 PM GMT-3"], "What is this?", "en_US", False),
        ([], "What is this?", "en_US", False),
    ],
)
def test_the_locale_is_guessed_from_dates_that_can_be_read_one_way(
    times: list[str], titles: str, locale: str, warned: bool
) -> None:
    form, responses = form_of(("Timestamp", times), (titles, STORIES))
    guess = guess_locale(form, gather_facts(form, responses))
    assert (guess.locale, guess.warning is not None) == (locale, warned)


def test_the_language_of_a_form_is_that_of_its_titles() -> None:
    assert guess_language(form_of(("Cuénteme de una mañana en que fue difícil llegar", []))[0]) == "es"
    assert guess_language(form_of(("Tell me about a morning", []))[0]) == "en"


# Headers that are answers


@pytest.mark.parametrize(
    "columns",
    [
        [("2026/10/06 3:12:08 PM GMT-7", TIMES), ("She said the bus was early", STORIES)],
        [("Student", ["Student", "Parent", "Student"]), ("Story", STORIES)],
        [("9", GRADES), ("Story", STORIES)],
        [("", GRADES), ("", STORIES)],
        [("Responses", BLANK), ("", GRADES), ("", STORIES)],
        [("Call 509-555-0147", STORIES)],
        [("Write to jay@example.org", STORIES)],
        [("x" * 301, STORIES)],
        [("My mom works nights. I get my brother up, then we run for the bus every single day.", STORIES)],
        [("Timestamp", [*TIMES, "Timestamp"]), ("Story", [*STORIES, "Story"])],
    ],
    ids=["time", "choice", "number", "untitled", "banner", "phone", "mail", "long", "prose", "repeated header"],
)
def test_a_header_that_looks_like_an_answer_is_refused_without_quoting_it(
    columns: list[tuple[str, Sequence[str]]],
) -> None:
    form, responses = form_of(*columns)
    with pytest.raises(DraftRefused) as refused:
        guess_columns(form, gather_facts(form, responses))
    message = str(refused.value)
    assert message.startswith("students.csv")
    assert "row" in message
    assert not [title for title, _ in columns if len(title) > 9 and title in message]


def test_the_refusal_names_the_column() -> None:
    form, responses = form_of(("Timestamp", TIMES), ("Call 509-555-0147", STORIES))
    with pytest.raises(DraftRefused, match=r"students\.csv, column B: "):
        guess_columns(form, gather_facts(form, responses))


@pytest.mark.parametrize(
    ("title", "answers"),
    [
        ("I agree", ["I agree"] * 4),
        ("Tell me about the last time you missed school. Walk me through that day, from the morning on.", STORIES),
        ("Grade", GRADES),
        ("2026", STORIES),
        ("Are you part of EuroHPC? (https://eurohpc.example/)", YES_NO),
        ("I have read the page about this round and I agree that my words may be used. My name is left out.", YES_NO),
    ],
)
def test_a_long_or_odd_question_is_still_a_question(title: str, answers: Sequence[str]) -> None:
    assert guess_of(title, answers)


# What a person says


def test_a_given_role_is_confirmed_and_brings_what_it_needs() -> None:
    guesses = guesses_of(("Did all go well?", YES_NO), ("Story", STORIES))
    given_roles = with_roles(guesses, {("Did all go well?", 1): Role.CONSENT})
    assert (given_roles[0].role, given_roles[0].yes, given_roles[0].confirmed) == (Role.CONSENT, ("Yes",), True)
    assert (given_roles[1].role, given_roles[1].confirmed) == (Role.NOTE, False)


def test_a_guess_yields_to_the_column_that_a_person_chose() -> None:
    guesses = guesses_of(("Consent given?", YES_NO), ("Did all go well?", YES_NO))
    roles = [guess.role for guess in with_roles(guesses, {("Did all go well?", 1): Role.CONSENT})]
    assert roles == [Role.DISCARD, Role.CONSENT]


def test_an_identity_can_be_called_the_interviewers_but_not_a_story() -> None:
    guesses = guesses_of(("Your name", NAMES), ("How was your week?", STORIES))
    assert with_roles(guesses, {("Your name", 1): Role.INTERVIEWER})[0].role is Role.INTERVIEWER
    with pytest.raises(DraftRefused, match="Column A"):
        with_roles(guesses, {("Your name", 1): Role.NOTE})


def test_two_columns_cannot_be_given_a_role_that_only_one_may_have() -> None:
    guesses = guesses_of(("One", YES_NO), ("Two", YES_NO))
    with pytest.raises(DraftRefused, match="Columns A and B"):
        with_roles(guesses, {("One", 1): Role.CONSENT, ("Two", 1): Role.CONSENT})


def test_a_translation_needs_a_note() -> None:
    guesses = guesses_of(("One", YES_NO), ("Two", YES_NO))
    with pytest.raises(DraftRefused, match="Column B"):
        with_roles(guesses, {("Two", 1): Role.TRANSLATION_OF})


def test_a_role_for_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(DraftRefused, match="lacks"):
        with_roles(guesses_of(("One", YES_NO)), {("Two", 1): Role.NOTE})


# Real exports


def read_export(path: Path) -> tuple[Form, list[Response]]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True)))
    seen: dict[str, int] = {}
    questions = []
    for index, cell in enumerate(rows[0]):
        title = cell.strip()
        seen[title] = seen.get(title, 0) + 1
        questions.append(Question(title, seen[title], str(index)))
    responses = [
        Response(number, {question.address: cell for question, cell in zip(questions, row, strict=False)})
        for number, row in enumerate(rows[1:], start=2)
        if any(cell.strip() for cell in row)
    ]
    return Form(path.name, tuple(questions)), responses


@pytest.mark.parametrize(
    ("file", "key"),
    [
        ("Attendance listening - students.csv", "student"),
        ("Attendance listening - caregivers and staff.csv", "caregiver"),
    ],
)
def test_every_column_of_the_example_is_guessed_as_its_round_declares_it(file: str, key: str) -> None:
    example = PROJECT / "examples" / "attendance"
    declared = next(
        source
        for source in tomllib.loads((example / "round.toml").read_text("utf-8"))["sources"]
        if source["key"] == key
    )
    form, responses = read_export(example / "exports" / file)
    guesses = guess_columns(form, gather_facts(form, responses))
    assert {guess.question.title: str(guess.role) for guess in guesses} == {
        column["title"]: column["role"] for column in declared["columns"]
    }
