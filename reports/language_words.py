"""The small words of English and Spanish that placeholders are read with.

Lists of kinship, school and work nouns as people in schools say them; add one where a letter reads badly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageWords:
    """The words of one language. Names ending in ``_pattern``, and the small words, are regular expressions.

    ``relation_pattern``: nouns that already say who somebody is. ``titles``: words before a surname, and what is
    said instead. ``whose`` and ``own``: words that make a noun definite, and those of them that belong to the
    speaker. ``indefinite`` turns a noun into "a noun"; ``other`` and ``same`` turn such a phrase into the words for
    another one and for the same one again.
    """

    someone: str
    two_people: str
    several_people: str
    something: str
    things: Mapping[str, str]
    thing_nouns: Mapping[str, str]
    relation_pattern: str
    titles: Mapping[str, str]
    whose: str
    own: str
    article: str
    joins: str
    list_word: str
    school_kinds: str
    indefinite: Callable[[str], str]
    other: Callable[[str], str]
    same: Callable[[str], str]
    contractions: Mapping[str, str]
    joined_up: tuple[tuple[tuple[str, str], str], ...]

    @property
    def title_pattern(self) -> str:
        """All titles, the longest first."""
        return "|".join(sorted(self.titles, key=len, reverse=True))

    @property
    def relation_before(self) -> str:
        """A relation at the end of a text: ``whose`` it is (if said), ``who`` it is, and a comma after it."""
        whose = rf"(?P<whose>{self.whose})\s+(?:[^\W\d_]+\s+){{0,2}}"
        return rf"(?<!\w)(?:{whose})??(?P<who>{self.relation_pattern})(?P<comma>,?)\s+$"


_ENGLISH_RELATIONS = (
    "best friends?|friends?|classmates?|roommate|boyfriend|girlfriend|partner|husband|wife|"
    "brothers?|sisters?|stepbrother|stepsister|twins?|cousins?|mom|mother|mum|mama|mamá|dad|father|papa|papá|"
    "stepmom|stepdad|stepmother|stepfather|parents?|guardian|sons?|daughters?|kids?|child|children|baby|nephew|niece|"
    "grandson|granddaughter|grandkids|uncle|aunt|auntie|t[ií]a|t[ií]o|grandma|grandmother|granny|nana|abuela|abuelo|"
    "grandpa|grandfather|neighbou?rs?|teachers?|coach|counselor|principal|librarian|nurse|secretary|driver|janitor|"
    "custodian|aide|para|tutor|mentor|case ?worker|social worker|boss|manager|supervisor|advis[eo]r|coworkers?|"
    "pastor|therapist|dog|cat"
)
_SPANISH_RELATIONS = (
    "mejor(?:es)? amig[oa]s?|amig[oa]s?|compañer[oa]s?|novi[oa]|pareja|espos[oa]|marido|herman[oa]s?|hermanit[oa]s?|"
    "prim[oa]s?|mam[aá]|madre|pap[aá]|papás|padres?|padrastro|madrastra|hij[oa]s?|niñ[oa]s?|bebé|sobrin[oa]s?|niet[oa]s?|"
    "t[ií][oa]s?|abuel[oa]s?|abuelit[oa]s?|suegr[oa]|cuñad[oa]|comadre|compadre|madrina|padrino|vecin[oa]s?|maestr[oa]s?|"
    "profesora?|profe|entrenadora?|consejer[oa]|directora?|enfermer[oa]|secretari[oa]|chofer|conductora?|"
    "trabajadora? social|jef[ea]|supervisora?|pastor|doctora?|perr[oa]|gat[oa]"
)
_FEMININE = ("a", "á", "madre")
_MASCULINE_ALTHOUGH = ("papá", "papa")


def _english_indefinite(noun: str) -> str:
    if (noun.endswith("s") and not noun.endswith("ss")) or noun == "children":
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def _english_other(phrase: str) -> str:
    if phrase == "someone":
        return "someone else"
    first, _, noun = phrase.partition(" ")
    return {"a": f"another {noun}", "an": f"another {noun}", "the": f"another {noun}"}.get(first, phrase)


def _english_same(phrase: str) -> str:
    if phrase.startswith("someone"):
        return "that person"
    first, _, noun = phrase.partition(" ")
    return {"a": f"the {noun}", "an": f"the {noun}", "another": f"the other {noun}"}.get(first, phrase)


def _spanish_indefinite(noun: str) -> str:
    if noun.endswith("s"):
        return noun
    first = noun.removeprefix("mejor ").split()[0]
    feminine = (first.endswith(_FEMININE) and first not in _MASCULINE_ALTHOUGH) or first.startswith("mam")
    return f"{'una' if feminine else 'un'} {noun}"


def _spanish_other(phrase: str) -> str:
    if phrase.startswith("alguien"):
        return "otra persona"
    first, _, noun = phrase.partition(" ")
    return {"un": f"otro {noun}", "una": f"otra {noun}", "el": f"otro {noun}", "la": f"otra {noun}"}.get(first, phrase)


def _spanish_same(phrase: str) -> str:
    if phrase.startswith(("alguien", "otra persona")):
        return "esa persona"
    first, _, noun = phrase.partition(" ")
    definite = {"un": f"el {noun}", "una": f"la {noun}", "otro": f"el otro {noun}", "otra": f"la otra {noun}"}
    return definite.get(first, phrase)


_ENGLISH = LanguageWords(
    someone="someone",
    two_people="two people",
    several_people="several people",
    something="something",
    things={
        "PHONE": "a phone number",
        "EMAIL": "an email address",
        "ADDRESS": "an address",
        "HANDLE": "an online account",
        "ID": "an ID number",
        "URL": "a link",
        "BIRTHDATE": "a date",
        "SCHOOL": "the school",
        "PLACE": "a place",
    },
    thing_nouns={
        "PHONE": "(?:phone |cell )?number|phone|cell",
        "EMAIL": "e-?mail(?: address)?",
        "ADDRESS": "address",
        "HANDLE": "instagram|snapchat|tiktok|account",
        "ID": "id(?: number)?",
        "URL": "link|website",
        "BIRTHDATE": "birthday|date",
        "SCHOOL": "schools?",
        "PLACE": "town|city|neighborhood|street",
    },
    relation_pattern=_ENGLISH_RELATIONS,
    titles=dict.fromkeys(("ms", "mrs", "mr", "miss", "mister", "mx", "professor", "prof"), "a teacher")
    | {"dr": "someone", "officer": "an officer", "sra": "someone", "sr": "someone", "señora": "someone"}
    | {"señor": "someone"},
    whose=r"(?:my|our|your|his|her|their|its|this|that|these|those|another|some|a|an|the|no|\S+['’]s|\w+s['’])",
    own="my|our",
    article="a|an|the",
    joins=r",?\s+(?:and|or|&)\s+|,\s*|\s+",
    list_word=r",|\band\b|\bor\b|&",
    school_kinds=r"\s+(?:(?:elementary|middle|high|primary|junior high)(?:\s+school)?|school|academy)\b",
    indefinite=_english_indefinite,
    other=_english_other,
    same=_english_same,
    contractions={},
    joined_up=(),
)

_SPANISH = LanguageWords(
    someone="alguien",
    two_people="dos personas",
    several_people="varias personas",
    something="algo",
    things={
        "PHONE": "un número de teléfono",
        "EMAIL": "un correo electrónico",
        "ADDRESS": "una dirección",
        "HANDLE": "una cuenta en línea",
        "ID": "un número de identificación",
        "URL": "un enlace",
        "BIRTHDATE": "una fecha",
        "SCHOOL": "la escuela",
        "PLACE": "un lugar",
    },
    thing_nouns={
        "PHONE": "n[uú]mero(?: de tel[eé]fono)?|tel[eé]fono|celular",
        "EMAIL": "correo(?: electr[oó]nico)?|e-?mail",
        "ADDRESS": "direcci[oó]n",
        "HANDLE": "instagram|snapchat|tiktok|cuenta",
        "ID": "id|matr[ií]cula|n[uú]mero de identificaci[oó]n",
        "URL": "enlace|página",
        "BIRTHDATE": "cumpleaños|fecha",
        "SCHOOL": "escuela|secundaria|preparatoria|primaria",
        "PLACE": "ciudad|pueblo|barrio|calle",
    },
    relation_pattern=_SPANISH_RELATIONS,
    titles=dict.fromkeys(("sra", "señora", "srta", "señorita", "doña"), "una señora")
    | dict.fromkeys(("sr", "señor", "don"), "un señor")
    | dict.fromkeys(("miss", "ms", "mrs", "mr", "mister", "teacher"), "alguien de la escuela")
    | {"dr": "alguien", "dra": "alguien"},
    whose=r"(?:mis?|tus?|sus?|nuestr[oa]s?|est[ea]|es[ea]|otr[oa]|una?|el|la|los|las|al|del)",
    own="mis?|nuestr[oa]s?",
    article="una?|el|la|los|las|al|del",
    joins=r",?\s+(?:y|e|o|u)\s+|,\s*|\s+",
    list_word=r",|\b[yeou]\b",
    school_kinds=r"\s+(?:(?:elementary|middle|high)(?:\s+school)?|school)\b",
    indefinite=_spanish_indefinite,
    other=_spanish_other,
    same=_spanish_same,
    contractions={"al": "a", "del": "de"},
    joined_up=((("de ", "el "), "del "), (("a ", "el "), "al ")),
)

WORDS: Mapping[str, LanguageWords] = {"en": _ENGLISH, "es": _SPANISH}
