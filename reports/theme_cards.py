"""A card for each theme: what it means, what was heard of it and how often, and what contradicts it.

What may be said of it follows the summary, and its counts are the summary's (counts.py). Cards hang on walls: no
interview is named on them, and no quote of somebody who was marked for distress stands there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.checks.quotes import without_marks
from reports.counts import count_round
from reports.heard import Heard
from reports.rendering import render
from reports.small_groups import FEW, in_words, theme_count
from reports.theme_groups import ThemeGroup, is_sensitive, theme_groups, theme_idea
from reports.worksheet_tabs import heading_key
from rounds.counted import counted
from rounds.headlines import Headline, HeadlineKind, Theme
from rounds.interviews import Interview
from rounds.releases import Release
from rounds.round import Round


@dataclass(frozen=True, slots=True)
class CardHeadline:
    """A headline as it reads on a card: a quote word for word, without its marks, in ``language``."""

    text: str
    is_quote: bool
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """One theme. ``count`` is how many interviews of those that were asked, as it may be said aloud.

    ``was`` are names that it had, and themes that it came from. ``contradicting`` are quotes that are true to the
    notes, ``dissent`` the other headlines that contradict it. ``left_out`` counts headlines about kept interviews that
    may not be shown. ``told_otherwise`` is how many interviews contradict a theme that no headline speaks for, said as
    ``count``, or "": once a summary was sent it is not told.
    ``is_defined`` is false for a theme that only headlines name, ``has_order`` for one whose Order people chose.
    """

    name: str
    definition: str
    was: tuple[str, ...]
    count: str
    headlines: tuple[CardHeadline, ...]
    dissent: tuple[CardHeadline, ...]
    contradicting: tuple[CardHeadline, ...]
    left_out: int
    is_defined: bool
    told_otherwise: str = ""
    has_order: bool = False

    @property
    def nothing_for_it(self) -> str:
        """Why no headline stands under the theme's name."""
        return f"No headline{' that may be shown' if self.left_out else ''} speaks for it"


@dataclass(frozen=True, slots=True)
class ThemeCards:
    """All cards of a round, in the order of its summary. ``unused`` are themes that no headline names."""

    title: str
    cards: tuple[ThemeCard, ...]
    unused: tuple[str, ...]
    without_theme: int
    headlines: int

    @property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Everything that is shown and was written by people, with where it stands."""
        found = [("a theme that is not used", name) for name in self.unused]
        for nth, card in enumerate(self.cards, start=1):
            shown = (*card.headlines, *card.dissent, *card.contradicting)
            texts = (card.name, card.definition, *card.was, *(each.text for each in shown))
            found.append((f"the card of theme {nth}", "\n".join(texts)))
        return tuple(found)


def theme_cards(
    round_: Round,
    interviews: Sequence[Interview],
    headlines: Sequence[Headline],
    themes: Sequence[Theme],
    *,
    earlier: Sequence[Release] = (),
) -> ThemeCards:
    """The cards of ``themes`` and of those that only headlines name. Held interviews are left aside.

    ``earlier`` are all releases so far: a card says of its theme what a summary of today says, which may be what was
    told before. A theme of which that still is told has a card, also when its last headline went.
    """
    counts = count_round(round_, interviews, headlines, themes, earlier)
    told = {heading_key(count.group.theme.name): count.words for count in counts.themes}
    groups = [
        group
        for group in theme_groups(headlines, themes)
        if group.headlines or group.dissent or heading_key(group.theme.name) in told
    ]
    cards = [_card(group, counts.heard, told, is_first=not earlier) for group in groups]
    used = {card.name for card in cards}
    return ThemeCards(
        title=round_.title,
        cards=tuple(cards),
        unused=tuple(theme.name for theme in themes if theme.name not in used),
        without_theme=sum(not (headline.theme or "").strip() for headline in headlines),
        headlines=len(headlines),
    )


def render_theme_cards(cards: ThemeCards) -> str:
    """The cards as a page to print. Raises TemplateProblem."""
    rest = f"{counted(cards.without_theme, 'headline')} {'has' if cards.without_theme == 1 else 'have'} no theme yet."
    return render("theme-cards.html", {"round": cards, "rest": rest if cards.without_theme else ""})


def _card(group: ThemeGroup, heard: Heard, told: Mapping[str, str], *, is_first: bool) -> ThemeCard:
    """``told`` are counts by theme. Of dissent only a first look tells how much: no summary keeps that as it was."""
    shown = [headline for headline in group.headlines if heard.may_be_shown(headline)]
    dissent = [headline for headline in group.dissent if heard.may_be_shown(headline)]
    idea = theme_idea(group.theme.name, heard.round)
    every = (*group.headlines, *group.dissent)
    tells_otherwise = is_first and dissent and not shown
    sensitive = is_sensitive(group.theme, heard.round)
    otherwise = theme_count(*heard.said_of_asked(dissent), sensitive=sensitive) if tells_otherwise else ""
    return ThemeCard(
        name=group.theme.name,
        definition=group.theme.definition or (idea.definition if idea else ""),
        was=group.theme.replaces,
        count=told.get(heading_key(group.theme.name), in_words(FEW, None, None)),
        headlines=_on_card(shown, heard),
        dissent=_on_card([each for each in dissent if each.kind is not HeadlineKind.QUOTE], heard),
        contradicting=_on_card([each for each in dissent if each.kind is HeadlineKind.QUOTE], heard),
        left_out=sum(bool(heard.said([each])) for each in every) - len(shown) - len(dissent),
        is_defined=group.is_defined,
        told_otherwise=otherwise,
        has_order=bool(group.theme.order),
    )


def _on_card(headlines: Sequence[Headline], heard: Heard) -> tuple[CardHeadline, ...]:
    """Each text once: quotes first, as people said it themselves."""
    texts = dict.fromkeys(_card_headline(each, heard) for each in headlines)
    return tuple(sorted(texts, key=lambda each: not each.is_quote))


def _card_headline(headline: Headline, heard: Heard) -> CardHeadline:
    """Within quotation marks a placeholder stays what it is: nobody said "someone"."""
    if headline.kind is HeadlineKind.QUOTE:
        return CardHeadline(without_marks(headline.text), True, heard.language(headline))
    return CardHeadline(heard.words(headline), False)
