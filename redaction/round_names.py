"""Names that one interview gives away, masked in every interview of the round.

Of a name only keyed digests of its words are known here, and of those only of words that mean nobody else: no ordinary
word, no place, nobody famous. What an interview gives away is decided by that interview alone, and what the round knows
is the sum of its interviews: so no order of batches, files or nights changes what is masked.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from redaction.lexicon import SPANISH_ORDINARY, Lexicon, word_list
from redaction.masked_by import NAME_ELSEWHERE
from redaction.name_shapes import PARTICLES
from redaction.names.gazetteer import load_gazetteer
from redaction.names.spanish import spanish_words
from redaction.normalise import normalise
from redaction.person_spans import NO_PERSONS
from redaction.placeholders import Masked
from redaction.public_figures import ONE_WORD
from redaction.small_places import LIST as BIG_PLACES
from redaction.words import name_words
from rounds.interviews import InputSpan
from rounds.keys import Keyring, digest_with
from rounds.sealed_names import NameSeal

PURPOSE = "names of a round"
NAMES_VERSION = 1  # raise it when other words are believed or found: then every interview is redacted again
GOOD_EVIDENCE = 0.9  # the score of a span from which a name is believed also where nothing else points at it
_SCORE = 0.75
_SHORTEST = 4
_DIGEST_CHARACTERS = 20  # 80 bits: no two words of a round share one
_MOST_CACHED = 200_000


class RoundNames:
    """The digests of the round's names. ``learnt`` are those that were new since it was made."""

    def __init__(self, keyring: Keyring, lexicon: Lexicon) -> None:
        self._key = keyring.derive(PURPOSE)
        self._seal = NameSeal(keyring)
        self._lexicon = lexicon
        self._digests: dict[str, str | None] = {}
        self._known: set[str] = set()
        self.learnt: set[str] = set()

    def given_away(
        self, texts: Sequence[str], found: Sequence[Sequence[InputSpan]], masked: Sequence[Masked]
    ) -> frozenset[str]:
        """The digests of the names that an interview gives away: ``found`` with good evidence, and masked.

        ``masked`` is without the names of other interviews.
        """
        names = [
            text[span.start : span.end]
            for text, own, one in zip(texts, found, masked, strict=True)
            for span in own
            if _is_evidence(span) and any(it.start <= span.start and span.end <= it.end for it in one.found)
        ]
        words = {word for name in names for word in self._believed(name)}
        return frozenset(digest for word in words if (digest := self._digest(word)))

    def learn(self, digests: Iterable[str]) -> None:
        """Adds names that an interview gives away."""
        new = set(digests) - self._known
        self._known |= new
        self.learnt |= new

    def know(self, sealed: Iterable[str], *, as_learnt: bool = False) -> None:
        """Adds the names of stored interviews; they count as learnt only when it is said."""
        digests = {digest for one in sealed for digest in self.open(one)}
        if as_learnt:
            self.learn(digests)
        self._known |= digests

    def find(self, text: str, *, only_learnt: bool = False) -> list[InputSpan]:
        """Where words of names stand in ``text``, in any case; also within placeholders and kept phrases."""
        wanted = self.learnt if only_learnt else self._known
        if not wanted:
            return []
        look = normalise(text)
        return [
            InputSpan(*look.in_input(word.start, word.end), "PERSON", _SCORE, NAME_ELSEWHERE)
            for word in name_words(look.text)
            if self._digest(word.folded) in wanted
        ]

    def close(self, digests: Iterable[str]) -> str:
        """Digests encrypted for the notebook."""
        return self._seal.close(digests)

    def open(self, sealed: str) -> frozenset[str]:
        """The digests again. Raises StoreError when another key closed them."""
        return self._seal.open(sealed)

    def _believed(self, name: str) -> list[str]:
        """The folded words of a found name: those on a list of names, others only with a capital."""
        look = normalise(name).text
        return [word.folded for word in name_words(look) if look[word.start].isupper() or self._is_listed(word.folded)]

    def _is_listed(self, folded: str) -> bool:
        return self._lexicon.is_listed_name(folded) or folded in load_gazetteer().given

    def _digest(self, folded: str) -> str | None:
        """The digest of a word that can only be a name; None for any other. Kept, as most words come again."""
        if folded not in self._digests:
            if len(self._digests) >= _MOST_CACHED:
                self._digests.clear()
            self._digests[folded] = digest_with(self._key, folded)[:_DIGEST_CHARACTERS] if self._tells(folded) else None
        return self._digests[folded]

    def _tells(self, folded: str) -> bool:
        lexicon = self._lexicon
        return (
            len(folded) >= _SHORTEST
            and folded not in lexicon.dictionary  # with the cities and famous people that WordNet knows
            and folded not in _nobodys()
            and not lexicon.is_ordinary(folded)
            and not lexicon.is_compound(folded)
        )


def _is_evidence(span: InputSpan) -> bool:
    return span.entity == "PERSON" and span.score >= GOOD_EVIDENCE


@functools.cache  # why is a cache OK? The value is immutable and comes from lists that never change
def _nobodys() -> frozenset[str]:
    """Words that may be a name and may as well be a place, somebody famous (*Douglass*), a brand or a Spanish word."""
    world = load_gazetteer()
    figures = word_list(ONE_WORD)  # those that are famous in context only are weighed where they stand
    names = world.places | world.peoples | world.surnames | world.works | word_list(BIG_PLACES)
    single = {name for name in names if " " not in name}
    return frozenset(NO_PERSONS | PARTICLES | SPANISH_ORDINARY | spanish_words() | figures | single)
