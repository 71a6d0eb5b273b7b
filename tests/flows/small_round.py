"""A round of a few rows to change at will: write rows, collect, change a row, collect again."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path

HEADER = ["Timestamp", "Interviewer", "Consent", "Grade", "Tell me about a hard morning.", "Card code"]

STORIES = (
    "She missed the bus twice last week because her little brother was sick and nobody else was home.",
    "He walks forty minutes when it rains. The office asked him for a note and he did not have one.",
    "The alarm goes off at five. She makes breakfast for two cousins before she leaves the house.",
    "Nobody told them that the bus was cancelled, so they waited an hour in the cold and went home.",
)


def row(nth: int, story: str = "", **changes: str) -> dict[str, str]:
    """One response; ``nth`` makes its time and code its own."""
    answers = {
        "Timestamp": f"2026/10/{nth + 1:02d} 3:12:08 PM GMT-7",
        "Interviewer": "Ada Lindqvist",
        "Consent": "Yes",
        "Grade": "9",
        "Tell me about a hard morning.": story or STORIES[nth % len(STORIES)],
        "Card code": f"K{nth}Q{nth}",
    }
    return answers | changes


@dataclass
class SmallRound:
    """A folder with round.toml, team.csv, roster.csv and one export."""

    folder: Path
    identity: str = "timestamp+interviewer"
    rows: list[dict[str, str]] = field(default_factory=lambda: [row(0), row(1), row(2)])
    extra_header: tuple[str, ...] = ()

    @property
    def export(self) -> Path:
        return self.folder / "answers.csv"

    def write(self, settings: str = "") -> SmallRound:
        """Writes everything anew; ``settings`` is TOML put behind the rest."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.write_export()
        (self.folder / "roster.csv").write_text("first,last,nickname\nDeshawn,Brown,\nMarisol,Alvarez,Mari\n")
        (self.folder / "team.csv").write_text(
            "code,name,also_typed_as,email,language,pair\n"
            "AL,Ada Lindqvist,A. Lindqvist,ada@example.org,en,A\nBO,Bo Sandoval,,bo@example.org,es,B\n"
        )
        (self.folder / "round.toml").write_text(self._toml() + settings, encoding="utf-8")
        return self

    def write_export(self) -> None:
        with self.export.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [*HEADER, *self.extra_header], quoting=csv.QUOTE_ALL, restval="")
            writer.writeheader()
            writer.writerows(self.rows)

    def _toml(self) -> str:
        roles = ("timestamp", "interviewer", "consent", "segment", "note", "code")
        keys = {"segment": 'key = "grade"', "note": 'key = "hard_morning"'}
        columns = "".join(
            f'[[sources.columns]]\ntitle = "{title}"\nrole = "{role}"\n{keys.get(role, "")}\n'
            for title, role in zip(HEADER, roles, strict=True)
        )
        return (
            'name = "small"\ntitle = "A small round"\nroster = "roster.csv"\nteam = "team.csv"\n'
            'segments = [{key = "grade", label = "Grade", values = ["9", "10"]}]\n'
            'leads = [{email = "lead@example.org"}]\n'
            '[[sources]]\nkey = "student"\nfile = "answers.csv"\nrole = "Student"\n'
            f'identity = "{self.identity}"\n{columns}'
        )


LETTERS = """
[[themes]]
name = "Mornings at home"
name_es = "Las mañanas en casa"
[letters]
sender = "listening@example.org"
hear_by = 2027-01-29
signed = {en = "The listening team", es = "El equipo que escucha"}
purpose = {en = "what a hard morning is like", es = "cómo es una mañana difícil"}
when = {en = "in October 2026", es = "en octubre de 2026"}
promise = {en = "Names are taken out before anybody reads.", es = "Se quitan los nombres antes de leer."}
"""
