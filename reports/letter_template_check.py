"""Whether the templates of a round fit: every name known, nothing needed left out, filled in with made-up letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from itertools import product

from reports.letter import MOST_WORDS, count_words
from reports.letter_attachments import MOST_SPOKEN_WORDS, spoken_words
from reports.letter_template_faults import all_faults
from reports.letter_templates import KINDS, NAMES, OVERRIDES, LetterTemplate, own_templates, template_of
from reports.letter_texts import LANGUAGES
from reports.rendering import TemplateProblem, plain_text
from rounds.round import Round

_DAY, _EARLIER = date(2031, 5, 15), date(2029, 5, 15)
_FORGET = {
    "en": re.compile(r"(?i)forg[eo]t|delet|remov|erase|take .{0,30}out|code on your card"),
    "es": re.compile(r"(?i)borr[ae]|olvid|elimin|retir|código de su tarjeta"),
}
_CODE = re.compile(r"(?i)\bcod[ei]|\bcard\b|código|tarjeta")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
_SAMPLE: Mapping[str, object] = {
    "purpose": "Sample purpose.",
    "when": "in sample month",
    "promise": "Sample promise.",
    "reply_to": "sample-reply@example.org",
    "signed": "Sample team",
    "interviews": 9742,
    "people": 9743,
    "hear_by": _DAY,
    "themes": ["Sample theme one", "Sample theme two"],
    "quotes": [
        {"text": "Sample quote", "role": "Sample role", "language": "en", "said_in": "Sample"},
        {"text": "Sample quote", "role": None, "language": "es", "said_in": None},
    ],
    "decisions": [{"what": "Sample decision one", "by": _EARLIER}, {"what": "Sample decision two", "by": None}],
    "limits": [{"what": "Sample limit", "why": "Sample reason"}],
}
_EMPTY: Mapping[str, object] = {"themes": [], "quotes": [], "decisions": [], "limits": [], "hear_by": None}
_LESS: tuple[Mapping[str, object], ...] = (
    {},
    {"interviews": 1, "people": 1},
    {"decisions": []},
    {"limits": []},
    {"hear_by": None},
    {"quotes": []},
    _EMPTY,
)
# What a letter must say, by words of the sample that must come out.
_NEEDED = {
    "letter": {
        "who sees the notes (`promise`)": "Sample promise",
        "how to answer (`reply_to`)": "sample-reply@example.org",
        "why you listened (`purpose`)": "Sample purpose",
        "how many you listened to (`people`)": "9743",
        "what you heard (`themes`)": "Sample theme two",
        "the quotes that were approved (`quotes`)": "Sample quote",
        "what you are doing (`decisions`)": "Sample decision two",
        "what you cannot do (`limits`)": "Sample limit",
        "why you cannot (`why` of a limit)": "Sample reason",
        "by when people will hear (`hear_by`)": "2031",
        "who signs (`signed`)": "Sample team",
    },
    "phone": {"what you heard (`themes`)": "Sample theme one"},
}


def check_templates(round_: Round) -> tuple[list[str], list[str]]:
    """What must be mended in the templates of a round, and what to think about."""
    problems: list[str] = []
    warnings = _unknown_files(round_)
    for kind, language in product(KINDS, LANGUAGES):
        try:
            template = template_of(round_, kind, language)
        except TemplateProblem as problem:
            problems.append(str(problem))
            continue
        if template.is_own:
            found = all_faults(template, list(_contexts()))
            problems += found
            warnings += [] if found else _warnings(template, kind)
    return problems, warnings


def _warnings(template: LetterTemplate, kind: str) -> list[str]:
    said = template.fill_in(next(_contexts()))
    missing = [what for what, words in _NEEDED[kind].items() if words not in said]
    if not all(_says_how_to_be_forgotten(template, context) for context in _contexts()):
        missing.append("how to be forgotten, in every case (`{% if has_code %}`: with the code on the card)")
    warnings = [f"{template.path} does not say {what}." for what in missing]
    if kind == "letter" and _asks_everybody_for_the_code(template):
        warnings.append(
            f"{template.path} says the same of the code on the card in direct letters, which are answered by mail:"
            " address and code would meet. Ask `{% if direct %}`, and there send people to whoever listened to them."
        )
    if kind == "letter" and (words := count_words(plain_text(said))) > MOST_WORDS:
        warnings.append(
            f"{template.path} has {words} words with short texts put in; a letter has at most {MOST_WORDS}."
        )
    if kind == "phone" and (words := spoken_words(said)) > MOST_SPOKEN_WORDS:
        most = f"at most {MOST_SPOKEN_WORDS} take a minute"
        warnings.append(f"{template.path} has {words} words to say with short texts put in; {most}.")
    return warnings


def _says_how_to_be_forgotten(template: LetterTemplate, context: Mapping[str, object]) -> bool:
    said = template.fill_in(context)
    with_code = not context["has_code"] or _CODE.search(said)
    return bool(with_code and _FORGET[template.language].search(said))


def _asks_everybody_for_the_code(template: LetterTemplate) -> bool:
    """Whether a letter says the same sentences with the code to those who get it by mail themselves."""
    passed_on, direct = (_about_the_code(template, direct=direct) for direct in (False, True))
    return bool(direct) and direct == passed_on


def _about_the_code(template: LetterTemplate, *, direct: bool) -> list[str]:
    said = plain_text(template.fill_in({**_SAMPLE, "direct": direct, "has_code": True}))
    return [sentence for sentence in _SENTENCE_END.split(" ".join(said.split())) if _CODE.search(sentence)]


def _contexts() -> Iterator[dict[str, object]]:
    """Made-up letters in which every list is full or empty, for passing on or direct, with and without a code."""
    for less, direct, has_code in product(_LESS, (False, True), (True, False)):
        yield {**_SAMPLE, **less, "direct": direct, "has_code": has_code}


def _unknown_files(round_: Round) -> list[str]:
    warnings = []
    for path in own_templates(round_):
        if path.name not in NAMES:
            near = get_close_matches(path.name, NAMES, n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            warnings.append(f"{path} is not used: {OVERRIDES}/ holds {', '.join(NAMES)}.{hint}")
    return warnings
