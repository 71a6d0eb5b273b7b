"""The second look masks what it is sure of and holds the rest. An engine that finds nothing stands for every hole."""

from __future__ import annotations

import pytest

from redaction.lexicon import Lexicon
from redaction.mask_twice import mask_twice
from redaction.masking import Masking
from redaction.residue import Residue
from rounds.interviews import InputSpan
from rounds.roster import RosterName

ROSTER = (RosterName("Deshawn", "Whitlock"), RosterName("Will", "Grace"))


def twice(lexicon: Lexicon, *texts: str, found: list[list[InputSpan]] | None = None) -> tuple[list[str], bool]:
    masking = Masking(lexicon)  # which knows nobody
    masked, _, left = mask_twice(masking, Residue(roster=ROSTER), texts, found or [[] for _ in texts])
    return [one.text for one in masked], left


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so deshawn left with whitlock", "so [PERSON_1] left with [PERSON_2]"),
        ("call 509-555-0147 or 5095550148", "call [PHONE_1] or [PHONE_2]"),
        ("Deshawn: a.b@example.org", "[PERSON_1]: [EMAIL_1]"),
        ("é “Deshawn” left", "é “[PERSON_1]” left"),
        ("The bus was late.", "The bus was late."),
    ],
)
def test_what_is_beyond_doubt_is_masked(lexicon: Lexicon, text: str, expected: str) -> None:
    assert twice(lexicon, text) == ([expected], False)


def test_it_is_masked_beside_what_was_found_and_keeps_one_number(lexicon: Lexicon) -> None:
    found = [[InputSpan(0, 6, "PERSON", 0.9)], []]
    texts = ["Marisa and deshawn, then Marisa.", "DESHAWN again"]
    expected = ["[PERSON_1] and [PERSON_2], then [PERSON_1].", "[PERSON_2] again"]
    assert twice(lexicon, *texts, found=found) == (expected, False)


@pytest.mark.parametrize("text", ["so deshawn2012 is his name there", "my_deshawn_page"])
def test_part_of_something_longer_holds(lexicon: Lexicon, text: str) -> None:
    assert twice(lexicon, text)[1]
