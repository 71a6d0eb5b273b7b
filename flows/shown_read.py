"""What `assemble --read` shows: counts, how true the quotes are, and every cell that needs a person."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from flows.shown_close import say_predictions
from flows.steps.assemble_report import ReadReport
from flows.terminal import print_json, say, warn
from reports.checks.quote_words import PLACEHOLDER
from rounds.counted import counted
from rounds.headlines import Headline, QuoteCheck, QuoteStatus, WordChange

_DONE, _SOMETHING_HELD = 0, 5
_MOST_LINES = 100  # nobody reads more of them in a terminal
_PLACEHOLDER = re.compile(PLACEHOLDER)
_MASKED = (
    "A placeholder such as [PERSON_1] stands in the note, a word in the quote. If that is no name, put the word into"
    " `keep` in round.toml, then collect and assemble (docs/mistakes.md). If it is one, copy the placeholder."
)
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
    for check in report.untrue[:_MOST_LINES]:
        warn(f"{places[check.headline_id]}: {' '.join(_told(check, beside=check.headline_id in report.beside))}")
    if len(report.untrue) > _MOST_LINES:
        warn(f"and {len(report.untrue) - _MOST_LINES} more quotes: see the Check column after `assemble`, or --json.")
    if any(map(_names_a_masked_word, report.untrue)):
        say(_MASKED)
    if report.untrue:
        say("A quote that is not exact stays out of the summary. docs/headlines.md says what to do.")


def _told(check: QuoteCheck, *, beside: bool) -> Iterator[str]:
    """The status, where the words stand instead, what differs, and what to do."""
    differs = "; ".join(map(_change, check.changes))
    if check.status is QuoteStatus.ALTERED:
        yield f"altered; {differs}."
        yield "Write what was said."
    elif check.status is QuoteStatus.WRONG_INTERVIEW:
        yield f"in another interview ({check.interview_id})" + (f"; {differs}." if differs else ".")
        yield "Copy that id into the Interview cell, or move the headline to its story."
    elif beside:
        yield "not found in what was told: it stands in what was asked further or seen, and nobody interviewed said it."
        yield "Make it a descriptive headline, without quotation marks."
    elif check.is_unfinished:
        yield "too long or too branched to be compared. Quote less of the story, with fewer ellipses and brackets."
    else:
        yield "not found in the notes. Quote what stands in the story, or choose Descriptive under Kind and take the"
        yield "quotation marks away."


def _change(change: WordChange) -> str:
    if not change.said:
        return f'added: "{change.written}"'
    if not change.written:
        return f'left out: "{change.said}"'
    return f'"{change.said}" was said, "{change.written}" is written'


def _names_a_masked_word(check: QuoteCheck) -> bool:
    """Whether a placeholder stands in the notes where the quote has words: a name, or what was taken for one."""
    return any(
        change.written and _PLACEHOLDER.search(change.said) and not _PLACEHOLDER.search(change.written)
        for change in check.changes
    )


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
    names = ("status", "interview_id", "question", "is_unfinished")
    found = {name: getattr(check, name) for name in names}
    return found | {"changes": changes}
