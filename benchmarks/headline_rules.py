"""How well the check of headlines does: macro F1 over the labels, and how many good headlines get flagged.

    python -m benchmarks.headline_rules FILE.jsonl [--misses]

A line is {"text", "label"}. A good headline is a description or a quote; it is flagged when the check takes it for a
judgment, an inference or a solution.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.table import aligned, share
from reports.checks.headline_model import HeadlineLabel, HeadlineModel
from reports.checks.headlines import HeadlineFinding, check_headline

HEADLINES = Path(__file__).resolve().parents[1] / "tests" / "data" / "headlines"
_GOOD = (HeadlineLabel.DESCRIPTIVE, HeadlineLabel.QUOTE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One headline and its label."""

    text: str
    label: HeadlineLabel


@dataclass(slots=True)
class Result:
    """Counts over a set of headlines."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    good: int = 0
    flagged: int = 0
    wrong: list[tuple[Labelled, HeadlineFinding]] = field(default_factory=list)

    def add(self, one: Labelled, finding: HeadlineFinding) -> None:
        """Counts one headline."""
        if finding.label == one.label:
            self.right[one.label] += 1
        else:
            self.extra[finding.label] += 1
            self.missed[one.label] += 1
            self.wrong.append((one, finding))
        if one.label in _GOOD:
            self.good += 1
            self.flagged += finding.label not in _GOOD

    def f1(self, label: HeadlineLabel) -> float | None:
        """F1 of a label; None where it neither should nor did occur."""
        all_of_it = 2 * self.right[label] + self.extra[label] + self.missed[label]
        return 2 * self.right[label] / all_of_it if all_of_it else None

    @property
    def macro_f1(self) -> float:
        """The mean of the labels' F1; 0 for an empty set."""
        values = [value for label in HeadlineLabel if (value := self.f1(label)) is not None]
        return sum(values) / len(values) if values else 0.0

    @property
    def flagged_share(self) -> float:
        """The share of good headlines that are flagged, from 0 to 1."""
        return self.flagged / self.good if self.good else 0.0


def measure(rows: Sequence[Labelled], model: HeadlineModel | None = None) -> Result:
    """Checks every headline, by ``model`` where one is given."""
    result = Result()
    for one in rows:
        result.add(one, check_headline(one.text, model))
    return result


def read_labelled(path: Path) -> list[Labelled]:
    """The headlines of a JSON Lines file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Labelled(row["text"], HeadlineLabel(row["label"])) for row in rows]


def main() -> None:
    """Prints the table, and with --misses every headline that was taken for something else."""
    parser = argparse.ArgumentParser(description="Quality of the check of headlines")
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    result = measure(read_labelled(options.file))
    cells = [["label", "right", "extra", "missed", "F1"]]
    cells += [
        [label, *(str(count[label]) for count in (result.right, result.extra, result.missed)), share(result.f1(label))]
        for label in HeadlineLabel
    ]
    cells.append(["macro F1", "", "", "", share(result.macro_f1)])
    cells.append(["good ones flagged", str(result.flagged), "", str(result.good), share(result.flagged_share)])
    print("\n".join(aligned(cells)))
    for one, finding in result.wrong if options.misses else ():
        print(f"should be {one.label}, is {finding.label}: {one.text}\n    {finding.reason}")


if __name__ == "__main__":
    main()
