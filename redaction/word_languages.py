"""How much one word speaks for a language other than English and Spanish."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from redaction.lexicon import INFORMAL, LISTS, Lexicon, fold
from redaction.names.spanish import spanish_words
from redaction.stop_words import stop_words
from redaction.word_set import word_set

ENGLISH, SPANISH = "en", "es"

# The commonest words of notes, folded; those of the list of other languages are in redaction/lists/foreign_words.txt.
_ENGLISH = word_set(
    """
    the a an and or but i you he she it we they him her us them my your his its our their this that these
    those is am are was were be been being have has had do does did doing don t s m re ve ll d not can could
    will would should may might must of to in on at by for from with about into over after before when
    what who how why because if then than as so just very too all any some more there here up out off down
    get got go goes going went said says say told tell like want wants wanted need needs know feel felt didnt dont
    cant wont wasnt isnt im ive hes shes thats its one no never always didn wasn isn couldn wouldn doesn won aren
    every day days time only really people yes none nothing fine good bad help helps call called calls tired
    u ur r n w wth idk tbh bc cuz tho thru wanna gonna gotta aint yall ppl smth rn omg lol bro finna tryna ngl iz
    mon tue tues wed weds thu thur thurs fri sat sun num bio chem mr mrs ms jr sr dr aka msg msgr gr fb mtg per tchr tel
    com net org edu www http https dot ct st ave apt addr rd blvd
    """
)
_SPANISH = word_set(
    """
    el la los las un una unos unas y e o u pero yo tu usted ella nosotros ustedes ellos ellas mi mis su sus ti
    este esta esto estos estas ese esa eso esos esas que quien como cuando donde porque por para con sin de del al
    a en se le les lo nos te me es son era eran fue fueron estan estaba estaban ser estar hay tiene tengo tienen
    tenia habia he ha han muy mas tambien siempre nunca nada todo todos toda todas cada ya si no ni dice dijo dijeron
    digo quiere quiero puede puedo voy va van vamos iba hacer hace escuela maestra maestro maestros hijo hija hijos
    hijas ninos nino nina casa trabajo gracias bien mal mucho mucha muchos despues antes entonces asi llego camion
    mama papa gusta llamaron nadie alguien manana dia dias hoy ayer verdad desde hasta sobre solo aqui alla ahi porq
    q k ke qe xq pq xk tmb tb tmbn pa pal bn toy ta tan tas pos pues nomas nms ntp tqm dnd kien kiero aver haber ay
    ora orita ahorita mijo mija mijos compa wey guey gacho lonche bueno buena sea fui sus les di da hablar habla
    """
)
# Words of school that speakers of any language use.
_BORROWED = word_set(
    """
    bus school teacher class test homework ok okay counselor principal grade text email internet chromebook app math
    late sick lunch office mama papa no
    """
)
# Common words of other languages that dictionaries of ours, or lists of names, have as well.
_OTHER_DESPITE_LISTS = word_set("ang ako anak dele dit ele fils hindi kay mga sa")
_PARTS_OF_NAMES = word_set("thi van")
_OWN_LETTERS = re.compile(r"[a-záéíóúüñàèçï]*", re.IGNORECASE)  # à, è, ç, ï: of borrowed words
_CHINESE_AND_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff]")
_OF_SOUTHEAST_ASIA = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LAST_LATIN = "\u024f"

# Weights of words, about the logarithm of how much likelier they are in another language than in English or Spanish.
OTHER, _STRANGE, _UNKNOWN, RARE_HERE, _IN_A_NAME = 1.5, 1.2, 0.8, 0.5, 0.4
_SHARED, CLEARLY_HOME, COMMON = -0.3, -1.0, -1.5


@dataclass(frozen=True, slots=True)
class WordLanguage:
    """What one word says. ``weight`` is above 0 where it speaks for another language, below 0 for English or Spanish.

    ``home`` is "en" or "es" for a word of one of these only, ``others`` are languages of which it is a common word,
    and ``is_witness`` tells a word of another language from one that is merely unknown.
    """

    weight: float
    home: str | None = None
    others: frozenset[str] = frozenset()
    is_witness: bool = False
    is_of_another_script: bool = False


class WordLanguages:
    """Looks words up. Safe for several threads: nothing in it changes but a memory of words that stand in its lists."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._spanish = spanish_words()
        self._common_english = _ENGLISH | INFORMAL | stop_words("en")
        self._common_spanish = _SPANISH | {fold(word) for word in stop_words("es")}
        self._others = foreign_words()
        self._remembered: dict[str, WordLanguage] = {}

    def is_listed_name(self, word: str) -> bool:
        """Whether ``word``, as typed, is in a list of names of people."""
        return self._lexicon.is_listed_name(fold(word))

    def of(self, word: str) -> WordLanguage:
        """What ``word``, a run of letters as typed, says."""
        known = self._remembered.get(word)
        if known is None:
            known = self._of(word)
            if self._is_public(fold(word)):  # other words are not remembered: they may be somebody's name
                self._remembered[word] = known
        return known

    def _is_public(self, folded: str) -> bool:
        return folded in self._common_english or folded in self._spanish or folded in self._lexicon.ordinary

    def _of(self, word: str) -> WordLanguage:
        folded = fold(word)
        if folded[:1] > _LAST_LATIN:
            return _of_another_script(folded)
        others = self._others.get(folded, frozenset())
        common = _home(folded in self._common_english, folded in self._common_spanish)
        if common is not None:
            return WordLanguage(_SHARED if others or folded in _BORROWED else COMMON, common or None, others)
        if folded in _BORROWED:
            return WordLanguage(_SHARED, ENGLISH)
        if folded in _OTHER_DESPITE_LISTS and word.islower():
            return WordLanguage(OTHER, None, others, is_witness=True)
        if folded in _PARTS_OF_NAMES:
            return WordLanguage(_IN_A_NAME, None, others)
        if word[0].isupper() or self._lexicon.is_listed_name(folded):
            return self._of_a_possible_name(word, folded, others)
        return self._of_a_word(word, folded, others)

    def _of_a_word(self, word: str, folded: str, others: frozenset[str]) -> WordLanguage:
        if _OWN_LETTERS.fullmatch(word) is None:
            return WordLanguage(OTHER if others else _STRANGE, None, others, is_witness=True)
        home = self._ordinary(folded)
        if others:
            return WordLanguage(OTHER if home is None else RARE_HERE, home or None, others, is_witness=home is None)
        if home is not None:
            return WordLanguage(CLEARLY_HOME, home or None)
        return WordLanguage(_UNKNOWN if len(folded) > 1 else 0.0)

    def _of_a_possible_name(self, word: str, folded: str, others: frozenset[str]) -> WordLanguage:
        """Names are of any language, so they say little; a common word of another language says more."""
        if self._ordinary(folded) is not None:
            return WordLanguage(0.0 if others else CLEARLY_HOME, None, others)
        strange = _OWN_LETTERS.fullmatch(word) is None
        listed = self._lexicon.is_listed_name(folded)
        return WordLanguage(
            _IN_A_NAME if others or strange else 0.0, None, others, is_witness=bool(others) and not listed
        )

    def _ordinary(self, folded: str) -> str | None:
        english = len(folded) > 2 and self._lexicon.is_ordinary(folded)
        return _home(english, folded in self._spanish)


@functools.cache  # why is a cache OK? The value is only read, and two threads building it build equal ones
def foreign_words() -> dict[str, frozenset[str]]:
    """The languages of which a folded word is a common one. Raises OSError when the list is missing."""
    found: dict[str, set[str]] = {}
    for line in (LISTS / "foreign_words.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            codes, words = line.split(":")
            for word in words.split():
                found.setdefault(word, set()).update(codes.split(","))
    return {word: frozenset(codes) for word, codes in found.items()}


def _home(english: bool, spanish: bool) -> str | None:
    """The language, "" for both of them, None for neither."""
    if english and spanish:
        return ""
    return ENGLISH if english else SPANISH if spanish else None


def _of_another_script(word: str) -> WordLanguage:
    """Scripts that put no blanks between words have about two, or three, letters for each."""
    letters = 2 if _CHINESE_AND_JAPANESE.match(word) else 3 if _OF_SOUTHEAST_ASIA.match(word) else len(word)
    return WordLanguage(OTHER * max(1.0, len(word) / letters), is_witness=True, is_of_another_script=True)
