"""Table tests of the recognizers of names, each by itself."""

from __future__ import annotations

import pytest

from redaction.recognizers.introduced_names import IntroducedNames
from redaction.recognizers.kin_names import KinNames
from redaction.recognizers.listed_names import ListedNames
from redaction.recognizers.look import Recognizer
from redaction.recognizers.titled_names import TitledNames
from redaction.recognizers.unknown_names import UnknownNames
from redaction.recognizers.word_names import WordNames
from tests.redaction.recognizers.cases import found_by
from tests.redaction.recognizers.innocents import NUMBERS, WORDS

HITS: list[tuple[type[Recognizer], str, str]] = [
    (TitledNames, "ms alvarez never calls", "alvarez"),
    (TitledNames, "Ms. Alvarez's class", "Alvarez"),
    (TitledNames, "coach B said", "B"),
    (TitledNames, "Mr. K and", "K"),
    (TitledNames, "Mr. van der Meer waves", "van der Meer"),
    (TitledNames, "mr young is nice", "young"),
    (TitledNames, "Mrs. Rivers said", "Rivers"),
    (TitledNames, "señora Ríos", "Ríos"),
    (TitledNames, "Dr. O'Shaughnessy helped", "O'Shaughnessy"),
    (TitledNames, "MS OKONKWO SAID", "OKONKWO"),
    (KinNames, "my tía Chayo", "Chayo"),
    (KinNames, "grandma Lou drives", "Lou"),
    (KinNames, "my friend deshawn said", "deshawn"),
    (KinNames, "his cousin Will came", "Will"),
    (KinNames, "her sister, Jazmyn, left", "Jazmyn"),
    (KinNames, "uncle zyaire helps", "zyaire"),
    (IntroducedNames, "my name is Keyondra", "Keyondra"),
    (IntroducedNames, "a kid named zyaire", "zyaire"),
    (IntroducedNames, "hi i'm marcus", "marcus"),
    (IntroducedNames, "me llamo Chayo", "Chayo"),
    (ListedNames, "then marcus delacroix left", "marcus"),
    (ListedNames, "MARISOL OKONKWO CAME", "MARISOL OKONKWO"),
    (ListedNames, "Marisol Castellanos-Ruud came", "Marisol Castellanos-Ruud"),
    (UnknownNames, "They and Jazmyn left", "Jazmyn"),
    (UnknownNames, "Oaklynn's mom", "Oaklynn"),
    (WordNames, "I asked Will about it", "Will"),
    (WordNames, "May had lost it", "May"),
    (WordNames, "Grace's mom", "Grace"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), HITS)
def test_the_name_is_found_and_its_cue_stays(kind: type[Recognizer], text: str, expected: str) -> None:
    assert found_by(kind, text) == {expected}


@pytest.mark.parametrize("kind", [TitledNames, KinNames, IntroducedNames, ListedNames, WordNames])
@pytest.mark.parametrize("text", [*NUMBERS, *WORDS[:-1]])  # the last one names a school: see test_masking
def test_innocent_numbers_and_words_stay(kind: type[Recognizer], text: str) -> None:
    assert found_by(kind, text) == set()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (TitledNames, "the coach said no"),
        (TitledNames, "I miss school and miss the bus"),
        (TitledNames, "a dr appointment"),
        (KinNames, "my mom didnt call"),
        (KinNames, "my friend said no"),
        (KinNames, "My sister Monday was sick"),
        (IntroducedNames, "I'm tired and im late"),
        (IntroducedNames, "this is hard"),
        (ListedNames, "mi tia and the linda song"),
        (UnknownNames, "I've waited. Nobody'd told him. The Whiteboard fell."),
        (WordNames, "In May and June. Will you go? Christian music."),
    ],
)
def test_words_after_a_cue_that_are_no_names_stay(kind: type[Recognizer], text: str) -> None:
    assert found_by(kind, text) == set()
