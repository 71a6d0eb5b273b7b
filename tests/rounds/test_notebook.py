from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rounds.interviews import HeldReason, Interview, Note, NoteKind, Span
from rounds.notebook import Notebook, RowState, SaveCounts
from rounds.store import NOTEBOOK
from tests.rounds.databases import Database, Files
from tests.rounds.samples import LATER, NOON, NOTEBOOK_URL, held, interview, note


@pytest.fixture
def notebook(tmp_path: Path, database: Database) -> Iterator[Notebook]:
    with database.notebook(tmp_path) as notebook:
        yield notebook


def history(notebook: Notebook, interview_id: str = "aaaaaaaaaa") -> list[tuple[int, str, str]]:
    return [(one.version, one.reason, one.engine) for one in notebook.revisions(interview_id)]


def test_an_interview_comes_back_as_it_was_saved(notebook: Notebook) -> None:
    full = interview(
        people=7,
        language=None,
        interviewer=None,
        distress=True,
        declined=True,
        code_digest="0123",
        notes=(
            note("[PERSON_1] and [PERSON_2] 🙂", spans=(Span(0, 10, "PERSON", 0.85), Span(15, 25, "PERSON", 1.0))),
            note("él dijo", "mornings_en", kind=NoteKind.PROBE, translation_of="mornings"),
        ),
    )
    bare = Interview(id="bbbbbbbbbb", source="parents", row=3, fingerprint="f", engine="e")
    assert notebook.save([full, bare], at=NOON) == SaveCounts(new=2)
    assert list(notebook.interviews()) == [bare, full]
    assert notebook.interview("aaaaaaaaaa") == full
    assert notebook.interview("nobody") is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_interview_comes_back_as_it_was_saved(notebook: Notebook, database: Database, data: st.DataObject) -> None:
    # PostgreSQL knows no NUL in a text; test_store_postgres.py tells what becomes of it.
    unknown = "" if database.name == "sqlite" else "\0"
    texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=unknown), max_size=40)
    spans = st.builds(
        Span, st.integers(0, 9), st.integers(10, 99), st.sampled_from(["PERSON", "PHONE"]), st.floats(0, 1)
    )
    notes = st.builds(
        Note, texts, texts, st.sampled_from(NoteKind), texts, st.lists(spans, max_size=3).map(tuple), st.none() | texts
    )
    drawn = data.draw(
        st.builds(
            Interview,
            id=st.text("abcdefghij234567", min_size=10, max_size=10),
            source=texts, row=st.integers(1, 10**6), fingerprint=texts, engine=texts,
            interviewer=st.none() | texts, language=st.none() | texts, people=st.integers(1, 99),
            segments=st.lists(st.tuples(texts, texts), max_size=3).map(tuple),
            notes=st.lists(notes, max_size=3).map(tuple),
            submitted_on=st.none() | st.dates(), distress=st.booleans(), declined=st.booleans(),
            code_digest=st.none() | texts, held=st.none(),
        )
    )  # fmt: skip
    notebook.save([drawn], at=NOON)
    stored = notebook.interview(drawn.id)
    assert stored is not None
    assert replace(stored, version=1) == replace(drawn, version=1)


def test_saving_the_same_again_changes_nothing(notebook: Notebook, tmp_path: Path) -> None:
    batch = [interview(), held()]
    notebook.save(batch, at=NOON)
    assert notebook.save(batch, at=LATER) == SaveCounts(unchanged=2)
    assert list(notebook.interviews(kept_only=False)) == batch
    assert history(notebook) == [(1, "new", "rules-1")]


def test_the_same_interview_in_another_row_is_only_moved(notebook: Notebook) -> None:
    notebook.save([interview(row=2)], at=NOON)
    assert notebook.save([interview(row=9)], at=LATER) == SaveCounts(unchanged=1)
    assert notebook.interview("aaaaaaaaaa") == interview(row=9)


def test_an_edited_response_becomes_the_next_version(notebook: Notebook) -> None:
    notebook.save([interview()], at=NOON)
    edited = interview(fingerprint="another", notes=(note("Walks now."),), segments=(("grade", "10"),))
    assert notebook.save([edited], at=LATER) == SaveCounts(edited=1)
    assert notebook.interview("aaaaaaaaaa") == replace(edited, version=2)
    assert history(notebook) == [(1, "new", "rules-1"), (2, "edited", "rules-1")]


