from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from rounds.errors import RoundFileError
from rounds.round import Role, Round
from rounds.round_file import load_round

WHOLE = """
name = "attendance-2025"
title = "Why mornings are hard"
timezone = "America/Los_Angeles"
roster = "roster.csv"

[questions]
mornings = "Tell me about a morning."

[[sources]]
key = "students"
file = "exports"
form = "Student form"
role = "student"
identity = "timestamp+interviewer"
columns = [
    { title = "Timestamp", role = "timestamp" },
    { title = "Your name", role = "interviewer" },
    { title = "Consent?", role = "consent", yes = ["Yes", "Sí"] },
    { title = "Grade", role = "segment", key = "grade" },
    { title = "Notes", role = "note", key = "mornings" },
    { title = "Notes", occurrence = 2, role = "translation_of", key = "mornings_en", of = "mornings" },
    { title = "Phone", role = "discard" },
]

[[segments]]
key = "grade"
label = "Grade"
values = ["9", "10"]
targets = { "9" = 12 }

[[leads]]
email = "Lead@School.example"

[letters]
sender = "team@school.example"
signed = "The team"
purpose = { en = "We listened.", es = "Escuchamos." }
when = "in March"
promise = "No name leaves."

[[letters.decisions]]
what = "A later bus"
by = 2025-09-01
"""


@pytest.fixture
def load(tmp_path: Path) -> Callable[[str], Round]:
    """Loads a round.toml of this content."""

    def load(content: str) -> Round:
        (tmp_path / "round.toml").write_text(content, encoding="utf-8")
        return load_round(tmp_path)

    return load


def test_a_whole_round_is_read(load, tmp_path: Path) -> None:
    loaded = load(WHOLE)
    (source,) = loaded.sources
    assert loaded.folder == tmp_path
    assert loaded.path("roster.csv") == tmp_path / "roster.csv"
    assert [column.address for column in source.with_role(Role.NOTE, Role.TRANSLATION_OF)] == [
        ("Notes", 1),
        ("Notes", 2),
    ]
    assert source.single(Role.CONSENT).yes == ("Yes", "Sí")
    assert source.single(Role.CODE) is None
    assert "Phone" not in {column.title for column in source.read_columns}
    assert loaded.segment("grade").targets == {"9": 12}
    assert loaded.segment("role") is None
    assert loaded.leads[0].email == "Lead@school.example"
    assert loaded.letters.purpose.in_language("es") == "Escuchamos."
    assert loaded.letters.signed.in_language("es") == "The team"
    assert loaded.letters.decisions[0].by == date(2025, 9, 1)


def test_what_is_not_said_has_a_default(load) -> None:
    loaded = load(WHOLE)
    assert (loaded.floor, loaded.group_limit, loaded.blank_rows) == (10, 10, 5)
    assert (loaded.stores.notebook, loaded.stores.ledger) == ("sqlite:///notebook.db", "sqlite:///ledger.db")
    assert loaded.sources[0].language == "en"


def test_the_file_itself_may_be_named_and_may_start_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "round.toml"
    path.write_text(WHOLE, encoding="utf-8-sig")
    assert load_round(path) == load_round(tmp_path)


