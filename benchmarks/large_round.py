"""A round of a thousand invented interviews, with a filled notebook, roster and team: what ``assemble`` starts from."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from openpyxl import load_workbook

from redaction.lexicon import load_lexicon
from redaction.round_names import RoundNames
from reports.worksheet_tabs import HEADLINE, HEADLINES, STORY, THEME
from rounds.interviews import Interview, Note, NoteKind, RedactionRecord, Span
from rounds.keys import load_keyring
from rounds.notebook import Notebook

ROSTER, TEAM = 1_200, 12
WORKSHEET = Path("worksheets") / "headlines.xlsx"
_QUESTIONS = ("missed", "glad", "notice", "change", "tomorrow")
_SHORTEST, _LONGEST = 20, 220  # words of a story
_VOCABULARY = 6_000
_SMALL_WORDS = "the and I to a of my it was in that they we not he she for me on so didn’t don’t it’s"
_SPANISH = "que la y no me el en un se lo mi por más él también día niño mañana pero cuando"
_PERSON = "[PERSON_1]"
_THEMES = 12
_MOMENT = datetime(2026, 11, 2, tzinfo=UTC)


def make_round(folder: Path, interviews: int) -> None:
    """Writes round.toml, roster.csv, team.csv and a notebook with so many kept interviews."""
    chance = random.Random(interviews)
    _write_settings(folder)
    _write_people(folder, chance)
    with Notebook.open("sqlite:///notebook.db", folder) as notebook:
        notebook.save(list(_interviews(interviews, chance)), at=_MOMENT)


def fill_in(folder: Path, headlines: int) -> None:
    """Types headlines into rows of the worksheet, four in ten of them quotes of the story there."""
    chance, words = random.Random(headlines), _words(random.Random(0))
    path = folder / WORKSHEET
    workbook = load_workbook(path)
    head, *rows = workbook[HEADLINES].iter_rows()
    column = {str(cell.value): nth for nth, cell in enumerate(head)}
    chosen, nth, said = set(chance.sample(range(len(rows)), headlines)), 0, [""]
    for number, row in enumerate(rows):
        said = str(row[column[STORY]].value or "").split() or said
        if number in chosen:
            row[column[HEADLINE]].value = _quote(nth, said, chance) if nth % 5 < 2 else _text(chance, words, 14)
            row[column[THEME]].value = f"Theme {nth % _THEMES + 1}"
            nth += 1
    workbook.save(path)


def edit_one_in_ten(folder: Path) -> None:
    """Changes the first answer of each tenth interview, as a later collect does."""
    with Notebook.open("sqlite:///notebook.db", folder) as notebook:
        changed = [_edited(one) for nth, one in enumerate(notebook.interviews()) if nth % 10 == 0]
        notebook.save(changed, at=_MOMENT)


def _edited(interview: Interview) -> Interview:
    first, *others = interview.notes
    notes = (replace(first, text=f"{first.text} It was put right."), *others)
    return replace(interview, notes=notes, fingerprint=f"{interview.fingerprint}*")


def _quote(nth: int, said: Sequence[str], chance: random.Random) -> str:
    start = chance.randrange(max(1, len(said) - 12))
    quoted = list(said[start : start + 12])
    if nth % 5 == 1:
        quoted[len(quoted) // 2] = "otherwise"
    return f'"{" ".join(quoted)}"'


def _interviews(number: int, chance: random.Random) -> Iterator[Interview]:
    words = _words(random.Random(0))
    names = RoundNames(load_keyring(), load_lexicon())
    for nth in range(number):
        yield Interview(
            id=f"aaaa{nth:06d}",
            source="student",
            row=nth + 2,
            fingerprint=f"f{nth}",
            engine="1",
            interviewer=f"T{nth % TEAM}",
            language="es" if nth % 7 == 0 else "en",
            segments=(("grade", str(6 + nth % 7)),),
            notes=tuple(_notes(nth, words + _SPANISH.split() * 100 if nth % 7 == 0 else words, chance)),
            submitted_on=date(2026, 10, 1 + nth % 28),
            record=RedactionRecord(names=names.close({f"{nth:020x}"})),
        )


def _notes(nth: int, words: Sequence[str], chance: random.Random) -> Iterator[Note]:
    for question in _QUESTIONS[: 4 + nth % 2]:
        text = _text(chance, words, chance.randint(_SHORTEST, _LONGEST)) + f" Then {_PERSON} came, and {_PERSON} left."
        places = [at for at in range(len(text)) if text.startswith(_PERSON, at)]
        spans = tuple(Span(at, at + len(_PERSON), "PERSON", 0.85, "roster") for at in places)
        yield Note(question, f"Tell me about the last time that you thought of {question}.", NoteKind.NOTE, text, spans)
    if nth % 2:
        yield Note("probe", "What did you ask on?", NoteKind.PROBE, _text(chance, words, 12))
    if nth % 3:
        yield Note("cue", "What did you see?", NoteKind.CUE, _text(chance, words, 6))


def _words(chance: random.Random) -> list[str]:
    """Ordinary words, small ones as often as all others together."""
    lexicon = load_lexicon()
    nobodys = sorted(word for word in lexicon.ordinary - lexicon.given - lexicon.surnames - {"at"} if word.isalpha())
    known = chance.sample(nobodys, _VOCABULARY)
    small = _SMALL_WORDS.split()
    return known + small * (_VOCABULARY // len(small))


def _text(chance: random.Random, words: Sequence[str], number: int) -> str:
    """Sentences of about twelve words."""
    drawn = chance.choices(words, k=number)
    return " ".join(" ".join(drawn[at : at + 12]).capitalize() + "." for at in range(0, number, 12))


def _write_people(folder: Path, chance: random.Random) -> None:
    lexicon = load_lexicon()
    given, surnames = sorted(lexicon.given - lexicon.dictionary), sorted(lexicon.surnames - lexicon.dictionary)
    people = [(chance.choice(given), chance.choice(surnames)) for _ in range(ROSTER)]
    rows = "".join(f"{first.capitalize()},{last.capitalize()},\n" for first, last in people)
    (folder / "roster.csv").write_text(f"first,last,nickname\n{rows}", encoding="utf-8")
    team = "".join(
        f"T{nth},{chance.choice(given).capitalize()} {chance.choice(surnames).capitalize()},,t{nth}@example.org,"
        f"{'es' if nth % 3 == 0 else 'en'},{chr(ord('A') + nth // 2)}\n"
        for nth in range(TEAM)
    )
    (folder / "team.csv").write_text(f"code,name,also_typed_as,email,language,pair\n{team}", encoding="utf-8")


def _write_settings(folder: Path) -> None:
    roles = {"Timestamp": "timestamp", "Interviewer": "interviewer", "Consent": "consent", "Grade": "segment"}
    columns = "".join(f'[[sources.columns]]\ntitle = "{title}"\nrole = "{role}"\n' for title, role in roles.items())
    grades = ", ".join(f'"{grade}"' for grade in range(6, 13))
    questions = "".join(
        f'[[sources.columns]]\ntitle = "Tell me about {key}."\nrole = "note"\nkey = "{key}"\n' for key in _QUESTIONS
    )
    themes = "".join(f'[[themes]]\nname = "Theme {number}"\n' for number in range(1, _THEMES + 1))
    (folder / "round.toml").write_text(
        'name = "large"\ntitle = "A large round"\nroster = "roster.csv"\nteam = "team.csv"\n'
        f'segments = [{{key = "grade", label = "Grade", values = [{grades}]}}]\n'
        'leads = [{email = "lead@example.org"}]\n'
        f'[[sources]]\nkey = "student"\nfile = "answers.csv"\nrole = "Student"\nidentity = "timestamp+interviewer"\n'
        f'{columns}key = "grade"\n{questions}{themes}',
        encoding="utf-8",
    )
