"""What `sayback check headlines` shows: the headlines to look at again, why, and a question that helps."""

from __future__ import annotations

from collections import Counter

from flows.steps.check_headlines import HeadlinesCheck, PlacedFinding
from flows.terminal import print_json, say, warn
from reports.checks.headline_model import HeadlineLabel
from rounds.counted import counted

DONE = 0
_MANY = {
    HeadlineLabel.DESCRIPTIVE: "descriptive",
    HeadlineLabel.QUOTE: "quotes",
    HeadlineLabel.JUDGMENT: "judgments",
    HeadlineLabel.INFERENCE: "inferences",
    HeadlineLabel.SOLUTION: "solutions",
}


def show_headlines_check(report: HeadlinesCheck, *, json: bool) -> int:
    """Prints the findings. Always 0: a headline is the team's to decide, whatever it looks like."""
    if json:
        print_json(report.as_json())
        return DONE
    doubtful = [one for one in report.findings if not one.finding.is_fine]
    for one in doubtful:
        _show(one)
    if report.unread:
        cells = counted(report.unread, "cell")
        warn(f"{cells} of the worksheet to look at first: `sayback assemble --read` lists what.")
    say(_summary(report))
    if doubtful:
        say("These are hints from word patterns, and they can be wrong: you decide.")
    return DONE


def _show(one: PlacedFinding) -> None:
    finding = one.finding
    say(f"{one.place}  {finding.text}")
    say(f"  {finding.label}?  {finding.reason}")
    say(f"  {finding.suggestion}\n")


def _summary(report: HeadlinesCheck) -> str:
    counts = Counter(one.finding.label for one in report.findings)
    parts = ", ".join(
        f"{counts[label]} {label if counts[label] == 1 else _MANY[label]}" for label in HeadlineLabel if counts[label]
    )
    return f"{counted(len(report.findings), 'headline')}: {parts or 'nothing to look at'}."