def changed(old: str, new: str) -> str:
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            changed("timezone =", "timezon ="),
            r'timezon is not a setting that Sayback knows\. Did you mean "timezone"\?',
        ),
        (changed("roster =", "zzzz ="), r"zzzz is not a setting that Sayback knows\.$"),
        (changed("identity =", "identty ="), r'sources\[1\]\.identty is not .* Did you mean "identity"\?'),
        (
            changed('key = "grade" }', 'kee = "grade" }'),
            r'sources\[1\]\.columns\[4\]\.kee is not .* Did you mean "key"\?',
        ),
        (
            changed('label = "Grade"', 'label = "Grade"\nfloor = 9'),
            r"segments\[1\]\.floor is not .* It belongs at the top",
        ),
        (changed('title = "Why', 'folder = "x"\ntitle = "Why'), r"folder is not a setting that Sayback knows\.$"),
        (
            changed("by = 2025-09-01", "buy = 2025-09-01"),
            r'letters\.decisions\[1\]\.buy is not .* Did you mean "by"\?$',
        ),
        (changed('es = "Escuchamos."', 'ess = "Escuchamos."'), r'letters\.purpose\.ess is not .* Did you mean "es"\?$'),
        (changed("promise =", "promised_ ="), r"letters\.promise is missing; letters\.promised_ is not"),
        (changed("name =", "[mail]\nhots = 'x'\n[x]\nname ="), r'mail\.hots is not .* Did you mean "host"\?'),
    ],
)
def test_an_unknown_key_is_named_with_its_place_and_the_nearest_known_one(load, content: str, message: str) -> None:
    with pytest.raises(RoundFileError, match=message):
        load(content)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (changed('title = "Why mornings are hard"', "title = 7"), r"title: should be a text in quotes"),
        (changed('roster = "roster.csv"', 'floor = "secret"'), r"floor: Input should be a valid integer"),
        (changed('roster = "roster.csv"', "floor = 4"), r"floor: Input should be greater than or equal to 5"),
        (changed('role = "segment"', 'role = "sekret"'), r"columns\[4\]\.role: Input should be 'note', 'cue'"),
        (changed('identity = "timestamp+interviewer"', 'identity = "secret"'), r"identity: Input should be 'code', "),
        (
            changed("by = 2025-09-01", 'by = "secret"'),
            r"letters\.decisions\[1\]\.by: should be a date such as 2027-01-29",
        ),
        (changed("America/Los_Angeles", "Secret/Place"), r'timezone: is not a time zone name such as "America'),
        (changed("Lead@School.example", "secret"), r"leads\[1\]\.email: is not a mail address"),
        (changed("[[segments]]", "[segments]"), r"segments: should be a list"),
        (changed('signed = "The team"', "signed = { fr = 'secret' }"), r"letters\.signed\.en is missing"),
        (changed('name = "attendance-2025"', 'name = "../secret"'), r"name: String should match pattern"),
    ],
)
def test_a_wrong_type_or_value_names_the_key_and_what_is_allowed_but_not_the_value(
    load, content: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(RoundFileError, match=message) as caught:
        load(content)
    assert str(caught.value).startswith(f"{tmp_path / 'round.toml'}: ")
    assert "ecret" not in str(caught.value)


PHONE = 'title = "Phone", role = "discard"'
SECOND_SOURCE = '[[sources]]\nkey = "students"\nfile = "x"\ncolumns = []\n[[segments]]'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (changed("occurrence = 2, ", ""), r'sources\[1\]: the column "Notes" \(occurrence 1\) is declared twice'),
        (changed(PHONE, 'title = "Me", role = "interviewer"'), r'more than one column has the role "interviewer"'),
        (changed(PHONE, 'title = "P", role = "note", key = "mornings"'), r'two columns have the key "mornings"'),
        (changed('of = "mornings"', 'of = "evenings"'), r'`of = "evenings"` names no note, cue or probe column'),
        (changed(', of = "mornings"', ""), r'columns\[6\]: a column of role "translation_of" needs `of`'),
        (changed('role = "note", key = "mornings"', 'role = "note"'), r'columns\[5\]: .* role "note" needs a `key`'),
        (changed('role = "timestamp"', 'role = "discard"'), r'needs a column of role "timestamp"'),
        (changed('key = "grade"\nlabel', 'key = "year"\nlabel'), r'"grade", which no \[\[segments\]\] declares'),
        (changed('{ "9" = 12 }', '{ "11" = 12 }'), r"segments\[1\]: `targets` names a value that `values` lacks"),
        (
            changed("[[segments]]", '[summary]\nsplits = ["grades"]\n[[segments]]'),
            r'`splits` of \[summary\] names "grades", which is the key of no \[\[segments\]\]: .* declared: "grade"',
        ),
        (
            changed("[[segments]]", '[summary]\nsplits = ["Grade"]\n[[segments]]'),
            r'`splits` of \[summary\] names "Grade", which is the key of no \[\[segments\]\]: .* declared: "grade"',
        ),
        (changed("[[segments]]", SECOND_SOURCE), r"two sources have the same `key`"),
        ('name = "x"\ntitle = "X"\nsources = []\n', r"sources: Tuple should have at least 1 item"),
        ('title = "X"\n', r"name is missing; sources is missing"),
    ],
)
def test_declarations_that_contradict_each_other_are_explained(load, content: str, message: str) -> None:
    with pytest.raises(RoundFileError, match=message):
        load(content)


