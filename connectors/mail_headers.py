"""Header lines of a mail, laid out by plain rules.

Python's own folding (3.11) reads an encoded word in a value as code, loses the quotes of a long name with commas so
that it becomes several addresses, and encodes long web addresses. What is written here arrives as it was meant.
"""

from __future__ import annotations

from collections.abc import Sequence
from email.header import Header
from email.headerregistry import Address
from email.policy import Policy

_LONGEST_PLAIN = 60  # bytes; longer ASCII texts without a blank are encoded, so that they can be folded
_WIDTH = 75


class LaidOut(str):
    """The value of a header, with the ``lines`` that it is written in. Reads as the plain value."""

    name: str
    lines: tuple[str, ...]

    def __new__(cls, name: str, value: str, lines: Sequence[str]) -> LaidOut:
        header = super().__new__(cls, value)
        header.name, header.lines = name, tuple(lines)
        return header

    def fold(self, *, policy: Policy) -> str:
        """The whole header, as the email package asks for it."""
        return f"{self.name}: {f'{policy.linesep} '.join(self.lines)}{policy.linesep}"


def text_header(name: str, text: str) -> LaidOut:
    """A header of words, such as Subject; beyond plain ASCII as encoded words (RFC 2047)."""
    if _is_plain(text) and all(len(word) <= _LONGEST_PLAIN for word in text.split(" ")):
        laid = Header(text, "us-ascii", _WIDTH, name).encode(linesep="\n", splitchars=" ")
    else:
        laid = _encoded(text, name)
    return LaidOut(name, text, _lines(laid))


def address_header(name: str, address: Address) -> LaidOut:
    """A header of one address with the name that is displayed."""
    display = address.display_name
    if _is_plain(display) and len(display) <= _LONGEST_PLAIN:
        lines = [str(address)]  # an atom or a quoted string
    else:
        lines = [*_lines(_encoded(display, name)), f"<{address.addr_spec}>"]
    return LaidOut(name, str(address), lines)


def list_header(name: str, addresses: Sequence[str]) -> LaidOut:
    """A header of web and mail addresses, each in angle brackets and on a line of its own (RFC 2369)."""
    each = [f"<{address}>" for address in addresses]
    return LaidOut(name, ", ".join(each), [*(f"{one}," for one in each[:-1]), *each[-1:]])


def _encoded(text: str, name: str) -> str:
    return Header(text, "utf-8", _WIDTH, name).encode(linesep="\n")


def _is_plain(text: str) -> bool:
    """Whether ``text`` is read as it stands: ASCII, nothing like an encoded word, no blanks that folding may lose."""
    return text.isascii() and "=?" not in text and "  " not in text and text == text.strip()


def _lines(laid: str) -> list[str]:
    return [line.strip(" ") for line in laid.split("\n")]
