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

from rounds.round import REPORT_ROLES, Role

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

# Told and listened to stand in the form for later thoughts, which every planted round has.
FORM_ROLES = tuple(role for role in Role if role not in REPORT_ROLES)
LATER_HEADER = ("When", "Code on the card", "Something to add?", "Who are you?", "Told", "Listened to")
UNREADABLE = "Toldia Quibblethorpe, perhaps nine"

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
    _write_later(folder / "later.csv")
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
        "Quibblethorpe",
    ]
    inputs = (folder / "roster.csv", folder / "team.csv", folder / "later.csv")
    return PlantedRound(folder, inputs, tuple(never), tuple(IDENTIFIERS.values()))


def _write_later(path: Path) -> None:
    """A thought that is joined, one with a code of nobody, a report by an unknown name, and an unreadable one."""
    code, name = TYPED[Role.CODE], TYPED[Role.INTERVIEWER]
    rows = [
        ["2026/11/06 3:12:08 PM GMT-7", code, story("later thought"), "", "", ""],
        ["2026/11/06 4:12:08 PM GMT-7", f"{code}-OF-NOBODY", HELD_WORDS, "", "", ""],
        ["2026/11/06 5:12:08 PM GMT-7", "", "", name, "3", "4"],
        ["2026/11/06 6:12:08 PM GMT-7", "", "", name, UNREADABLE, "4"],
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([LATER_HEADER, *rows])


def _later_settings() -> str:
    roles = (Role.TIMESTAMP, Role.CODE, Role.NOTE, Role.INTERVIEWER, Role.TOLD, Role.LISTENED_TO)
    columns = "".join(
        f'[[sources.columns]]\ntitle = "{title}"\nrole = "{role}"\n' + ('key = "later"\n' if role is Role.NOTE else "")
        for title, role in zip(LATER_HEADER, roles, strict=True)
    )
    return f'[[sources]]\nkey = "later"\nfile = "later.csv"\nlater = true\nconsent_elsewhere = "Cards"\n{columns}'


def planted_table() -> tuple[list[str], list[list[str]]]:
    """Titles, and three rows: one that is kept, one without consent, one in Somali."""
    header = [f"Column for {role}" for role in FORM_ROLES] + ["Undeclared header of Thistlewood"]
    kept = [story(role) if role in TEXT_ROLES else TYPED[role] for role in FORM_ROLES] + [UNDECLARED]
    refused = [HELD_WORDS if role in TEXT_ROLES else TYPED[role] for role in FORM_ROLES] + [UNDECLARED]
    refused[FORM_ROLES.index(Role.CONSENT)] = "No"
    somali = (
        "Waan ku faraxsanahay in aan dugsiga tago laakiin baska ayaa iga tagay subaxdii hore,"
        " hooyadayna way shaqaynaysay"
    )
    foreign = [somali if role in TEXT_ROLES else TYPED[role] for role in FORM_ROLES] + [UNDECLARED]
    foreign[FORM_ROLES.index(Role.LANGUAGE)] = "Somali"
    for nth, row in enumerate((kept, refused, foreign)):
        row[FORM_ROLES.index(Role.TIMESTAMP)] = f"2026/10/06 3:12:0{nth} PM GMT-7"
        row[FORM_ROLES.index(Role.CODE)] += str(nth or "")
    return header, [kept, refused, foreign]


def _settings(origin: str, ids: Mapping[str, str]) -> str:
    columns = []
    for role in FORM_ROLES:
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
        + _later_settings()
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
