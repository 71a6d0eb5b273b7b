"""From templates to texts and pages that read well in mail programs and on paper.

Templates are sandboxed, so that one written by a team can do no more than fill in text; what is put into HTML is
escaped; a name that a template misspells is an error and never a hole in a letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

import css_inline
from babel.dates import format_date
from html2text import HTML2Text
from jinja2 import (
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rounds.errors import SaybackError

TEMPLATES = Path(__file__).parent / "templates"
_CHARSET = '<meta charset="utf-8">'
_TURNS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))  # Unicode Annex 9
TEXT_WIDTH = 72  # characters of a line of plain text; RFC 5322 asks for at most 78


class TemplateProblem(SaybackError):
    """A template cannot be filled in; the message names the template and what is missing, never the text put in."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message without its addresses: a subject, plain text, and a whole HTML page with its styles inlined."""

    subject: str
    text: str
    html: str


def render(template: str, context: Mapping[str, object], *, language: str = "en") -> str:
    """``template`` (a file of reports/templates) filled in with ``context``; ``.html`` ones are escaped.

    Raises TemplateProblem naming the template.
    """
    try:
        return _environment(language).get_template(template).render(context)
    except TemplateNotFound:
        raise TemplateProblem(f"The template {template} does not exist in {TEMPLATES}.") from None
    except TemplateSyntaxError as error:
        raise TemplateProblem(f"The template {template}, line {error.lineno}: {error.message}") from None
    except TemplateError as error:
        raise TemplateProblem(f"The template {template} cannot be filled in: {error.message}") from None


def render_page(template: str, context: Mapping[str, object], *, language: str = "en") -> str:
    """Like ``render``, with styles inlined for mail programs; rules for print, phones and the dark stay in the head."""
    page = render(template, context, language=language)
    inliner = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
    # The rules that stay are put first, and browsers look for the encoding in the first 1024 bytes only.
    return inliner.inline(page).replace(_CHARSET, "").replace("<head>", f"<head>{_CHARSET}", 1)


def plain_text(html: str) -> str:
    """The text of simple HTML (headings, paragraphs, lists) in lines of at most TEXT_WIDTH characters."""
    converter = HTML2Text(bodywidth=TEXT_WIDTH)
    converter.ignore_emphasis = True
    converter.ignore_links = True
    converter.unicode_snob = True
    converter.ul_item_mark = "-"
    converter.wrap_list_items = True
    text = converter.handle(re.sub(r"<(/?)h[1-6]\b", r"<\1p", html))  # headings without Markdown's number signs
    text = re.sub(r"(?m)^  ( *- |  \S)", r"\1", text)  # lists start at the margin
    text = re.sub(r"\\([-+.#*_\\`()!{}\[\]>|])", r"\1", text)  # Markdown's escapes mean nothing in a letter
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def in_words(day: date, language: str = "en") -> str:
    """A date as people write it: "March 3, 2026", "3 de marzo de 2026"."""
    return format_date(day, format="long", locale="es_US" if language == "es" else "en_US")


def sentence(text: str) -> str:
    """``text`` with a capital at its start and a full stop at its end, where they are missing."""
    stripped = text.strip()
    if not stripped:
        return ""
    ended = stripped if stripped[-1] in '.!?…”"' else f"{stripped}."
    return ended[0].upper() + ended[1:]


def sandbox(language: str) -> ImmutableSandboxedEnvironment:
    """Jinja as all templates here get it, without a place to load from. Raises nothing; filters: `day`, `sentence`."""
    environment = ImmutableSandboxedEnvironment(
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        finalize=_reading_onwards,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["day"] = partial(_day, language=language)
    environment.filters["sentence"] = sentence
    return environment


def _reading_onwards(value: object) -> object:
    """``value`` without what turns the reading direction: a quote must not reorder the words around it."""
    return type(value)(value.translate(_TURNS)) if isinstance(value, str) else value


def _day(day: object, language: str) -> str:
    if not isinstance(day, date):  # Babel would put today in place of None
        raise TemplateRuntimeError("there is no date for `| day`: ask `{% if ... %}` first")
    return in_words(day, language)


def _environment(language: str) -> ImmutableSandboxedEnvironment:
    return _environment_of(language, TEMPLATES)


@lru_cache(maxsize=8)  # compiled once, not once for every letter
def _environment_of(language: str, folder: Path) -> ImmutableSandboxedEnvironment:
    environment = sandbox(language)
    environment.loader = FileSystemLoader(folder)
    return environment
