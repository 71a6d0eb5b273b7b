"""Which rounds a place holds, what district.toml says, and that no two rounds share a store."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from rounds.district import District, load_district, lost_its_file, round_names, rounds_in
from rounds.errors import RoundFileError
from rounds.known_rounds import LIST_FILE, gone_rounds, remember_rounds
from rounds.shared_stores import shared_stores

ROUND = 'name = "{name}"\ntitle = "A round"\n[[sources]]\nkey = "x"\nfile = "x.csv"\ncolumns = []\n{more}'
POSTGRES = '[stores]\nnotebook = "postgresql+psycopg://{user}@db.example.org/notes"\nledger = "sqlite:///ledger.db"\n'


def make(folder: Path, more: str = "") -> Path:
    folder.mkdir(parents=True)
    (folder / "round.toml").write_text(ROUND.format(name=folder.name, more=more), encoding="utf-8")
    return folder


def table(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_a_round_is_a_place_of_one_round(tmp_path: Path) -> None:
    one = make(tmp_path / "adams")
    assert rounds_in(one) == (one,)


def test_a_folder_holds_the_rounds_in_it_and_in_folders_of_schools(tmp_path: Path) -> None:
    west, adams, lincoln = (make(tmp_path / name) for name in ("west/fall", "adams", "west/lincoln"))
    (tmp_path / "papers").mkdir()
    assert rounds_in(tmp_path) == (adams, west, lincoln)


def test_what_lies_in_a_round_or_is_hidden_or_too_deep_is_no_round(tmp_path: Path) -> None:
    adams = make(tmp_path / "adams")
    for name in ("adams/backup", ".trash/old", ".hidden", "a/b/deep"):
        make(tmp_path / name)
    assert rounds_in(tmp_path) == (adams,)


def test_links_in_circles_end_and_a_linked_round_counts_once(tmp_path: Path) -> None:
    adams = make(tmp_path / "adams")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "zebra").symlink_to(adams)
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    assert rounds_in(tmp_path) == (adams,)


@pytest.mark.parametrize("name", [".", "not there"])
def test_a_folder_without_rounds_is_refused_with_what_would_do(tmp_path: Path, name: str) -> None:
    with pytest.raises(RoundFileError, match=r"no round\.toml in .*a \.csv table with a column `folder`"):
        rounds_in(tmp_path / name)


def test_a_table_lists_rounds_by_paths_from_where_it_lies(tmp_path: Path) -> None:
    share = make(tmp_path / "elsewhere" / "lincoln")
    (tmp_path / "lists").mkdir()
    listed = table(tmp_path / "lists" / "rounds.csv", "school;folder", f"Lincoln;{share}", "Adams;../rounds/adams")
    assert rounds_in(listed) == (share, tmp_path / "rounds" / "adams")


def test_a_listed_folder_without_a_round_is_returned_and_does_not_stop_the_others(tmp_path: Path) -> None:
    make(tmp_path / "adams")
    listed = table(tmp_path / "rounds.csv", "folder", "adams", "gone")
    assert [folder.name for folder in rounds_in(listed)] == ["adams", "gone"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["school,folder", "Adams,"], "line 2 names no folder"),
        (["folder", "adams", "", "./adams/"], "line 4 is the round of line 2 again"),
        (["school", "Adams"], "line 1 lacks the column folder"),
        (["folder"], "has a first line and no rounds. Add one round a line"),
        ([""], "is empty. Its first line must name the columns folder; then one round a line"),
        (["folder", '"adams'], "line 2: a quotation mark is not closed"),
    ],
)
def test_a_bad_table_is_refused_by_line(tmp_path: Path, lines: list[str], said: str) -> None:
    with pytest.raises(RoundFileError, match=r"rounds\.csv") as error:
        rounds_in(table(tmp_path / "rounds.csv", *lines))
    assert said in str(error.value)


def test_a_table_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RoundFileError, match="does not exist"):
        rounds_in(tmp_path / "rounds.csv")


def test_names_of_rounds_take_as_much_of_the_path_as_they_need(tmp_path: Path) -> None:
    folders = tuple(Path(one) for one in ("/d/adams/fall", "/d/lincoln/fall", "/d/lincoln/spring"))
    assert list(round_names(folders).values()) == ["adams/fall", "lincoln/fall", "spring"]


def test_without_district_toml_the_defaults_hold(tmp_path: Path) -> None:
    assert load_district(tmp_path) == District(folder=tmp_path)
    assert (District().chunk, District().at_once) == (25, 4)


def test_district_toml_lies_in_the_folder_of_rounds_or_beside_the_table(tmp_path: Path) -> None:
    (tmp_path / "district.toml").write_text(
        'title = "Cedar Valley"\ntimezone = "America/Los_Angeles"\nchunk = 10\nat_once = 2\n'
        '[alerts]\nto = ["data@example.org"]\n[mail]\nhost = "mail.example.org"\n'
    )
    for place in (tmp_path, tmp_path / "rounds.csv"):
        district = load_district(place)
        assert (district.chunk, district.at_once, district.timezone) == (10, 2, "America/Los_Angeles")
        assert district.alerts is not None
        assert district.alerts.to == ("data@example.org",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chunks = 10\n", 'chunks is not a setting that Sayback knows. Did you mean "chunk"?'),
        ('chunk = "many"\n', "chunk: "),
        ("at_once = 0\n", "at_once: "),
        ('timezone = "Mars/Olympus"\n', 'timezone: is not a time zone name such as "America/Los_Angeles"'),
        ("[alerts]\nto = []\n", "alerts.to: "),
        ("[alerts]\nto = ['a@example.org']\nchunk = 3\n", "It belongs at the top of the file"),
        ("chunk = \n", "is not valid TOML"),
        ('folder = "x"\n', "folder is not a setting"),
    ],
)
def test_what_is_wrong_in_district_toml_is_explained_as_in_round_toml(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "district.toml").write_text(text)
    with pytest.raises(RoundFileError, match=r"district\.toml") as error:
        load_district(tmp_path)
    assert said in str(error.value)
    assert "Olympus" not in str(error.value)


def test_rounds_with_stores_of_their_own_may_begin(tmp_path: Path) -> None:
    assert shared_stores([make(tmp_path / "adams"), make(tmp_path / "lincoln"), tmp_path / "gone"]) == {}


def test_rounds_in_schemas_of_their_own_may_share_a_database(tmp_path: Path) -> None:
    assert shared_stores([make(tmp_path / name, POSTGRES.format(user="x")) for name in ("adams", "lincoln")]) == {}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("", '[stores]\nnotebook = "sqlite:///../adams/notebook.db"\n'),
        ("", '[stores]\nledger = "sqlite:///../adams/ledger.db"\n'),
        (POSTGRES.format(user="a"), POSTGRES.format(user="b:secret") + 'schema_name = "adams"\n'),
    ],
)
def test_two_rounds_with_one_store_are_refused_by_name_before_anything_begins(
    tmp_path: Path, first: str, second: str
) -> None:
    folders = [make(tmp_path / "adams", first), make(tmp_path / "lincoln", second)]
    errors = shared_stores([*folders, make(tmp_path / "polk")])
    assert [*errors] == folders
    for error in errors.values():
        assert f"{folders[0]} and {folders[1]} have a store in common" in str(error)
        assert "secret" not in str(error)
    assert not [*tmp_path.rglob("*.db")]


def test_services_of_two_databases_are_two_stores_and_the_same_service_is_one(tmp_path: Path) -> None:
    same_schema = '[stores]\nnotebook = "postgresql+psycopg:///?service={}"\nschema_name = "fall"\n'
    north, south, again = (
        make(tmp_path / name, same_schema.format(service))
        for name, service in (("a", "north"), ("b", "south"), ("c", "north"))
    )
    assert shared_stores([north, south]) == {}
    assert [*shared_stores([north, south, again])] == [north, again]


# What drops out


@pytest.mark.parametrize("left", [".sayback-id", ".sayback-incidents.json", "notebook.db"])
def test_a_round_whose_round_toml_is_gone_is_still_a_round(tmp_path: Path, left: str) -> None:
    adams, lincoln = make(tmp_path / "adams"), make(tmp_path / "west" / "lincoln")
    for folder in (adams, lincoln):
        (folder / left).touch()
        (folder / "round.toml").rename(folder / "round.toml.bak")
    make(tmp_path / "polk")
    assert rounds_in(tmp_path) == (adams, tmp_path / "polk", lincoln)
    assert lost_its_file(adams)


@pytest.mark.parametrize("left", [".sayback-id", "notebook.db"])
def test_a_place_that_was_one_round_is_that_round_still(tmp_path: Path, left: str) -> None:
    (tmp_path / left).touch()
    assert rounds_in(tmp_path) == (tmp_path,)
    adams = make(tmp_path / "adams")
    assert rounds_in(tmp_path) == (adams,)


def test_a_round_toml_that_links_to_nothing_is_still_a_round(tmp_path: Path) -> None:
    make(tmp_path / "polk")
    (tmp_path / "adams").mkdir()
    (tmp_path / "adams" / "round.toml").symlink_to(tmp_path / "unmounted" / "round.toml")
    assert rounds_in(tmp_path) == (tmp_path / "adams", tmp_path / "polk")


def test_a_folder_of_a_school_with_incidents_of_its_own_is_no_round(tmp_path: Path) -> None:
    fall = make(tmp_path / "west" / "fall")
    (tmp_path / "west" / ".sayback-incidents.json").touch()
    assert rounds_in(tmp_path) == (fall,)


def test_known_rounds_that_are_not_there_any_more_are_missed_until_their_line_is_deleted(tmp_path: Path) -> None:
    folders = [make(tmp_path / name) for name in ("adams", "west/fall")]
    remember_rounds(tmp_path, rounds_in(tmp_path))
    (folders[0]).rename(tmp_path.parent / "away")
    left = rounds_in(tmp_path)
    assert left == (folders[1],)
    for _ in range(2):
        assert gone_rounds(tmp_path, left) == (folders[0],)
        remember_rounds(tmp_path, left)
    (tmp_path / LIST_FILE).write_text("west/fall\n")
    assert gone_rounds(tmp_path, left) == ()


def test_a_round_that_is_found_under_another_link_is_not_missed(tmp_path: Path) -> None:
    zebra = make(tmp_path / "zebra")
    remember_rounds(tmp_path, rounds_in(tmp_path))
    (tmp_path / "adams").symlink_to(zebra)
    assert gone_rounds(tmp_path, rounds_in(tmp_path)) == ()


@pytest.mark.parametrize("stray", [".", "west"])
def test_a_round_toml_above_known_rounds_hides_none_of_them(tmp_path: Path, stray: str) -> None:
    folders = [make(tmp_path / name) for name in ("adams", "west/fall", "west/spring")]
    remember_rounds(tmp_path, rounds_in(tmp_path))
    (tmp_path / stray / "round.toml").write_bytes((folders[0] / "round.toml").read_bytes())
    assert rounds_in(tmp_path) == tuple(sorted([*folders, tmp_path / stray]))


def test_a_round_toml_beside_district_toml_hides_no_round(tmp_path: Path) -> None:
    adams = make(tmp_path / "adams")
    (tmp_path / "round.toml").write_bytes((adams / "round.toml").read_bytes())
    assert rounds_in(tmp_path) == (tmp_path,)
    (tmp_path / "district.toml").touch()
    assert rounds_in(tmp_path) == (tmp_path, adams)


def test_a_folder_that_cannot_be_looked_at_hides_no_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    adams, stale = make(tmp_path / "adams"), make(tmp_path / "stale")
    usual = Path.is_dir

    def is_dir(path: Path) -> bool:
        if path == stale:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE))
        return usual(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    assert rounds_in(tmp_path) == (adams,)


@pytest.mark.parametrize("name", [name for name in District.model_fields if name != "folder"])
def test_every_setting_of_district_toml_stands_in_its_reference(name: str) -> None:
    reference = (Path(__file__).resolve().parents[2] / "docs" / "district.md").read_text(encoding="utf-8")
    row = re.search(rf"(?m)^\| `\[?{name}\]?` \|(.*)$", reference)
    assert row, f"{name} has no row in docs/district.md"
    default = District.model_fields[name].default
    if isinstance(default, int | str):
        assert str(default) in row[1]


def test_the_reference_of_district_toml_names_no_setting_that_does_not_exist() -> None:
    reference = (Path(__file__).resolve().parents[2] / "docs" / "district.md").read_text(encoding="utf-8")
    assert set(re.findall(r"(?m)^\| `\[?(\w+)\]?` \|", reference)) == set(District.model_fields) - {"folder"}
