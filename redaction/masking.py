"""From what the engine found to masked texts, for all texts of one interview together.

In this order: what the engine found and the names known beforehand; without what the round keeps and without public
figures; then the found names everywhere in the interview; then the words that the round masks, which always win.
``keep`` drops a span that lies within a kept phrase: a longer private name that only contains the phrase is masked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from redaction.contacts_again import ContactsAgain
from redaction.figures import kept_figures, without_figures
from redaction.lexicon import Lexicon, fold
from redaction.masked_by import KNOWN_NAME, MASK_WORD, NAME_AGAIN
from redaction.overlaps import resolve
from redaction.placeholders import PLACEHOLDER, Masked, replace_all
from redaction.roster_names import RosterNames
from redaction.round_names import RoundNames
from redaction.small_places import is_big_place, small_places
from redaction.words import Phrases, lies_within
from rounds.interviews import InputSpan
from rounds.roster import RosterName
from rounds.team import TeamMember

# SCHOOL and PLACE are found but stay unless the round masks them: the notes of one school would lose their meaning.
MASKED_ENTITIES = frozenset({"PERSON", "PHONE", "EMAIL", "ADDRESS", "HANDLE", "ID", "URL", "BIRTHDATE"})
_MASK_SCORE = 1.0
_DIGITS_OF_A_NUMBER = 7


class Masking:
    """The rules of one round. Pure: the same texts and findings give the same bytes."""

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        roster: Sequence[RosterName] = (),
        team: Sequence[TeamMember] = (),
        keep: Sequence[str] = (),
        mask: Sequence[str] = (),
        mask_schools: bool = False,
        mask_places: bool = False,
    ) -> None:
        self._lexicon = lexicon
        self._entities = MASKED_ENTITIES | ({"SCHOOL"} if mask_schools else set())
        self._mask_places = mask_places
        self._known = RosterNames(roster, [name for one in team for name in one.names], lexicon)
        self._aliases = _aliases(roster)
        self._keep = Phrases(keep)
        self._mask = Phrases(mask)

    def mask(
        self,
        texts: Sequence[str],
        found: Sequence[Sequence[InputSpan]],
        elsewhere: Sequence[Sequence[InputSpan]] | None = None,
    ) -> list[Masked]:
        """The texts of one interview, masked. ``found`` is what the engine found in each of them.

        ``elsewhere`` are the spans of names that other interviews gave away (``from_elsewhere``).
        """
        known = [_by(KNOWN_NAME, self._known.single_names(text)) for text in texts]
        figures = self._figures(texts, found, known)
        seen = zip(texts, found, known, figures, strict=True)
        spans = [self._without_kept(text, self._seen(text, own, names, stay)) for text, own, names, stay in seen]
        spread = self._spread(texts, spans, figures)
        spans = [
            resolve(text, [*own, *self._without_kept(text, more), *others, *self.masked_words(text)])
            for text, own, more, others in zip(texts, spans, spread, elsewhere or [()] * len(texts), strict=True)
        ]
        return replace_all(texts, spans, self._aliases)

    def from_elsewhere(
        self, text: str, names: RoundNames, found: Sequence[InputSpan] = (), *, only_learnt: bool = False
    ) -> list[InputSpan]:
        """Where names of other interviews stand in ``text``, but not within what the round keeps or a placeholder.

        Nor within a public figure's name, or a school's that the engine ``found``.
        """
        spans = names.find(text, only_learnt=only_learnt)
        if not spans:
            return []
        known = [*self._known.single_names(text), *spans]
        [figures] = self._figures([text], [[*found, *spans]], [known])
        stay = [*figures, *((s.start, s.end) for s in found if s.entity == "SCHOOL")]
        spans = [s for s in spans if not any(start < s.end and s.start < end for start, end in stay)]
        return self._without_kept(text, spans)

    def may_lack(self, text: str, names: RoundNames) -> bool:
        """Whether a name that was just learnt stands in a redacted ``text``, outside of what the round keeps."""
        spans = names.find(text, only_learnt=True)
        return bool(spans and self._without_kept(text, spans))

    def masked_words(self, text: str) -> list[InputSpan]:
        """Where the words stand that the round masks, but not within a placeholder."""
        return find_masked_words(text, self._mask)

    def _figures(
        self, texts: Sequence[str], found: Sequence[Sequence[InputSpan]], known: Sequence[Sequence[InputSpan]]
    ) -> list[list[tuple[int, int]]]:
        persons = [[span for span in own if span.entity == "PERSON"] for own in found]
        return kept_figures(texts, persons, self._lexicon, known)

    def _seen(
        self, text: str, found: Iterable[InputSpan], known: Sequence[InputSpan], figures: Sequence[tuple[int, int]]
    ) -> list[InputSpan]:
        """The engine's spans and the ``known`` names, without parts of public ``figures``' and schools' names.

        A name of the roster or the team that stands in a school's name is masked there too, an ordinary word if it has
        a capital: *Quill Elementary*.
        """
        found = list(found)
        schools = _disjoint([(span.start, span.end) for span in found if span.entity == "SCHOOL"])
        found = [s for s in found if s.entity != "PERSON" or not lies_within(s.start, s.end, schools)]
        known = [*known, *_by(KNOWN_NAME, self._known.in_schools(text, schools))]
        spans = [*(span for span in found if span.entity in self._entities), *known, *self._places(text, found)]
        parts = [part for span in spans for part in without_figures(text, span, figures, self._lexicon)]
        return [*parts, *_by(KNOWN_NAME, self._known.full_names(text))]

    def _places(self, text: str, found: Iterable[InputSpan]) -> list[InputSpan]:
        """Small towns, where the round masks them."""
        if not self._mask_places:
            return []
        by_engine = [s for s in found if s.entity == "PLACE" and not is_big_place(text[s.start : s.end])]
        return [*by_engine, *small_places(text, self._lexicon)]

    def _without_kept(self, text: str, spans: Iterable[InputSpan]) -> list[InputSpan]:
        stay = self._keep.find(text)
        typed = [match.span() for match in PLACEHOLDER.finditer(text)]
        parts = [part for span in spans for part in _without_stretches(span, typed)]
        return [span for span in parts if not lies_within(span.start, span.end, stay)]

    def _spread(
        self,
        texts: Sequence[str],
        spans: Sequence[Sequence[InputSpan]],
        figures: Sequence[Sequence[tuple[int, int]]],
    ) -> list[list[InputSpan]]:
        """A name or a contact found once in the interview, wherever else it stands in it."""
        seen = [resolve(text, own) for text, own in zip(texts, spans, strict=True)]
        placed = [(text, span) for text, own in zip(texts, seen, strict=True) for span in own]
        persons = {text[span.start : span.end] for text, span in placed if span.entity == "PERSON"}
        names = {name.partition("@")[0] for name in persons}  # the *ra* of *Z@ra* is nobody's name
        again = RosterNames((), sorted(names), self._lexicon)
        contacts = ContactsAgain(self._lexicon, placed)
        spread = []
        for text, own, stay in zip(texts, seen, figures, strict=True):
            masked = [(one.start, one.end) for one in own]
            found = [s for s in again.single_names(text) if not lies_within(s.start, s.end, stay)]
            new = [s for s in [*found, *contacts.find(text)] if not lies_within(s.start, s.end, masked)]
            spread.append(_by(NAME_AGAIN, new))
        return spread


def _by(name: str, spans: Iterable[InputSpan]) -> list[InputSpan]:
    return [replace(span, by=name) for span in spans]


def _disjoint(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted stretches; of two that overlap, the first."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def _without_stretches(span: InputSpan, stretches: Iterable[tuple[int, int]]) -> list[InputSpan]:
    """What is left of a span around what somebody typed as a placeholder. ``stretches`` are sorted."""
    parts = []
    start = span.start
    for first, last in stretches:
        if first < span.end and start < last:
            parts.append(replace(span, start=start, end=first))
            start = last
    parts.append(replace(span, start=start))
    return [part for part in parts if part.start < part.end]


def find_masked_words(text: str, words: Phrases) -> list[InputSpan]:
    """Spans of the round's masked words. What such a word is shows in its shape; else it is a person's."""
    taken = [match.span() for match in PLACEHOLDER.finditer(text)]
    free = [place for place in words.find(text) if not any(place[0] < end and start < place[1] for start, end in taken)]
    return [InputSpan(start, end, _entity_by_shape(text[start:end]), _MASK_SCORE, MASK_WORD) for start, end in free]


def _entity_by_shape(word: str) -> str:
    if "@" in word:
        return "EMAIL"
    digits = sum(character.isdigit() for character in word)
    if digits >= _DIGITS_OF_A_NUMBER:
        return "PHONE"
    return "ID" if digits else "PERSON"


def _aliases(roster: Sequence[RosterName]) -> dict[str, str]:
    """Nicknames that only one student has, and no student as a first name, with the first name they stand for."""
    firsts = {fold(name.first.strip()) for name in roster}
    counts = Counter(fold(name.nickname.strip()) for name in roster if name.nickname)
    return {
        nick: fold(name.first.strip())
        for name in roster
        if (nick := fold(name.nickname.strip()))
        and counts[nick] == 1
        and nick not in firsts
        and " " not in name.first.strip()
    }