LATER = """
[[sources]]
key = "after"
file = "after.csv"
later = true
columns = [
    { title = "When", role = "timestamp" },
    { title = "Card", role = "code" },
    { title = "Anything to add?", role = "note", key = "later_thought" },
    { title = "You", role = "interviewer" },
    { title = "Told", role = "told" },
    { title = "Of", role = "listened_to" },
]
"""
ROUND = """
name = "x"
title = "X"
[[sources]]
key = "first"
file = "first.csv"
columns = [{ title = "Notes", role = "note", key = "story" }, { title = "Card", role = "code" }]
"""


def test_a_source_may_be_for_later_thoughts(load) -> None:
    source = load(ROUND + LATER).sources[1]
    assert source.later
    assert source.single(Role.TOLD).title == "Told"


def test_a_form_for_later_thoughts_may_be_for_reports_alone(load) -> None:
    without = LATER.replace('role = "code"', 'role = "discard"').replace(
        'role = "note", key = "later_thought"', 'role = "discard"'
    )
    assert load(ROUND.replace('role = "code"', 'role = "discard"') + without).sources[1].later


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("later = true", "", r'sources\[2\]: the source "after" has a column of role "told" .* go with `later = true`'),
        ('role = "code"', 'role = "discard"', r'"after" .* needs a column of role "code"'),
        ('role = "told"', 'role = "discard"', r'"after" .*"told" and "listened_to" go together'),
        ('role = "listened_to"', 'role = "discard"', r'"after" .*"told" and "listened_to" go together'),
        ('role = "interviewer"', 'role = "discard"', r'"after" .*needs a column of role "interviewer"'),
        ('role = "timestamp"', 'role = "discard"', r'"after" .*needs a column of role "timestamp"'),
        ('role = "timestamp"', 'role = "cue", key = "seen"', r'"after" .*takes no column of role "cue"'),
        ('role = "timestamp"', 'role = "segment", key = "grade"', r'"after" .*takes no column of role "segment"'),
        ('role = "timestamp"', 'role = "people"', r'"after" .*takes no column of role "people"'),
        ("later = true", 'later = true\nrole = "Student"', r'"after" .*takes no `role` and no `repeat`'),
        ("later = true", 'later = true\nidentity = "code"', r'"after" .*identity = "code" a second thought'),
        ("later = true", "later = true\nrepeat = [{columns = [{title = 'A', role = 'discard'}]}]", "no `repeat`"),
        ("later = true", 'later = "yes please"', r"sources\[2\]\.later: "),
    ],
)
def test_a_form_for_later_thoughts_that_cannot_work_is_explained(load, old: str, new: str, message: str) -> None:
    assert old in LATER
    with pytest.raises(RoundFileError, match=message):
        load(ROUND + LATER.replace(old, new))


def test_a_form_for_later_thoughts_with_neither_thoughts_nor_reports_is_explained(load) -> None:
    columns = "columns = [{ title = 'Card', role = 'code' }]"
    with pytest.raises(RoundFileError, match=r'needs a column of role "note" .* or the columns "told"'):
        load(ROUND + LATER.partition("columns")[0] + columns)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            ROUND.replace('role = "code"', 'role = "discard"') + LATER,
            r'"after" .* no other source has a column of role',
        ),
        (ROUND.partition("[[")[0] + LATER, r"every source has `later = true`"),
    ],
)
def test_later_thoughts_need_interviews_that_they_can_be_joined_to(load, content: str, message: str) -> None:
    with pytest.raises(RoundFileError, match=message):
        load(content)


def test_a_file_that_is_no_toml_names_the_line(load) -> None:
    with pytest.raises(RoundFileError, match=r"is not valid TOML: .*line 2"):
        load('name = "x"\ntitle = \n')


def test_a_file_that_is_no_utf8_says_how_to_save_it(tmp_path: Path) -> None:
    (tmp_path / "round.toml").write_bytes(WHOLE.encode("latin-1"))
    with pytest.raises(RoundFileError, match="is not UTF-8 text"):
        load_round(tmp_path)


def test_a_missing_round_says_how_to_draft_one(tmp_path: Path) -> None:
    with pytest.raises(RoundFileError, match=rf"round\.toml does not exist\. `sayback new {tmp_path} --from EXPORT`"):
        load_round(tmp_path)


def test_a_folder_named_round_toml_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "round.toml").mkdir()
    with pytest.raises(RoundFileError, match="cannot be read: Is a directory"):
        load_round(tmp_path)
