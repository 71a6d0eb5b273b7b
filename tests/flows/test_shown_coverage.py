"""The sampling lead sees exact numbers, on the terminal and nowhere else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.steps.collect import collect
from tests.flows.small_round import STORIES, SmallRound, row


@pytest.fixture
def round_(tmp_path: Path) -> SmallRound:
    small = SmallRound(tmp_path / "round", rows=[row(0), row(1), row(2, Grade="10"), row(3, Consent="No")])
    small.write()
    collect(small.folder)
    return small


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock"}


def test_exact_numbers_with_the_reason_why_they_stay_here(round_: SmallRound) -> None:
    result = CliRunner().invoke(app, ["coverage", str(round_.folder)])
    assert result.exit_code == 0, result.output
    assert "3 interviews with 3 people; 1 held and not counted." in result.output
    assert "Do not pass them on" in " ".join(result.output.split())
    assert not any(story in result.output for story in STORIES)


def test_as_json_and_nothing_is_written(round_: SmallRound) -> None:
    before = contents(round_.folder)
    result = CliRunner().invoke(app, ["coverage", str(round_.folder), "--json"])
    printed = json.loads(result.output)
    assert (printed["interviews"], printed["held"]) == (3, 1)
    assert "Do not pass them on" in printed["keep_to_yourself"]
    groups = {group["name"]: group["interviews"] for each in printed["segments"] for group in each["groups"]}
    assert (groups["9"], groups["10"]) == (2, 1)
    text = [path for path in contents(round_.folder).keys() - before.keys() if "notebook.db" not in path.name]
    assert text == []
