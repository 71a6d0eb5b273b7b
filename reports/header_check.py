"""Refuses a header row that could be an answer, before any of its titles is written down."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reports.answer_shapes import Shape, contacts_in, shapes_of
from reports.column_facts import Address, ColumnFacts
from reports.title_patterns import CONSENT, GROUPING, STORY, Title
from rounds.errors import SaybackError
from rounds.form import Form, Question

MAX_TITLE = 300  # characters
_SENTENCE_END = re.compile(r"[.!…](?=\s|$)")
_NARRATES = re.compile(r"\b(?:I|I'm|I'd|I've|my|we|he|she|they|me|yo|mi|me|nos|ella|nosotros)\b")
_ANSWER_LENGTH = 60  # characters; shorter titles that tell something are still titles


class DraftRefused(SaybackError):
    """No round can be drafted from this export; the message names file and column, never a title or an answer."""


def check_header(form: Form, facts: Mapping[Address, ColumnFacts]) -> None:
    """Raises DraftRefused if a title of ``form`` could be an answer, or may not be written into a file."""
    if not any(question.title.strip() for question in form.questions):
        raise DraftRefused(f"{form.name}: there is no row of questions. {_ADD_HEADER}")
    for question in form.questions:
        _check_title(form, question)
    _check_rows(form, facts)


_ADD_HEADER = (
    "The first row must hold the questions of the form: download the responses from Google Forms again, or insert"
    " a row with the questions at the top."
)


def _check_title(form: Form, question: Question) -> None:
    place = f"{form.name}, column {question.letter}"
    if len(question.title) > MAX_TITLE:
        raise DraftRefused(
            f"{place}: the title is longer than {MAX_TITLE} characters. If it is a question, move the explanation into"
            f" the question's description in the form and download the responses again. {_ADD_HEADER}"
        )
    if not question.title.encode("utf-8", "replace").decode() == question.title:
        raise DraftRefused(f"{place}: the title is not text. Save the export as UTF-8 and try again.")
    if contacts_in(question.title):
        raise DraftRefused(
            f"{place}: the title holds a mail address or a phone number, and titles are written into round.toml."
            f" Take it out of the question in the form and download the responses again. {_ADD_HEADER}"
        )
    if Shape.TIMESTAMP in shapes_of(question.title):
        raise _looks_like_an_answer(form, question)


def _check_rows(form: Form, facts: Mapping[Address, ColumnFacts]) -> None:
    """Compares the first row with the rows below it."""
    filled = [question for question in form.questions if facts[question.address].filled]
    if 2 * sum(not question.title.strip() for question in filled) > len(filled):
        raise DraftRefused(f"{form.name}: most columns that hold answers have no title. {_ADD_HEADER}")
    repeated = [question for question in filled if facts[question.address].title_repeated]
    for question in repeated:
        # A single tick box may repeat its title as its only option; two such columns are a row of answers.
        if facts[question.address].distinct > 1 or len(repeated) > 1:
            raise _looks_like_an_answer(form, question)
    for question in filled:
        if _reads_like_the_answers(question.title, facts[question.address]):
            raise _looks_like_an_answer(form, question)


def _reads_like_the_answers(title: str, facts: ColumnFacts) -> bool:
    shapes = shapes_of(title)
    if shapes & {Shape.NUMBER, Shape.DATE, Shape.ID}:
        return any(facts.share(shape) >= 0.8 for shape in shapes)
    sense = Title.of(title)
    if "?" in title or sense.asks(STORY) or sense.asks(CONSENT) or (sense.asks(GROUPING) and sense.words < 6):
        return False
    tells = len(_SENTENCE_END.findall(title)) >= 2 or "\n" in title.strip()
    long_enough = len(title) >= _ANSWER_LENGTH and 3 * len(title) >= facts.median_length >= _ANSWER_LENGTH
    return tells and long_enough and _NARRATES.search(title) is not None


def _looks_like_an_answer(form: Form, question: Question) -> DraftRefused:
    return DraftRefused(
        f"{form.name}, column {question.letter}: the first row looks like somebody's answers, not like questions."
        f" {_ADD_HEADER} If the questions stand in the file twice, delete the second row of questions."
    )
