"""What rewrites share in both languages."""

from __future__ import annotations

import re

TRIED = re.compile(
    r"\b(?:tried|considered|thought (?:about|of)|attempted|intentado|probado|considerado|pensado)\b", re.IGNORECASE
)


def tidy(text: str) -> str:
    """The words of a part of a question without what hangs loose at its ends."""
    text = re.sub(r"\b(?:ever|yes or no)\b ?|\b(?:today|right now|this morning)$", "", text)
    return " ".join(text.split()).strip(" ,.;:(/")
