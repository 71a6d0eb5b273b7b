"""Names after a title: *ms alvarez*, *Coach B*, *Mr. K*, *Sra. Ríos*, *Dr. Young*. The title stays.

Titles of US schools and clinics in English and Spanish, as they occur in notes; with or without a period or capital.
"""

from __future__ import annotations

from spacy.lang.en.stop_words import STOP_WORDS

from redaction.lexicon import fold
from redaction.name_shapes import NAME_WORDS, cut_name, is_capitalised
from redaction.recognizers.look import Recognizer, Rule, rule

_ALWAYS = r"(?: mr | mrs | ms | mx | messrs )"
_OFTEN = r"""
        (?: miss | dr | doctor | doctora | coach | sr | sra | srta | se[nñ]or | se[nñ]ora | se[nñ]orita | profe |
        profesora? | prof | professor | maestr[oa] | don | do[nñ]a | principal | vice \s principal | vp | ap | officer
        | deputy | sgt | sergeant | nurse | counselor | counsellor | teacher | pastor | rev | reverend | father |
        sensei | superintendent | dean | director | directora | supervisor | manager | captain | judge )"""


class TitledNames(Recognizer):
    """The name after a title."""

    ENTITY = "PERSON"
    RULES = (
        rule("after Mr, Mrs, Ms, Mx (strong)", 0.9, rf"\b {_ALWAYS} \b (?: \. \s? | \s ) \s? (?P<what> {NAME_WORDS} )"),
        rule("after another title (medium)", 0.8, rf"\b {_OFTEN} \b (?: \. \s? | \s ) \s? (?P<what> {NAME_WORDS} )"),
    )

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        always = by.name.startswith("after Mr")
        return cut_name(text, start, end, self.lexicon, lambda word: self._starts_name(word, always))

    def _starts_name(self, word: str, always: bool) -> bool:
        folded = fold(word)
        if len(word) == 1:
            return folded not in {"a", "i", "y", "o"} or (word.isupper() and folded != "i")
        if not self.lexicon.is_ordinary(folded):
            return True
        if folded in STOP_WORDS:
            return always and is_capitalised(word)
        return is_capitalised(word) or always
