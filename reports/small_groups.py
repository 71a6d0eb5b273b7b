"""What may be counted aloud: who people are is protected, how many said something is not.

The sources of the rules: FERPA's test is what a reasonable person in the school community could work out
(34 CFR 99.3, "personally identifiable information"), and states set minimum group sizes from 5 to 30, most often 10.
"""

from __future__ import annotations

from collections.abc import Mapping

EXACT_FROM = 3  # interviews that said it
EXACT_WHEN_ASKED = 10  # interviews that were asked
_TOO_FEW_TO_WEIGH = 4  # of one to three that were asked, any weight would name them
_TOO_FEW_FOR_THIRDS = 7  # of up to six, a third would be a single number

FEW = "few"
ONE_OR_TWO = "one_or_two"
SOME = "some"
MANY = "many"
MOST = "most"
NEARLY_ALL = "nearly_all"
EXACT = "exact"

_WORDS = {
    "en": {
        FEW: "few, if any",
        ONE_OR_TWO: "one or two",
        SOME: "some",
        MANY: "many",
        MOST: "most",
        NEARLY_ALL: "nearly all",
        EXACT: "{said} of {asked}",
    },
    # Feminine: what is counted are "entrevistas".
    "es": {
        FEW: "pocas o ninguna",
        ONE_OR_TWO: "una o dos",
        SOME: "algunas",
        MANY: "muchas",
        MOST: "la mayoría",
        NEARLY_ALL: "casi todas",
        EXACT: "{said} de {asked}",
    },
}

# One length per word, so that a bar says no more than its word does.
_BAR_OF_WORD = {FEW: 0.02, ONE_OR_TWO: 0.06, SOME: 0.2, MANY: 0.5, MOST: 0.75, NEARLY_ALL: 0.95}


def withhold(counts: Mapping[str, int], floor: int) -> dict[str, int | None]:
    """The counts of one split that may be shown beside their total; None stands for a withheld one.

    Withheld are all counts from 1 to ``floor`` - 1, and then the smallest others (ties together) until at least
    two are withheld and they hold at least ``floor`` together: nobody who knows the total, the floor and this rule
    can work a withheld count out. A zero counts nobody and is shown beside other shown counts; where every other
    count is withheld, so are the zeros. A split of a single value is the total itself: only the caller can protect it.

    Raises ValueError for a negative count or a floor below 2.
    """
    if floor < 2 or any(number < 0 for number in counts.values()):
        raise ValueError("counts must not be negative, and the floor is at least 2")
    withheld = {key for key, number in counts.items() if 0 < number < floor}
    while withheld and not _is_safe([counts[key] for key in withheld], floor):
        rest = [number for key, number in counts.items() if number and key not in withheld]
        if not rest:
            break
        withheld |= {key for key, number in counts.items() if number == min(rest)}
    if withheld and all(number == 0 or key in withheld for key, number in counts.items()):
        withheld = set(counts)
    return {key: None if key in withheld else number for key, number in counts.items()}


def _is_safe(withheld: list[int], floor: int) -> bool:
    """Whether counts can hide behind each other: two or more, enough interviews, and not all at an end of 1..floor-1.

    At an end their sum alone would say what each of them is: two that make 18 under a floor of 10 are 9 and 9.
    """
    at_an_end = set(withheld) in ({1}, {floor - 1})
    return len(withheld) >= 2 and sum(withheld) >= floor and not at_an_end


def theme_count(said: int, asked: int, *, sensitive: bool = False, language: str = "en") -> str:
    """How many interviews said something, out of those that were asked, as it may be said aloud.

    Exact ("7 of 29") only from 3 up to all but two, of ten or more; else in words.
    ``sensitive`` themes are never counted in numbers. Languages: "en", "es"; any other reads English.

    Raises ValueError unless 0 <= said <= asked.
    """
    return in_words(weigh(said, asked, sensitive=sensitive), said, asked, language=language)


def in_words(weight: str, said: int | None, asked: int | None, *, language: str = "en") -> str:
    """A weight as it is said aloud; the numbers are used for EXACT only."""
    return _WORDS.get(language, _WORDS["en"])[weight].format(said=said, asked=asked)


def bar_of(weight: str, said: int | None, asked: int | None) -> float:
    """The length of a weight's bar, from 0 to 1: one length for each word."""
    return said / asked if weight == EXACT and said is not None and asked else _BAR_OF_WORD.get(weight, 0.0)


def weigh(said: int, asked: int, *, sensitive: bool = False) -> str:
    """The weight of a theme: EXACT, or the word for it. Raises ValueError unless 0 <= said <= asked."""
    if not 0 <= said <= asked:
        raise ValueError("a theme cannot be heard in fewer than none or more than all of the interviews asked")
    if said == 0:
        return FEW
    if sensitive:
        return _sensitive_weight(said, asked)
    if asked < EXACT_WHEN_ASKED:
        return rough_weight(said, asked)
    if said < EXACT_FROM:
        return ONE_OR_TWO
    return NEARLY_ALL if said >= asked - 1 else EXACT


def rough_weight(said: int, asked: int) -> str:
    """Some, many or most: thirds of those that were asked, of fewer than seven halves, of fewer than four nothing.

    No word stands for a single number: then it would be that number.
    """
    if asked < _TOO_FEW_TO_WEIGH:
        return SOME
    if asked < _TOO_FEW_FOR_THIRDS:
        return SOME if 2 * said <= asked else MOST
    if 3 * said < asked:
        return SOME
    return MANY if 3 * said < 2 * asked else MOST


def _sensitive_weight(said: int, asked: int) -> str:
    """As rough as ``rough_weight``, and nothing finer than "some" where few were asked. "Few" are none to two."""
    if asked < EXACT_WHEN_ASKED:
        return SOME
    if said < EXACT_FROM:
        return FEW
    return SOME if said <= EXACT_FROM + 1 else rough_weight(said, asked)
