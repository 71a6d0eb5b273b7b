"""The text as the recognizers see it: plain quotes, plain digits and spaces, nothing invisible; with a way back.

What a phone or a clipboard leaves in an answer (full-width digits, curly quotes, zero-width and bidi characters,
letters with loose accents) would hide a name or a number from every pattern.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

_PLAIN = dict.fromkeys("‘’‛ʼ´", "'") | dict.fromkeys("“”„", '"') | dict.fromkeys("‐‑‒–—―−⁃", "-") | {"·": "."}
_QUOTES = str.maketrans(_PLAIN)
_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
_CLUSTER = re.compile(rf"[\s\S][{_MARKS}]*")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


@dataclass(frozen=True, slots=True)
class Look:
    """``text`` to look at. Its character *i* stands for the input's characters ``starts[i]`` to ``ends[i]``."""

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
    """The look of ``text``. Plain ASCII is returned as it is."""
    if text.isascii() and not _CONTROLS.search(text):
        return Look(text)
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, plain in _plain_clusters(text):
        characters.append(plain)
        starts += [start] * len(plain)
        ends += [end] * len(plain)
    return Look("".join(characters), tuple(starts), tuple(ends))


def _plain_clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Each letter with its loose accents: where it stands, and how it looks."""
    for match in _CLUSTER.finditer(text):
        yield match.start(), match.end(), _plain(match.group())


def _plain(cluster: str) -> str:
    if unicodedata.category(cluster[0]) in ("Cf", "Cc") and cluster[0] not in "\t\n\r":
        return ""  # zero-width and bidi characters, soft hyphens, controls; marks on them show nothing either
    if "\ud800" <= cluster[0] <= "\udfff":
        return REPLACEMENT
    composed = unicodedata.normalize("NFKC", cluster).translate(_QUOTES)
    plain = composed[:1] + "".join(mark for mark in composed[1:] if unicodedata.category(mark) not in ("Mn", "Me"))
    return plain if len(plain) <= len(cluster) else cluster  # ligatures such as U+FDFA would grow
