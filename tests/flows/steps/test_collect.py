"""Collect: what is counted, what is noticed, what is never stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from filelock import FileLock

from connectors.source import SourceError
from flows.shown import show_collect
from flows.steps import redactors
from flows.steps.collect import collect
from flows.steps.columns import ColumnsChanged
from flows.steps.status import status
from flows.steps.workplace import LOCK_FILE, open_workplace
from redaction.engine import Engine
from rounds.errors import RoundBusy
from rounds.interviews import HeldReason, Interview
from rounds.keys import KeyProblem
from tests.flows.leak_scan import find_planted
from tests.flows.small_round import STORIES, SmallRound, row


def stored(small: SmallRound) -> list[Interview]:
    with open_workplace(small.folder, alone=False) as place:
        return list(place.notebook.interviews(kept_only=False))


def adds_up(report: object) -> bool:
    data = report.as_json()  # type: ignore[attr-defined]
    return data["read"] == data["kept"] + sum(data["held"].values()) + data["unchanged"]


def test_a_first_collect_keeps_every_row(small: SmallRound) -> None:
    report = collect(small.folder)
    assert (report.total("read"), report.total("kept"), report.total_kept) == (3, 3, 3)
    assert adds_up(report)


def test_collecting_again_changes_nothing_and_says_so(small: SmallRound) -> None:
    collect(small.folder)
    before = stored(small)
    report = collect(small.folder)
    assert (report.total("unchanged"), report.total("kept"), report.changed) == (3, 0, False)
    assert stored(small) == before
    assert adds_up(report)


def test_held_rows_are_counted_once_and_then_unchanged(small: SmallRound) -> None:
    small.rows.append(row(3, Consent="No"))
    small.rows.append(row(4, Consent=""))
    small.write_export()
    first, second = collect(small.folder), collect(small.folder)
    assert first.held == {"no_consent": 1, "consent_unknown": 1}
    assert (second.held, second.total("unchanged"), second.changed) == ({}, 5, False)
    assert second.total_held == {"no_consent": 1, "consent_unknown": 1}
    assert adds_up(first)
    assert adds_up(second)


def test_an_edit_of_a_row_with_identity_is_a_new_version_of_the_same_interview(small: SmallRound) -> None:
    collect(small.folder)
    ids = {interview.id for interview in stored(small)}
    small.rows[1]["Tell me about a hard morning."] = STORIES[3]
    small.write_export()
    report = collect(small.folder)
    assert (report.total("edited"), report.total("kept"), report.total("vanished")) == (1, 1, 0)
    assert {interview.id for interview in stored(small)} == ids
    assert sorted(interview.version for interview in stored(small)) == [1, 1, 2]


def test_an_edit_without_identity_is_one_vanished_plus_one_new_and_a_probable_edit(tmp_path: Path) -> None:
    small = SmallRound(tmp_path / "round", identity="row").write()
    collect(small.folder)
    small.rows[1]["Tell me about a hard morning."] = STORIES[3]
    small.write_export()
    report = collect(small.folder)
    assert (report.total("kept"), report.total("edited"), report.total("vanished"), report.total_kept) == (1, 0, 1, 3)
    (edit,) = report.sources[0].probable_edits
    assert edit.row == 3
    by_id = {interview.id: interview for interview in stored(small)}
    assert by_id[edit.vanished].held is HeldReason.SOURCE_GONE
    assert by_id[edit.new].held is None


def test_a_vanished_row_is_held_and_comes_back_when_the_row_does(small: SmallRound) -> None:
    collect(small.folder)
    gone = small.rows.pop()
    small.write_export()
    report = collect(small.folder)
    assert (report.total("vanished"), report.total_kept, report.total_held) == (1, 2, {"source_gone": 1})
    small.rows.append(gone)
    small.write_export()
    assert collect(small.folder).total_kept == 3


def test_sorting_the_export_renames_nobody(small: SmallRound) -> None:
    collect(small.folder)
    ids = {interview.id for interview in stored(small)}
    small.rows.reverse()
    small.write_export()
    report = collect(small.folder)
    assert (report.total("unchanged"), report.total("vanished")) == (3, 0)
    assert {interview.id for interview in stored(small)} == ids


def test_a_row_that_stands_twice_is_used_once(small: SmallRound) -> None:
    small.rows.append(dict(small.rows[0]))
    small.write_export()
    report = collect(small.folder)
    assert (report.total("kept"), report.held) == (3, {"duplicate_row": 1})


def test_two_different_rows_with_the_same_code_are_both_held(tmp_path: Path) -> None:
    small = SmallRound(tmp_path / "round", identity="code").write()
    small.rows.append(row(3) | {"Card code": small.rows[0]["Card code"]})
    small.write_export()
    report = collect(small.folder)
    assert (report.total("kept"), report.held) == (2, {"duplicate_identity": 2})
    assert adds_up(report)


def test_declaring_one_more_column_later_renames_nobody(tmp_path: Path) -> None:
    small = SmallRound(tmp_path / "round", identity="row")
    small.extra_header = ("Anything else?",)
    small.rows = [row(n) | {"Anything else?": f"The bus number {n} is always full in the morning."} for n in range(3)]
    small.write()
    collect(small.folder)
    ids = {interview.id for interview in stored(small)}
    small.write('[[sources.columns]]\ntitle = "Anything else?"\nrole = "note"\nkey = "else"\n')
    report = collect(small.folder)
    assert (report.total("vanished"), report.total_kept) == (0, 3)
    assert {interview.id for interview in stored(small)} == ids
    assert all(len(interview.notes) == 2 for interview in stored(small))


def test_an_undeclared_column_is_named_by_its_letter_and_neighbour_only(small: SmallRound) -> None:
    small.extra_header = ("Marisol told me her number",)
    small.write_export()
    warnings = " ".join(collect(small.folder).warnings)
    assert "column G" in warnings
    assert "Card code" in warnings
    assert "Marisol" not in warnings


def test_a_vanished_note_column_stops_the_source_before_anything_is_stored(small: SmallRound) -> None:
    text = small.export.read_text().replace("Tell me about a hard morning.", "Tell me about a bad morning.")
    small.export.write_text(text)
    with pytest.raises(ColumnsChanged, match=r"Tell me about a hard morning\."):
        collect(small.folder)
    assert stored(small) == []


def test_a_title_that_now_stands_twice_stops_the_source(small: SmallRound) -> None:
    text = small.export.read_text().replace('"Card code"', '"Consent"')
    small.export.write_text(text)
    with pytest.raises(ColumnsChanged, match="Consent"):
        collect(small.folder)


def test_when_the_export_is_deleted_what_was_kept_stays(small: SmallRound) -> None:
    collect(small.folder)
    before = stored(small)
    small.export.unlink()
    report = collect(small.folder)
    assert stored(small) == before
    assert (report.total("read"), report.total_kept, report.changed) == (0, 3, False)
    assert "stay as they were redacted" in " ".join(report.warnings)


def test_an_export_that_never_was_is_an_error(small: SmallRound) -> None:
    small.export.unlink()
    with pytest.raises(SourceError, match=r"answers\.csv"):
        collect(small.folder)


def test_a_mask_word_is_taken_out_of_every_stored_note(small: SmallRound) -> None:
    collect(small.folder)
    small.write('[redaction]\nmask = ["cousins"]\n')
    report = collect(small.folder)
    assert report.total("unchanged") == 0
    texts = " ".join(note.text for interview in stored(small) for note in interview.notes)
    assert "cousins" not in texts
    assert "[PERSON_1]" in texts


def test_a_mask_word_reaches_notes_whose_export_is_gone(small: SmallRound) -> None:
    collect(small.folder)
    small.write('[redaction]\nmask = ["cousins"]\n')
    small.export.unlink()
    collect(small.folder)
    texts = " ".join(note.text for interview in stored(small) for note in interview.notes)
    assert "cousins" not in texts


def test_a_second_run_on_the_same_round_says_so_and_stops(small: SmallRound) -> None:
    with FileLock(small.folder / LOCK_FILE), pytest.raises(RoundBusy, match="Another run"):
        collect(small.folder)


def test_an_engine_that_fails_for_the_batch_writes_nothing(small: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(Engine, "find", broken)
    with pytest.raises(MemoryError):
        collect(small.folder)
    assert stored(small) == []


def test_an_interruption_keeps_finished_batches_and_the_next_run_does_the_rest(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.rows = [row(n % 28, Interviewer=f"Ada Lindqvist {n}") for n in range(100)]
    small.write_export()
    real, calls = Engine.find, []

    def interrupted(self: Engine, *args: object, **kwargs: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(self, *args, **kwargs)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "find", interrupted)
        with pytest.raises(KeyboardInterrupt):
            collect(small.folder)
    kept = len(stored(small))
    assert 0 < kept < 100
    report = collect(small.folder)
    assert (report.total("unchanged"), report.total_kept) == (kept, 100)


def test_another_key_is_refused_before_it_makes_every_row_new(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    collect(small.folder)
    monkeypatch.setenv("SAYBACK_KEY", "11" * 32)
    with pytest.raises(KeyProblem, match="another key"):
        collect(small.folder)
    monkeypatch.setenv("SAYBACK_KEY", "7e" * 32)
    assert collect(small.folder).changed is False


def test_a_source_that_round_toml_lost_has_its_interviews_held(small: SmallRound) -> None:
    collect(small.folder)
    settings = small.folder / "round.toml"
    settings.write_text(settings.read_text().replace('key = "student"', 'key = "students"'))
    report = collect(small.folder)
    assert (report.total_kept, report.total_held) == (3, {"source_gone": 3})
    assert 'no source "student" any more' in " ".join(report.warnings)


def test_what_vanished_leaves_no_text_in_the_notebook(tmp_path: Path) -> None:
    small = SmallRound(tmp_path / "round", identity="row").write()
    small.rows[0]["Tell me about a hard morning."] = "There were paper lanterns all along the road on that morning."
    small.write_export()
    collect(small.folder)
    assert find_planted(["paper lanterns"], [small.folder], ignore=[small.export])
    small.rows[0] |= {"Consent": "No", "Tell me about a hard morning.": ""}
    small.write_export()
    collect(small.folder)
    assert find_planted(["paper lanterns"], [small.folder]) == {}


def test_a_column_that_rows_are_known_by_cannot_go_without_a_word(tmp_path: Path) -> None:
    small = SmallRound(tmp_path / "round", identity="row").write()
    collect(small.folder)
    settings = small.folder / "round.toml"
    settings.write_text(settings.read_text().replace('role = "code"', 'role = "discard"'))
    report = collect(small.folder)
    assert "counts as new now" in " ".join(report.warnings)
    assert (report.total_kept, report.total("vanished")) == (3, 3)
    assert collect(small.folder).changed is False


def test_one_source_that_cannot_be_read_does_not_keep_the_others_back(small: SmallRound) -> None:
    settings = small.folder / "round.toml"
    source = settings.read_text().partition("[[sources]]")[2]
    broken = source.replace('key = "student"', 'key = "broken"').replace("answers.csv", "missing.csv")
    settings.write_text(settings.read_text().replace("[[sources]]", f"[[sources]]{broken}[[sources]]", 1))
    with pytest.raises(SourceError, match=r"missing\.csv"):
        collect(small.folder)
    assert len(stored(small)) == 3


def test_a_time_that_cannot_be_read_holds_the_row(small: SmallRound) -> None:
    small.rows[1]["Timestamp"] = "19.10.2026 15:12:08"
    small.write_export()
    assert collect(small.folder).held == {"timestamp_unreadable": 1}


def test_distress_is_told_also_where_the_row_is_held(small: SmallRound) -> None:
    small.extra_header = ("Worried?",)
    small.rows = [row(0) | {"Worried?": "No one yet, but she cries"}, row(1, Consent="") | {"Worried?": "Yes"}]
    small.write()
    settings = small.folder / "round.toml"
    column = '[[sources.columns]]\ntitle = "Worried?"\nrole = "distress"\n'
    settings.write_text(settings.read_text() + column)
    collect(small.folder)
    assert status(small.folder).distress == ("student, row 2", "student, row 3")


def test_an_export_without_any_known_row_is_doubted_and_nothing_is_deleted(small: SmallRound) -> None:
    collect(small.folder)
    rows, small.rows = small.rows, [row(7), row(8)]
    small.write_export()
    report = collect(small.folder)
    assert "Is it the right export?" in " ".join(report.warnings)
    assert (report.total_kept, report.total("vanished")) == (2, 3)
    assert all(interview.notes for interview in stored(small))
    small.rows = rows
    small.write_export()
    assert collect(small.folder).total_kept == 3


def test_after_a_doubted_export_the_right_one_takes_the_notes_of_missing_rows(small: SmallRound) -> None:
    small.rows[0]["Tell me about a hard morning."] = "There were paper lanterns all along the road on that morning."
    small.write_export()
    collect(small.folder)
    rows, small.rows = small.rows, [row(7)]
    small.write_export()
    collect(small.folder)
    small.rows = rows[1:]
    small.write_export()
    collect(small.folder)
    assert find_planted(["paper lanterns"], [small.folder], ignore=[small.export]) == {}


def test_new_rules_redact_again_and_say_what_changed_in_counts(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    small.rows = [row(0, "Ms. Okonkwo called 509-555-0147 because the bus was late again."), row(1), row(2)]
    small.write_export()
    assert collect(small.folder).redacted_again is None
    small.rows[1]["Tell me about a hard morning."] = STORIES[3]
    small.write_export()
    small.write('[redaction]\nmask = ["alarm", "509-555-0147"]\nkeep = ["Okonkwo"]\n')
    report = collect(small.folder)
    assert report.total("edited") == 1
    change = report.redacted_again
    assert str(change) == (
        "Redacted again, as rules, names or columns changed: 2 interviews;"
        " PERSON 1 -> 1, PHONE 1 -> 1, kept 2 -> 2, held 0 -> 0"
    )
    assert report.as_json()["redacted_again"]["counts"]["PERSON"] == {"before": 1, "after": 1}
    assert show_collect(report, json=False, quiet=False) == 0
    assert str(change) in capfd.readouterr().out.replace("\n", " ")
    assert collect(small.folder).redacted_again is None


def test_an_unchanged_round_loads_no_model(small: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    collect(small.folder)

    def loaded() -> None:
        raise AssertionError("the engine was loaded")

    monkeypatch.setattr(redactors, "_engine", None)
    monkeypatch.setattr(redactors, "load_engine", loaded)
    monkeypatch.setattr(redactors, "load_lexicon", loaded)
    assert collect(small.folder).changed is False


def test_a_row_whose_redaction_failed_is_tried_again_though_nothing_changed(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.rows.append(row(3, Consent="No"))
    small.write_export()

    find = Engine.find

    def stumbling(self: Engine, texts: Sequence[str], *args: str) -> object:
        if any("forty minutes" in text for text in texts):
            raise ValueError
        return find(self, texts, *args)

    with monkeypatch.context() as patch:
        patch.setattr(Engine, "find", stumbling)
        assert collect(small.folder).held == {"redaction_failed": 1, "no_consent": 1}
        again = collect(small.folder)
    assert (again.held, again.total("unchanged")) == ({"redaction_failed": 1}, 3)
    assert adds_up(again)
    report = collect(small.folder)
    assert (report.held, report.total("kept"), report.total("unchanged")) == ({}, 1, 3)
    assert collect(small.folder).changed is False
