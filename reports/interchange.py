"""What leaves a round for other programs: interviews, headlines, themes and predictions, and nothing that may not.

The types have no field for a code that was given out, a mark of distress, a row, a time of day or a held interview.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from reports.counts import count_round
from reports.heard import ROLE_SEGMENT
from reports.theme_groups import theme_groups, theme_idea
from reports.worksheet_tabs import heading_key
from rounds.headlines import Headline, HeadlineKind, Prediction, QuoteCheck, Theme
from rounds.interviews import Interview, Note
from rounds.releases import Release
from rounds.round import Round

FORMAT = "sayback-interchange"
VERSION = 1


@dataclass(frozen=True, slots=True)
class ExportedInterview:
    """A redacted interview. ``interviewer`` is a code, and only there when it was asked for."""

    id: str
    source: str
    role: str
    language: str
    people: int
    segments: tuple[tuple[str, str], ...]
    notes: tuple[Note, ...]
    interviewer: str | None = None


@dataclass(frozen=True, slots=True)
class ExportedHeadline:
    """A headline about interviews that are kept. ``quote`` is the QuoteStatus of what it quotes, or ""."""

    id: str
    interview_ids: tuple[str, ...]
    question: str
    kind: HeadlineKind
    text: str
    theme: str
    pair: str
    dissent: bool
    surprise: bool
    quote: str
    source_changed: bool


@dataclass(frozen=True, slots=True)
class ExportedTheme:
    """A theme; ``heard`` is how many interviews of how many asked, as it may be said aloud, or "" if none."""

    theme: Theme
    heard: str


@dataclass(frozen=True, slots=True)
class Interchange:
    """All that leaves a round. ``held`` interviews and the headlines ``left_out`` with them are only counted."""

    name: str
    title: str
    purpose: str
    interviews: tuple[ExportedInterview, ...]
    headlines: tuple[ExportedHeadline, ...]
    themes: tuple[ExportedTheme, ...]
    predictions: tuple[Prediction, ...]
    held: int
    left_out: int
    with_interviewers: bool = False


def gather(
    round_: Round,
    interviews: Sequence[Interview],
    headlines: Sequence[Headline],
    themes: Sequence[Theme],
    predictions: Sequence[Prediction],
    *,
    held: int,
    earlier: Sequence[Release] = (),
    quote_checks: Iterable[QuoteCheck] = (),
    with_interviewers: bool = False,
) -> Interchange:
    """What may leave the round; held ones among ``interviews`` are left aside, and headlines that rest on them alone.

    ``earlier`` are all releases so far: how much a theme was heard, and how many interviews are held, is what a summary
    of today says. A theme that only headlines name is added without a definition; names that differ by case or spacing
    are one.
    """
    kept = [interview for interview in interviews if interview.held is None]
    ids = {interview.id for interview in kept}
    usable = [_about(headline, ids) for headline in headlines]
    told = [headline for headline in usable if headline.interview_ids]
    groups = theme_groups(told, [theme for theme in themes if theme.name.strip()])
    named = {heading_key(group.theme.name): group.theme for group in groups}
    status = {check.headline_id: check.status.value for check in quote_checks}
    counts = count_round(round_, kept, headlines, themes, earlier, held=held)
    told_of = {heading_key(count.group.theme.name): count.words for count in counts.themes}
    pairs = _pair_names(told, () if with_interviewers else kept)
    return Interchange(
        name=round_.name,
        title=round_.title,
        purpose=round_.purpose,
        interviews=tuple(_interview(round_, each, with_interviewers=with_interviewers) for each in kept),
        headlines=tuple(_headline(each, named, pairs, status) for each in told),
        themes=tuple(_exported(round_, group.theme, told_of) for group in groups),
        predictions=tuple(_on_local_day(each, ZoneInfo(round_.timezone)) for each in predictions),
        held=counts.besides.held,
        left_out=len(headlines) - len(told),
        with_interviewers=with_interviewers,
    )


def _about(headline: Headline, kept: set[str]) -> Headline:
    """The headline with the kept ones of its interviews only."""
    return replace(headline, interview_ids=tuple(one for one in headline.interview_ids if one in kept))


def _interview(round_: Round, interview: Interview, *, with_interviewers: bool) -> ExportedInterview:
    source = next((source for source in round_.sources if source.key == interview.source), None)
    segments = dict(interview.segments)
    return ExportedInterview(
        id=interview.id,
        source=interview.source,
        role=segments.pop(ROLE_SEGMENT, "") or (source.role if source else None) or "",
        language=interview.language or "",
        people=interview.people,
        segments=tuple(segments.items()),
        notes=interview.notes,
        interviewer=interview.interviewer if with_interviewers else None,
    )


def _headline(
    headline: Headline, themes: Mapping[str, Theme], pairs: Mapping[str, str], status: Mapping[str, str]
) -> ExportedHeadline:
    theme = themes.get(heading_key(headline.theme or ""))
    return ExportedHeadline(
        id=headline.id,
        interview_ids=headline.interview_ids,
        question=headline.question,
        kind=headline.kind,
        text=headline.text,
        theme=theme.name if theme else "",
        pair=pairs.get(headline.pair or "", ""),
        dissent=headline.dissent,
        surprise=headline.surprise,
        quote=status.get(headline.id, ""),
        source_changed=headline.source_changed,
    )


def _on_local_day(prediction: Prediction, zone: ZoneInfo) -> Prediction:
    """Only the day leaves, and that is the day where the round happens."""
    at = prediction.written_at
    return replace(prediction, written_at=at.astimezone(zone)) if at else prediction


def _exported(round_: Round, theme: Theme, told: Mapping[str, str]) -> ExportedTheme:
    """Counted as the summary and the cards count it, so that no second number of the same thing goes around."""
    idea = theme_idea(theme.name, round_)
    defined = replace(theme, definition=theme.definition or (idea.definition if idea else ""))
    return ExportedTheme(defined, told.get(heading_key(theme.name), ""))


def _pair_names(headlines: Iterable[Headline], hidden: Iterable[Interview]) -> dict[str, str]:
    """Pairs as they are called; one whose name holds the code of a ``hidden`` interviewer gets a number instead."""
    codes = {interview.interviewer.casefold() for interview in hidden if interview.interviewer}
    names = sorted({headline.pair for headline in headlines if headline.pair})
    return {
        name: f"pair {number}" if codes & set(re.findall(r"\w+", name.casefold())) else name
        for number, name in enumerate(names, 1)
    }
