"""Checks one question, or a small form, as the tests need it."""

from __future__ import annotations

from reports.checks.asked import Asked
from reports.checks.finding import Finding
from reports.checks.questions import Declared, check_question, check_questions, question_of
from rounds.form import Form, Question, QuestionKind


def findings_of(title: str, **question: object) -> dict[str, Finding]:
    """The findings for one question by itself, by rule."""
    asked = Asked(Question(title, 1, "", **question), title) if question else Asked(question_of(title), title)  # type: ignore[arg-type]
    return {finding.rule: finding for finding in check_question(asked)}


def rules_of(title: str) -> set[str]:
    return set(findings_of(title))


def form_of(*titles: str, **form: object) -> Form:
    return Form("form", tuple(Question(title, 1, "") for title in titles), **form)  # type: ignore[arg-type]


def form_rules_of(form: Form, **declared: object) -> dict[str, Finding]:
    """The findings for a form, by rule; of equal rules the last."""
    return {finding.rule: finding for finding in check_questions(form, Declared(**declared))}  # type: ignore[arg-type]


STORIES = (
    "Tell me about a morning when getting here was hard.",
    "What was the best day of this year like?",
    "Who noticed when you were away?",
    "How did you spend the last rainy recess?",
)
COMPLETE = (
    "Interviewer name", "Did the person agree that we write down what they say?", *STORIES,
    "What did you ask next?", "What did you notice beyond the words?",
)  # fmt: skip
NOTICE = "Only the listening team reads these notes. Names are taken out before anybody works with them."
__all__ = ["COMPLETE", "NOTICE", "STORIES", "QuestionKind", "findings_of", "form_of", "form_rules_of", "rules_of"]
