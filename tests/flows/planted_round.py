"""A round whose every field carries a planted string, made from the types: every role, every export format."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl

from rounds.round import Role

# One value a role. Whatever is not a note must never be stored as it was typed.
TYPED: dict[Role, str] = {
    Role.TIMESTAMP: "2026/10/06 3:12:08 PM GMT-7",
    Role.NOTE: "",
    Role.CUE: "",
    Role.PROBE: "",
    Role.TRANSLATION_OF: "",
    Role.SEGMENT: "Othertext Quillfeather",
    Role.INTERVIEWER: "Zebedee Quarrington",
    Role.CONSENT: "Yes",
    Role.LANGUAGE: "English",
    Role.PEOPLE: "2",
    Role.CODE: "K7Q2ZPLANTED",
    Role.DISTRESS: "Yes, Distressword Plomley please",
    Role.DECLINED: "No",
    Role.DISCARD: "Discardia Vandermolen 509-555-0101",
}
TEXT_ROLES = (Role.NOTE, Role.CUE, Role.PROBE, Role.TRANSLATION_OF)

# Identifiers of every kind, in sentences that a hurried interviewer would type.
IDENTIFIERS = {
    "PERSON": "Marisol Okonkwo",
    "PHONE": "509-555-0147",
    "EMAIL": "jaylen.brightwater@example.org",
    "ADDRESS": "1420 Cedar Ridge Rd, Apt 3",
    "HANDLE": "@jay_hoops23",
    "ID": "0048213",
    "URL": "https://jayhoops.example.com/me",
}
UNDECLARED = "Undeclaria Thistlewood 509-555-0102"
HELD_WORDS = "Snorklewump Bramblethwaite waited at the bus stop and nobody came for an hour"


@dataclass(frozen=True)
class PlantedRound:
    """A round in a folder, and what was planted in it: ``never`` must be found nowhere."""

    folder: Path
    inputs: tuple[Path, ...]
    never: tuple[str, ...]
    identifiers: tuple[str, ...]


def story(kind: str) -> str:
    """A story that holds every identifier, told for a column of ``kind``."""
    return (
        f"In the {kind} she said that {IDENTIFIERS['PERSON']} missed the bus again and her mother was upset about it. "
        f"They texted {IDENTIFIERS['PHONE']} and wrote to {IDENTIFIERS['EMAIL']} about the morning. "
        f"The family lives at {IDENTIFIERS['ADDRESS']} now. His insta is {IDENTIFIERS['HANDLE']} and the "
        f"student id {IDENTIFIERS['ID']} is on the card. There is a page at {IDENTIFIERS['URL']} about the team."
    )


def make_round(folder: Path, export_format: str) -> PlantedRound:
    """Writes round.toml, roster, team and an export of three rows: one kept, one without consent, one in Somali."""
    export = folder / f"export.{export_format}"
    planted = write_round(folder, f'file = "{export.name}"')
    header, rows = planted_table()
    _WRITERS[export_format](export, [header, *rows])
    return replace(planted, inputs=(export, *planted.inputs))


def write_round(folder: Path, origin: str, ids: Mapping[str, str] | None = None) -> PlantedRound:
    """Writes everything but the responses; ``origin`` is the line of round.toml that says where those are.

    ``ids`` are the question ids of a form, by the title of the column.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "roster.csv").write_text("first,last,nickname\nMarisol,Okonkwo,Mari\n")
    (folder / "team.csv").write_text(
        "code,name,also_typed_as,email,language,pair\n"
        "AA,Ada Lindqvist,,ada@example.org,en,A\nBB,Bo Lindgren,,bo@example.org,es,B\n"
    )
    (folder / "round.toml").write_text(_settings(origin, ids or {}), encoding="utf-8")
    never = [
        value for role, value in TYPED.items() if role in (Role.SEGMENT, Role.INTERVIEWER, Role.CODE, Role.DISTRESS)
    ]
    never += [
        TYPED[Role.DISCARD],
        UNDECLARED,
        "Undeclared header of Thistlewood",
        "Snorklewump",
        "Bramblethwaite",
        "waan ku faraxsanahay",
    ]
    return PlantedRound(folder, (folder / "roster.csv", folder / "team.csv"), tuple(never), tuple(IDENTIFIERS.values()))


def planted_table() -> tuple[list[str], list[list[str]]]:
    """Titles, and three rows: one that is kept, one without consent, one in Somali."""
    header = [f"Column for {role}" for role in Role] + ["Undeclared header of Thistlewood"]
    kept = [story(role) if role in TEXT_ROLES else TYPED[role] for role in Role] + [UNDECLARED]
    refused = [HELD_WORDS if role in TEXT_ROLES else TYPED[role] for role in Role] + [UNDECLARED]
    refused[list(Role).index(Role.CONSENT)] = "No"
    somali = (
        "Waan ku faraxsanahay in aan dugsiga tago laakiin baska ayaa iga tagay subaxdii hore,"
        " hooyadayna way shaqaynaysay"
    )
    foreign = [somali if role in TEXT_ROLES else TYPED[role] for role in Role] + [UNDECLARED]
    foreign[list(Role).index(Role.LANGUAGE)] = "Somali"
    for nth, row in enumerate((kept, refused, foreign)):
        row[list(Role).index(Role.TIMESTAMP)] = f"2026/10/06 3:12:0{nth} PM GMT-7"
    return header, [kept, refused, foreign]


def _settings(origin: str, ids: Mapping[str, str]) -> str:
    columns = []
    for role in Role:
        title = f"Column for {role}"
        if origin.startswith("google_form") and title not in ids:
            continue  # a form knows itself when it was answered
        extra = {
            Role.NOTE: 'key = "story"',
            Role.CUE: 'key = "seen"',
            Role.PROBE: 'key = "asked"',
            Role.TRANSLATION_OF: 'key = "story_en"\nof = "story"',
            Role.SEGMENT: 'key = "grade"',
        }.get(role, "")
        extra += f'\nid = "{ids[title]}"' if title in ids else ""
        columns.append(f'[[sources.columns]]\ntitle = "{title}"\nrole = "{role}"\n{extra}\n')
    return (
        'name = "planted"\ntitle = "A planted round"\nroster = "roster.csv"\nteam = "team.csv"\n'
        f'[[sources]]\nkey = "student"\n{origin}\nrole = "Student"\n'
        + ("" if ids else 'identity = "timestamp+interviewer"\n')
        + "".join(columns)
        + '[[segments]]\nkey = "grade"\nlabel = "Grade"\nvalues = ["9", "10"]\n'
        + '[[leads]]\nemail = "lead@example.org"\n'
        + '[[themes]]\nname = "Mornings at home"\nname_es = "Las mañanas en casa"\n'
        + '[letters]\nsender = "listening@example.org"\nhear_by = 2027-01-29\n'
        + 'signed = {en = "The team", es = "El equipo"}\npurpose = {en = "mornings", es = "las mañanas"}\n'
        + 'when = {en = "in October", es = "en octubre"}\n'
        + 'promise = {en = "Names are taken out.", es = "Se quitan los nombres."}\n'
    )


def _csv_bytes(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def _write_zip(path: Path, rows: list[list[str]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("export.csv", _csv_bytes(rows))


def _write_xlsx(path: Path, rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


_WRITERS = {
    "csv": lambda path, rows: path.write_bytes(_csv_bytes(rows)),
    "zip": _write_zip,
    "csv.gz": lambda path, rows: path.write_bytes(gzip.compress(_csv_bytes(rows))),
    "xlsx": _write_xlsx,
}
FORMATS = tuple(_WRITERS)
