"""One quote beside a few texts. What counts as exact is decided in quote_exact.py, here as everywhere."""

from __future__ import annotations

from collections.abc import Iterable

from reports.checks.quote_codes import Codes
from reports.checks.quote_exact import is_exact
from reports.checks.quote_parts import quote_in, said_in
from reports.checks.quote_steps import Steps, TooMuch
from reports.checks.quote_words import words_of


def without_marks(quote: str) -> str:
    """The words that a quote gives as said, without the marks around them; of an attribution nothing is left."""
    said = " … ".join(part.strip() for part in said_in(quote))
    return said.strip().strip('"“”«»„').strip()


def is_word_for_word(quote: str, notes: Iterable[str]) -> bool:
    """Whether ``quote`` stands in one of ``notes``, changed in nothing but what docs/headlines.md allows.

    One that is too long or too branched to be compared does not.
    """
    codes = Codes()
    coded = codes.learn(quote_in(quote))
    steps = Steps()
    try:
        return any(is_exact(coded, codes.read(words_of(note)), steps) for note in notes)
    except TooMuch:
        return False
