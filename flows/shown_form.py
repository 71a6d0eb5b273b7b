"""What `sayback check form` shows: question by question the reason, another wording, and the page behind the rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from flows.steps.check_form import CheckedSource, FormCheck
from flows.terminal import print_json, say
from reports.checks.finding import Finding, Severity
from rounds.counted import counted

DONE, TO_FIX = 0, 1
_LABELS = {Severity.ERROR: "fix ", Severity.WARNING: "look", Severity.INFO: "hint"}
_NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("hint", "hints"),
}


def show_form_check(report: FormCheck, *, json: bool) -> int:
    """Prints the findings; the exit code is 1 when one of them is an error."""
    if json:
        print_json(report.as_json())
    else:
        for source in report.sources:
            _show_source(source, named=report.several)
    return TO_FIX if report.has_errors else DONE


def _show_source(source: CheckedSource, *, named: bool) -> None:
    if named:
        say(f"{source.name}\n")
    for question, findings in groupby(source.findings, key=lambda finding: finding.question):
        say(f'"{question}"' if question else "The form as a whole")
        for finding in findings:
            _show(finding)
        say("")
    say(_summary(source))


def _show(finding: Finding) -> None:
    say(f"  {_LABELS[finding.severity]}  {finding.rule}: {finding.message}")
    if finding.suggestion:
        say(f"        Instead: {finding.suggestion}")
    say(f"        Source: {finding.source}")


def _summary(source: CheckedSource) -> str:
    counts = Counter(finding.severity for finding in source.findings)
    return f"{counted(source.questions, 'question')}: " + (", ".join(_counted(counts)) or "nothing to mend") + "."


def _counted(counts: Counter[Severity]) -> Sequence[str]:
    return [f"{counts[one]} {_NAMES[one][counts[one] != 1]}" for one in Severity if counts[one]]
