from __future__ import annotations

import re
from collections import Counter

import pytest

from reports.answer_shapes import plain
from reports.checks.questions import Declared, check_questions
from reports.column_facts import gather_facts
from reports.column_guess import guess_columns
from reports.header_check import MAX_TITLE
from reports.locale_guess import guess_language
from reports.new_form import plan_form, plan_forms
from reports.question_alignment import FormColumns, align
from reports.question_bank import BankQuestion, Topic, bank_fields, bank_key, bank_questions, notice
from reports.question_keys import KEY_LENGTH
from rounds.form import Form, Question, QuestionKind
from rounds.round import Role

LANGUAGES = ("en", "es")
EVERY = [
    pytest.param(question, language, id=f"{question.key}-{language}")
    for question in bank_questions()
    for language in LANGUAGES
]


@pytest.mark.parametrize("topic", list(Topic))
def test_every_topic_has_at_least_eight_questions(topic: Topic) -> None:
    assert len(bank_questions(topic)) >= 8


def test_keys_and_wordings_are_there_once() -> None:
    assert len({question.key for question in bank_questions()}) == len(bank_questions())
    wordings = Counter(plain(question.wordings[language]) for question in bank_questions() for language in LANGUAGES)
    assert max(wordings.values()) == 1
    assert all(re.fullmatch(r"[a-z][a-z_]+", question.key) for question in bank_questions())
    assert max(len(question.key) for question in bank_questions()) <= KEY_LENGTH


@pytest.mark.parametrize(("question", "language"), EVERY)
def test_a_question_of_the_bank_is_found_by_its_wording(question: BankQuestion, language: str) -> None:
    assert bank_key(question.wordings[language].upper().rstrip("."), language) == question.key


@pytest.mark.parametrize("topic", list(Topic))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_check_of_forms_finds_nothing_in_a_question_of_the_bank(topic: Topic, language: str) -> None:
    questions = bank_questions(topic)
    for part in (questions[:8], questions[-8:]):
        asked = tuple(Question(question.wordings[language], 1, "") for question in part)
        found = check_questions(Form("list", asked), Declared(whole=False))
        assert [finding for finding in found if finding.question] == []
        assert "open_questions" not in {finding.rule for finding in found}  # all of them are seen as open


@pytest.mark.parametrize("topic", list(Topic))
@pytest.mark.parametrize("language", [*LANGUAGES, "both"])
@pytest.mark.parametrize("stories", [4, 5, 8])
def test_the_check_of_forms_finds_nothing_in_a_form_of_the_bank(topic: Topic, language: str, stories: int) -> None:
    for planned in plan_forms("Listening", topic, language, stories=stories):
        declared = Declared(roles={guess.question.address: guess.role for guess in planned.guesses})
        assert check_questions(planned.form, declared) == ()
        assert check_questions(planned.form) == ()


@pytest.mark.parametrize("topic", list(Topic))
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_roles_of_a_form_of_the_bank_are_those_that_its_titles_suggest(topic: Topic, language: str) -> None:
    planned = plan_form("Listening", topic, language, stories=8)
    with_ids = tuple(
        Question(q.title, 1, "", id=f"{place:08x}", kind=q.kind, options=q.options, other=q.other, required=q.required)
        for place, q in enumerate(planned.form.questions)
    )
    form = Form("Google form", with_ids)
    guesses = guess_columns(form, gather_facts(form, []))
    assert [guess.role for guess in guesses] == [guess.role for guess in planned.guesses]
    assert [guess.yes for guess in guesses] == [guess.yes for guess in planned.guesses]
    assert guess_language(form) == language


@pytest.mark.parametrize("topic", list(Topic))
def test_the_two_languages_of_a_form_of_the_bank_are_aligned(topic: Topic) -> None:
    forms = [FormColumns(one.language, one.language, one.guesses) for one in plan_forms("L", topic, "both", stories=8)]
    found = align(forms)
    assert [guess.key for guess in found.forms[0].guesses] == [guess.key for guess in found.forms[1].guesses]
    assert found.doubts == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_says_who_sees_notes_that_it_is_voluntary_and_that_names_are_left_out(language: str) -> None:
    text = notice(language, "the attendance team")
    assert "the attendance team" in text
    for words in (r"voluntar", r"names|nombres", r"skip|pasar por alto", r"program"):
        assert re.search(words, text)
    assert "{" not in notice(language)


@pytest.mark.parametrize("topic", list(Topic))
def test_both_languages_have_the_same_fields_with_as_many_options(topic: Topic) -> None:
    for field in bank_fields(topic):
        assert len(field.options["en"]) == len(field.options["es"])
        assert all(field.wordings[language] and len(field.wordings[language]) < MAX_TITLE for language in LANGUAGES)
        assert bool(field.options["en"]) == (field.kind in (QuestionKind.CHOICE, QuestionKind.CHECKBOXES))
        assert set(field.yes["en"]) <= set(field.options["en"])


def test_working_students_have_roles_of_their_own() -> None:
    roles = {field.key: field.options["en"] for field in bank_fields(Topic.STUDENT_WORK)}["role"]
    assert "Supervisor" in roles
    assert [field.key for field in bank_fields(Topic.STUDENT_WORK)].count("role") == 1


def test_only_four_to_eight_stories_are_planned() -> None:
    for stories in (3, 9):
        with pytest.raises(ValueError, match="4 to 8"):
            plan_form("Listening", Topic.BELONGING, "en", stories=stories)
    planned = plan_form("Listening", Topic.BELONGING, "en", stories=4)
    assert sum(guess.role is Role.NOTE for guess in planned.guesses) == 4
