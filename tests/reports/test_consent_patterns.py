"""Which columns ask for consent, and which only speak of agreeing and of permission."""

from __future__ import annotations

import pytest

from reports.column_facts import gather_facts
from reports.column_guess import guess_columns
from rounds.form import Form, Question, QuestionKind
from rounds.interviews import Response
from rounds.round import Role

ASKED = [
    "Do they agree?", "Does the person agree?", "Do you agree?", "Agreed?", "Did the student agree?",
    "Has the family agreed?", "Permission given", "Verbal permission received", "Do they give permission?",
    "Are they OK with this?", "Agree to this? (yes/no)", "Does the person agree to be interviewed?",
    "Do they agree to share their story?", "Is it OK to share this?", "Are they okay with us taking notes?",
    "Permission from parent/guardian", "Is it okay if we use what you say?", "I agree",
]  # fmt: skip
PEDIDO = [
    "¿Está de acuerdo?", "¿La persona está de acuerdo?", "¿Está usted de acuerdo?", "¿De acuerdo?", "¿Acepta?",
    "¿Acepta participar?", "¿La persona acepta participar?", "¿Aceptó el estudiante?", "¿Da su permiso?",
    "¿La familia dio su permiso?", "¿Nos da permiso?", "Consentimiento", "Permiso", "¿Acepta que usemos sus palabras?",
    "¿Está de acuerdo con participar en la entrevista?", "¿Podemos tomar notas?",
]  # fmt: skip
OTHER = [
    "Do you agree that homework helps?", "Do you agree with the new schedule?", "Do your teachers agree?",
    "Does the person agree with the new rules?", "Do your parents agree with the rules?",
    "Do they agree about bedtime?",
    "Do you agree that it is hard to get to school?", "Do you agree that your teacher listens?",
    "Do you agree to a later start?", "Do you agree to do more homework?", "Would you agree that we start too early?",
    "Did the school and your family agree on a plan?", "Do students and staff agree on what is fair?",
    "Do you need permission to leave class?", "Do you have permission to leave school at lunch?",
    "Do you need permission from a parent to ride the bus?", "Does the school give permission to go outside?",
    "Permission slip returned?", "Did you get permission to use your phone?", "Do you have a work permit?",
    "Are you okay?", "Are you okay at school?", "Are they all right?", "Is it okay to be late?",
    "Is it ok to use phones in class?",
    "¿Está de acuerdo con el horario?", "¿Está de acuerdo con que los estudiantes usen el celular?",
    "¿Está de acuerdo en que la tarea ayuda?", "¿La maestra está de acuerdo con usted?",
    "¿Usted y la maestra se ponen de acuerdo?", "¿Acepta la escuela a alumnos nuevos?",
    "¿La escuela acepta sus ideas?", "¿Aceptaron a su hijo en el equipo?", "¿Se siente aceptado?",
    "¿Tiene permiso para salir en el almuerzo?", "¿Le da permiso a su hijo de ir solo a la escuela?",
    "¿Necesita permiso para ir al baño?", "¿Acepta que la tarea ayuda?",
]  # fmt: skip


def role_of(title: str, options: tuple[str, ...] = (), answers: tuple[str, ...] = ()) -> tuple[Role, tuple[str, ...]]:
    kind = QuestionKind.CHOICE if options else QuestionKind.UNKNOWN
    question = Question(title, 1, "B", kind=kind, options=options)
    story = Question("What else did the interviewee say?", 1, "C")
    form = Form("form", (question, story))
    responses = [Response(row, {question.address: answer}) for row, answer in enumerate(answers)]
    guess = guess_columns(form, gather_facts(form, responses))[0]
    return guess.role, guess.yes


@pytest.mark.parametrize("title", ASKED)
def test_a_short_question_that_is_answered_with_yes_asks_for_consent(title: str) -> None:
    assert role_of(title, ("Yes", "No")) == (Role.CONSENT, ("Yes",))
    assert role_of(title, answers=("Yes",) * 4) == (Role.CONSENT, ("Yes",))
    assert role_of(title)[0] is Role.CONSENT


@pytest.mark.parametrize("title", PEDIDO)
def test_a_short_spanish_question_that_is_answered_with_yes_asks_for_consent(title: str) -> None:
    assert role_of(title, ("Sí", "No")) == (Role.CONSENT, ("Sí",))
    assert role_of(title, ("Sí",)) == (Role.CONSENT, ("Sí",))
    assert role_of(title, answers=("Sí",) * 4) == (Role.CONSENT, ("Sí",))


@pytest.mark.parametrize("title", OTHER)
def test_agreeing_with_an_opinion_or_being_allowed_something_is_no_consent(title: str) -> None:
    for yes in ("Yes", "Sí"):
        assert role_of(title, (yes, "No"))[0] is Role.SEGMENT
        assert role_of(title, answers=(yes,) * 4)[0] is not Role.CONSENT


@pytest.mark.parametrize(
    ("title", "options"),
    [
        ("Do they agree?", ("Strongly agree", "Agree", "Disagree")),
        ("Do you agree?", ("1", "2", "3")),
        ("Agreed", ("Bus", "Walk")),
        ("Permiso", ("De trabajo", "De estudio")),
        ("¿Está de acuerdo?", ("Siempre", "A veces", "Nunca")),
    ],
)
def test_a_short_title_is_not_believed_where_no_yes_answers_it(title: str, options: tuple[str, ...]) -> None:
    assert role_of(title, options)[0] is Role.SEGMENT


def test_the_words_of_agreeing_answer_it_too() -> None:
    assert role_of("¿Acepta?", ("Acepto", "No acepto")) == (Role.CONSENT, ("Acepto",))
    assert role_of("Do they agree?", ("They agree", "They do not agree")) == (Role.CONSENT, ("They agree",))
    assert role_of("Agreed?", ("Agree", "Disagree")) == (Role.CONSENT, ("Agree",))
