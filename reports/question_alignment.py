"""Which questions of several forms are the same one, within a language and across English and Spanish.

Conservative: two questions that share a key are counted and read together, so a doubt leaves them apart and is
written down for a person. Evidence, from strong to weak: a pair of Sayback's own question bank; titles that say the
same; the same place in two forms of which one translates the other; words that both languages know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reports.answer_shapes import plain
from reports.column_guess import ROLE_KEY, SOLE_KEYS, ColumnGuess
from reports.question_bank import bank_key
from reports.question_keys import question_key
from reports.shared_words import Sense, cognates, is_opposed, sense_of, speak_of_others
from reports.translated_forms import PlacePair, parallel_pairs, same_turns
from rounds.round import TEXT_ROLES, Role

KEYED_ROLES = TEXT_ROLES | {Role.SEGMENT}
SURE = 0.75  # shared words of all words, for two titles in one language
SURE_ACROSS = 0.75  # the same across languages
PERHAPS = 0.45  # below it a pair is not worth a person's look
SAME_TURN = "asked in the same turn, but its words are not known"
_CLOSE = 0.1  # two candidates nearer than this leave a doubt
_WELL_KNOWN = {ROLE_KEY, *SOLE_KEYS.values()}


@dataclass(frozen=True, slots=True)
class FormColumns:
    """One form to align: what to call it, the language of its titles ("en" or "es"), and its columns."""

    name: str
    language: str
    guesses: tuple[ColumnGuess, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How one form words a shared question, and why it was taken for the same; "" for the first."""

    form: str
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two questions that may be the same but were left apart."""

    key: str
    first: Wording
    other_key: str
    second: Wording


@dataclass(frozen=True, slots=True)
class Alignment:
    """The columns of each form with their keys, the wordings of every shared key, and the pairs left in doubt."""

    forms: tuple[FormColumns, ...]
    shared: dict[str, tuple[Wording, ...]]
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A question that has its key."""

    key: str
    role: Role
    title: str
    form: FormColumns
    index: int  # in its form


@dataclass(frozen=True, slots=True)
class _Match:
    """A question of the form at hand that may be ``known``; the highest ``strength``, then ``score``, comes first."""

    index: int
    known: _Known
    strength: int
    score: float
    why: str


def align(forms: Sequence[FormColumns]) -> Alignment:
    """Gives one key to a question wherever it is asked, and different keys to different ones."""
    known: list[_Known] = []
    aligned, wordings, doubts = [], dict[str, list[Wording]](), list[Doubt]()
    for form in forms:
        matches = _chosen(_matches(form, known))
        keyed = _keyed(form, matches, known)
        doubts += _doubts(keyed, known, matches)
        for index, guess in enumerate(keyed.guesses):
            if guess.role in KEYED_ROLES and guess.key:
                why = matches[index].why if index in matches else ""
                wordings.setdefault(guess.key, []).append(Wording(form.name, guess.question.title, why))
                known.append(_Known(guess.key, guess.role, guess.question.title, keyed, index))
        aligned.append(keyed)
    shared = {key: tuple(found) for key, found in wordings.items() if len(found) > 1}
    return Alignment(tuple(aligned), shared, tuple(doubts))


def sameness(left: str, left_language: str, right: str, right_language: str) -> float:
    """How much two titles say the same, 0 to 1: their shared ideas and words of all that both have."""
    if plain(left) == plain(right):
        return 1.0
    mine, theirs = sense_of(left, left_language), sense_of(right, right_language)
    if not mine.size or not theirs.size or is_opposed(mine, theirs):
        return 0.0
    shared = _shared(mine, theirs)
    return shared / (mine.size + theirs.size - shared)


def _shared(mine: Sense, theirs: Sense) -> int:
    return len(mine.ideas & theirs.ideas) + cognates(mine.others, theirs.others)


def _substituted(left: str, right: str, language: str) -> bool:
    """Whether each title has a word that the other lacks: *because of the bus*, *because of the rain*."""
    mine, theirs = sense_of(left, language), sense_of(right, language)
    words, others = mine.ideas | mine.others, theirs.ideas | theirs.others
    return bool(words - others) and bool(others - words)


def _matches(form: FormColumns, known: Sequence[_Known]) -> Iterator[_Match]:
    """Everything that speaks for a column of ``form`` being a known question."""
    for index, guess in enumerate(form.guesses):
        for one in known:
            if guess.role in KEYED_ROLES and guess.role is one.role:
                match = _by_title(index, guess, form.language, one)
                if match is not None:
                    yield match
    by_place = {(id(one.form), one.index): one for one in known}
    for earlier in {id(one.form): one.form for one in known}.values():
        if earlier.language != form.language:
            for pair in parallel_pairs(earlier.guesses, earlier.language, form.guesses, form.language):
                found = by_place.get((id(earlier), pair.first))
                if found is not None and form.guesses[pair.second].role in KEYED_ROLES:
                    yield _by_place(pair, found)


