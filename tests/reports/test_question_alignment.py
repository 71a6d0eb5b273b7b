from __future__ import annotations

from collections.abc import Sequence

import pytest

from reports.column_guess import ColumnGuess
from reports.question_alignment import Alignment, FormColumns, align, sameness
from rounds.form import Question, QuestionKind
from rounds.round import Role

LONG = QuestionKind.LONG_TEXT
PICK = QuestionKind.CHOICE


def note(title: str, kind: QuestionKind = LONG, **more: object) -> ColumnGuess:
    return ColumnGuess(Question(title, 1, "A", kind=kind, **more), Role.NOTE, "a reason")  # type: ignore[arg-type]


def group(title: str, *options: str, **more: object) -> ColumnGuess:
    question = Question(title, 1, "A", kind=PICK, options=options, **more)  # type: ignore[arg-type]
    return ColumnGuess(question, Role.SEGMENT, "a reason", values=options)


def consent(title: str) -> ColumnGuess:
    return ColumnGuess(Question(title, 1, "A", kind=PICK, options=("Yes", "No"), required=True), Role.CONSENT, "x")


def english(*guesses: ColumnGuess) -> FormColumns:
    return FormColumns("students", "en", guesses)


def spanish(*guesses: ColumnGuess) -> FormColumns:
    return FormColumns("familias", "es", guesses)


def shared_titles(alignment: Alignment) -> set[tuple[str, ...]]:
    return {tuple(wording.title for wording in wordings) for wordings in alignment.shared.values()}


def are_joined(left: str, left_language: str, right: str, right_language: str, make: type = object) -> bool:
    maker = group if make is Role else note
    found = align([FormColumns("a", left_language, (maker(left),)), FormColumns("b", right_language, (maker(right),))])
    return bool(found.shared)


# One pair of titles alone


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Tell me about a hard morning.", "Tell me about a difficult morning."),
        ("Tell me about the last time you missed school.", "Tell us about the last time your child missed school"),
        ("Share a story about a time you felt heard.", "Tell me about a time when you felt heard"),
        ("What helps you get to school on time?", "What helps your child get to school on time?"),
        (
            "Tell me about a time when getting to school was hard.",
            "Tell me about a morning when getting your child to school was hard.",
        ),
    ],
)
def test_one_question_in_other_words_is_joined(left: str, right: str) -> None:
    assert are_joined(left, "en", right, "en")
    assert are_joined(right, "en", left, "en")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Tell me about your best experience at school.", "Tell me about your worst experience at school."),
        ("Tell me about your first day at this school.", "Tell me about your last day at this school."),
        ("What makes mornings hard?", "What makes mornings easy?"),
        ("Who helped you at school?", "What helped you at school?"),
        ("When do you feel heard?", "Where do you feel heard?"),
        ("What helps you get to school?", "What would help you get to school?"),
        ("Tell me about a time you felt welcome.", "Tell me about a time you did not feel welcome."),
        ("Tell me about a time you felt safe at school.", "Tell me about a time you felt unsafe at school."),
        ("Tell me about a time your teacher called home.", "Tell me about a time your principal called home."),
        (
            "Tell me about the last time you missed a whole day of school because of the bus.",
            "Tell me about the last time you missed a whole day of school because of work.",
        ),
        (
            "Tell me about a time when a teacher at this school helped you learn something new.",
            "Tell me about a time when a friend at this school helped you learn something new.",
        ),
        ("What happens before school?", "What happens after school?"),
        ("Tell me about the bus.", "Tell me about the lunch."),
        ("Describe your week at work with your supervisor.", "Describe your week at work without your supervisor."),
        ("How many people helped you?", "How did people help you?"),
    ],
)
def test_different_questions_in_similar_words_are_left_apart(left: str, right: str) -> None:
    assert not are_joined(left, "en", right, "en")
    assert not are_joined(right, "en", left, "en")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Tell me about the last time you missed school.", "Cuénteme de la última vez que su hijo faltó a la escuela."),
        ("Tell me about a teacher who helped you.", "Háblame de un maestro que te ayudó."),
        ("What makes a morning hard for you?", "¿Qué hace difícil una mañana para ti?"),
        (
            "Tell me about a time you felt welcome at school.",
            "Cuénteme de una vez que se sintió bienvenido en la escuela.",
        ),
        (
            "Tell me about a morning when getting to school was hard.",
            "Cuéntame de una mañana en que fue difícil llegar a la escuela.",
        ),
    ],
)
def test_a_story_question_that_says_the_same_in_the_other_language_is_joined(left: str, right: str) -> None:
    assert are_joined(left, "en", right, "es")
    assert are_joined(right, "es", left, "en")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Tell me about your best experience with a teacher.", "Cuénteme de su peor experiencia con un maestro."),
        (
            "Tell me about the last time you missed school.",
            "Cuéntame de la última vez que llegaste tarde a la escuela.",
        ),
        ("Tell me about a friend at school.", "Cuénteme de un maestro en la escuela."),
        ("Who helped you at school?", "¿Qué le ayudó en la escuela?"),
        (
            "Tell me about a time you did not want to come to school.",
            "Cuénteme de una vez que quiso venir a la escuela.",
        ),
        ("What helps your family in the morning?", "¿Qué ayudaría a su familia en la mañana?"),
        ("Tell me about your first day at school.", "Cuénteme de su último día en la escuela."),
        ("Tell me about a proud moment in class.", "Cuénteme de una preocupación en clase."),
        ("Tell me about school.", "Cuénteme de la comida de la escuela."),
        ("What happened before school?", "¿Qué pasó después de la escuela?"),
        ("Describe a day without your phone.", "Describa un día con su teléfono."),
        ("Anything else?", "¿Algo más que quiera decir de su trabajo?"),
    ],
)
def test_different_questions_of_two_languages_are_left_apart(left: str, right: str) -> None:
    assert not are_joined(left, "en", right, "es")
    assert not are_joined(right, "es", left, "en")


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("Grade", "Grado", True),
        ("What grade are you in?", "¿En qué grado está su hijo?", True),
        ("School", "Escuela", True),
        ("Age", "Edad", True),
        ("Grade", "Edad", False),
        ("School", "Grado", False),
        ("Grade", "Grado y escuela", False),
    ],
)
def test_one_shared_idea_is_enough_for_a_grouping_if_there_is_no_other(left: str, right: str, joined: bool) -> None:
    assert are_joined(left, "en", right, "es", Role) is joined


