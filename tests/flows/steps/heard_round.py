"""A round in which a theme was heard, with letters to write: made once for a module, copied for each test."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.workplace import WORKSHEET, open_workplace
from rounds.headlines import Headline, HeadlineKind, ReadBack
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound, row

ALARM = "The alarm goes off at five."
OFFICE = "The office asked him for a note"
THEME = "Mornings at home"


def with_quotes(*quotes: str) -> str:
    """LETTERS with these ``quotes``."""
    listed = ", ".join(json.dumps(quote, ensure_ascii=False) for quote in quotes)
    return LETTERS.replace("[letters]", f"[letters]\nquotes = [{listed}]")


def make_heard_round(folder: Path) -> Path:
    """Twelve interviews, so that the role of students is over the floor; one headline for each."""
    small = SmallRound(folder, rows=[row(nth) for nth in range(12)]).write(LETTERS)
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    return small.folder


def copy_of(folder: Path, to: Path) -> SmallRound:
    """A round to change at will."""
    shutil.copytree(folder, to)
    return SmallRound(to, rows=[row(nth) for nth in range(12)])


def quote_on_the_worksheet(folder: Path, text: str, theme: str | None = THEME) -> None:
    """As if a pair had written this quote about the interviews in whose notes it stands."""
    with open_workplace(folder) as place:
        notebook = place.notebook
        said = tuple(i.id for i in notebook.interviews() if any(text in note.text for note in i.notes))
        assert said, "the quote must stand in a note"
        first = notebook.headlines()[0]
        quote = Headline(f"q{len(notebook.headlines())}", said, first.question, HeadlineKind.QUOTE, text, theme)
        headlines = (*notebook.headlines(), quote)
        read = ReadBack(headlines, tuple(notebook.themes()), tuple(notebook.predictions()), False, ())
        notebook.save_readback(read, WORKSHEET.as_posix(), place.now())


def mark_for_distress(folder: Path, text: str, *, only: str | None = None) -> None:
    """As if the interviewer had asked for somebody to look after whoever said ``text``, or ``only`` this interview."""
    with open_workplace(folder) as place:
        told = [i for i in place.notebook.interviews() if any(text in note.text for note in i.notes)]
        assert told, "somebody must have said it"
        told = [one for one in told if only in (None, one.id)]
        marked = [replace(one, distress=True, fingerprint=f"{one.fingerprint}!") for one in told]
        place.notebook.save(marked, at=place.now())
