"""The command: its help, its exit codes, its words."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.cli import app
from flows.steps.workplace import WORKSHEET, open_workplace
from rounds.round_file import load_round
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound, row

PROJECT = Path(__file__).resolve().parents[2]
HEAVY = ("prefect", "spacy", "presidio_analyzer", "sqlalchemy", "openpyxl", "jinja2", "pydantic", "googleapiclient")


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from flows.__main__ import run; run(['--help']);"
        f"sys.exit(str([name for name in {HEAVY!r} if name in sys.modules] or ''))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr.strip() == ""
    assert "circle-back" in done.stdout


@pytest.mark.parametrize("command", [command.name or command.callback.__name__ for command in app.registered_commands])
def test_every_command_is_in_the_docs(command: str) -> None:
    page = (PROJECT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert f"## sayback {command}" in page


def test_collect_prints_one_json_object(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", str(small.folder), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["read"] == data["kept"] + sum(data["held"].values()) + data["unchanged"] == 3
    assert {"edited", "vanished", "total_kept", "seconds"} <= data.keys()


def test_quiet_says_nothing(small: SmallRound, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", str(small.folder), "--quiet"]) == 0
    assert capfd.readouterr() == ("", "")


def test_a_missing_round_is_a_file_to_fix(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", str(tmp_path)]) == 1
    assert "sayback new" in capsys.readouterr().err


def test_wrong_usage_is_exit_code_two(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["collect", "--sideways"]) == 2
    assert "--sideways" in capfd.readouterr().err


def with_a_theme_heard(small: SmallRound) -> None:
    small.write(LETTERS)
    assert run(["collect", str(small.folder), "--quiet"]) == 0
    assert run(["assemble", "--early", str(small.folder), "--quiet"]) == 0
    type_headlines(small.folder / WORKSHEET)
    assert run(["assemble", "--read", str(small.folder), "--quiet"]) == 0


def test_a_letter_needs_something_that_was_heard(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    small.write(LETTERS)
    run(["collect", str(small.folder), "--quiet"])
    assert run(["circle-back", str(small.folder)]) == 1
    assert "No theme was heard yet" in capsys.readouterr().err


def test_letters_without_an_approval_wait_for_a_person(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    with_a_theme_heard(small)
    assert run(["circle-back", str(small.folder)]) == 0
    assert run(["circle-back", str(small.folder), "--send"]) == 3
    assert "not approved" in capsys.readouterr().err
    assert run(["approve", str(small.folder), "--who", "A lead", "--yes"]) == 0
    assert run(["circle-back", str(small.folder), "--send"]) == 0


def test_an_approval_is_void_when_a_letter_changes(small: SmallRound) -> None:
    with_a_theme_heard(small)
    run(["approve", str(small.folder), "--who", "A lead", "--yes"])
    small.write(LETTERS.replace("The listening team", "The team that listened"))
    assert run(["circle-back", str(small.folder), "--send"]) == 3


def test_an_interruption_is_exit_code_130(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("flows.tracked.run_collect", interrupted)
    assert run(["collect", str(small.folder), "--quiet"]) == 130
    assert "run the command again" in capsys.readouterr().err


BAD_EXPORTS = {
    "empty.csv": b"",
    "not-a-csv.csv": b"%PDF-1.7\n\x00\x01\x02 binary",
    "latin.csv": "Timestamp,Qué pasó\n2026-10-06 08:00:00,niño\n".encode("latin-1"),
    "truncated.zip": b"PK\x03\x04 cut off",
    "no-header.csv": b"2026/10/06 3:12:08 PM GMT-7,Yes,she missed the bus\n2026/10/07 3:12:08 PM GMT-7,Yes,he walked\n",
}


@pytest.mark.parametrize("name", BAD_EXPORTS)
def test_a_bad_export_is_named_and_nothing_is_drafted(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = tmp_path / name
    export.write_bytes(BAD_EXPORTS[name])
    assert run(["new", str(tmp_path / "round"), "--from", str(export), "--yes"]) == 1
    assert name in capsys.readouterr().err
    assert not (tmp_path / "round").exists()


def test_a_folder_that_cannot_be_written_to_is_named(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    unwritable = Path("/proc/sayback-round")  # not even root can write here
    assert run(["new", str(unwritable), "--from", str(small.export), "--yes"]) == 1
    assert "/proc/sayback-round" in capsys.readouterr().err


def test_an_existing_round_is_never_overwritten(small: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    before = (small.folder / "round.toml").read_text()
    assert run(["new", str(small.folder), "--from", str(small.export), "--yes"]) == 1
    assert (small.folder / "round.toml").read_text() == before


def test_a_draft_without_yes_reads_nothing_until_somebody_confirms(
    small: SmallRound, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["new", str(tmp_path / "drafted"), "--from", str(small.export)]) == 0
    round_ = load_round(tmp_path / "drafted")
    assert {column.role for source in round_.sources for column in source.columns} == {"discard"}


def test_two_processes_on_one_round_do_not_both_write(small: SmallRound) -> None:
    small.rows = [row(n % 28, Interviewer=f"Ada Lindqvist {n}") for n in range(200)]
    small.write_export()
    command = [sys.executable, "-m", "flows", "collect", str(small.folder), "--json"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    results = [(process.communicate()[1].decode(), process.returncode) for process in both]
    assert {code for _, code in results} <= {0, 4}
    assert all("Another run" in error for error, code in results if code == 4)
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.kept_count() == 200