def test_a_choice_and_a_story_never_share_a_key() -> None:
    found = align([english(group("Grade", "9", "10")), spanish(note("Grado"))])
    assert not found.shared


def test_sameness_is_the_same_from_both_sides() -> None:
    left, right = "Tell me about a hard day at work.", "Cuéntame de un día difícil en la escuela."
    assert sameness(left, "en", right, "es") == sameness(right, "es", left, "en")


# Forms of which one translates the other

ENGLISH = (
    consent("Did the student agree?"),
    group("Grade", "9", "10", "11"),
    note("Tell me about a morning when getting to school was hard."),
    note("Tell me about an adult here who looks out for you."),
    note("Walk me through your route."),
    note("What else would you like us to know?"),
)
SPANISH = (
    consent("¿Aceptó el estudiante?"),
    group("Grado", "9", "10", "11"),
    note("Cuéntame de una mañana en que fue difícil llegar a la escuela."),
    note("Háblame de una persona adulta de aquí que está pendiente de ti."),
    note("Llévame por tu recorrido."),
    note("¿Hay algo más que quieras compartir?"),
)


def test_the_questions_of_a_translated_form_are_joined_by_their_place() -> None:
    found = align([english(*ENGLISH), spanish(*SPANISH)])
    for mine, theirs in zip(ENGLISH[1:], SPANISH[1:], strict=True):
        assert (mine.question.title, theirs.question.title) in shared_titles(found)


def test_every_shared_key_tells_why_it_was_shared() -> None:
    found = align([english(*ENGLISH), spanish(*SPANISH)])
    assert all(wordings[0].why == "" and wordings[1].why for wordings in found.shared.values())
    reasons = {wordings[1].title: wordings[1].why for wordings in found.shared.values()}
    assert "look twice" in reasons["Llévame por tu recorrido."]


def test_a_form_of_the_same_shape_with_other_questions_is_no_translation() -> None:
    other = (
        consent("¿Aceptó la familia?"),
        group("Escuela", "Norte", "Sur", "Este"),
        note("Cuénteme de la última reunión con un maestro."),
        note("Háblame del camión de la mañana."),
        note("Describa su trabajo."),
        note("¿Cómo supo de una ausencia?"),
    )
    assert not align([english(*ENGLISH), spanish(*other)]).shared


def test_a_form_of_the_same_shape_whose_words_only_touch_is_no_translation() -> None:
    mine = english(
        note("Tell me about your job."),
        note("What did you learn from your supervisor?"),
        note("Tell me about a hard shift."),
        note("How do you balance work and class?"),
        note("What comes after college?"),
    )
    theirs = spanish(
        note("Cuénteme de su hijo."),
        note("¿Qué aprendió de la maestra?"),
        note("Cuénteme de una tarea difícil."),
        note("¿Cómo es la mañana en casa?"),
        note("¿Qué viene después de la escuela?"),
    )
    assert not align([mine, theirs]).shared


