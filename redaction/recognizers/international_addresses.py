"""Streets as written elsewhere: *25 rue de la Paix*, *Hauptstraße 5*, *Via Roma 12*, *Kirkegata 3*, *ul. Miła 57*.

The words for street of Europe's and Latin America's languages, before the name or as its ending, and for those
without one a name between two numbers or with an apartment, a postcode or a country behind it.
"""

from __future__ import annotations

import re

from redaction.lexicon import fold
from redaction.recognizers.address_cues import counts_something_else, says_an_address_follows
from redaction.recognizers.address_words import DIGIT, UNIT
from redaction.recognizers.addresses import Addresses
from redaction.recognizers.look import Rule, rule

_CAPITAL = r"(?-i: [^\W\d_a-zà-öø-ÿ] )"
_NUMBER = r"(?<![\w.,:$€£/+-]) \d{1,6} [a-z]?"
_KIND = r"""
        (?: rue | all[eé]e | avenue | boulevard | chemin | quai | impasse | cours | via | viale | vicolo | corso |
        piazza | piazzale | largo | strada | contrada | rua | r[uú]a | avenida | travessa | pra[cç]a | estrada | ul \.
        | ulica | aleja | al \. | plac | osiedle | os \. | carrer | passeig | λεωφόρος | οδός | улица | ул \. | jalan
        | jl \. )"""
_PARTICLE = r"""
        (?: (?: de | des | du | d' | di | del | della | delle | dei | la | le | les | l' | do | da | dos | das | den |
        der | van | von | zum | zur | am | im | u | el | los | las | of | the | y | e | z | na | i ) \s{1,3} )"""
_WORD = rf"(?: {_PARTICLE}{{0,2}} [^\W\d_] [\w'.-]{{0,24}} )"
_FIRST_WORD = rf"(?: {_CAPITAL} [\w'.-]{{0,24}} )"
_CAPITAL_WORD = rf"(?: {_PARTICLE}{{0,2}} {_CAPITAL} [\w'.-]{{0,24}} )"
_ENDING = r"""
        (?: stra(?:ß|ss)e | str\. | gasse | platz | allee | weg | ufer | damm | gatan | v[aä]gen | gr[aä]nd | torget |
        gata | gaten | gate | vei | veien | vegen | vej | gade | all[eé] | str[aæ]de | alen | tie | katu | kuja |
        polku | straat | laan | plein | gracht | kade | dijk | singel | steenweg | vegur | braut | st[ií]gur
        | gerði )"""
_END_WORD = r"""
        (?: utca | [uú]tja | [uú]t | u\. | t[eé]r | k[oö]r[uú]t | rkp\.? | gate | gata | vei | gade | all[eé] | tee |
        mnt | pst | n[aá]m[eě]st[ií] | n[aá]m\. | t[rř][ií]da | ulice | ulica | cesta | trg | street | strasse |
        stra(?:ß|ss)e | weg | platz | caddesi | sokak )"""
_END_NUMBER = r"\s{1,3} \d{1,5} (?: [a-z] \b | / \d{1,4} )? \.? (?! [\w:%] | [.,]\d )"
_SHORTEST_STEM = 3


class InternationalAddresses(Addresses):
    """Streets in the order and words of other countries."""

    RULES = (
        rule("kind, name, number (strong)", 0.8, rf"""
                (?<!\w) (?: {_NUMBER} \s{{1,3}} )? {_KIND} \s{{1,3}} {_WORD} (?: \s {_WORD} ){{0,4}}?
                {_END_NUMBER}""", needs=DIGIT),
        rule("number, kind, name (strong)", 0.8, rf"""
                {_NUMBER} ,? \s{{1,3}} (?: \d{{1,5}} \s{{1,3}} )? {_KIND} \s{{1,3}} {_WORD} (?: \s {_CAPITAL_WORD}
                ){{0,3}}""", needs=DIGIT),
        rule("name with ending and number (strong)", 0.8, rf"""
                (?<!\w) (?: {_NUMBER} \s{{1,3}} )? (?= [\w'-]{{3,30}} \.? \s{{1,3}} \d ) [^\W\d_] [\w'-]{{1,24}}
                {_ENDING} {_END_NUMBER}""", needs=DIGIT),
        rule("name, word for street, number (strong)", 0.8, rf"""
                (?<!\w) (?: {_NUMBER} \s{{1,3}} )? {_FIRST_WORD} \s (?: {_CAPITAL_WORD} \s ){{0,2}} {_END_WORD}
                {_END_NUMBER}""", needs=DIGIT),
        rule("name between numbers (medium)", 0.6, rf"""
                {_NUMBER} \s{{1,3}} {_CAPITAL_WORD} (?: \s {_CAPITAL_WORD} ){{0,4}} {_END_NUMBER}""", needs=DIGIT),
        rule("name after two numbers (medium)", 0.6, rf"""
                {_NUMBER} \s{{1,3}} \d{{1,5}} \s{{1,3}} (?! I ' ) {_FIRST_WORD} (?: [ ] {_CAPITAL_WORD}
                ){{0,3}} \.?""", needs=DIGIT),
        rule("name and number before an apartment (medium)", 0.7, rf"""
                (?<!\w) {_FIRST_WORD} \s (?: {_CAPITAL_WORD} \s ){{0,3}} \d{{1,5}} \.? (?= \s{{0,3}} ,?
                \s{{0,3}} {UNIT} )""", needs=DIGIT),
        rule("name and number after a cue (medium)", 0.6, rf"""
                (?<!\w) {_FIRST_WORD} (?: \s {_CAPITAL_WORD} ){{0,4}} {_END_NUMBER}""", needs=DIGIT),
        rule("number and name after a cue (medium)", 0.6, rf"""
                {_NUMBER} \s{{1,3}} {_CAPITAL_WORD} (?: [ ] {_CAPITAL_WORD} ){{0,3}} \.?""", needs=DIGIT),
    )  # fmt: skip

    def is_address(self, text: str, start: int, end: int, by: Rule) -> bool:
        found = text[start:end]
        number = re.match(r"\d*", found)
        if number and number.group() and counts_something_else(text, start, number.group()):
            return False
        if "after a cue" in by.name:
            return says_an_address_follows(text, start) and not found.isupper() and self._starts_with_a_name(found)
        if by.name.startswith(("kind", "number, kind")):
            return self._has_a_name(found) or any(word[0].isupper() for word in found.split()[1:])
        if by.name.startswith("name with"):
            return self._has_a_name(found) and (found[0].isupper() or found[0].isdigit())
        if by.name.startswith(("name between", "name after")) and found.isupper():
            return False
        return self._has_a_name(found)

    def _starts_with_a_name(self, found: str) -> bool:
        """The first word, so that *2 Levels in i-Ready* and *3 Cuartos* are none."""
        word = fold(re.findall(r"[^\W\d_][\w'-]*", found)[0])
        return not self.lexicon.is_ordinary(word) and not (found[0].isdigit() and word.endswith(("os", "as")))

    def _has_a_name(self, found: str) -> bool:
        words = [word for word in re.findall(r"[^\W\d_][\w'-]*", found) if len(word) >= _SHORTEST_STEM]
        return any(not self.lexicon.is_ordinary(fold(word)) for word in words)
