"""A headline as words: lower case, without accents and apostrophes, each with its place in the text as typed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reports.checks.headline_quotes import blanked

QUOTED = "<quoted>"
_SAID = "\ue000"  # stands for every character within quotation marks
_WORD = re.compile(
    rf"\[[A-Za-z]+(?:_\d+)?\]|{_SAID}+|\d[\w.:/]*|[^\W\d_]+(?:['’´`-][^\W\d_]+)*(?:/[^\W\d_]+)?|[.,;:!?¿()=…\n–—-]"
)
_PLACEHOLDER = re.compile(r"\[([A-Za-z]+)")
_SPANISH = frozenset(
    [
        "el",
        "la",
        "los",
        "las",
        "de",
        "del",
        "que",
        "y",
        "en",
        "un",
        "una",
        "se",
        "no",
        "su",
        "sus",
        "por",
        "con",
        "para",
        "es",
        "lo",
        "le",
        "les",
        "al",
        "como",
        "más",
        "muy",
        "ya",
        "porque",
        "cuando",
        "pero",
        "mi",
        "hay",
        "fue",
        "está",
        "dice",
        "esta",
        "mama",
        "papá",
        "mamá",
        "maestra",
        "maestro",
        "niños",
        "escuela",
        "son",
        "ha",
        "sin",
        "más",
        "nada",
        "nadie",
        "si",
        "puros",
        "hijo",
    ]
)
_ENGLISH = frozenset(
    [
        "the",
        "a",
        "of",
        "to",
        "and",
        "in",
        "is",
        "for",
        "his",
        "her",
        "he",
        "she",
        "they",
        "that",
        "on",
        "with",
        "at",
        "was",
        "are",
        "it",
        "not",
        "be",
        "has",
        "have",
        "from",
        "this",
        "we",
        "should",
        "who",
        "about",
        "when",
        "says",
        "said",
        "kids",
        "students",
        "parents",
        "school",
        "need",
        "more",
        "by",
        "as",
        "an",
        "our",
        "their",
        "but",
        "or",
        "so",
        "my",
        "i",
        "you",
        "do",
        "does",
    ]
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word, mark or placeholder: in plain form, and where it stands (``start``, ``end`` in characters)."""

    plain: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HeadlineText:
    """The words of a headline outside quotation marks; what is within is one ``<quoted>``."""

    text: str
    words: tuple[Word, ...]
    english: bool
    spanish: bool

    @property
    def has_quote(self) -> bool:
        """Whether anything stands within quotation marks."""
        return any(word.plain == QUOTED for word in self.words)

    @property
    def is_spanish(self) -> bool:
        """Whether what we say about it should be Spanish."""
        return self.spanish and not self.english


def headline_text(text: str) -> HeadlineText:
    """Cuts ``text`` into words; says which languages they may be of (both where that is not clear)."""
    outside = blanked(text, _SAID)
    words = tuple(Word(_plain(match[0]), *match.span()) for match in _WORD.finditer(outside))
    folded = [text[word.start : word.end].lower() for word in words]
    spanish = sum(word in _SPANISH for word in folded) + 2 * len(re.findall("[ñáéíóú¿¡]", outside.lower()))
    english = sum(word in _ENGLISH for word in folded) + len(re.findall(r"(?i)\b\w+(?:n't|ing|ed|th)\b", outside))
    return HeadlineText(text, words, english >= spanish or english > 2, spanish >= english or spanish > 2)


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
