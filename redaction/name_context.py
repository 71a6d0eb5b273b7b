"""Whether a word that is both a name and an ordinary word stands here as the name: *will said he will*.

A sum of evidence from the words around it: who is spoken of (a title, kin, *named*), what is done (names *said* and
*asked*, months and hopes do not), what is owned (*angels mom*), names beside it, the capital where capitals mean
something, against articles, subjects of a modal verb and the like. The weights were set by hand on notes with markup;
what they cost and bring is in the benchmark. Cost: a constant number of look-ups per word that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import NamedTuple

from redaction import context_words as cues
from redaction.name_shapes import is_capitalised
from redaction.person_spans import starts_a_sentence
from redaction.word_kinds import WordKind
from redaction.word_set import word_set
from redaction.words import Word

ENOUGH = 1.8
CERTAIN = 3.0
AGAIN = 1.3
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?\n])[\s\"'(*•-]*([^\W\d_])")
_BREAK = re.compile(r"[.!?;:\n|]")
_APART = re.compile(r"[,()/\u2014]| -")
_ASIDE = re.compile(r" ?\((?:he|she|they|his|her|my|gf|bf|mom|dad|mi|el|ella)\b| (?:they/them|she/her|he/him)\b", re.I)
_FAR = 40
_MOST_SPANISH_NEAR = 4
_LOOKS = 6


class Around(NamedTuple):
    """The folded words before and after, empty where a sentence or the text ends."""

    before_that: str
    before: str
    after: str
    after_that: str


class Casing(Enum):
    """What capitals say in a text."""

    CAPITALS = auto()  # all of it is in capitals: they say nothing
    LOWER = auto()  # nobody pressed the shift key: a missing capital says nothing
    PROPER = auto()


def casing(text: str) -> Casing:
    """How the text uses capitals."""
    upper = sum(map(str.isupper, text))
    if upper > sum(map(str.islower, text)):
        return Casing.CAPITALS
    starts = _SENTENCE_STARTS.findall(text)
    proper = sum(map(str.isupper, starts)) * 2 >= len(starts)
    return Casing.PROPER if upper and proper else Casing.LOWER


class NameContext:
    """The evidence in one text. ``is_name`` says of a folded word whether it is a name beyond doubt."""

    def __init__(self, text: str, words: Sequence[Word], is_name: Callable[[str], bool]) -> None:
        self._text = text
        self._words = words
        self._is_name = is_name
        self._casing = casing(text)

    def evidence(self, index: int, kind: WordKind, *, candidates: Callable[[str], bool], given: bool) -> float:
        """How much speaks for a name in the word at ``index``: from ENOUGH on it is one.

        ``candidates`` says whether a folded word may be a name; ``given`` whether this one is a first or nickname.
        """
        around = self._around(index)
        word = self._words[index]
        total = self._by_capital(index, kind, around)
        total += _by_words_before(around, kind) + _by_words_after(word.folded, around, kind)
        total += self._by_neighbours(index, around, candidates) + self._by_possession(index, around)
        if kind is WordKind.LETTER and (self._text[max(0, word.start - 1) : word.start] or " ") in "/-&'#":
            return 0.0  # *M/W*
        if kind is WordKind.LETTER and self._text[word.start].isupper() and self._text.startswith(".", word.end):
            total += 1.2
        if kind is WordKind.FUNCTION:
            total -= 1.3 if self._text[word.start].isupper() and self._casing is not Casing.CAPITALS else 4.0
        total += 2.0 if _ASIDE.match(self._text, word.end) else 0.0
        if kind is WordKind.SPANISH:
            total += self._by_language(index, around)
        total += _MODALITY[kind](word.folded, around) if kind in _MODALITY else 0.0
        return total if given else total - 0.8

    def plural_evidence(self, index: int, kind: WordKind) -> float:
        """As ``evidence`` for a name with an *s*: *angels mom*, *the Youngs*; else it is the plural of the word."""
        around = self._around(index)
        if around.before in cues.ARTICLES:
            return self._by_capital(index, kind, around)
        owned = around.after in cues.OWNED and around.before not in cues.BEFORE_A_VERB | cues.DETERMINERS
        return ENOUGH if owned else 0.0

    def _around(self, index: int) -> Around:
        """What stands beyond a comma or a bracket says nothing about the word."""
        before = ("", "") if self._is_apart(index - 1) else (self._near(index, -2), self._near(index, -1))
        after = ("", "") if self._is_apart(index) else (self._near(index, 1), self._near(index, 2))
        return Around(*before, *after)

    def _is_apart(self, index: int) -> bool:
        """Whether a comma or the like stands between the word at ``index`` and the next."""
        if not 0 <= index < len(self._words) - 1:
            return True
        return bool(_APART.search(self._text, self._words[index].end, self._words[index + 1].start))

    def _near(self, index: int, step: int) -> str:
        """The folded word ``step`` words away in the same sentence, past the *s* of a possessive."""
        other = index + step
        if not 0 <= other < len(self._words):
            return ""
        first, last = sorted((index, other))
        between = self._text[self._words[first].end : self._words[last].start]
        if len(between) > _FAR or (_BREAK.search(between) and not self._is_abbreviated(first, last, between)):
            return ""
        return self._words[other].folded

    def _is_abbreviated(self, first: int, last: int, between: str) -> bool:
        """The period of *Mr. Young* and *J. said* ends no sentence."""
        word = self._words[first].folded
        return last == first + 1 and between in (". ", ".") and (word in cues.TITLES or len(word) == 1)

    def _by_capital(self, index: int, kind: WordKind, around: Around) -> float:
        word = self._words[index]
        if self._casing is Casing.CAPITALS:
            return 0.0
        if not self._text[word.start].isupper():
            if kind is WordKind.LETTER:
                return -4.0 if word.folded in ABBREVIATED else -1.6
            return -1.6 if self._casing is Casing.PROPER and kind is not WordKind.SPANISH else 0.0
        if kind is WordKind.LETTER or word.folded in cues.CALENDAR:
            return 0.7
        capitals = self._text[word.start : word.end].isupper()
        if len(word.folded) == 2 and capitals and kind is not WordKind.FUNCTION:
            return 2.0  # initials: *TJ*
        starts = starts_a_sentence(self._text, word.start) and not around.before
        shouted = len(word.folded) > 2 and not is_capitalised(self._text[word.start : word.end])
        if starts or shouted:
            return 0.7
        if _names_a_thing(self._text, word, around):
            return 0.0
        return 1.6 if self._is_in_a_title(index) else 2.6

    def _is_in_a_title(self, index: int) -> bool:
        """*City Hall*, *Summer Bridge*: the next word has a capital too, and is no name."""
        word, following = self._words[index], self._words[index + 1 : index + 2]
        if not following or self._text[word.end : following[0].start] != " ":
            return False
        return self._text[following[0].start].isupper() and not self._is_name(following[0].folded)

    def _by_neighbours(self, index: int, around: Around, candidates: Callable[[str], bool]) -> float:
        """*grace and hope*, *mason, river and sky*, *will garcia*."""
        total = 0.0
        for step in (-1, 1):
            one, two = self._near(index, step), self._near(index, 2 * step)
            if one and self._is_name(one):
                total += 1.3 if self._is_enumerated(index, step) else 2.5
            elif one and candidates(one) and self._is_enumerated(index, step):
                total += 1.3
            elif one in _AND and (candidates(two) or self._is_name(two)):
                total += 0.8 if self._words[index].folded in cues.SEASONS else 1.9
        return total

    def _is_enumerated(self, index: int, step: int) -> bool:
        first, last = sorted((index, index + step))
        between = self._text[self._words[first].end : self._words[last].start]
        return any(mark in between for mark in ",/&+")

    def _by_possession(self, index: int, around: Around) -> float:
        word = self._words[index]
        if self._text[word.end : word.end + 1] in ("'", "`") and around.after == "s":
            return 2.6 if around.after_that in cues.OWNED else 1.4
        return 0.0

    def _by_language(self, index: int, around: Around) -> float:
        """A Spanish word is no ordinary one among English words."""
        near = [*self._words[max(0, index - _LOOKS) : index], *self._words[index + 1 : index + 1 + _LOOKS]]
        spanish = sum(word.folded in cues.SPANISH_FUNCTION for word in near)
        return 2.2 - spanish * 2.7 / _MOST_SPANISH_NEAR if spanish < _MOST_SPANISH_NEAR else -0.5


_WHERE = frozenset({"in", "to", "near", "at", "en", "south", "north", "new", "east", "west"})
_AFTER_NO_MODAL = frozenset({"from", "and", "n", "with", "w", "at", "who"})
ABBREVIATED = word_set("w n r u s t d m y a e o i b c l x")  # *w* for with, *r* for are, *x* for a number
_AND = frozenset({"and", "n", "y", "or", "e", "w", "with"})


def _names_a_thing(text: str, word: Word, around: Around) -> bool:
    """*Grace Period*, *Hope Squad*, *Art 2*, *May 3*: a capital that belongs to a thing or a date."""
    following = text[word.end : word.end + 2].strip()
    return around.after in cues.THINGS or following[:1].isdigit()


_INTRODUCING = frozenset({("by", "goes"), ("by", "go"), ("by", "went"), ("m", "i"), ("is", "name"), ("s", "name")})


def _by_words_before(around: Around, kind: WordKind) -> float:
    before = around.before
    if before in cues.TITLES and not (before == "miss" and around.before_that in cues.BEFORE_A_VERB):
        return 4.0
    if before in cues.WEAKLY_NAMING:
        return 1.8 if kind in (WordKind.NOUN, WordKind.SPANISH) else 0.0
    if before in cues.NAMING:
        return 3.0
    if before in cues.GENITIVE:
        return 2.4 if around.before_that in cues.KIN | cues.OWNED else -1.0
    if before == "a" and kind is WordKind.SPANISH:
        return 0.0  # the Spanish *a* that stands before persons, or the English article
    if before in cues.KIN:
        return 1.0 if kind is WordKind.MODAL else 2.4
    if before in cues.DETERMINERS:
        return -3.5
    if before in cues.ADDRESSING:
        return 2.2
    if before in ("with", "w") and around.before_that in cues.COMPANY:
        return 2.0
    if before in ("him", "her", "me") and around.before_that in cues.CALLING:
        return 3.0
    if before in cues.WANTING:
        return 0.9
    if (before, around.before_that) in _INTRODUCING or (before == "is" and around.before_that in cues.KIN):
        return 2.5
    if before in cues.LINKING:
        return 0.7
    if not before:
        return 0.5
    return -1.0 if around.before_that in cues.DETERMINERS else 0.0  # *the phone bill*


def _by_words_after(word: str, around: Around, kind: WordKind) -> float:
    after = around.after
    if after in cues.SPEAKING:
        return 2.2
    if after in cues.OWN and around.after_that in cues.KIN:
        return 2.0
    if after in cues.BEING:
        abstract = word in cues.SEASONS or (word in cues.THINGS_OF_TIME and after in cues.BEING_VERBS)
        return 0.2 if abstract else 1.3
    if after in cues.THINGS:
        return -1.5
    if len(after) > 4 and after.endswith("ed"):
        return 1.2
    return 0.0


def _modal(word: str, around: Around) -> float:
    total = -4.0 if around.after in cues.AFTER_A_MODAL else 0.0
    if around.before in cues.SUBJECTS:
        total -= 4.0
    elif around.before and around.before not in cues.ADDRESSING | cues.LINKING | cues.TITLES | cues.NAMING:
        total -= 1.0
    if around.after in cues.MODALS and around.before not in cues.SUBJECTS:
        total += 2.0
    if around.after in _AFTER_NO_MODAL:
        total += 1.5
    return total + (_month(word, around) if word == "may" else 0.0)


def _month(word: str, around: Around) -> float:
    return -4.0 if around.before in cues.BEFORE_A_MONTH - _AND else 0.0


def _noun(word: str, around: Around) -> float:
    return -2.0 if word in cues.THINGS_OF_TIME and around.before in cues.BEFORE_A_MONTH - _AND else 0.0


def _rare(word: str, around: Around) -> float:
    """Hardly anybody writes it for anything else than the name on the roster, but for the towns among them."""
    return -0.2 if around.before in _WHERE else 2.2


def _spanish(word: str, around: Around) -> float:
    if word in cues.MONTHS:
        return _month(word, around)
    return -1.0 if around.before in ("es", "eres", "ser", "son") else 0.0


def _verb(word: str, around: Around) -> float:
    total = -3.0 if around.before in cues.BEFORE_A_VERB else 0.0
    return total - (3.0 if around.after in cues.AFTER_A_VERB else 0.0)


def _adjective(word: str, around: Around) -> float:
    return -3.0 if around.before in cues.BEFORE_AN_ADJECTIVE else 0.0


def _function(word: str, around: Around) -> float:
    return -1.3


def _letter(word: str, around: Around) -> float:
    return -0.6


_MODALITY: dict[WordKind, Callable[[str, Around], float]] = {
    WordKind.MODAL: _modal,
    WordKind.MONTH: _month,
    WordKind.VERB: _verb,
    WordKind.ADJECTIVE: _adjective,
    WordKind.LETTER: _letter,
    WordKind.NOUN: _noun,
    WordKind.RARE: _rare,
    WordKind.SPANISH: _spanish,
}
