"""What `sayback themes` shows."""

from __future__ import annotations

from dataclasses import asdict

from flows.steps.themes import ThemesReport
from flows.terminal import cell, console, print_json, say
from reports.summary import MOST_THEMES
from reports.theme_cards import CardHeadline, ThemeCard, ThemeCards
from rounds.counted import counted


def show_themes(report: ThemesReport, *, json: bool) -> int:
    """Prints the cards, and what has no card."""
    cards = report.cards
    if json:
        print_json(asdict(cards) | {"page": str(report.page) if report.page else None})
        return 0
    for card in cards.cards:
        _show_card(card)
    if cards.unused:
        say(f"No headline yet: {'; '.join(cards.unused)}.")
    if cards.without_theme:
        have = "has" if cards.without_theme == 1 else "have"
        say(f"{counted(cards.without_theme, 'headline')} {have} no theme yet.")
    _show_order(cards)
    if report.page:
        say(f"To print: {report.page}")
    return 0


def _show_order(cards: ThemeCards) -> None:
    """Says which themes the summary tells last, unless the order changes nothing there."""
    told = [card for card in cards.cards if card.headlines]
    without = sum(not card.has_order for card in told if card.is_defined)
    if without and (len(told) > MOST_THEMES or any(card.has_order for card in told)):
        have = "has" if without == 1 else "have"
        them = "it" if without == 1 else "them"
        say(
            f"{counted(without, 'theme')} {have} no Order on the Themes tab: the summary tells {them} after the others,"
            f" and shows {MOST_THEMES} in all."
        )


def _show_card(card: ThemeCard) -> None:
    told = f"{card.nothing_for_it}; told otherwise: {card.told_otherwise}" if card.told_otherwise else card.count
    console.print(f"[bold]{cell(card.name)}[/bold] · {cell(told[:1].lower() + told[1:])}")
    if not card.is_defined:
        say("  not on the Themes tab: add it there, or choose another for its headlines")
    if card.definition:
        say(f"  {card.definition}")
    if card.was:
        say(f"  was: {'; '.join(card.was)}")
    for headline in card.headlines:
        say(f"  - {_said(headline)}")
    for headline in (*card.contradicting, *card.dissent):
        say(f"  - dissent: {_said(headline)}")
    if card.left_out:
        say(f"  {counted(card.left_out, 'headline')} left out: no exact quote, or one that may not be shown")
    say("")


def _said(headline: CardHeadline) -> str:
    return f"“{headline.text}”" if headline.is_quote else headline.text
