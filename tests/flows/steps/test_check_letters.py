"""`sayback check` on letters: before any headline is written."""

from __future__ import annotations

from datetime import date

import pytest

from flows.shown import show_check
from flows.steps.check import CheckReport
from flows.steps.check_letters import check_letters
from rounds.errors import RoundFileError
from tests.reports.example_round import SETTINGS, example_round
from tests.reports.test_letter import round_with
from tests.reports.test_readability import HARD

TODAY = date(2026, 3, 16)
TEAM = "code,name,email,language\nAB,Avery Brill,avery@example.org,{language}\n"


def in_folder(round_, folder, language="en"):
    (folder / "team.csv").write_text(TEAM.format(language=language))
    return round_.model_copy(update={"folder": folder, "team": "team.csv"})


def test_letters_that_everybody_can_read_are_fine(tmp_path):
    found = check_letters(in_folder(example_round(), tmp_path), TODAY)
    assert (found.problems, found.warnings) == ([], [])
    assert [line.split(" reads")[0] for line in found.fine] == [
        "[letters]: what you typed in English",
        "[letters]: what you typed in Spanish",
    ]


def test_a_round_without_letters_has_nothing_to_check(tmp_path):
    found = check_letters(in_folder(example_round(letters=None), tmp_path, "es"), TODAY)
    assert (found.fine, found.problems, found.warnings) == ([], [], [])


def test_what_a_spanish_reader_on_the_team_misses_is_a_problem(tmp_path):
    themes = [{"name": "Rides fall through"}]
    settings = {**SETTINGS["letters"], "signed": "The listening team"}
    found = check_letters(in_folder(example_round(themes=themes, letters=settings), tmp_path, "es"), TODAY)
    said = "\n".join(found.problems)
    assert "gets letters in Spanish: letters.signed has no Spanish" in said
    assert '[[themes]] "Rides fall through" has no `name_es`' in said


def test_what_only_attachments_miss_is_a_warning(tmp_path):
    round_ = in_folder(round_with(signed="The listening team"), tmp_path)
    assert check_letters(round_, TODAY).warnings == []
    spanish = round_.sources[1].model_copy(update={"language": "es"})
    round_ = round_.model_copy(update={"sources": (round_.sources[0], spanish)})
    (warning,) = check_letters(round_, TODAY).warnings
    assert "no letter in Spanish can be attached: letters.signed has no Spanish" in warning


def test_a_text_over_grade_8_is_named_by_its_key_and_the_place_of_its_longest_sentence(tmp_path):
    hard = {"en": f"We listened. {HARD}", "es": "Corto."}
    (warning,) = check_letters(in_folder(round_with(promise=hard), tmp_path), TODAY).warnings
    assert warning.startswith("letters.promise (en) reads at grade 16.0, ")
    assert "over 8. Its longest sentence is number 2 of 2, with 17 words" in warning
    assert "stakeholders" not in warning


def test_no_date_is_a_warning(tmp_path):
    (warning,) = check_letters(in_folder(round_with(hear_by=None), tmp_path), TODAY).warnings
    assert "add `hear_by` to [letters]" in warning


def test_a_template_with_a_misspelled_name_is_a_problem_with_file_and_line(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "phone_es.txt").write_text("uno\n{{ gente }}")
    (problem,) = check_letters(in_folder(example_round(), tmp_path), TODAY).problems
    assert "phone_es.txt, line 2: there is no variable `gente`" in problem
    assert "people" in problem


def test_a_team_file_that_cannot_be_read_is_left_to_the_check_of_people(tmp_path):
    with pytest.raises(RoundFileError):
        check_letters(example_round().model_copy(update={"folder": tmp_path, "team": "gone.csv"}), TODAY)


def test_warnings_are_shown_and_end_with_0(capsys):
    assert show_check(CheckReport(fine=["one"], warnings=["two"]), json=False) == 0
    assert capsys.readouterr().out == "ok    one\nlook  two\n"
    assert CheckReport(warnings=["two"]).as_json() == {"fine": [], "problems": [], "warnings": ["two"]}
