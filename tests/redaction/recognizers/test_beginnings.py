"""The shortcut gives what ``finditer`` gives, for every rule and for patterns of every make."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.notes_data import load_notes, note_files
from redaction.recognizers import RECOGNIZERS
from redaction.recognizers.beginnings import Beginnings, outlook_of
from redaction.recognizers.look import Rule
from redaction.recognizers.scored_names import POINTERS

RULES: list[Rule] = [by for recognizer in (*RECOGNIZERS, *POINTERS) for by in recognizer.RULES]
PATTERNS = sorted({one for by in RULES for one in (by.pattern, by.needs) if one}, key=lambda one: one.pattern)
NOTES = [note.text for path in note_files() for note in load_notes(path)][::7]


def spans(found: object) -> list[tuple[int, int]]:
    assert hasattr(found, "__iter__")
    return [match.span() for match in found]


def differences(text: str) -> list[str]:
    beginnings = Beginnings(text)
    return [
        one.pattern for one in PATTERNS if spans(beginnings.matches(one)) != spans(one.finditer(text))
    ]  # fmt: skip


def test_every_rule_finds_in_every_note_what_it_finds_without_the_shortcut() -> None:
    assert [differences(note) for note in NOTES] == [[]] * len(NOTES)


@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "call",
                    "insta:",
                    "my",
                    "id",
                    "is",
                    "4471",
                    "@",
                    ".",
                    "#",
                    "555-010-4477",
                    "ms",
                    "K",
                    "ſnap",
                    "aunt",
                    "Pınar",
                    "apt",
                    "½",
                    "２",
                    "calle",
                ]
            ),
            st.sampled_from([" ", "  ", "\n", "\t", "_", "-", "'", "—", "\u00a0", "é", "\u200b", "x1"]),
            st.text(max_size=4),
        ),
        max_size=30,
    ).map("".join)
)
def test_every_rule_finds_the_same_in_junk(text: str) -> None:
    assert differences(text) == []


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        (r"\b(?:snap|insta)\b", ["SNAP snapx xsnap ſnap İnsta insta", "no", ""]),
        (r"\bk(?:at|it)?", ["\u212aat Kit k", "ak"]),
        (r"(?<!\d)\d{2}(?!\d)", ["12 a34 567 x_89 ２３", "1"]),
        (r"(?<![\w.])\d+", [".5 a5 5 _5 -5", "5"]),
        (r"@\w+", ["@a x@b @@c", "@"]),
        (r"\b(?:ca)?lle", ["calle lle alle CALLE"]),
        (r"(?:a|b\b)?c", ["ac c bc b c abc"]),
        (r"\b(?i:new) ?y", ["newy NEW Y new y newY"]),
        (r"\b[^\W\d_]+ dot com", ["mail dot com", "dot com", "mail  dot com"]),
        (r"x*", ["axx", ""]),
        (r"\b\w+(?=:)", ["a: bc: d", ":"]),
        (r"\bé\w", ["él É1 xél", "e"]),
        (r"[^a]b", ["ab bb  b", "b"]),
        (r"(a)\1", ["aa a a aaa"]),
        (r"\bab{2,}", ["abb ab abbb"]),
        (r"\s\d", ["a 1  2\n3", "1"]),
    ],
)
def test_a_pattern_finds_the_same(pattern: str, texts: list[str]) -> None:
    for flags in (0, re.IGNORECASE):
        compiled = re.compile(pattern, flags)
        for text in texts:
            assert spans(Beginnings(text).matches(compiled)) == spans(compiled.finditer(text))


def test_most_rules_take_the_shortcut() -> None:
    taken = [by for by in RULES if outlook_of(by.pattern).beginnings is not None]
    assert len(taken) > 0.6 * len(RULES)
    assert outlook_of(re.compile(r"\b(?:snap|insta)")).beginnings == {"sna", "ins"}
    assert outlook_of(re.compile(r"\b\w+ \s (?:dot|punto)", re.VERBOSE)).needs[-1] == {"dot", "pun"}
