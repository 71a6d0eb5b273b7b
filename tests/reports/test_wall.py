"""The list of a wall, read line by line; and what it makes of the Theme cells."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.card_ids import CardIds
from reports.theme_lineage import Lineage, ThemeLine
from reports.wall import difference, put_on_wall, read_wall
from reports.wall_list import WallList, WallListError, read_wall_list
from rounds.headlines import Written, WrittenRow, WrittenTab

MARKS = [f"aaaaaaaaa{number}:missed:1" for number in range(12)]
IDS = CardIds(MARKS).by_headline
A, B, C, D = (IDS[mark] for mark in MARKS[:4])
BUS, HOME = "The bus", "Mornings at home"


def listed(tmp_path: Path, text: str | bytes, name: str = "wall.txt") -> WallList:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_wall_list(path, MARKS)


def by_theme(found: WallList) -> dict[str, list[str]]:
    themes: dict[str, list[str]] = {}
    for typed in found.typed:
        themes.setdefault(typed.theme, []).append(typed.id)
    return themes


def lines(found: object) -> list[int]:
    return [problem.line for problem in found.problems]


# Text


def test_ids_stand_behind_a_theme_and_go_on_below(tmp_path: Path) -> None:
    text = f"# Monday's wall\n\nThe bus: {A}, {B}\n  {C}\n\n# and then\nMornings at home:\n- {D}\n"
    found = listed(tmp_path, text)
    assert by_theme(found) == {BUS: [A, B, C], HOME: [D]}
    assert found.problems == ()
    assert [typed.line for typed in found.typed] == [3, 3, 4, 8]


@pytest.mark.parametrize(
    "written",
    [
        f"{A};{B}",
        f"{A} {B}",
        f"{A} and {B}",
        f"1. {A}, {B}.",
        f"• {A}\t{B}",
        f"({A}) (2 of 2) [{B}]  # both at the left",
    ],
)
def test_ids_are_told_apart_however_they_are_separated(tmp_path: Path, written: str) -> None:
    assert by_theme(listed(tmp_path, f"The bus:\n{written}\n")) == {BUS: [A, B]}


def test_an_id_may_be_written_with_a_blank_for_the_dash(tmp_path: Path) -> None:
    blank = A.replace("-", " ")
    apart = A.replace("-", " - ")
    assert by_theme(listed(tmp_path, f"The bus: {blank} {apart}, {B}")) == {BUS: [A, A, B]}


def test_a_theme_may_hold_colons_a_number_sign_and_any_script(tmp_path: Path) -> None:
    text = f"Bus #4: late at 7:30: {A}\nLas mañanas en casa：{B}\n自転車:\n{C}\n"
    assert by_theme(listed(tmp_path, text)) == {"Bus #4: late at 7:30": [A], "Las mañanas en casa": [B], "自転車": [C]}


def test_ids_below_a_line_that_is_neither_theme_nor_ids_are_not_put_under_the_theme_before(tmp_path: Path) -> None:
    found = listed(tmp_path, f"The bus: {A}\nMornings at home\n{B}\n{C}\nThe door: {D}\n")
    assert by_theme(found) == {BUS: [A], "The door": [D]}
    assert lines(found) == [2, 3, 4]
    assert "colon" in found.problems[0].message


LETTERS = "letters:missed:2"  # its id has no digit
FAMILY = CardIds([LETTERS]).by_headline[LETTERS]


@pytest.mark.parametrize(
    "theme",
    [
        "The bus",
        "Leave us be",
        "Day off",
        "1st bus",
        "Drop-off",
        "K-12",
        "Being seen",
        "Day 10",
        f"Heard {B}",
        "At 7: out",
    ],
)
def test_a_theme_without_its_colon_ends_the_theme_above_and_is_told_once(tmp_path: Path, theme: str) -> None:
    found = listed(tmp_path, f"Somebody saw me: {A}\n{theme}\n{C}\nThe door: {D}\n")
    assert by_theme(found) == {"Somebody saw me": [A], "The door": [D]}
    assert lines(found) == [2, 3]
    assert "a theme's line needs a colon at its end" in found.problems[0].message


def test_an_id_with_a_slip_or_of_another_round_does_not_end_its_theme(tmp_path: Path) -> None:
    wrong = A[:-1] + ("2" if A[-1] != "2" else "3")
    other = CardIds(["zzzzzzzzz1:other:7"]).by_headline["zzzzzzzzz1:other:7"]
    found = listed(tmp_path, f"The bus:\n{wrong}\n{other.lower()}\n{B} the one by the door\n{C}\n")
    assert by_theme(found)[BUS][:3] == [wrong, other.lower(), B]
    assert (found.typed[-1].id, found.problems) == (C, ())


def test_letters_alone_are_an_id_only_where_a_card_has_it(tmp_path: Path) -> None:
    path = tmp_path / "wall.txt"
    path.write_text(f"The bus:\n{FAMILY.lower().replace('-', ' ')}\n{A}\n", encoding="utf-8")
    assert FAMILY.replace("-", "").isalpha()
    assert [typed.line for typed in read_wall_list(path, [*MARKS, LETTERS]).typed] == [2, 3]
    assert read_wall_list(path, MARKS).typed == ()


def test_ids_without_a_theme_and_a_theme_without_a_name_are_told_by_line(tmp_path: Path) -> None:
    found = listed(tmp_path, f"{A}\n: {B}\nThe bus: {C}\n")
    assert by_theme(found) == {BUS: [C]}
    assert lines(found) == [1, 2]


def test_no_problem_quotes_a_theme_or_a_word(tmp_path: Path) -> None:
    found = listed(tmp_path, "Marisol\nMarisol: Alvarez, Ms Alvarez\n")
    wall = read_wall(found, MARKS, (), Lineage(()))
    assert wall.problems
    assert "lvarez" not in " ".join(map(str, wall.problems)).lower()
    assert "arisol" not in " ".join(map(str, wall.problems)).lower()


# Csv


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_has_the_columns_theme_and_id_in_any_order(tmp_path: Path, separator: str) -> None:
    rows = [("ID", "Theme", "who"), (A, BUS, "AL"), (B.lower(), '"Bus, again"', ""), ("", "", "")]
    found = listed(tmp_path, "\ufeff" + "\r\n".join(separator.join(row) for row in rows), "wall.csv")
    assert by_theme(found) == {BUS: [A], "Bus, again": [B.lower()]}
    assert found.problems == ()


def test_a_bad_row_of_a_table_never_blocks_the_others(tmp_path: Path) -> None:
    found = listed(tmp_path, f"theme,id\n,{A}\nThe bus,\nThe bus,{B}\nThe bus, late,{C}\nThe bus,{D}\n", "wall.csv")
    assert by_theme(found) == {BUS: [B, D]}
    assert lines(found) == [2, 3, 5]


def test_a_table_in_utf_16_is_read(tmp_path: Path) -> None:
    assert by_theme(listed(tmp_path, f"theme\tid\nLa mañana\t{A}\n".encode("utf-16"), "wall.txt")) == {"La mañana": [A]}


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (f"The bus: {A}", "wall.csv", "columns"),
        (b"PK\x03\x04....", "wall.xlsx", "workbook"),
        ("La mañana: K7Q".encode("latin-1"), "wall.txt", "line 1 is not UTF-8"),
    ],
)
def test_what_is_no_list_is_refused_as_a_whole(tmp_path: Path, content: str | bytes, name: str, says: str) -> None:
    with pytest.raises(WallListError, match=says):
        listed(tmp_path, content, name)


def test_a_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(WallListError, match=r"wall\.txt does not exist"):
        read_wall_list(tmp_path / "wall.txt")


# What the list says


def read(tmp_path: Path, text: str, themes: Lineage | None = None, **marks: list[str]) -> object:
    rows = marks.get("rows", MARKS)
    return read_wall(listed(tmp_path, text), rows, marks.get("printed", MARKS), themes or Lineage(()))


def test_each_headline_gets_its_theme_as_the_themes_tab_spells_it(tmp_path: Path) -> None:
    wall = read(tmp_path, f"the  BUS: {A}\nDoors: {B.lower()}", Lineage([ThemeLine(BUS)]))
    assert wall.themes == {MARKS[0]: BUS, MARKS[1]: "Doors"}
    assert wall.new_themes == ("Doors",)
    assert (wall.problems, wall.remarks) == ((), ())


def test_a_wrong_character_is_told_with_the_id_that_was_meant(tmp_path: Path) -> None:
    wrong = A[:-1] + ("2" if A[-1] != "2" else "3")
    wall = read(tmp_path, f"The bus: {wrong}, {B}")
    assert wall.themes == {MARKS[1]: BUS}
    (problem,) = wall.problems
    assert problem.line == 1
    assert f"{wrong} is no card id" in problem.message
    assert f"Did you mean {A}?" in problem.message


def test_a_card_of_another_round_is_told(tmp_path: Path) -> None:
    other = CardIds(["zzzzzzzzz1:other:7"]).by_headline["zzzzzzzzz1:other:7"]
    (problem,) = read(tmp_path, f"The bus: {other}").problems
    assert "no card of this round" in problem.message


def test_a_card_whose_row_is_gone_is_told(tmp_path: Path) -> None:
    wall = read(tmp_path, f"The bus: {A}, {B}", rows=MARKS[1:])
    assert wall.themes == {MARKS[1]: BUS}
    assert "no row of the worksheet has its headline any more" in wall.problems[0].message


def test_an_id_under_two_themes_is_put_under_none_and_both_lines_are_named(tmp_path: Path) -> None:
    wall = read(tmp_path, f"The bus: {A}, {B}\n\nDoors:\n{A}, {C}")
    assert wall.themes == {MARKS[1]: BUS, MARKS[2]: "Doors"}
    (problem,) = wall.problems
    assert "line 1 and line 4" in problem.message


def test_an_id_twice_under_one_theme_is_used_once_and_remarked(tmp_path: Path) -> None:
    wall = read(tmp_path, f"The bus: {A}\nthe bus:\n{A.lower()}")
    assert wall.themes == {MARKS[0]: BUS}
    assert wall.problems == ()
    assert [remark.line for remark in wall.remarks] == [1]


def test_a_theme_without_any_card_that_could_be_used_is_not_added(tmp_path: Path) -> None:
    assert read(tmp_path, f"The bus: {A}\nDoors:\nWindows: zzz-zzz").new_themes == (BUS,)


def test_a_theme_that_was_renamed_since_is_found_and_one_that_was_split_is_a_question(tmp_path: Path) -> None:
    tab = Lineage(
        [
            ThemeLine("Getting here", replaces=(BUS,)),
            ThemeLine("Early", replaces=(HOME,)),
            ThemeLine("Late", replaces=(HOME,)),
        ]
    )
    wall = read(tmp_path, f"The bus: {A}\nMornings at home: {B}", tab)
    assert wall.themes == {MARKS[0]: "Getting here"}
    assert [remark.line for remark in wall.remarks] == [1]
    assert [problem.line for problem in wall.problems] == [2]
    assert wall.new_themes == ()


def test_a_theme_that_is_almost_called_like_another_one_is_remarked(tmp_path: Path) -> None:
    wall = read(tmp_path, f"Morning at home: {A}\nDoors: {B}", Lineage([ThemeLine(HOME)]))
    assert wall.new_themes == ("Morning at home", "Doors")
    assert [remark.line for remark in wall.remarks] == [1]


# Into the worksheet


def row(mark: str, **cells: str) -> WrittenRow:
    return WrittenRow(mark, mark.split(":")[0], "missed", tuple(cells.items()))


def test_an_earlier_name_of_the_same_theme_counts_as_that_theme_and_leaves_no_note(tmp_path: Path) -> None:
    names = [ThemeLine("Getting here", replaces=(BUS,)), ThemeLine("Early", replaces=(HOME,))]
    wall = read(tmp_path, f"The bus: {A}\nEarly: {B}", Lineage([*names, ThemeLine("Late", replaces=(HOME,))]))
    rows = (row(MARKS[0], Headline="One.", Theme="the bus"), row(MARKS[1], Headline="Two.", Theme=HOME))
    found = difference(wall, [(each.mark, each.cell("Theme")) for each in rows])
    assert (found.same, found.other) == ((MARKS[0],), (MARKS[1],))  # what was split is not the same as one of its parts
    there = put_on_wall(Written(rows), wall).rows
    assert there[0] == rows[0]
    assert there[1].cell("Note") == f"theme before the wall: {HOME}"


def test_the_wall_wins_and_the_theme_before_it_goes_to_the_note(tmp_path: Path) -> None:
    wall = read(tmp_path, f"The bus: {A}, {B}, {C}")
    rows = (
        row(MARKS[0], Headline="One."),
        row(MARKS[1], Headline="Two.", Theme="Doors", Note="Ask again.", Mine="own column"),
        row(MARKS[2], Headline="Three.", Theme="the bus"),
        row(MARKS[3], Headline="Four.", Theme="Doors"),
    )
    themes = WrittenTab("Themes", (("Theme", "Definition", "Mine"), ("Doors", "Who opens.", "x")))
    after = put_on_wall(Written(rows=rows, themes=themes), wall)
    assert [each.cell("Theme") for each in after.rows] == [BUS, BUS, "the bus", "Doors"]
    assert after.rows[1].cell("Note") == "Ask again.\ntheme before the wall: Doors"
    assert after.rows[1].cell("Mine") == "own column"
    assert after.rows[2:] == rows[2:]
    assert after.themes.rows == (*themes.rows, (BUS, "", ""))
    assert put_on_wall(after, wall).rows == after.rows


def test_without_a_themes_tab_one_is_made(tmp_path: Path) -> None:
    after = put_on_wall(Written(rows=(row(MARKS[0], Headline="One."),)), read(tmp_path, f"The bus: {A}"))
    assert [each[0] for each in after.themes.rows] == ["Theme", BUS]


def test_what_differs_is_told_by_what_stands_there(tmp_path: Path) -> None:
    wall = read(tmp_path, f"The bus: {A}, {B}, {C}")
    found = difference(wall, [(MARKS[0], ""), (MARKS[1], "Doors"), (MARKS[2], "THE BUS"), (MARKS[3], "")])
    assert (found.empty, found.other, found.same) == ((MARKS[0],), (MARKS[1],), (MARKS[2],))
