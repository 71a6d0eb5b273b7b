"""What a whole form should have: 4 to 8 open questions, consent, a notice, probe and cue "
"fields; and what wants a basis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reports.checks.asked import Asked, folded, reads_spanish
from reports.checks.finding import INFLEXION, LIBERATORY, PPRA, STUDENT_POWERED, Finding, Severity
from reports.checks.interview_fields import asks_consent, is_about_interview, is_cue, is_probe
from reports.checks.notice_patterns import BASIS, CONSENT_TEXT, SEES_NOTES, SELF_COMPLETED
from reports.checks.protected_topics import areas_of
from reports.checks.question_stems import is_open_question
from reports.checks.rules_identity import asks_contact, asks_identity
from rounds.form import Form, QuestionKind
from rounds.round import Role

FEWEST, MOST = 4, 8  # open questions
MAX_NOTICES = 20_000  # characters

_NOT_TEXT = (
    QuestionKind.CHOICE, QuestionKind.CHECKBOXES, QuestionKind.SCALE, QuestionKind.GRID_ROW,
    QuestionKind.DATE, QuestionKind.TIME, QuestionKind.FILE,
)  # fmt: skip


@dataclass(frozen=True)
class CheckedForm:
    """A form with its questions prepared. ``whole``: no list of wordings but a form, with all that belongs to it."""

    form: Form
    asked: tuple[Asked, ...]
    consent_elsewhere: str
    whole: bool
    shows_text: bool
    by_interviewer: bool

    @cached_property
    def notices(self) -> str:
        """All text beside the questions, folded: the form's description, sections, explanations of questions."""
        texts = [*self.form.notices, *(one.question.description for one in self.asked)]
        return folded(" ".join(texts)[:MAX_NOTICES])

    @cached_property
    def titles(self) -> str:
        """All titles, folded."""
        return " ".join(one.text for one in self.asked)

    @cached_property
    def open_questions(self) -> tuple[Asked, ...]:
        """The questions to the person that are answered in own words."""
        return tuple(one for one in self.asked if _is_open_question(one))

    @cached_property
    def collects_mail(self) -> bool:
        """Whether Google asks whoever submits for an address, or records it."""
        return self.form.collects_mail

    @cached_property
    def lacking(self) -> Severity:
        """How much something that is missing matters: in a mere list of questions it may stand elsewhere."""
        return Severity.WARNING if self.whole else Severity.INFO

    @cached_property
    def spanish(self) -> bool:
        """Whether most questions are in Spanish."""
        return (
            2 * sum(one.spanish for one in self.asked) > len(self.asked) if self.asked else reads_spanish(self.notices)
        )


FormRule = Callable[[CheckedForm], Iterator[Finding]]


def open_questions(checked: CheckedForm) -> Iterator[Finding]:
    """Four to eight open questions."""
    count = len(checked.open_questions)
    if count < FEWEST:
        few = (
            f"{count} open question{'' if count == 1 else 's'}: with fewer than {FEWEST} there is little "
            "room for stories."
        )
        yield _of_form(
            "open_questions",
            Severity.WARNING,
            few,
            _say(checked, "Add one: Tell me about a time when ...", "Agregue una: Cuénteme de una vez en que ..."),
            STUDENT_POWERED,
        )
    elif count > MOST:
        many = f"{count} open questions: with more than {MOST} there is no time to follow what people tell."
        yield _of_form(
            "open_questions",
            Severity.WARNING,
            many,
            _say(
                checked,
                "Keep those that ask for a story, and ask the others in the next round.",
                "Deje las que piden una historia y guarde las demás para la próxima ronda.",
            ),
            STUDENT_POWERED,
        )


def consent_missing(checked: CheckedForm) -> Iterator[Finding]:
    """A field that records whether the person agreed."""
    if checked.consent_elsewhere.strip() or any(asks_consent(one) for one in checked.asked):
        return
    told = (
        " The form's text speaks of consent, but no field records the answer."
        if CONSENT_TEXT.search(checked.notices)
        else ""
    )
    message = (
        "Nothing records whether the person agreed to talk and to have notes taken; without it every "
        f"row is held.{told}"
    )
    suggestion = _say(
        checked,
        "Did the person agree that we write down what they say? (Yes / No)",
        "¿La persona aceptó que anotemos lo que dice? (Sí / No)",
    )
    yield _of_form("consent_missing", checked.lacking, message, suggestion, INFLEXION)


