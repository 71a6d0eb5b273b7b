"""What a headline shows of being a description, a verdict, a guess or a plan: named signals with their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reports.checks.headline_palabras import CLASES, SENALES
from reports.checks.headline_patterns import Patterns
from reports.checks.headline_text import QUOTED, HeadlineText
from reports.checks.headline_verbs import (
    BASE,
    BASE_OR_NOUN,
    FINITO,
    IRREGULAR,
    NOT_INFINITIVE,
    NOT_PAST,
    PRESENT,
    SUBJUNCTIVE,
)
from reports.checks.headline_words import CLASSES, SIGNALS

_REPORTS = ("says", "asks", "feels", "frame")
_STOPS = frozenset(".;!?\n…")
_INFINITIVE = re.compile(r"\w{2,}(?:ar|er|ir)(?:l[aeo]s?|se|nos)?$")
_LABELS = frozenset(["idea", "ideas", "suggestion", "proposal", "please", "maybe", "also", "and", "just", "action", "todo", "step", "plan", "then", "y", "o", "tambien", "idea", "sugerencia", "propuesta", "siguiente", "paso", "favor", "por"])  # fmt: skip
_TEAM = frozenset(["we", "i", "our", "us", "weve", "creemos", "pensamos", "yo", "nosotros"])
_PRESENT_ES = re.compile(r"\w+(?:an|en|a|e|aba|ia|o)$")


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal and the words that give it: places in the list of words."""

    name: str
    start: int
    end: int


@cache
def _patterns() -> tuple[Patterns, Patterns]:
    return Patterns(CLASSES, SIGNALS), Patterns(CLASES, SENALES)


def signals_of(headline: HeadlineText) -> list[Signal]:
    """All signals of a headline, in no order; a name may come several times."""
    words = [word.plain for word in headline.words]
    english, spanish = _patterns()
    found: list[Signal] = []
    if headline.english:
        found += [Signal(*one) for one in english.find(words)] + list(_english_forms(words))
    if headline.spanish:
        found += [Signal(*one) for one in spanish.find(words)] + list(_spanish_forms(words))
    plans = {one.start for one in found if one.name == "imperative"}
    found = [one for one in found if one.name != "cause" or one.start not in plans]
    found = list(_scoped(words, found))
    return found + list(_shape(words, found)) + list(_together({one.name: one for one in found}))


def _first(words: Sequence[str]) -> int:
    """The place of the first word that says something: after a label such as "idea:" and after marks."""
    at = 0
    while at < len(words) - 1 and (words[at] in _LABELS or (not words[at][0].isalnum() and words[at][0] != "<")):
        at += 1
    return at


def _english_forms(words: Sequence[str]) -> Iterator[Signal]:
    if not words:
        return
    first = _first(words)
    word, after = words[first], words[first + 1] if first + 1 < len(words) else ""
    past = [at for at in range(len(words)) if _past_at(words, at)]
    if word in BASE_OR_NOUN and after in CLASSES["DET"].split():
        yield Signal("imperative", first, first + 1)
    if word in BASE - BASE_OR_NOUN and not (after in ("is", "was", "are", "were") or _is_past(after)):
        yield Signal("imperative", first, first + 1)
        if after in CLASSES["DET"].split():
            yield Signal("imperative_det", first, first + 2)
    elif _bare(word) and after in (
        "the",
        "a",
        "an",
        "our",
        "their",
        "families",
        "parents",
        "students",
        "kids",
        "every",
        "each",
    ):
        yield Signal("bare_start", first, first + 1)
    if _is_past(word):
        yield Signal("past_start", first, first + 1)
    if word in PRESENT and word.endswith("s"):
        yield Signal("present_start", first, first + 1)
    for at in past[:1]:
        yield Signal("past_any", at, at + 1)
    for at in past[1:2]:
        yield Signal("past_twice", at, at + 1)
    if words[first].endswith("ing") and any(_present_at(words, at) for at in range(first + 1, len(words))):
        yield Signal("gerund_start", first, first + 1)
    for at, one in enumerate(words[:-1]):
        if one == "must" and words[at + 1] == "be":
            passive = at + 2 < len(words) and words[at + 2].endswith("ed") and words[at + 2] not in NOT_PAST
            yield Signal("ought_org" if passive else "hedge", at, at + 2)
        elif one == "must" and words[at + 1] not in ("have", "feel"):
            yield Signal("must", at, at + 2)
    yield from _abstract(words, _ABSTRACT_EN)
    if not past and not any(one in PRESENT or one in _MODALS or _present_at(words, at) for at, one in enumerate(words)):
        yield Signal("verbless", 0, len(words))


