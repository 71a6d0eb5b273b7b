"""What goes with a letter: the same words in large print, and a short script for a phone call."""

from __future__ import annotations

import textwrap

from markupsafe import Markup

from reports.letter_templates import template_of
from reports.letter_texts import ENGLISH, SPANISH, letter_context, subject
from reports.rendering import TEXT_WIDTH, render
from rounds.letters import Attachment
from rounds.round import Letters, Round
from rounds.summary import Summary

MOST_SPOKEN_WORDS = 150  # people speak about so many in a minute
# How many themes, limits and decisions are said, from as many as a call has room for to none.
_ON_THE_PHONE = (
    (3, 3, 3), (3, 2, 2), (3, 1, 2), (2, 1, 2), (2, 1, 1), (2, 0, 1), (1, 0, 1), (1, 0, 0), (0, 0, 0)
)  # fmt: skip
_LARGE_PRINT = {ENGLISH: "letter-large-print.html", SPANISH: "carta-letra-grande.html"}
_PHONE = {ENGLISH: "phone-script.txt", SPANISH: "guion-telefono.txt"}


def attachments(
    round_: Round, letters: Letters, summary: Summary, body: str, language: str, *, direct: bool
) -> tuple[Attachment, ...]:
    """The versions of a letter in ``language``, whose words are ``body``; a direct one needs no phone call."""
    large = Attachment(_LARGE_PRINT[language], "text/html", large_print(body, language))
    if direct:
        return (large,)
    return (large, Attachment(_PHONE[language], "text/plain", phone_script(round_, letters, summary, language)))


def large_print(body: str, language: str) -> str:
    """The letter in 20 points, in one column as wide as the paper or the screen. ``body`` comes from a template."""
    context = {"language": language, "subject": subject(language), "body": Markup(body)}  # noqa: S704
    return render("large_print.html", context, language=language)


def phone_script(round_: Round, letters: Letters, summary: Summary, language: str) -> str:
    """What to say in under a minute, and on voice mail without saying what it is about.

    Themes, limits and decisions are left out until what is said has at most MOST_SPOKEN_WORDS words: the letter that
    people can ask for has them all.
    """
    template = template_of(round_, "phone", language)
    for themes, limits, decisions in _ON_THE_PHONE:
        context = letter_context(round_, letters, summary, themes=themes, quotes=(), language=language)
        context["limits"] = _first(context["limits"], limits)
        context["decisions"] = _first(context["decisions"], decisions)
        script = template.fill_in(context)
        if spoken_words(script) <= MOST_SPOKEN_WORDS:
            break
    return _wrapped(script)


def spoken_words(script: str) -> int:
    """The words of a script that are said to a person who answers: its paragraphs in quotation marks, but for the last.

    The last one is for voice mail.
    """
    said = [line for line in script.splitlines() if line.startswith("“")]
    return sum(len(line.split()) for line in said[:-1])


def _first(items: object, number: int) -> list[object]:
    return list(items)[:number] if isinstance(items, list) else []


def _wrapped(script: str) -> str:
    """Each line of a script is a paragraph; more than one blank line in a row is one."""
    lines: list[str] = []
    for line in script.splitlines():
        if line.strip() or (lines and lines[-1]):
            lines.append(textwrap.fill(" ".join(line.split()), TEXT_WIDTH, break_long_words=False))
    return "\n".join(lines).strip() + "\n"