def _by_title(index: int, guess: ColumnGuess, language: str, known: _Known) -> _Match | None:
    title, theirs = guess.question.title, known.form.language
    if guess.key in _WELL_KNOWN or known.key in _WELL_KNOWN:
        return _Match(index, known, 4, 1.0, "the same kind of column") if guess.key == known.key else None
    if (bank := bank_key(title, language)) and bank == bank_key(known.title, theirs):
        why = _same(title, known.title) if language == theirs else "the same question of Sayback's bank"
        return _Match(index, known, 3, 1.0, why)
    score = sameness(title, language, known.title, theirs)
    if language == theirs:
        if score == 1.0:
            return _Match(
                index,
                known,
                3,
                score,
                "the same words" if plain(title) == plain(known.title) else "nearly the same words",
            )
        if score >= SURE and not _substituted(title, known.title, language):
            return _Match(index, known, 2, score, "nearly the same words")
        return None
    if score >= (SURE_ACROSS if guess.role is not Role.SEGMENT else 1.0) and _enough(guess, known, language):
        return _Match(index, known, 2, score, "words that mean the same in both languages")
    return None


def _same(title: str, other: str) -> str:
    return "the same words" if plain(title) == plain(other) else "nearly the same words"


def _enough(guess: ColumnGuess, known: _Known, language: str) -> bool:
    """One shared idea is enough for a grouping (*Grade*), two for a story."""
    shared = _shared(sense_of(guess.question.title, language), sense_of(known.title, known.form.language))
    return shared >= (1 if guess.role is Role.SEGMENT else 2)


def _by_place(pair: PlacePair, known: _Known) -> _Match:
    return _Match(pair.second, known, 1, pair.score, pair.why)


def _chosen(matches: Iterator[_Match]) -> dict[int, _Match]:
    """One match at most for each column, and each key once; a column with two equal candidates gets none."""
    ordered = sorted(matches, key=lambda match: (-match.strength, -match.score, match.index))
    chosen: dict[int, _Match] = {}
    taken: set[str] = set()
    for match in ordered:
        if match.index in chosen or match.known.key in taken or _torn(match, ordered, taken):
            continue
        chosen[match.index] = match
        taken.add(match.known.key)
    return chosen


def _torn(match: _Match, matches: Sequence[_Match], taken: set[str]) -> bool:
    """Whether another known question, of equal strength, is about as near. Equal titles are no doubt: the first."""
    return match.score < 1.0 and any(
        other.index == match.index
        and other.known.key not in taken | {match.known.key}
        and other.strength == match.strength
        and match.score - other.score < _CLOSE
        for other in matches
    )


def _keyed(form: FormColumns, matches: dict[int, _Match], known: Sequence[_Known]) -> FormColumns:
    taken = {one.key for one in known} | {match.known.key for match in matches.values()}
    guesses = []
    for index, guess in enumerate(form.guesses):
        if guess.role in KEYED_ROLES:
            if index in matches:
                key = matches[index].known.key
            else:
                key = guess.key if guess.key and guess.key not in taken else question_key(guess.question.title, taken)
                taken.add(key)
            guess = replace(guess, key=key)
        guesses.append(guess)
    return replace(form, guesses=tuple(guesses))


def _doubts(form: FormColumns, known: Sequence[_Known], matches: dict[int, _Match]) -> Iterator[Doubt]:
    """For each column that stayed alone the nearest question that stayed alone too, if it is near enough."""
    used = {match.known.key for match in matches.values()} | _WELL_KNOWN
    free = [one for one in known if one.key not in used]
    for index, guess in enumerate(form.guesses):
        if index in matches or guess.role not in KEYED_ROLES or guess.key in _WELL_KNOWN:
            continue
        title = guess.question.title
        near = [
            (sameness(title, form.language, one.title, one.form.language), place, one)
            for place, one in enumerate(free)
            if one.role is guess.role
        ]
        score, _, one = max(near, key=lambda item: (item[0], -item[1]), default=(0.0, 0, None))
        why = ""
        if score < PERHAPS:
            one, why = _in_the_same_turn(form, index, free), SAME_TURN
        if one is not None:
            yield Doubt(one.key, Wording(one.form.name, one.title), guess.key or "", Wording(form.name, title, why))


def _in_the_same_turn(form: FormColumns, index: int, known: Sequence[_Known]) -> _Known | None:
    """The story that a form in the other language asks in the same turn, unless the words speak of other things."""
    mine = sense_of(form.guesses[index].question.title, form.language)
    for one in known:
        if one.form.language != form.language and same_turns(one.form.guesses, form.guesses).get(index) == one.index:
            theirs = sense_of(one.title, one.form.language)
            if not is_opposed(theirs, mine) and not speak_of_others(theirs, mine):
                return one
    return None
