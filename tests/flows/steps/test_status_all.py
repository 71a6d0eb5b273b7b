"""Many rounds on one page: the sick ones first, and none of them an error."""

from __future__ import annotations

import json
import stat
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.__main__ import run
from flows.steps.status_all import status_all, write_status_page
from rounds.incident_file import change_log
from rounds.incidents import Incident, IncidentKind, IncidentLog
from rounds.standing import Condition, totals
from tests.flows.small_round import SmallRound
from tests.flows.steps.standing_rounds import NIGHT, NOW, again, collected


def incident(kind: IncidentKind, **days: float) -> Incident:
    return Incident(kind, "student", NIGHT - timedelta(**days), f"It is {kind.value} <b>.", "Do something.")


@pytest.fixture
def district(tmp_path: Path) -> Path:
    """Eight rounds: two well, one not begun, one late, four that need somebody."""
    place = tmp_path / "district"
    first = collected(place / "adams")
    for name in ("baker", "cedar", "dover", "elm", "fir"):
        again(first, name)
    SmallRound(place / "grove").write()
    (place / "hill").mkdir()
    (place / "hill" / "round.toml").write_text("name = [")
    for name, *found in (
        ("baker", incident(IncidentKind.LATE)),
        ("cedar", incident(IncidentKind.FAILED)),
        ("dover", incident(IncidentKind.FAILED, days=3), incident(IncidentKind.CREDENTIAL)),
        ("elm", incident(IncidentKind.CRASHED)),
    ):
        change_log(place / name, lambda _, found=found: IncidentLog(incidents=tuple(found)))
    return place


def test_the_sick_come_first_the_worst_and_oldest_of_them_at_the_top(district: Path) -> None:
    found = status_all(district, NOW)
    names = ["hill", "elm", "dover", "cedar", "baker", "grove", "adams", "fir"]
    assert [one.name for one in found.standings] == names
    assert totals(found.standings) == {
        Condition.WELL: 2,
        Condition.NEEDS_SOMEBODY: 4,
        Condition.LATE: 1,
        Condition.NOT_BEGUN: 1,
    }
    assert [trouble.kind for trouble in found.standings[2].troubles] == ["failed", "credential"]


def test_looking_at_many_rounds_changes_nothing_in_them(district: Path) -> None:
    def content() -> dict[Path, bytes]:
        return {file: file.read_bytes() for file in sorted(district.rglob("*")) if file.is_file()}

    before = content()
    status_all(district, NOW)
    assert content() == before


def test_the_command_shows_totals_a_line_for_each_sick_round_and_names(
    district: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["status", "--all", str(district)]) == 5
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "8 rounds in district: 2 well · 4 need somebody · 1 late · 1 not begun"
    assert [line.split()[0] for line in lines[3:8]] == ["hill", "elm", "dover", "cedar", "baker"]
    assert "(and 1 more)" in lines[5]
    assert lines[-4:] == ["Nothing collected yet (1):", "grove", "Well (2):", "adams  fir"]


def test_a_district_that_is_well_ends_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("adams", "baker"):
        SmallRound(tmp_path / "district" / name).write()
    assert run(["status", "--all", str(tmp_path / "district"), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["totals"], told["next_run"]) == ({"not begun": 2}, None)


def test_what_concerns_all_rounds_stands_above_them(district: Path, capsys: pytest.CaptureFixture[str]) -> None:
    nobody = Incident(IncidentKind.LATE, "prefect:worker", NIGHT, "No worker looks for runs.", "Start one.")
    change_log(district, lambda _: IncidentLog(incidents=(nobody,)))
    (district / "district.toml").write_text("chunk = 0\n")
    found = status_all(district, NOW)
    assert [trouble.kind for trouble in found.troubles] == ["broken", "late"]
    assert "chunk" in found.troubles[0].what


def test_the_page_stands_by_itself_and_reads_no_markup_from_rounds(district: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    write_status_page(district, page, NOW)
    html = page.read_text()
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
    assert "It is crashed &lt;b&gt;." in html
    assert not any(part in html for part in ("<script", "http://", "https://", "<link", "<img", "url("))
    assert html.index("hill") < html.index("baker") < html.index("adams")


def test_a_page_that_was_opened_to_others_stays_open(district: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("an earlier one")
    page.chmod(0o644)
    assert run(["status", "--all", str(district), "--html", str(page)]) == 5
    assert stat.S_IMODE(page.stat().st_mode) == 0o644
    assert "8 rounds" in page.read_text()


def test_a_page_that_cannot_be_written_is_an_error_in_words(
    district: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert run(["status", "--all", str(district), "--html", str(tmp_path / "file" / "page.html")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_html_goes_with_all_only(district: Path) -> None:
    assert run(["status", str(district / "adams"), "--html", "page.html"]) == 2


@pytest.mark.parametrize("zone", ['timezone = "Pacific/Auckland"\n', ""])
def test_the_title_and_the_time_zone_of_a_district_are_on_the_page_and_in_the_table(
    tmp_path: Path, zone: str, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "district"
    folder = collected(place / "adams")
    (place / "district.toml").write_text(f'title = "Lake County"\n{zone}')
    if not zone:  # then that of all its rounds
        file = folder / "round.toml"
        file.write_text(f'timezone = "Pacific/Auckland"\n{file.read_text()}')
    change_log(folder, lambda _: IncidentLog(incidents=(incident(IncidentKind.FAILED),)))
    run(["status", "--all", str(place), "--html", str(tmp_path / "page.html")])
    shown, page = capsys.readouterr().out, (tmp_path / "page.html").read_text()
    since = f"{NIGHT.astimezone(ZoneInfo('Pacific/Auckland')):%Y-%m-%d %H:%M}"
    for said in (shown, page):
        assert "Lake County (district)" in said
        assert f"since {since}" in said
        assert "Pacific/Auckland" in said
