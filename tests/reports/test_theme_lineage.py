"""What becomes of names that people renamed, merged and split, in rows that may have been sorted or copied."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.theme_lineage import Lineage, ThemeLine, forgetting, names_cell, names_in, remembered
from rounds.headlines import ShownTheme

BUS, RIDES, NAMES = ShownTheme("t1", "Bus"), ShownTheme("t2", "Rides"), ShownTheme("t3", "Names")


def line(name: str, id: str = "", number: int = 0, *replaces: str) -> ThemeLine:  # noqa: A002 (as in the class)
    return ThemeLine(name, replaces=replaces, id=id, number=number)


def test_a_theme_that_was_renamed_is_found_by_its_old_name() -> None:
    lineage = Lineage([line("Getting here", "t1", 6)], [BUS])
    assert lineage.today("bus ") == lineage.today("getting HERE") == ("Getting here",)
    assert lineage.themes[0].replaces == ("Bus",)


def test_another_case_is_no_other_name() -> None:
    assert Lineage([line("BUS", "t1")], [BUS]).themes[0].replaces == ()


def test_two_themes_are_merged_by_the_name_under_replaces_or_by_the_same_name() -> None:
    assert Lineage([line("Rides", "t2", 6, "Bus")], [BUS, RIDES]).today("Bus") == ("Rides",)
    both = Lineage([line("Rides", "t1", 6), line("Rides", "t2", 7)], [BUS, RIDES])
    assert both.today("Bus") == ("Rides",)
    assert [each.id for each in both.themes] == ["t1", "t2"]
    assert both.rows_of(["rides"]) == (6, 7)


def test_a_theme_that_was_split_leads_to_each_of_its_parts() -> None:
    parts = [line("Late bus", "", 6, "Bus"), line("No bus", "", 7, "Bus")]
    assert Lineage(parts, [BUS]).today("Bus") == ("Late bus", "No bus")


def test_a_row_that_was_copied_and_renamed_twice_is_a_split() -> None:
    lineage = Lineage([line("Late bus", "t1", 6), line("No bus", "t1", 7)], [BUS])
    assert lineage.today("Bus") == ("Late bus", "No bus")
    assert len({each.id for each in lineage.themes}) == 2


def test_a_copy_of_a_row_that_stays_is_a_theme_of_its_own() -> None:
    lineage = Lineage([line("No bus", "t1", 6), line("Bus", "t1", 7)], [BUS])
    assert [each.id == "t1" for each in lineage.themes] == [False, True]
    assert lineage.today("Bus") == ("Bus",)
    assert lineage.themes[0].replaces == ()


def test_a_theme_may_stay_while_another_is_split_from_it() -> None:
    assert Lineage([line("Bus", "t1"), line("No bus", "", 1, "Bus")], [BUS]).today("Bus") == ("Bus",)


def test_names_are_followed_through_themes_that_are_gone() -> None:
    gone = ShownTheme("t2", "Rides", replaces=("Bus",), earlier=("Cars",))
    lineage = Lineage([line("Getting here", "t9", 6, "Rides")], [gone])
    assert lineage.today("Bus") == lineage.today("cars") == lineage.today("Rides") == ("Getting here",)
    later = Lineage([line("Getting here", "t9", 6, "Rides")], remembered(lineage, in_cells=True))
    assert later.today("Bus") == ("Getting here",)


def test_names_that_go_round_in_a_circle_lead_nowhere() -> None:
    circle = [ShownTheme("t1", "Bus", ("Rides",)), ShownTheme("t2", "Rides", ("Bus",))]
    assert Lineage([], circle).today("Bus") == ()
    assert Lineage([line("Bus", "t1", 6, "Rides"), line("Rides", "t2", 7, "Bus")], circle).today("Bus") == ("Bus",)


def test_sorting_without_the_hidden_column_renames_nothing() -> None:
    lineage = Lineage([line("Rides", "t1", 6), line("Bus", "t2", 7)], [BUS, RIDES])
    assert [(each.id, each.replaces, each.in_doubt) for each in lineage.themes] == [
        ("t2", (), False), ("t1", (), False),
    ]  # fmt: skip


def test_a_name_that_moved_to_another_row_is_in_doubt() -> None:
    lineage = Lineage([line("Rides", "t1", 6), line("Cars", "t2", 7)], [BUS, RIDES])
    assert [each.in_doubt for each in lineage.themes] == [True, False]
    assert lineage.today("Rides") == ("Rides",)


def test_a_row_without_an_id_is_known_by_its_name_and_new_ids_are_always_the_same() -> None:
    assert Lineage([line("bus")], [BUS]).themes[0].id == "t1"
    made = [Lineage([line("Bus")]).themes[0].id for _ in range(2)]
    assert made[0] == made[1]
    again = Lineage([line("Bus", made[0], 6), line("Bus", "", 7)], [ShownTheme(made[0], "Bus")])
    assert again.themes[1].id not in ("", made[0])


def test_where_no_cell_is_written_old_names_are_remembered_all_the_same() -> None:
    first = Lineage([line("Getting here", "t1", 6, "Cars")], [BUS])
    (kept,) = remembered(first, in_cells=False)
    assert (kept.replaces, kept.earlier) == (("Cars",), ("Bus",))
    second = Lineage([line("Arriving", "t1", 6, "Cars")], [kept])
    assert second.today("Bus") == second.today("Cars") == second.today("Getting here") == ("Arriving",)


def test_a_name_that_gave_somebody_away_is_forgotten() -> None:
    shown = [ShownTheme("t1", "Mr. Roe"), ShownTheme("t2", "Rides", ("Mr. Roe", "Cars"), ("Mr. Roe",))]
    assert forgetting(shown, lambda name: "Roe" in name) == (ShownTheme("t2", "Rides", ("Cars",)),)


def test_the_names_of_a_cell_are_read_as_they_are_written() -> None:
    assert names_in(" Bus ;late  bus;; bus\nCars") == ("Bus", "late bus", "Cars")
    assert names_in("Bus; and late\nCars", ["bus; AND late"]) == ("Bus; and late", "Cars")
    for names in (("a", "b c"), ("a; b", "c")):
        assert names_in(names_cell(names), names) == names


WORDS = st.sampled_from(["Bus", "Rides", "Names", "bus", "Cars"])
IDS = st.sampled_from(["", "t1", "t2", "t9"])
LINES = st.lists(st.builds(ThemeLine, WORDS, replaces=st.lists(WORDS, max_size=3).map(tuple), id=IDS), max_size=6)
SHOWN = st.lists(
    st.builds(ShownTheme, st.sampled_from(["t1", "t2", "t3"]), WORDS, st.lists(WORDS, max_size=2).map(tuple)),
    max_size=3,
    unique_by=lambda theme: theme.id,
)


@given(LINES, SHOWN)
def test_whatever_stands_there_ids_are_unique_and_a_name_on_the_tab_is_itself(
    lines: list[ThemeLine], shown: list[ShownTheme]
) -> None:
    numbered = [ThemeLine(each.name, "", 0, each.replaces, each.id, nth) for nth, each in enumerate(lines)]
    lineage = Lineage(numbered, shown)
    ids = [each.id for each in lineage.themes]
    assert len(set(ids)) == len(ids) == len(lines)
    for each in lines:
        assert [name.casefold() for name in lineage.today(each.name)] == [each.name.casefold()]
    written = [ThemeLine(t.line.name, "", 0, t.replaces, t.id, t.line.number) for t in lineage.themes]
    again = Lineage(written, remembered(lineage, in_cells=True))
    assert [each.id for each in again.themes] == ids
    assert [each.replaces for each in again.themes] == [each.replaces for each in lineage.themes]