def test_a_translation_in_another_order_is_joined_by_its_words_alone() -> None:
    mine = [
        note("Tell me about your first week at this school."),
        note("Tell me about someone who made you feel welcome."),
        note("What surprised you?"),
        note("Tell me about a class that you look forward to."),
    ]
    theirs = [
        note("¿Qué te sorprendió?"),
        note("Háblame de alguien que te hizo sentir bienvenida."),
        note("Describe tu comedor."),
        note("Cuéntame de tu primera semana en esta escuela."),
    ]
    found = align([english(*mine), spanish(*theirs)])
    assert shared_titles(found) == {
        (mine[0].question.title, theirs[3].question.title),
        (mine[1].question.title, theirs[1].question.title),
    }
    assert [doubt.second.title for doubt in found.doubts] == ["¿Qué te sorprendió?"]


def test_one_exchanged_question_in_a_translated_form_is_left_apart() -> None:
    exchanged = (*SPANISH[:3], note("Cuéntame de tu trabajo y de tu horario."), *SPANISH[4:])
    found = align([english(*ENGLISH), spanish(*exchanged)])
    assert not any(exchanged[3].question.title in titles for titles in shared_titles(found))
    assert len(found.shared) >= 3


def test_a_question_added_in_the_middle_does_not_shift_the_others() -> None:
    longer = (*SPANISH[:3], note("Cuéntame de tus vacaciones con tus primos."), *SPANISH[3:])
    for titles in shared_titles(align([english(*ENGLISH), spanish(*longer)])):
        places = [
            next(index for index, guess in enumerate(form) if guess.question.title == title)
            for form, title in zip((ENGLISH, SPANISH), titles, strict=True)
        ]
        assert places[0] == places[1]


def test_two_questions_are_no_shape() -> None:
    assert not align([english(note("Walk me through it.")), spanish(note("Llévame por eso."))]).shared


def test_each_key_is_used_once_in_a_form() -> None:
    twice = spanish(note("Cuéntame de un maestro que te ayudó."), note("Háblame de un maestro que te ayudó."))
    found = align([english(note("Tell me about a teacher who helped you.")), twice])
    keys = [guess.key for guess in found.forms[1].guesses]
    assert len(set(keys)) == 2


def test_a_third_form_is_joined_with_the_form_of_its_own_language_first() -> None:
    third = FormColumns("caregivers", "en", (note("Tell us about an adult here who looks out for you"),))
    found = align([spanish(*SPANISH), english(*ENGLISH), third])
    assert found.forms[2].guesses[0].key == found.forms[1].guesses[3].key


def test_pairs_in_doubt_are_named_and_left_apart() -> None:
    found = align(
        [
            english(note("Tell me about a time when your teacher called home.")),
            FormColumns("caregivers", "en", (note("Tell me about a time when your principal called home."),)),
        ]
    )
    assert not found.shared
    assert [(doubt.first.form, doubt.second.form) for doubt in found.doubts] == [("students", "caregivers")]


def test_the_banks_own_pairs_are_joined_although_their_words_differ() -> None:
    pair: Sequence[FormColumns] = [
        english(note("Share a story about somebody who stood by you at school.")),
        spanish(note("Comparte una historia de alguien que estuvo de tu lado en la escuela.")),
    ]
    found = align(pair)
    assert [wordings[1].why for wordings in found.shared.values()] == ["the same question of Sayback's bank"]


WORTH = "Tell me about a day when school felt worth coming to."
VALIO = "Cuénteme de un día en que valió la pena venir a la escuela."


def test_a_day_worth_coming_to_is_joined_with_its_translation() -> None:
    assert are_joined(WORTH, "en", VALIO, "es")
    assert not are_joined(WORTH, "en", "Cuénteme de un día en que no valió la pena venir a la escuela.", "es")
    assert not are_joined(WORTH, "en", "Cuénteme de un día en que le dio pena una maestra.", "es")


PARALLEL = (
    note("Tell me about the last time you missed school."),
    note("Walk me through your route."),
)
PARALELO = (
    note("Cuénteme de la última vez que su hijo faltó a la escuela."),
    note("Lléveme por su recorrido."),
    note("Platíqueme de su rutina."),
)


def test_a_story_asked_in_the_same_turn_of_a_parallel_form_is_put_before_a_person() -> None:
    found = align([english(*PARALLEL[:2], group("Grade", "9", "10")), spanish(*PARALELO[:2])])
    assert (PARALLEL[1].question.title, PARALELO[1].question.title) not in shared_titles(found)
    assert [(doubt.first.title, doubt.second.title) for doubt in found.doubts] == [
        (PARALLEL[1].question.title, PARALELO[1].question.title)
    ]
    assert "same turn" in found.doubts[0].second.why


def test_a_turn_says_nothing_where_numbers_or_subjects_differ() -> None:
    assert not align([english(*PARALLEL[:2]), spanish(*PARALELO[:2], PARALELO[2])]).doubts
    other = note("Cuénteme de un maestro y de su clase.")
    bus = note("Tell me about the bus in the morning.")
    assert not align([english(PARALLEL[0], bus), spanish(PARALELO[0], other)]).doubts
    assert not align([english(bus, PARALLEL[1]), spanish(other, PARALELO[1])]).doubts
