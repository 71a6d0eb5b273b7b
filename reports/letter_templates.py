"""Where the words of letters come from: a template of the round's own beside round.toml, else the one of Sayback."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from jinja2 import DictLoader, Environment, Template, TemplateError, TemplateRuntimeError, Undefined

from reports.letter_markup import markup_faults
from reports.letter_texts import LANGUAGES, LISTS, TEXTS
from reports.rendering import TEMPLATES, TemplateProblem, sandbox
from reports.template_rules import MOST_CHARACTERS, Fault, faults_of
from rounds.round import Round

OVERRIDES = "templates"  # a folder beside round.toml
KINDS = {"letter": "letter_{language}.html", "phone": "phone_{language}.txt"}
NAMES = tuple(pattern.format(language=language) for pattern in KINDS.values() for language in LANGUAGES)


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A template's file and what it says. ``is_own`` where it is the round's."""

    path: Path
    source: str
    language: str
    is_own: bool

    def faults(self) -> list[str]:
        """What must be mended before it can be filled in, each with file and line; never what it would say."""
        return [f"{self.path}, line {fault.line}: {fault.message}." for fault in self.rule_faults()]

    def rule_faults(self) -> tuple[Fault, ...]:
        """The same by line."""
        return _faults(self.source, self.language)

    def fill_in(self, context: Mapping[str, object]) -> str:
        """The template with its variables put in. Raises TemplateProblem with file and line."""
        if faults := self.faults():
            raise TemplateProblem(" ".join(faults))
        try:
            filled = _compiled(self.path.name, self.source, self.language).render(context)
        except (TemplateError, TypeError, ValueError, AttributeError) as error:
            problem = _cannot(self.path, error)
        else:
            faults = self._markup_faults(filled) or self._says_nothing(filled)
            if not faults:
                return filled
            problem = " ".join(faults)
        raise TemplateProblem(problem)

    def _says_nothing(self, filled: str) -> list[str]:
        said = re.sub(r"<[^>]*>", " ", filled)
        return [] if re.search(r"\w", said) else [f"{self.path} says nothing. Write it, or delete it to use ours."]

    def _markup_faults(self, filled: str) -> list[str]:
        if self.path.suffix != ".html":
            return []
        return [f"{self.path}, line {line}: {fault}." for line, fault in markup_faults(filled, self.source)]


def template_of(round_: Round, kind: str, language: str) -> LetterTemplate:
    """The template of ``kind`` ("letter" or "phone") in ``language``. Raises TemplateProblem if it cannot be read."""
    name = KINDS[kind].format(language=language)
    own = round_.path(f"{OVERRIDES}/{name}")
    path = own if own.exists() else TEMPLATES / name
    return LetterTemplate(path, _read(path), language, is_own=path is own)


def own_templates(round_: Round) -> list[Path]:
    """The files in the round's folder for templates, those that Sayback does not know too."""
    folder = round_.path(OVERRIDES)
    return sorted(path for path in folder.iterdir() if not path.name.startswith(".")) if folder.is_dir() else []


def _read(path: Path) -> str:
    if not path.is_file():
        raise TemplateProblem(f"{path} is not a file.")
    try:
        with path.open("rb") as file:
            return file.read(4 * MOST_CHARACTERS + 4).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TemplateProblem(f"{path} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise TemplateProblem(f"{path} cannot be read: {error.strerror}.") from None


@lru_cache(maxsize=32)
def _faults(source: str, language: str) -> tuple[Fault, ...]:
    return tuple(faults_of(source, sandbox(language), TEXTS, LISTS))


@lru_cache(maxsize=32)  # the same few templates for every letter of a round
def _compiled(name: str, source: str, language: str) -> Template:
    return letter_environment(name, source, language).get_template(name)


def letter_environment(name: str, source: str, language: str) -> Environment:
    """Jinja for one template of a letter, which prints words and numbers only."""
    environment = sandbox(language)
    environment.loader = DictLoader({name: source})
    environment.finalize = _printable
    environment.filters["join"] = _join
    return environment


def _printable(value: object) -> object:
    """Only words and numbers are printed, so that no `None` and no list with its brackets stands in a letter."""
    if isinstance(value, (str, int, Undefined)) and not isinstance(value, bool):
        return value  # undefined is only an `if` within brackets without its `else`, and empty; all else raises
    if value is None:
        raise TemplateRuntimeError("a variable is printed that can be empty: ask `{% if ... %}` first")
    if isinstance(value, date):
        raise TemplateRuntimeError("a date is printed as it is: write `| day` behind it")
    raise TemplateRuntimeError("a list or a yes/no is printed: use `{% for ... %}`, `| join` or `{% if ... %}`")


def _join(items: Sequence[object], between: str = "") -> str:
    if not all(isinstance(item, str) for item in items):
        raise TemplateRuntimeError("`| join` is for lists of texts; go through this one with `{% for ... %}`")
    return between.join(map(str, items))


def _cannot(path: Path, error: Exception) -> str:
    line = _line(traceback.extract_tb(error.__traceback__), path.name)
    return f"{path}{line}: {what_failed(error)}."


def what_failed(error: Exception) -> str:
    """Why a template could not be filled in, without what would have been put in."""
    said = error.message if isinstance(error, TemplateError) else None
    return said or "a filter does not fit what it stands behind"


def _line(frames: Iterable[traceback.FrameSummary], name: str) -> str:
    """Jinja writes the template's own lines into the traceback."""
    lines = [frame.lineno for frame in frames if Path(frame.filename).name in (name, "<template>")]
    return f", line {lines[-1]}" if lines else ""
