"""Whether a quote stands word for word in the notes."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reports.checks.quotes import is_word_for_word, without_marks

NOTE = 'Nobody ever calls home — not once. She said "come back" and I didn\'t... I just\n went  home.'


@pytest.mark.parametrize(
    "quote",
    [
        "nobody ever calls home",
        "“Nobody ever calls home — not once.”",
        "Nobody ever calls home - not once",
        "She said “come back” and I didn’t",
        "I just went home!",
        "Nobody ever calls home … I just went home.",
        "...calls home... went home",
        "I didn't I just went home",
    ],
)
def test_marks_spacing_an_ellipsis_and_the_case_at_the_start_do_not_count(quote):
    assert is_word_for_word(quote, ["something else", NOTE])


@pytest.mark.parametrize(
    "quote",
    [
        "nobody calls home",
        "nobody ever called home",
        "body ever calls home",
        "Nobody ever calls hom",
        "NOBODY ever calls home",
        "I just went home … nobody ever calls home",
        "",
        "…",
        "“”",
    ],
)
def test_a_changed_missing_or_moved_word_counts(quote):
    assert not is_word_for_word(quote, [NOTE])


def test_the_parts_of_a_quote_must_stand_in_one_note():
    assert not is_word_for_word("one … two", ["one here", "two there"])


@pytest.mark.parametrize(
    ("typed", "bare"),
    [
        ("“so cold”", "so cold"),
        ('"so cold"', "so cold"),
        ("«tan frío»", "tan frío"),
        ("so “cold” here", "so “cold” here"),
    ],
)
def test_the_marks_around_a_quote_are_taken_off(typed, bare):
    assert without_marks(typed) == bare


words = st.lists(
    st.text(st.characters(categories=("Ll",), max_codepoint=0x2FF), min_size=1, max_size=8), min_size=2, max_size=9
)


@given(words, st.data())
def test_any_run_of_words_of_a_note_is_a_quote_and_one_with_a_word_put_in_is_not(note, data):
    start = data.draw(st.integers(0, len(note) - 2))
    end = data.draw(st.integers(start + 2, len(note)))
    run = note[start:end]
    assert is_word_for_word(f"“{' '.join(run)}”", ["  ".join(note)])
    assume("zzz" not in note)
    assert not is_word_for_word(" ".join([run[0], "zzz", *run[1:]]), [" ".join(note)])
