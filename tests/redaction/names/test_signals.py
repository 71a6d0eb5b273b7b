"""Signals: one row a word, and each number where its name says."""

from __future__ import annotations

import numpy as np
import pytest

from redaction.lexicon import Lexicon
from redaction.names.gazetteer import load_gazetteer
from redaction.names.rampart import KINDS, Opinion
from redaction.names.signals import Signals, words_of
from redaction.names.spanish import spanish_words


def opinion_of(text: str, **chances: float) -> Opinion:
    """An opinion by hand: the chance of GIVEN_NAME of each blank-separated word that is named."""
    starts, ends, rows = [], [], []
    place = 0
    for word in text.split(" "):
        row = np.zeros(len(KINDS), dtype=np.float32)
        row[KINDS.index("GIVEN_NAME")] = chances.get(word, 0)
        row[0] = 1 - row.sum()
        starts.append(place)
        ends.append(place + len(word))
        rows.append(row)
        place += len(word) + 1
    return Opinion(np.array(starts), np.array(ends), np.array(rows))


@pytest.fixture(scope="module")
def signals(lexicon: Lexicon) -> Signals:
    return Signals(lexicon, load_gazetteer(), ["Titled", "Kin"])


def row(
    signals: Signals, text: str, word: str, *, rules: tuple[tuple[str, int, int], ...] = (), **chances: float
) -> dict[str, float]:
    words = words_of(text)
    table = signals.table(text, words, opinion_of(text, **chances), rules)
    assert table.shape == (len(words), len(signals.names))
    index = [one.text for one in words].index(word)
    return dict(zip(signals.names, table[index].tolist(), strict=True))


def test_words_are_letters_joined_by_apostrophes_and_hyphens_without_a_possessive() -> None:
    assert [word.text for word in words_of("O'Brien's Ny'Asia, Abdi-Rahman 7th deshawn2012")] == [
        "O'Brien", "Ny'Asia", "Abdi-Rahman", "th", "deshawn",
    ]  # fmt: skip


def test_the_models_chance_stands_at_its_word_and_its_neighbours(signals: Signals) -> None:
    of_friend = row(signals, "my friend deshawn left", "friend", deshawn=0.75)
    assert of_friend["rampart_name"] == 0
    assert of_friend["rampart_name+1"] == pytest.approx(0.75)
    assert row(signals, "my friend deshawn left", "left", deshawn=0.75)["rampart_name-1"] == pytest.approx(0.75)


def test_cues_lists_and_shapes_are_told(signals: Signals) -> None:
    found = row(signals, "the coach Marisol's bus", "Marisol")
    assert (found["cue_title-1"], found["listed_given"], found["capital"], found["possessive"]) == (1, 1, 1, 1)
    assert (found["ordinary"], found["ordinary+1"], found["first_of_sentence"]) == (0, 1, 0)


def test_what_a_rule_found_is_told_for_each_of_its_words(signals: Signals) -> None:
    text = "ms ana ruiz came"
    rules = (("Titled", 3, 11),)
    assert [row(signals, text, word, rules=rules)["rule_Titled"] for word in ("ms", "ana", "ruiz", "came")] == [
        0,
        1,
        1,
        0,
    ]


def test_the_same_word_elsewhere_in_the_text_counts(signals: Signals) -> None:
    found = row(signals, "then will came and will ran", "will", will=0.5)
    assert found["best_chance_of_word"] == pytest.approx(0.5)
    assert found["word_in_lower_case"] == 2


def test_a_candidate_is_unknown_or_pointed_at(signals: Signals) -> None:
    text = "the bus zyaire will tarea"
    words = words_of(text)
    chosen = signals.candidates(signals.table(text, words, opinion_of(text, will=0.2), ()))
    assert [word.text for word, one in zip(words, chosen, strict=True) if one] == ["zyaire", "will"]


def test_spanish_words_are_known_without_accents_and_names_are_none() -> None:
    assert {"escuela", "camion", "nomas", "dijeron"} <= spanish_words()
    assert not {"guadalupe", "xiomara", "hernandez"} & spanish_words()


def test_the_gazetteer_knows_figures_works_towns_and_given_names() -> None:
    lists = load_gazetteer()
    assert "frederick douglass" in lists.figures
    assert "harry potter" in lists.works
    assert "yakima" in lists.places
    assert "aaliyah" in lists.given
