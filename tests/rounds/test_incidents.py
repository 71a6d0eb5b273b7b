"""Incidents: what begins, goes on, is over, and when everybody has been told."""

from __future__ import annotations

import errno
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from rounds import incident_file
from rounds.incident_file import DAMAGED, INCIDENTS_FILE, LOCK_FILE, IncidentsBusy, change_log, open_incidents, read_log
from rounds.incidents import REFUSED, Incident, IncidentKind, IncidentLog, marked_told, reconciled
from rounds.private_files import CannotWrite

NOW = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
DAY = timedelta(days=1)
FAILED = Incident(IncidentKind.FAILED, "SourceMissing:student", NOW, "It failed.", "Mend it.")
LATE = Incident(IncidentKind.LATE, "", NOW, "It is late.", "Look.")
BOTH = frozenset({"a", "b"})


def test_what_is_found_again_goes_on_with_its_beginning_and_the_newest_words() -> None:
    again = replace(FAILED, since=NOW + DAY, what="It failed again.")
    (one,) = reconciled([replace(FAILED, told=True)], [again], lambda _: True, NOW + DAY)
    assert (one.since, one.what, one.told) == (NOW, "It failed again.", True)


def test_what_is_not_found_is_over_only_where_it_could_be_seen() -> None:
    known = [FAILED, LATE]
    after = reconciled(known, [], lambda one: one.kind is IncidentKind.LATE, NOW + DAY)
    assert [one.over for one in after] == [None, NOW + DAY]


def test_what_begins_again_before_its_end_was_told_goes_on_as_if_nothing_had_been() -> None:
    ended = replace(FAILED, told=True, over=NOW + DAY)
    (one,) = reconciled([ended], [FAILED], lambda _: True, NOW + 2 * DAY)
    assert (one.over, one.is_news) == (None, False)


def test_an_end_is_news_again_for_those_who_knew_of_the_beginning() -> None:
    (one,) = reconciled([replace(FAILED, told_to=("a",))], [], lambda _: True, NOW)
    assert (one.is_news, one.told_to) == (True, ())


def test_it_is_told_when_everybody_knows() -> None:
    half = marked_told(FAILED, "a", BOTH, NOW)
    assert (half.told, half.told_to) == (False, ("a",))
    assert not marked_told(half, "b", BOTH, NOW).is_news
    assert not marked_told(half, f"{REFUSED}b", BOTH, NOW).is_news
    refused = marked_told(marked_told(FAILED, f"{REFUSED}a", BOTH, NOW), f"{REFUSED}b", BOTH, NOW)
    assert (refused.is_news, refused.told_to) == (True, ())


def test_what_is_only_to_be_known_is_over_with_the_mail() -> None:
    told = marked_told(replace(FAILED, passing=True), "a", frozenset({"a"}), NOW)
    assert (told.told_over, told.over) == (True, NOW)
    assert reconciled([replace(FAILED, passing=True)], [], lambda _: True, NOW)[0].over is None


def test_a_log_comes_back_as_it_was_and_forgets_what_is_over_and_told(tmp_path: Path) -> None:
    done = replace(FAILED, about="other", told=True, over=NOW, told_over=True)
    log = IncidentLog((LATE, replace(FAILED, told_to=("a",)), done), NOW, NOW + DAY, 7, {"student": ("right of x",)})
    assert change_log(tmp_path, lambda _: log) == read_log(tmp_path)
    assert read_log(tmp_path) == replace(log, incidents=log.incidents[:2])
    assert open_incidents(tmp_path) == [log.incidents[1], LATE]  # the worst first


def test_a_file_that_another_program_writes_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incident_file, "PATIENCE", 0.05)
    with FileLock(tmp_path / LOCK_FILE), pytest.raises(IncidentsBusy):
        change_log(tmp_path, lambda log: log)


def test_what_a_killed_program_left_of_the_file_is_deleted_by_the_next_that_writes_it(tmp_path: Path) -> None:
    part, other = tmp_path / "..sayback-incidents.json.0123abcd", tmp_path / ".notes.txt.0123abcd"
    part.write_text("{")
    other.write_text("not ours")
    change_log(tmp_path, lambda log: replace(log, held_level=1))
    assert not part.exists()
    assert other.exists()


def damage(path: Path) -> None:
    path.write_text(path.read_text()[:-20])


def test_a_damaged_file_gives_way_to_the_one_before_it_so_nothing_is_told_twice(tmp_path: Path) -> None:
    change_log(tmp_path, lambda log: replace(log, incidents=(replace(FAILED, told=True),)))
    change_log(tmp_path, lambda log: replace(log, last_try=NOW))
    damage(tmp_path / INCIDENTS_FILE)
    assert [one.is_news for one in read_log(tmp_path).incidents] == [False]
    after = change_log(tmp_path, lambda log: replace(log, last_good=NOW))
    assert [one.told for one in after.incidents] == [True]
    assert (tmp_path / f"{INCIDENTS_FILE}{DAMAGED}").exists()


def test_a_file_that_cannot_be_read_just_now_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change_log(tmp_path, lambda log: replace(log, incidents=(FAILED,)))
    with monkeypatch.context() as away:
        away.setattr(Path, "read_text", lambda *_, **__: (_ for _ in ()).throw(OSError(errno.EIO, "I/O error")))
        assert read_log(tmp_path) == IncidentLog()
        with pytest.raises(CannotWrite, match="cannot be read"):
            change_log(tmp_path, lambda log: replace(log, last_try=NOW))
    assert read_log(tmp_path).incidents == (FAILED,)


def test_an_incident_of_a_newer_release_hides_no_other_and_stays_in_the_file(tmp_path: Path) -> None:
    change_log(tmp_path, lambda log: replace(log, incidents=(FAILED, LATE)))
    file = tmp_path / INCIDENTS_FILE
    file.write_text(file.read_text().replace('"kind": "late"', '"kind": "not_thought_of_yet"'))
    after = change_log(tmp_path, lambda log: replace(log, last_try=NOW))
    assert after.incidents == (FAILED,)
    assert '"kind": "not_thought_of_yet"' in file.read_text()
    assert not (tmp_path / f"{INCIDENTS_FILE}{DAMAGED}").exists()
