"""A question as the rules look at it: folded to plain letters, cut into sentences, with what stands around it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from reports.title_patterns import Title, is_spanish
from rounds.form import Question, QuestionKind
from rounds.round import Role

MAX_LENGTH = 1000  # characters; what comes after is explanation, and no rule needs it

_NUMBERING = re.compile(
    r"^\s*(?:(?:question|pregunta|q|p)\s?)?(?:\(?\d{1,3}[.):]|\(?[a-h][.)]|[-*•–])\s+", re.IGNORECASE
)
_BOUNDARY = re.compile(
    r"(?<=[?!…;:])\s+|(?<=[?!])(?=[¿¡\w])"
    r"|(?<!\bmr)(?<!\bms)(?<!\bmrs)(?<!\bdr)(?<!\bst)(?<!\bvs)(?<!\bsr)(?<!\bsra)(?<!\be\.g)(?<!\bi\.e)"
    r"(?<=\.)\s+|\s*[()\[\]]\s*|\s+[-–—]+\s+|\s*—\s*|\s*(?=[¿¡])"
)
_EITHER_ENDING = re.compile(r"(?<=\w)\((?:s|es|a|as|n)\)")  # "version(s)", "hijo(a)"
_MIDDLE_BRACKET = re.compile(r"^(\s*[^()]{2,200}[\w,]) ?(\([^()]{4,80}\)) ([a-zñ].+)$")  # goes to the end
_LANGUAGES_APART = re.compile(r"\s+[/|]+\s+|\s*\n+\s*|(?<=\?)\s*/\s*")
_SPANISH_SIGNS = re.compile(r"[¿¡ñÑ]|\b(?:qué|cómo|cuándo|dónde|quién|cuál|cuánto)", re.IGNORECASE)
_SPANISH_WORDS = re.compile(
    r"\b(?:que|como|usted|cuenteme|cuentame|escuela|hijo|hija|maestr[oa]s?|sus?|tus?|los|las|del|una"
    r"|nombre|correo|telefono"
    r"|fecha|para|por|esta|estudiante|entrevistad[oa]r?a?|describa|hableme|si usted)\b"
)
_ENGLISH_WORDS = re.compile(r"\b(?:the|you|your|of|how|what|is|are|do|does|did|about|school|with|in|to|and|for)\b")
_MARKS = str.maketrans({"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"'})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a part in brackets. ``text`` is ``shown`` in lower case without accents, letter for letter."""

    shown: str
    text: str

    @property
    def asks(self) -> bool:
        """Ends with a question mark."""
        return self.text.endswith("?")


@dataclass(frozen=True)
class Asked:
    """A question with what the rules need to know of the form around it.

    ``by_interviewer``: there is evidence that the interviewer fills in the form, so that "you" is the interviewer where
    a name is asked for. ``role`` is what round.toml declares the column to be. ``next_title`` is the title after it.
    """

    question: Question
    wording: str
    by_interviewer: bool = False
    role: Role | None = None
    next_title: str = ""

    @cached_property
    def shown(self) -> str:
        """The wording on one line, without numbering."""
        text = unicodedata.normalize("NFC", self.wording[:MAX_LENGTH]).translate(_MARKS)
        text = _MIDDLE_BRACKET.sub(r"\1 \3 \2", text)
        return " ".join(_EITHER_ENDING.sub("", _NUMBERING.sub("", text)).split()).replace(" *", "").strip()

    @cached_property
    def text(self) -> str:
        """``shown`` folded, letter for letter."""
        return folded(self.shown)

    @cached_property
    def title(self) -> Title:
        """For the patterns of columns."""
        return Title.of(self.shown)

    @cached_property
    def spanish(self) -> bool:
        """Whether the question is in Spanish rather than in English."""
        return reads_spanish(self.shown)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences and bracketed parts, in order."""
        found, start = [], 0
        for boundary in _BOUNDARY.finditer(self.text):
            found.append((start, boundary.start()))
            start = boundary.end()
        found.append((start, len(self.text)))
        return tuple(Sentence(self.shown[a:b], self.text[a:b]) for a, b in found if self.text[a:b].strip(" .,;:¿?¡!"))

    @property
    def kind(self) -> QuestionKind:
        """How the question is answered."""
        return self.question.kind


def folded(text: str) -> str:
    """``text`` in lower case without accents, with exactly as many characters."""
    return "".join(map(_fold, text))


def _fold(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    plain = unicodedata.normalize("NFKD", letter)[0].lower()
    return plain if len(plain) == 1 else letter


def reads_spanish(text: str) -> bool:
    """Whether ``text``, a title, is Spanish: its signs decide, else its small words."""
    if _SPANISH_SIGNS.search(text):
        return True
    plain = folded(text)
    spanish, english = len(_SPANISH_WORDS.findall(plain)), len(_ENGLISH_WORDS.findall(plain))
    return spanish > english if spanish != english else is_spanish((text,))


def wordings(title: str) -> tuple[str, ...]:
    """The title, or where it says the same in two languages, one wording for each."""
    parts = [part.strip() for part in _LANGUAGES_APART.split(title[:MAX_LENGTH]) if part and part.strip()]
    if len(parts) == 2 and reads_spanish(parts[0]) != reads_spanish(parts[1]):
        return tuple(parts)
    return (title,)
