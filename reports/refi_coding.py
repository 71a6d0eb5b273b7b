"""Headlines as coded stretches of the interviews that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reports.interchange import ExportedHeadline
from reports.refi_quotes import find_quote
from reports.refi_text import Answer, SourceText, legal
from rounds.headlines import HeadlineKind, QuoteStatus
from rounds.interviews import NoteKind

DISSENT = "Dissent"
SURPRISE = "Surprise"
NO_THEME = "No theme yet"
MARKS = (DISSENT, SURPRISE, NO_THEME)
_AS_CHECKED = {
    QuoteStatus.ALTERED.value: "altered",
    QuoteStatus.WRONG_INTERVIEW.value: "found in another interview",
    QuoteStatus.NOT_FOUND.value: "not found in the notes",
}


@dataclass(slots=True)
class Stretch:
    """A coded stretch of a source: characters, end excluded. ``codes`` in order; ``memos`` tell the headlines."""

    start: int
    end: int
    codes: dict[tuple[str, str], None] = field(default_factory=dict)
    memos: list[str] = field(default_factory=list)


def stretches(headlines: Iterable[ExportedHeadline], texts: Mapping[str, SourceText]) -> dict[str, list[Stretch]]:
    """By interview id, in the order of the text. A stretch that several headlines share is one, with all their codes.

    A quote is the words that were said. A descriptive headline, and a quote that does not stand there word for word,
    is the whole answer that it is about: so the theme still counts in that interview, and the words are in the memo.
    """
    found: dict[str, dict[tuple[int, int], Stretch]] = {interview_id: {} for interview_id in texts}
    for headline in headlines:
        quoted = {one: _quoted(headline, texts[one]) for one in headline.interview_ids}
        is_quoted = any(quoted.values())
        for interview_id, places in quoted.items():
            for start, end in places or _whole_answer(headline, texts[interview_id]):
                stretch = found[interview_id].setdefault((start, end), Stretch(start, end))
                stretch.codes |= dict.fromkeys(_codes(headline))
                stretch.memos.append(_memo(headline, is_quoted=is_quoted))
    return {one: [by_place[place] for place in sorted(by_place)] for one, by_place in found.items()}


def _quoted(headline: ExportedHeadline, source: SourceText) -> tuple[tuple[int, int], ...]:
    """Where the headline's words stand: in the answer to its question if they do, else in another answer."""
    if headline.kind is not HeadlineKind.QUOTE or headline.quote not in ("", QuoteStatus.EXACT):
        return ()
    for answer in sorted(_told(source), key=lambda each: not _is_about(headline, each)):
        if places := find_quote(headline.text, source.text[answer.start : answer.end]):
            return tuple((answer.start + start, answer.start + end) for start, end in places)
    return ()


def _whole_answer(headline: ExportedHeadline, source: SourceText) -> list[tuple[int, int]]:
    """The answer to the headline's question, or, without one, all that was told."""
    told = [answer for answer in _told(source) if answer.end > answer.start]
    about = [answer for answer in told if _is_about(headline, answer)]
    return [(answer.start, answer.end) for answer in about or told]


def _told(source: SourceText) -> list[Answer]:
    """What the person said: cues and probes are the interviewer's words."""
    return [answer for answer in source.answers if answer.note.kind is NoteKind.NOTE]


def _is_about(headline: ExportedHeadline, answer: Answer) -> bool:
    return headline.question in (answer.note.question, answer.note.translation_of)


def _codes(headline: ExportedHeadline) -> list[tuple[str, str]]:
    """("theme", its name) or ("mark", one of MARKS); the theme first, as some readers take one code only."""
    codes = [("theme", headline.theme) if headline.theme else ("mark", NO_THEME)]
    codes += [("mark", DISSENT)] if headline.dissent else []
    return codes + ([("mark", SURPRISE)] if headline.surprise else [])


def _memo(headline: ExportedHeadline, *, is_quoted: bool) -> str:
    about = [headline.kind.value]
    if headline.quote in _AS_CHECKED:
        about.append(_AS_CHECKED[headline.quote])
    elif headline.kind is HeadlineKind.QUOTE and not headline.quote and not is_quoted:
        about.append("not word for word in the notes")
    about += [f"pair {headline.pair.removeprefix('pair ')}"] if headline.pair else []
    about += [f"theme: {headline.theme}"] if headline.theme else []
    about += [word for word, is_so in (("dissent", headline.dissent), ("surprise", headline.surprise)) if is_so]
    about += ["the answer was edited since"] if headline.source_changed else []
    return legal(f"Headline {headline.id} ({'; '.join(about)}): {headline.text}")
