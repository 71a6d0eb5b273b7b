"""Random rounds that are told about twice: who was asked, in which group, who said what, and what changed between.

Everything goes through the real functions; the numbers that are told come from there.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from reports.counts import RoundCounts, count_round, summary_release
from rounds.headlines import Headline, HeadlineKind
from rounds.interviews import Interview, Note, NoteKind
from rounds.releases import Release
from rounds.round import Round

REST = "-"  # whoever is asked on a form that does not ask for the group
_FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)


@dataclass(slots=True)
class Person:
    """Somebody who is asked: their group, and the themes that they speak of; ``edit`` counts their corrections."""

    id: str
    group: str
    themes: set[str]
    edit: int = 0


@dataclass(slots=True)
class World:
    """A round at two moments, and what was told at each; ``recoded`` if the team sorted headlines anew between."""

    round: Round
    groups: tuple[str, ...]
    themes: tuple[str, ...]
    before: list[Person]
    after: list[Person]
    recoded: bool
    releases: list[Release] = field(default_factory=list)
    told: list[RoundCounts] = field(default_factory=list)

    def at(self, moment: int) -> list[Person]:
        """Who was there at release ``moment``."""
        return self.after if moment else self.before


def random_world(seed: int) -> World:
    """Up to five themes by six groups, small and large, and two releases."""
    chance = random.Random(seed)
    groups = tuple(f"g{n}" for n in range(chance.randint(2, 6)))
    themes = tuple(f"Theme {n}" for n in range(chance.randint(1, 5)))
    wide = chance.random() < 0.5  # rounds in which groups are large, so that something can be shown
    before = [one for group in groups for one in _people(chance, group, _size(chance, wide), themes, "a")]
    before += _people(chance, REST, chance.choice((0, 0, 0, 2, 25)), themes, "a")
    recoded = chance.random() < 0.3
    after = _later(chance, before, groups, themes, wide)
    if recoded:
        after = [replace(one, themes=_recoded(chance, one.themes, themes)) for one in after]
    world = World(_round(chance, groups, themes), groups, themes, before, after, recoded)
    _tell(world)
    return world


def _size(chance: random.Random, wide: bool) -> int:
    return chance.randint(24, 60) if wide else chance.choice((0, 1, 3, 7, 9, 10, 14, 22, 35))


def _people(chance: random.Random, group: str, number: int, themes: Sequence[str], batch: str) -> list[Person]:
    shares = (0.02, 0.4, 0.5, 0.5, 0.6, 0.98) if number > 20 else (0.02, 0.3, 0.5, 0.6, 0.98)
    likely = {theme: chance.choice(shares) if chance.random() < 0.5 else 0.5 for theme in themes}
    return [
        Person(f"{batch}{group}{n}", group, {theme for theme in themes if chance.random() < likely[theme]})
        for n in range(number)
    ]


def _later(
    chance: random.Random, before: Sequence[Person], groups: Sequence[str], themes: Sequence[str], wide: bool
) -> list[Person]:
    """Some left, some corrected an answer, some came: mostly few, sometimes a whole batch."""
    leaving = min(chance.choice((0, 0, 0, 1, 1, 2, 6, 12)), len(before) // 2)
    gone = {one.id for one in chance.sample(list(before), leaving)}
    stayed = [one for one in before if one.id not in gone]
    correcting = min(chance.choice((0, 0, 0, 0, 1, 3, 12)), len(stayed))
    corrected = {one.id for one in chance.sample(stayed, correcting)}
    after = [
        replace(one, edit=1, themes=_recoded(chance, one.themes, themes)) if one.id in corrected else one
        for one in stayed
    ]
    for group in chance.sample(list(groups), chance.choice((0, 1, 1, 2))):
        after += _people(chance, group, chance.choice((1, 2, 11, 30, 40) if wide else (1, 1, 3, 11)), themes, "b")
    return after


def _recoded(chance: random.Random, said: Iterable[str], themes: Sequence[str]) -> set[str]:
    kept = {theme for theme in said if chance.random() < 0.9}
    return kept | {theme for theme in themes if chance.random() < 0.05}


def _round(chance: random.Random, groups: Sequence[str], themes: Sequence[str]) -> Round:
    story = {"title": "Tell me about a day.", "role": "note", "key": "day"}
    grade = {"title": "Group", "role": "segment", "key": "group"}
    targets = {group: chance.randint(5, 30) for group in groups if chance.random() < 0.7}
    return Round.model_validate(
        {
            "name": "spring",
            "title": "Spring",
            "floor": chance.choice((5, 10)),
            "sources": (
                {"key": "asks", "file": "a.csv", "columns": (story, grade)},
                {"key": "rest", "file": "b.csv", "columns": (story,)},
            ),
            "segments": ({"key": "group", "label": "Group", "values": groups, "targets": targets},),
            "themes": ({"name": themes[-1], "sensitive": chance.random() < 0.3},),
            "summary": {"splits": ("group",)},
        }
    )


def _tell(world: World) -> None:
    for moment in range(2):
        people = world.at(moment)
        interviews = [_interview(one) for one in people]
        headlines = [_headline(one, theme) for theme in world.themes for one in people if theme in one.themes]
        counts = count_round(world.round, interviews, headlines, (), world.releases)
        world.told.append(counts)
        world.releases.append(summary_release(counts, _FIRST + timedelta(days=moment)))


def _interview(one: Person) -> Interview:
    return Interview(
        id=one.id,
        source="rest" if one.group == REST else "asks",
        row=2,
        fingerprint=f"{one.id} {one.edit}",
        engine="1",
        segments=() if one.group == REST else (("group", one.group),),
        notes=(Note("day", "Tell me about a day.", NoteKind.NOTE, f"It rained on {one.id}, {one.edit}."),),
    )


def _headline(one: Person, theme: str) -> Headline:
    return Headline(f"{theme} {one.id}", (one.id,), "day", HeadlineKind.DESCRIPTIVE, "Told.", theme)
