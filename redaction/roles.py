"""The answers that are no stories: consent, people, ticked boxes, segments, links. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from redaction.lexicon import fold
from rounds.choices import split_choices

AFFIRMATIVE = frozenset(
    fold(word)
    for word in (
        "yes", "y", "sí", "si", "i agree", "agree", "agreed", "i consent", "consent", "consented", "i do", "ok", "okay",
        "true", "x", "acepto", "de acuerdo", "estoy de acuerdo", "sí, acepto", "si, acepto", "yes, i agree",
        "yes, i consent", "yes i agree", "yes i consent", "yes (verbal)", "verbal yes",
    )
)  # fmt: skip
_NEGATIVE = re.compile(
    r"(?:no|n|false|none|not|nope|never|declined?|refused|i do not|i don't|i dont|i disagree|disagree)\b.*", re.DOTALL
)
_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)+/\S*", re.IGNORECASE)
_MOST_WORDS_BESIDE_A_LINK = 8
_MOST_PEOPLE = 999
_HEADS = r"people|persons?|students?|kids?|adults?|personas?|estudiantes?|ni[nñ]os?"
_PEOPLE = re.compile(rf"(?:about |around |ca\.? |~ ?)?([0-9]{{1,3}})(?: (?:{_HEADS}))?")
_PLAIN_NO = frozenset({"no", "n", "none", "not", "never", "nope", "false", "n/a", "na", "-", "0", "ninguno", "nada"})


class Consent(StrEnum):
    """What an answer to the consent question says."""

    GIVEN = "given"
    REFUSED = "refused"
    UNKNOWN = "unknown"


def consent(answer: str, yes: Sequence[str]) -> Consent:
    """What ``answer`` says. With declared ``yes`` only these count (each ticked box must be one). Doubt is none."""
    given = _plain(answer)
    accepted = {_plain(word) for word in yes} or AFFIRMATIVE
    if not given:
        return Consent.UNKNOWN
    parts = [_plain(part) for part in answer.split(";")]
    if given in accepted or all(part in accepted for part in parts):
        return Consent.GIVEN
    return Consent.REFUSED if _NEGATIVE.fullmatch(given) else Consent.UNKNOWN


def is_ticked(answer: str) -> bool:
    """Whether a box such as *distress* is ticked: any answer but a plain no. "No one knows yet" is none."""
    given = _plain(answer).rstrip(".!")
    return bool(given) and given not in _PLAIN_NO


def people(answer: str) -> int:
    """How many people took part: the answer if it is a number and at most a word like "students", else 1."""
    match = _PEOPLE.fullmatch(answer.strip().lower())
    count = int(match[1]) if match else 1
    return count if 1 <= count <= _MOST_PEOPLE else 1


def segment_values(answer: str, declared: Sequence[str], *, multiple: bool) -> tuple[str, ...]:
    """The declared values of an answer, and ``other`` for anything else; the text of anything else is dropped."""
    if not answer.strip():
        return ()
    chosen, other = split_choices(answer, declared)
    if not multiple and len(chosen) + other > 1:
        return (OTHER,)
    return (*chosen, OTHER) if other else chosen


def is_elsewhere(text: str) -> bool:
    """Whether a note is only a link, or a link with a few words such as *see doc*."""
    if not _LINK.search(text):
        return False
    return len(_LINK.sub(" ", text).split()) <= _MOST_WORDS_BESIDE_A_LINK


OTHER = "other"


def _plain(answer: str) -> str:
    return " ".join(fold(answer).replace("’", "'").split()).strip(" .!")
