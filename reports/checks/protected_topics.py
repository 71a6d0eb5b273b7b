"""The eight areas that the Protection of Pupil Rights Amendment protects in surveys of students, English and Spanish.

Source: 20 U.S.C. 1232h(b). Words are chosen so that everyday questions stay out: family dinners, stress before a test.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """One protected area, and the words by which a question touches it."""

    name: str
    words: re.Pattern[str]


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns))


AREAS = (
    Area(
        "political affiliations or beliefs",
        _words(
            r"politic(?:s|al|ally)",
            r"democrats?|republicans?",
            r"who did you(?:r \w+)? vote",
            r"vot(?:e|ed|ing) for (?:president|governor|mayor|senator)",
            r"immigration status|undocumented|citizenship",
            r"partido politico|politic[oa]s?|por quien voto|estatus migratorio|indocumentad[oa]s?|ciudadania",
        ),
    ),
    Area(
        "mental or psychological problems",
        _words(
            (
                r"mental (?:health|illness|problems?)|depress(?:ed|ion)|anxiety|suicid\w+|self-?harm|therap(?:y|ist)"
                r"|psychiatr\w+|psycholog\w+|panic attacks?|eating disorder|trauma(?:tic|s)?|adhd|diagnos(?:is|ed)"
            ),
            r"salud mental|depresion|deprimid[oa]|ansiedad|suicid\w+|psicolog[oa]s?|psiquiatr\w+|terapia|trauma(?:s)?",
        ),
    ),
    Area(
        "sex behavior or attitudes",
        _words(
            (
                r"sex(?:ual(?:ity|ly)?)?(?! ed\b)|sexual (?:orientation|identity)|pregnan(?:t|cy)|birth control"
                r"|dating (?:life|partner)|gay|lesbian|bisexual|transgender|gender identity"
            ),
            r"sexo|sexual(?:es|idad)?|embaraz\w+|orientacion sexual|identidad de genero|anticoncep\w+",
        ),
    ),
    Area(
        "illegal, anti-social, self-incriminating or demeaning behavior",
        _words(
            (
                r"drugs?|alcohol|drunk|vap(?:e|ed|ing)|marijuana|weed|smok(?:e|ed|ing)|steal(?:ing)?|stole|shoplift\w*"
                r"|arrest(?:ed)?|gangs?|crimes?|weapons?|cheat(?:ed|ing)? on|fake id|illegal"
            ),
            (
                r"drogas?|borrach[oa]|vape\w*|marihuana|fum(?:a|ar|as|aste)|rob(?:o|ar|aste|ado)|arrest\w+|pandillas?"
                r"|delitos?|armas?|ilegal(?:es)?"
            ),
        ),
    ),
    Area(
        "critical appraisals of close family",
        _words(
            (
                r"(?:parents?|mom|mother|dad|father|family|brother|sister|stepdad|stepmom)\b.{0,40}\b(?:fought|argued|yelled|fight(?:s"
                r"|ing)?|argue|arguing|yell(?:s|ing)?|hit(?:s|ting)?|strict|abus\w+|neglect\w*|drink(?:s|ing)?"
                r"|divorc\w+|jail|prison|bad (?:parent|mother|father))"
            ),
            r"(?:domestic violence|home life problems|family problems|problems at home)",
            (
                r"(?:padres?|mama|papa|madre|familia|herman[oa]s?)\b.{0,40}\b(?:pele\w+|discut\w+|grit\w+|peg\w+"
                r"|golpe\w+|abus\w+|divorci\w+|carcel|estrict[oa]s?)"
            ),
            r"violencia (?:domestica|familiar)|problemas (?:familiares|en casa|en el hogar)",
        ),
    ),
    Area(
        "legally privileged relationships",
        _words(
            (
                r"(?:your|the|a|with|to|his|her|their) (?:lawyers?|attorneys?|doctors?|physicians?|pastors?|priests?"
                r"|ministers?|rabbis?|imams?)"
            ),
            r"(?:su|tu|el|la|un|una|con|al) (?:abogad[oa]|doctora?|medic[oa]|pastora?|sacerdote|padre confesor)",
        ),
    ),
    Area(
        "religious practices, affiliations or beliefs",
        _words(
            (
                r"religio(?:n|us|ns)|church|mosque|synagogue|temple|pray(?:er|ers|ing)?|faith|believe in god|bible"
                r"|quran|koran|ramadan|christian|muslim|jewish|catholic|baptis\w+"
            ),
            (
                r"religi(?:on|oso|osa|osas|osos)|iglesia|mezquita|sinagoga|rez(?:a|ar|as|an)|ora(?:r|cion)|biblia"
                r"|cristian[oa]|musulman[oa]?|judi[oa]|catolic[oa]|creen? en dios"
            ),
        ),
    ),
    Area(
        "income",
        _words(
            (
                r"income|salary|how much (?:money )?(?:do|does|did) (?:your )?(?:\w+ )?(?:parents?|family|mom|dad|you"
                r"|household)(?: \w+)? (?:make|earn)|free (?:and|or|/) reduced(?:-price)? (?:lunch|meals?)|welfare"
                r"|food stamps|snap benefits|afford|(?:on|below) the poverty|poverty|evict\w+|homeless\w*"
            ),
            (
                r"ingresos?|salarios?|sueldos?|cuanto (?:dinero )?gana(?:n|s)?|almuerzo (?:gratis|gratuito"
                r"|a precio reducido)|estampillas|pobreza|alcanza el dinero|desaloj\w+"
            ),
        ),
    ),
)


def areas_of(text: str) -> tuple[str, ...]:
    """The names of the areas that ``text`` touches; ``text`` in lower case without accents."""
    return tuple(area.name for area in AREAS if area.words.search(text))