@pytest.mark.parametrize("engine", ["rules-1", "rules-2"])
def test_new_rules_or_a_new_mask_make_a_re_redaction(notebook: Notebook, engine: str) -> None:
    notebook.save([interview()], at=NOON)
    again = interview(engine=engine, notes=(note("[PERSON_1] waits for [PLACE_1]."),))
    assert notebook.save([again], at=LATER) == SaveCounts(re_redacted=1)
    assert history(notebook)[-1] == (2, "re-redacted", engine)


def test_a_held_interview_has_no_notes_even_if_some_are_given(notebook: Notebook) -> None:
    notebook.save([replace(interview(), held=HeldReason.RESIDUE)], at=NOON)
    assert notebook.interview("aaaaaaaaaa") == replace(interview(), held=HeldReason.RESIDUE, notes=())


def test_holding_takes_the_notes_away_and_releasing_brings_new_ones(notebook: Notebook) -> None:
    notebook.save([interview()], at=NOON)
    assert notebook.save([held("aaaaaaaaaa")], at=LATER) == SaveCounts(held=1)
    assert list(notebook.interviews()) == []
    assert notebook.save([held("aaaaaaaaaa", HeldReason.RESIDUE)], at=LATER) == SaveCounts(held=1)
    assert notebook.save([interview()], at=LATER) == SaveCounts(released=1)
    assert list(notebook.interviews()) == [interview(version=4)]
    assert [reason for _, reason, _ in history(notebook)] == ["new", "held", "held", "released"]


def test_an_id_that_comes_twice_in_a_batch_is_stored_as_it_comes_last(notebook: Notebook) -> None:
    first, last = interview(), interview(fingerprint="another", notes=(note("Last."),))
    assert notebook.save([first, last], at=NOON) == SaveCounts(new=1, edited=1)
    assert list(notebook.interviews()) == [replace(last, version=2)]


def test_a_batch_is_saved_as_a_whole_or_not_at_all(notebook: Notebook) -> None:
    with pytest.raises(ValueError, match="bbbbbbbbbb is gone"):
        notebook.save([interview(), held("bbbbbbbbbb", HeldReason.SOURCE_GONE)], at=NOON)
    assert list(notebook.interviews(kept_only=False)) == []
    with pytest.raises(ValueError, match="needs a time zone"):
        notebook.save([interview()], at=datetime(2025, 3, 4))
    assert list(notebook.interviews(kept_only=False)) == []


def test_counts_of_batches_add_up() -> None:
    assert SaveCounts(new=1, held=2) + SaveCounts(new=3, unchanged=4) == SaveCounts(new=4, held=2, unchanged=4)


def test_the_states_say_what_is_known_of_one_source(notebook: Notebook) -> None:
    notebook.save([interview(), held(submitted_on=None), interview("pppppppppp", source="parents")], at=NOON)
    notebook.save([interview(fingerprint="another")], at=LATER)
    assert notebook.states("students") == {
        "aaaaaaaaaa": RowState("another", "rules-1", None, False, 2, 2, date(2025, 3, 3)),
        "hhhhhhhhhh": RowState("print of hhhhhhhhhh", "rules-1", HeldReason.NO_CONSENT, False, 1, 2, None),
    }
    assert notebook.states("teachers") == {}


def test_rows_can_be_moved_within_one_source_only(notebook: Notebook) -> None:
    notebook.save([interview(), interview("pppppppppp", source="parents")], at=NOON)
    notebook.move_rows("students", {"aaaaaaaaaa": 11, "pppppppppp": 12, "unknown": 13})
    notebook.move_rows("students", {})
    assert {one.id: one.row for one in notebook.interviews()} == {"aaaaaaaaaa": 11, "pppppppppp": 2}


