"""Which mentions of famous names mean the public figure and are kept: *a poster of Katherine Johnson*, *LeBron*.

A mention starts with what its source is worth (our own lists, by how few private people have the name; the gazetteer,
by how common its words are) and gets points for and against from the words around it. What is above zero is kept;
doubt masks: a politician named in passing may be masked, a private namesake must not be kept. The points were set by
hand on invented notes and checked on others. A name that somebody has who is spoken of in the same interview as a
friend, a teacher or a cousin is kept nowhere in it.
"""

from __future__ import annotations

import functools
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from redaction.figure_context import PRIVATE, Reading, points_around
from redaction.lexicon import Lexicon
from redaction.names.gazetteer import Gazetteer, load_gazetteer
from redaction.names.spanish import spanish_words
from redaction.normalise import normalise
from redaction.public_figures import CERTAIN, IN_CONTEXT, ONE_WORD, ONE_WORD_IN_CONTEXT, figure_list
from redaction.words import name_words
from rounds.interviews import InputSpan

_LONGEST_IN_GAZETTEER = 6
_WORDS_OF_A_FULL_NAME = (2, 3)
_LIST_POINTS, _LIST_POINTS_OF_A_FULL_NAME = 2.0, 3.0
_PRIVATE_WORD_POINTS = -3.0


class Source(Enum):
    """Where a name is known from, best first; the value names a file of our own lists."""

    CERTAIN = CERTAIN
    ONE_WORD = ONE_WORD
    IN_CONTEXT = IN_CONTEXT
    ONE_WORD_IN_CONTEXT = ONE_WORD_IN_CONTEXT
    FIGURE = "gazetteer figures"
    WORK = "gazetteer works"
    FAMOUS_SURNAME = "gazetteer surnames"
    SHORT = "surname of a figure kept elsewhere"


_OWN = (Source.CERTAIN, Source.ONE_WORD, Source.IN_CONTEXT, Source.ONE_WORD_IN_CONTEXT)
_FULL_NAMES_OF_OURS = frozenset({Source.CERTAIN, Source.IN_CONTEXT})


@dataclass(frozen=True, slots=True)
class Mention:
    """A famous name in ``reading``: its words ``first`` up to ``end``."""

    reading: Reading
    first: int
    end: int
    source: Source
    points: float = 0.0

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return tuple(word.folded for word in self.reading.words[self.first : self.end])


def kept_figures(
    texts: Sequence[str],
    persons: Sequence[Sequence[InputSpan]],
    lexicon: Lexicon,
    known: Sequence[Sequence[InputSpan]] | None = None,
) -> list[list[tuple[int, int]]]:
    """For each text of one interview the stretches that name figures: sorted, disjoint, in characters of that text.

    ``persons`` are the PERSON spans found in each text; only they make a name of the gazetteer worth a look.
    ``known`` are the places where names of the roster or the team stand: a figure that goes by one such word, or is
    known from the gazetteer only, is not kept there. The time grows with the length of the texts, not of the lists.
    """
    if not any(persons) and not any(known or ()):
        return [[] for _ in texts]  # nothing would be masked
    everywhere = zip(texts, persons, known or [()] * len(texts), strict=True)
    readings = [Reading.of(text, spans, names) for text, spans, names in everywhere]
    private = {word for reading in readings for word in reading.private_words()}
    judged = [_judged(mention, lexicon, private) for reading in readings for mention in _mentions(reading)]
    kept = _kept(judged)
    short = [_judged(mention, lexicon, private) for mention in _short_names(readings, kept, private)]
    stretches: dict[int, list[tuple[int, int]]] = {id(reading): [] for reading in readings}
    for mention in [*kept, *_kept(short)]:
        stretches[id(mention.reading)].append(mention.reading.in_input(mention.first, mention.end))
    return [sorted(stretches[id(reading)]) for reading in readings]


def _mentions(reading: Reading) -> Iterator[Mention]:
    """The longest famous name at each place; of our own lists everywhere, of the gazetteer where a person was seen."""
    index = 0
    while index < len(reading.words):
        mention = _own(reading, index) or _of_gazetteer(reading, index)
        if mention and (mention.source in _FULL_NAMES_OF_OURS or not any(reading.is_known[index : mention.end])):
            yield mention
        index = mention.end if mention else index + 1


def _own(reading: Reading, index: int) -> Mention | None:
    first = reading.words[index].folded
    lists = [(source, figure_list(source.value)) for source in _sources_by_first_word().get(first, ())]
    lengths = [(names.length_at(reading.text, reading.words, index), source) for source, names in lists]
    length, source = max(lengths, key=lambda pair: pair[0], default=(0, Source.CERTAIN))
    return Mention(reading, index, index + length, source) if length else None


@functools.cache  # why is a cache OK? The lists are files of the program and never change
def _sources_by_first_word() -> dict[str, tuple[Source, ...]]:
    """Which lists have a name that begins with a word; most words begin none."""
    sources: dict[str, tuple[Source, ...]] = {}
    for source in _OWN:
        for word in figure_list(source.value).first_words():
            sources[word] = (*sources.get(word, ()), source)
    return sources


def _of_gazetteer(reading: Reading, index: int) -> Mention | None:
    most = min(len(reading.words), index + _LONGEST_IN_GAZETTEER)
    if not reading.is_near_person(index, most):
        return None
    lists = load_gazetteer()
    run = next((end for end in range(index + 1, most) if not reading.is_joined(end)), most)
    for end in range(run, index, -1):
        source = _source(lists, reading, index, end) if reading.is_near_person(index, end) else None
        if source:
            return Mention(reading, index, end, source)
    return None


