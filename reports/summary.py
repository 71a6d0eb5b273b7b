"""Interviews, headlines, themes and predictions -> a Summary: what the round heard, on one page.

What may be said of it is decided here and in small_groups.py; nothing after this step sees a count that must
stay unsaid.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.counts import MOST_THEMES, count_round
from reports.group_counts import told_coverage, told_roles
from reports.heard import Heard
from reports.small_groups import EXACT
from reports.splits import shown_splits
from reports.theme_counts import ThemeCount
from reports.theme_groups import is_sensitive, theme_idea
from rounds.headlines import Headline, HeadlineKind, Outcome, Prediction, Theme
from rounds.interviews import Interview
from rounds.releases import Release
from rounds.round import Round
from rounds.summary import Dissent, Expectations, Quote, Summary, Surprise, ThemeHeard, ToldBack

__all__ = ["MOST_THEMES", "build_summary", "expectations"]

MOST_SURPRISES = 3
MOST_QUOTES = 2
MOST_DISSENT = 3
LONG_QUOTE = 140  # characters; shorter ones are preferred, so that the page stays one page


def build_summary(
    round_: Round,
    interviews: Sequence[Interview],
    headlines: Sequence[Headline],
    themes: Sequence[Theme],
    predictions: Sequence[Prediction],
    *,
    held: int,
    today: date,
    earlier: Sequence[Release] = (),
    told_back: ToldBack | None = None,
) -> Summary:
    """The summary of a round as it stands ``today``; ``held`` is how many interviews are held.

    ``earlier`` are all releases so far, the oldest first: counts stay as they were told there until enough interviews
    have changed. Held ones among ``interviews`` are left aside. Shown are headlines about interviews that are kept;
    quotes only when they stand word for word in the notes, and never from an interview that was marked for distress.
    """
    counts = count_round(round_, interviews, headlines, themes, earlier)
    heard, usable = counts.heard, counts.usable
    surprises = _surprises(usable, predictions, heard)
    already = {surprise.text for surprise in surprises}
    dissent = [
        Dissent(heard.words(headline), headline.theme, headline.kind is HeadlineKind.QUOTE)
        for headline in usable
        if headline.dissent
    ]
    return Summary(
        title=round_.title,
        purpose=round_.purpose,
        today=today,
        floor=round_.floor,
        interviews=counts.totals.interviews,
        people=counts.totals.people,
        roles=told_roles(counts.groups),
        headlines=len(headlines),
        surprises=surprises,
        themes=tuple(_theme(count, heard, already) for count in counts.shown),
        more_themes=len(counts.themes) - len(counts.shown),
        dissent=tuple(dissent[:MOST_DISSENT]),
        more_dissent=max(0, len(dissent) - MOST_DISSENT),
        expectations=expectations(predictions),
        to_decide=round_.summary.to_decide,
        promised=round_.summary.promised,
        left_out=len(headlines) - len(usable),
        held=held,
        coverage=told_coverage(heard, counts.groups),
        splits=shown_splits(counts.splits, heard),
        changes=counts.changes,
        told_back=told_back,
    )


def _surprises(headlines: Sequence[Headline], predictions: Sequence[Prediction], heard: Heard) -> tuple[Surprise, ...]:
    marked = [
        Surprise(heard.words(headline), is_quote=headline.kind is HeadlineKind.QUOTE)
        for headline in headlines
        if headline.surprise
    ]
    overturned = [
        Surprise(prediction.text, overturned=True)
        for prediction in predictions
        if prediction.outcome is Outcome.OVERTURNED and not prediction.is_late
    ]
    return tuple([*marked, *overturned][:MOST_SURPRISES])


def _theme(count: ThemeCount, heard: Heard, shown: set[str]) -> ThemeHeard:
    theme = count.group.theme
    idea = theme_idea(theme.name, heard.round)
    return ThemeHeard(
        name=theme.name,
        definition=theme.definition or (idea.definition if idea else ""),
        count=count.words,
        bar=count.bar,
        bar_is_exact=count.told.weight == EXACT,
        quotes=_two_quotes(count.group.headlines, heard, is_sensitive(theme, heard.round), shown),
        name_es=idea.name_es if idea else None,
        declared=idea is not None,
    )


def _two_quotes(headlines: Sequence[Headline], heard: Heard, sensitive: bool, shown: set[str]) -> tuple[Quote, ...]:
    """Two quotes from different roles, or at least interviews, if there are: short ones first, none shown already."""
    quotes = [h for h in headlines if h.kind is HeadlineKind.QUOTE and heard.words(h) not in shown]
    quotes.sort(key=lambda headline: len(headline.text) > LONG_QUOTE)
    chosen = quotes[:1]
    while len(chosen) < min(MOST_QUOTES, len(quotes)):
        chosen.append(min((h for h in quotes if h not in chosen), key=lambda h: heard.nearness(h, chosen)))
    return tuple(dict.fromkeys(heard.quote(headline, sensitive=sensitive) for headline in chosen))


def expectations(predictions: Sequence[Prediction]) -> Expectations:
    """What became of the predictions; those written after the worksheet was opened are only counted."""

    def texts(outcome: Outcome) -> tuple[str, ...]:
        return tuple(each.text for each in predictions if each.outcome is outcome and not each.is_late)

    return Expectations(
        held=texts(Outcome.HELD),
        overturned=texts(Outcome.OVERTURNED),
        unheard=texts(Outcome.UNHEARD),
        still_open=len(texts(Outcome.OPEN)),
        late=sum(prediction.is_late for prediction in predictions),
    )
