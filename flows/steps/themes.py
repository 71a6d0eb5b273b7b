"""Themes: their cards as they stand, looked at again before anything of them is shown or written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.steps.redactors import second_look
from flows.steps.visible_text import visible_text
from flows.steps.workplace import REPORTS, open_workplace
from flows.steps.worksheet_plan import themes_of
from reports.theme_cards import ThemeCards, render_theme_cards, theme_cards
from rounds.errors import SaybackError
from rounds.private_files import write_private

PAGE = REPORTS / "themes.html"


class NothingReadBack(SaybackError):
    """No headline has been read back yet."""


@dataclass(frozen=True, slots=True)
class ThemesReport:
    """The cards of a round, and the page that was written, if any."""

    cards: ThemeCards
    page: Path | None = None


def themes(folder: Path, *, html: bool = False) -> ThemesReport:
    """The cards of all themes that headlines name; with ``html`` also as a page to print.

    Raises NothingReadBack; ResidueFound when a known name or contact detail stands in what would be shown.
    """
    with open_workplace(folder, alone=html) as place:
        headlines = place.notebook.headlines()
        if not headlines:
            raise NothingReadBack("No headlines have been read back yet. Run `sayback assemble --read` first.")
        cards = theme_cards(
            place.round,
            list(place.notebook.interviews()),
            headlines,
            themes_of(place),
            earlier=place.notebook.releases(),
        )
        look = second_look(place)
        look.pass_or_stop(cards.texts)
        if not html:
            return ThemesReport(cards)
        page = render_theme_cards(cards)
        look.pass_or_stop([("the page of themes", visible_text(page))])
        path = place.round.path(str(PAGE))
        write_private(path, page)
        return ThemesReport(cards, path)
