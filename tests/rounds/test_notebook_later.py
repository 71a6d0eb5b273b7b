"""How the notebook shows later thoughts: as a part of the one kept interview whose code they have, or not at all."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rounds.interviews import HeldReason, Interview, Span
from rounds.later_thoughts import with_thoughts
from rounds.notebook import Notebook
from tests.rounds.databases import Database
from tests.rounds.samples import LATER, NOON, interview, note


@pytest.fixture
def notebook(tmp_path: Path, database: Database) -> Iterator[Notebook]:
    with database.notebook(tmp_path) as opened:
        yield opened


def thought(id: str = "tttttttttt", code: str | None = "code", **changes: object) -> Interview:  # noqa: A002
    values = {"source": "later", "later": True, "code_digest": code, "notes": (note("One more thing.", "added"),)}
    return interview(id, **{**values, **changes})


def first(**changes: object) -> Interview:
    return interview(code_digest="code", **changes)


def test_a_thought_is_shown_with_its_interview_whichever_came_first(notebook: Notebook) -> None:
    notebook.save([thought()], at=NOON)
    assert list(notebook.interviews()) == []
    assert notebook.held_counts() == {HeldReason.LATER_INTERVIEW_HELD: 1}
    notebook.save([first()], at=LATER)
    shown = list(notebook.interviews())
    assert [one.id for one in shown] == ["aaaaaaaaaa"]
    assert [one.text for one in shown[0].notes] == [*(one.text for one in first().notes), "One more thing."]
    assert notebook.interview("aaaaaaaaaa") == shown[0]
    assert (notebook.kept_count(), notebook.came_since(NOON), notebook.held_counts()) == (1, 1, {})
    assert (notebook.held(), notebook.thoughts()) == ([], (1, 1))


def test_rows_and_states_show_it_as_it_is_stored(notebook: Notebook) -> None:
    notebook.save([first(), thought()], at=NOON)
    assert [(one.id, len(one.notes)) for one in notebook.rows()] == [("tttttttttt", 1), ("aaaaaaaaaa", 2)]
    assert set(notebook.states("later")) == {"tttttttttt"}


def test_a_thought_is_in_the_audit_of_its_interview(notebook: Notebook) -> None:
    masked = note("[PERSON_1] waits.", "added")
    notebook.save([first(), thought(notes=(masked,))], at=NOON)
    (record,) = notebook.audits()
    assert (record.id, sum(one.number for one in record.counts)) == ("aaaaaaaaaa", 2)


@pytest.mark.parametrize("gone_with_notes", [True, False])
def test_nothing_is_shown_of_a_thought_whose_interview_is_missing(notebook: Notebook, gone_with_notes: bool) -> None:
    notebook.save([first(), thought()], at=NOON)
    notebook.mark_gone(["aaaaaaaaaa"], at=LATER)
    if not gone_with_notes:
        notebook.drop_notes(["aaaaaaaaaa"])
    held = notebook.hold_unjoined("later", at=LATER)
    assert held == ({} if gone_with_notes else {"tttttttttt": HeldReason.LATER_INTERVIEW_HELD})
    assert list(notebook.interviews()) == []
    assert {one.id: one.held for one in notebook.held()} == {
        "aaaaaaaaaa": HeldReason.SOURCE_GONE,
        "tttttttttt": HeldReason.LATER_INTERVIEW_HELD,
    }
    assert notebook.held_counts(later=False) == {HeldReason.SOURCE_GONE: 1}


def test_an_interview_that_was_edited_without_identity_keeps_its_thoughts(notebook: Notebook) -> None:
    notebook.save([first(), thought()], at=NOON)
    notebook.mark_gone(["aaaaaaaaaa"], at=LATER)
    notebook.save([interview("bbbbbbbbbb", code_digest="code")], at=LATER)
    assert [(one.id, len(one.notes)) for one in notebook.interviews()] == [("bbbbbbbbbb", 3)]


def test_a_code_of_two_interviews_joins_nothing(notebook: Notebook) -> None:
    notebook.save([first(), interview("bbbbbbbbbb", code_digest="code"), thought()], at=NOON)
    assert [len(one.notes) for one in notebook.interviews()] == [2, 2]
    assert notebook.later_reasons("later") == {"tttttttttt": HeldReason.LATER_SHARED_CODE}
    assert notebook.reasons_by_code(["code", "other", None]) == {
        "code": HeldReason.LATER_SHARED_CODE,
        "other": HeldReason.LATER_UNKNOWN,
        None: HeldReason.LATER_WITHOUT_CODE,
    }


def test_placeholders_of_a_thought_go_on_after_those_of_the_interview() -> None:
    text = "Typed [PERSON_1] by hand; [PERSON_2] came with [PERSON_1], and [PHONE_1] rang."
    spans = (Span(26, 36, "PERSON", 0.9), Span(47, 57, "PERSON", 0.8), Span(63, 72, "PHONE", 1.0))
    merged = with_thoughts(first(), [thought(notes=(note(text, "added", spans=spans),))])
    added = merged.notes[-1]
    assert added.text == "Typed [PERSON_1] by hand; [PERSON_3] came with [PERSON_2], and [PHONE_1] rang."
    assert [added.text[span.start : span.end] for span in added.spans] == ["[PERSON_3]", "[PERSON_2]", "[PHONE_1]"]


def test_the_order_of_thoughts_is_that_of_their_days_and_not_of_their_rows() -> None:
    one = thought("t1", row=9, submitted_on=date(2025, 3, 4), notes=(note("first", "added"),))
    two = thought("t2", row=2, submitted_on=date(2025, 3, 5), notes=(note("second", "added"),), distress=True)
    merged = with_thoughts(first(), [two, one])
    assert merged == with_thoughts(first(), [one, two])
    assert [each.text for each in merged.notes[2:]] == ["first", "second"]
    assert merged.distress
    assert merged.version == 3
    assert len({merged.fingerprint, with_thoughts(first(), [one]).fingerprint, first().fingerprint}) == 3
    assert with_thoughts(first(), []) == first()


def test_a_round_of_thousands_stays_fast(notebook: Notebook) -> None:
    notebook.save([interview(f"i{n:06}", row=n, code_digest=f"code{n}") for n in range(2000)], at=NOON)
    started = time.monotonic()
    alone = len(list(notebook.interviews()))
    before = time.monotonic() - started
    notebook.save([thought(f"t{n:06}", code=f"code{n * 2}") for n in range(500)], at=NOON)
    started = time.monotonic()
    assert len(list(notebook.interviews())) == alone == 2000
    assert time.monotonic() - started < 3 * before + 1
