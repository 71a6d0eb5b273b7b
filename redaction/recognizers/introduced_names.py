"""Names that somebody gives: *my name is*, *named*, *goes by*, *me llamo*, *this is Ana*, *I'm Deshawn*."""

from __future__ import annotations

from redaction.lexicon import fold
from redaction.name_shapes import NAME_WORDS, cut_name, is_capitalised, is_likely_in_lower_case
from redaction.recognizers.look import Recognizer, Rule, rule


class IntroducedNames(Recognizer):
    """The name in an introduction."""

    ENTITY = "PERSON"
    RULES = (
        rule("my name is (strong)", 0.9, rf"""
                \b (?: names? \s+ (?: is | was | are ) | names? \s? : | name's | named | nicknamed | me \s llamo | se
                \s llama | goes \s by | go \s by ) \s+ (?P<what> {NAME_WORDS} )"""),
        rule("this is, I am (medium)", 0.7, rf"""
                \b (?: this \s is | i \s am | i'm | im | soy | it's | signed | love ) ,? \s+
                (?P<what> {NAME_WORDS} )"""),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        strong = by.name.startswith("my name")
        return cut_name(text, start, end, self.lexicon, lambda word: self._starts_name(word, strong))

    def _starts_name(self, word: str, strong: bool) -> bool:
        folded = fold(word)
        if is_capitalised(word) and len(word) > 1 and (strong or folded in self.lexicon.given):
            return True
        if strong:
            return not self.lexicon.is_ordinary(folded)
        return is_likely_in_lower_case(word, self.lexicon)
