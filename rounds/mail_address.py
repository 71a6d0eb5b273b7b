"""What counts as a mail address, and which addresses are one mailbox."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email_validator import ValidatedEmail

_DOTS_DO_NOT_COUNT = frozenset({"gmail.com", "googlemail.com"})
_LOOK_ALIKE_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE"})
_ENCODED_WORD = re.compile(r"=\?.*\?=")
_LONGEST_PAGE = 500  # characters; a header line may have 998 bytes (RFC 5322)
_PAGE = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/[A-Za-z0-9._~:/?#@!$&'()*+,;=%{}-]*)?")


def checked_address(text: str) -> str:
    """``text`` in its normal form. Raises ValueError, which does not quote it; looks nothing up on the network."""
    return _checked(text).normalized


def ascii_domain(address: str) -> str:
    """The address with an internationalised domain in its ASCII form (IDNA), which every server understands.

    Raises ValueError as ``checked_address`` does.
    """
    checked = _checked(address)
    return f"{checked.local_part}@{checked.ascii_domain}"


def mailbox(address: str) -> str:
    """The same for two addresses of one mailbox: case does not count, and at Gmail neither do dots and ``+tags``."""
    local, _, domain = unicodedata.normalize("NFC", address).casefold().rpartition("@")
    if domain in _DOTS_DO_NOT_COUNT:
        local, domain = local.partition("+")[0].replace(".", ""), "gmail.com"
    return f"{local}@{domain}"


def is_one_click_page(page: str) -> bool:
    """Whether ``page`` is an https address of one short line of ASCII, as List-Unsubscribe needs it (RFC 8058)."""
    return len(page) <= _LONGEST_PAGE and _PAGE.fullmatch(page) is not None


def _checked(text: str) -> ValidatedEmail:
    from email_validator import validate_email  # why here? Most commands need no address

    try:
        found = validate_email(text, check_deliverability=False, test_environment=True, strict=True)
    except ValueError:  # EmailNotValidError is one; so is what a lone surrogate causes
        raise ValueError("is not a mail address") from None
    if _ENCODED_WORD.search(found.normalized):  # readers of mail would decode it
        raise ValueError("is not a mail address")
    if any(map(_mixes_alphabets, re.split(r"[@.]", found.normalized))):
        raise ValueError("mixes letters of two alphabets that look alike: type it anew")
    return found


def _mixes_alphabets(label: str) -> bool:
    """Whether a part of an address has letters of two alphabets that look alike, such as a Cyrillic *a* in *paypal*."""
    if label.isascii():
        return False
    alphabets = {unicodedata.name(sign, "").partition(" ")[0] for sign in label if sign.isalpha()}
    return len(alphabets & _LOOK_ALIKE_ALPHABETS) > 1
