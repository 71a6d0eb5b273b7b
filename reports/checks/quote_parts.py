"""What of a headline is quoted, and in which parts: an ellipsis or a bracketed edit stands between two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reports.checks.quote_words import PLACEHOLDER, Words, tidy, words_of

FEW_WORDS = 6  # that a bracketed edit such as [my sister] may stand for
LONG_PART = 4  # words: a shorter part in quotation marks may be a word that the writer keeps at a distance
_ELLIPSIS = r"(?:[\[(]\s*)?(?:…|\.\s?\.\s?\.)[\s.…]*[\])]?"
_NO_PLACEHOLDER = rf"(?!(?:{PLACEHOLDER}))"
_GAP = re.compile(
    rf"(?P<stem>\w{{0,40}}){_NO_PLACEHOLDER}\[(?P<edit>[^\[\]]{{0,200}})\](?P<rest>\w{{0,40}})|(?P<ellipsis>{_ELLIPSIS})"
)
_MAY_HAVE_GAPS = re.compile(r"[\[…]|\.\s?\.")
_SINGLE_OPENS, _SINGLE_CLOSES = re.compile(r"(?<!\w)['‘](?=\w)"), re.compile(r"(?<=[\w.,;:!?…])['’](?!\w)")
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

    ``written`` is what the quote has there. Of a word edited within, such as call[s], ``stem`` and ``ending`` stand
    around the bracket and ``full`` is all of it, in lower case.
    """

    most: int | None
    written: str
    stem: str = ""
    ending: str = ""
    full: str = ""

    @property
    def is_one_word(self) -> bool:
        """Whether it stands for one word that was edited within."""
        return bool(self.full)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote: its parts in order, and the gaps before each and after the last: none, or several in a row."""

    parts: tuple[Words, ...]
    gaps: tuple[tuple[Gap, ...], ...]

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
        yield from _in_single_marks(text)


def _in_single_marks(text: str) -> Iterator[tuple[int, int]]:
    opening = _SINGLE_OPENS.search(text)
    while opening:
        closing = _SINGLE_CLOSES.search(text, opening.end() + 2)
        if not closing:  # then none closes for a later one either
            return
        yield opening.end(), closing.start()
        opening = _SINGLE_OPENS.search(text, closing.end())


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
    gaps: list[list[Gap]] = [[]]
    for piece in _pieces(tidy(text)):
        if isinstance(piece, Gap):
            _add(gaps[-1], piece)
        elif piece.words:
            parts.append(piece)
            gaps.append([])
    return Quoted(tuple(parts), tuple(map(tuple, gaps)))


def _pieces(text: str) -> Iterator[Words | Gap]:
    if not _MAY_HAVE_GAPS.search(text):
        yield words_of(text)
        return
    position, carried = 0, ""
    for found in _GAP.finditer(text):
        gap = _gap(found)
        # A word that touches an ellipsis or [sic] is a whole word: home[...]
        own = "" if gap.is_one_word else found["stem"] or ""
        yield words_of(carried + text[position : found.start()] + own)
        yield gap
        position, carried = found.end(), "" if gap.is_one_word else _rest(found)
    yield words_of(carried + text[position:])


def _rest(found: re.Match[str]) -> str:
    """What stands after the bracket, with the letter in it that was only made a capital one or a small one."""
    rest = found["rest"] or ""
    return found["edit"] + rest if _is_first_letter(found) else rest


def _is_first_letter(found: re.Match[str]) -> bool:
    return bool(len(found["edit"] or "") == 1 and found["edit"].isalpha() and found["rest"] and not found["stem"])


def _gap(found: re.Match[str]) -> Gap:
    stem, edit, rest = found["stem"] or "", found["edit"] or "", found["rest"] or ""
    if found["ellipsis"] or not edit.strip() or "…" in edit or "..." in edit.replace(" ", ""):
        return Gap(None, "…")
    if edit.strip().casefold() == "sic" or _is_first_letter(found):
        return Gap(0, "")
    if stem or rest:
        return Gap(1, found.group(), stem.casefold(), rest.casefold(), _full(stem, edit, rest))
    return Gap(FEW_WORDS, found.group())


def _full(stem: str, edit: str, rest: str) -> str:
    return f"{stem}{edit.strip(' -')}{rest}".casefold()


def _add(gaps: list[Gap], new: Gap) -> None:
    """Adds a gap to those before it, or to the last of them where both together are one of its kind."""
    last = gaps[-1] if gaps else None
    if last is None or last.is_one_word or new.is_one_word or (last.most is None) != (new.most is None):
        gaps.append(new)
    elif last.most is not None and new.most is not None:
        gaps[-1] = Gap(last.most + new.most, f"{last.written} {new.written}".strip())
