"""What the commands for paper show of their reports."""

from __future__ import annotations

from flows.steps.cards import CardsReport
from flows.steps.wall import WallReport
from flows.terminal import print_json, say, warn
from reports.summary import MOST_THEMES
from rounds.counted import counted

DONE, SOMETHING_REFUSED = 0, 5


def show_cards(report: CardsReport, *, of_interviews: bool, json: bool) -> int:
    """Prints where the page lies and what was left out."""
    if json:
        names = ("path", "cards", "second_cards", "blank", "sheets", "quotes_left_out", "held")
        print_json({name: getattr(report, name) for name in names})
        return DONE
    if of_interviews:
        say(f"{counted(report.cards, 'interview')} in large type: {report.path}")
        say("Open it in a browser and print it at 100 %. It holds stories: collect and shred the sheets afterwards.")
    else:
        blank = f" and {counted(report.blank, 'blank card')}" if report.blank else ""
        say(f"Cards of {counted(report.cards, 'headline')}{blank} on {counted(report.sheets, 'sheet')}: {report.path}")
        say("Open it in a browser and print it at 100 %, without headers and footers. Then: sayback wall DIR FILE.")
    if report.second_cards:
        say(f"{counted(report.second_cards, 'card')} more, as a long headline goes on there.")
    if report.quotes_left_out:
        warn(f"{counted(report.quotes_left_out, 'quote')} left out: somebody is to look after the person who said it.")
    if report.held:
        warn(f"{counted(report.held, 'headline')} left out: the interview is held, or was withdrawn.")
    if report.outdated:
        say(
            f"Deleted {counted(report.outdated, 'earlier page')} with an interview that is held or reads otherwise now."
        )
    return DONE


def show_wall(report: WallReport, *, json: bool) -> int:
    """Prints what the wall changed, and every line and cell that needs a person."""
    if json:
        print_json(_wall_json(report))
    else:
        _say_changes(report)
        for problem in dict.fromkeys((*report.problems, *report.remarks)):
            warn(f"{problem}"[:1].upper() + f"{problem}"[1:])
        for cell in report.left:
            warn(f"{cell}: another theme stands there, or the row was added by hand. Choose the theme there yourself.")
        if report.unsettled:
            cells = counted(report.unsettled, "cell")
            warn(f"{cells} would not stay as written: somebody was moving rows. Run this again in a quiet moment.")
        if report.unthemed:
            say(f"{counted(report.unthemed, 'headline')} without a theme: not on the wall, or among the lines above.")
        if not report.is_dry and (report.placed or report.moved or report.same):
            say("Next: sayback assemble --read.")
    return SOMETHING_REFUSED if report.problems or report.left or report.unsettled else DONE


def _say_changes(report: WallReport) -> None:
    done = "would get" if report.is_dry else "got"
    say(f"{report.where}: {counted(report.placed, 'headline')} {done} a theme, {report.moved} another one than before.")
    if report.same:
        say(f"{counted(report.same, 'headline')} had this theme already.")
    if report.moved:
        say("The earlier theme stands in the row's Note.")
    if report.new_themes:
        added = "To be added" if report.is_dry else "Added"
        say(f"{added} to the Themes tab: {', '.join(report.new_themes)}.")
        say(f"New themes have no Order: the summary tells them after the others, and shows {MOST_THEMES} in all.")
    if report.backup:
        say(f"The earlier state: {report.backup}")


def _wall_json(report: WallReport) -> dict[str, object]:
    names = ("where", "placed", "moved", "same", "new_themes", "unthemed", "left", "unsettled", "backup")
    lines = {
        kind: [{"line": each.line, "message": each.message} for each in dict.fromkeys(found)]
        for kind, found in (("problems", report.problems), ("remarks", report.remarks))
    }
    return {"dry_run": report.is_dry} | {name: getattr(report, name) for name in names} | lines
