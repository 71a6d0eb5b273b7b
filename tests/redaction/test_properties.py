"""Any text at all: spans in order, nothing found is left, the way back is exact, no exception, no quadratic time."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redaction.engine import Engine
from redaction.masking import Masking
from redaction.normalise import normalise, without_surrogates
from redaction.placeholders import PLACEHOLDER, Masked
from redaction.residue import Residue
from rounds.roster import RosterName

PIECES = st.sampled_from(
    [
        "Deshawn", "deshawn's", "MARISOL OKONKWO", "ms alvarez", "509-555-0147", "a.b@c.org", "@jay_1", "[PERSON_1]",
        "[PERSON_", "1420 Cedar Ridge Rd", "’s", "\u200b", "é", "e\u0301",
        "ﬃ", "İ", "😀", "\x00", "\r\n", "\u202e", "will",
        "Will", ".", " ", "born", "3/14/2011", "https://x.y/z", "Frederick Douglass", "student id 12345",
        "ß", "ǆ", "\ufdfa",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=25).map(" ".join))
ROSTER = (RosterName("Deshawn", "Alvarez", "Will"), RosterName("José", "İşık"))
relaxed = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def mask(engine: Engine, texts: list[str]) -> list[Masked]:
    masking = Masking(engine.lexicon, roster=ROSTER, keep=["cedar"], mask=["zed"])
    return masking.mask(texts, engine.find(texts, "en"))


@relaxed
@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_spans_are_sorted_apart_and_in_range_and_the_rest_of_the_text_is_untouched(
    engine: Engine, texts: list[str]
) -> None:
    for text, masked in zip(texts, mask(engine, texts), strict=True):
        read, pieces = 0, []
        for before, after in zip(masked.found, masked.spans, strict=True):
            assert read <= before.start < before.end <= len(text)
            assert before.entity == after.entity
            placeholder = masked.text[after.start : after.end]
            assert PLACEHOLDER.fullmatch(placeholder)
            assert placeholder not in texts
            pieces += [text[read : before.start], placeholder]
            read = before.end
        assert "".join([*pieces, text[read:]]) == masked.text


@relaxed
@given(TEXTS)
def test_everything_the_engine_found_and_that_is_masked_is_covered(engine: Engine, text: str) -> None:
    found = engine.find([text], "en")[0]
    assert found == sorted(found, key=lambda span: (span.start, span.end, span.entity, span.score))
    for span in found:
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip()
    contacts = [span for span in found if span.entity in {"PHONE", "EMAIL", "ADDRESS", "ID", "HANDLE"}]
    covered = {index for span in mask(engine, [text])[0].found for index in range(span.start, span.end)}
    typed = {index for match in PLACEHOLDER.finditer(text) for index in range(*match.span())}
    kept = {i for i in range(len(text)) if "cedar" in text.lower()}  # that word is kept by the round
    for span in contacts:
        stretch = {i for i in range(span.start, span.end) if not text[i].isspace()}
        assert stretch <= covered | typed | kept


@given(TEXTS)
def test_a_look_maps_every_character_back_and_loses_no_visible_one(text: str) -> None:
    look = normalise(text)
    places = [look.in_input(index, index + 1) for index in range(len(look.text))]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)
    covered = {index for start, end in places for index in range(start, end)}
    assert all(not text[i].isalnum() for i in range(len(text)) if i not in covered)


@given(TEXTS)
def test_looking_again_at_a_look_changes_nothing(text: str) -> None:
    once = normalise(text).text
    assert normalise(normalise(once).text).text == normalise(once).text


@given(st.text(st.characters(exclude_categories=())))
def test_no_surrogate_is_left_and_the_length_stays(text: str) -> None:
    clean = without_surrogates(text)
    assert len(clean) == len(text)
    clean.encode("utf-8")


@given(TEXTS)
def test_the_second_look_is_in_range_for_any_text(text: str) -> None:
    residue = Residue(roster=ROSTER, mask=["zed"])
    assert all(0 <= hit.start < hit.end <= len(text) for hit in residue.look(text))


PATHOLOGICAL = (
    "a", "1", "Ana ", "@", ".", "a@", "1 ", "five ", "Main St ", "http://a.b/", "Will ", "Frederick Douglass ",
    "\u0301",     "😀", "-", "a.", "discord ", "!", "_", "'",
)  # fmt: skip


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_four_times_the_length_takes_no_more_than_about_four_times_the_time(engine: Engine, piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        start = time.process_time()
        mask(engine, [text])
        return time.process_time() - start

    seconds(500)
    short, long = seconds(2_000), seconds(8_000)
    assert long < 8 * short + 0.4  # quadratic time would be sixteen times
