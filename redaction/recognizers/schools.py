"""Names of schools: *Lincoln Middle School*, *at roosevelt high*, *Escuela Primaria Benito Juárez*.

Found so that they are not taken for persons, and to be masked where a round says so. The words that begin or end the
names of US and Mexican schools. What is taken for a school is not masked as a person, so doubt is no school: a given
name before it (*told Marcus Lincoln High is better*) is left out, and one in lower case needs a word of place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.lang.en.stop_words import STOP_WORDS

from redaction.name_shapes import is_capitalised
from redaction.public_figures import CERTAIN, IN_CONTEXT, figure_list
from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.word_set import word_set
from redaction.words import Word, phrase_words

_CAPITAL = r"[A-ZÀ-ÖØ-Þ] [\w'.-]{1,25}"
_ANY = r"[^\W\d_] [\w'.-]{1,25}"
_LEVEL = r"(?: elementary | middle | high | junior \s high | senior \s high | intermediate | primary | charter )"
_PLACE = r"\b (?: at | to | from | in | into | attends? | attended | attending | vs | versus | beat | near | of | en )"
_NO_SCHOOL = r"(?! [\s-]? (?: fives? | fived | up | on | as | of | enough | child | finger | name | and \s low ) \b )"
_PLACE_WORDS = word_set(
    """
    at to from in into attend attends attended attending vs versus beat near of en de ir la el the leave left
    """
)
_SPANISH_KINDS = word_set(
    """
    escuela primaria secundaria preparatoria prepa tecnica colegio instituto no de del la
    """
)
_KINDS = word_set(
    """
    elementary middle high junior senior primary charter alternative intermediate school academy preparatory prep
    college university hs ms es jhs elem grade community
    """
)
# Whom many schools are named after, and hardly a student.
_NAMESAKES = word_set(
    """
    washington lincoln roosevelt jefferson eisenhower truman hoover garfield mckinley whittier longfellow whitman
    hawthorne edison douglass tubman
    """
)
_GENERIC = word_set(
    """
    public private summer saturday sunday night day home online old new local catholic christian whole driving law
    medical nursing next other big first last good bad small same different another current previous former upper lower
    secondary schools preschool english spanish bilingual virtual late boarding trade state start finish skip miss
    missed visit love loves like likes hate hates early mi mis su tu un una y started starts
    """
)
_WITHIN_A_NAME = word_set("of de del la las los el san santa")
_BEFORE_THE_NAME = frozenset(STOP_WORDS) | _PLACE_WORDS | _GENERIC


class Schools(Recognizer):
    """Names of schools."""

    ENTITY = "SCHOOL"
    RULES = (
        rule(
            "name and kind of school (strong)",
            0.8,
            rf"""
                    \b (?: {_CAPITAL} \s ){{1,3}} (?: (?: Elementary | Middle | High | Junior \s High | Senior \s High |
                    Primary | Charter | Alternative | Intermediate ) (?: \s School )? | Academy | Preparatory | Prep |
                    (?: Community \s )? College | University | School ) \b {_NO_SCHOOL}""",
            re.NOFLAG,
        ),
        rule(
            "name and whole kind in any case (strong)",
            0.8,
            rf"""
                    \b (?: {_ANY} \s ){{1,3}} (?: {_LEVEL} \s school | elementary | junior \s high | intermediate |
                    (?: prep | charter ) \s academy ) \b""",
        ),
        rule(
            "name and short kind after a word of place (medium)",
            0.7,
            rf"""
                    {_PLACE} \s (?P<what> (?: {_ANY} \s ){{1,2}} (?: high | middle | academy | prep | elem |
                    alternative | hs ) \b ) {_NO_SCHOOL}""",
        ),
        rule(
            "namesake and short kind in any case (medium)",
            0.7,
            rf"\b (?: {_ANY} \s ){{1,2}} (?: high | middle | academy | prep | alternative ) \b {_NO_SCHOOL}",
        ),
        rule(
            "name and letters after a word of place (medium)",
            0.7,
            rf"""
                    {_PLACE} \s (?P<what> (?: {_CAPITAL} \s ){{1,2}} (?: MS | HS | ES | JHS ) \b )
                    (?! \s [A-Z] | \. \s [A-Z]{{2}} )""",
            re.NOFLAG,
        ),
        rule(
            "Spanish kind and name (strong)",
            0.8,
            rf"""
                    \b (?: escuela (?: \s (?: primaria | secundaria | preparatoria | t[eé]cnica ) )? | primaria |
                    secundaria (?: \s t[eé]cnica )? | prepa (?:ratoria)? | colegio | instituto ) \s
                    (?: (?: no\.? \s? )? \d{{1,4}} |
                    {_ANY} (?: \s (?: de \s | del \s | la \s ){{0,2}} {_ANY} ){{0,3}} ) \b""",
        ),
    )

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        """The school without the words of the sentence around it; None when no name is left."""
        words = [Word(word.start + start, word.end + start, word.folded) for word in phrase_words(text[start:end])]
        if by.name.startswith("Spanish"):
            return self._spanish(text, words)
        before = phrase_words(text[max(0, start - _LONGEST_WORD) : start])[-1:]
        previous = before[0].folded if before else ""
        while words and self._is_before_the_name(words):
            previous = words.pop(0).folded
        name = [word for word in words if word.folded not in _KINDS]
        if not name or all(word.folded in _GENERIC for word in name):
            return None
        has_capitals = all(is_capitalised(text[word.start : word.end]) for word in (name[0], words[-1]))
        is_namesake = name[0].folded in _NAMESAKES or _is_figure(name)
        if by.name.startswith("namesake"):
            return (words[0].start, end) if is_namesake else None
        is_name = has_capitals or is_namesake or previous in _PLACE_WORDS or self._is_surname(name)
        return (words[0].start, end) if is_name else None

    def _is_before_the_name(self, words: Sequence[Word]) -> bool:
        """A word of the sentence, or the given name of somebody who stands before the school."""
        first, *others = words
        if any(word.folded in _BEFORE_THE_NAME - _WITHIN_A_NAME for word in words):
            return True
        followed = bool(others) and others[0].folded not in _KINDS
        is_person = followed and first.folded in self.lexicon.given and not _is_figure(words[:2])
        return is_person or first.folded in _BEFORE_THE_NAME

    def _is_surname(self, name: Sequence[Word]) -> bool:
        """Without capitals or a word of place, *roosevelt elementary* is a school and *jaylen elementary* is none."""
        listed = [word.folded in self.lexicon.surnames for word in name]
        return all(listed) and not any(word.folded in self.lexicon.given for word in name)

    def _spanish(self, text: str, words: Sequence[Word]) -> tuple[int, int] | None:
        """*Escuela Benito Juárez*; where a capital is missing the name must be a figure's or a number."""
        name = [word for word in words if word.folded not in _SPANISH_KINDS]
        capitals = [is_capitalised(text[word.start : word.end]) for word in name]
        figure = next((n for n in range(len(name), 1, -1) if _is_figure(name[:n])), 0)
        if figure:
            return words[0].start, name[figure - 1].end
        if name and name[0].folded.isdigit():
            return words[0].start, name[0].end
        if not (capitals and capitals[0] and text[words[0].start].isupper()):
            return None
        return words[0].start, name[[*capitals, False].index(False) - 1].end


_LONGEST_WORD = 30


def _is_figure(words: Sequence[Word]) -> bool:
    name = " ".join(word.folded for word in words)
    return name in figure_list(CERTAIN) or name in figure_list(IN_CONTEXT)
