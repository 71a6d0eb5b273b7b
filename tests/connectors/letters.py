"""Invented letters for the tests of mailers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rounds.letters import Letter, Recipient

MESSAGE_ID = "<0a1b2c3d@district.example>"

LETTER = Letter(
    key="attendance-spring/letter/r7k2",
    recipient=Recipient("r7k2", "Ms. Lindqvist", "lindqvist@district.example", "en"),
    sender="listening@district.example",
    reply_to="answers@district.example",
    subject="What we heard, and what happens next",
    text="Thank you for talking with us.\n\n.a line that starts with a dot\nMañana más — “siempre”.\n",
    html="<!DOCTYPE html><html lang='en'><body><p>Thank you &amp; mañana más</p></body></html>",
)


def letter_to(email: str, **changes: Any) -> Letter:
    """The letter to another address, with other fields changed too."""
    name = changes.pop("name", "Ms. Lindqvist")
    return replace(LETTER, recipient=Recipient("r7k2", name, email, "en"), **changes)
