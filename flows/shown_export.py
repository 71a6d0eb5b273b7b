"""What `sayback export` shows."""

from __future__ import annotations

from flows.shown import DONE
from flows.steps.export import ExportReport
from flows.terminal import print_json, say, warn
from rounds.counted import counted


def show_export(report: ExportReport, *, json: bool) -> int:
    """Prints which files were written, and what is not in them."""
    if json:
        print_json(report.as_json())
        return DONE
    say(f"{report.folder}: {', '.join(report.files)}")
    say(f"{counted(report.interviews, 'interview')}, {counted(report.headlines, 'headline')}, "
        f"{counted(report.themes, 'theme')}, {counted(report.predictions, 'prediction')}.")  # fmt: skip
    if not report.headlines:
        say("There are no headlines yet: the files hold the interviews. `sayback assemble --read` reads headlines.")
    if report.held:
        say(f"Held interviews are not in it: {report.held}.")
    if report.left_out:
        warn(f"{counted(report.left_out, 'headline')} left out: about interviews that are held or gone.")
    warn("The files hold what people said, redacted. Nothing calls a copy back: keep them where the notes may be.")
    warn("They are for those who analyse. Do not pass them on to somebody who has a summary: they list each interview"
         " as it is now, and both together tell who came and who left.")  # fmt: skip
    return DONE
