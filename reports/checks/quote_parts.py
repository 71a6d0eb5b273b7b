"""What of a headline is quoted, and in which parts: an ellipsis or a bracketed edit stands between two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.checks.quote_words import PLACEHOLDER, Words, tidy, words_of

FEW_WORDS = 6  # that a bracketed edit such as [my sister] may stand for
LONG_PART = 4  # words: a shorter part in quotation marks may be a word that the writer keeps at a distance
_ELLIPSIS = r"[\[(]?\s*(?:…|\.\s?\.\s?\.)[\s.…]*[\])]?"
_NO_PLACEHOLDER = rf"(?!(?:{PLACEHOLDER}))"
_GAP = re.compile(
    rf"(?P<stem>\w{{0,40}}){_NO_PLACEHOLDER}\[(?P<edit>[^\[\]]{{0,200}})\](?P<rest>\w{{0,40}})|(?P<ellipsis>{_ELLIPSIS})"
)
_MAY_HAVE_GAPS = re.compile(r"[\[…]|\.\s?\.")
_SINGLE = re.compile(r"(?<!\w)['‘](?P<said>\w.*?[\w.,;:!?…])['’](?!\w)", re.DOTALL)
_ONLY_OPENING, _ONLY_CLOSING, _EITHER = "«„‹", "»›", '"“”'
_ANY_MARK = re.compile(f"[{_ONLY_OPENING}{_ONLY_CLOSING}{_EITHER}]")
_SAYING = re.compile(
    r"\b(?:said|says|say|saying|told|tells|asked|asks|explained|explains|added|adds|answered|remembers|remembered|recalls"
    r"|recalled|shared|shares|describes|described|according|words|dijo|dice|dicen|dijeron|contó|cuenta|preguntó|explicó"
    r"|respondió|añadió|recuerda|según|palabras)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """What stands between two parts: ``most`` words of the note, any number if None.

    ``written`` is what the quote has there. Of a word edited within, such as call[s], ``stem`` and ``ending`` stay.
    """

    most: int | None
    written: str
    stem: str = ""
    ending: str = ""

    @property
    def is_one_word(self) -> bool:
        """Whether it stands for one word that was edited within."""
        return bool(self.stem or self.ending)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote: its parts in order, and the gaps before each and after the last. A gap of None is none."""

    parts: tuple[Words, ...]
    gaps: tuple[Gap | None, ...]

    @property
    def length(self) -> int:
        """How many words it has, those in brackets not counted."""
        return sum(len(part.words) for part in self.parts)


def quote_in(text: str) -> Quoted:
    """What a headline of kind quote gives as said: all of it, or what stands in its quotation marks.

    The latter where these leave out an attribution: "Nobody calls," she said.
    """
    return quoted(" … ".join(said_in(text)))


def said_in(text: str) -> list[str]:
    """What a headline of kind quote gives as said, from left to right, without the quotation marks around it."""
    spans = list(_in_marks(text))
    if not spans:
        return [text]
    said = [text[start:end] for start, end in spans]
    around = _around(text, spans)
    words = sum(len(words_of(part).words) for part in said)
    others = len(words_of(around).words)
    return said if words >= min(others, LONG_PART) or _SAYING.search(around) else [text]


def _around(text: str, spans: Sequence[tuple[int, int]]) -> str:
    starts = [0, *(end for _, end in spans)]
    ends = [*(start for start, _ in spans), len(text)]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _in_marks(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what stands in quotation marks; marks within marks are part of it. Characters, end excluded."""
    depth, start, found = 0, 0, False
    for mark in _ANY_MARK.finditer(text):
        place, character = mark.start(), mark.group()
        if _opens(text, place, character, depth):
            start = place + 1 if depth == 0 else start
            depth += 1
        elif depth and character not in _ONLY_OPENING:
            depth -= 1
            if depth == 0:
                found = True
                yield start, place
    if not found:
        yield from (match.span("said") for match in _SINGLE.finditer(text))


def _opens(text: str, place: int, character: str, depth: int) -> bool:
    """Whether a quotation mark opens: several kinds are used for both ends, so what stands around it decides."""
    if character in _ONLY_OPENING:
        return True
    if character not in _EITHER:
        return False
    if depth == 0:
        return True
    before, after = text[place - 1], text[place + 1 : place + 2]
    return before in " \n\t(" + _EITHER + _ONLY_OPENING and after.strip() != "" and character != "”"


def long_parts(text: str) -> list[Quoted]:
    """What a descriptive headline quotes, as far as it is long enough to be a quote."""
    parts = (quoted(text[start:end]) for start, end in _in_marks(text))
    return [part for part in parts if part.length >= LONG_PART]


def quoted(text: str) -> Quoted:
    """A quote cut at each ellipsis and bracketed edit."""
    parts: list[Words] = []
    gaps: list[Gap | None] = [None]
    for piece in _pieces(tidy(text)):
        if isinstance(piece, Gap):
            gaps[-1] = _together(gaps[-1], piece)
        elif piece.words:
            parts.append(piece)
            gaps.append(None)
    return Quoted(tuple(parts), tuple(gaps))


def _pieces(text: str) -> Iterator[Words | Gap]:
    if not _MAY_HAVE_GAPS.search(text):
        yield words_of(text)
        return
    position, carried = 0, ""
    for found in _GAP.finditer(text):
        yield words_of(carried + text[position : found.start()])
        gap = _gap(found)
        yield gap
        position, carried = found.end(), found["edit"] + found["rest"] if gap.most == 0 and found["rest"] else ""
    yield words_of(carried + text[position:])


def _gap(found: re.Match[str]) -> Gap:
    stem, edit, rest = found["stem"] or "", found["edit"] or "", found["rest"] or ""
    if found["ellipsis"] or not edit.strip() or "…" in edit or "..." in edit.replace(" ", ""):
        return Gap(None, "…")
    if edit.strip().casefold() == "sic":
        return Gap(0, "")
    if len(edit) == 1 and rest and not stem:  # [T]hey: it was no capital letter, or no small one
        return Gap(0, "")
    if stem or rest:
        return Gap(1, found.group(), stem.casefold(), rest.casefold())
    return Gap(FEW_WORDS, found.group())


def _together(first: Gap | None, second: Gap) -> Gap:
    if first is None:
        return second
    if first.most is None or second.most is None:
        return Gap(None, "…")
    return Gap(first.most + second.most, f"{first.written} {second.written}".strip())
