"""What `sayback themes` says below the cards."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.shown_themes import show_themes
from flows.steps.themes import ThemesReport
from reports.theme_cards import theme_cards
from rounds.headlines import Headline, Theme
from tests.reports.example_round import RIDES, THEMES, example_headlines, example_interviews, example_round


def shown(capsys: pytest.CaptureFixture[str], themes: list[Theme], headlines: list[Headline] | None = None) -> str:
    cards = theme_cards(example_round(), example_interviews(), headlines or example_headlines(), themes)
    assert show_themes(ThemesReport(cards), json=False) == 0
    return " ".join(capsys.readouterr().out.split())


def test_themes_without_an_order_are_counted_where_the_summary_may_leave_them_out(
    capsys: pytest.CaptureFixture[str],
) -> None:
    ordered = [replace(theme, order=number) for number, theme in enumerate(THEMES, start=1)]
    assert "no Order" not in shown(capsys, ordered)
    said = shown(capsys, [*ordered[:-2], replace(ordered[-2], order=0), replace(ordered[-1], order=0)])
    assert "2 themes have no Order on the Themes tab: the summary tells them after the others" in said
    assert "shows 5 in all" in said


def test_a_theme_that_all_headlines_contradict_is_told_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    against = [replace(each, dissent=True) for each in example_headlines() if each.theme == RIDES]
    assert f"{RIDES} · no headline" in shown(capsys, list(THEMES), against)
