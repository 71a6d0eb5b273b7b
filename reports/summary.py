"""Interviews, headlines, themes and predictions -> a Summary: what the round heard, on one page.

What may be said of it is decided here and in small_groups.py; nothing after this step sees a count that must
stay unsaid.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reports.heard import Heard
from reports.small_groups import count_is_exact, theme_bar, theme_count
from reports.theme_groups import ThemeGroup, is_sensitive, theme_groups, theme_idea
from rounds.headlines import Headline, HeadlineKind, Outcome, Prediction, Theme
from rounds.interviews import Interview
from rounds.round import Round
from rounds.summary import Dissent, Expectations, Quote, Summary, Surprise, ThemeHeard

MOST_SURPRISES = 3
MOST_THEMES = 5
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
) -> Summary:
    """The summary of a round as it stands ``today``; ``held`` is how many interviews are held.

    Held ones among ``interviews`` are left aside. Shown are headlines about interviews that are kept; quotes only when
    they stand word for word in the notes, and never from an interview that was marked for distress.
    """
    heard = Heard(round_, {interview.id: interview for interview in interviews if interview.held is None})
    usable = [headline for headline in headlines if heard.may_be_shown(headline)]
    surprises = _surprises(usable, predictions, heard)
    all_themes = _themes(usable, themes, heard, {surprise.text for surprise in surprises})
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
        interviews=len(heard.interviews),
        people=sum(interview.people for interview in heard.interviews.values()),
        roles=heard.roles,
        headlines=len(headlines),
        surprises=surprises,
        themes=all_themes[:MOST_THEMES],
        more_themes=max(0, len(all_themes) - MOST_THEMES),
        dissent=tuple(dissent[:MOST_DISSENT]),
        more_dissent=max(0, len(dissent) - MOST_DISSENT),
        expectations=expectations(predictions),
        to_decide=round_.summary.to_decide,
        promised=round_.summary.promised,
        left_out=len(headlines) - len(usable),
        held=held,
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


def _themes(
    headlines: Sequence[Headline], themes: Sequence[Theme], heard: Heard, shown: set[str]
) -> tuple[ThemeHeard, ...]:
    groups = theme_groups(headlines, themes)
    described = [(group, _theme(group, heard, shown)) for group in groups if group.headlines]
    # By the bar and not by the count: of a theme that is counted in words, its place must not say more.
    described.sort(key=lambda pair: (pair[0].place, -pair[1].bar, pair[1].name.casefold()))
    return tuple(theme for _, theme in described)


def _theme(group: ThemeGroup, heard: Heard, shown: set[str]) -> ThemeHeard:
    idea = theme_idea(group.theme.name, heard.round)
    sensitive = is_sensitive(group.theme, heard.round)
    said, asked = heard.said_of_asked(group.headlines)
    return ThemeHeard(
        name=group.theme.name,
        definition=group.theme.definition or (idea.definition if idea else ""),
        count=theme_count(said, asked, sensitive=sensitive),
        bar=theme_bar(said, asked, sensitive=sensitive),
        bar_is_exact=count_is_exact(said, asked, sensitive=sensitive),
        quotes=_two_quotes(group.headlines, heard, sensitive, shown),
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
