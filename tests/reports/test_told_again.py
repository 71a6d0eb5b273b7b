"""Cards and exports after a summary left: they say what the summary of today says, and quotes keep their roles."""

from __future__ import annotations

from dataclasses import replace

from reports.interchange import gather
from reports.theme_cards import render_theme_cards, theme_cards
from rounds.headlines import Headline, HeadlineKind, Theme
from tests.reports.counted_rounds import Walk, counted_round, counts_of, ids, people, said

STORY = {"title": "Tell me about a day.", "role": "note", "key": "day"}
SOURCES = (
    {"key": "student", "file": "s.csv", "role": "Student", "columns": (STORY,)},
    {"key": "caregiver", "file": "c.csv", "role": "Parent", "columns": (STORY,)},
)
ROLES = counted_round(sources=SOURCES, segments=())
STUDENTS, PARENTS = people(10, None), people(25, None, source="caregiver")


def quote_of(interview: str) -> Headline:
    return Headline("q", (interview,), "day", HeadlineKind.QUOTE, "It rained.", "Rain")


def test_after_a_withdrawal_cards_and_exports_say_what_the_summary_says() -> None:
    everybody = people(40, "9")
    walk = Walk(themes=(Theme("Rain"), Theme("Buses")))
    heard = [*said("Rain", ids(everybody[:18])), *said("Buses", ids(everybody[:8]))]
    before = counts_of(walk.tell(everybody, heard))
    rest = everybody[1:]
    left = [headline for headline in heard if headline.interview_ids[0] in ids(rest)]
    cards = theme_cards(walk.round, rest, left, walk.themes, earlier=walk.releases)
    files = gather(walk.round, rest, left, walk.themes, [], held=0, earlier=walk.releases)
    assert {card.name: card.count for card in cards.cards} == before == {"Rain": "18 of 40", "Buses": "8 of 40"}
    assert {each.theme.name: each.heard for each in files.themes} == before
    assert "17 of 39" not in render_theme_cards(cards)


def test_a_theme_whose_last_headline_went_keeps_its_card_as_the_summary_keeps_it() -> None:
    everybody = people(40, "9")
    walk = Walk(themes=(Theme("Rain"), Theme("Buses")))
    walk.tell(everybody, [*said("Rain", ids(everybody[:18])), *said("Buses", ids(everybody[:1]))])
    rest = everybody[1:]
    left = said("Rain", ids(everybody[1:18]))
    assert counts_of(walk.look(rest, left))["Buses"] == "one or two"
    cards = theme_cards(walk.round, rest, left, walk.themes, earlier=walk.releases)
    assert {card.name: card.count for card in cards.cards}["Buses"] == "one or two"
    assert cards.unused == ()


def test_how_many_told_otherwise_is_no_number_once_a_summary_was_sent() -> None:
    everybody = people(40, "9")
    against = [replace(headline, dissent=True) for headline in said("Rain", ids(everybody[:9]))]
    walk = Walk(themes=(Theme("Rain"),))
    (card,) = theme_cards(walk.round, everybody, against, walk.themes).cards
    assert card.told_otherwise == "9 of 40"
    walk.tell(everybody, against)
    (card,) = theme_cards(walk.round, everybody[1:], against[1:], walk.themes, earlier=walk.releases).cards
    assert (card.told_otherwise, card.count) == ("", "few, if any")


def test_the_held_of_an_export_are_those_that_the_summary_told() -> None:
    everybody = people(40, "9")
    walk = Walk(themes=(Theme("Rain"),))
    heard = said("Rain", ids(everybody[:18]))
    walk.tell(everybody, heard)
    files = gather(walk.round, everybody[1:], heard[1:], walk.themes, [], held=1, earlier=walk.releases)
    assert files.held == 0


def test_a_quote_keeps_its_role_while_the_page_tells_the_roles_as_they_were() -> None:
    walk = Walk(round=ROLES)
    heard = [*said("Rain", [*ids(STUDENTS[2:8]), *ids(PARENTS[:5])]), quote_of(STUDENTS[5].id)]
    before = walk.tell([*STUDENTS, *PARENTS], heard)
    after = walk.look([*STUDENTS[1:], *PARENTS], heard)
    assert before.themes[0].quotes[0].role == after.themes[0].quotes[0].role == "Student"
    assert before.roles == after.roles


def test_a_role_that_was_withheld_does_not_appear_beside_a_quote_with_one_person_more() -> None:
    walk = Walk(round=ROLES)
    heard = [*said("Rain", [*ids(STUDENTS[1:8]), *ids(PARENTS[:5])]), quote_of(STUDENTS[5].id)]
    before = walk.tell([*STUDENTS[:9], *PARENTS], heard)
    after = walk.look([*STUDENTS, *PARENTS], heard)
    assert before.themes[0].quotes[0].role is after.themes[0].quotes[0].role is None
