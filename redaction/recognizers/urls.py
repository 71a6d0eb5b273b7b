"""Links: anything with a scheme or a path, and bare host names that are no well-known learning or shopping site.

A link may open somebody's profile or document, so all are masked. RFC 3986 for the scheme; endings that occur in notes.
"""

from __future__ import annotations

from redaction.recognizers.look import Recognizer, Rule, rule
from redaction.word_set import word_set

_PLAIN_ENDING = r"(?: com | org | net | edu | io | app | gl | ly | tv | gg )"
_ENDING = r"""
        (?: com | org | net | edu | us | io | me | ly | gl | app | info | co | tv | gg | mx | site | blog | page | dev
        | be | link )"""
WELL_KNOWN = word_set(
    """
    amazon.com canva.com classroom.google.com clever.com code.org duolingo.com gmail.com google.com indeed.com
    ixl.com kahoot.com kahoot.it khanacademy.org netflix.com newsela.com quizlet.com readtheory.org
    scratch.mit.edu wikipedia.org xello.world youtube.com zoom.us
    """
)


class Urls(Recognizer):
    """Links and host names."""

    ENTITY = "URL"
    RULES = (
        rule("scheme (strong)", 1.0, r"\b (?: https? | ftp ) : // [^\s<>\"']{1,2000}"),
        rule("www (strong)", 1.0, r"\b www \. [^\s<>\"']{2,2000}"),
        rule("host and path (strong)", 0.9, rf"""
                (?<![\w@.-]) [a-z\d-]{{1,63}} (?: \. [a-z\d-]{{1,63}} ){{0,4}} \. {_ENDING} / [^\s<>"']{{0,2000}}"""),
        rule("host (medium)", 0.7, rf"""
                (?<![\w@.-]) [a-z\d-]{{2,63}} (?: \. [a-z\d-]{{1,63}} ){{0,4}}
                (?: \. {_PLAIN_ENDING} | \. [a-z\d-]{{2,63}} \. {_ENDING} ) (?! [\w/@-] | \.\w )"""),
    )  # fmt: skip

    def accept(self, text: str, start: int, end: int, by: Rule) -> tuple[int, int] | None:
        found = text[start:end].rstrip(".,;:!?)]}…")
        if by.name.startswith("host (") and found.lower() in WELL_KNOWN:
            return None
        return start, start + len(found)
