"""What withdraw prints."""

from __future__ import annotations

from flows.shown import DONE
from flows.steps.withdraw import WithdrawReport
from flows.terminal import print_json, say, warn
from rounds.counted import counted
from rounds.errors import TryAgain

OUTSIDE = 3  # a person must act


def show_withdrawal(report: WithdrawReport, *, json: bool) -> int:
    """Prints what was destroyed, and what only a person can delete."""
    code = TryAgain.exit_code if report.still_stored else OUTSIDE if report.cells else DONE
    if json:
        print_json(report.as_json())
        return code
    if not report.interviews:
        say("That was withdrawn before. Everything was looked at once more.")
    done = "Deleted" if report.still_stored else "Gone"
    say(
        f"{done}: {counted(report.interviews, 'interview')}, {counted(report.headlines, 'headline')} in the notebook,"
        f" {counted(report.worksheet_rows, 'row')} of the worksheet, {counted(report.drafts, 'draft')};"
        f" {counted(report.backups.rewritten, 'backup')} rewritten. Collect will not read it again."
    )
    if report.copies:
        say(f"Copies of the stores from before an upgrade went with it ({report.copies}).")
    if report.cells:
        warn(f"Empty these cells of the Google sheet, and its version history keeps them: {', '.join(report.cells)}.")
    if report.sent:
        warn(f"{counted(report.sent, 'mail')} of this round had been sent before: past recall, whatever they quote.")
    say(
        "Outside our reach, for you to delete: the response in the form or its sheet, its downloads, files of"
        " `sayback export --out`, printed cards, copies of the worksheet that were sent."
    )
    say("Counts that were told before stay as they were told. Run summarize and circle-back again when you need them.")
    if report.still_stored:
        warn(
            "The notebook's files still hold what was deleted: another program looks at them, or the disk is full. When"
            " that is over, run `sayback withdraw --finish` with this folder: only then it is gone."
        )
    return code
