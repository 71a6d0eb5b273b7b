"""What the team put into a letter on purpose, in its own place: the address line, who signs, the word to opt out.

Only there it may stand: the same name anywhere else in the letter is looked at like any other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

from rounds.letters import Letter

_SHORTEST_WORD = 8  # a shorter one could be a part of another word


def without_own_words(text: str, letter: Letter, signed: Sequence[str], *, addressed: bool) -> str:
    """``text`` (plain or HTML) without the recipient's name in *For NAME:*, the signature and the opt-out word.

    The name goes once, at the start of a line behind at most one word, and only if ``text`` is ``addressed``: the
    letter itself, not what is handed on with it. The signature goes once, where it is a line of its own.
    """
    if addressed and letter.recipient.name.strip():
        text = _address_line(letter.recipient.name).sub(r"\1", text, count=1)
    for one in signed:
        text = _signature(one).sub(r"\1", text, count=1)
    return text.replace(letter.opt_out, "") if len(letter.opt_out) >= _SHORTEST_WORD else text


@lru_cache(maxsize=4)  # why is a cache OK? It is small, and holds only who is written to right now
def _address_line(name: str) -> re.Pattern[str]:
    return re.compile(rf"((?:^|>)[ \t]*(?:\w+\s+)?)(?<!\w){_as_written(name)}(?=\s*[:,])", re.MULTILINE)


@lru_cache(maxsize=4)  # why is a cache OK? Who signs is no secret
def _signature(signed: str) -> re.Pattern[str]:
    return re.compile(rf"((?:^|>)[ \t—–-]*){_as_written(signed)}(?=\s*(?:<|$))", re.MULTILINE)


def _as_written(words: str) -> str:
    """A pattern for ``words`` in a text or a page, where a line may end at any blank."""
    by_template = escape(words).replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
    kinds = {words, escape(words, quote=False), by_template}
    each = (r"\s+".join(map(re.escape, kind.split())) for kind in sorted(kinds, key=len, reverse=True))
    return f"(?:{'|'.join(each)})"
