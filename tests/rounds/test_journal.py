"""The journal does not grow for ever: a year of nights is kept."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from rounds.journal import KEEP_DAYS
from tests.rounds.databases import Database
from tests.rounds.samples import NOON

NIGHT = timedelta(days=1)


def test_runs_of_more_than_a_year_ago_are_forgotten_but_for_the_first_and_the_newest_of_each_kind(
    tmp_path: Path, database: Database
) -> None:
    with database.notebook(tmp_path) as notebook:
        notebook.record_run("new", NOON, NOON, "done", {})
        notebook.record_run("summarize", NOON + NIGHT, NOON + NIGHT, "done", {})
        notebook.record_run("collect", NOON + NIGHT, NOON + NIGHT, "failed", {"nth": "older"})
        notebook.record_run("collect", NOON + 2 * NIGHT, NOON + 2 * NIGHT, "failed", {"nth": "newer"})
        for nth in range(10):
            moment = NOON + (nth + 3) * NIGHT
            notebook.record_run("collect", moment, moment, "done", {"nth": nth})
        assert len(notebook.runs(100)) == 14
        later = NOON + (KEEP_DAYS + 6) * NIGHT
        notebook.record_run("collect", later, later, "done", {"nth": "last"})
        kept = [(run.step, run.outcome, run.counts.get("nth")) for run in notebook.runs(100)]
    assert kept == [
        ("collect", "done", "last"),
        *(("collect", "done", nth) for nth in (9, 8, 7, 6, 5, 4, 3)),
        ("collect", "failed", "newer"),
        ("summarize", "done", None),
        ("new", "done", None),
    ]
