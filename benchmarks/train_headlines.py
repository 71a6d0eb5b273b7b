"""Learns the weights of ``reports/checks/headline_weights.json`` from the labelled headlines.

    python -m benchmarks.train_headlines            # writes the weights; the same data gives the same file
    python -m benchmarks.train_headlines --report   # each set scored by what was learned without it; writes nothing

Needs ``pip install -e ".[train]"``. Quotes take no part: they are told by their marks. The sets under
``tests/data/headlines/judge`` are never learned from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.headline_rules import HEADLINES, Labelled, Result, measure, read_labelled
from benchmarks.table import share
from reports.checks.headline_model import LEARNED, WEIGHTS, HeadlineLabel, HeadlineModel
from reports.checks.headline_signals import signals_of
from reports.checks.headline_text import headline_text

STRENGTH = 0.5  # C of the regression: chosen by --report, where .3 to 1 make little difference
_SMALLEST = 0.02  # weights below this for every label are left out


def learn(rows: Sequence[Labelled]) -> HeadlineModel:
    """A model from labelled headlines; quotes among them are passed over."""
    rows = [row for row in rows if row.label != HeadlineLabel.QUOTE]
    names = DictVectorizer(sort=True)
    table = names.fit_transform([dict.fromkeys(_signals(row.text), 1.0) for row in rows])
    regression = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=5_000, tol=1e-6)
    regression.fit(table, [row.label for row in rows])
    order = [list(regression.classes_).index(label) for label in LEARNED]
    weights = np.round(regression.coef_[order].T, 3)
    kept = {
        str(name): tuple(float(one) for one in row)
        for name, row in zip(names.feature_names_, weights, strict=True)
        if np.abs(row).max() >= _SMALLEST
    }
    return HeadlineModel(tuple(float(one) for one in np.round(regression.intercept_[order], 3)), kept)


def _signals(text: str) -> list[str]:
    return sorted({signal.name for signal in signals_of(headline_text(text))})


def write(model: HeadlineModel, path: Path) -> None:
    """One signal a line, so that a change can be read."""
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(model.weights.items()))
    labels = json.dumps([str(label) for label in LEARNED])
    text = f'{{\n "labels": {labels},\n "bias": {json.dumps(model.bias)},\n "weights": {{\n{lines}\n }}\n}}\n'
    path.write_text(text, encoding="utf-8")


def report(sets: dict[str, list[Labelled]]) -> None:
    """Prints for each set how the others' weights do on it."""
    for name, held_out in sets.items():
        model = learn([row for other, rows in sets.items() if other != name for row in rows])
        result: Result = measure(held_out, model)
        print(f"{name}: macro F1 {share(result.macro_f1)}, flagged {share(result.flagged_share)}")


def main() -> None:
    """Writes the weights, or reports."""
    parser = argparse.ArgumentParser(description="Learns how much each signal of a headline counts")
    parser.add_argument("--report", action="store_true")
    sets = {path.stem: read_labelled(path) for path in sorted(HEADLINES.glob("*.jsonl"))}
    if parser.parse_args().report:
        report(sets)
    else:
        write(learn([row for rows in sets.values() for row in rows]), WEIGHTS)


if __name__ == "__main__":
    main()
