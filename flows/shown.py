"""What each command shows of its report, and the exit code that goes with it."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote

from rich.table import Table

from flows.shown_close import opening_json, say_opening
from flows.shown_deliveries import delivery_code, delivery_json, say_delivery
from flows.shown_returned import returned_json, say_returned
from flows.steps.assemble_report import AssembleReport
from flows.steps.audit import Audit
from flows.steps.check import CheckReport
from flows.steps.collect_report import CollectReport
from flows.steps.letter_by_letter import DeliveryReport
from flows.steps.preview import Preview
from flows.steps.summarize import SummarizeReport
from flows.terminal import cell, console, counts_table, print_json, say, warn
from rounds.counted import counted

DONE, TO_FIX, SOMETHING_HELD = 0, 1, 5


def show_check(report: CheckReport, *, json: bool) -> int:
    """Prints what fits and what does not."""
    if json:
        print_json(report.as_json())
    else:
        for line in report.fine:
            say(f"ok    {line}")
        for line in report.warnings:
            say(f"look  {line}")
        for line in report.problems:
            say(f"fix   {line}")
    return TO_FIX if report.problems else DONE


def show_collect(report: CollectReport, *, json: bool, quiet: bool) -> int:
    """Prints counts. Held rows are no failure of the run; `sayback holds` lists them."""
    if json:
        print_json(report.as_json())
        return DONE
    if quiet:
        return DONE
    for warning in report.warnings:
        warn(warning)
    console.print(counts_table(f"Collected {report.round}", _collect_counts(report)))
    for edit in [edit for part in report.sources for edit in part.probable_edits]:
        warn(f"Row {edit.row}: {edit.new} is probably an edit of {edit.vanished}, which vanished. Please compare them.")
    if unknown := report.total("unknown_interviewers"):
        warn(f"{counted(unknown, 'kept interview')} by somebody who is not in team.csv (or there is none).")
    if large := report.total("large_groups"):
        warn(f"{large} conversations had more people than `group_limit`: in large groups few tell a story.")
    if masked := report.total("masked"):
        say(f"A `mask` word was taken out of {counted(masked, 'stored interview')}. Now assemble again.")
    if spread := report.total("spread"):
        say(
            f"A name that another interview gave away was masked in {counted(spread, 'stored interview')}."
            " Now assemble again."
        )
    if report.redacted_again:
        say(f"{report.redacted_again}.")
    if not report.changed:
        say("Nothing changed: every row is as it was at the last collect.")
    if report.total_held:
        say("`sayback holds` lists the held rows and what to do about each.")
    return DONE


def _collect_counts(report: CollectReport) -> dict[str, int]:
    counts = {"read": report.total("read"), "kept": report.total("kept")}
    if thoughts := report.total("thoughts"):
        counts["of these later thoughts"] = thoughts
    if told := report.total("told_reports"):
        counts["reports of people told"] = told
    counts |= {f"held: {reason}": count for reason, count in report.held.items()}
    counts |= {name: report.total(name) for name in ("unchanged", "edited", "vanished")}
    if skipped := report.total("not_asked"):
        counts["not asked for again"] = skipped
    return counts | {"kept in all": report.total_kept, "held in all": sum(report.total_held.values())}


def show_assemble(report: AssembleReport, *, json: bool, quiet: bool) -> int:
    """Prints where the worksheet lies."""
    if json:
        names = ("path", "url", "interviews", "stories", "pairs", "unsettled", "copies")
        plain = {name: getattr(report, name) for name in names}
        print_json(plain | opening_json(report) | {"returned": returned_json(report)})
    elif not quiet:
        pairs = ", ".join(report.pairs)
        say(f"{report.where}: {report.stories} stories of {report.interviews} interviews, pairs {pairs}.")
        say_opening(report)
        if report.carried:
            say("What people had written was kept.")
        say_returned(report)
        if report.backup and report.backup.exists():
            say(f"The earlier state: {report.backup}")
        if report.set_aside:
            rows = counted(report.set_aside, "row")
            place = "without a story" if report.url else "on the tab Set aside"
            warn(f"{rows} {place}: their interview is held. Withdrawn? Then delete them there.")
        if report.without_interview:
            rows = counted(report.without_interview, "row")
            place = "" if report.url else " on the tab Set aside"
            warn(
                f"{rows}{place} without a known interview id: a headline there is not counted. Copy the id of its story"
                " into the column Interview, or leave the row as it is."
            )
        if report.unsettled:
            cells = counted(report.unsettled, "cell")
            warn(f"{cells} would not stay as written: somebody was moving rows. Run assemble again in a quiet moment.")
        if report.copies:
            cells = ", ".join(report.copies)
            warn(f"Copies of a story that is not to be seen, or reads otherwise now: {cells}. Delete them there.")
        if report.is_plain:
            warn(
                "Google refused the looks of the new tabs: no widths, colours or drop-down lists. All words are there."
            )
        if report.cells_to_reword:
            cells = counted(report.cells_to_reword, "cell")
            warn(f"{cells} that people wrote hold a name, contact detail or masked word: see `assemble --read`.")
        if report.backups_rewritten:
            backups = counted(report.backups_rewritten, "backup")
            say(f"Took out of {backups} what may not be read any more: a masked word, a story that changed or is held.")
        if report.backups_deleted:
            say(f"Deleted {counted(report.backups_deleted, 'backup')} from long ago, or that could not be looked into.")
    return SOMETHING_HELD if report.unsettled or report.conflicts else DONE


def show_summary(folder: Path, report: SummarizeReport, *, json: bool, quiet: bool) -> int:
    """Prints where the summary lies, whether it is a draft, and what was sent. ``folder`` is the round's, as typed."""
    if json:
        files = {"html": report.html, "text": report.text, "draft": report.is_draft, "laid_out": report.laid_out}
        print_json({**files, "opted_out": report.opted_out, **delivery_json(report.delivery)})
    elif not quiet:
        say(f"Summary: {report.html}\n         {report.text}")
        _say_draft(folder, report)
        if report.opted_out:
            say(f"opted out: {report.opted_out}")
        if not _say_no_news(report.delivery):
            say_delivery(report.delivery)
    return delivery_code(report.delivery)


