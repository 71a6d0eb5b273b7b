"""Counts of spans: by entity, by who found them, by how sure it was."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from rounds.audit import AuditCount, audit_counts, band
from rounds.interviews import HeldReason, RedactionRecord, Span
from rounds.store import NOTEBOOK
from tests.rounds.databases import Database
from tests.rounds.samples import LATER, NOON, held, interview, note


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.0, "0-.5"),
        (0.49, "0-.5"),
        (0.5, ".5-.7"),
        (0.69, ".5-.7"),
        (0.7, ".7-.9"),
        (0.899, ".7-.9"),
        (0.9, ".9-1"),
        (1.0, ".9-1"),
    ],
)
def test_a_band_holds_its_lower_end(score: float, expected: str) -> None:
    assert band(score) == expected


def test_equal_spans_are_added_up_whatever_their_places() -> None:
    spans = [Span(0, 10, "PERSON", 0.85, "a"), Span(20, 30, "PERSON", 0.8, "a"), Span(40, 50, "PERSON", 0.95, "a")]
    assert audit_counts(spans) == (AuditCount("PERSON", "a", ".7-.9", 2), AuditCount("PERSON", "a", ".9-1", 1))


def test_what_is_saved_is_counted_and_counted_anew_when_it_changes(tmp_path: Path, database: Database) -> None:
    record = RedactionRecord((AuditCount("PHONE", "Phones", ".9-1", 2),), "sealed")
    with database.notebook(tmp_path) as notebook:
        notebook.save([interview(record=record)], at=NOON)
        assert (notebook.audits()[0].counts, notebook.round_names()) == (record.counts, {"aaaaaaaaaa": "sealed"})
        notebook.save([interview(engine="rules-2", record=RedactionRecord())], at=LATER)
        assert (notebook.audits()[0].counts, notebook.round_names()) == ((), {})


def test_names_and_counts_go_with_the_notes(tmp_path: Path, database: Database) -> None:
    record = RedactionRecord((AuditCount("PHONE", "Phones", ".9-1", 2),), "sealed")
    with database.notebook(tmp_path) as notebook:
        notebook.save([interview(record=record)], at=NOON)
        notebook.mark_gone(["aaaaaaaaaa"], LATER)
        notebook.drop_notes(["aaaaaaaaaa"])
        (gone,) = notebook.audits()
        assert (gone.held, gone.counts, notebook.round_names()) == (HeldReason.SOURCE_GONE, (), {})


def test_an_interview_that_becomes_held_gives_no_name_away_any_more(tmp_path: Path, database: Database) -> None:
    with database.notebook(tmp_path) as notebook:
        notebook.save([interview(record=RedactionRecord((), "sealed"))], at=NOON)
        notebook.save([held("aaaaaaaaaa")], at=LATER)
        assert notebook.round_names() == {}


def test_an_interview_from_before_there_was_an_audit_has_the_counts_of_its_notes(
    tmp_path: Path, database: Database
) -> None:
    with database.notebook(tmp_path) as notebook:
        notebook.save([interview(notes=(note(),))], at=NOON)
    with closing(database.store(tmp_path, NOTEBOOK)) as store, store.writing() as connection:
        connection.execute(text("DELETE FROM audits"))
        connection.execute(text("""UPDATE notes SET spans = '[[0, 10, "PERSON", 0.85]]'"""))
    with database.notebook(tmp_path) as notebook:
        (record,) = notebook.audits()
        assert record.counts == (AuditCount("PERSON", "", ".7-.9", 1),)
        assert next(notebook.interviews()).notes[0].spans == (Span(0, 10, "PERSON", 0.85),)
