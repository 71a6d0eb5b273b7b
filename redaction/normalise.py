"""The text as the recognizers see it: plain quotes, plain digits and spaces, nothing invisible; with a way back.

What a phone, a clipboard, a web page or a PDF leaves in an answer (full-width digits, curly quotes, zero-width and bidi
characters, ligatures, letters with loose accents, look-alikes of other scripts, HTML entities, typed escapes of line
ends and tabs) would hide a name or a number from every pattern. Letters set apart by blanks (*M a r i s o l*) stay:
only who knows the names can tell them.

Every character of the look stands for a stretch of the input, in order and apart. Characters that are dropped belong
to none: a span that begins before one and ends after it covers it, so that masking a name also takes what is hidden in
it; one beside the name stays, and so a bidi mark does not lose its partner.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html.entities import html5

from redaction.homoglyphs import without_look_alikes
from redaction.plain_characters import INVISIBLE, LINE_ENDS, LONGEST_PLAIN, MARKS, REPLACEMENT, plain

_MOST_PASSES = 5  # what an entity hides may be an entity; nobody writes five levels of them
_MOST_MARKS = 8
_ENTITY = r"&(?:amp;|\#0{0,5}38;|\#[xX]0{0,5}26;)*(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
_TYPED_BLANK = r"\\{1,8}(?:r\\{1,8}n|[nrt])"  # escapes that a bad export leaves as plain characters
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ENTITIES = re.compile(_ENTITY)
_TYPED_BLANKS = re.compile(_TYPED_BLANK)
_ODD = re.compile(
    rf"""
      (?P<entity> {_ENTITY} )
    | (?P<typed_blank> {_TYPED_BLANK} )
    | (?P<line_end> \r\n? | [{LINE_ENDS}] )
    | (?P<dash> [—―] (?=[^\W\d_]) | (?<=[^\W\d_]) [—―] )
    | (?P<dropped> [{INVISIBLE}{MARKS}]+ )
    | (?P<cluster> [^\x00-\x7f] (?: [{INVISIBLE}]* [{MARKS}]+ )* | [\s\S] (?: [{INVISIBLE}]* [{MARKS}]+ )+ )
    """,
    re.VERBOSE,
)
_UNSEEN = re.compile(f"[{INVISIBLE}]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_Piece = tuple[int, int, str]  # start, end, how the stretch looks


@dataclass(frozen=True, slots=True)
class Look:
    """``text`` to look at. Its character *i* stands for the input's characters ``starts[i]`` to ``ends[i]``.

    It has at most LONGEST_PLAIN times as many characters as the input.
    """

    text: str = field(repr=False)
    starts: tuple[int, ...] | None = field(default=None, repr=False)
    ends: tuple[int, ...] | None = field(default=None, repr=False)

    def in_input(self, start: int, end: int) -> tuple[int, int]:
        """Where the non-empty stretch ``start`` to ``end`` of ``text`` stands in the input."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def without_surrogates(text: str) -> str:
    """Lone surrogates, which no file or database can hold, become replacement characters; same length."""
    return _SURROGATES.sub(REPLACEMENT, text)


def normalise(text: str) -> Look:
    """The look of ``text``; that of a look is the look itself. Plain ASCII is returned as it is."""
    look = Look(text)
    for _ in range(_MOST_PASSES):
        if _is_plain(look.text):
            break
        again = _rewritten(look, list(_pieces(look.text)))
        again = Look(without_look_alikes(again.text), again.starts, again.ends)
        if again.text == look.text:
            break
        look = again
    return look


def _is_plain(text: str) -> bool:
    """Whether ``text`` is its own look at the first glance, as most are."""
    if not text.isascii() or _CONTROLS.search(text):
        return False
    return not ("&" in text and _ENTITIES.search(text)) and not ("\\" in text and _TYPED_BLANKS.search(text))


def _pieces(text: str) -> Iterator[_Piece]:
    """The stretches of ``text`` that look different from what stands there."""
    for match in _ODD.finditer(text):
        looks = _looks(match.lastgroup or "", match.group())
        if looks != match.group():
            yield *match.span(), looks


def _looks(kind: str, found: str) -> str:
    match kind:
        case "entity":
            return _decoded(found)
        case "typed_blank":
            return " " if found.endswith("t") else "\n"
        case "line_end":
            return "\n"
        case "dash":
            return " - "  # between words; a hyphen alone would make a double name of them
        case "dropped":
            return ""
        case _:
            marks = found[1:] if len(found) == 1 else _UNSEEN.sub("", found[1:])[:_MOST_MARKS]
            return plain(found[0] + marks)


def _decoded(entity: str) -> str:
    """What ``&#39;``, ``&eacute;`` or the twice encoded ``&amp;nbsp;`` stands for; itself if it is none."""
    name = entity[1:].split(";")[-2]
    if name.startswith("#"):
        return html.unescape(f"&{name};")
    known = html5.get(f"{name};")
    return known if known is not None else f"&{name};"


def _rewritten(look: Look, pieces: Sequence[_Piece]) -> Look:
    """``look`` with ``pieces`` of its text replaced."""
    texts: list[str] = []
    read = 0
    for start, end, looks in pieces:
        texts += [look.text[read:start], looks]
        read = end
    text = "".join([*texts, look.text[read:]])
    if all(end - start == len(looks) == 1 for start, end, looks in pieces):
        return Look(text, look.starts, look.ends)  # curly quotes only: no place has moved
    return Look(text, *_places(look, pieces))


def _places(look: Look, pieces: Sequence[_Piece]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where each character of the rewritten text starts and ends in the input."""
    starts: list[int] = []
    ends: list[int] = []
    read = 0
    for start, end, looks in [*pieces, (len(look.text), len(look.text), "")]:
        starts += look.starts[read:start] if look.starts else range(read, start)
        ends += look.ends[read:start] if look.ends else range(read + 1, start + 1)
        if looks:
            place = look.in_input(start, end)
            starts += [place[0]] * len(looks)
            ends += [place[1]] * len(looks)
        read = end
    if look.starts is not None:
        _join_overlaps(starts, ends)
    return tuple(starts), tuple(ends)


def _join_overlaps(starts: list[int], ends: list[int]) -> None:
    """A second pass may join a part of a stretch with the next: *ﬀ* and an encoded accent on it. Then all is one."""
    first = 0
    for nth in range(1, len(starts) + 1):
        if nth < len(starts) and starts[nth] < ends[nth - 1]:
            ends[nth] = max(ends[nth - 1 : nth + 1])
            continue
        starts[first:nth] = [starts[first]] * (nth - first)
        ends[first:nth] = [ends[nth - 1]] * (nth - first)
        first = nth


__all__ = ["LONGEST_PLAIN", "REPLACEMENT", "Look", "normalise", "without_surrogates"]
