"""Checks the questions of a form: every rule on every question, then the rules for the form as a whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reports import title_patterns
from reports.checks.asked import Asked, wordings
from reports.checks.finding import Finding, Reason
from reports.checks.form_rules import FORM_RULES, CheckedForm
from reports.checks.interview_fields import is_about_interview
from reports.checks.question_stems import is_negated
from reports.checks.rules_advice import advice_or_intervention
from reports.checks.rules_closed import closed_scale, offers_choice, yes_no
from reports.checks.rules_identity import asks_contact, asks_identity
from reports.checks.rules_leading import leading
from reports.checks.rules_shape import double_barrelled, hypothetical
from reports.title_patterns import Title
from rounds.form import Form, Question
from rounds.round import Role

Rule = Callable[[Asked], Reason | None]

PRIVACY_RULES: tuple[Rule, ...] = (asks_identity, asks_contact)
WORDING_RULES: tuple[Rule, ...] = (
    leading,
    advice_or_intervention,
    hypothetical,
    closed_scale,
    double_barrelled,
    yes_no,
)
QUESTION_RULES = PRIVACY_RULES + WORDING_RULES

# A question for yes or no that is also one of these is told the weightier reason only.
_WEIGHTIER = frozenset({"leading", "advice_or_intervention", "hypothetical", "closed_scale"})


@dataclass(frozen=True, slots=True)
class Declared:
    """What is known of a form beside its structure.

    ``roles``: what round.toml declares columns to be, by address. ``consent_elsewhere``: where consent is recorded, if
    not in the form. ``whole``: the input is a whole form, so that what it lacks can be told for certain.
    ``shows_text``: the source shows the texts beside the questions, which an export does not.
    """

    roles: Mapping[tuple[str, int], Role] = field(default_factory=dict)
    consent_elsewhere: str = ""
    whole: bool = True
    shows_text: bool = True


def check_questions(form: Form, declared: Declared | None = None) -> tuple[Finding, ...]:
    """All findings for ``form``: those of its questions in their order, then those of the form as a whole."""
    declared = declared or Declared()
    asked = _asked(form, declared)
    checked = CheckedForm(
        form=form,
        asked=tuple(asked),
        consent_elsewhere=declared.consent_elsewhere,
        whole=declared.whole,
        shows_text=declared.shows_text,
        by_interviewer=submitted_by_interviewer(form, declared),
    )
    findings = [finding for one in asked for finding in check_question(one)]
    return (*findings, *(finding for rule in FORM_RULES for finding in rule(checked)))


def check_question(asked: Asked) -> tuple[Finding, ...]:
    """The findings for one question. A title in two languages is checked in both, and each rule told once."""
    found: dict[str, Reason] = {}
    for wording in wordings(asked.wording):
        one = Asked(asked.question, wording, asked.by_interviewer, asked.role, asked.next_title)
        for name, reason in _reasons(one).items():
            found.setdefault(name, reason)
    return tuple(
        Finding(asked.question.title, name, reason.severity, reason.message, reason.suggestion, reason.source)
        for name, reason in found.items()
    )


def submitted_by_interviewer(form: Form, declared: Declared) -> bool:
    """Whether there is evidence that whoever interviews fills in the form, not whoever is interviewed."""
    if not declared.whole:
        return False  # a list of questions to ask: each is asked of the person
    if Role.INTERVIEWER in declared.roles.values():
        return True
    return any(Title.of(question.title).asks(title_patterns.INTERVIEWER_PRESENT) for question in form.questions)


def _asked(form: Form, declared: Declared) -> list[Asked]:
    by_interviewer = submitted_by_interviewer(form, declared)
    following = [question.title for question in form.questions[1:]] + [""]
    return [
        Asked(question, question.title, by_interviewer, declared.roles.get(question.address), after)
        for question, after in zip(form.questions, following, strict=True)
        if question.title.strip()
    ]


def _reasons(asked: Asked) -> dict[str, Reason]:
    found = _applied(PRIVACY_RULES, asked)
    if found and len(asked.sentences) < 2:
        return found
    if is_about_interview(asked) and not any(is_negated(sentence) for sentence in asked.sentences):
        return found
    found |= _applied(WORDING_RULES, asked)
    if "leading" in found and any(is_negated(sentence) for sentence in asked.sentences):
        found.pop("hypothetical", None)  # "Wouldn't it be better if ..." persuades; nobody is to imagine anything
    if "leading" in found and "closed_scale" in found and not offers_choice(asked):
        found.pop("closed_scale")
    if found.keys() & (_WEIGHTIER | {"asks_identity", "asks_contact"}):
        found.pop("yes_no", None)
    if found.keys() & {"asks_identity", "asks_contact"}:
        found.pop("double_barrelled", None)
    return found


def _applied(rules: tuple[Rule, ...], asked: Asked) -> dict[str, Reason]:
    return {rule.__name__: reason for rule in rules if (reason := rule(asked)) is not None}


def question_of(title: str, nth: int = 1) -> Question:
    """A question known by its wording only."""
    return Question(title, nth, "")
