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
