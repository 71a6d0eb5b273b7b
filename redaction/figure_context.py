"""What the words around a famous name say: the figure is meant, or a private person of that name.

Points above zero speak for the figure. At ``PRIVATE`` and below nothing may outweigh what speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redaction import figure_cues as cues
from redaction.lexicon import Lexicon
from redaction.name_shapes import is_capitalised
from redaction.names.spanish import spanish_words
from redaction.normalise import Look, normalise
from redaction.public_figures import are_one_name
from redaction.words import Word, lies_within, phrase_words
from rounds.interviews import InputSpan

PRIVATE = -8.0
_PRIVATE_BEFORE, _LONGER_NAME = -16.0, -16.0
_ABOUT, _THING, _READING, _ENJOYING, _NEAR = 5.0, 4.0, 3.0, 2.0, 1.5
_SUBJECT, _AT_AN_EVENT, _ENJOYING_A_GIVEN_NAME = 1.0, 1.0, 1.0
_OFFICE, _DEED = 3.0, 1.5
_RELATION_AFTER, _WITH_US, _PRESENCE, _ACTS, _SPEAKS, _OWN = -5.0, -3.0, -1.5, -2.0, -1.0, -3.0
_MOST_BETWEEN = 3
_NEAR_BEFORE, _NEAR_AFTER, _PRESENT_AFTER = 7, 5, 6
_WORDS_TO_A_HEADING = 14
_LETTERS_OF_AN_INITIAL = 3
_LISTS = frozenset(
    {"", "and", "y", "e", "or", "o", "then", "luego", "also", "a", "una de", "and then", "y a", "y luego a"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """A text with its words; for each word, whether a person was found there and whether a known name stands there."""

    look: Look = field(repr=False)
    words: tuple[Word, ...] = field(repr=False)
    in_person: tuple[bool, ...] = field(repr=False)
    is_known: tuple[bool, ...] = field(repr=False)

    @classmethod
    def of(cls, text: str, persons: Sequence[InputSpan], known: Sequence[InputSpan]) -> Reading:
        """The reading of ``text``; ``persons`` and ``known`` are spans of it."""
        look = normalise(text)
        words = tuple(phrase_words(look.text))
        first = [look.in_input(word.start, word.start + 1) for word in words]
        return cls(look, words, _are_in(first, persons), _are_in(first, known))

    @property
    def text(self) -> str:
        """The normalised text, to which the words' places belong."""
        return self.look.text

    def in_input(self, first: int, end: int) -> tuple[int, int]:
        """Where the words ``first`` up to ``end`` stand in the input text."""
        return self.look.in_input(self.words[first].start, self.words[end - 1].end)

    def is_near_person(self, first: int, end: int) -> bool:
        """Whether a person was found in one of the words ``first`` up to ``end``."""
        return any(self.in_person[first:end])

    def names(self, first: int, end: int) -> tuple[str, str]:
        """The folded words ``first`` up to ``end``, with blanks, and with the hyphens of the text."""
        words = [word.folded for word in self.words[first:end]]
        gaps = [" ", *("-" if self.gap(index) == "-" else " " for index in range(first + 1, end))]
        return " ".join(words), "".join(gap + word for gap, word in zip(gaps, words, strict=True)).strip()

    def gap(self, index: int) -> str:
        """What stands before the word ``index``; a line break before the first and after the last."""
        if not 0 < index < len(self.words):
            return "\n"
        return self.text[self.words[index - 1].end : self.words[index].start]

    def is_joined(self, index: int) -> bool:
        """Whether the word ``index`` may go on with the name before it."""
        return are_one_name(self.text, self.words[index - 1 : index + 1])

    def is_stop(self, index: int) -> bool:
        """Whether a sentence or a line ends before the word ``index``."""
        gap = self.gap(index)
        initial = index > 0 and len(self.words[index - 1].folded) <= _LETTERS_OF_AN_INITIAL
        return any(mark in gap for mark in "!?;\n•") or ("." in gap and not initial)

    def before(self, first: int, most: int) -> list[str]:
        """Up to ``most`` words before the word ``first``, the nearest first, within its sentence."""
        words: list[str] = []
        while first > 0 and len(words) < most and not self.is_stop(first):
            first -= 1
            words.append(self.words[first].folded)
        return words

    def after(self, end: int, most: int) -> list[str]:
        """Up to ``most`` words from the word ``end`` on, within the sentence."""
        words: list[str] = []
        while end < len(self.words) and len(words) < most and not self.is_stop(end):
            words.append(self.words[end].folded)
            end += 1
        return words

    def is_list_between(self, one_end: int, other_first: int) -> bool:
        """Whether two names are neighbours in a list: *Rosa Parks and Larry Itliong*."""
        between = " ".join(word.folded for word in self.words[one_end:other_first])
        return between in _LISTS and not any(self.is_stop(index) for index in range(one_end, other_first + 1))

    def private_words(self) -> Iterator[str]:
        """The words of persons who are introduced as somebody near: *my friend Alice*, *ms alvarez*."""
        for index, seen in enumerate(self.in_person):
            if seen and _is_introduced(self, index):
                end = index
                while end < len(self.words) and self.in_person[end]:
                    yield self.words[end].folded
                    end += 1


