"""Whole names from scored words."""

from __future__ import annotations

import numpy as np
import pytest

from redaction.names.joining import names_of
from redaction.names.signals import WordKinds, words_of

COMMON = {"ana", "luis", "kai", "jordan"}


def joined(text: str, *scored: str, weak: tuple[str, ...] = ()) -> list[str]:
    """The names of ``text`` when the words ``scored`` have a high score and ``weak`` ones a third of the threshold."""
    words = words_of(text)
    scores = np.array([0.9 if w.text in scored else 0.04 if w.text in weak else 0.0 for w in words], dtype=np.float32)
    common = np.array([word.folded in COMMON for word in words], dtype=bool)
    capital = np.array([word.text[0].isupper() for word in words], dtype=bool)
    none = np.zeros(len(words), dtype=bool)
    place = np.array([word.text == "Yakima" for word in words], dtype=bool)
    kinds = WordKinds(common, common, none, capital, place)
    return [text[start:end] for start, end, _ in names_of(text, words, scores, kinds, 0.12)]


@pytest.mark.parametrize(
    ("text", "scored", "names"),
    [
        ("then Ana Okafor came", ("Ana", "Okafor"), ["Ana Okafor"]),
        ("Ana de la Cruz came", ("Ana", "Cruz"), ["Ana de la Cruz"]),
        ("Ana and Luis came", ("Ana", "Luis"), ["Ana", "Luis"]),
        ("Okafor, Ana gr 8", ("Okafor", "Ana"), ["Okafor, Ana"]),
        ("I saw Okafor, Ana yesterday", ("Okafor", "Ana"), ["Okafor, Ana"]),
        ("Jordan, Ana gr 8", ("Jordan", "Ana"), ["Jordan, Ana"]),
        ("caller: Jordan, Ana", ("Jordan", "Ana"), ["Jordan, Ana"]),
        ("with Luis, Ana and Kai", ("Luis", "Ana", "Kai"), ["Luis", "Ana", "Kai"]),
        ("with Okafor, Ana, Kai", ("Okafor", "Ana", "Kai"), ["Okafor", "Ana", "Kai"]),
        ("I thanked Luis, Ana left", ("Luis", "Ana"), ["Luis", "Ana"]),
        ("R. Okafor is in", ("Okafor",), ["R. Okafor"]),
        ("Okafor, F. (registrar)", ("Okafor",), ["Okafor, F."]),
        ("T.J. quit", ("J",), ["T.J."]),
        ("J. is worried", ("J",), ["J."]),
        ("I saw Ana. Luis left", ("Ana", "Luis"), ["Ana", "Luis"]),
    ],
)
def test_words_of_one_name_are_joined_and_two_names_are_not(
    text: str, scored: tuple[str, ...], names: list[str]
) -> None:
    assert joined(text, *scored) == names


def test_a_place_after_a_word_that_leads_to_places_needs_more() -> None:
    assert joined("the dentist in Yakima", weak=("Yakima",)) == []
    assert joined("the dentist in Yakima", "Yakima") == ["Yakima"]


def test_a_weak_word_counts_beside_a_sure_one_only_and_only_written_like_a_name() -> None:
    assert joined("then Ana Belle came", "Ana", weak=("Belle",)) == ["Ana Belle"]
    assert joined("then Ana cried", "Ana", weak=("cried",)) == ["Ana"]
    assert joined("then Belle came", weak=("Belle",)) == []