_MODALS = frozenset(CLASSES["MODAL"].split())
_PREPOSITIONS = frozenset(
    [
        "the",
        "a",
        "an",
        "our",
        "their",
        "his",
        "her",
        "of",
        "for",
        "in",
        "on",
        "at",
        "to",
        "with",
        "from",
        "by",
        "and",
        "or",
        "my",
        "no",
        "more",
        "less",
        "better",
    ]
)
_AFTER_VERB = frozenset(CLASSES["DET"].split()) | frozenset(
    ["as", "about", "than", "from", "like", "into", "of", "too", "that", "and"]
)
_AFTER_NOT_PAST = frozenset(
    [
        "a",
        "an",
        "the",
        "one",
        "be",
        "been",
        "get",
        "feel",
        "feels",
        "feeling",
        "is",
        "are",
        "everything",
        "being",
        "more",
        "most",
        "so",
        "very",
        "how",
        "my",
        "their",
        "with",
    ]
)
_ABSTRACT_EN = re.compile(r"\w{3,}(?:ness|ism|tion|sion|ity|ance|ence|ship|hood)$")
_ABSTRACT_ES = re.compile(r"\w{3,}(?:cion|sion|dad|ismo|eza|encia|ancia|miento)$")


def _abstract(words: Sequence[str], shape: re.Pattern[str]) -> Iterator[Signal]:
    """Abstract nouns, by their endings: who tells what happened needs few of them."""
    for at, word in enumerate(words):
        if shape.match(word):
            yield Signal("abstract_noun" if at > 2 else "abstract_subject", at, at + 1)


def _present_at(words: Sequence[str], at: int) -> bool:
    """Whether a verb in the present tense stands there, as far as a list and its neighbours tell."""
    word = words[at]
    if word in PRESENT:
        return True
    stem = word[:-1] if word.endswith("s") else word
    stem = stem[:-1] if stem.endswith("e") and stem not in BASE else stem
    if at == 0 or stem not in BASE or words[at - 1] in _PREPOSITIONS or at + 1 >= len(words):
        return False
    return words[at + 1] in _AFTER_VERB


def _past_at(words: Sequence[str], at: int) -> bool:
    word, after = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in ("was", "were") and at + 2 < len(words):
        verdicts = _verdict_words()
        return not (after in verdicts or words[at + 2] in verdicts)
    if (word == "got" and after == "to") or any(one in ("if", "could", "would") for one in words[max(0, at - 2) : at]):
        return False
    return _is_past(word) and not (word not in IRREGULAR and at and words[at - 1] in _AFTER_NOT_PAST)


@cache
def _verdict_words() -> frozenset[str]:
    return frozenset(f"{SIGNALS['bad']} {SIGNALS['good']}".replace("|", " ").split())


def _is_past(word: str) -> bool:
    return word in IRREGULAR or (len(word) > 4 and word.endswith("ed") and word not in NOT_PAST and word.isalpha())


def _bare(word: str) -> bool:
    known = word in PRESENT or any(word in words.split() for words in CLASSES.values())
    return (
        word.isalpha() and not known and not _is_past(word) and not word.endswith(("s", "ing", "ly")) and len(word) > 3
    )


def _spanish_forms(words: Sequence[str]) -> Iterator[Signal]:
    if not words:
        return
    first = _first(words)
    word = words[first]
    if word not in NOT_INFINITIVE and _INFINITIVE.match(word):
        yield Signal("imperative", first, first + 1)
        yield Signal("imperative_det", first, first + 1)
    if word in SUBJUNCTIVE:
        yield Signal("imperative", first, first + 1)
    if word in FINITO:
        yield Signal("present_start", first, first + 1)
    past = [at for at, one in enumerate(words) if _is_pasado(one) and not (at and words[at - 1] in _ARTICULOS)]
    if past and past[0] == first:
        yield Signal("past_start", first, first + 1)
    for at in past[:1]:
        yield Signal("past_any", at, at + 1)
    for at in past[1:2]:
        yield Signal("past_twice", at, at + 1)
    yield from _abstract(words, _ABSTRACT_ES)
    if not past and not any(one in FINITO for one in words):
        yield Signal("verbless", 0, len(words))


@cache
def _pasados() -> frozenset[str]:
    return frozenset(one for line in SENALES["past"].splitlines() for one in line.split()[:1] for one in one.split("|"))


_ARTICULOS = frozenset(
    ["el", "un", "de", "del", "en", "su", "sus", "mi", "este", "al", "por", "sin", "cada", "otro", "buen", "mas"]
)


def _is_pasado(word: str) -> bool:
    return word in _pasados() or bool(re.match(r"\w{2,}(?:aron|ieron|aba|aban|ado_)$", word))


