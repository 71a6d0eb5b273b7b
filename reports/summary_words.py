"""What the summary says in words of its own: the page and the text say the same, in the same order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.dates import format_time

from reports.rendering import in_words
from rounds.round import Round
from rounds.summary import Expectations, GroupHeard, LettersGo, SegmentHeard, Split, Summary, ToldBack

NOT_SHOWN = "not shown"


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A group of a segment in words; ``target`` is empty where none was set."""

    name: str
    number: str
    target: str
    verdict: str


@dataclass(frozen=True, slots=True)
class SegmentLines:
    """A segment's groups, one by one and in one line."""

    label: str
    groups: tuple[GroupLine, ...]
    line: str

    @property
    def has_targets(self) -> bool:
        """Whether a target was set for any group."""
        return any(group.target for group in self.groups)


def many(number: int, noun: str, plural: str = "") -> str:
    """``number`` with its noun: "1 interview", "3 interviews"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str]) -> str:
    """Names as a list in a sentence: "a, b and c"."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def segment_lines(segment: SegmentHeard) -> SegmentLines:
    """A segment as coverage shows it."""
    groups = tuple(_group_line(group) for group in segment.groups)
    return SegmentLines(segment.label, groups, "; ".join(_in_line(group) for group in groups))


def _in_line(group: GroupLine) -> str:
    return f"{group.name}: {group.number}" + (f" (target {group.target}: {group.verdict})" if group.target else "")


def _group_line(group: GroupHeard) -> GroupLine:
    number = NOT_SHOWN if group.interviews is None else str(group.interviews)
    if group.target is None:
        return GroupLine(group.name, number, "", "")
    verdict = {True: "target met", False: "not yet", None: NOT_SHOWN}[group.is_met]
    return GroupLine(group.name, number, str(group.target), verdict)


def roles_line(summary: Summary) -> str:
    """The roles with their numbers; empty where coverage tells the same."""
    covered = {group.name for segment in summary.coverage for group in segment.groups}
    if {role.name for role in summary.roles} <= covered:
        return ""
    return ", ".join(f"{one.name}: {NOT_SHOWN if one.interviews is None else one.interviews}" for one in summary.roles)


def next_steps(summary: Summary, round_: Round) -> tuple[str, ...]:
    """What a lead is to do, beside the questions that the round puts to them."""
    if not summary.headlines:
        return (
            "Nothing for you to decide yet. No headlines have been read back, so this page cannot say what was heard:"
            " the pairs fill in the headline worksheet, and “sayback assemble --read” takes it in.",
            *_whom_to_ask(summary),
        )
    if not summary.themes:
        return (
            "Headlines have been read back, but none that can be shown has a theme yet. The pairs give the headlines a"
            " theme in the worksheet.",
            *_whom_to_ask(summary),
        )
    first = (
        ()
        if summary.to_decide
        else ("Agree with the team on what you will do about what was heard, what you cannot do, and why.",)
    )
    return (*first, *_letters_next(summary, round_))


def _whom_to_ask(summary: Summary) -> tuple[str, ...]:
    missing = [group.name for segment in summary.coverage for group in segment.groups if group.is_met is False]
    return (f"There is still time to hear more from: {listed(missing)}.",) if missing else ()


def _letters_next(summary: Summary, round_: Round) -> tuple[str, ...]:
    if round_.letters is None or summary.told_back is not None:
        return ()
    if summary.letters is not LettersGo.NOT_YET:
        return (_LETTERS[summary.letters],)
    by = f" by {in_words(round_.letters.hear_by)}" if round_.letters.hear_by else ""
    return (
        "Then have the team show you the letters to the people who were listened to. If you approve of them, tell the"
        f" team, who record it, so that people hear back{by}. No letter goes out without that.",
    )


_LETTERS = {
    LettersGo.GOING: "The letters to the people who were listened to are approved, and are going out.",
    LettersGo.WENT: "The letters to the people who were listened to went out.",
}


def since(summary: Summary) -> str:
    """When the last summary went out: the day, or on the same day the time; empty for the first."""
    changes = summary.changes
    if changes is None:
        return ""
    if changes.since == summary.today and changes.since_time:
        return f"{format_time(changes.since_time, 'h:mm a', locale='en')} today"
    return in_words(changes.since)


def change_lines(summary: Summary) -> tuple[str, ...]:
    """What is different from the last summary that went out; nothing where nothing is, as for a lead who is new."""
    changes = summary.changes
    if changes is None:
        return ()
    lines = []
    before = changes.interviews_before
    if before is not None and before != summary.interviews:
        lines.append(f"Interviews: {before} then, {summary.interviews} now.")
    if changes.new_themes:
        lines.append(f"New: {listed(changes.new_themes)}.")
    if changes.gone_themes:
        lines.append(f"No longer among the themes: {listed(changes.gone_themes)}.")
    lines += [f"{name}: {was} then, {now} now." for name, was, now in changes.counted_anew]
    if changes.counts_stay:
        lines.append(_what_stays(summary, differ=changes.counts_differ))
    return tuple(lines)


