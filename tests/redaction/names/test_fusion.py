"""The scoring: complete, made for our signals, and the same for a word whoever stands beside it."""

from __future__ import annotations

import numpy as np
import pytest

from redaction.lexicon import Lexicon
from redaction.names.fusion import Forest, load_forest, version
from redaction.recognizers.scored_names import NameSignals


@pytest.fixture(scope="module")
def forest(lexicon: Lexicon) -> Forest:
    return load_forest(NameSignals(lexicon).names)


def test_scores_lie_between_nothing_and_one_and_rows_do_not_touch_each_other(forest: Forest) -> None:
    table = np.random.default_rng(5).random((40, len(forest.signals)), dtype=np.float32)
    scores = forest.scores(table)
    assert ((scores > 0) & (scores < 1)).all()
    assert [forest.scores(table[index : index + 1])[0] for index in range(40)] == scores.tolist()


def test_no_rows_have_no_scores(forest: Forest) -> None:
    assert forest.scores(np.zeros((0, len(forest.signals)), dtype=np.float32)).shape == (0,)


def test_a_forest_for_other_signals_is_refused() -> None:
    with pytest.raises(ValueError, match="other signals"):
        load_forest(["one", "two"])


def test_the_version_changes_with_the_files_only() -> None:
    assert version() == version()
    assert version().startswith("names-")
