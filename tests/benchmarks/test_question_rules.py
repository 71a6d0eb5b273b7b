"""The measure of the rules for questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.question_rules import Labelled, measure, read_labelled


def test_f1_counts_right_extra_and_missed_findings() -> None:
    result = measure(
        [
            Labelled("Do you like school?", frozenset({"yes_no"}), "en"),
            Labelled("Tell me about lunch.", frozenset({"yes_no"}), "en"),
            Labelled("Rate your lunch.", frozenset({"closed_scale"}), "en"),
            Labelled("Have you ever been late?", frozenset(), "en"),
            Labelled("What happened next?", frozenset(), "en"),
        ]
    )
    assert (result.right["yes_no"], result.extra["yes_no"], result.missed["yes_no"]) == (1, 1, 1)
    assert result.f1("yes_no") == 0.5
    assert result.f1("leading") is None
    assert result.macro_f1 == pytest.approx(0.75)
    assert (result.touched, result.good) == (1, 2)


def test_a_hint_does_not_count_as_a_touched_good_question() -> None:
    assert measure([Labelled("Do you feel heard? Why?", frozenset(), "en")]).touched == 0


def test_questions_are_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps({"question": "¿Qué pasó?", "labels": []}) + "\n\n")
    assert read_labelled(path) == [Labelled("¿Qué pasó?", frozenset(), "")]


QUESTIONS = Path(__file__).resolve().parents[1] / "data" / "questions"


@pytest.mark.parametrize("name", sorted(path.name for path in (QUESTIONS / "judge").glob("*.jsonl")))
def test_on_questions_that_no_rule_was_written_for_the_rules_stay_good(name: str) -> None:
    """Nobody reads what is missed there: who tunes rules reads the sets beside the folder ``judge``."""
    result = measure(read_labelled(QUESTIONS / "judge" / name))
    assert result.macro_f1 is not None
    assert result.macro_f1 >= 0.88
    assert result.touched <= 0.08 * result.good


@pytest.mark.parametrize("name", sorted(path.name for path in QUESTIONS.glob("*.jsonl")))
def test_on_questions_that_rules_were_written_with_nothing_gets_lost(name: str) -> None:
    result = measure(read_labelled(QUESTIONS / name))
    assert result.macro_f1 is not None
    assert result.macro_f1 >= 0.96
    assert result.touched <= 0.03 * result.good