def _what_stays(summary: Summary, *, differ: bool) -> str:
    if differ:
        return (
            f"Some numbers are still those of {since(summary)}, so that nobody can work out what a single person said;"
            " others were counted anew. So themes may be told out of different numbers of interviews."
        )
    but = " but for who has heard back" if summary.told_back else ""
    return (
        f"Fewer than {summary.floor} interviews came, went or were added to. All numbers on this page{but} are those of"
        f" {since(summary)}, so that nobody can work out what a single person said."
    )


def split_lines(splits: Sequence[Split]) -> tuple[tuple[str, str], ...]:
    """Splits that can be shown, as (theme by segment, numbers)."""
    return tuple(
        (f"{split.theme}, by {split.segment}", ", ".join(f"{c.group}: {c.said} of {c.asked}" for c in split.cells))
        for split in splits
        if split.cells
    )


def told_line(told: ToldBack | None) -> str:
    """How many have heard back; empty without reports."""
    if told is None:
        return ""
    if told.told is None:
        return "Some interviewers have told people what came of it. Numbers follow when three have reported."
    return (
        f"{told.told} of {told.listened_to} people have been told what came of it, as their listeners count"
        f" ({told.reports} of {many(told.interviewers, 'listener has', 'listeners have')} reported so far)."
    )


def expected_counts(expected: Expectations) -> str:
    """The predictions in numbers, where there is no room for each."""
    counts = {
        "not as expected": len(expected.overturned),
        "as expected": len(expected.held),
        "nobody spoke of it": len(expected.unheard),
        "not judged yet": expected.still_open,
        "written too late to count": expected.late,
    }
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    return f"{many(expected.written, 'prediction')}: {told}." if told else ""


def chart_note(summary: Summary) -> str:
    """What the bars stand for."""
    note = f"In how many interviews it was said, of those in which it was asked. {_order(summary)}"
    if any(not theme.bar_is_exact for theme in summary.themes):
        note += " Words and a pale bar stand in where a number could point at somebody, or few were asked."
    return note


def _order(summary: Summary) -> str:
    bars = [theme.bar for theme in summary.themes]
    if bars == sorted(bars, reverse=True):
        return "The most heard come first."
    return "Themes stand in the team's order, new ones last."


def foot(summary: Summary) -> tuple[str, ...]:
    """What is not on the page, and why; holds come last, as one total."""
    return (
        *_withheld_groups(summary),
        *_withheld_splits(summary),
        *_without_predictions(summary),
        *_left_out(summary),
        _held(summary),
    )


def _withheld_groups(summary: Summary) -> tuple[str, ...]:
    groups = [(one.label, [group.name for group in one.groups if group.interviews is None]) for one in summary.coverage]
    if roles_line(summary):
        groups.append(("Role", [role.name for role in summary.roles if role.interviews is None]))
    told = "; ".join(f"{label}: {', '.join(names)}" for label, names in groups if names)
    if not told:
        return ()
    return (
        f"How many interviews in some groups ({told}). A group under {summary.floor} could be recognised; another is"
        " hidden with it where its number could be found by subtracting.",
    )


def _withheld_splits(summary: Summary) -> tuple[str, ...]:
    withheld: dict[str, list[str]] = {}
    for split in summary.splits:
        if not split.cells:
            withheld.setdefault(split.segment, []).append(split.theme)
    shown = {split.segment for split in summary.splits if split.cells}
    return tuple(
        f"{listed(themes) if segment in shown else 'Themes'} by {segment}, as a lead asked: some groups are so small"
        " that the numbers could point at somebody."
        for segment, themes in withheld.items()
    )


def _without_predictions(summary: Summary) -> tuple[str, ...]:
    expected = summary.expectations
    if expected.written or expected.late or not summary.headlines:
        return ()
    return ("What the team expected to hear: nobody wrote it down before the stories were read.",)


def _left_out(summary: Summary) -> tuple[str, ...]:
    if not summary.left_out:
        return ()
    return (
        f"{many(summary.left_out, 'headline')} of the team: a quote that is not word for word in the notes, or from an"
        " interview that may not be quoted.",
    )


def _held(summary: Summary) -> str:
    if not summary.held:
        return "No interview is held."
    are = "is" if summary.held == 1 else "are"
    return (
        f"{many(summary.held, 'interview')} {are} held until somebody of the team looks, and not counted here;"
        " “sayback status” tells the team why."
    )
