"""What stands on a theme's card, and what never does."""

from __future__ import annotations

import re
from dataclasses import replace

from reports.theme_cards import ThemeCard, ThemeCards, render_theme_cards, theme_cards
from rounds.headlines import Headline, HeadlineKind, Theme
from rounds.interviews import HeldReason, Interview
from tests.reports.example_round import (
    HOME,
    RIDES,
    THEMES,
    UNNOTICED,
    UNSAFE,
    WAITS,
    example_headlines,
    example_interviews,
    example_round,
)
from tests.reports.test_summary import summary_of


def cards_of(
    headlines: list[Headline] | None = None,
    themes: list[Theme] | None = None,
    interviews: list[Interview] | None = None,
) -> ThemeCards:
    return theme_cards(
        example_round(),
        example_interviews() if interviews is None else interviews,
        example_headlines() if headlines is None else headlines,
        list(THEMES) if themes is None else themes,
    )


def card(name: str, **changes: object) -> ThemeCard:
    (found,) = [each for each in cards_of(**changes).cards if each.name == name]  # type: ignore[arg-type]
    return found


def texts(found: ThemeCard) -> set[str]:
    return {each.text for each in (*found.headlines, *found.dissent, *found.contradicting)}


def test_a_card_says_what_the_summary_says_of_a_theme() -> None:
    for theme in summary_of().themes:
        found = card(theme.name)
        assert (found.count, found.definition) == (theme.count, theme.definition)
        assert {quote.text for quote in theme.quotes} <= texts(found)


def test_dissent_stays_with_its_theme_apart_and_does_not_count() -> None:
    rides = card(RIDES)
    assert [(each.text, each.is_quote) for each in rides.contradicting] == [
        ("People say it's the bus because that is easier to say.", True)
    ]
    assert not {each.text for each in rides.headlines} & {each.text for each in rides.contradicting}
    waits = card(WAITS)
    assert (len(waits.dissent), waits.contradicting) == (1, ())
    said = [headline for headline in example_headlines() if not headline.dissent]
    assert card(RIDES, headlines=said).count == rides.count


def test_a_theme_whose_headlines_all_dissent_says_so_and_how_many_told_otherwise() -> None:
    against = [replace(each, dissent=each.dissent or each.theme == RIDES) for each in example_headlines()]
    found, before = card(RIDES, headlines=against), card(RIDES)
    assert (found.headlines, before.told_otherwise) == ((), "")
    assert re.fullmatch(r"\d+ of 26", found.told_otherwise)
    page = render_theme_cards(cards_of(headlines=against))
    assert (
        f"{found.nothing_for_it}. Interviews that told otherwise, of those that were asked: {found.told_otherwise}"
        in page
    )
    assert found.count not in page


def test_how_many_told_otherwise_is_said_with_the_care_of_every_count() -> None:
    (one,) = [each for each in example_headlines() if each.theme == UNSAFE and not each.dissent][:1]
    assert card(UNSAFE, headlines=[replace(one, dissent=True)]).told_otherwise == "few, if any"
    (ride,) = [each for each in example_headlines() if each.theme == RIDES and each.dissent][:1]
    assert card(RIDES, headlines=[ride]).told_otherwise == "one or two"


def test_a_contradicting_quote_that_is_not_word_for_word_is_left_out_and_counted() -> None:
    changed = [
        replace(each, text="“People say that it is the bus.”") if each.dissent and each.theme == RIDES else each
        for each in example_headlines()
    ]
    before, found = card(RIDES), card(RIDES, headlines=changed)
    assert found.contradicting == ()
    assert found.left_out == before.left_out + 1


def test_a_quote_of_somebody_marked_for_distress_hangs_on_no_wall() -> None:
    said = "I ran, it left, and nobody came back for me."
    assert said in texts(card(RIDES))
    marked = [replace(each, distress=each.id == "student-01") for each in example_interviews()]
    assert said not in render_theme_cards(cards_of(interviews=marked))


def test_headlines_of_interviews_that_are_held_are_left_out() -> None:
    kept = [replace(each, held=HeldReason.SOURCE_GONE, notes=()) for each in example_interviews()]
    assert not any(texts(each) or each.left_out for each in cards_of(interviews=kept).cards)


def test_a_sensitive_theme_is_counted_in_words_also_under_another_name() -> None:
    renamed = [replace(each, theme="Hall" if each.theme == UNSAFE else each.theme) for each in example_headlines()]
    for found in (card(UNSAFE), card("Hall", headlines=renamed, themes=[Theme("Hall", replaces=(UNSAFE,))])):
        assert not re.search(r"\d", found.count)


def test_cards_come_in_the_teams_order_and_undefined_themes_last_marked() -> None:
    found = cards_of(themes=[Theme(WAITS, order=2), Theme(HOME, order=1), Theme("Unused")])
    assert [(each.name, each.is_defined) for each in found.cards[:3]] == [(HOME, True), (WAITS, True), (RIDES, False)]
    assert found.unused == ("Unused",)


def test_headlines_without_a_theme_are_counted() -> None:
    bare = [replace(each, theme=None) if each.theme == HOME else each for each in example_headlines()]
    found = cards_of(headlines=bare)
    assert found.without_theme == sum(not each.theme for each in bare)
    assert f"{found.without_theme} headlines have no theme yet." in render_theme_cards(found)


def test_the_page_shows_lineage_and_escapes_what_people_typed() -> None:
    themes = [Theme(UNNOTICED, "<b>machines</b> & people", replaces=("Calls", "Robots"))]
    page = render_theme_cards(cards_of(themes=themes))
    assert "Was: Calls; Robots" in page
    assert "&lt;b&gt;machines&lt;/b&gt; &amp; people" in page


def test_a_quote_stands_word_for_word_on_its_card_and_a_description_reads_aloud() -> None:
    quote = [each for each in example_headlines() if each.kind is HeadlineKind.QUOTE and "[PERSON_" in each.text]
    assert quote
    page = render_theme_cards(cards_of())
    assert "[PERSON_1]" in page
    described = [each.text for found in cards_of().cards for each in found.headlines if not each.is_quote]
    assert not any("[PERSON_" in text for text in described)


def test_the_page_is_fit_to_print_and_to_read() -> None:
    page = render_theme_cards(cards_of())
    assert "break-inside: avoid" in page
    assert min(float(size) for size in re.findall(r"font-size: ([\d.]+)pt", page)) >= 12
    assert re.search(r"h2 \{ font-size: 26pt", page)
    assert re.search(r'<html lang="en">', page)
    for colour in re.findall(r"color: #(\w{6}); }", page):
        assert _contrast_with_white(colour) >= 7


def _contrast_with_white(colour: str) -> float:
    """As WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    light = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05)


def test_a_text_that_two_headlines_share_stands_there_once() -> None:
    twice = [each for each in example_headlines() if each.kind is HeadlineKind.DESCRIPTIVE and each.theme == RIDES] * 2
    found = card(RIDES, headlines=twice)
    assert len(found.headlines) == len(texts(found))
