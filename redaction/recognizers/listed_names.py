"""Given names of the lists, in any case, with the surname that follows: *marisol okonkwo*, *Jaylen*.

A name that is an ordinary word as well is left to the other signals, the roster and the cue words.
"""

from __future__ import annotations

from redaction.lexicon import SPANISH_ORDINARY, fold
from redaction.name_shapes import NAME_WORDS, WORD, cut_name, is_capitalised, is_likely_in_lower_case
from redaction.recognizers.look import Recognizer, Rule, rule


class ListedNames(Recognizer):
    """Given names that no cue announces."""

    ENTITY = "PERSON"
    RULES = (
        rule(
            "given name (medium)", 0.6, rf"""
                    (?<! [\w@\#/._-] ) (?<! \b San\s ) (?<! \b Fort\s ) (?<! \b Lake\s ) (?<!\d') (?= (?P<what>
                    {NAME_WORDS} ) ) {WORD} (?! [\w@] | \.\w )"""
        ),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        return cut_name(text, start, end, self.lexicon, self._starts_name)

    def _starts_name(self, word: str) -> bool:
        folded = fold(word)
        if is_capitalised(word):
            return folded in self.lexicon.given and (
                not self.lexicon.is_ordinary(folded) or folded in SPANISH_ORDINARY - self.lexicon.ordinary
            )
        return is_likely_in_lower_case(word, self.lexicon)
