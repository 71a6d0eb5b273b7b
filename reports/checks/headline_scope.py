"""What stands under somebody's saying or feeling: it is told, not the team's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.checks.headline_patterns import STOPS, Signal
from reports.checks.headline_verbs import words_of

REPORTS = ("says", "asks", "feels", "frame")
_TEAM = words_of("we our us weve creemos pensamos nosotros")
_SUBORDINATING = words_of("if when because bc who that which as than cuando porque si que while where like")
_DENYING = words_of("nobody none noone ninguna ninguno nadie never didnt doesnt dont not nunca no without sin")
_THINGS = ("this", "that", "it", "which", "esto", "eso", "lo")
_IFS = ("if", "when", "cuando", "si")
_CLAUSE = 7  # words before a feeling in which an "if" makes it part of an explanation


def scoped(words: Sequence[str], found: Sequence[Signal]) -> Iterator[Signal]:
    """The signals, those under a report named ``said:...``, and ``sub:...`` the reports that are none."""
    reports = [one for one in found if one.name in REPORTS and not _by_team(words, one)]
    idle = {one for one in reports if _is_idle(words, one)}
    reach = [_reach(words, one) for one in reports if one not in idle]
    for one in found:
        if one in idle and one.name != "frame":
            yield Signal(f"sub:{one.name}", one.start, one.end)
        elif one.name not in REPORTS and any(start <= one.start < end for start, end in reach):
            yield Signal(f"said:{one.name}", one.start, one.end)
        else:
            yield one


def _by_team(words: Sequence[str], one: Signal) -> bool:
    return one.start > 0 and words[one.start - 1] in _TEAM


def _reach(words: Sequence[str], one: Signal) -> tuple[int, int]:
    """To the end of the sentence; all of it after "according to", or where "she says" ends it."""
    end = _sentence_end(words, one.end)
    whole = one.name == "frame" or (one.name == "says" and end == one.end)
    return _sentence_start(words, one.start) if whole else one.end, end


def _is_idle(words: Sequence[str], one: Signal) -> bool:
    return _is_subordinate(words, one) or _is_denied(words, one) or _is_a_thing(words, one)


def _is_a_thing(words: Sequence[str], one: Signal) -> bool:
    """Whether something and nobody tells: "this tells us that"."""
    return one.name == "says" and one.start > 0 and words[one.start - 1] in _THINGS


def _is_denied(words: Sequence[str], one: Signal) -> bool:
    """Whether nobody said it: "although none of them mentioned it"."""
    return one.name == "says" and any(word in _DENYING for word in words[max(0, one.start - 2) : one.start])


def _is_subordinate(words: Sequence[str], one: Signal) -> bool:
    """Whether a saying or feeling is itself part of an explanation: "students leave when they feel judged"."""
    if one.name == "frame" or one.start == 0:
        return False
    clause = words[max(_sentence_start(words, one.start), one.start - _CLAUSE) : one.start]
    near = words[max(0, one.start - 2) : one.start]
    return any(word in _SUBORDINATING for word in near) or (
        one.name == "feels" and any(word in _IFS for word in clause)
    )


def _sentence_end(words: Sequence[str], at: int) -> int:
    while at < len(words) and words[at] not in STOPS:
        at += 1
    return at


def _sentence_start(words: Sequence[str], at: int) -> int:
    while at > 0 and words[at - 1] not in STOPS:
        at -= 1
    return at
