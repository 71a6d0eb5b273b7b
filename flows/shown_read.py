"""What `assemble --read` shows: counts, how true the quotes are, and every cell that needs a person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from flows.shown_close import say_predictions
from flows.steps.assemble_report import ReadReport
from flows.terminal import print_json, say, warn
from rounds.counted import counted
from rounds.headlines import Headline, QuoteCheck, QuoteStatus, WordChange

_DONE, _SOMETHING_HELD = 0, 5
_IN_WORDS = {
    QuoteStatus.EXACT: "exact",
    QuoteStatus.ALTERED: "altered",
    QuoteStatus.WRONG_INTERVIEW: "in another interview",
    QuoteStatus.NOT_FOUND: "not found",
}


def show_read(report: ReadReport, *, json: bool, quiet: bool) -> int:
    """Prints what was read and every cell that needs a person."""
    if json:
        print_json(_as_json(report))
    elif not quiet:
        say(f"Read {report.headlines} headlines ({report.quotes} quotes), {report.themes} themes from {report.where}.")
        if report.headlines < report.before:
            warn(f"{counted(report.before - report.headlines, 'headline')} fewer than at the last reading.")
        say_predictions(report)
        _say_quotes(report)
        for problem in report.problems:
            warn(str(problem))
    return _SOMETHING_HELD if report.to_mend or report.untrue else _DONE


def _say_quotes(report: ReadReport) -> None:
    counts = Counter(check.status for check in report.checks)
    if counts:
        say("Quotes: " + ", ".join(f"{counts[status]} {_IN_WORDS[status]}" for status in QuoteStatus if counts[status]))
    places = {headline.id: headline.place for headline in report.headlines_read}
    for check in report.untrue:
        warn(f"{places[check.headline_id]}: {' '.join(_told(check, beside=check.headline_id in report.beside))}")
    if report.untrue:
        say("A quote that is not exact stays out of the summary. docs/headlines.md says what to do.")


def _told(check: QuoteCheck, *, beside: bool) -> Iterator[str]:
    """The status, where the words stand instead, and what differs."""
    if check.status is QuoteStatus.ALTERED:
        yield "altered;"
    elif check.status is QuoteStatus.WRONG_INTERVIEW:
        yield f"in another interview ({check.interview_id})" + (";" if check.changes else "")
    else:
        yield "not found in the notes"
        if beside:
            yield "(it stands in what was asked further or seen, which nobody who was interviewed said)"
    yield "; ".join(map(_change, check.changes))


def _change(change: WordChange) -> str:
    said, written = (f'"{words}"' if words else "nothing" for words in (change.said, change.written))
    return f"said {said}, written {written}"


def _as_json(report: ReadReport) -> dict[str, object]:
    checks = {check.headline_id: check for check in report.checks}
    return {
        "path": report.path,
        "url": report.url,
        "headlines": report.headlines,
        "quotes": report.quotes,
        "themes": report.themes,
        "predictions": report.predictions,
        "no_predictions": report.no_predictions,
        "late_predictions": report.late,
        "all_predictions_held": report.all_held,
        "problems": [{"sheet": p.sheet, "cell": p.cell, "message": p.message} for p in report.problems],
        "headlines_read": [_headline(headline, checks.get(headline.id)) for headline in report.headlines_read],
    }


def _headline(headline: Headline, check: QuoteCheck | None) -> dict[str, object]:
    names = ("id", "kind", "theme", "pair", "dissent", "surprise", "question", "interview_ids", "text", "place")
    shown = {name: getattr(headline, name) for name in (*names, "source_changed")}
    return shown | {"quote": None if check is None else _quote(check)}


def _quote(check: QuoteCheck) -> dict[str, object]:
    changes = [{"said": change.said, "written": change.written} for change in check.changes]
    found = {"status": check.status, "interview_id": check.interview_id, "question": check.question}
    return found | {"changes": changes}
