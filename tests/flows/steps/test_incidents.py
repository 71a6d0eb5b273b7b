"""What begins and ends an incident, in nights of a real round."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from connectors.google_token import token_file
from flows.steps import incidents
from flows.steps import nightly as night_steps
from flows.steps.incidents import held_seen
from flows.steps.nightly import look, nightly
from flows.steps.workplace import CLOSED_FACT, open_workplace
from rounds.errors import StoreError
from rounds.incident_file import DAMAGED, INCIDENTS_FILE, change_log, read_log
from rounds.incidents import IncidentKind, IncidentLog
from rounds.journal import RunRecord
from rounds.round import Google
from tests.flows.small_round import SmallRound, row

HOUR = timedelta(hours=1)


def opened(small: SmallRound) -> list[tuple[str, str]]:
    return [(one.kind.value, one.about) for one in read_log(small.folder).open]


def over(small: SmallRound) -> list[str]:
    return [one.kind.value for one in read_log(small.folder).incidents if one.over]


def forget(small: SmallRound) -> None:
    """As if everybody had been told and everything was over."""
    change_log(small.folder, lambda log: IncidentLog((), log.last_good, log.last_try, log.held_level, log.undeclared))


def hold(small: SmallRound, number: int) -> None:
    small.rows = [row(nth, Consent="" if nth < number else "Yes") for nth in range(12)]
    small.write_export()


@pytest.fixture
def asleep(monkeypatch: pytest.MonkeyPatch) -> object:
    """Lets the clock of the log be hours ahead: as if nothing had happened for so long."""

    def sleep(hours: float) -> None:
        class Later(datetime):
            @classmethod
            def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
                return datetime.now(UTC) + hours * HOUR

        monkeypatch.setattr(incidents, "datetime", Later)

    return sleep


def test_a_failure_begins_once_keeps_its_beginning_and_is_over_after_a_good_night(small: SmallRound) -> None:
    small.export.rename(small.folder / "elsewhere.csv")
    nightly(small.folder)
    (first,) = read_log(small.folder).open
    nightly(small.folder)
    assert read_log(small.folder).open == [first]
    assert f"sayback nightly {small.folder}" in first.todo
    assert "answers.csv" in first.what
    (small.folder / "elsewhere.csv").rename(small.export)
    nightly(small.folder)
    assert (opened(small), over(small)) == ([], ["failed"])


def test_a_changed_form_names_the_column_and_the_command(small: SmallRound) -> None:
    small.export.write_text(small.export.read_text().replace("Grade", "Year"))
    nightly(small.folder)
    (incident,) = read_log(small.folder).open
    assert (incident.kind, incident.about) == (IncidentKind.FORM_CHANGED, "student")
    assert '"Grade"' in incident.what
    assert "sayback check" in incident.todo


def test_a_new_column_is_told_by_its_declared_neighbour_and_only_once(small: SmallRound) -> None:
    small.extra_header = ("Phone of Marisol",)
    small.write_export()
    nightly(small.folder)
    assert opened(small) == []  # it was there from the beginning
    small.extra_header = ("Phone of Marisol", "Address of Deshawn")
    small.write_export()
    nightly(small.folder)
    (incident,) = read_log(small.folder).open
    assert incident.passing
    assert 'right of "Card code", number 2' in incident.what
    assert "Deshawn" not in (small.folder / INCIDENTS_FILE).read_text()
    forget(small)
    nightly(small.folder)
    assert opened(small) == []


def test_more_held_interviews_are_told_from_the_lowest_number_and_further_growth_again(small: SmallRound) -> None:
    small.write('[alerts]\nto = ["lead@example.org"]\nheld_growth = 3\n')
    seen = []
    for number in (2, 1, 3, 4, 6, 7, 5):
        hold(small, number)
        nightly(small.folder)
        seen.append(opened(small))
    grown, more = ("held_grows", "1"), ("held_grows", "4")
    assert seen == [[], [], [], [grown], [grown], [grown, more], [grown]]
    assert "4 interviews are held, 3 more than before" in read_log(small.folder).open[0].what
    hold(small, 3)
    nightly(small.folder)
    assert opened(small) == []


def test_growth_is_over_when_somebody_looked(small: SmallRound) -> None:
    nightly(small.folder)
    hold(small, 8)
    nightly(small.folder)
    assert opened(small) == [("held_grows", "0")]
    held_seen(small.folder)
    nightly(small.folder)
    assert (opened(small), over(small)) == ([], [])


def test_people_who_said_no_are_no_growth_as_nobody_can_do_anything_about_them(small: SmallRound) -> None:
    nightly(small.folder)
    small.rows = [row(nth, Consent="No" if nth < 7 else "Yes") for nth in range(12)]
    small.write_export()
    assert nightly(small.folder).collected.total_held == {"no_consent": 7}
    assert opened(small) == []


def test_an_export_that_vanished_is_told_once_until_it_is_back(small: SmallRound) -> None:
    nightly(small.folder)
    elsewhere = small.export.rename(small.folder / "elsewhere.csv")
    assert nightly(small.folder).exit_code == 0  # it may have been deleted on purpose
    (first,) = read_log(small.folder).open
    assert (first.kind, first.about) == (IncidentKind.EXPORT_GONE, "student")
    assert "answers.csv" in first.what
    assert f"sayback close {small.folder}" in first.todo
    nightly(small.folder)
    assert read_log(small.folder).open == [first]
    elsewhere.rename(small.export)
    nightly(small.folder)
    assert (opened(small), over(small)) == ([], ["export_gone"])


def test_a_vanished_export_is_over_when_the_round_is_closed(small: SmallRound) -> None:
    nightly(small.folder)
    small.export.unlink()
    nightly(small.folder)
    with open_workplace(small.folder) as place:
        place.notebook.set_fact(CLOSED_FACT, "{}")
    look(small.folder)
    assert (opened(small), over(small)) == ([], ["export_gone"])
    nightly(small.folder)
    assert opened(small) == []


def test_each_wish_that_somebody_look_after_a_person_is_told_once_without_saying_where(small: SmallRound) -> None:
    column = '[[sources.columns]]\ntitle = "Worried?"\nrole = "distress"\n'
    small.extra_header = ("Worried?",)
    small.rows = [row(0), row(1, **{"Worried?": "Yes"}), row(2)]
    small.write(column)
    nightly(small.folder)
    (first,) = read_log(small.folder).open
    assert (first.kind, first.asks_somebody) == (IncidentKind.DISTRESS, True)
    assert "student" not in first.what + first.todo
    assert "row 3" not in first.what + first.todo
    assert f"sayback status {small.folder}" in first.todo
    nightly(small.folder)
    assert read_log(small.folder).open == [first]
    small.rows[2] |= {"Worried?": "Yes"}
    small.write_export()
    nightly(small.folder)
    assert len(opened(small)) == 2  # the first is not told yet, and the second is none of it
    change_log(small.folder, lambda log: replace(log, incidents=()))
    nightly(small.folder)
    assert opened(small) == []


def test_a_round_is_late_after_its_hours_and_no_more_after_a_good_night(small: SmallRound, asleep) -> None:  # type: ignore[no-untyped-def]
    nightly(small.folder)
    asleep(35)
    assert look(small.folder).incidents == ()
    asleep(37)
    (incident,) = look(small.folder).incidents
    assert incident.kind is IncidentKind.LATE
    assert "No run has ended well since" in incident.what
    assert "36 hours" in incident.what
    asleep(0)
    nightly(small.folder)
    assert (opened(small), over(small)) == ([], ["late"])


def test_a_round_that_was_never_run_is_late_too(small: SmallRound) -> None:
    assert look(small.folder).incidents == ()
    assert not (small.folder / "notebook.db").exists()
    old = (datetime.now(UTC) - 40 * HOUR).timestamp()
    os.utime(small.folder / "round.toml", (old, old))
    (incident,) = look(small.folder).incidents
    assert "No run has ended well yet" in incident.what


def test_a_failing_round_is_not_late_besides_until_nobody_tries_it_any_more(small: SmallRound, asleep) -> None:  # type: ignore[no-untyped-def]
    nightly(small.folder)
    small.export.unlink()
    (small.folder / "round.toml").write_text("broken")
    asleep(37)
    nightly(small.folder)
    assert [kind for kind, _ in opened(small)] == ["failed", "late"]  # the last try was 37 hours ago
    forget(small)
    change_log(small.folder, lambda log: IncidentLog(log.incidents, log.last_good, datetime.now(UTC) + 36 * HOUR))
    nightly(small.folder)
    assert [kind for kind, _ in opened(small)] == ["failed"]


def test_a_closed_round_is_not_late(small: SmallRound, asleep) -> None:  # type: ignore[no-untyped-def]
    nightly(small.folder)
    with open_workplace(small.folder) as place:
        place.notebook.set_fact(CLOSED_FACT, "{}")
    asleep(500)
    assert look(small.folder).incidents == ()


def test_a_wrong_clock_that_noted_a_good_night_in_the_future_does_not_hide_that_nights_are_missing(
    small: SmallRound,
) -> None:
    now = datetime.now(UTC)
    with open_workplace(small.folder) as place:
        for at in (now - 50 * HOUR, now + 9000 * HOUR):
            place.notebook.end_run(RunRecord("collect", at, at, "done", {}))
    assert [one.kind for one in look(small.folder).incidents] == [IncidentKind.LATE]


def test_a_key_that_ends_is_told_two_weeks_before_and_over_when_it_is_renewed(small: SmallRound) -> None:
    today = datetime.now(UTC).date()
    for days, expected in ((15, 0), (14, 1), (-3, 1), (400, 0)):
        end = today + timedelta(days=days)
        small.write(f"[google]\nexpires = {end.isoformat()}\n")
        found = look(small.folder).incidents if nightly(small.folder) else ()
        assert len(found) == expected
        if days == 14:
            assert f"ends on {end:%B} {end.day}, {end.year}" in found[0].what
        if days == -3:
            assert "ended on" in found[0].what
    assert over(small) == ["credential", "credential"]
    assert Google().expires is None


def test_the_stored_sign_in_of_a_person_is_told_where_google_said_its_end(
    small: SmallRound, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.steps.credentials import ending_soon
    from rounds.round_file import load_round

    monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
    monkeypatch.setenv("SAYBACK_GOOGLE_TOKEN", str(tmp_path / "token.json"))
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    token_file().write_text('{"sign_in_ends": "2026-11-27T12:00:00+00:00"}')
    assert ending_soon(load_round(small.folder), now) == []  # it asks Google nothing
    small.write('[mail]\nservice = "gmail"\n')
    (ending,) = ending_soon(load_round(small.folder), now)
    assert ending.day.isoformat() == "2026-11-27"
    assert "google-login" in ending.todo
    for text in ("{}", "no json", '{"sign_in_ends": "soon"}', '{"sign_in_ends": "2026-11-27"}', "[]"):
        token_file().write_text(text)
        assert ending_soon(load_round(small.folder), now) == []


def test_a_refused_sign_in_is_one_incident_for_all_sources(small: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    from connectors.source import SignInRefused

    def refused(*_: object, **__: object) -> None:
        raise SignInRefused("The sign-in has expired or was taken back. Run: sayback google-login CLIENT.json")

    with monkeypatch.context() as patch:
        patch.setattr("flows.steps.collect.plan_source", refused)
        nightly(small.folder)
    assert opened(small) == [("credential", "sign-in")]
    nightly(small.folder)
    assert over(small) == ["credential"]


def test_the_file_is_private_and_a_damaged_one_is_put_aside_without_stopping_the_night(small: SmallRound) -> None:
    small.export.unlink()
    nightly(small.folder)
    file = small.folder / INCIDENTS_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for text in ("{", "[]", '{"version": 1}', "\x00"):
        file.write_text(text)
        assert [one.kind for one in nightly(small.folder).incidents] == [IncidentKind.FAILED]
        assert file.with_name(INCIDENTS_FILE + DAMAGED).read_text() == text


def test_what_cannot_be_noted_down_is_in_the_report(small: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    from rounds.private_files import CannotWrite

    def full(*_: object) -> None:
        raise CannotWrite("There is no space left.")

    monkeypatch.setattr("rounds.incident_file.write_private", full)
    small.export.unlink()
    report = nightly(small.folder)
    assert report.unnoted == "There is no space left."
    assert [one.kind for one in report.incidents] == [IncidentKind.FAILED]
    assert nightly(small.folder / "nowhere").unnoted is not None
    assert not (small.folder / "nowhere").exists()


def test_a_full_disk_is_a_value_and_no_crash_besides(small: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    from rounds.notebook import Notebook

    def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(Notebook, "end_run", full)
        assert nightly(small.folder).reason == "The disk is full."
    assert nightly(small.folder).incidents == ()
    assert over(small) == ["failed"]


def test_another_cause_of_a_store_that_is_away_is_told_with_its_own_advice(
    small: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    for cause in ("The password is wrong.", "There is no such database.", "The password is wrong."):
        with monkeypatch.context() as patch:
            patch.setattr(night_steps, "open_workplace", _raising(StoreError(cause)))
            nightly(small.folder)
    assert [one.what for one in read_log(small.folder).open] == ["The password is wrong.", "There is no such database."]
    nightly(small.folder)
    assert over(small) == ["failed", "failed"]


def _raising(error: Exception) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail
