"""Whether a quote stands word for word in the notes of its interview."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_MARKS = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‘’‚‛′`", "'") | dict.fromkeys("‐‑‒–—", "-"))
_ELLIPSIS = re.compile(r"(?:\[|\()?(?:…|\.\s?\.\s?\.+)(?:\]|\))?")
_SPACE = re.compile(r"\s+")
_OUTER = " \"'"


def without_marks(quote: str) -> str:
    """The quote without the quotation marks around it; those inside stay."""
    text = quote.strip()
    for opening, closing in ('""', "“”", "«»", "„“", "‘’", "''"):
        if len(text) >= 2 and text[0] == opening and text[-1] == closing:
            return text[1:-1].strip()
    return text.strip('"“”«»„').strip()


def is_word_for_word(quote: str, notes: Iterable[str]) -> bool:
    """Whether ``quote`` stands in one of ``notes``, its parts in order where an ellipsis leaves something out.

    Not counted as a change: the kind of quotation marks and dashes, spacing, an ellipsis, capital letters at
    the start of a part, and punctuation at its end. Everything else is, each word included.
    """
    parts = [part for part in map(_plain, _ELLIPSIS.split(quote)) if part]
    return bool(parts) and any(_contains_in_order(_plain(_ELLIPSIS.sub(" ", note)), parts) for note in notes)


def _plain(text: str) -> str:
    marked = unicodedata.normalize("NFC", text).translate(_MARKS)
    return _SPACE.sub(" ", marked).strip(_OUTER)


def _contains_in_order(note: str, parts: list[str]) -> bool:
    position = 0
    for part in parts:
        found = _pattern(part).search(note, position)
        if found is None:
            return False
        position = found.end()
    return True


def _pattern(part: str) -> re.Pattern[str]:
    """The part as whole words, with either case of its first letter."""
    core = part.rstrip(" .,;:!?-").lstrip(" .,;:-¿¡") or part
    first = f"[{re.escape(core[0].lower())}{re.escape(core[0].upper())}]" if core[0].isalpha() else re.escape(core[0])
    return re.compile(rf"(?<!\w){first}{re.escape(core[1:])}(?!\w)")
