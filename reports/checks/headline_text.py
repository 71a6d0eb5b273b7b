"""A headline as words: lower case, without accents and apostrophes, each with its place in the text as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reports.checks.headline_quotes import blanked
from reports.checks.headline_verbs import words_of

QUOTED = "<quoted>"
_SAID = "\ue000"  # stands for every character within quotation marks
_WORD = re.compile(
    rf"\[[A-Za-z]+(?:_\d+)?\]|{_SAID}+|\d[\w.:/]*|[^\W\d_]+(?:['’´`-][^\W\d_]+)*(?:/[^\W\d_]+)?|[.,;:!?¿()=…\n–—-]"
)
_ENGLISH_FORM = re.compile(r"(?i)\b\w+(?:n't|ing|ed|th)\b")
_SPANISH_LETTER = re.compile("[ñáéíóú¿¡]")
_SOME = 2  # more hits than these in the other language: both are looked at
_PLACEHOLDER = re.compile(r"\[([A-Za-z]+)")
_SPANISH = words_of(
    """
    el la los las de del que y en un una se no su sus por con para es lo le les al como más muy ya porque cuando
    pero mi hay fue está dice esta mama papá mamá maestra maestro niños escuela son ha sin nada nadie si puros
    hijo
    """
)
_ENGLISH = words_of(
    """
    the a of to and in is for his her he she they that on with at was are it not be has have from this we should
    who about when says said kids students parents school need more by as an our their but or so my i you do
    does
    """
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, mark or placeholder: in plain form, and where it stands (``start``, ``end`` in characters)."""

    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeadlineText:
    """The words of a headline outside quotation marks; what is within is one ``<quoted>``.

    ``english`` and ``spanish`` say what they may be, ``is_spanish`` what the whole text is.
    """

    text: str
    words: tuple[Word, ...]
    english: bool
    spanish: bool
    is_spanish: bool

    @property
    def has_quote(self) -> bool:
        """Whether anything stands within quotation marks."""
        return any(word.plain == QUOTED for word in self.words)


def headline_text(text: str) -> HeadlineText:
    """Cuts ``text`` into words; says which languages they may be of (both where that is not clear)."""
    outside = blanked(text, _SAID)
    words = tuple(Word(_plain(match[0]), *match.span()) for match in _WORD.finditer(outside))
    english, spanish = _languages(outside)
    english_in_all, spanish_in_all = _languages(text)
    return HeadlineText(
        text,
        words,
        english=english >= spanish or english > _SOME,
        spanish=spanish >= english or spanish > _SOME,
        is_spanish=spanish_in_all > english_in_all,
    )


def _languages(text: str) -> tuple[int, int]:
    """How much there is of English and of Spanish."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    english = sum(word in _ENGLISH for word in words) + len(_ENGLISH_FORM.findall(text))
    return english, sum(word in _SPANISH for word in words) + 2 * len(_SPANISH_LETTER.findall(text.lower()))


def _plain(word: str) -> str:
    if word[0] == _SAID:
        return QUOTED
    if word[0] == "[":
        kind = _PLACEHOLDER.match(word)
        name = kind[1].lower() if kind else ""
        return f"<{name}>" if name in ("person", "school") else "<thing>"
    if word[0].isdigit():
        return "<n>"
    folded = "".join(one for one in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(one))
    return re.sub("['’´`]", "", folded)
