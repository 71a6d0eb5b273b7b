"""What docs/status.md shows is what the program prints."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from flows.shown_status import show_status
from flows.shown_status_all import show_status_all
from flows.steps.status import status
from flows.steps.status_all import status_all
from rounds.incident_file import change_log
from rounds.incidents import Incident, IncidentKind, IncidentLog
from tests.flows.steps.standing_rounds import again, collected, ran

PAGE = Path(__file__).resolve().parents[2] / "docs" / "status.md"
NIGHT = datetime(2026, 11, 20, 10, 15, tzinfo=UTC)
NOW = NIGHT + timedelta(hours=6)


@pytest.fixture(autouse=True)
def _in_seattle(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SAYBACK_KEY", "7e" * 32)
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    with monkeypatch.context() as here:
        here.setenv("TZ", "America/Los_Angeles")
        time.tzset()
        yield
    time.tzset()


def in_docs(said: str) -> bool:
    """Whether the page shows these lines as code, but for trailing blanks."""
    shown = [line.removeprefix("    ").rstrip() for line in PAGE.read_text().splitlines()]
    return "\n".join(line.rstrip() for line in said.strip().splitlines()) in "\n".join(shown)


def test_the_page_of_one_round_is_as_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = collected(tmp_path / "lincoln-high", kept=42, held=3, good_at=NIGHT - timedelta(days=1))
    ran(folder, NIGHT, "failed", {"reason": "SourceMissing"})
    what = "/srv/exports cannot be read."
    incident = Incident(IncidentKind.FAILED, "student", NIGHT, what, "Make it readable.")
    change_log(folder, lambda _: IncidentLog(incidents=(incident,)))
    assert show_status(status(folder, NOW), json=False) == 5
    shown = capsys.readouterr()
    size = next(line for line in shown.out.splitlines() if "store" in line)
    assert "file, " in size
    told = shown.out.replace(size, "SIZE")
    for line in told.replace("A small round\n", "").splitlines():
        assert line == "SIZE" or in_docs(line), line
    assert in_docs(shown.err)


def test_the_page_of_many_rounds_is_as_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "district"
    first = collected(place / "adams-middle", kept=20, held=0, good_at=NIGHT)
    for name in ("baker-high", "cedar-k8", "dover-high"):
        again(first, name)
    collected(place / "elm-middle", kept=17, held=1, good_at=NIGHT - timedelta(days=2))
    (again(first, "fir-high") / "notebook.db").unlink()
    changed = "The form has a new column D."
    for name, kind, what, days in (
        ("cedar-k8", IncidentKind.CRASHED, "The last run was cut off: its process was killed.", 0),
        ("dover-high", IncidentKind.FORM_CHANGED, changed, 2),
    ):
        incident = Incident(kind, "", NIGHT - timedelta(days=days), what, "")
        change_log(place / name, lambda _, one=incident: IncidentLog(incidents=(one,)))
    assert show_status_all(status_all(place, NOW), json=False) == 5
    assert in_docs(said := capsys.readouterr().out), said