def test_a_vanished_interview_is_held_but_can_be_restored_as_it_was(notebook: Notebook) -> None:
    notebook.save([interview(), held()], at=NOON)
    assert notebook.mark_gone(["aaaaaaaaaa", "hhhhhhhhhh", "unknown"], LATER) == 2
    assert notebook.mark_gone(["aaaaaaaaaa"], LATER) == 0
    assert list(notebook.interviews()) == []
    assert notebook.held_counts() == {HeldReason.SOURCE_GONE: 2}
    assert notebook.held() == [
        replace(interview(), held=HeldReason.SOURCE_GONE),
        replace(held(), held=HeldReason.SOURCE_GONE),
    ]
    state = notebook.states("students")["aaaaaaaaaa"]
    assert (state.gone, state.held, state.version) == (True, HeldReason.SOURCE_GONE, 1)
    assert notebook.restore(["aaaaaaaaaa", "hhhhhhhhhh"], LATER) == 2
    assert list(notebook.interviews(kept_only=False)) == [interview(), held()]
    assert history(notebook) == [(1, "new", "rules-1"), (1, "gone", "rules-1"), (1, "restored", "rules-1")]


def test_saving_a_vanished_interview_restores_it(notebook: Notebook) -> None:
    notebook.save([interview(), interview("bbbbbbbbbb"), held()], at=NOON)
    notebook.mark_gone(["aaaaaaaaaa", "bbbbbbbbbb", "hhhhhhhhhh"], NOON)
    batch = [interview(row=8), interview("bbbbbbbbbb", fingerprint="another"), held()]
    assert notebook.save(batch, at=LATER) == SaveCounts(restored=2, edited=1)
    assert list(notebook.interviews()) == [
        replace(batch[1], version=2),
        interview(row=8),
    ]
    assert notebook.held() == [held()]
    assert not any(state.gone for state in notebook.states("students").values())


def test_notes_whose_source_is_gone_can_be_masked_later(notebook: Notebook, tmp_path: Path, database: Database) -> None:
    notebook.save(
        [interview(notes=(note("Coach Quillfeather shouts."), note("Nods."))), interview("bbbbbbbbbb")], at=NOON
    )
    notebook.mark_gone(["aaaaaaaaaa"], NOON)
    masked = [
        replace(one, notes=tuple(replace(n, text=n.text.replace("Quillfeather", "[PERSON_1]")) for n in one.notes))
        for one in notebook.interviews(kept_only=False)
    ]
    assert notebook.rewrite(masked, at=LATER) == 1
    stored = notebook.interview("aaaaaaaaaa")
    assert stored is not None
    assert [n.text for n in stored.notes] == ["Coach [PERSON_1] shouts.", "Nods."]
    assert (stored.version, stored.engine, stored.fingerprint) == (2, "rules-1", "print of aaaaaaaaaa")
    assert stored.held is HeldReason.SOURCE_GONE
    assert history(notebook)[-1] == (2, "masked", "rules-1")
    notebook.vacuum()
    assert b"Quillfeather" not in database.stored_bytes(tmp_path)
    assert notebook.rewrite(masked, at=LATER) == 0


def test_rewriting_never_gives_notes_to_a_held_interview_nor_to_an_unknown_one(notebook: Notebook) -> None:
    notebook.save([held()], at=NOON)
    for wrong in (replace(held(), notes=(note(),)), interview("unknown")):
        with pytest.raises(ValueError, match="not in the notebook with as many notes"):
            notebook.rewrite([wrong], at=NOON)
    assert notebook.held() == [held()]


def test_interviews_come_by_source_row_and_id_however_many_there_are(notebook: Notebook) -> None:
    batch = [
        interview(f"{number:010}", source=f"source {number % 2}", row=number % 40, notes=()) for number in range(1100)
    ]
    random.Random(1).shuffle(batch)
    notebook.save(batch, at=NOON)
    assert list(notebook.interviews()) == sorted(batch, key=lambda one: (one.source, one.row, one.id))
    assert notebook.mark_gone((one.id for one in batch), NOON) == 1100


def test_the_notebook_may_be_written_while_it_is_read(notebook: Notebook) -> None:
    notebook.save([interview(), interview("bbbbbbbbbb", row=3)], at=NOON)
    for number, one in enumerate(notebook.interviews()):
        notebook.save([replace(one, fingerprint=f"changed {number}")], at=LATER)
    assert [one.version for one in notebook.interviews()] == [2, 2]


def test_kept_and_held_are_counted_apart(notebook: Notebook) -> None:
    notebook.save([interview(), interview("bbbbbbbbbb"), held(), held("iiiiiiiiii", HeldReason.NO_NOTES)], at=NOON)
    notebook.mark_gone(["bbbbbbbbbb", "iiiiiiiiii"], NOON)
    assert notebook.kept_count() == 1
    assert notebook.held_counts() == {HeldReason.NO_CONSENT: 1, HeldReason.SOURCE_GONE: 2}


