"""Rounds of invented interviews for the benchmarks of scale: exports to collect, or rounds that were collected."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.notes_data import load_notes, note_files
from benchmarks.speed_notes import make_notes
from rounds.headlines import Headline, HeadlineKind, ReadBack, Theme
from rounds.interviews import Interview

SHORT = (6, 14)  # words of a note that is quickly redacted
REAL = (20, 150)  # words of a note as interviewers write them
QUESTIONS = ("missed", "glad", "notice")
THEMES = 12
HEADLINES_EACH = 2  # of an interview
MOMENT = datetime(2026, 11, 2, tzinfo=UTC)
WORKSHEET = "worksheets/headlines.xlsx"
_SEED_KEY = "5a" * 32
_FIXED = ("Timestamp", "Interviewer", "Consent", "Grade")


def write_rounds(place: Path, count: int, responses: int, words: tuple[int, int] = SHORT) -> list[Path]:
    """So many folders of rounds in ``place``, each with an export of ``responses`` that nobody has collected."""
    notes = _notes(responses * len(QUESTIONS), words)
    folders = [place / f"round-{nth:05d}" for nth in range(1, count + 1)]
    for nth, folder in enumerate(folders):
        write_round(folder, random.Random(nth).sample(notes, len(notes)))
    return folders


def write_round(folder: Path, notes: Sequence[str], stores: str = "") -> None:
    """A round with a response for every so many notes as there are questions. ``stores``: more lines of [stores]."""
    folder.mkdir(parents=True)
    (folder / "round.toml").write_text(_settings(folder.name, stores), encoding="utf-8")
    (folder / "example.key").write_text(f"{_SEED_KEY}\n", encoding="utf-8")
    (folder / "example.key").chmod(0o600)
    (folder / "roster.csv").write_text(f"first,last,nickname\n{''.join(_people())}", encoding="utf-8")
    (folder / "team.csv").write_text(
        "code,name,also_typed_as,email,language,pair\nAL,Ada Lindqvist,,ada@example.org,en,A\n", encoding="utf-8"
    )
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([*_FIXED, *map(_title, QUESTIONS)])
        writer.writerows(_rows(notes))


def like(folder: Path, template: Path, stores: str = "") -> None:
    """The same round once more, under another name and with stores of its own, empty ones."""
    folder.mkdir(parents=True)
    for name in ("example.key", "roster.csv", "team.csv", "answers.csv"):
        shutil.copy2(template / name, folder / name)
    (folder / "round.toml").write_text(_settings(folder.name, stores), encoding="utf-8")


def headlines_for(interviews: Sequence[Interview]) -> ReadBack:
    """What pairs wrote about these interviews, spread evenly over questions and themes."""
    themes = tuple(Theme(f"Theme {number}", "What it means", number) for number in range(1, THEMES + 1))
    headlines = tuple(
        Headline(
            id=f"h{nth}-{each}",
            interview_ids=(interview.id,),
            question=QUESTIONS[(nth + each) % len(QUESTIONS)],
            kind=HeadlineKind.DESCRIPTIVE,
            text="The bus came late, and nobody asked why the seat by the window was empty.",
            theme=themes[(nth * 5 + each) % THEMES].name,
            pair="A",
        )
        for nth, interview in enumerate(interviews)
        for each in range(HEADLINES_EACH)
    )
    return ReadBack(headlines, themes, (), True, ())


def _notes(count: int, words: tuple[int, int]) -> list[str]:
    english = [note for path in note_files() for note in load_notes(path) if note.language == "en"]
    return make_notes(english, count, *words)


def notes_for(responses: int, words: tuple[int, int] = REAL) -> list[str]:
    """Distinct notes for so many responses."""
    return _notes(responses * len(QUESTIONS), words)


def _rows(notes: Sequence[str]) -> Iterator[list[str]]:
    start = datetime(2026, 1, 5, 8)
    for nth in range(len(notes) // len(QUESTIONS)):
        moment = (start + timedelta(minutes=nth)).strftime("%Y/%m/%d %I:%M:%S %p GMT-7")
        told = notes[nth * len(QUESTIONS) : (nth + 1) * len(QUESTIONS)]
        yield [moment, "Ada Lindqvist", "Yes", str(6 + nth % 7), *told]


def _people() -> Iterator[str]:
    """A roster of a school's size, of made-up syllables."""
    chance = random.Random(7)
    parts = ("bel", "dor", "fim", "gal", "hos", "jun", "kel", "lor", "mav", "nis", "pol", "rud", "sav", "tob", "vik")
    for _ in range(800):
        first, last = ("".join(chance.choices(parts, k=2)).capitalize() for _ in range(2))
        yield f"{first},{last},\n"


def _title(question: str) -> str:
    return f"Tell me about {question}."


def _settings(name: str, stores: str) -> str:
    roles = dict(zip(_FIXED, ("timestamp", "interviewer", "consent", "segment"), strict=True))
    columns = "".join(
        f'    {{ title = "{title}", role = "{role}"{key} }},\n'
        for title, role in roles.items()
        for key in ['key = "grade"' if role == "segment" else ""]
        for key in [f", {key}" if key else ""]
    )
    asked = "".join(f'    {{ title = "{_title(key)}", role = "note", key = "{key}" }},\n' for key in QUESTIONS)
    grades = ", ".join(f'"{grade}"' for grade in range(6, 13))
    themes = "".join(f'[[themes]]\nname = "Theme {number}"\n' for number in range(1, THEMES + 1))
    return (
        f'name = "{name}"\ntitle = "A round among many"\nroster = "roster.csv"\nteam = "team.csv"\n'
        f'segments = [{{ key = "grade", label = "Grade", values = [{grades}] }}]\n'
        'leads = [{ email = "lead@example.org" }]\n'
        f'[stores]\nkey_file = "example.key"\n{stores}'
        '[[sources]]\nkey = "student"\nfile = "answers.csv"\nrole = "Student"\nidentity = "timestamp+interviewer"\n'
        f"columns = [\n{columns}{asked}]\n{themes}"
    )
