"""All that is wrong in a template of a letter at once, so that it can be mended in one go."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from types import FrameType

from jinja2 import ChainableUndefined, Template, TemplateError

from reports.letter_markup import markup_faults
from reports.letter_templates import LetterTemplate, letter_environment, what_failed
from reports.rendering import TemplateProblem
from reports.template_rules import FILTERS

_PRINTED = re.compile(r"(?s)\{\{.*?\}\}")
_NOT_PRINTED = re.compile(r"(?s)\{%.*?%\}|\{#.*?#\}")
_AS_TEXT = "https://example.org/"  # so that a link whose address is put in is one


def all_faults(template: LetterTemplate, contexts: Sequence[Mapping[str, object]]) -> list[str]:
    """What must be mended in ``template``, by line; with each of ``contexts`` it is filled in to find out.

    A template that breaks a rule is not filled in, unless it only names what does not exist.
    """
    rules = template.rule_faults()
    found = {(fault.line, fault.message): None for fault in rules}
    broken = {fault.line for fault in rules}
    if all(fault.is_name for fault in rules):
        noted = _Noted(template, lenient=bool(rules))
        for context in contexts:
            noted.fill_in(context)
        found |= {place: None for place in noted.found if place[0] not in broken}
    elif template.path.suffix == ".html":
        found |= dict.fromkeys(markup_faults(_bare(template.source), template.source))
    faults = [f"{template.path}, line {line}: {message}." for line, message in sorted(found)]
    return faults or _left(template, contexts)


def _bare(source: str) -> str:
    """The markup of a template that cannot be filled in."""
    return _NOT_PRINTED.sub("", _PRINTED.sub(_AS_TEXT, source))


def _left(template: LetterTemplate, contexts: Sequence[Mapping[str, object]]) -> list[str]:
    """What only shows in a finished letter, such as a comparison of what cannot be compared."""
    problems: dict[str, None] = {}
    for context in contexts:
        try:
            template.fill_in(context)
        except TemplateProblem as problem:
            problems[str(problem)] = None
    return list(problems)


class _Noted:
    """Fills a template in and notes down what cannot be printed, line by line, where a letter would stop."""

    def __init__(self, template: LetterTemplate, *, lenient: bool) -> None:
        self.found: dict[tuple[int, str], None] = {}
        self._of = template
        environment = letter_environment(template.path.name, template.source, template.language)
        if lenient:  # names that do not exist were found before
            environment.undefined = ChainableUndefined
        environment.filters |= {name: self._noting(environment.filters[name]) for name in FILTERS}
        environment.finalize = self._noting(environment.finalize) if environment.finalize else None
        self._template = environment.get_template(template.path.name)

    def fill_in(self, context: Mapping[str, object]) -> None:
        try:
            filled = self._template.render(context)
        except (TemplateError, TypeError, ValueError, AttributeError):
            return  # ``_left`` tells of it when nothing else is wrong
        if self._of.path.suffix == ".html":
            self.found |= dict.fromkeys(markup_faults(filled, self._of.source))

    def _noting(self, function: Callable[..., object]) -> Callable[..., object]:
        @wraps(function)
        def noting(*arguments: object) -> object:
            try:
                return function(*arguments)
            except (TemplateError, TypeError, ValueError, AttributeError) as error:
                line = _line_in_template(sys._getframe(1))
                if line is None:  # Jinja tries constants out beforehand
                    raise
                self.found[line, what_failed(error)] = None
                return ""

        return noting


def _line_in_template(frame: FrameType | None) -> int | None:
    while frame is not None:
        template = frame.f_globals.get("__jinja_template__")
        if isinstance(template, Template):
            return template.get_corresponding_lineno(frame.f_lineno)
        frame = frame.f_back
    return None
