"""Short keys for questions and forms, and how alike two titles are."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from reports.answer_shapes import plain

KEY_LENGTH = 30  # characters

_KEY_WORDS = 4
_FILE_WORDS = frozenset({"responses", "form", "csv", "zip", "gz", "xlsx", "sheet", "copy", "of", "the", "respuestas"})

# Who is asked differs from form to form, and so do the stems: neither says what a question is about.
_SMALL_ENGLISH = (
    "a an the and or of in on at to for from by with about into as is are was were be been being do does did have"
    " has had i me my we us our you your yours he she they them their it its this that these those there s t re ve ll"
    " d m what which who whom when where how please tell share describe story time times any some can could would"
    " will should child childs children student students kid kids son daughter person persons staff"
)
_SMALL_SPANISH = (
    "el la los las un una unos unas y o u de del al en a por para con sobre como es son fue era ser estar esta ha he"
    " yo me mi nos nuestro usted su sus tu tus ti ellos ellas le les lo se este esta estos estas eso que cual quien"
    " cuando donde cuenteme cuentame cuentenos hableme describa comparta favor vez hijo hija hijos estudiante"
    " estudiantes alumno alumna persona historia"
)
SMALL_WORDS = frozenset(_SMALL_ENGLISH.split()) | frozenset(_SMALL_SPANISH.split())
_CONTRASTING = (
    "no not never best worst better worse more less most least before after first last easy hard easier harder like"
    " dislike start stop helps hurts good bad why mejor peor mas menos antes despues primero primera ultimo ultima"
    " facil dificil nunca bueno malo buena mala"
)
_CONTRASTS = frozenset(_CONTRASTING.split())


def question_key(title: str, taken: Collection[str]) -> str:
    """A key for ``title`` that is not ``taken``: snake case, ASCII, at most KEY_LENGTH characters."""
    words = [word for word in _words(_without_row(title)) if word not in SMALL_WORDS] or _words(title)
    return _unique(_joined([word for word in words if word.isascii()][:_KEY_WORDS]) or "question", taken)


def source_keys(names: Sequence[str]) -> tuple[str, ...]:
    """One key for each form, from what its name has and the names of the other forms have not."""
    words = [[word for word in _words(name) if word.isascii() and word not in _FILE_WORDS] for name in names]
    common = set(words[0]).intersection(*words[1:]) if len(words) > 1 else set()
    keys: list[str] = []
    for name_words in words:
        own = [word for word in name_words if word not in common] or name_words
        keys.append(_unique(_joined(own) or "form", keys))
    return tuple(keys)


def _joined(words: Sequence[str]) -> str:
    """As many ``words`` as fit into KEY_LENGTH characters, in snake case, from the first that starts with a letter."""
    key = ""
    for word in words:
        if (key or not word[0].isdigit()) and len(key) + len(word) < KEY_LENGTH:
            key = f"{key}_{word}" if key else word
    return key


def _without_row(title: str) -> str:
    """A grid's row alone ("Safety"), since its question is the same in every row."""
    row = re.fullmatch(r".*\[(.*\w.*)\]\s*", title, flags=re.DOTALL)
    return row[1] if row else title


def _unique(key: str, taken: Collection[str]) -> str:
    number, candidate = 1, key
    while candidate in taken:
        number += 1
        suffix = f"_{number}"
        candidate = key[: KEY_LENGTH - len(suffix)] + suffix
    return candidate


def similarity(left: str, right: str) -> float:
    """How much two titles ask the same, 0 to 1: their shared content words, or 0 when only one of them says *not*."""
    if plain(left) == plain(right):
        return 1.0
    mine, theirs = _content(left), _content(right)
    if not mine or not theirs or mine & _CONTRASTS != theirs & _CONTRASTS:
        return 0.0
    return len(mine & theirs) / len(mine | theirs)


def _content(title: str) -> set[str]:
    return set(_words(title)) - SMALL_WORDS


def _words(title: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(title))
