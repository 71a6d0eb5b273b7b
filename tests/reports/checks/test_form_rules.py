"""What a whole form should have."""

from __future__ import annotations

import pytest

from reports.checks.finding import Severity
from reports.checks.questions import Declared, check_questions
from reports.new_form import plan_form
from reports.question_bank import Topic
from rounds.form import Form, Question
from rounds.round import Role
from tests.reports.checks.checking import COMPLETE, NOTICE, STORIES, form_of, form_rules_of


def test_a_complete_form_has_nothing_to_mend() -> None:
    assert check_questions(form_of(*COMPLETE, notices=(NOTICE,))) == ()


@pytest.mark.parametrize(
    ("without", "rule"),
    [
        ("Did the person agree that we write down what they say?", "consent_missing"),
        ("What did you ask next?", "probe_missing"),
        ("What did you notice beyond the words?", "cue_missing"),
        (STORIES[0], "open_questions"),
    ],
)
def test_what_is_missing_is_told(without: str, rule: str) -> None:
    form = form_of(*(title for title in COMPLETE if title != without), notices=(NOTICE,))
    assert set(form_rules_of(form)) == {rule}


def test_nine_open_questions_are_too_many() -> None:
    more = (f"What was week {number} like?" for number in ("one", "two", "three", "four", "five"))
    assert "more than 8" in form_rules_of(form_of(*COMPLETE, *more, notices=(NOTICE,)))["open_questions"].message


def test_a_notice_says_who_sees_the_notes() -> None:
    assert form_rules_of(form_of(*COMPLETE))["notice_missing"].severity is Severity.WARNING
    assert form_rules_of(form_of(*COMPLETE), shows_text=False)["notice_missing"].severity is Severity.INFO
    spanish = "Solo el equipo lee estas notas y se quitan los nombres."
    assert "notice_missing" not in form_rules_of(form_of(*COMPLETE, notices=(spanish,)))


def test_consent_may_be_recorded_elsewhere() -> None:
    form = form_of(*(title for title in COMPLETE if "agree" not in title), notices=(NOTICE,))
    assert form_rules_of(form, consent_elsewhere="Paper slips in the office") == {}


@pytest.mark.parametrize(
    "title",
    [
        "Tell me about a time you felt depressed.", "What role does church play in your week?",
        "How does your family's income shape your day?", "Tell me about the last time your parents fought.",
        "When did you last see somebody vape?", "What did your doctor say?", "Who did your mom vote for?",
        "¿Qué papel tiene la iglesia en su semana?", "¿Cuánto gana su familia?",
    ],
)  # fmt: skip
def test_a_protected_topic_wants_a_recorded_basis(title: str) -> None:
    found = form_rules_of(form_of(*COMPLETE[:-3], title, *COMPLETE[-2:], notices=(NOTICE,)))
    assert found["protected_topic"].severity is Severity.WARNING
    assert found["protected_topic"].question == title
    basis = "Parents were informed and gave permission; the letter is on file."
    assert "protected_topic" not in form_rules_of(form_of(*COMPLETE, title, notices=(NOTICE, basis)))


@pytest.mark.parametrize(
    "title",
    [
        "Tell me about a family dinner.", "What made you nervous before the test?",
        "Tell me about a job you were proud of.",
        "What do your parents say about homework?", "Tell me about lunch.", "How did you feel when the class voted?",
    ],
)  # fmt: skip
def test_everyday_topics_are_not_protected(title: str) -> None:
    assert "protected_topic" not in form_rules_of(form_of(*COMPLETE, title, notices=(NOTICE,)))


def test_a_collected_address_is_the_interviewers_where_there_is_one() -> None:
    with_one = form_rules_of(form_of(*COMPLETE, notices=(NOTICE,), collects_mail=True))
    assert with_one["collects_mail"].severity is Severity.INFO
    unclear = form_of(*STORIES, notices=(NOTICE,), collects_mail=True)
    assert form_rules_of(unclear)["collects_mail"].severity is Severity.WARNING
    survey = form_of(
        *STORIES, notices=("Thank you for taking this survey. Your answers stay private.",), collects_mail=True
    )
    assert form_rules_of(survey)["collects_mail"].severity is Severity.ERROR


def test_a_list_of_questions_is_asked_only_for_what_it_can_have() -> None:
    found = form_rules_of(form_of(*STORIES), whole=False)
    assert {finding.severity for finding in found.values()} == {Severity.INFO}
    assert "open_questions" not in found
    assert form_rules_of(form_of("Your name", "Interviewer name"), whole=False)["asks_identity"]


def test_declared_roles_say_what_is_no_question() -> None:
    form = Form("form", (Question("Do you ride the bus?", 1, "A"),))
    assert any(finding.rule == "yes_no" for finding in check_questions(form))
    declared = Declared({("Do you ride the bus?", 1): Role.SEGMENT})
    assert not any(finding.rule == "yes_no" for finding in check_questions(form, declared))


@pytest.mark.parametrize("topic", Topic)
@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_that_sayback_makes_passes_its_own_check(topic: Topic, language: str) -> None:
    for stories in (4, 8):
        assert check_questions(plan_form("Listening", topic, language, stories=stories).form) == ()
