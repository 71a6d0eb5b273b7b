from __future__ import annotations

from pathlib import Path

import pytest

from rounds.errors import RoundFileError
from rounds.roster import RosterName, load_roster


def roster(folder: Path, content: str | bytes) -> Path:
    path = folder / "roster.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    "content",
    [
        "first,last,nickname\nDeshawn,Alvarez,Dee\nMei,Ō,\n",
        "\ufeffFirst Name;Last-Name;Preferred name;Grade\r\nDeshawn;Alvarez;Dee;9\r\nMei;Ō;;10\r\n",
        "Student ID,Student First Name,Student Last Name,Nickname\n1,Deshawn,Alvarez,Dee\n2,Mei,Ō,\n,,,\n2,Mei,Ō,\n",
    ],
    ids=["plain", "a spreadsheet program's", "a student information system's"],
)
def test_a_roster_is_read_whatever_wrote_it(tmp_path: Path, content: str) -> None:
    assert load_roster(roster(tmp_path, content)) == (RosterName("Deshawn", "Alvarez", "Dee"), RosterName("Mei", "Ō"))


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("Last Name,Last Name 2,First Name\nGarcía,López,Marisol\n", [RosterName("Marisol", "García López")]),
        ("Nombre;Apellido paterno;Apellido materno\nMarisol;García;\n", [RosterName("Marisol", "García")]),
        ('Student Name,Grade\n"García López, Marisol",9\n', [RosterName("Marisol", "García López")]),
        ("Student Number,Full Name,Goes by\n7,Ana Lucía Ono,Lu\n", [RosterName("Ana Lucía", "Ono", "Lu")]),
        ("name\nMei\n", [RosterName("Mei", "")]),
        (
            'First,Last,Student Name\nDeshawn,Brown,"Brown-Ito, Deshawn"\n',
            [RosterName("Deshawn", "Brown-Ito"), RosterName("Deshawn", "Brown")],
        ),
    ],
    ids=["second surname", "Spanish", "Last, First", "whole name", "one word", "both"],
)
def test_names_come_in_parts_or_whole(tmp_path: Path, content: str, names: list[RosterName]) -> None:
    assert load_roster(roster(tmp_path, content)) == tuple(names)


def test_a_roster_may_lack_nicknames_and_hold_people_of_one_name(tmp_path: Path) -> None:
    path = roster(tmp_path, "last,first\nAlvarez,\n,Mei\n")
    assert load_roster(path) == (RosterName("", "Alvarez"), RosterName("Mei", ""))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "",
            r"is empty\. Its first line must name the columns first, last, or name instead \(optional: last 2",
        ),
        (" \n,,\n", r"is empty"),
        ("first,last\n", r"has a first line and no people"),
        ("Deshawn,Alvarez\nMei,Ono\n", r"line 1 lacks the column first and last"),
        ("\n\nfirst,nickname\nDeshawn,Dee\n", r"line 3 lacks the column last\. The first line must name the columns"),
        ("first,last,nickame\nDeshawn,Alvarez,\n", r'column 3 looks like a slip for "nickname"'),
        ("first,last,id\n,,1\n", r"has no name in its columns"),
        ("first,last\nDeshawn,Alvarez, Jr.\n", r"line 2 has more cells"),
        ("first,last\nDeshawn,Álvarez\n".encode("utf-16"), r"is not UTF-8 text"),
    ],
)
def test_a_roster_that_cannot_be_used_is_explained_without_names(
    tmp_path: Path, content: str | bytes, message: str
) -> None:
    path = roster(tmp_path, content)
    with pytest.raises(RoundFileError, match=message) as caught:
        load_roster(path)
    assert str(caught.value).startswith(str(path))
    assert not any(name in str(caught.value) for name in ("Deshawn", "Alvarez", "Mei", "Ono", "Jr"))


def test_a_missing_roster_says_what_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(RoundFileError, match=r"does not exist\. It should be a csv file with the columns first, last"):
        load_roster(tmp_path / "roster.csv")


def test_a_name_of_the_roster_shows_nothing_of_it() -> None:
    assert repr(RosterName("Deshawn", "Alvarez", "Dee")) == "RosterName()"
