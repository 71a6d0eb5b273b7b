"""Signals from the form of words: a plan begins with a bare verb, a story has verbs in the past."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.checks.headline_classes import ENGLISH
from reports.checks.headline_patterns import Signal
from reports.checks.headline_telling import SPANISH as TELLING_SPANISH
from reports.checks.headline_verbs import (
    BASE,
    BASE_OR_NOUN,
    FINITO,
    IRREGULAR,
    NOT_INFINITIVE,
    NOT_PAST,
    PRESENT,
    SUBJUNCTIVE,
    words_of,
)
from reports.checks.headline_verdicts import ENGLISH as VERDICTS

_LABELS = words_of(
    """
    idea ideas suggestion proposal please maybe also and just action todo step plan then y o tambien sugerencia
    propuesta siguiente paso favor por
    """
)
_KNOWN = frozenset(word for words in ENGLISH.values() for word in words.split())
_MODALS = frozenset(ENGLISH["MODAL"].split())
_OBJECTS = frozenset(ENGLISH["DET"].split())
_PLAIN_OBJECTS = words_of("the a an our their families parents students kids every each")
_THEIR_OBJECTS = _PLAIN_OBJECTS | words_of("his her two three four five <n>")
_BEFORE_NOUNS = words_of("the a an our their his her of for in on at to with from by and or my no more less better")
_AFTER_VERBS = _OBJECTS | words_of("as about than from like into of too that and")
_BEFORE_ADJECTIVES = words_of(
    """
    a an the one be been get feel feels feeling is are everything being more most so very how my their with
    """
)
_SUBJECTS = frozenset([*ENGLISH["PERSON"].split()]) - words_of("i im hes shes they theyre theyve ive family")
_NO_DEEDS = words_of(
    "always means seems needs lacks wastes makes acts expects never does appears sounds hides fears keeps this"
)
_UNREAL = ("if", "could", "would")
_VERDICTS = frozenset(f"{VERDICTS['bad']} {VERDICTS['good']}".replace("|", " ").split())
_ABSTRACT = re.compile(r"\w{3,}(?:ness|ism|tion|sion|ity|ance|ence|ship|hood)$")
_ABSTRACTO = re.compile(r"\w{3,}(?:cion|sion|dad|ismo|eza|encia|ancia|miento)$")
_INFINITIVE = re.compile(r"\w{2,}(?:ar|er|ir)(?:l[aeo]s?|se|nos)?$")
_PASADO = re.compile(r"\w{2,}(?:aron|ieron|aba|aban)$")
_PASADOS = frozenset(re.sub(r"\|\s*\n\s*", "|", TELLING_SPANISH["past"]).strip().splitlines()[0].strip().split("|"))
_BEFORE_NOMBRES = words_of("el un de del en su sus mi este al por sin cada otro buen mas")


def english_forms(words: Sequence[str]) -> Iterator[Signal]:
    """Signals of English forms; ``words`` has at least one."""
    first = _first(words)
    past = [at for at in range(len(words)) if _is_past_at(words, at)]
    yield from _opening(words, first)
    yield from _past(past)
    yield from _must(words)
    yield from _abstract(words, _ABSTRACT)
    if not past and not any(_is_present_at(words, at) or word in _MODALS for at, word in enumerate(words)):
        yield Signal("verbless", 0, len(words))


def spanish_forms(words: Sequence[str]) -> Iterator[Signal]:
    """Signals of Spanish forms; ``words`` has at least one."""
    first = _first(words)
    word = words[first]
    if word not in NOT_INFINITIVE and _INFINITIVE.match(word):
        yield Signal("imperative", first, first + 1)
        yield Signal("imperative_det", first, first + 1)
    if word in SUBJUNCTIVE:
        yield Signal("imperative", first, first + 1)
    if word in FINITO:
        yield Signal("present_start", first, first + 1)
    past = [at for at in range(len(words)) if _is_pasado_at(words, at)]
    if past and past[0] == first:
        yield Signal("past_start", first, first + 1)
    yield from _past(past)
    yield from _abstract(words, _ABSTRACTO)
    if not past and not any(one in FINITO for one in words):
        yield Signal("verbless", 0, len(words))


def _first(words: Sequence[str]) -> int:
    """The place of the first word that says something: after a label such as "idea:" and after marks."""
    at = 0
    while at < len(words) - 1 and (words[at] in _LABELS or (not words[at][0].isalnum() and words[at][0] != "<")):
        at += 1
    return at


def _opening(words: Sequence[str], first: int) -> Iterator[Signal]:
    word, after = words[first], words[first + 1] if first + 1 < len(words) else ""
    is_noun = after in ("is", "was", "are", "were") or _is_past(after)
    if word in BASE_OR_NOUN and after in _OBJECTS:
        yield Signal("imperative", first, first + 1)
    if word in BASE - BASE_OR_NOUN and not is_noun:
        yield Signal("imperative", first, first + 1)
        if after in _OBJECTS:
            yield Signal("imperative_det", first, first + 2)
    elif _is_bare(word) and after in _PLAIN_OBJECTS:
        yield Signal("bare_start", first, first + 1)
    if _is_past(word):
        yield Signal("past_start", first, first + 1)
    if word.endswith("s") and (word in PRESENT or (word.removesuffix("s") in BASE and after in _THEIR_OBJECTS)):
        yield Signal("present_start", first, first + 1)
    doing = next((at for at in (first + 1, first + 2) if at < len(words) and words[at - 1] in _SUBJECTS), 0)
    if doing and _is_third_person(words[doing]) and words[doing] not in _NO_DEEDS:
        yield Signal("person_does", doing, doing + 1)
    if word.endswith("ing") and any(_is_present_at(words, at) for at in range(first + 1, len(words))):
        yield Signal("gerund_start", first, first + 1)


def _past(places: Sequence[int]) -> Iterator[Signal]:
    for at, name in zip(places, ("past_any", "past_twice"), strict=False):
        yield Signal(name, at, at + 1)


def _must(words: Sequence[str]) -> Iterator[Signal]:
    """ "must be greeted" is a plan, "must be tired" a guess."""
    for at, word in enumerate(words[:-1]):
        if word != "must":
            continue
        if words[at + 1] == "be":
            state = words[at + 2] if at + 2 < len(words) else ""
            yield Signal("ought" if state.endswith("ed") and state not in NOT_PAST else "hedge", at, at + 2)
        elif words[at + 1] not in ("have", "feel"):
            yield Signal("must", at, at + 2)


def _abstract(words: Sequence[str], shape: re.Pattern[str]) -> Iterator[Signal]:
    """Abstract nouns, by their endings: who tells what happened needs few of them."""
    for at, word in enumerate(words):
        if shape.match(word):
            yield Signal("abstract_noun" if at > 2 else "abstract_subject", at, at + 1)


def _is_present_at(words: Sequence[str], at: int) -> bool:
    """Whether a verb in the present tense stands there, as far as a list and its neighbours tell."""
    word = words[at]
    if word in PRESENT or (at > 0 and words[at - 1] in _SUBJECTS and _is_third_person(word)):
        return True
    stem = word.removesuffix("s")
    if stem not in BASE:
        stem = stem.removesuffix("e")
    if at == 0 or stem not in BASE or words[at - 1] in _BEFORE_NOUNS or at + 1 >= len(words):
        return False
    return words[at + 1] in _AFTER_VERBS


def _is_third_person(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.endswith("s") and not word.endswith("ss")


def _is_past_at(words: Sequence[str], at: int) -> bool:
    """Whether a verb tells there what happened: not "was rude", "had to" or "if he tried"."""
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in ("was", "were") and at + 2 < len(words):
        return after not in _VERDICTS and words[at + 2] not in _VERDICTS
    if (word == "got" and after == "to") or any(one in _UNREAL for one in words[max(0, at - 2) : at]):
        return False
    is_adjective = word not in IRREGULAR and at > 0 and words[at - 1] in _BEFORE_ADJECTIVES
    return _is_past(word) and not is_adjective


def _is_past(word: str) -> bool:
    return word in IRREGULAR or (len(word) > 4 and word.endswith("ed") and word not in NOT_PAST and word.isalpha())


def _is_bare(word: str) -> bool:
    """Whether it may be a verb without an ending that no list knows."""
    is_known = word in PRESENT or word in _KNOWN or _is_past(word)
    return word.isalpha() and len(word) > 3 and not is_known and not word.endswith(("s", "ing", "ly"))


def _is_pasado_at(words: Sequence[str], at: int) -> bool:
    word = words[at]
    is_noun = at > 0 and words[at - 1] in _BEFORE_NOMBRES
    return not is_noun and (word in _PASADOS or bool(_PASADO.match(word)))
