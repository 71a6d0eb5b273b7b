"""The audit says what was masked and what found it, and nothing that anybody said."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps import redactors
from flows.steps.audit import audit
from flows.steps.collect import collect
from flows.steps.workplace import open_workplace
from redaction.placeholders import PLACEHOLDER
from tests.flows.small_round import SmallRound, row
from tests.flows.titled_engine import TitledEngine

STORY = "Ms. Okonkwo and Deshawn called 509-555-0147 because the bus was late. Okonkwo wrote to ada.b@example.org."


@pytest.fixture
def told(tmp_path: Path) -> SmallRound:
    rows = [row(0, STORY), row(1), row(2, Consent="No")]
    small = SmallRound(tmp_path / "round", rows=rows).write()
    collect(small.folder)
    return small


def test_the_counts_are_those_of_the_placeholders(told: SmallRound) -> None:
    with open_workplace(told.folder, alone=False) as place:
        texts = [note.text for interview in place.notebook.interviews() for note in interview.notes]
    placeholders = Counter(entity for text in texts for entity, _ in PLACEHOLDER.findall(text))
    assert audit(told.folder).as_json()["entities"] == dict(placeholders) == {"PERSON": 3, "PHONE": 1, "EMAIL": 1}


def test_each_count_names_who_found_it_and_how_sure_it_was(told: SmallRound) -> None:
    found = {(one.entity, one.by, one.band) for one in audit(told.folder).totals}
    assert ("PHONE", "Phones: ten digits (strong)", ".9-1") in found
    assert all(by and band for _, by, band in found)


def test_held_interviews_are_in_it_with_their_reason_and_without_counts(told: SmallRound) -> None:
    report = audit(told.folder)
    assert (report.kept, report.held) == (2, {"no_consent": 1})
    assert [record.counts for record in report.records if record.held] == [()]


def test_it_names_the_version_of_engine_and_rules(told: SmallRound) -> None:
    (engine,) = audit(told.folder).engines
    assert "rules-" in engine
    assert "presidio-analyzer-" in engine


def test_a_vanished_interview_leaves_no_counts(told: SmallRound) -> None:
    told.rows.pop(0)
    told.write_export()
    collect(told.folder)
    assert audit(told.folder).as_json()["entities"] == {}


def test_a_name_from_another_interview_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = TitledEngine()
    monkeypatch.setattr(redactors, "shared_engine", lambda: engine)
    told = SmallRound(tmp_path / "round", rows=[row(0, STORY)]).write()
    told.rows.append(row(3, "he said okonkwo never calls back and nobody at home knows about the bus"))
    told.write_export()
    collect(told.folder)
    assert "found elsewhere in the round" in {one.by for one in audit(told.folder).totals}


def test_a_mask_word_put_into_a_note_later_is_counted(told: SmallRound) -> None:
    told.export.unlink()
    told.write_export()
    told.write('[redaction]\nmask = ["the bus"]\n')
    told.export.unlink()
    collect(told.folder)
    assert "mask of the round" in {one.by for one in audit(told.folder).totals}


def test_no_word_of_any_answer_is_in_what_the_command_prints(
    told: SmallRound, capfd: pytest.CaptureFixture[str]
) -> None:
    printed = ""
    for option in ([], ["--json"], ["--csv"]):
        assert run(["audit", str(told.folder), *option]) == 0
        printed += capfd.readouterr().out.casefold()
    answers = " ".join(one["Tell me about a hard morning."] for one in told.rows).casefold()
    spoken = {word for word in answers.replace(".", " ").split() if len(word) > len("who")}
    assert {word for word in spoken if f" {word} " in printed} == set()
    assert "okonkwo" not in printed


def test_csv_has_a_line_for_each_count_and_json_the_same_numbers(
    told: SmallRound, capfd: pytest.CaptureFixture[str]
) -> None:
    run(["audit", str(told.folder), "--csv"])
    lines = list(csv.DictReader(capfd.readouterr().out.splitlines()))
    run(["audit", str(told.folder), "--json"])
    printed = json.loads(capfd.readouterr().out)
    assert sum(int(line["number"]) for line in lines) == sum(printed["entities"].values()) == 5
    assert {line["interview"] for line in lines} == {one["interview"] for one in printed["interviews"]}
