"""Any text goes through the whole path: no exception, nothing found is left, no quadratic time; and the same text gives
the same bytes in any batch, any thread and any process."""

from __future__ import annotations

import functools
import json
import multiprocessing
import random
import re
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as sre_parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaction.engine import LONGEST_TEXT, Engine, load_engine
from redaction.lexicon import load_lexicon
from redaction.lines import redact_lines
from redaction.mask_twice import mask_twice
from redaction.masking import Masking
from redaction.near_misses import NearMisses
from redaction.normalise import normalise
from redaction.recognizers import RECOGNIZERS
from redaction.recognizers.scored_names import ScoredNames
from redaction.residue import Residue
from redaction.residue_shapes import SHAPES
from redaction.words import phrase_words
from rounds.interviews import HeldReason, InputSpan
from rounds.roster import RosterName

ROSTER = (RosterName("Deshawn", "Alvarez", "Will"), RosterName("José", "İşık"), RosterName("Ana", "de la Cruz"))
NOTES = Path(__file__).parents[1] / "data" / "notes"
_MARKUP = re.compile(r"\[\[[A-Z]+:(.*?)\]\]")
_SHORTEST_FOUND = 4

PIECES = st.sampled_from(
    [
        "Deshawn", "deshawn's", "DESHAWN ALVAREZ", "Dеshаwn", "D e s h a w n", "ms alvarez", "Will", "will",
        "José", "JOSE", "Marisol Okonkwo", "marisol", "mi tía Chayo", "de la Cruz", "509-555-0147",
        "(509) 555-0147", "５５５－０１３２", "five oh nine five five five oh one four seven", "a.b@c.org",
        "a.b at c dot org", "@jay_1", "insta: jay.k", "kev#4412", "[PERSON_1]", "[PERSON_",
        "1420 Cedar Ridge Rd apt 3", "PO Box 12", "calle Pino 4", "student id 48213", "48213", "ssn 123-45-6789",
        "password is Blue42!", "born 3/14/2011", "3/14/2011", "https://x.y/z", "’s", "\u200b", "\u202e",
        "e\u0301", "ﬃ", "&#39;", "&nbsp;", "😀", "👩‍👧", "مريم", "שרה", "\x00", "\x0b", "\r\n",
        "\n\n", "İ", "ß", "ﷺ", "—", "...", "lives at", "said", "Frederick Douglass", "Lincoln High School",
        "zed", "cedar",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=150),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=20).flatmap(
        lambda pieces: st.sampled_from([" ", "", "\n", ", "]).map(lambda gap: gap.join(pieces))
    ),
)
relaxed = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


@functools.cache
def _rules() -> tuple[Masking, Residue]:
    lists: dict[str, Any] = {"roster": ROSTER, "keep": ["cedar"], "mask": ["zed"]}
    return Masking(load_lexicon(), **lists), Residue(**lists)


# Any text


_IN_WORD = r"[\w\x00-\x08\x0e-\x1f\x7f]"  # control characters are read as if they were not there


@relaxed
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_what_was_found_is_nowhere_in_the_output(engine: Engine, texts: list[str]) -> None:
    masking, residue = _rules()
    masked = mask_twice(masking, residue, texts, engine.find(texts, "en"))[0]
    found = {text[span.start : span.end] for text, one in zip(texts, masked, strict=True) for span in one.found}
    telling = [name for name in found if len(name) >= _SHORTEST_FOUND and not _is_ordinary(name)]
    for text, one in zip(texts, masked, strict=True):
        left = [
            m.span() for name in telling for m in re.finditer(rf"(?<!{_IN_WORD}){re.escape(name)}(?!{_IN_WORD})", text)
        ]
        assert all(any(span.start < end and start < span.end for span in one.found) for start, end in left)


def _is_ordinary(found: str) -> bool:
    """Words that are masked where they are a name or an account, and stay where they are words: *Will*, *will*."""
    words = [word.folded for word in phrase_words(normalise(found).text)]
    return len("".join(words)) < _SHORTEST_FOUND or all(load_lexicon().is_ordinary(word) for word in words)


