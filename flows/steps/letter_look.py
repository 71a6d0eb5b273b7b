"""Everything that leaves is looked at again, letter by letter: a hit stops that letter and says where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.steps.redactors import second_look
from flows.steps.visible_text import visible_text
from flows.steps.workplace import Workplace
from rounds.letters import Letter


@dataclass(frozen=True, slots=True)
class Stopped:
    """A letter that does not leave. ``places`` say where in it what kind of thing was seen, never the text."""

    letter_key: str
    places: tuple[str, ...]


def look_again(place: Workplace, letters: Sequence[Letter]) -> tuple[tuple[Letter, ...], tuple[Stopped, ...]]:
    """The letters that may leave, and those that may not."""
    look = second_look(place)
    good, stopped = [], []
    for letter in letters:
        seen = tuple(f"{part} ({', '.join(kinds)})" for part, text in parts_of(letter) if (kinds := look.kinds(text)))
        if seen:
            stopped.append(Stopped(letter.key, seen))
        else:
            good.append(letter)
    return tuple(good), tuple(stopped)


def parts_of(letter: Letter) -> Iterable[tuple[str, str]]:
    """What the letter says, as (part, text). Its address line names its recipient, once, and may."""
    name = letter.recipient.name
    return [
        ("subject", letter.subject),
        ("text", letter.text.replace(name, "", 1)),
        ("page", visible_text(letter.html).replace(name, "", 1)),
    ]
