"""Interviews, headlines, themes and predictions -> a Summary: what the round heard, on one page.

What may be said of it is decided here and in small_groups.py; nothing after this step sees a count that must
stay unsaid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from reports.chosen import MOST_SURPRISES
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
from rounds.summary import Dissent, Expectations, Summary, Surprise, ThemeHeard, ToldBack

__all__ = ["MOST_THEMES", "build_summary", "expectations"]


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
    """The summary of a round as it stands ``today``; ``held`` is how many interviews are held and not withdrawn.

    ``earlier`` are all releases so far, the oldest first: numbers stay as they were told there until enough interviews
    have changed. Held ones among ``interviews`` are left aside. Shown are headlines about interviews that are kept;
    quotes only when they stand word for word in the notes, and never from an interview that was marked for distress.
    """
    counts = count_round(round_, interviews, headlines, themes, earlier, held=held)
    heard, chosen, besides = counts.heard, counts.chosen, counts.besides
    return Summary(
        title=round_.title,
        purpose=round_.purpose,
        today=today,
        floor=round_.floor,
        interviews=counts.totals.interviews,
        people=counts.totals.people,
        roles=told_roles(counts.groups),
        headlines=len(headlines),
        surprises=_surprises(chosen.surprises, predictions, heard),
        themes=tuple(_theme(*each, heard) for each in zip(counts.shown, chosen.quotes, strict=True)),
        more_themes=besides.more_themes,
        dissent=tuple(
            Dissent(heard.words(one), one.theme, one.kind is HeadlineKind.QUOTE, heard.language(one))
            for one in chosen.dissent
        ),
        more_dissent=besides.more_dissent,
        expectations=expectations(predictions),
        to_decide=round_.summary.to_decide,
        promised=round_.summary.promised,
        left_out=besides.left_out,
        held=besides.held,
        coverage=told_coverage(heard, counts.groups),
        splits=shown_splits(counts.splits, heard),
        changes=counts.changes,
        told_back=told_back,
    )


def _surprises(chosen: Sequence[Headline], predictions: Sequence[Prediction], heard: Heard) -> tuple[Surprise, ...]:
    marked = [
        Surprise(heard.words(one), is_quote=one.kind is HeadlineKind.QUOTE, language=heard.language(one))
        for one in chosen
    ]
    overturned = [
        Surprise(prediction.text, overturned=True)
        for prediction in predictions
        if prediction.outcome is Outcome.OVERTURNED and not prediction.is_late
    ]
    return tuple([*marked, *overturned][:MOST_SURPRISES])


def _theme(count: ThemeCount, quotes: Sequence[Headline], heard: Heard) -> ThemeHeard:
    theme = count.group.theme
    idea = theme_idea(theme.name, heard.round)
    sensitive = is_sensitive(theme, heard.round)
    return ThemeHeard(
        name=theme.name,
        definition=theme.definition or (idea.definition if idea else ""),
        count=count.words,
        bar=count.bar,
        bar_is_exact=count.told.weight == EXACT,
        quotes=tuple(
            dict.fromkeys(
                replace(heard.quote(quote, sensitive=sensitive), language=heard.language(quote)) for quote in quotes
            )
        ),
        name_es=idea.name_es if idea else None,
        declared=idea is not None,
    )


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