def points_around(
    reading: Reading, first: int, end: int, lexicon: Lexicon, *, is_certain: bool, is_given_name: bool
) -> float:
    """What speaks for and against the figure around the words ``first`` up to ``end``.

    ``is_certain``: hardly anybody else has the name, so that a doctor of that name is the figure too.
    ``is_given_name``: so many have it that *likes* and *drew* say nothing.
    """
    before, after = reading.before(first, _NEAR_BEFORE), reading.after(end, _PRESENT_AFTER)
    direct = max(
        _work_before(before, is_given_name=is_given_name),
        _said_of_figures(before, after, is_given_name=is_given_name),
        _work_after(after, is_given_name=is_given_name),
        _heading(reading, first),
    )
    return (
        _introduced(reading, first, end, is_certain=is_certain)
        + _longer_name(reading, first, end, lexicon, is_certain=is_certain)
        + max(direct, _near(before, after))
        + _lesson_or_event(before, after)
        + _company(before, after, is_certain=is_certain, is_work=direct >= _READING)
    )


def _introduced(reading: Reading, first: int, end: int, *, is_certain: bool) -> float:
    before = reading.before(first, 2)
    if _is_introduced(reading, first) or (before[:1] and before[0] in cues.TITLES_OF_FIGURES and not is_certain):
        return _PRIVATE_BEFORE
    return _RELATION_AFTER if _is_ours(reading.after(end, 3)) else 0.0


_NEAR_PEOPLE = cues.RELATIONS | cues.TITLES


def _is_ours(after: Sequence[str]) -> bool:
    """*..., my cousin*; *... is our aide*; *...'s cousin*; *... is my real name*."""
    if len(after) > 1 and after[0] == "s" and after[1] in _NEAR_PEOPLE:
        return True
    is_said = bool(after) and after[0] in cues.IS
    own = after[1:] if is_said else after
    if len(own) < 2 or own[0] not in cues.OWN or own[1] in cues.ADMIRED:
        return False
    return is_said or own[1] in _NEAR_PEOPLE


def _is_introduced(reading: Reading, first: int) -> bool:
    """*my friend*, *coach*, *a kid named*; but not *a book named*."""
    before = reading.before(first, 4)
    if not before or set(reading.gap(first)) - set(" .,:'\"("):
        return False
    if before[0] in cues.NAMING:
        return not any(word in cues.THINGS_BEFORE for word in before[1:3]) and not _is_pet(before)
    return before[0] in cues.TITLES or before[0] in cues.RELATIONS


def _longer_name(reading: Reading, first: int, end: int, lexicon: Lexicon, *, is_certain: bool) -> float:
    """A further name beside it makes it another person: *Cesar Chavez Ramirez*, *Maria Taylor Swift*."""
    own = reading.words[first]
    capital = is_capitalised(reading.text[own.start : own.end])
    beside = [place for place, at in ((first - 1, first), (end, end)) if reading.gap(at) in {" ", "-"}]
    goes_on = any(_goes_on(reading, place, lexicon, capital=capital, is_certain=is_certain) for place in beside)
    return _LONGER_NAME if goes_on else 0.0


def _goes_on(reading: Reading, place: int, lexicon: Lexicon, *, capital: bool, is_certain: bool) -> bool:
    word = reading.words[place]
    if _is_cue(word.folded):
        return False
    ordinary = lexicon.is_ordinary(word.folded) or word.folded in spanish_words()
    listed = lexicon.is_listed_name(word.folded)
    if reading.in_person[place]:
        return listed or not ordinary
    if capital:
        return listed and is_capitalised(reading.text[word.start : word.end])
    return listed and not ordinary and not is_certain


def _is_cue(word: str) -> bool:
    return any(word in kind for kind in _CUES)


_CUES = (
    cues.THINGS_AFTER, cues.THINGS_BEFORE, cues.READING, cues.ENJOYING, cues.BETWEEN,
    cues.KINDS_OF_THINGS, cues.SCHOOLS, cues.ACTS_AFTER, cues.SPEAKS_AFTER, cues.DEEDS_AFTER, cues.OFFICE_BEFORE,
)  # fmt: skip


def _work_before(before: Sequence[str], *, is_given_name: bool) -> float:
    """The nearest word before the name, articles and prepositions aside."""
    best = _OFFICE if before and before[0] in cues.OFFICE_BEFORE else 0.0
    for place, word in enumerate(before[: _MOST_BETWEEN + 1]):
        if word in cues.THINGS_BEFORE:
            return max(best, _thing(before[:place], word, is_given_name=is_given_name))
        if word in cues.READING and "from" not in before[:place]:
            best = max(best, _READING)
        if word in cues.ENJOYING and "with" not in before[:place]:
            best = max(best, _ENJOYING_A_GIVEN_NAME if is_given_name else _ENJOYING)
        if word not in cues.BETWEEN:
            break
    return best


