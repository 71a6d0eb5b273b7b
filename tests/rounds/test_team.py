from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.errors import RoundFileError
from rounds.team import InterviewerNames, TeamMember, load_team

HEADER = "code,name,also_typed_as,email,language,pair\n"


@pytest.fixture
def team_csv(tmp_path: Path) -> Callable[[str | bytes], Path]:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "team.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_team_is_read_with_all_its_columns(team_csv) -> None:
    path = team_csv(
        HEADER + "C-07,Jordan Ruiz,Jordi; J. R. Ruiz ;,jordan.ruiz@School.example,ES,pair A\nC-08,Lee Park,,,,\n"
    )
    assert load_team(path) == (
        TeamMember("C-07", ("Jordan Ruiz", "Jordi", "J. R. Ruiz"), "jordan.ruiz@school.example", "es", "pair A"),
        TeamMember("C-08", ("Lee Park",), None, "en", None),
    )


@pytest.mark.parametrize(
    "content",
    [
        b"code,name\nC-07,Jordan Ruiz\n",
        b"\xef\xbb\xbfCode,NAME\r\nC-07,Jordan Ruiz\r\n",
        b"name;code\nJordan Ruiz;C-07\n",
        b"Code\tName\nC-07\tJordan Ruiz\n",
        b"\n\n code , name ,phone\n,,\n C-07 ,  Jordan   Ruiz ,unread\n\n",
        b'"code","name","E-mail","Also typed as"\nC-07,"Jordan\nRuiz"\n',
    ],
    ids=["plain", "byte-order mark", "semicolons", "tabs", "blanks and other columns", "short line, line break"],
)
def test_files_of_all_spreadsheet_programs_are_read(team_csv, content: bytes) -> None:
    assert load_team(team_csv(content)) == (TeamMember("C-07", ("Jordan Ruiz",)),)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            "",
            r"is empty\. Its first line must name the columns code, name \(optional: also_typed_as, email",
        ),
        (HEADER, r"has a first line and no people"),
        ("C-07,Jordan Ruiz\n", r"line 1 lacks the column code and name"),
        ("code,email\nC-07,j@school.example\n", r"line 1 lacks the column name"),
        ("code,name,emial\nC-07,Jordan Ruiz,\n", r'line 1: the title of column 3 looks like a slip for "email"'),
        ("code,name,Name\nC-07,Jordan Ruiz,\n", r"line 1: columns 2 and 3 are both name"),
        (HEADER + "\nC-07,Jordan Ruiz\n,Lee Park\n", r"line 4: the column code is empty"),
        (HEADER + "C-07,,Jordan\n", r"line 2: the column name is empty"),
        (HEADER + "C-07,Jordan Ruiz,,jordan.ruiz\n", r"line 2: the column email holds no valid mail address"),
        (HEADER + "C-07,Jordan Ruiz,,,Español\n", r"line 2: the column language needs a code"),
        (HEADER + "C-07,Jordan Ruiz\nC-08,Lee Park\nc 07,Ana Vale\n", r"line 4: the code stands in line 2, too"),
        (HEADER + "C-07,Jordan Ruiz,JR\nC-08,Lee Park,j.r.\n", r"line 3: the name stands in line 2, too"),
        (HEADER + "C-07,Jordan Ruiz,,,,A,Lee Park\n", r"line 2 has more cells than the first line"),
        (HEADER + 'C-07,"Jordan Ruiz,,,,\nC-08,Lee Park\n', r"line 2: a quotation mark is not closed"),
        ((HEADER + "C-07,Jordan Ruíz\n").encode("latin-1"), r"line 2 is not UTF-8 text"),
        (b"PK\x03\x04workbook", r"is a workbook or a zip"),
    ],
)
def test_a_team_that_cannot_be_used_is_explained_without_names(team_csv, content: str | bytes, message: str) -> None:
    path = team_csv(content)
    with pytest.raises(RoundFileError, match=message) as caught:
        load_team(path)
    assert str(caught.value).startswith(str(path))
    assert not any(name in str(caught.value) for name in ("Jordan", "Ruiz", "Park", "Vale", "jordan", "Español"))
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_missing_file_says_what_it_should_be(tmp_path: Path) -> None:
    with pytest.raises(RoundFileError, match=r"does not exist\. It should be a csv file with the columns code, name"):
        load_team(tmp_path / "team.csv")
    with pytest.raises(RoundFileError, match="cannot be read: Is a directory"):
        load_team(tmp_path)


def test_a_member_shows_the_code_only() -> None:
    assert repr(TeamMember("C-07", ("Jordan Ruiz",), "j@school.example")) == (
        "TeamMember(code='C-07', language='en', pair=None)"
    )


NAMES = InterviewerNames(
    [
        TeamMember("C-07", ("Jordan Ruiz", "Jordi"), "jruiz22@school.example"),
        TeamMember("C-08", ("Amina Öztürk",), "a.o@school.example"),
        TeamMember("C-09", ("María José de la Cruz",), None),
        TeamMember("C-10", ("Kim Vale",), "kim@school.example"),
        TeamMember("C-11", ("Kit Vale",), "kim@other.example"),
        TeamMember("C-12", ("Sam T. Hill",), None),
    ]
)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Jordan Ruiz", "C-07"),
        ("  jordan   RUIZ ", "C-07"),
        ("JordanRuiz", "C-07"),
        ("Jordán Ruíz", "C-07"),
        ("Ruiz, Jordan", "C-07"),
        ("jordi", "C-07"),
        ("c-07", "C-07"),
        ("C07", "C-07"),
        ("J. Ruiz", "C-07"),
        ("J.Ruiz", "C-07"),
        ("J Ruiz", "C-07"),
        ("Ruiz, J.", "C-07"),
        ("Jordan R.", "C-07"),
        ("Jordan M. Ruiz", "C-07"),
        ("jruiz22", "C-07"),
        ("JRuiz22@school.example", "C-07"),
        ("jruiz22@mail.example", "C-07"),
        ("jordan.ruiz@mail.example", "C-07"),
        ("j.ruiz@mail.example", "C-07"),
        ("Amina Ozturk", "C-08"),
        ("Maria Jose de la Cruz", "C-09"),
        ("M. J. de la Cruz", None),
        ("Sam Hill", "C-12"),
        ("S. Hill", "C-12"),
        ("Kim Vale", "C-10"),
        ("kim@other.example", "C-11"),
        ("kim@school.example", "C-10"),
        ("kim", None),
        ("K. Vale", None),
        ("J. R.", None),
        ("Jordan", None),
        ("Ruiz", None),
        ("Jane Ruiz", None),
        ("Jordan Ruiz Park", None),
        ("", None),
        (" . ", None),
        ("@", None),
        ("@school.example", None),
    ],
)
def test_an_interviewer_is_found_when_exactly_one_can_be_meant(typed: str, code: str | None) -> None:
    assert NAMES.code_for(typed) == code


@given(st.text(max_size=30))
def test_whatever_is_typed_gives_a_code_of_the_team_or_none(typed: str) -> None:
    assert NAMES.code_for(typed) in {None, "C-07", "C-08", "C-09", "C-10", "C-11", "C-12"}


def test_an_empty_team_knows_nobody_and_the_matcher_shows_no_name() -> None:
    assert InterviewerNames([]).code_for("Jordan Ruiz") is None
    assert "Ruiz" not in repr(NAMES)