def test_the_text_of_a_note_is_in_no_file_once_its_interview_is_held(tmp_path: Path, database: Database) -> None:
    with database.notebook(tmp_path) as notebook:
        others = [interview(f"{number:010}", notes=(note("filler " * 300),)) for number in range(40)]
        notebook.save([interview(notes=(note("the planted story " * 40),)), *others], at=NOON)
        assert b"planted" in database.stored_bytes(tmp_path)
        notebook.save([held("aaaaaaaaaa")], at=LATER)
        if database.name == "sqlite":  # PostgreSQL's tables are rewritten at the end of the run
            assert b"planted" not in database.stored_bytes(tmp_path)
    assert b"planted" not in database.stored_bytes(tmp_path)


def _story(random_: random.Random) -> str:
    words = (hashlib.sha256(random_.randbytes(8)).hexdigest() for _ in range(random_.choice([1, 2, 3, 8, 15, 40])))
    return " ".join(words)


def test_nothing_of_any_earlier_note_is_left_after_closing(tmp_path: Path, database: Database) -> None:
    """secure_delete alone leaves pieces of moved rows behind: 15 of these words, with SQLite 3.40."""
    random_, live, dead = random.Random(5), dict[str, str](), list[str]()
    with database.notebook(tmp_path) as notebook:
        for _ in range(25):
            batch = []
            for interview_id in sorted({f"{random_.randrange(400):010}" for _ in range(25)}):
                dead += live.pop(interview_id, "").split()
                if random_.random() < 0.75:
                    live[interview_id] = _story(random_)
                    batch.append(interview(interview_id, notes=(note(live[interview_id]),)))
                else:
                    batch.append(held(interview_id))
            notebook.save(batch, at=NOON)
    left = database.stored_bytes(tmp_path)
    assert len(dead) > 2000
    assert [word for word in dead if word.encode() in left] == []
    if database.name == "sqlite":  # PostgreSQL keeps long texts in pieces
        assert all(story.encode() in left for story in live.values())


def test_what_a_killed_run_deleted_is_wiped_when_the_notebook_is_opened_next(
    tmp_path: Path, database: Database
) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from rounds.notebook import Notebook\n"
        "from tests.rounds.samples import *\n"
        "notebook = Notebook.open(sys.argv[2], Path(sys.argv[1]), schema=sys.argv[3])\n"
        "notebook.save([interview(notes=(note('the planted story'),))], at=NOON)\n"
        "notebook.save([held('aaaaaaaaaa')], at=LATER)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).resolve().parents[2]
    schema = "" if database.name == "sqlite" else database.schema(tmp_path)
    killed = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), database.url(NOTEBOOK), schema],
        cwd=root,
        env={**os.environ, "PYTHONPATH": "."},
    )
    assert killed.returncode == -signal.SIGKILL
    with database.notebook(tmp_path) as notebook:
        assert notebook.fact("scrub_due") is None
        assert b"planted" not in database.stored_bytes(tmp_path)
        assert notebook.held() == [held("aaaaaaaaaa", version=2)]


def test_deleted_text_stays_due_while_another_program_reads_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rounds.store_sqlite.WAIT_MILLISECONDS", 50)
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        notebook.save([interview(notes=(note("planted words"),))], at=NOON)
        with closing(sqlite3.connect(tmp_path / "notebook.db", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM notes").fetchall()
            notebook.drop_notes([interview().id])
            assert not notebook.finish_deleting()
            assert notebook.deleting_due()
            reader.execute("ROLLBACK")
        assert notebook.finish_deleting()
        assert not notebook.deleting_due()
        assert b"planted" not in Files().stored_bytes(tmp_path)


def test_vacuum_empties_the_log_of_a_file(tmp_path: Path) -> None:
    with Notebook.open(NOTEBOOK_URL, tmp_path) as notebook:
        notebook.save([interview()], at=NOON)
        assert (tmp_path / "notebook.db-wal").stat().st_size > 0
        notebook.vacuum()
        assert (tmp_path / "notebook.db-wal").stat().st_size == 0
        assert list(notebook.interviews()) == [interview()]
