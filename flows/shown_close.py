"""What is shown of closing a round, of predictions, and of opening a worksheet."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flows.steps.assemble_report import AssembleReport, ReadReport
from flows.steps.close import CloseReport
from flows.steps.closing import Closing, Opening
from flows.steps.pairs import Sharing
from flows.steps.predictions import PredictionsReport
from flows.steps.status import Status
from flows.terminal import console, counts_table, print_json, say, warn
from reports.prediction_rows import written_words
from rounds.counted import counted
from rounds.moments import short_moment

_DONE = 0


def show_close(report: CloseReport, *, json: bool) -> int:
    """Prints what the round holds as it is closed, and what is still to do before the worksheet opens."""
    if json:
        print_json(report.as_json())
        return _DONE
    if report.closing is None:
        say(f"{report.title}: open again. `sayback close` closes it when all interviews are in.")
        if report.opened:
            say("The worksheet stays open, and that it was opened stays recorded.")
        return _DONE
    if report.was_closed:
        say(f"{report.title} is closed already, {closed_words(report.closing)}. `--reopen` opens it again.")
    else:
        say(f"{report.title}: closed{_by(report.closing)}, with {counted(report.kept, 'interview')} kept.")
    if report.came_after:
        say(f"{counted(report.came_after, 'interview')} came after it was closed.")
    _show_coverage(report)
    _show_held(report.held)
    _show_next(report)
    return _DONE


def _by(closing: Closing) -> str:
    return f" by {closing.who}" if closing.who else ""


def closed_words(closing: Closing, zone: ZoneInfo | None = None) -> str:
    """Since when, and by whom."""
    return f"since {short_moment(closing.at, zone)}{_by(closing)}"


def opened_words(opened: Opening, zone: ZoneInfo | None = None) -> str:
    """Since when, as far as that was recorded, and whether it was early."""
    if opened.at is None:
        return "(not recorded when)"
    early = ", early: the round was not closed" if opened.early else ""
    return f"{short_moment(opened.at, zone)}{early}"


def _show_coverage(report: CloseReport) -> None:
    rows = {
        f"{row.segment}: {row.value}": f"{row.heard} of {row.target}{', ' if row.status else ''}{row.status}"
        for row in report.coverage
        if row.target
    }
    if rows:
        console.print(counts_table("Heard, of how many hoped for", rows))
    else:
        say("No targets are set, so nobody can say whose voices are missing (`targets` of a segment in round.toml).")


def _show_held(held: dict[str, int]) -> None:
    if held:
        reasons = ", ".join(f"{reason} {count}" for reason, count in held.items())
        warn(f"{counted(sum(held.values()), 'interview')} held: {reasons}. `sayback holds` tells what to do.")


def _show_next(report: CloseReport) -> None:
    if report.opened:
        say(f"The worksheet was opened {opened_words(report.opened)}.")
    elif report.predictions:
        say(f"{counted(report.predictions, 'prediction')} recorded. `sayback assemble` opens the worksheet.")
    elif report.none_written:
        say("Predictions: none written, as recorded. `sayback assemble` opens the worksheet.")
    else:
        warn(
            "No prediction is recorded. Write down what you expect to hear before anybody reads a story:"
            ' `sayback predict DIR "..."`, or `sayback predict DIR --none`. Then `sayback assemble`.'
        )


def show_predictions(report: PredictionsReport, *, json: bool) -> int:
    """Prints the recorded predictions with when they were written."""
    if json:
        print_json(report.as_json())
        return _DONE
    for number, each in enumerate(report.predictions, start=1):
        say(f"{number}. {each.text}\n   {written_words(each)}")
    if not report.predictions:
        say(_none_words(report))
    if report.known:
        say(f"{counted(report.known, 'prediction')} stood there already.")
    if report.added and report.opened:
        warn(
            f"The worksheet was opened {opened_words(report.opened)}: what is added now is recorded as late, and not"
            " counted as a prediction. Assemble again to show it on the Predictions tab."
        )
    return _DONE


def _none_words(report: PredictionsReport) -> str:
    if report.none_written is None:
        return 'No prediction is recorded. Add one: sayback predict DIR "What we expect to hear." Or say --none.'
    how = "as you chose" if report.none_written.chosen else "recorded when the worksheet was opened"
    return f"None written, {how} ({report.none_written.at.astimezone():%Y-%m-%d %H:%M %Z})."


def say_opening(report: AssembleReport) -> None:
    """Prints who reads what, and whether anything about the opening should be known."""
    if report.sharing:
        _say_sharing(report.sharing)
    if report.opened_now and report.opening and report.opening.early:
        warn("Opened early: the round is not closed. That is recorded; interviews that come later are added.")
    if report.late_predictions:
        warn(f"{counted(report.late_predictions, 'prediction')} written after the worksheet was opened, and marked so.")
    if report.opened_now and not report.predictions and report.none_written:
        if report.none_written.chosen:
            say("Predictions: none written, as recorded.")
        else:
            warn(
                "No prediction was written before the worksheet was opened. That is recorded as none written: what is"
                " added from now on is marked as late."
            )


def opening_json(report: AssembleReport) -> dict[str, object]:
    """The same for programs; ``members`` are codes by pair."""
    shared = report.sharing
    return {
        "worksheet_opened": report.opening.as_json() if report.opening else None,
        "opened_now": report.opened_now,
        "predictions": report.predictions,
        "late_predictions": report.late_predictions,
        "none_written": report.none_written is not None,
        "members": dict(shared.pairs.members) if shared else {},
        "pairs_made": bool(shared and shared.pairs.made),
        "moved": shared.moved if shared else 0,
        "left_with_pairs_that_are_gone": dict(shared.left) if shared else {},
        "unknown_interviewers": shared.unknown if shared else 0,
        "with_those_who_did_them": shared.own if shared else 0,
    }


def _say_sharing(sharing: Sharing) -> None:
    if sharing.pairs.all_together:
        say("Fewer than four people in team.csv: all read together as one, also interviews that they did themselves.")
    elif sharing.pairs.made:
        groups = "; ".join(f"{name}: {', '.join(codes)}" for name, codes in sharing.pairs.members.items())
        say(f"No pairs in team.csv, so these were made: {groups}. The column `pair` there decides otherwise.")
    if sharing.unknown:
        warn(
            f"{counted(sharing.unknown, 'interview')} by somebody whose name is not in team.csv: a pair may read one"
            " that it did itself. Add the name there under `also_typed_as`, collect, and assemble again."
        )
    if sharing.own:
        warn(
            f"{counted(sharing.own, 'interview')} with a pair one of whose members did them: people wrote beside them,"
            " or chose the pair. If somebody else shall go on there: type another pair into the column Pair."
        )
    if sharing.moved:
        say(f"{counted(sharing.moved, 'interview')} that nobody had begun moved to another pair.")
    if sharing.left:
        groups = ", ".join(f"{name} {number}" for name, number in sorted(sharing.left.items()))
        warn(
            f"Begun by a pair that is no more, and left with it: {groups}. If somebody else goes on there: type another"
            " pair into the column Pair."
        )


def say_predictions(report: ReadReport) -> None:
    """Prints what is to be said of predictions as they were read back."""
    if report.all_held:
        warn(
            "Every prediction held. A round that confirms everything may have asked only what was already believed:"
            " read again for what says otherwise."
        )
    if report.late:
        say(f"{counted(report.late, 'prediction')} written after the worksheet was opened: not counted.")


def status_rows(report: Status) -> dict[str, object]:
    """When the round was closed and its worksheet opened, for the table of `sayback status`."""
    rows: dict[str, object] = {"closed": closed_words(report.closed, report.zone) if report.closed else "not yet"}
    if report.came_after:
        rows["came after it was closed"] = report.came_after
    opened = report.opened
    if opened and opened.at is None:  # by an earlier release
        rows |= {"worksheet opened": "yes (when was not recorded)"}
    else:
        rows |= {"worksheet opened": opened_words(opened, report.zone) if opened else "not yet"}
    return rows | _later_rows(report)


def _later_rows(report: Status) -> dict[str, object]:
    """Later thoughts, and how many people have heard back as interviewers report it."""
    rows: dict[str, object] = {}
    if report.thoughts:
        rows["later thoughts"] = f"{report.thoughts}, added to {counted(report.with_thoughts, 'interview')}"
    if told := report.told_back:
        by = f"{told.reports} of {counted(told.interviewers, 'interviewer')} reported"
        rows["people told"] = by if told.told is None else f"{told.told} of {told.listened_to} ({by})"
    return rows
