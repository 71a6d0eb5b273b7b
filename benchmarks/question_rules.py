"""How well the rules for questions do: macro F1 over the rules, and how many good questions get a warning.

    python -m benchmarks.question_rules FILE.jsonl [--misses]

A line is {"question", "labels", "lang"}; no label means a good question. Each question is checked by itself, as from a
text file. A rule that speaks up at any severity counts as found; a good question is touched by a warning or an error.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.table import aligned, share
from reports.checks.asked import Asked
from reports.checks.finding import Finding, Severity
from reports.checks.questions import QUESTION_RULES, check_question, question_of

RULES = tuple(rule.__name__ for rule in QUESTION_RULES)


@dataclass(frozen=True, slots=True)
class Labelled:
    """One question and the rules that should speak up."""

    question: str
    labels: frozenset[str]
    lang: str


@dataclass(slots=True)
class Result:
    """Counts over a set of questions."""

    right: Counter[str] = field(default_factory=Counter)
    extra: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    good: int = 0
    touched: int = 0
    wrong: list[tuple[Labelled, frozenset[str]]] = field(default_factory=list)

    def add(self, one: Labelled, findings: Sequence[Finding]) -> None:
        """Counts one question."""
        found = frozenset(finding.rule for finding in findings)
        self.right.update(found & one.labels)
        self.extra.update(found - one.labels)
        self.missed.update(one.labels - found)
        if not one.labels:
            self.good += 1
            self.touched += any(finding.severity is not Severity.INFO for finding in findings)
        if found != one.labels:
            self.wrong.append((one, found))

    def f1(self, rule: str) -> float | None:
        """F1 of a rule; None where it neither should nor did speak up."""
        all_of_it = 2 * self.right[rule] + self.extra[rule] + self.missed[rule]
        return 2 * self.right[rule] / all_of_it if all_of_it else None

    @property
    def macro_f1(self) -> float | None:
        """The mean of the rules' F1."""
        values = [value for rule in RULES if (value := self.f1(rule)) is not None]
        return sum(values) / len(values) if values else None


def measure(questions: Sequence[Labelled]) -> Result:
    """Checks every question by itself."""
    result = Result()
    for one in questions:
        result.add(one, check_question(Asked(question_of(one.question), one.question)))
    return result


def read_labelled(path: Path) -> list[Labelled]:
    """The questions of a JSON Lines file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [Labelled(row["question"], frozenset(row["labels"]), row.get("lang", "")) for row in rows]


def main() -> None:
    """Prints the table, and with --misses every question that was judged otherwise."""
    parser = argparse.ArgumentParser(description="Quality of the rules for questions")
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    questions = read_labelled(options.file)
    for lang in ("", *sorted({one.lang for one in questions})):
        _print(
            lang or "all",
            measure([one for one in questions if lang in ("", one.lang)]),
            misses=options.misses and not lang,
        )


def _print(name: str, result: Result, *, misses: bool) -> None:
    cells = [[name, "right", "extra", "missed", "F1"]]
    cells += [
        [rule, *(str(count[rule]) for count in (result.right, result.extra, result.missed)), share(result.f1(rule))]
        for rule in RULES
    ]
    cells.append(["macro F1", "", "", "", share(result.macro_f1)])
    cells.append(
        [
            "good questions with a warning",
            str(result.touched),
            "",
            str(result.good),
            share(result.touched / result.good if result.good else None),
        ]
    )
    print("\n".join(aligned(cells)), end="\n\n")
    for one, found in result.wrong if misses else ():
        print(f"should be {sorted(one.labels)}, is {sorted(found)}: {one.question}")


if __name__ == "__main__":
    main()