def _line(text: object, lang: str | None) -> str:
    return json.dumps({"id": "x", "text": text, "lang": lang})


JSON_TEXTS = st.one_of(TEXTS, st.none(), st.integers(), st.lists(st.text(max_size=3), max_size=2))
LINES = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=40).map(lambda text: text.replace("\n", " ")),
    st.builds(_line, JSON_TEXTS, st.sampled_from([None, "en", "es", "so", ""])),
)


@relaxed
@given(st.lists(LINES, max_size=4))
def test_every_line_gives_a_record_that_can_be_written(engine: Engine, lines: list[str | bytes]) -> None:
    records = list(redact_lines(lines, engine, roster=ROSTER))
    assert len(records) == sum(bool(line.strip()) for line in lines)
    for record in records:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
        assert ("error" in record) or ((record["text"] is None) == (record["held"] is not None))
        assert record.get("held") != HeldReason.REDACTION_FAILED


# Time

KINDS = ("a", "1 ", "(555) ", "Ana ", "Will ", "\u0301")  # words, digits, signs, names, words that are names, accents


LONG = LONGEST_TEXT // 4  # quadratic work shows there as well, in a quarter of the time


def _junk(kind: str, length: int = LONG) -> str:
    return (kind * (length // len(kind) + 1))[:length]


@functools.cache
def _pattern_recognizers() -> tuple[Any, ...]:
    return tuple(kind(load_lexicon()) for kind in RECOGNIZERS if kind is not ScoredNames)


@pytest.mark.parametrize("kind", KINDS)
def test_a_long_answer_of_one_kind_passes_through_all_but_the_model_in_seconds(kind: str) -> None:
    masking, residue = _rules()
    text = _junk(kind)
    start = time.process_time()
    results = [result for one in _pattern_recognizers() for result in one.analyze(text, [one.ENTITY])]
    found = sorted({InputSpan(r.start, r.end, r.entity_type, r.score) for r in results}, key=lambda s: (s.start, s.end))
    masked = masking.mask([text], [found])
    residue.look(masked[0].text)
    assert time.process_time() - start < 12  # a second or two; quadratic work would take many


def test_a_long_answer_passes_through_the_model_as_well(engine: Engine) -> None:
    start = time.process_time()
    engine.find([_junk("de la ")], "en")
    assert time.process_time() - start < 20  # two seconds; quadratic work would take minutes


def test_a_name_as_long_as_an_answer_is_not_taken_apart() -> None:
    near = NearMisses(["marisol" * 10_000])
    assert near.is_near("marisol" * 10_000) is False
    assert (
        not Masking(load_lexicon(), roster=[RosterName("Marisol " * 10_000, "x" * 50_000)]).mask(["ok"], [[]])[0].spans
    )


# Why look into patterns? What they can cost shows in their shape, on any machine.


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for recognizer in RECOGNIZERS:
        for rule in getattr(recognizer, "RULES", ()):
            yield f"{recognizer.__name__}: {rule.name}", rule.pattern
            if rule.needs:
                yield f"{recognizer.__name__}: {rule.name}, needs", rule.needs
    yield from ((f"second look: {kind}, {nth}", shape) for nth, (kind, shape, _) in enumerate(SHAPES))


PATTERNS = dict(_patterns())


@pytest.mark.parametrize("name", PATTERNS)
def test_no_pattern_repeats_without_bound_over_words(name: str) -> None:
    pattern = PATTERNS[name]
    assert not list(_dangers(sre_parser.parse(pattern.pattern, pattern.flags), first=True, last=True))


def _dangers(parsed: Any, *, first: bool, last: bool) -> Iterator[str]:
    """Endless repeats that can be begun at any place (quadratic), lie in each other (worse), or run over several words
    and may then fail."""
    items = list(parsed)
    for nth, (kind, what) in enumerate(items):
        is_first, is_last = first and nth == 0, last and nth == len(items) - 1
        if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and what[1] is sre.MAXREPEAT:
            if not is_last and (is_first or _runs_over_words(what[2])):
                yield "an endless repeat that may fail"
            if any(_is_endless(inner) for inner in _inside(what[2])):
                yield "an endless repeat in an endless repeat"
        for part in _parts(kind, what):
            yield from _dangers(part, first=is_first, last=is_last)


def _parts(kind: Any, what: Any) -> list[Any]:
    if kind in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
        return [what[2]]
    if kind is sre.SUBPATTERN:
        return [what[3]]
    if kind is sre.BRANCH:
        return list(what[1])
    if kind in (sre.ASSERT, sre.ASSERT_NOT):
        return [what[1]]
    return [what] if kind is sre.ATOMIC_GROUP else []


def _inside(parsed: Any) -> Iterator[Any]:
    for kind, what in parsed:
        yield kind, what
        for part in _parts(kind, what):
            yield from _inside(part)


def _is_endless(item: Any) -> bool:
    kind, what = item
    return kind in (sre.MAX_REPEAT, sre.MIN_REPEAT) and what[1] is sre.MAXREPEAT


def _runs_over_words(parsed: Any) -> bool:
    """Whether the repeated part takes both letters and blanks: any character, or all but some."""
    return any(kind in (sre.ANY, sre.NOT_LITERAL) or (kind is sre.IN and _is_all_but(what)) for kind, what in parsed)


def _is_all_but(members: Any) -> bool:
    without = [what for kind, what in members if kind is sre.CATEGORY]
    return members[0][0] is sre.NEGATE and not {sre.CATEGORY_NOT_WORD, sre.CATEGORY_SPACE} & set(without)


# Threads and processes


def _notes() -> list[str]:
    lines = [line for path in sorted(NOTES.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()[:8]]
    return [_MARKUP.sub(r"\1", json.loads(line)["text"]) for line in lines]


def _lines(texts: Sequence[str]) -> list[str]:
    return [json.dumps({"id": text[:20], "text": text}) for text in texts]


def _redacted(engine: Engine, texts: Sequence[str]) -> dict[str, str]:
    """Each text's record as it would be written."""
    records = redact_lines(_lines(texts), engine, roster=ROSTER)
    return {text: json.dumps(record) for text, record in zip(texts, records, strict=True)}


def _redacted_by_another_process(texts: Sequence[str]) -> dict[str, str]:
    return _redacted(load_engine(), texts)


@pytest.fixture(scope="module")
def alone(engine: Engine) -> dict[str, str]:
    """Each note redacted on its own, one after the other."""
    return {text: _redacted(engine, [text])[text] for text in _notes()}


def test_neither_order_nor_batch_changes_a_byte(engine: Engine, alone: dict[str, str]) -> None:
    texts = list(alone)
    for seed in range(2):
        random.Random(seed).shuffle(texts)
        assert _redacted(engine, texts) == alone


def test_four_threads_give_the_same_bytes(engine: Engine, alone: dict[str, str]) -> None:
    texts = list(alone)
    masking, residue = _rules()

    def mask_with_shared_rules(text: str) -> str:
        return str(mask_twice(masking, residue, [text], engine.find([text], "en"))[0][0].text)

    shared = [mask_with_shared_rules(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        parts = list(pool.map(functools.partial(_redacted, engine), [texts[nth::4] for nth in range(4)]))
        assert list(pool.map(mask_with_shared_rules, texts)) == shared
    assert functools.reduce(dict.__or__, parts) == alone


def test_two_processes_give_the_same_bytes(alone: dict[str, str]) -> None:
    texts = list(alone)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        parts = list(pool.map(_redacted_by_another_process, [texts[1::2], texts[::2]]))
    assert functools.reduce(dict.__or__, parts) == alone
