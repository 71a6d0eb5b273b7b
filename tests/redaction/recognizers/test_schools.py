"""Names of schools are found, and people beside them are not swallowed."""

from __future__ import annotations

import pytest

from redaction.recognizers.schools import Schools
from tests.redaction.recognizers.cases import found_by


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At Lincoln Middle School he waits", "Lincoln Middle School"),
        ("she went to roosevelt elementary before", "roosevelt elementary"),
        ("he is at Lakeview High now", "Lakeview High"),
        ("at roosevelt high y mis papás", "roosevelt high"),
        ("two kids from Willow Creek MS. They", "Willow Creek MS"),
        ("came from Garfield Alternative", "Garfield Alternative"),
        ("before that Sam Houston Intermediate", "Sam Houston Intermediate"),
        ("since Jackie Robinson Academy closed", "Jackie Robinson Academy"),
        ("the Summit Prep kids", "Summit Prep"),
        ("WENT TO WASHINGTON MIDDLE SCHOOL", "WASHINGTON MIDDLE SCHOOL"),
        ("la Escuela Primaria Benito Juárez es", "Escuela Primaria Benito Juárez"),
        ("en la escuela benito juarez", "escuela benito juarez"),
        ("en la Secundaria Técnica 5 no", "Secundaria Técnica 5"),
        ("told Marcus Lincoln High is better", "Lincoln High"),
    ],
)
def test_a_school_is_found_without_the_words_before_it(text: str, expected: str) -> None:
    assert found_by(Schools, text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "in high school and my middle school",
        "My Middle School was fine",
        "she was at a high point in the middle of it",
        "Marcus High fived me",
        "from marcus high up",
        "maria elementary kid",
        "I told Marcus in elementary school",
        "when maria started elementary school",
        "jaylen high school dreams",
        "with jaylen intermediate english",
        "talk to jaylen middle of class",
        "Summer School and night school",
        "la escuela de Marcos",
        "en la escuela Marcos no habla",
        "ask MS ALVAREZ",
        "from Jaylen MS. ALVAREZ left",
    ],
)
def test_ordinary_words_and_people_are_no_schools(text: str) -> None:
    assert found_by(Schools, text) == set()
