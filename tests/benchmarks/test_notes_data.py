"""Note sets and the partial roster."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.marked_text import BadMarkup, MarkedText
from benchmarks.notes_data import load_notes, note_files, partial_roster
from rounds.roster import RosterName

LINE = {"id": "n-1", "lang": "en", "who": "staff", "people": [["Ines", "Moreau", ""]], "text": "[[PERSON:Ines]] came."}


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def people(count: int) -> list[RosterName]:
    return [RosterName(f"First{nth}", f"Last{nth}") for nth in range(count)]


def test_a_note_set_is_read_line_by_line(tmp_path: Path) -> None:
    (note,) = load_notes(write(tmp_path / "set.jsonl", json.dumps(LINE), ""))
    assert (note.id, note.text, note.language) == ("n-1", "Ines came.", "en")
    assert note.people == (RosterName("Ines", "Moreau", ""),)


def test_an_error_names_file_and_line(tmp_path: Path) -> None:
    bad = json.dumps(LINE | {"text": "[[WHO:Ines]] came."})
    with pytest.raises(BadMarkup, match=r"set\.jsonl, line 2: unknown label WHO"):
        load_notes(write(tmp_path / "set.jsonl", json.dumps(LINE), bad))


def test_sets_are_found_by_name(tmp_path: Path) -> None:
    write(tmp_path / "b.jsonl", "")
    write(tmp_path / "a.jsonl", "")
    write(tmp_path / "README.md", "")
    assert [path.name for path in note_files(tmp_path)] == ["a.jsonl", "b.jsonl"]


def test_the_sets_of_the_project_can_be_read() -> None:
    for path in note_files():
        assert load_notes(path)


def test_the_partial_roster_has_about_its_share_of_the_people() -> None:
    named = people(1000)
    notes = [MarkedText("x", "", (), people=tuple(named))]
    assert 550 < len(partial_roster(notes, 0.6)) < 650
    assert partial_roster(notes, 0.0) == []
    assert len(partial_roster(notes, 1.0)) == 1000


def test_the_partial_roster_depends_on_no_order_and_no_other_name() -> None:
    named = people(40)
    apart = [MarkedText(str(nth), "", (), people=(one,)) for nth, one in enumerate(named)]
    chosen = partial_roster(apart)
    assert partial_roster(list(reversed(apart))) == chosen
    assert set(map(words, partial_roster(apart[:20]))) <= set(map(words, chosen))


def test_a_person_named_twice_is_once_in_the_roster_and_one_without_a_name_never() -> None:
    twice = RosterName("Ines", "Moreau")
    notes = [MarkedText("x", "", (), people=(twice, RosterName("INES", "moreau"), RosterName("", "")))]
    assert len(partial_roster(notes, 1.0)) == 1


def words(name: RosterName) -> tuple[str, str]:
    return name.first, name.last
