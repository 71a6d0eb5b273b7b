"""Whether a text says that somebody lives, stays or gets mail where a street is named.

Words for living and for post in English and Spanish as they occur in notes, looked for in the same sentence only.
"""

from __future__ import annotations

import re

from redaction.recognizers.address_words import AFTER_NUMBERED, AFTER_YEAR_WORD, YEAR

_LIVING = r"""
        (?: lives? | lived | living | liv(?:in) | reside[sd]? | stay(?:s|ed|ing|in)? | moved | moving | moves | home |
        house | houses | apartments? | apts? | address(?:es)? | addy | crib | trailer | duplex | condo | townhouse |
        motel | shelter | foster | houseboat | mail | mailing | letters? | neighbou?rs? | rent(?:s|ing|ed)? |
        roommates? | evicted
        | sleep(?:s|ing)? | farm | barn | ranch | rancho | hogan | double \s? wide | camper | rv | where \s we \s are |
        pick(?:s|ed)? \s (?: me | him | her | us | them | \w{2,12} ) \s up | drop(?:s|ped)? \s (?: me | him | her |
        us | them ) \s off | bus \s stop | parada | pick-?up | (?: am | pm ) \s drop | new \s stop | old \s stop |
        gets? \s off
        | (?: out | over | up | down | way ) \s (?: on | off | by | past | at ) | llega \s a | rides? \s from | street
        \s is
        | walks? \s (?: home \s )? from | walks? \s to | camina \s (?: desde | a ) | waits? \s at | stop \s at |
        family's | residence | grew \s up | couch | bought |
        (?: grand(?:ma|pa|mother|father) |
        granny | aunt(?:ie)? | uncle | t[ií][ao] | dad | mom | cousin | sister | brother | friend | buddy ) '? s |
        over \s (?: on | off | by ) | (?: my | his | her | our | their ) \s (?: stop | corner | block | street ) |
        stop \s is | campground | lodge | inn | new \s place | (?: my | his | her | their | our | the | another | '?s
        | s ) \s place | vive | viven | vivo | vivimos | viv[ií]an? | viv[ií] | vivir | casa | casas | domicilio |
        direcci[oó]n | cartas? | correo \s a | qued(?:o|a|an|amos|ando|arse) | mud(?:[oó]|amos|aron|arse|ado) |
        rent(?:o|a|an|amos|aba) | apartamentos? | departamentos? | tr[aá]iler | traila | refugio | vecin[oa]s? |
        s[oó]tano | duerm(?:e|en|o) | estamos |
        (?: we | they | she | he | i ) (?: '?re | \s are | '?s | \s is | '?m | \s am ) \s (?: not \s )? (?: at |
        off | out | over ) |
        (?: my | his | her | our | their | su | mi ) \s (?: building | bldg | complex | unit | edificio ) )"""
_CUE = re.compile(rf"(?<!\w) {_LIVING} (?!\w)", re.IGNORECASE | re.VERBOSE)
_CUE_BEHIND = re.compile(
    r"""
    \b (?: (?: by | near | outside | cerca \s de | junto \s a ) \s (?: my | his | her | our | their | mi | su |
    nuestra )
    \s (?: house | place | apt | apartment | casa | apartamento | traila ) | (?: we | i | he | she | they ) \s (?: live
    | lives | stay | stays ) | (?: where | donde ) \b .{0,20} \b (?: live | lives | stay | stays | vive | vivimos |
    vivo ) | (?: that'?s | is | es ) \s (?: my | his | her | our | mi | su ) \s (?: corner | stop | house | street |
    block | place | esquina | casa ) ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS_IS = re.compile(
    r"""
            (?<!\w) (?: address | addy | domicilio | direcci[oó]n | mailing | located | lives? | lived | living |
            reside[sd]? | vive | viven | vivo | vivimos | moved | stays? | staying | home | house | casa | office |
            deliver(?:ed)? | sent | send | ship(?:ped)? | return | arrived? | meet | rents? | room | pick(?:s|ed)? \s
            up | went \s to | goes \s to | taxi | drops? \s (?: \w{1,5} \s )? off | stop | restaurant | station )
            (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_WEB = re.compile(r"(?:e-?mail|ip|web|url|correo)\s?$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?;]\s|\n\s{0,3}\n")
_WINDOW, _AFTER = 75, 45


def says_somebody_lives(text: str, start: int, end: int) -> bool:
    """Whether a word for living or mail stands in the sentence before ``start``, or soon after ``end``."""
    before = _same_sentence_before(text, start, _WINDOW)
    after = _SENTENCE_END.split(text[end : end + _AFTER], maxsplit=1)[0]
    return bool(_CUE.search(before) or _CUE_BEHIND.search(after))


def says_an_address_follows(text: str, start: int) -> bool:
    """Whether shortly before ``start`` a word announces a place to go or send to: *address is*, *lives at*."""
    before = _same_sentence_before(text, start, 40)
    return any(not _WEB.search(before[: match.start()]) for match in _ADDRESS_IS.finditer(before))


def counts_something_else(text: str, start: int, number: str) -> bool:
    """Whether the number at ``start`` is that of a room, a bus or a page, or a year."""
    before = text[max(0, start - 14) : start]
    if AFTER_NUMBERED.search(before):
        return True
    return bool(YEAR.match(number) and len(number) == 4 and AFTER_YEAR_WORD.search(before))


def _same_sentence_before(text: str, start: int, window: int) -> str:
    return _SENTENCE_END.split(text[max(0, start - window) : start])[-1]