def notice_missing(checked: CheckedForm) -> Iterator[Finding]:
    """A text that says who sees the notes and what becomes of names."""
    if SEES_NOTES.search(checked.notices) or any(
        asks_consent(one) and SEES_NOTES.search(one.text) for one in checked.asked
    ):
        return
    message = "Nothing says who sees the notes and how names are taken out. People should know before they tell."
    if not checked.shows_text:
        message += " (An export does not show the form's description: it may stand there.)"
    suggestion = _say(
        checked,
        (
            "Put into the form's description: Only the listening team reads these notes. Names are taken "
            "out before anybody works with them."
        ),
        (
            "Ponga en la descripción: Solo el equipo que escucha lee estas notas. Los nombres se quitan "
            "antes de trabajar con ellas."
        ),
    )
    yield _of_form(
        "notice_missing", checked.lacking if checked.shows_text else Severity.INFO, message, suggestion, LIBERATORY
    )


def probe_missing(checked: CheckedForm) -> Iterator[Finding]:
    """A place for what was asked next."""
    if not any(is_probe(one) for one in checked.asked):
        message = 'There is no field for follow-up questions. Often the story comes after "tell me more" or "why".'
        suggestion = _say(
            checked, "What did you ask next, and what did you hear?", "¿Qué más preguntó y qué le respondieron?"
        )
        yield _of_form("probe_missing", Severity.INFO, message, suggestion, STUDENT_POWERED)


def cue_missing(checked: CheckedForm) -> Iterator[Finding]:
    """A place for what was noticed beyond words."""
    if not any(is_cue(one) for one in checked.asked):
        message = "There is no field for tone, gestures and feelings that were seen. They say what words leave out."
        suggestion = _say(
            checked,
            "What did you notice beyond the words: tone, gestures, silences?",
            "¿Qué notó más allá de las palabras: tono, gestos, silencios?",
        )
        yield _of_form("cue_missing", Severity.INFO, message, suggestion, LIBERATORY)


def protected_topic(checked: CheckedForm) -> Iterator[Finding]:
    """A topic of the eight that federal law protects wants a recorded basis: what parents were told or agreed to."""
    if checked.consent_elsewhere.strip() or BASIS.search(f"{checked.notices} {checked.titles}"):
        return
    for one in checked.asked:
        areas = areas_of(one.text) if not asks_identity(one) and not asks_contact(one) else ()
        if areas:
            message = (
                f"It touches what US law protects in surveys of students ({'; '.join(areas)}). Before anybody "
                "asks it, the district needs"
                " a basis on record: what parents were told or agreed to. Say in the form's description where it is."
            )
            yield Finding(one.question.title, "protected_topic", checked.lacking, message, None, PPRA)


def collects_mail(checked: CheckedForm) -> Iterator[Finding]:
    """Google's own collection of addresses is the interviewer's, if the interviewer submits."""
    if not checked.collects_mail:
        return
    if checked.by_interviewer:
        message = "The form collects the e-mail address of whoever submits it: the interviewer. Sayback never reads it."
        yield _of_form("collects_mail", Severity.INFO, message, None, STUDENT_POWERED)
        return
    themselves = bool(SELF_COMPLETED.search(checked.notices))
    message = (
        "The form collects the e-mail address of whoever submits it, and nothing shows that this is the interviewer."
    )
    suggestion = _say(
        checked,
        'Set "Collect email addresses" to "Do not collect", or add the field "Interviewer name".',
        ('Ponga "Recopilar direcciones de correo" en "No recopilar", o agregue el campo "Nombre de quien entrevista".'),
    )
    yield _of_form(
        "collects_mail", Severity.ERROR if themselves else Severity.WARNING, message, suggestion, STUDENT_POWERED
    )


FORM_RULES: tuple[FormRule, ...] = (
    open_questions,
    consent_missing,
    notice_missing,
    probe_missing,
    cue_missing,
    protected_topic,
    collects_mail,
)


def _is_open_question(one: Asked) -> bool:
    if one.role is not None:
        return one.role is Role.NOTE
    if one.kind in _NOT_TEXT or is_about_interview(one) or asks_identity(one) or asks_contact(one):
        return False
    return is_open_question(one)


def _say(checked: CheckedForm, english: str, spanish: str) -> str:
    return spanish if checked.spanish else english


def _of_form(rule: str, severity: Severity, message: str, suggestion: str | None, source: str) -> Finding:
    return Finding("", rule, severity, message, suggestion, source)
