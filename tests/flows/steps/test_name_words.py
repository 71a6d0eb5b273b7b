"""Answers of exports and sheets that recur are choices only where they can be nobody's name."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps.name_words import known_words
from reports.choice_names import listed_agreements, listed_choices
from reports.title_patterns import Title


def listed(title: str, values: Sequence[str]) -> tuple[str, ...]:
    return listed_choices(Title.of(title), values, known_words()).values


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("Who did you talk to?", ["Dana Quillfeather", "Sam"]),
        ("Who did you talk to?", ["Parent", "Staff", "quill"]),
        ("With whom do you live?", ["Grace", "Hunter", "Mom"]),
        ("Who helps you most?", ["Will", "Rose"]),
        ("Student", ["Zephyrina Quillfeather", "Other"]),
        ("Nombre", ["alba", "sol"]),
        ("¿Quién le ayuda?", ["Lupita", "Chuy"]),
        ("What is the helper called?", ["Sunny", "Star"]),
        ("Whose room is it?", ["Room Quillfeather", "Room 2"]),
        ("Case lead", ["Dana", "Sam"]),
        ("Case lead", ["dana", "sam"]),
        ("Case lead", ["dana quillfeather", "Nobody"]),
        ("Case lead", ["Bus", "Walk", "Car", "Dana"]),
        ("Case lead", ["Grace", "Will", "Rose"]),
        ("Case lead", ["Ortiz, Dana", "Lee, Sam"]),
        ("Homeroom", ["Ms. Ortiz", "Room 4"]),
        ("Homeroom", ["ms ortiz", "room 4"]),
        ("Homeroom", ["Ortiz", "Room 4"]),
        ("Team", ["Dana's team", "Blue team"]),
        ("Program", ["Dana Whitfield", "Robotics"]),
        ("Grupo", ["Maestra Ruiz", "B"]),
        ("Grupo", ["lupita", "jesús"]),
    ],
)
def test_choices_with_a_name_among_them_are_not_listed(title: str, values: Sequence[str]) -> None:
    assert listed(title, values) == ()


@pytest.mark.parametrize(
    ("title", "values", "kept"),
    [
        ("Class", ["Room Quillfeather", "Room 2"], ["Room 2"]),
        ("Class", ["Quill", "Quilxoth", "room quilxoth"], ["Quill"]),
        ("How do you get to school?", ["Bus", "Walk", "Zephyx"], ["Bus", "Walk"]),
    ],
)
def test_a_choice_with_a_word_that_nobody_knows_is_left_out(
    title: str, values: Sequence[str], kept: Sequence[str]
) -> None:
    assert list(listed(title, values)) == kept


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("Grade", ["9", "10", "11"]),
        ("Grade", ["Grade 9", "9th grade", "K-5"]),
        ("Grado", ["Sexto grado", "Séptimo"]),
        ("Who did you talk with?", ["Student", "Parent", "Staff", "Grandparent or other family"]),
        ("¿Con quién habló?", ["Estudiante", "Madre o padre", "Personal de la escuela"]),
        ("Role", ["Working Student", "Career Advisor"]),
        ("How do you get to school?", ["Bus", "Walk", "Car", "Someone drives me"]),
        ("¿Cómo llega a la escuela?", ["Autobús", "A pie", "En carro"]),
        ("Home language", ["English", "Spanish", "Somali", "Tagalog", "Mixteco"]),
        ("School", ["Lincoln High School", "Pioneer Middle", "Lincoln"]),
        ("Name of the school", ["North", "South"]),
        ("Preferred contact method", ["Email", "Text"]),
        ("How often?", ["Never", "2-3 times a week", "Every day"]),
        ("Support", ["IEP", "AVID", "ELL"]),
    ],
)
def test_plain_choices_are_listed(title: str, values: Sequence[str]) -> None:
    assert list(listed(title, values)) == list(values)


def test_an_agreement_with_a_name_in_it_is_not_listed() -> None:
    values = ["Yes", "Sí, acepto", "I agree", "Yes, Dana agrees", "Yes - Quilxoth", "No"]
    agreements = listed_agreements(Title.of("Did the person agree?"), values, known_words())
    assert agreements == ("Yes", "Sí, acepto", "I agree", "No")


@pytest.mark.parametrize("accepted", [["--yes"], []])
def test_names_that_recur_in_an_export_are_not_drafted(accepted: list[str], tmp_path: Path) -> None:
    export = tmp_path / "round.csv"
    with export.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["Timestamp", "Who did you talk to?", "Student", "Lead", "Tell me about a hard morning."])
        for day in range(1, 13):
            who = "Dana Quillfeather" if day % 3 else "Sam"
            story = f"The bus came early {day} times and nobody told anybody why."
            rows.writerow([f"10/{day}/2026 9:30:00", who, who, who.lower(), story])
    assert run(["new", str(tmp_path / "new"), "--from", str(export), *accepted]) == 0
    text = (tmp_path / "new" / "round.toml").read_text().lower()
    assert "quillfeather" not in text
    assert '"sam"' not in text
