"""Letters of other scripts that look like Latin ones (*Dеshаwn* with a Cyrillic е and а), put back to Latin.

Real Cyrillic, Greek and Armenian words stay: converted are words that mix scripts and whose every foreign letter has a
Latin twin, and words of nothing but exact twins that stand among Latin words. The twins are those of Unicode's
confusables (Unicode Technical Standard 39, confusables.txt); the ``_CLOSE`` ones are further letters that people take
for Latin, used in mixed words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, auto

_CYRILLIC = "аaеeоoрpсcуyхxіiјjѕsԁdԛqԝwһhӏlёëїïѐèАAВBЕEІIЈJКKМMНHОOРPСCТTУYХXЅSԌGԚQԜWЁËЇÏЀÈҮYҒF"
_GREEK = "αaγyιiνvοoρpσoυuϲcϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXϹCͿJάáέéίíόóύúΆÁΈÉΊÍΌÓΎÝΉH"
_ARMENIAN = "հhոnսuօoցgզqյjՏSՕOԼLՍU"
_CLOSE_LETTERS = "вbкkмmнhтtпnгrиuьbεeηnκkτtχxωwβbμuήnθoΥYΠN"


def _twins(pairs: str) -> dict[str, str]:
    return dict(zip(pairs[::2], pairs[1::2], strict=True))


_EXACT = _twins(_CYRILLIC + _GREEK + _ARMENIAN)
_CLOSE = _twins(_CLOSE_LETTERS) | _EXACT
_TO_LATIN = str.maketrans(_CLOSE)
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(r"[\u0370-\u058f]")
_SCRIPT = re.compile(
    r"(?P<latin>[A-Za-z\u00aa-\u024f\u1e00-\u1eff])|(?P<greek>[\u0370-\u03ff\u1f00-\u1fff])"
    r"|(?P<cyrillic>[\u0400-\u052f])|(?P<armenian>[\u0530-\u058f])"
)
_Place = tuple[int, int]


class _Kind(Enum):
    LATIN = auto()
    MIXED = auto()  # to be converted
    FOREIGN = auto()
    UNSURE = auto()  # either: what stands around decides


def without_look_alikes(text: str) -> str:
    """``text`` with the look-alikes made Latin; of the same length."""
    if not _FOREIGN.search(text):
        return text
    words = [(match.span(), _kind(match.group())) for match in _WORD.finditer(text)]
    pieces, read = [], 0
    for start, end in _to_convert(words):
        pieces += [text[read:start], text[start:end].translate(_TO_LATIN)]
        read = end
    return "".join([*pieces, text[read:]])


def _kind(word: str) -> _Kind:
    if word.isascii():
        return _Kind.LATIN
    scripts = {match.lastgroup if (match := _SCRIPT.match(letter)) else "other" for letter in word}
    if scripts == {"latin"}:
        return _Kind.LATIN
    if len(scripts) == 1:
        return _Kind.UNSURE if _EXACT.keys() >= set(word) else _Kind.FOREIGN
    strange = {letter for letter in word if _FOREIGN.match(letter)}
    return _Kind.MIXED if "other" not in scripts and _CLOSE.keys() >= strange else _Kind.FOREIGN


def _to_convert(words: list[tuple[_Place, _Kind]]) -> list[_Place]:
    """The words to convert: mixed ones, and unsure ones with Latin but no foreign word as their next sure neighbour."""
    kinds = [kind for _, kind in words]
    before, after = _sure_before(kinds), list(_sure_before(kinds[::-1]))[::-1]
    return [
        place
        for (place, kind), around in zip(words, zip(before, after, strict=True), strict=True)
        if kind is _Kind.MIXED or (kind is _Kind.UNSURE and _Kind.LATIN in around and _Kind.FOREIGN not in around)
    ]


def _sure_before(kinds: Iterable[_Kind]) -> list[_Kind]:
    """For each word the kind of the nearest sure one before it (its own, if it is sure); UNSURE without one."""
    last, found = _Kind.UNSURE, []
    for kind in kinds:
        if kind is not _Kind.UNSURE:
            last = _Kind.LATIN if kind is _Kind.MIXED else kind
        found.append(last)
    return found
