"""Pulling a Google form: what is new, what was edited, what is gone; and a pull that dies halfway."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from connectors import google_forms
from connectors.source import SourceRefused, SourceUnavailable
from flows.steps import collect_pull, collecting
from flows.steps.collect import collect
from flows.steps.columns import ColumnsChanged
from flows.steps.workplace import open_workplace
from redaction.redactor import Redactor
from rounds.errors import SaybackError
from rounds.interviews import HeldReason, Interview
from tests.flows.google_round import (
    CONSENT,
    FORM,
    GRADE,
    START,
    STORIES,
    GoogleRound,
    choice_item,
    response,
    response_id,
)
from tests.flows.leak_scan import find_planted
from tests.google.standin import StandIn, faults

EDITED = "The alarm did not ring. She ran the whole way and still came late, and nobody asked her why."


@pytest.fixture
def pulled(google_env: StandIn, tmp_path: Path) -> GoogleRound:
    return GoogleRound(google_env, tmp_path / "round").write()


def stored(pulled: GoogleRound) -> list[Interview]:
    with open_workplace(pulled.folder, alone=False) as place:
        return list(place.notebook.interviews(kept_only=False))


def texts(pulled: GoogleRound) -> set[str]:
    return {note.text for interview in stored(pulled) for note in interview.notes}


def test_a_first_pull_keeps_every_response_in_two_requests(pulled: GoogleRound) -> None:
    report = collect(pulled.folder)
    assert pulled.asked() == ["forms.forms.get", "forms.forms.responses.list"]
    assert (report.total("read"), report.total_kept, report.total_held) == (3, 3, {})
    assert {str(interview.submitted_on) for interview in stored(pulled)} == {"2026-10-01"}
    assert {dict(interview.segments)["grade"] for interview in stored(pulled)} == {"9"}


def test_an_unchanged_pull_asks_twice_and_changes_nothing(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    pulled.asked()
    report = collect(pulled.folder)
    assert not report.changed
    assert len(pulled.asked()) == 2


def test_a_later_pull_asks_only_for_what_is_new_and_stores_it_once(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    pulled.asked()
    pulled.google.add_responses(pulled.form_id, [response(40)])
    report = collect(pulled.folder)
    assert (report.total_kept, report.total("kept")) == (4, 1)
    assert report.total("read") + report.total("not_asked") == 4
    assert not collect(pulled.folder).changed


def test_an_edit_replaces_the_interview_and_keeps_its_id(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    before = {interview.id for interview in stored(pulled)}
    pulled.edit(1, EDITED, START + timedelta(days=2))
    report = collect(pulled.folder)
    assert (report.total("edited"), report.total_kept) == (1, 3)
    assert {interview.id for interview in stored(pulled)} == before
    assert EDITED in texts(pulled)


def test_a_consent_taken_back_holds_the_interview_and_drops_its_notes(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    answer = {CONSENT: {"questionId": CONSENT, "textAnswers": {"answers": [{"value": "No"}]}}}
    pulled.google.edit_response(pulled.form_id, response_id(0), answer, at=START + timedelta(days=1))
    assert collect(pulled.folder).total_held == {"no_consent": 1}
    assert len(texts(pulled)) == 2


def test_a_reworded_title_changes_nothing(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    pulled.google.forms[pulled.form_id].items[3]["title"] = "Tell me about a morning that was hard for you."
    report = collect(pulled.folder)
    assert not report.changed
    assert not [warning for warning in report.warnings if "not declared" in warning]


def test_a_question_that_was_deleted_and_asked_anew_stops_the_source(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    pulled.google.forms[pulled.form_id].items[2] = choice_item("0000eeee", "Grade", "9", "10")
    with pytest.raises(ColumnsChanged, match="Grade"):
        collect(pulled.folder)
    assert len(texts(pulled)) == 3


def test_a_response_that_was_deleted_is_found_when_all_are_listed_again(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    pulled.google.remove_response(pulled.form_id, response_id(0))
    assert collect(pulled.folder).total("vanished") == 0
    pulled.settings = "google = { full_list_days = 0 }\n"
    pulled.write()
    report = collect(pulled.folder)
    assert report.total("vanished") == 1
    [gone] = [interview for interview in stored(pulled) if interview.held]
    assert (gone.held, gone.notes) == (HeldReason.SOURCE_GONE, ())


def test_a_full_pull_finds_a_deleted_response_at_once(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    pulled.google.remove_response(pulled.form_id, response_id(0))
    assert collect(pulled.folder, full=True).total("vanished") == 1


def test_declaring_a_column_later_reads_it_of_old_responses_too(pulled: GoogleRound) -> None:
    path = pulled.folder / "round.toml"
    declared = path.read_text()
    undeclared = "\n".join(line for line in declared.splitlines() if GRADE not in line)
    path.write_text(undeclared)
    collect(pulled.folder)
    path.write_text(declared)
    collect(pulled.folder)
    assert {dict(interview.segments).get("grade") for interview in stored(pulled)} == {"9"}


def test_new_rules_redact_every_response_again(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    with (pulled.folder / "round.toml").open("a") as file:
        file.write('[redaction]\nmask = ["breakfast"]\n')
    report = collect(pulled.folder)
    assert report.redacted_again
    assert report.redacted_again.interviews == 3
    assert "breakfast" not in " ".join(texts(pulled))


def test_a_pull_that_dies_halfway_loses_nothing_and_repeats_nothing(
    pulled: GoogleRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulled.google.add_responses(pulled.form_id, [response(nth) for nth in range(3, 9)])
    monkeypatch.setattr(collecting, "BATCH", 2)
    redact, calls = Redactor.redact, []

    def dies(self: Redactor, *arguments: object) -> list[Interview]:
        calls.append(1)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return redact(self, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Redactor, "redact", dies)
    with pytest.raises(KeyboardInterrupt):
        collect(pulled.folder)
    assert len(stored(pulled)) == 4
    monkeypatch.setattr(Redactor, "redact", redact)
    report = collect(pulled.folder)
    assert (report.total_kept, report.total("kept"), report.total("unchanged")) == (9, 5, 4)
    assert {interview.version for interview in stored(pulled)} == {1}


@pytest.mark.parametrize("peek", [2, 5, 1000])
def test_what_came_before_a_failure_is_kept(pulled: GoogleRound, monkeypatch: pytest.MonkeyPatch, peek: int) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    monkeypatch.setattr(google_forms, "PAGE_SIZE", 3)
    monkeypatch.setattr(collect_pull, "_PEEK", peek)
    pulled.google.add_responses(pulled.form_id, [response(nth) for nth in range(3, 9)])
    pulled.google.faults.add(faults.unavailable(), method="responses.list", times=None, after=2)
    with pytest.raises(SourceUnavailable):
        collect(pulled.folder)
    assert len(stored(pulled)) == 6
    pulled.google.faults.clear()
    report = collect(pulled.folder)
    assert (report.total_kept, report.total("kept"), report.total("unchanged")) == (9, 3, 6)


def test_a_page_that_never_comes_leaves_the_last_mark_where_it_was(
    pulled: GoogleRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYBACK_GOOGLE_PATIENCE", "0")
    pulled.google.faults.add(faults.unavailable(), method="responses.list", times=9)
    with pytest.raises(SourceUnavailable):
        collect(pulled.folder)
    pulled.google.faults.clear()
    assert collect(pulled.folder).total_kept == 3


def test_interviews_are_numbered_as_they_were_submitted(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    first = {interview.notes[0].text: interview.row for interview in stored(pulled)}
    assert sorted(first.values()) == [1, 2, 3]
    pulled.google.add_responses(pulled.form_id, [response(50, EDITED), response(45)])
    collect(pulled.folder)
    rows = {interview.row: interview.notes[0].text for interview in stored(pulled)}
    assert sorted(rows) == [1, 2, 3, 4, 5]
    assert rows[5] == EDITED


def test_a_pull_that_died_before_it_numbered_is_numbered_by_the_next_one(
    pulled: GoogleRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(pulled.folder)
    pulled.google.add_responses(pulled.form_id, [response(50, EDITED), response(45)])

    def dies(self: collect_pull.CollectPull) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(collect_pull.CollectPull, "_number", dies)
        with pytest.raises(KeyboardInterrupt):
            collect(pulled.folder)
    assert sorted(interview.row for interview in stored(pulled)) == [1, 2, 3, 4, 5]
    collect(pulled.folder)
    rows = {interview.row: interview.notes[0].text for interview in stored(pulled)}
    assert sorted(rows) == [1, 2, 3, 4, 5]
    assert rows[5] == EDITED


def test_a_name_that_a_later_response_gives_away_is_masked_in_earlier_ones(pulled: GoogleRound) -> None:
    plain = "nobody told him that batungbacal had changed the stop, and he waited there until it got dark"
    telling = "Mr. Batungbacal knows every child by name. He waits when somebody is late and that helped her."
    pulled.google.add_responses(pulled.form_id, [response(5, plain)])
    collect(pulled.folder)
    pulled.google.add_responses(pulled.form_id, [response(90, telling)])
    collect(pulled.folder)
    assert "batungbacal" not in " ".join(texts(pulled)).lower()


def test_a_title_that_belongs_to_another_question_now_stops_the_source(pulled: GoogleRound) -> None:
    path = pulled.folder / "round.toml"
    path.write_text(re.sub(r', id = "\w+"', "", path.read_text()))
    collect(pulled.folder)
    pulled.google.forms[pulled.form_id].items[3]["questionItem"]["question"]["questionId"] = "0000ffff"
    with pytest.raises(ColumnsChanged, match="0000ffff"):
        collect(pulled.folder, full=True)
    assert len(texts(pulled)) == 3


def test_an_edited_interview_keeps_its_number(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    before = {interview.id: interview.row for interview in stored(pulled)}
    pulled.edit(1, EDITED, START + timedelta(days=2))
    collect(pulled.folder)
    assert {interview.id: interview.row for interview in stored(pulled)} == before
    (pulled.folder / "round.toml").write_text(
        (pulled.folder / "round.toml").read_text() + '[redaction]\nmask = ["breakfast"]\n'
    )
    collect(pulled.folder)
    assert {interview.id: interview.row for interview in stored(pulled)} == before


def rename(pulled: GoogleRound, old: str, new: str) -> None:
    path = pulled.folder / "round.toml"
    path.write_text(path.read_text().replace(f'key = "{old}"', f'key = "{new}"'))


def test_a_source_that_was_renamed_and_renamed_back_has_all_its_interviews_again(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    known = texts(pulled)
    rename(pulled, "student", "pupil")
    collect(pulled.folder)
    rename(pulled, "pupil", "student")
    report = collect(pulled.folder)
    kept = {note.text for one in stored(pulled) if one.held is None for note in one.notes}
    assert (report.total_kept, kept) == (3, known)


def test_a_form_that_gave_way_to_an_export_and_came_back_is_read_in_full(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    path = pulled.folder / "round.toml"
    of_the_form = path.read_text()
    export = re.sub(r', id = "\w+"', "", of_the_form).replace(f'google_form = "{pulled.form_id}"', 'file = "a.csv"')
    path.write_text(export)
    header = '"Interviewer","May we write down what you say?","Grade","Tell me about a hard morning."\n'
    (pulled.folder / "a.csv").write_text(f'{header}"Ada Lindqvist","Yes","9","{EDITED}"\n')
    collect(pulled.folder)
    path.write_text(of_the_form)
    collect(pulled.folder)
    kept = {note.text for one in stored(pulled) if one.held is None for note in one.notes}
    assert kept == set(STORIES[:3])


@pytest.mark.parametrize("page", [b'{"error": {"code": 500}}', b'{"status": "login"}', b"[]"])
def test_an_answer_of_another_shape_is_not_taken_for_no_responses(pulled: GoogleRound, page: bytes) -> None:
    collect(pulled.folder)
    pulled.google.faults.add(faults.bad_json(page), method="responses.list", times=None)
    with pytest.raises(SaybackError):
        collect(pulled.folder, full=True)
    assert len(texts(pulled)) == 3


def test_another_form_in_its_place_is_doubted_and_nothing_is_deleted(pulled: GoogleRound) -> None:
    collect(pulled.folder)
    known = texts(pulled)
    pulled.form_id = pulled.google.add_form(FORM)
    pulled.google.add_responses(pulled.form_id, [response(70, EDITED) | {"responseId": "ACYDBN-other"}])
    pulled.write()
    report = collect(pulled.folder)
    assert any("None of the 3 interviews known" in warning for warning in report.warnings)
    assert known <= texts(pulled)


def test_a_form_that_is_not_shared_says_with_whom_to_share_it(pulled: GoogleRound) -> None:
    pulled.google.unshare(pulled.form_id)
    with pytest.raises(SourceRefused, match=pulled.google.account):
        collect(pulled.folder)


def test_a_form_without_responses_is_collected_and_says_so(pulled: GoogleRound) -> None:
    for nth in range(3):
        pulled.google.remove_response(pulled.form_id, response_id(nth))
    report = collect(pulled.folder)
    assert (report.total("read"), report.total_kept) == (0, 0)


def test_raw_answers_and_googles_ids_are_nowhere_after_a_pull(pulled: GoogleRound) -> None:
    planted = ["Marisol Okonkwo", "509-555-0147", "ACYDBN-response"]
    pulled.google.add_responses(
        pulled.form_id, [response(8, "She said Marisol Okonkwo called from 509-555-0147 about the bus that day.")]
    )
    collect(pulled.folder)
    assert not find_planted(planted, [pulled.folder])


@pytest.mark.parametrize("peek", [1, 2, 1000])
def test_however_many_responses_are_looked_at_first_all_are_kept(
    pulled: GoogleRound, monkeypatch: pytest.MonkeyPatch, peek: int
) -> None:
    monkeypatch.setattr(collect_pull, "_PEEK", peek)
    assert collect(pulled.folder).total_kept == 3