def _scoped(words: Sequence[str], found: Iterable[Signal]) -> Iterator[Signal]:
    """Signals with what stands under somebody's saying or feeling set apart as ``said:``."""
    found = list(found)
    reach: list[tuple[int, int]] = []
    idle: set[tuple[int, int]] = set()
    for one in found:
        if one.name not in _REPORTS:
            continue
        if one.start and words[one.start - 1] in _TEAM and words[one.start - 1] not in ("i", "yo"):
            continue
        if _is_subordinate(words, one) or _is_denied(words, one) or _is_a_thing(words, one):
            idle.add((one.start, one.end))
            continue
        start, end = one.end, _sentence_end(words, one.end)
        if one.name == "frame" or (one.name == "says" and end == one.end):
            start = _sentence_start(words, one.start)
        reach.append((start, end))
    for one in found:
        if one.name in ("says", "feels", "asks") and (one.start, one.end) in idle:
            yield Signal(f"sub:{one.name}", one.start, one.end)
            continue
        under = any(start <= one.start < end for start, end in reach) and one.name not in _REPORTS
        yield Signal(f"said:{one.name}", one.start, one.end) if under else one


_SUBORDINATING = frozenset(
    [
        "if",
        "when",
        "because",
        "bc",
        "who",
        "that",
        "which",
        "as",
        "than",
        "cuando",
        "porque",
        "si",
        "que",
        "while",
        "where",
        "feeling",
        "like",
    ]
)


def _is_subordinate(words: Sequence[str], one: Signal) -> bool:
    """Whether a saying or feeling is itself part of an explanation: "students leave when they feel judged"."""
    if one.name == "frame" or one.start == 0:
        return False
    before = words[max(0, one.start - 3) : one.start]
    clause = words[max(_sentence_start(words, one.start), one.start - 7) : one.start]
    return any(word in _SUBORDINATING for word in before[-2:]) or (
        one.name == "feels" and any(word in ("if", "when", "cuando", "si") for word in clause)
    )


def _is_a_thing(words: Sequence[str], one: Signal) -> bool:
    """Whether something and nobody tells: "this tells us that"."""
    return (
        one.name == "says"
        and one.start > 0
        and words[one.start - 1] in ("this", "that", "it", "which", "esto", "eso", "lo")
    )


_DENYING = frozenset(
    [
        "nobody",
        "none",
        "noone",
        "ninguna",
        "ninguno",
        "nadie",
        "never",
        "didnt",
        "doesnt",
        "dont",
        "not",
        "nunca",
        "no",
        "without",
        "sin",
    ]
)


def _is_denied(words: Sequence[str], one: Signal) -> bool:
    """Whether nobody said it: "although none of them mentioned it"."""
    return one.name == "says" and any(word in _DENYING for word in words[max(0, one.start - 2) : one.start])


def _sentence_end(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] not in _STOPS:
        at += 1
    return at


def _sentence_start(words: Sequence[str], at: int) -> int:
    while at > 0 and words[at - 1] not in _STOPS:
        at -= 1
    return at


def _shape(words: Sequence[str], found: Iterable[Signal]) -> Iterator[Signal]:
    spoken = [word for word in words if word[0].isalnum() or word[0] == "<"]
    if len(spoken) <= 3:
        yield Signal("short", 0, len(words))
    elif len(spoken) <= 6:
        yield Signal("fairly_short", 0, len(words))
    elif len(spoken) > 14:
        yield Signal("long", 0, len(words))
    for mark, name in (("!", "exclaims"), ("?", "asks_question"), ("=", "equals"), (";", "semicolon"), (",", "comma")):
        if mark in words:
            yield Signal(name, words.index(mark), words.index(mark) + 1)
    if QUOTED in words:
        yield Signal("partly_quoted", words.index(QUOTED), words.index(QUOTED) + 1)
    if words and words[0] in _REPORTS:
        yield Signal("reports_first", 0, 1)
    for one in found:
        if one.start == 0 and one.name in ("says", "asks", "feels", "bad", "good", "hedge"):
            yield Signal(f"{one.name}_start", one.start, one.end)


_PAIRS = (
    ("because", "generic"), ("because", "third"), ("because", "past_any"), ("because", "past_start"), ("because", "role"),
    ("because", "present_start"), ("cause", "abstract"), ("cause", "past_any"), ("bad", "verbless"), ("good", "verbless"), ("inner", "third"),
    ("inner", "past_any"), ("clinic", "past_any"), ("generic", "denied"), ("bad", "generic"), ("third", "past_any"),
    ("role", "past_any"), ("nominal", "verbless"), ("abstract", "bad"), ("concrete", "past_any"),
)  # fmt: skip


def _together(found: dict[str, Signal]) -> Iterator[Signal]:
    for one, other in _PAIRS:
        if one in found and other in found:
            yield Signal(f"{one}+{other}", found[one].start, found[one].end)