def _thing(between: Sequence[str], thing: str, *, is_given_name: bool) -> float:
    """*slideshow on*, *statue of*; *the movie* before a title; but not *the poster Jordan made*."""
    if any(word in cues.ABOUT for word in between) or ("of" in between and thing in cues.LIKENESSES):
        return _ABOUT
    return _THING if between or not is_given_name or thing in cues.TITLED else 0.0


def _said_of_figures(before: Sequence[str], after: Sequence[str], *, is_given_name: bool) -> float:
    """*named after*, *a gecko named*, *not the*, *we're on*, *una de*; *the singer* after the name."""
    if _is_pet(before) or before[:2] == ["the", "not"] or _is_namesake(before):
        return _THING
    if before[:1] == ["on"] and any(word in cues.WE_ARE for word in before[1:3]):
        return _READING
    if before[:2] == ["de", "una"] and any(word in cues.ENJOYING for word in before[2:4]):
        return _THING
    if len(after) > 1 and after[0] in cues.SUCH and _is_thing_after(after[1:]):
        return _ENJOYING if is_given_name else _THING
    return 0.0


def _is_pet(before: Sequence[str]) -> bool:
    """*a hog named*, *el perro se llama*."""
    return bool(before) and before[0] in cues.NAMING and any(word in cues.PETS for word in before[1:3])


def _is_namesake(before: Sequence[str]) -> bool:
    """*named after*, *yes after*, *en honor a*; but not *after my friend*, which is no cue of a namesake."""
    if before[:1] == ["after"]:
        return any(word in cues.NAMING or word == "yes" for word in before[1:3])
    return before[:3] in (["a", "honor", "en"], ["de", "honor", "en"], ["of", "honor", "in"])


def _is_thing_after(words: Sequence[str]) -> bool:
    """*the singer*, *from the movie*, *la del cuento*, *el de la electricidad*."""
    for word in words[:_MOST_BETWEEN]:
        if word in cues.KNOWN_FOR:
            return True
        if word not in cues.BETWEEN:
            return False
    return False


def _heading(reading: Reading, first: int) -> float:
    """*Books: Purple Hibiscus, Daisy Miller*: in a list that a thing introduces."""
    for index in range(first, max(0, first - _WORDS_TO_A_HEADING), -1):
        if reading.gap(index).strip() == ":":
            return _THING if reading.words[index - 1].folded in cues.HEADINGS else 0.0
        if reading.is_stop(index):
            return 0.0
    return 0.0


def _lesson_or_event(before: Sequence[str], after: Sequence[str]) -> float:
    """*in US History we did*; *played ... at the dance*."""
    lesson = _SUBJECT if any(word in cues.SUBJECTS for word in before) else 0.0
    is_played = any(word in cues.PLAYING for word in before[:_MOST_BETWEEN])
    event = _AT_AN_EVENT if is_played and any(word in cues.EVENTS for word in after) else 0.0
    return lesson + (event and event + _ENJOYING_A_GIVEN_NAME)


def _work_after(after: Sequence[str], *, is_given_name: bool) -> float:
    after = after[1:] if after and after[0] in cues.KINDS_OF_THINGS else after
    if after and after[0] in cues.THINGS_AFTER:
        return 0.0 if is_given_name and after[0] in cues.DEEDS_TOO else _THING
    if len(after) > 2 and after[0] in cues.IS and after[1] in cues.OWN and after[2] in cues.ADMIRED:
        return _READING
    if after and after[0] in cues.DEEDS_AFTER:
        return _DEED
    if len(after) > 1 and after[0] == "s" and after[1] in cues.THINGS_AFTER:
        return _THING if after[1] in cues.OF_FIGURES else _NEAR
    return 0.0


_WORK = cues.THINGS_BEFORE | cues.READING


_THINGS_NEAR_AFTER = cues.THINGS_AFTER - cues.DEEDS_TOO


def _near(before: Sequence[str], after: Sequence[str]) -> float:
    if any(word in _WORK for word in before) or any(word in _THINGS_NEAR_AFTER for word in after[:_NEAR_AFTER]):
        return _NEAR
    return 0.0


def _company(before: Sequence[str], after: Sequence[str], *, is_certain: bool, is_work: bool) -> float:
    """What shows that the person is near: acts, speaks, is in my class; who reads a book may sit at a desk too."""
    points = 0.0
    if after[:1] and after[0] in cues.ACTS_AFTER:
        points += _ACTS
    if after[:1] and after[0] in cues.SPEAKS_AFTER:
        points += _SPEAKS
    if before[:1] and before[0] in cues.OWN:
        points += _OWN
    if after[:1] == ["in"] and after[1:2] and after[1] in cues.OWN:
        points += _WITH_US
    elif not is_work and any(word in cues.PRESENCE for word in after):
        points += _PRESENCE
    return points / 2 if is_certain else points


def _are_in(places: Sequence[tuple[int, int]], spans: Sequence[InputSpan]) -> tuple[bool, ...]:
    stretches = _disjoint(spans)
    return tuple(lies_within(start, end, stretches) for start, end in places)


def _disjoint(spans: Sequence[InputSpan]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
