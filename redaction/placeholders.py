"""Placeholders such as ``[PERSON_1]``: numbered per interview in order of appearance, the same person the same number.

*Deshawn*, *DeShawn Brown* and *deshawn's* are one person as long as only one longer name of the interview fits.
Numbers that somebody typed into an answer as if they were placeholders are never given.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from redaction.normalise import normalise
from redaction.words import name_words, phrase_words
from rounds.interviews import InputSpan, Span

ENTITIES = ("PERSON", "PHONE", "EMAIL", "ADDRESS", "HANDLE", "ID", "URL", "BIRTHDATE", "SCHOOL", "PLACE")
PLACEHOLDER = re.compile(rf"\[({'|'.join(ENTITIES)})_([0-9]{{1,9}})\]")
_DIGITS_OF_A_PHONE = 10

Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Masked:
    """A redacted text: ``spans`` are its placeholders, ``found`` the same stretches in the input text."""

    text: str = field(repr=False)
    spans: tuple[Span, ...]
    found: tuple[InputSpan, ...]


class Numbering:
    """Gives out numbers, entity by entity, skipping those in ``taken`` texts."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken: defaultdict[str, set[int]] = defaultdict(set)
        self._given: dict[tuple[str, Identity], int] = {}
        for text in taken:
            for entity, number in PLACEHOLDER.findall(text):
                self._taken[entity].add(int(number))

    def placeholder(self, entity: str, identity: Identity) -> str:
        """The placeholder of one person or thing; a new number the first time."""
        key = (entity, identity)
        if key not in self._given:
            number = 1
            while number in self._taken[entity]:
                number += 1
            self._taken[entity].add(number)
            self._given[key] = number
        return f"[{entity}_{self._given[key]}]"


def replace_all(
    texts: Sequence[str], spans: Sequence[Sequence[InputSpan]], aliases: Mapping[str, str] | None = None
) -> list[Masked]:
    """The texts of one interview with their spans (sorted, without overlaps) replaced by placeholders.

    ``aliases`` maps a folded nickname to the first name that it stands for.
    """
    identities = [
        [_identity(text[span.start : span.end], span.entity, aliases or {}) for span in own]
        for text, own in zip(texts, spans, strict=True)
    ]
    people = [
        identity
        for own, ids in zip(spans, identities, strict=True)
        for span, identity in zip(own, ids, strict=True)
        if span.entity == "PERSON"
    ]
    same = same_people(people)
    numbering = Numbering(texts)
    masked = []
    for text, own, ids in zip(texts, spans, identities, strict=True):
        whole = [same[i] if s.entity == "PERSON" else i for s, i in zip(own, ids, strict=True)]
        masked.append(replace(text, own, [numbering.placeholder(s.entity, i) for s, i in zip(own, whole, strict=True)]))
    return masked


def replace(text: str, spans: Sequence[InputSpan], placeholders: Sequence[str]) -> Masked:
    """``text`` with each of ``spans`` (sorted, without overlaps) replaced by its placeholder."""
    pieces: list[str] = []
    replaced: list[Span] = []
    read = written = 0
    for span, placeholder in zip(spans, placeholders, strict=True):
        pieces += [text[read : span.start], placeholder]
        start = written + span.start - read
        written = start + len(placeholder)
        replaced.append(Span(start, written, span.entity, span.score, span.by))
        read = span.end
    return Masked("".join([*pieces, text[read:]]), tuple(replaced), tuple(spans))


def same_people(names: Iterable[Identity]) -> dict[Identity, Identity]:
    """For each name the longest name of the same person: the only one that has all of its words, else itself."""
    longest: dict[Identity, Identity] = {}
    by_word: defaultdict[str, list[Identity]] = defaultdict(list)
    for name in sorted(set(names), key=lambda words: (-len(words), -len("".join(words)), words)):
        candidates = {other for word in name if len(word) > 1 for other in by_word[word] if _fits(name, other)}
        if len(candidates) == 1:
            longest[name] = next(iter(candidates))
        else:
            longest[name] = name
            if not candidates:
                for word in name:
                    by_word[word].append(name)
    return longest


def _fits(short: Identity, long: Identity) -> bool:
    """Whether each word of ``short`` is one of ``long`` or the initial of one."""
    return all(word in long or (len(word) == 1 and any(w.startswith(word) for w in long)) for word in short)


def _identity(text: str, entity: str, aliases: Mapping[str, str]) -> Identity:
    look = normalise(text).text
    if entity == "PERSON":
        words = [word.folded for word in name_words(look)]
        return tuple(aliases.get(word, word) for word in words) or (look,)
    if entity == "PHONE" and (digits := "".join(character for character in look if character.isdigit())):
        return (digits[-_DIGITS_OF_A_PHONE:] if len(digits) <= _DIGITS_OF_A_PHONE + 1 else digits,)
    return tuple(word.folded for word in phrase_words(look)) or (look,)
