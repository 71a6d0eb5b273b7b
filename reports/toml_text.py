"""Strings and comments as TOML 1.0 wants them, for files that Sayback drafts."""

from __future__ import annotations

from collections.abc import Iterable

_SURROGATES = range(0xD800, 0xE000)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def toml_string(text: str) -> str:
    """``text`` as a basic string on one line; whatever a reader could not see is escaped.

    Half a surrogate pair, which JSON can bring and TOML cannot hold, becomes U+FFFD.
    """
    return '"' + "".join(_escaped(character) for character in text) + '"'


def toml_strings(texts: Iterable[str]) -> str:
    """``texts`` as an array on one line."""
    return "[" + ", ".join(toml_string(text) for text in texts) + "]"


def comment_text(text: str, width: int = 90) -> str:
    """``text`` fit for a comment: one line of printable characters, at most ``width`` of them."""
    line = " ".join("".join(character if character.isprintable() else " " for character in text).split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    if code in _SURROGATES:
        return "\ufffd"
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
