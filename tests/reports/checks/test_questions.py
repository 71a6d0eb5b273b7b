"""The rules for single questions: more that must not be touched than must."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.checks.asked import Asked, folded, wordings
from reports.checks.finding import Severity
from reports.checks.questions import QUESTION_RULES, check_question, question_of
from rounds.form import QuestionKind
from tests.reports.checks.checking import findings_of, rules_of

GOOD = (
    "Tell me about the last time you felt proud of your work.",
    "Can you walk me through a school day, from the first bell on?",
    "What are your best or worst experiences with group work?",
    "How did that make you feel?",
    "What happened after the assembly and how did you feel?",
    "Tell me about a time a coach called you by your name.",
    "Tell me about a phone call from school that you remember.",
    "What did you do the day you lost your ID card?",
    "What changed when your family got a new address?",
    "How do you and your cousins get home?",
    "What would a calm evening look like for you?",
    "How would you describe your job to a friend?",
    "What advice would you give somebody who starts here next month?",
    "Tell me about a time you felt you should have asked for help.",
    "Tell me about a class where you had to imagine another world.",
    "Tell me what happens at your house if the bus is late.",
    "If a shift goes well, what does it look like?",
    "When you think about band practice, what comes to mind?",
    "How does your job support or challenge your studies?",
    "Please describe your experience with your classes and teachers.",
    "Is there anything else you would like to say?",
    "Anything we did not ask that matters to you?",
    "Tell me about a project where people rated each other.",
    "Tell me about an adult here who listens to you, without saying who it is.",
    "Take me back to the day you heard about the move.",
    "worst moment on the bus so far",
    "Tell me more.",
    "Why does that stay with you?",
    "Which book(s) did you carry around?",
    "What, if anything, was confusing about the forms?",
    "Cuénteme de la última vez que la escuela le llamó por teléfono.",
    "Cuéntame de una vez que un maestro te llamó por tu nombre y de lo que sentiste.",
    "¿Qué pasó cuando cambiaron de dirección?",
    "¿Cómo llegaron usted y su hijo el día de la tormenta?",
    "¿Me puede contar de un día difícil?",
    "¿Hay algo más que quiera decir?",
    "Si una mañana sale bien, ¿cómo es?",
    "la peor experiencia que has tenido con la tarea",
    "Piensa en tu clase favorita. ¿Qué recuerdas de esa clase?",
    "¿Qué sintió y qué hizo después?",
)
FIELDS = (
    "Timestamp", "Date of the interview", "Role (student, caregiver, staff)", "Grade band", "Language of the interview",
    "Interviewer name", "Interviewer's e-mail", "Your name (the person taking notes)", "Note taker's initials",
    "Does the interviewee agree that we take notes?", "Has a guardian given permission for this conversation?",
    "Was an interpreter used?", "How many people took part?", "Was anyone else in the room?", "Withdrawal code",
    "Did the person skip any question?", "Did the person seem upset?", "What did you notice beyond the words?",
    "What follow-up questions did you ask?", "Exact words that stood out", "School",
    "Idioma de la entrevista", "Nombre de quien entrevista", "¿La persona aceptó que tomemos notas?",
    "¿Cuántas personas participaron?", "¿Hubo intérprete?", "Código de retiro", "Gestos y tono de voz que notó",
)  # fmt: skip
FLAWED = {
    "asks_identity": (
        "Student's full name", "What is your name?", "name + grade of the child", "Date of birth", "student ID number",
        "Please sign here", "Parent or guardian signature", "Name of person interviewed",
        "Upload a photo of the student",
        "What's your name, and tell me about a good day.", "Nombre completo del alumno", "¿Cómo se llama usted?",
        "Fecha de nacimiento", "Firma de la madre", "Número de matrícula del alumno",
    ),
    "asks_contact": (
        "Parent phone", "Home address", "What is the best number to reach you?", "How can we contact you later?",
        "Leave your email if you want to hear back", "ur insta or snap", "Interviewee e-mail", "Teléfono de la casa",
        "¿Cuál es su correo electrónico?", "¿Cómo podemos comunicarnos con usted?", "Domicilio del estudiante",
    ),
    "leading": (
        "Don't you think attendance matters?", "You feel safe here, right?", "Isn't the new gym a relief?",
        "How much did you enjoy the fair?", "Why is the new bell better than the old one?",
        "Most families say the forms are too long. What do you think?", "Was it hard because you were tired?",
        "What do you like about our wonderful library?", "¿No cree usted que la tarea ayuda?",
        "Te gusta tu maestra, ¿verdad?", "¿Por qué es tan importante llegar a tiempo?",
    ),
    "advice_or_intervention": (
        "Have you tried setting an alarm?", "What should the school do about lunch?",
        "Did you know that absences add up?",
        "How can we improve the bus?", "You should talk to the nurse about that, will you?",
        "What changes would you recommend?", "¿Ha intentado acostarlo más temprano?", "¿Qué debería hacer la escuela?",
        "¿Qué sugerencias tiene para la directora?",
    ),
    "hypothetical": (
        "If you were principal, what would you do?", "Imagine there were no bells. What happens?",
        "What would you do if you missed the bus?", "Suppose lunch were longer. Who would you sit with?",
        "Would you stay if they paid more?", "Si fueras maestra, ¿qué harías?", "Imagine que no hay tarea. ¿Qué haría?",
        "¿Qué pasaría si no hubiera camión?",
    ),
    "closed_scale": (
        "On a scale of 1 to 5, how welcome do you feel?", "How often do you miss the bus?", "Rate your lunch.",
        "How satisfied are you with the office?", "I feel heard: never / sometimes / always", "How safe is the walk?",
        "Check all that apply: tired, bored, glad", "Del 1 al 5, ¿qué tan seguro te sientes?",
        "¿Con qué frecuencia falta?", "Califique la comida",
    ),
    "double_barrelled": (
        "How do you feel about math and the bus?", "How did you pick your classes and what is the late bus like?",
        "Describe your homework load and the food here.", "Tell me about your mornings and also about your coach.",
        "What do you remember of kindergarten? And what are your plans for college?",
        "¿Cómo te va en ciencias y qué opinas del camión?", "Hábleme de las tareas y de la oficina.",
    ),
    "yes_no": (
        "Do you like school?", "Have you ever been late?", "Are there adults here you trust", "has anybody helped you",
        "At home, do you speak Spanish?", "Do you feel heard? Why or why not?", "Can you talk to your supervisor?",
        "¿Le gusta su trabajo?", "¿Su hijo se siente seguro?", "has llegado tarde este año",
    ),
}  # fmt: skip


@pytest.mark.parametrize("title", GOOD)
def test_an_open_question_about_a_story_is_left_alone(title: str) -> None:
    assert rules_of(title) == set()


@pytest.mark.parametrize("title", FIELDS)
def test_a_field_that_the_interviewer_fills_in_is_no_interview_question(title: str) -> None:
    assert rules_of(title) == set()


@pytest.mark.parametrize(("rule", "title"), [(rule, title) for rule, titles in FLAWED.items() for title in titles])
def test_a_flawed_question_is_found_by_its_rule(rule: str, title: str) -> None:
    found = findings_of(title)
    assert rule in found
    assert found[rule].suggestion
    assert found[rule].severity is (Severity.ERROR if rule.startswith("asks_") else found[rule].severity)


def test_every_rule_has_examples_here() -> None:
    assert {rule.__name__ for rule in QUESTION_RULES} == set(FLAWED)


@pytest.mark.parametrize(
    ("title", "suggestion"),
    [
        ("Don't you think attendance matters?", "Tell me about a time when attendance mattered to you."),
        ("Do you feel safe at school?", "Tell me about a time when you felt safe at school."),
        ("Have you ever been left out?", "Tell me about a time when you were left out."),
        ("Did anyone help you?", "Tell me about a time when someone helped you."),
        ("How often do you miss class?", "Tell me about a time when you missed class."),
        ("What would you do if you lost your job?", "Tell me about a time when you lost your job. What did you do?"),
        (
            "How do you feel about math and the bus?",
            'Ask two questions: "How do you feel about math?" / "How do you feel about the bus?"',
        ),
        ("How would you rate the office?", "Tell me about your best or worst experience with the office."),
        ("¿Ha recibido mensajes de la escuela?", "Cuénteme de una vez que ha recibido mensajes de la escuela."),
        (
            "¿Cómo te va en arte y qué opinas del camión?",
            'Haga dos preguntas: "¿Cómo te va en arte?" / "¿Qué opinas del camión?"',
        ),
    ],
)  # fmt: skip
def test_a_rewrite_uses_the_words_of_the_question(title: str, suggestion: str) -> None:
    assert suggestion in {finding.suggestion for finding in findings_of(title).values()}


@pytest.mark.parametrize("title", [title for titles in FLAWED.values() for title in titles])
def test_a_suggested_wording_passes_the_check_itself(title: str) -> None:
    for rule, finding in findings_of(title).items():
        if rule not in ("asks_identity", "asks_contact", "double_barrelled"):
            assert finding.suggestion
            assert rules_of(finding.suggestion) <= {"double_barrelled"}


def test_a_follow_up_makes_a_yes_no_question_milder() -> None:
    assert findings_of("Do you feel valued?")["yes_no"].severity is Severity.WARNING
    assert findings_of("Do you feel valued? Why or why not?")["yes_no"].severity is Severity.INFO
    assert findings_of("Do you feel valued?", branches=True)["yes_no"].severity is Severity.INFO
    followed = Asked(question_of("Do you feel valued?"), "Do you feel valued?", next_title="If yes, tell me about it.")
    assert check_question(followed)[0].severity is Severity.INFO


def test_the_kind_of_a_question_speaks_too() -> None:
    ratings = ("Never", "Sometimes", "Always")
    assert "closed_scale" in findings_of("Lunch", kind=QuestionKind.SCALE)
    assert "closed_scale" in findings_of("The bus [on time]", kind=QuestionKind.GRID_ROW, options=ratings)
    assert "closed_scale" in findings_of("My teacher listens", kind=QuestionKind.CHOICE, options=ratings)
    assert "yes_no" in findings_of("School is fine", kind=QuestionKind.CHOICE, options=("Yes", "No"))
    assert not findings_of("Grade", kind=QuestionKind.CHOICE, options=("9", "10", "11", "12"))
    assert not findings_of("Consent to notes", kind=QuestionKind.CHOICE, options=("Yes", "No"))


def test_who_submits_decides_about_your_name() -> None:
    title = "Your name"
    assert {finding.rule for finding in check_question(Asked(question_of(title), title))} == {"asks_identity"}
    assert check_question(Asked(question_of(title), title, by_interviewer=True)) == ()
    student = "Student's name"
    assert check_question(Asked(question_of(student), student, by_interviewer=True))


def test_a_title_in_two_languages_is_one_question() -> None:
    both = "What was hard this week? / ¿Qué fue difícil esta semana?"
    assert len(wordings(both)) == 2
    assert rules_of(both) == set()
    assert rules_of("Do you like school? / ¿Le gusta la escuela?") == {"yes_no"}


@given(st.text(max_size=300))
def test_folding_keeps_every_letter_in_its_place(text: str) -> None:
    assert len(folded(text)) == len(text)


WORDS = (
    "how",
    "do",
    "you",
    "and",
    "the",
    "¿",
    "?",
    ",",
    "your",
    "name",
    "que",
    "y",
    "si",
    "no",
    ":",
    "/",
    "-",
    "1",
    "a",
)


@given(st.text(max_size=1500) | st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_any_text_is_checked_without_a_crash_and_gives_json(title: str) -> None:
    findings = check_question(Asked(question_of(title), title))
    json.dumps([finding.as_json() for finding in findings])
    assert all(finding.question == title and finding.message and finding.source for finding in findings)


def test_a_very_long_title_is_checked_at_once() -> None:
    for word in ("your", "how", "and the", "do you", "que", ",", "(", "-", "? "):
        check_question(Asked(question_of(word), f"{word} " * 50_000))
