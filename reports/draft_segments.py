"""The groupings of a drafted round: what its choice columns offer, over all forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.column_guess import ColumnGuess
from reports.source_draft import SourceDraft
from reports.toml_text import toml_string, toml_strings
from rounds.round import Role
from rounds.typed_text import as_one_line


@dataclass(frozen=True, slots=True)
class SegmentLines:
    """A grouping; ``active`` when a column that is read belongs to it."""

    key: str
    label: str
    values: str
    example: str
    active: bool
    two_languages: bool


@dataclass(slots=True)
class _Segment:
    label: str
    values: dict[str, None] = field(default_factory=dict)
    choices: dict[str, set[str]] = field(default_factory=dict)  # by language
    active: bool = False


def segment_lines(sources: Sequence[SourceDraft], accept: bool) -> list[SegmentLines]:
    """The groupings of all forms; a choice that two forms offer stands once."""
    segments: dict[str, _Segment] = {}
    for source in sources:
        for guess in source.guesses:
            if guess.role is Role.SEGMENT and guess.key:
                segment = segments.setdefault(guess.key, _Segment(guess.question.title))
                segment.values |= dict.fromkeys(guess.values)
                segment.choices.setdefault(source.language, set()).update(guess.values)
                segment.active |= is_read(guess, accept)
    return [
        SegmentLines(
            key=toml_string(key),
            label=toml_string(as_one_line(segment.label) or key),
            values=toml_strings(_in_order(segment.values)),
            example=toml_string(next(iter(_in_order(segment.values)), "a value")),
            active=segment.active,
            two_languages=_differ(segment.choices),
        )
        for key, segment in segments.items()
    ]


def _differ(choices: dict[str, set[str]]) -> bool:
    """Whether forms in two languages offer other words."""
    return len(choices) > 1 and len({frozenset(values) for values in choices.values()}) > 1


def _in_order(values: Sequence[str] | dict[str, None]) -> list[str]:
    """Numbers by size; words as they come, the most frequent first."""
    return sorted(values, key=int) if all(value.isdecimal() for value in values) else list(values)


def is_read(guess: ColumnGuess, accept: bool) -> bool:
    """Whether the draft declares the column to be read: its role was given by a person, or all guesses accepted."""
    return guess.role is not Role.DISCARD and (accept or guess.confirmed)
