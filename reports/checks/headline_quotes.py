"""Where a headline has somebody's own words, in quotation marks of whatever kind."""

from __future__ import annotations

import re

_PAIRS = {"“": "”“", "„": "“”", "«": "»", "‹": "›", '"': '"', "‘": "’", "‚": "‘’"}
_FOLDED = str.maketrans({"″": '"', "＂": '"', "‟": "“", "‛": "‘", "´": "'", "`": "'"})
_SINGLE_OPENS = re.compile(r"(?<![\w\]])'(?=[\w¿¡\[])")
_SINGLE_CLOSES = re.compile(r"(?<=[\w.,!?…\])])'(?!\w)")
_WORDS = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def blanked(text: str, filler: str) -> str:
    """``text`` with a ``filler`` for each character within quotation marks, and for the marks."""
    for start, end in quoted_spans(text):
        text = text[:start] + filler * (end - start) + text[end:]
    return text


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Places between quotation marks, marks included, in order. Marks within others belong to the outer ones.

    A mark that is never closed reaches to the end of the text; one that was never opened, from its beginning.
    """
    folded = text.replace("''", '" ').replace("``", '" ').translate(_FOLDED)
    spans: list[tuple[int, int]] = []
    place = 0
    while place < len(folded):
        end = _closing(folded, place)
        if end is None:
            place += 1
        else:
            spans.append((place, end))
            place = end
    return spans or _only_closed(folded)


def _closing(text: str, place: int) -> int | None:
    """Where the quotation ends that opens at ``place``; None when none does."""
    mark = text[place]
    if mark == "'":
        if not _SINGLE_OPENS.match(text, place):
            return None
        return _closing_single(text, place)
    if mark not in _PAIRS or (mark == '"' and place and text[place - 1].isdigit()):
        return None
    closers = _PAIRS[mark] if mark in "“„«‹‚‘" else '"'
    depth = 0
    for at in range(place + 1, len(text)):
        one = text[at]
        if mark == "‘" and one == "’" and at + 1 < len(text) and text[at + 1].isalpha():
            continue  # an apostrophe
        if one == mark and one not in closers:
            depth += 1
        elif one in closers or (mark in '"“' and one in '"”'):
            if depth == 0:
                return at + 1
            depth -= 1
    return len(text) if len(_WORDS.findall(text[place:])) > 2 else None


def _closing_single(text: str, place: int) -> int | None:
    """The mark may be an apostrophe too, most often after an s: then another one is taken where there is one."""
    closes = [found.end() for found in _SINGLE_CLOSES.finditer(text, place + 2)]
    return next((end for end in closes if text[end - 2].lower() != "s"), closes[-1] if closes else None)


def _only_closed(text: str) -> list[tuple[int, int]]:
    bare = text.rstrip(" .,!?")
    return (
        [(0, len(bare))]
        if bare[-1:] in ("”", '"', "»") and len(_WORDS.findall(bare)) > 2 and not bare[-2:-1].isdigit()
        else []
    )


def words_in(text: str) -> int:
    """How many words ``text`` has."""
    return len(_WORDS.findall(text))


def quoted_share(text: str) -> float:
    """How much of ``text`` is quoted, by words, from 0 to 1."""
    spans = quoted_spans(text)
    quoted = sum(words_in(text[start:end]) for start, end in spans)
    everything = words_in(text)
    if not quoted or not everything:
        return 0.0
    return quoted / everything


def stands_alone(text: str) -> bool:
    """Whether a quote begins ``text`` and at most who said it follows, or ends it after a colon or a comma."""
    return any(_stands_alone(text, start, end) for start, end in quoted_spans(text))


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, within, after = text[:start].strip("-–—•* \t"), text[start:end], text[end:].strip(" .!?")
    if words_in(within) < 3:
        return False
    if before:
        return not after and before[-1:] in (":", ",")
    ends = within.rstrip("\"”»'’")[-1:]
    return after[:1] in ("", *",-–—([") or ends in (*",.!?",)