def _source(lists: Gazetteer, reading: Reading, first: int, end: int) -> Source | None:
    for name in reading.names(first, end):
        if end - first == 1 and name in lists.surnames:
            return Source.FAMOUS_SURNAME
        if end - first > 1 and name in lists.figures:
            return Source.FIGURE
        if end - first > 1 and name in lists.works:
            return Source.WORK
    return None


def _judged(mention: Mention, lexicon: Lexicon, private: Container[str]) -> Mention:
    points = _points_of_source(mention, lexicon)
    points += points_around(
        mention.reading,
        mention.first,
        mention.end,
        lexicon,
        is_certain=mention.source is Source.CERTAIN and not _is_common(mention.words, lexicon),
        is_given_name=len(mention.words) == 1 and _is_given(mention.words[0], lexicon),
    )
    if mention.source is not Source.CERTAIN and any(word in private for word in mention.words):
        points += _PRIVATE_WORD_POINTS
    return replace(mention, points=points)


def _points_of_source(mention: Mention, lexicon: Lexicon) -> float:
    words = mention.words
    listed = sum(lexicon.is_listed_name(word) for word in words)
    match mention.source:
        case Source.CERTAIN:
            return 2.0 if _is_common(words, lexicon) else 4.0
        case Source.ONE_WORD:
            return 2.5
        case Source.IN_CONTEXT:
            return -1.5
        case Source.ONE_WORD_IN_CONTEXT:
            return -2.5 if _is_given(words[0], lexicon) else -1.5
        case Source.FIGURE:
            return (-2.0, -3.0)[listed] if listed < 2 else -4.5
        case Source.WORK:
            return -1.0 if len(words) > 2 else -2.5
        case Source.FAMOUS_SURNAME:
            return -4.0 if listed else -2.0
        case Source.SHORT:
            return _points_of_short(words[0], lexicon)


def _is_common(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether private people may well have the name: a listed given name and a listed surname."""
    return len(words) == 2 and words[0] in lexicon.given and words[1] in lexicon.surnames


def _points_of_short(word: str, lexicon: Lexicon) -> float:
    if word in lexicon.given:
        return -2.0
    return -0.5 if word in lexicon.surnames else 1.0


def _is_given(word: str, lexicon: Lexicon) -> bool:
    return word in lexicon.given or word in load_gazetteer().given


def _kept(mentions: Sequence[Mention]) -> list[Mention]:
    """Those above zero, those beside one in a list, and none whose name a private person has in this interview."""
    private = {mention.words for mention in mentions if mention.points <= PRIVATE}
    points = [mention.points for mention in mentions]
    forth = range(1, len(mentions))
    for here, beside in [*((i, i - 1) for i in forth), *((i - 1, i) for i in reversed(forth))]:
        if points[here] <= 0 < points[beside] and _are_listed(*sorted((mentions[here], mentions[beside]), key=_place)):
            points[here] += _LIST_POINTS if len(mentions[here].words) == 1 else _LIST_POINTS_OF_A_FULL_NAME
    return [mention for mention, own in zip(mentions, points, strict=True) if own > 0 and mention.words not in private]


def _place(mention: Mention) -> int:
    return mention.first


def _are_listed(one: Mention, other: Mention) -> bool:
    return one.reading is other.reading and one.reading.is_list_between(one.end, other.first)


def _short_names(readings: Sequence[Reading], kept: Sequence[Mention], private: Container[str]) -> Iterator[Mention]:
    """*Douglass*, once *Frederick Douglass* is kept: the last word of kept names, standing alone."""
    shorts = {mention.words[-1] for mention in kept if len(mention.words) in _WORDS_OF_A_FULL_NAME}
    taken = {(id(mention.reading), index) for mention in kept for index in range(mention.first, mention.end)}
    for reading in readings:
        for index, word in enumerate(reading.words):
            is_free = word.folded not in private and not reading.is_known[index]
            if word.folded in shorts and is_free and (id(reading), index) not in taken:
                yield Mention(reading, index, index + 1, Source.SHORT)


def without_figures(
    text: str, span: InputSpan, figures: Sequence[tuple[int, int]], lexicon: Lexicon
) -> list[InputSpan]:
    """What of a span found in ``text`` is to be masked beside the kept ``figures``, which are sorted and disjoint.

    A person's span that takes words along, as in *Katherine Johnson poster*, loses them only where no word that is
    left may be a name.
    """
    if span.entity != "PERSON":
        return [span]
    beside = [(first, end) for first, end in figures if first < span.end and span.start < end]
    if not beside:
        return [span]
    cuts = [span.start, *(place for stretch in beside for place in stretch), span.end]
    parts = [_trimmed(text, start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    return [replace(span, start=a, end=b) for a, b in parts if a < b and _may_hold_name(text[a:b], lexicon)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the blanks and the punctuation between a figure and what stands beside it."""
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end


def _may_hold_name(text: str, lexicon: Lexicon) -> bool:
    words = [word.folded for word in name_words(normalise(text).text) if len(word.folded) > 1]
    plain = spanish_words()
    return any(lexicon.is_listed_name(word) or not (lexicon.is_ordinary(word) or word in plain) for word in words)
