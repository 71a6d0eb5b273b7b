"""Names after a word of kinship or closeness: *tía Chayo*, *grandma Lou*, *my friend deshawn*, *his cousin Will*.

The words as they occur in notes, English and Spanish. The word stays; what follows is masked if it can be a name.
"""

from __future__ import annotations

from redaction.lexicon import fold
from redaction.name_shapes import NAME_WORDS, cut_name, is_capitalised, is_likely_in_lower_case
from redaction.person_spans import NO_PERSONS
from redaction.recognizers.look import Recognizer, Rule, rule

_NAMED_SO = r"""
        (?: aunt | auntie | aunty | tante | uncle | t[ií]a | t[ií]o | grandma | grandpa | granny | grammy | nana |
        papaw | mamaw | abuel[ao] | abuelit[ao] | cousin | prim[ao] | godmother | godfather | madrina | padrino |
        sister | brother )"""
_OTHER = r"""
        (?: mom | mommy | mother | mam[aá] | dad | daddy | father | pap[aá] | step (?: mom | dad | sister | brother |
        son | daughter ) | bro | sis | son | daughter | hij[oa] | hermanit[oa] | herman[oa] | nephew | niece |
        sobrin[oa] | twin | husband | wife | espos[oa] | boyfriend | girlfriend | nov[io]a? | bf | gf | best \s friend
        | bestie | bff | friend s? | amig[oa] s? | buddy | homie | neighbors? | neighbou?r | vecin[oa] | classmates? |
        teammates? | roommate | partner | kid | baby | foster \s (?: mom | dad | son | daughter ) | babysitter |
        student | caseworker | social \s worker | therapist | tutor | mentor | aide | para | bus \s driver | driver |
        secretary | custodian | janitor | librarian | boss | coworker | landlord | guardian | caregiver )"""
_LINK = r"(?: \s* , \s* | \s+ (?: named | called | is \s named | whose \s name \s is ) \s+ | \s* \( \s* | \s+ )"


class KinNames(Recognizer):
    """The name after a word for somebody close."""

    ENTITY = "PERSON"
    RULES = (
        rule("called by kinship (strong)", 0.85, rf"\b {_NAMED_SO} {_LINK} (?P<what> {NAME_WORDS} )"),
        rule("kin, friend or helper (medium)", 0.75, rf"\b {_OTHER} {_LINK} (?P<what> {NAME_WORDS} )"),
    )

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        by_kinship = (
            by.name.startswith("called") and text[start - 1 : start].isspace() and text[start - 2 : start - 1] != ","
        )
        return cut_name(text, start, end, self.lexicon, lambda word: self._starts_name(word, by_kinship))

    def _starts_name(self, word: str, by_kinship: bool) -> bool:
        folded = fold(word)
        ordinary = self.lexicon.is_ordinary(folded)
        if folded in NO_PERSONS:
            return False
        if is_capitalised(word):
            return not ordinary or folded in self.lexicon.given or (by_kinship and len(word) > 1)
        return is_likely_in_lower_case(word, self.lexicon) or (by_kinship and not ordinary)
