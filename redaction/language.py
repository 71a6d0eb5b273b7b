"""Which language a text is in, and whether its redaction can be trusted. Doubt holds.

Two witnesses: function words of the languages met in US schools, and py3langid's statistics. Function words decide
short texts, where statistics guess; statistics decide languages of which no function words are listed here.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from redaction.lexicon import Lexicon, fold
from redaction.word_set import word_set
from redaction.words import name_words
from rounds.interviews import HeldReason

ENGLISH = "en"
_SENTENCE = re.compile(r"[^.!?\n;:\"“”()]+")
_CANDIDATES = word_set(
    """
    am ar bn ceb de en es fa fr gu hi ht ilo it ja km ko ku lo mh mr my ne om pa pl ps pt ro ru sm so sw ta te th ti tl
    to uk ur vi zh zxx
    """
)
_LONG = 8  # words: from here on an unsure text is held
_FOREIGN_WORDS = 8  # words in sentences of another language that make the text that language's
_FOREIGN_SHARE = 0.4
_SURE = 0.7

# The commonest words of each language that are no common English words, folded.
FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": word_set(
        """
        the a an and or but i you he she it we they him her us them my your his its our their this that these
        those is am are was were be been being have has had do does did don t s m re ve ll d not can could
        will would should may might must of to in on at by for from with about into over after before when
        what who how why because if then than as so just very too all any some more there here up out off down
        get got go goes went said says say told tell like want wanted need know feel felt didnt dont cant wont
        wasnt isnt im ive hes shes thats its one no never always didn wasn isn couldn wouldn doesn won aren
        every day time only really people school bus home mom dad sick late said ok okay yes none nothing fine
        good bad class teacher help helps call called late tired
        """
    ),
    "es": word_set(
        """
        el la los las un una unos unas y o pero yo tu usted ella nosotros ustedes ellos ellas mi mis su sus
        este esta esto ese esa eso que quien como cuando donde porque por para con sin de del al en se le les
        lo nos te es son era eran fue fueron esta estan estaba ser estar hay tiene tengo tienen tenia habia
        muy mas tambien siempre nunca nada todo todos cada ya si dice dijo dijeron quiere quiero puede puedo
        voy va van hacer hace escuela maestra maestro hijo hija ninos casa trabajo gracias bien mucho mucha
        despues antes entonces asi cuando llego camion mama papa le gusta llamaron nadie alguien manana dia
        dias hoy ayer feliz contento verdad se
        """
    ),
    "so": word_set(
        """
        waa waan soo cid cidna nama naga waxaan waxay wuxuu waxa ayaa ayuu ayay iyo ku ka la u oo in inaan inuu
        inay aan uu ay ma maya
        haa laakiin markii marka sababtoo tahay yahay ahay ahaa wax dhan iskuulka iskool macallin macalin
        ardayda carruurta gurigaan guriga waalid hooyo aabo wiilkayga gabadhayda caruur maanta shaqo badan aad
        si loo laga lagu kuma sida kale mid
        """
    ),
    "vi": word_set(
        """
        toi ban anh chi em ong no chung va la cua co khong duoc cho voi trong nhung nay kia khi neu vi nhu rat
        nhieu cung da se dang phai den tu ve o thi ma hoc truong lop giao vien con nha xe buyt lam di noi goi
        nguoi mot cac hay gi ai
        """
    ),
    "ht": word_set(
        """
        mwen ou li nou yo nan ak pou ki sa se pa te ap gen gade fe ale vini lekol timoun pitit lakay yon tout
        anpil men paske lè le kote kijan poukisa manman papa moun travay di konn vle kapab pral bis la toujou
        janm epi tou
        """
    ),
    "tl": word_set(
        """
        ang ng sa mga na at ay ako ikaw siya kami tayo kayo sila ko mo niya namin natin nila ito iyan iyon
        hindi wala may mayroon para kung kapag dahil kasi pero lang din rin po opo naman talaga anak nanay
        tatay paaralan eskwela guro bahay bakit paano saan kailan sino ano araw pumasok
        """
    ),
    "pt": word_set(
        """
        o os um uma e ou mas eu voce ele ela nos eles elas meu minha seu sua que quando onde porque por para
        com sem de do da dos das em no na nao sim muito mais tambem sempre nunca tudo escola filho filha casa
        ja foi era esta estava tem tinha professora onibus
        """
    ),
    "fr": word_set(
        """
        le la les un une des et ou mais je tu il elle nous vous ils elles mon ma mes son sa ses ce cette que
        qui quand parce pour avec sans de du au aux en dans est sont etait ete ne pas plus tres aussi toujours
        jamais ecole fils fille maison mere pere
        """
    ),
    "sw": word_set(
        """
        na ya wa kwa ni si la za katika kama lakini sana mimi wewe yeye sisi wao yangu yake shule mtoto watoto
        mwalimu nyumbani basi siku kila hapana ndiyo hakuna alikuwa nilikuwa kwenda
        """
    ),
}  # fmt: skip

_NAMES = {
    "en": "english ingles en eng en-us en-gb anglais",
    "es": "spanish espanol castellano es spa es-mx es-us espagnol spanish/espanol espanol/spanish",
    "so": "somali soomaali af-soomaali so",
    "vi": "vietnamese vi",
    "ht": "haitian kreyol ht",
    "tl": "tagalog filipino pilipino tl fil",
    "pt": "portuguese portugues pt pt-br",
    "fr": "french francais fr",
    "ar": "arabic ar",
    "ru": "russian ru",
    "uk": "ukrainian uk",
    "zh": "chinese mandarin cantonese zh",
    "ko": "korean ko",
    "sw": "swahili kiswahili sw",
    "am": "amharic am",
    "mh": "marshallese mh",
}
_CODE_BY_NAME = {name: code for code, names in _NAMES.items() for name in names.split()} | {
    "tieng viet": "vi",
    "haitian creole": "ht",
    "kreyol ayisyen": "ht",
    "english/ingles": "en",
    "ingles/english": "en",
    "english (ingles)": "en",
    "spanish (espanol)": "es",
    "espanol (spanish)": "es",
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """The language of a text (None when unknown) and, unless its redaction can be trusted, why it is held."""

    language: str | None
    held: HeldReason | None = None


def language_code(answer: str) -> str | None:
    """The code of a language that somebody typed or chose: *Español*, *English*, *es-MX*. None when it is unknown."""
    return _CODE_BY_NAME.get(" ".join(fold(answer).split()).strip(" ."))


def detect(text: str, lexicon: Lexicon) -> str | None:
    """The language of ``text`` as a code; None when there is too little to tell, or no agreement."""
    words = [word.folded for word in name_words(text)]
    if not words:
        return None
    if _is_in_another_script(text):
        return str(_identifier().classify(text)[0])
    sentences = [
        _language_of_words([word.folded for word in name_words(part)], lexicon) for part in _SENTENCE.findall(text)
    ]
    counts: Counter[str | None] = Counter()
    for language, length in sentences:
        counts[language] += length
    foreign = {code: count for code, count in counts.items() if code not in (ENGLISH, None)}
    if foreign and (
        sum(foreign.values()) >= min(_FOREIGN_WORDS, len(words)) or sum(foreign.values()) >= _FOREIGN_SHARE * len(words)
    ):
        return max(foreign, key=lambda code: (foreign[code], code))
    if counts[ENGLISH] >= len(words) / 2:
        return ENGLISH
    return _by_statistics(text, words, lexicon)


def judge(texts: Sequence[str], declared: str | None, supported: Iterable[str], lexicon: Lexicon) -> Judgement:
    """Whether texts of one interview, ``declared`` to be in a language (None: not declared), can be redacted.

    Held are: a declared language without a model, a text that evidently is in one, and long texts of no clear language.
    Short texts of no clear language go with the declaration, else with English.
    """
    supported = frozenset(supported)
    if declared is not None and declared not in supported:
        return Judgement(declared, HeldReason.LANGUAGE_UNSUPPORTED)
    unsure = False
    for text in texts:
        language = detect(text, lexicon)
        if language is not None and language not in supported:
            return Judgement(language, HeldReason.LANGUAGE_UNSUPPORTED)
        unsure |= language is None and _plain_words(text) >= _LONG
    if unsure:
        return Judgement(declared, HeldReason.LANGUAGE_UNSURE)
    return Judgement(declared or ENGLISH)


def _plain_words(text: str) -> int:
    """How many words have no capital: a list of names is in no language and no reason to hold."""
    shouted = text.isupper()
    return sum(shouted or not text[word.start].isupper() for word in name_words(text))


def _language_of_words(words: list[str], lexicon: Lexicon) -> tuple[str | None, int]:
    """The language of one sentence by its function words, and how many words it has."""
    if not words:
        return None, 0
    votes = {code: sum(word in known for word in words) for code, known in FUNCTION_WORDS.items()}
    english = votes.pop(ENGLISH)
    known_in_english = sum(word in lexicon.ordinary or lexicon.is_ordinary(word) for word in words if len(word) > 2)
    other = max(votes, key=lambda code: (votes[code], code == "es", code))  # of two equal ones, the commoner language
    if len(words) > 2 and votes[other] >= 2 and votes[other] > english and known_in_english < 0.75 * len(words):
        return other, len(words)
    if english >= 0.25 * len(words) or known_in_english >= 0.5 * len(
        [word for word in words if len(word) > 2] or words
    ):
        return ENGLISH, len(words)
    return None, len(words)


def _by_statistics(text: str, words: list[str], lexicon: Lexicon) -> str | None:
    language, probability = _identifier().classify(text.lower() if text.isupper() else text)
    if language == ENGLISH:
        known = sum(lexicon.is_ordinary(word) or lexicon.is_listed_name(word) for word in words)
        return ENGLISH if probability >= _SURE and known >= len(words) / 2 else None
    if len(words) >= 4 and probability >= _SURE and language != "zxx":
        return str(language)
    return None


def _is_in_another_script(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    foreign = sum(character > "\u024f" and not "\u1e00" <= character <= "\u1eff" for character in letters)
    return foreign * 3 > len(letters)


@functools.cache  # why is a cache OK? The identifier is only read after it is built
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in sorted(_CANDIDATES) if code in identifier.labels])
    return identifier
