"""Withdrawal codes as people type them."""

from __future__ import annotations

import unicodedata


def normalised_code(typed: str) -> str:
    """A code as it is compared: letters and digits in capitals, without accents. *k7-q2* and *K7Q2* are one code."""
    plain = unicodedata.normalize("NFKD", typed).upper()
    return "".join(character for character in plain if character.isalnum())
