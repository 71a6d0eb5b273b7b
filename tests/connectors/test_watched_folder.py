from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from connectors.export_file import open_export
from connectors.source import SourceError, SourceUnavailable
from connectors.watched_folder import form_title, newest_export

LONG_AGO = time.time() - 86_400


def put(folder: Path, name: str, minutes: float = 0, text: str = "Timestamp,Story\n") -> Path:
    """A file that changed so many minutes after yesterday's first download."""
    path = folder / name
    path.write_text(text)
    os.utime(path, (LONG_AGO + 60 * minutes,) * 2)
    return path


def never() -> None:
    raise AssertionError("an old file needs no second look")


@pytest.mark.parametrize(
    ("name", "title", "copy"),
    [
        ("Walk.csv.zip", "Walk", 0),
        ("Walk.csv", "Walk", 0),
        ("Walk.CSV", "Walk", 0),
        ("Walk.csv.gz", "Walk", 0),
        ("Walk (Responses) - Form Responses 1.csv", "Walk", 0),
        ("Walk (Responses).xlsx", "Walk", 0),
        ("Walk (Respuestas) - Respuestas de formulario 1.csv", "Walk", 0),
        ("Walk - Formularantworten 2.csv", "Walk", 0),
        ("Walk (1).csv", "Walk", 1),
        ("Walk.csv (2).zip", "Walk", 2),
        ("Walk(3).csv.zip", "Walk", 3),
        ("Walk (Responses) - Form Responses 1 (12).csv", "Walk", 12),
        ("Walk - Copy.csv", "Walk", 1),
        ("Walk - Copy (4).xlsx", "Walk", 4),
        ("Walk copy 2.csv", "Walk", 2),
        ("Families - spring (2025).csv", "Families - spring", 2025),
    ],
)
def test_the_name_of_a_download_tells_the_title_of_its_form(name: str, title: str, copy: int) -> None:
    assert form_title(name) == (title, copy)


def test_the_newest_export_of_the_only_form_is_taken_whatever_its_format(tmp_path: Path) -> None:
    put(tmp_path, "Walk.csv", 1)
    put(tmp_path, "Walk.csv.zip", 2)
    newest = put(tmp_path, "Walk (Responses) - Form Responses 1 (1).csv", 3)
    put(tmp_path, "Walk (2).csv", 0)
    assert newest_export(tmp_path, pause=never) == newest
    assert open_export(tmp_path).path == newest


def test_a_form_is_chosen_by_its_title_as_google_spells_it_in_file_names(tmp_path: Path) -> None:
    chosen = put(tmp_path, "What_s your story_ _Student_.csv", 1)
    put(tmp_path, "What_s your story_ _Caregiver_.csv", 2)
    put(tmp_path, "What_s your story.csv", 3)
    assert newest_export(tmp_path, "What's your story? (Student)", pause=never) == chosen


def test_a_title_that_ends_in_a_number_is_still_found(tmp_path: Path) -> None:
    spring = put(tmp_path, "Families (2025).csv", 1)
    put(tmp_path, "Students.csv", 2)
    assert newest_export(tmp_path, "Families (2025)", pause=never) == spring
    assert newest_export(tmp_path, "families", pause=never) == spring


def test_several_forms_without_a_choice_are_named(tmp_path: Path) -> None:
    put(tmp_path, "Student.csv")
    put(tmp_path, "Caregiver (Responses).xlsx")
    with pytest.raises(SourceError, match=r"several forms: Caregiver, Student\. Set `form`"):
        newest_export(tmp_path)


def test_a_form_that_is_not_there_is_named_beside_those_that_are(tmp_path: Path) -> None:
    put(tmp_path, "Student.csv")
    with pytest.raises(SourceError, match='form "Caregiver", but of: Student'):
        newest_export(tmp_path, "Caregiver")


def test_a_folder_without_exports_says_so(tmp_path: Path) -> None:
    put(tmp_path, "notes.txt")
    (tmp_path / "Walk.csv").mkdir()
    with pytest.raises(SourceError, match="holds no export"):
        open_export(tmp_path)


@pytest.mark.parametrize(
    "name", ["Walk.csv.crdownload", "Walk.csv.part", "Walk.csv.tmp", "~$Walk.xlsx", ".Walk.csv", "._Walk.csv"]
)
def test_partial_downloads_and_lock_files_are_ignored(tmp_path: Path, name: str) -> None:
    done = put(tmp_path, "Walk (1).csv", 1)
    put(tmp_path, name, 2)
    assert newest_export(tmp_path, pause=never) == done


def test_the_place_that_a_browser_keeps_for_a_running_download_is_ignored(tmp_path: Path) -> None:
    done = put(tmp_path, "Walk.csv", 1)
    put(tmp_path, "Walk(1).csv", 2, text="")
    put(tmp_path, "Walk(1).csv.part", 2)
    assert newest_export(tmp_path, pause=never) == done


def test_a_file_that_grows_is_left_for_the_next_time(tmp_path: Path) -> None:
    done = put(tmp_path, "Walk.csv", 1)
    growing = tmp_path / "Walk (1).csv"
    growing.write_text("Timestamp,")

    def pause() -> None:
        with growing.open("a") as file:
            file.write("Story\n")

    assert newest_export(tmp_path, pause=pause) == done
    done.unlink()
    with pytest.raises(SourceUnavailable, match="still being written"):
        newest_export(tmp_path, pause=pause)


def test_a_file_taken_away_while_it_is_watched_is_left_out(tmp_path: Path) -> None:
    done = put(tmp_path, "Walk.csv", 1)
    fresh = tmp_path / "Walk (1).csv"
    fresh.write_text("Timestamp,Story\n")
    assert newest_export(tmp_path, pause=fresh.unlink) == done


def test_a_fresh_file_that_stays_as_it_is_is_taken(tmp_path: Path) -> None:
    put(tmp_path, "Walk.csv", 1)
    fresh = tmp_path / "Walk (1).csv"
    fresh.write_text("Timestamp,Story\n")
    looks: list[int] = []
    assert newest_export(tmp_path, pause=lambda: looks.append(1)) == fresh
    assert looks == [1]


def test_of_files_that_changed_in_the_same_instant_the_higher_copy_wins(tmp_path: Path) -> None:
    for name in ("Walk (9).csv", "Walk (10).csv", "Walk.csv"):
        put(tmp_path, name, 1)
    assert newest_export(tmp_path, pause=never).name == "Walk (10).csv"
