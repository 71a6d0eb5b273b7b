"""Headlines by their theme, those that contradict it beside them; themes in the order in which they are told."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.checks.protected_topics import areas_of
from reports.worksheet_tabs import heading_key
from rounds.headlines import Headline, Theme
from rounds.round import Round, ThemeIdea


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """A theme with its headlines; ``is_defined`` where it stands on the Themes tab, not only beside headlines."""

    theme: Theme
    is_defined: bool = True
    headlines: list[Headline] = field(default_factory=list)
    dissent: list[Headline] = field(default_factory=list)

    @property
    def place(self) -> tuple[bool, float]:
        """Sorts groups: by the order that people gave, themes without one after these, undefined ones last."""
        return not self.is_defined, self.theme.order or math.inf


def theme_groups(headlines: Sequence[Headline], themes: Sequence[Theme]) -> list[ThemeGroup]:
    """A group for each theme, used or not, and for each that only headlines name. Headlines without one are left out.

    Sorted by ``place``, otherwise as they were given.
    """
    groups = {heading_key(theme.name): ThemeGroup(theme) for theme in themes}
    for headline in headlines:
        name = " ".join((headline.theme or "").split())
        if name:
            group = groups.setdefault(heading_key(name), ThemeGroup(Theme(name), is_defined=False))
            (group.dissent if headline.dissent else group.headlines).append(headline)
    return sorted(groups.values(), key=lambda group: group.place)


def is_sensitive(theme: Theme, round_: Round) -> bool:
    """Whether it is, or replaces, a theme that round.toml calls sensitive, or touches a protected topic.

    Another name makes it no less so.
    """
    names = (theme.name, *theme.replaces)
    ideas = [idea for idea in (theme_idea(name, round_) for name in names) if idea]
    texts = (*names, theme.definition, *(idea.definition for idea in ideas))
    return any(idea.sensitive for idea in ideas) or any(areas_of(_plain(text)) for text in texts)


def _plain(text: str) -> str:
    """Lower case without accents."""
    taken_apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in taken_apart if not unicodedata.combining(letter)).split())


def theme_idea(name: str, round_: Round) -> ThemeIdea | None:
    """The idea of this name in round.toml."""
    return next((idea for idea in round_.themes if heading_key(idea.name) == heading_key(name)), None)