def _say_no_news(delivery: DeliveryReport | None) -> bool:
    """Why nobody got a mail although the summary was to be sent; False where somebody did, or may still."""
    if delivery is None or not delivery.already_sent:
        return False
    if delivery.sent or delivery.waiting or delivery.refused or delivery.uncertain:
        return False
    leads = delivery.already_sent
    say(
        f"No mail: {counted(leads, 'lead')} {'has' if leads == 1 else 'have'} this summary already, and nothing is new"
        " that is worth a mail. The date, held interviews and headlines left out are not. How many people have heard"
        " back is mailed when half of the interviewers have reported, and when all have."
    )
    return True


def _say_draft(folder: Path, report: SummarizeReport) -> None:
    if report.not_yet:
        warn("No mail to the leads yet: no theme and no surprise was read back. What was written is a draft.")
    elif report.laid_out:
        say(f"Dry run: the mails lie in {report.laid_out} (look at index.html). Nothing was sent or recorded.")
    elif report.is_draft:
        command = f"sayback summarize {quote(str(folder))} --send"
        say(f"It is a draft for the team. `{command}` makes the one that may be handed out.")


def show_preview(report: Preview) -> int:
    """Prints the shown interviews and the counts."""
    for interview in report.shown:
        console.rule(f"{interview.source}, row {interview.row}", align="left")
        for note in interview.notes:
            say(f"{note.title}\n    {note.text}\n")
    for remark in report.notes:
        warn(remark)
    if report.shown:
        say("A word should stay, or go? Add it to `keep` or `mask` under [redaction] in round.toml.")
    rows = {"read": report.read, "would be kept": report.would_keep}
    rows |= {f"would be held: {reason}": count for reason, count in report.would_hold.items()}
    console.print(counts_table("Preview; nothing was stored", rows))
    return DONE


def show_audit(report: Audit, *, json: bool, csv: bool) -> int:
    """Prints the counts of the round, or of each interview."""
    if json or csv:
        if json:
            print_json(report.as_json())
        else:
            sys.stdout.writelines(f"{line}\n" for line in report.as_csv())
        return DONE
    rows: dict[str, object] = {"interviews kept": report.kept}
    rows |= {f"held: {reason}": count for reason, count in report.held.items()}
    rows |= {f"redacted by {engine}": count for engine, count in report.engines.items()}
    console.print(counts_table(f"Audit of {report.round}", rows))
    table = Table("Masked as", "Found by", "Scores", "Number", title="What was masked", title_justify="left")
    for one in report.totals:
        table.add_row(one.entity, cell(one.by or "not recorded"), one.band, str(one.number))
    console.print(table)
    say("For each interview by itself: --json or --csv.")
    return DONE
