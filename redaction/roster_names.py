"""The names of a roster and a team, found in a text as people type them.

A word that is a name and nothing else is found in any case and shape: plural, glued to the other name, letter by
letter, with one slip. A word that is an ordinary one too is weighed by what stands around it (see ``name_context``).
Linear in the text; per word a few look-ups, however long the roster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from redaction.lexicon import Lexicon, fold
from redaction.name_context import ABBREVIATED, AGAIN, CERTAIN, ENOUGH, NameContext
from redaction.name_shapes import PARTICLES, is_capitalised
from redaction.near_misses import SHORTEST, NearMisses
from redaction.normalise import Look, normalise
from redaction.person_spans import NO_PERSONS
from redaction.roster_index import GIVEN, PART, RosterIndex
from redaction.unspaced_names import UnspacedNames
from redaction.word_kinds import WordKind, is_in_a_place_name
from redaction.words import Word, lies_within, name_words
from rounds.interviews import InputSpan
from rounds.roster import RosterName, whole_name

FULL_NAME_SCORE, NAME_SCORE = 1.0, 0.95
_GAP = re.compile(r" {1,2}| ?[-,/] ?|'|\. ?")
_SPELLED = re.compile(r"(?<![^\W_])[^\W\d_](?:(?P<gap>[ .-])[^\W\d_])(?:(?P=gap)[^\W\d_]){2,30}(?![^\W_])")
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")
_SHORTEST_PLURAL = 4
_WITHOUT_PLURAL = (WordKind.FUNCTION, WordKind.LETTER)
_SHORTEST_PART = 3
_LONGEST = 40
_SHORTEST_GLUED = 6
_MOST_BETWEEN = 3
_MOST_REMEMBERED = 50_000


class RosterNames:
    """Finds the people of a roster; ``others`` are further whole names, such as the team's."""

    def __init__(self, roster: Sequence[RosterName], others: Iterable[str], lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        people = [*roster, *map(whole_name, others)]
        self._index = RosterIndex(people, lexicon)
        self._unspaced = UnspacedNames(people)
        self._near = NearMisses(self._index.for_slips())
        self._remembered: dict[str, bool] = {}
        self._last: tuple[str, Look, list[Word]] = ("", Look(""), [])

    def __bool__(self) -> bool:
        return bool(self._index)

    def single_names(self, text: str) -> list[InputSpan]:
        """Where words of the names stand."""
        if not self._index:
            return []
        look, words = self._read(text)
        places = [(words[nth].start, words[nth].end) for nth in self._names(look.text, words)]
        places += [match.span() for match in _SPELLED.finditer(look.text) if self._is_spelled(match.group())]
        places += self._unspaced.find(look.text)
        return [InputSpan(*look.in_input(*place), "PERSON", NAME_SCORE) for place in places]

    def in_schools(self, text: str, schools: Sequence[tuple[int, int]]) -> list[InputSpan]:
        """Names that are ordinary words too, with a capital, in ``schools`` (characters of ``text``, sorted, apart).

        What stands around such a word tells nothing there: *Quill Elementary*.
        """
        if not (self._index and schools):
            return []
        look, words = self._read(text)
        named = [word for word in words if look.text[word.start].isupper() and self._may_name_a_school(word.folded)]
        places = [look.in_input(word.start, word.end) for word in named]
        return [InputSpan(*place, "PERSON", NAME_SCORE) for place in places if lies_within(*place, schools)]

    def _may_name_a_school(self, folded: str) -> bool:
        return self._is_doubtful(folded) and self._index.kinds.get(folded) not in _WITHOUT_PLURAL

    def full_names(self, text: str) -> list[InputSpan]:
        """Where two names of one person stand side by side, or a name and an initial, in any case."""
        if not self._index:
            return []
        look, words = self._read(text)
        places = [(words[i].start, words[j].end) for i, j in self._pairs(look.text, words)]
        return [InputSpan(*look.in_input(*place), "PERSON", FULL_NAME_SCORE) for place in places]

    def _read(self, text: str) -> tuple[Look, list[Word]]:
        """The text as it is looked at; the last one is remembered, as both kinds of names are asked for in turn."""
        last, look, words = self._last
        if last != text:
            look = normalise(text)
            words = name_words(look.text)
            self._last = text, look, words  # why without a lock? One assignment, and each thread reads it once
        return look, words

    def _names(self, text: str, words: Sequence[Word]) -> list[int]:
        """The indexes of the words that are names."""
        sure = [n for n, word in enumerate(words) if self._is_sure(word.folded) and not self._is_place(words, n)]
        doubtful = {nth: kind for nth, word in enumerate(words) if (kind := self._doubt(word.folded)) is not None}
        if not doubtful:
            return sure
        context = NameContext(text, words, self._is_sure)
        evidence = {nth: self._evidence(context, words, nth, kind) for nth, kind in doubtful.items()}
        written = {nth: text[words[nth].start : words[nth].end] for nth in doubtful}
        certain = {written[nth] for nth, score in evidence.items() if score >= CERTAIN}
        again = {nth: score + (AGAIN if written[nth] in certain else 0.0) for nth, score in evidence.items()}
        return sorted([*sure, *(nth for nth, score in again.items() if score >= ENOUGH)])

    def _is_place(self, words: Sequence[Word], nth: int) -> bool:
        """The *Francisco* of *San Francisco*."""
        return nth > 0 and is_in_a_place_name(words[nth - 1].folded, words[nth].folded)

    def _evidence(self, context: NameContext, words: Sequence[Word], nth: int, kind: WordKind) -> float:
        role = self._index.roles.get(words[nth].folded)
        if role is None:
            return context.plural_evidence(nth, kind)
        return context.evidence(nth, kind, candidates=self._may_be_given, given=bool(role & GIVEN))

    def _doubt(self, folded: str) -> WordKind | None:
        """The kind of a word that may be a name: *angel*, and *angels* too."""
        if folded in self._index.kinds:
            return None if self._index.roles[folded] == PART else self._index.kinds[folded]
        if folded.endswith("s") and folded[:-1] in self._index.kinds and len(folded) >= _SHORTEST_PLURAL:
            kind = self._index.kinds[folded[:-1]]
            return None if self._index.roles[folded[:-1]] == PART or kind in _WITHOUT_PLURAL else kind
        return None

    def _may_be_given(self, folded: str) -> bool:
        return bool(self._index.roles.get(folded, PART) & GIVEN)

    def _is_doubtful(self, folded: str) -> bool:
        return self._index.roles.get(folded, PART) != PART

    def _is_sure(self, folded: str) -> bool:
        if self._index.is_distinct(folded):
            return True
        if not _SHORTEST_PLURAL <= len(folded) <= _LONGEST or folded in self._index.roles:
            return False
        known = self._remembered.get(folded)
        if known is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[folded] = self._is_varied(folded)
        return known

    def _is_varied(self, folded: str) -> bool:
        """Whether an unknown word is a name in another shape, and nothing that a dictionary has."""
        index = self._index
        if index.is_ordinary(folded) or folded in self._lexicon.dictionary or folded in NO_PERSONS:
            return False
        if folded.endswith("s") and (index.is_distinct(folded[:-1]) or _is_es_plural(folded, index)):
            return True
        squeezed = {_REPEATED.sub(r"\1", folded), _REPEATED.sub(r"\1\1", folded)} - {folded}
        return any(map(index.is_distinct, squeezed)) or self._is_glued(folded) or self._is_slip(folded)

    def _is_glued(self, folded: str) -> bool:
        if len(folded) < _SHORTEST_GLUED:
            return False
        cuts = range(_SHORTEST_PART, len(folded) - _SHORTEST_PART + 1)
        return any(self._index.is_pair(folded[:cut], folded[cut:]) for cut in cuts)

    def _is_slip(self, folded: str) -> bool:
        if len(folded) < SHORTEST or folded in self._lexicon.given or self._lexicon.is_compound(folded):
            return False
        return self._near.is_near(folded) and not self._is_misspelt_word(folded)

    def _is_misspelt_word(self, folded: str) -> bool:
        """Whether taking a letter away, swapping two or doubling one gives an ordinary word: *freind*, *becuase*."""
        shorter = (folded[:nth] + folded[nth + 1 :] for nth in range(len(folded)))
        swapped = (folded[:n] + folded[n + 1] + folded[n] + folded[n + 2 :] for n in range(len(folded) - 1))
        doubled = (folded[: nth + 1] + folded[nth:] for nth in range(len(folded)))
        return any(self._lexicon.is_ordinary(word) for word in (*shorter, *swapped, *doubled))

    def _is_spelled(self, text: str) -> bool:
        """*M a r i s o l*, *m-a-r-i-s-o-l*."""
        word = fold("".join(filter(str.isalpha, text)))
        return self._is_doubtful(word) or self._is_glued(word)

    def _pairs(self, text: str, words: Sequence[Word]) -> list[tuple[int, int]]:
        found = []
        for nth, word in enumerate(words):
            last = self._partner(text, words, nth)
            if last:
                found.append((nth, last))
            elif len(word.folded) == 1 or (nth + 1 < len(words) and len(words[nth + 1].folded) == 1):
                found += self._with_initial(text, words, nth)
        return found

    def _partner(self, text: str, words: Sequence[Word], nth: int) -> int:
        """The index of the word that makes a pair with this one, past particles or an initial; 0 without one."""
        run: list[str] = []
        for other in range(nth + 1, min(nth + 2 + _MOST_BETWEEN, len(words))):
            two = words[other].folded
            passing = two in PARTICLES or len(two) == 1
            if not (passing or two in self._index.roles) or not _GAP.fullmatch(
                text, words[other - 1].end, words[other].start
            ):
                return 0
            if self._are_one(words[nth].folded, run, two):
                return other if self._is_plausible(text, words, nth, other) else 0
            if not passing:
                return 0
            run.append(two)
        return 0

    def _are_one(self, one: str, between: Sequence[str], two: str) -> bool:
        """Whether ``one`` and ``two`` are one person's; or the first are particles of the name ``two``."""
        if two not in self._index.roles:
            return False
        if one in self._index.roles and self._index.is_pair(one, two):
            return True
        return PARTICLES.issuperset(between) and self._index.is_pair(" ".join([one, *between]), two)

    def _is_plausible(self, text: str, words: Sequence[Word], one: int, other: int) -> bool:
        """Two ordinary words in lower case, such as *will cook*, are a name only without a subject before them."""
        if not {words[one].folded, words[other].folded} <= self._index.kinds.keys():
            return True
        if text[words[one].start].isupper() and text[words[other].start].isupper():
            return True
        context = NameContext(text, words, self._is_sure)
        return self._evidence(context, words, one, self._index.kinds[words[one].folded]) > -2.0

    def _with_initial(self, text: str, words: Sequence[Word], nth: int) -> list[tuple[int, int]]:
        """*Deshawn B*, *D. Brown*: the letter begins the other name of somebody who is called so."""
        if nth + 1 >= len(words) or not re.fullmatch(r" |\. ?", text[words[nth].end : words[nth + 1].start]):
            return []
        one, two = words[nth], words[nth + 1]
        name, letter = (two, one) if len(one.folded) == 1 else (one, two)
        if name is one and "." in text[one.end : two.start]:
            return []
        if text[letter.start - 1 : letter.start] in ("'", "/") or text[letter.end : letter.end + 1] in ("'", "/"):
            return []  # *I'm*, *w/*
        if letter.folded in ABBREVIATED - {"b", "c", "m", "d", "l"} and not text[letter.start].isupper():
            return []
        known = self._index.is_distinct(name.folded) or self._is_written_with_initial(text, name, letter)
        return [(nth, nth + 1)] if known and self._index.has_initial(name.folded, letter.folded) else []

    def _is_written_with_initial(self, text: str, name: Word, letter: Word) -> bool:
        """An ordinary word with an initial, both with a capital: *Will B*; not *May I*, and not in capitals."""
        capitals = text[letter.start].isupper() and is_capitalised(text[name.start : name.end])
        return capitals and letter.folded not in ("a", "i") and self._is_doubtful(name.folded)


def _is_es_plural(folded: str, index: RosterIndex) -> bool:
    return folded.endswith(("ses", "xes", "zes", "ches", "shes")) and index.is_distinct(folded[:-2])
