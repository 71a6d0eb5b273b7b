"""A name that one interview gives away is masked in all interviews of the round, in whatever order they come."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.steps import collecting as step
from flows.steps import redactors
from flows.steps.collect import collect
from flows.steps.collect_names import NAMES_DUE
from flows.steps.redactors import ResidueFound, second_look
from flows.steps.workplace import open_workplace
from redaction.engine import load_engine
from redaction.redactor import Redactor
from rounds.interviews import HeldReason, IdentifiedResponse, Interview
from rounds.round import Source
from tests.flows.small_round import SmallRound, row
from tests.flows.titled_engine import TitledEngine

# What gives a name away stands in one story; the same name, typed so that nothing around it tells, in another.
STORIES = (
    "he said okonkwo never calls back about the bus, and nobody told him that batungbacal had changed the stop",
    "Ms. Okonkwo helped her after class. Her friend Siosaia went along and they both stayed until the late bus.",
    "she waits with siosaia at the stop, and then okonkwo drives past them and does not stop when it rains",
    "Mr. Batungbacal knows every child by name. He waits when somebody is late and that makes a difference.",
    "Nobody told them that the bus was cancelled, so they waited an hour in the cold and went home.",
)
OKONKWO_ALONE, GIVES_OKONKWO, BOTH, GIVES_BATUNGBACAL, NOTHING = range(5)


def notes(small: SmallRound) -> dict[str, tuple[str, ...]]:
    """The texts by the day of the interview, which is its row's number here."""
    with open_workplace(small.folder, alone=False) as place:
        return {
            str(interview.submitted_on): tuple(note.text for note in interview.notes)
            for interview in place.notebook.interviews(kept_only=False)
        }


def text(small: SmallRound, nth: int) -> str:
    return notes(small)[f"2026-10-{nth + 1:02d}"][0]


def a_round(folder: Path, nights: Sequence[Sequence[int]]) -> SmallRound:
    """A round whose rows come night after night, in the order given."""
    small = SmallRound(folder, rows=[])
    small.write()
    for night in nights:
        small.rows += [row(nth, STORIES[nth]) for nth in night]
        small.write_export()
        collect(small.folder)
    return small


@pytest.fixture(autouse=True)
def _titled_names_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real engine may find more, and more with every release; here it must be plain who gives what away."""
    engine = TitledEngine()
    monkeypatch.setattr(redactors, "shared_engine", lambda: engine)


@pytest.fixture
def at_once(tmp_path: Path) -> dict[str, tuple[str, ...]]:
    """What becomes of all rows in one batch."""
    return notes(a_round(tmp_path / "at_once", [range(5)]))


def test_a_name_that_one_story_gives_away_is_masked_in_the_others(at_once: dict[str, tuple[str, ...]]) -> None:
    texts = [at_once[day][0] for day in sorted(at_once)]
    assert texts[OKONKWO_ALONE].startswith(
        "he said [PERSON_1] never calls back about the bus, and nobody told him that"
    )
    assert "[PERSON_2] had changed the stop" in texts[OKONKWO_ALONE]
    assert texts[BOTH] == (
        "she waits with [PERSON_1] at the stop, and then [PERSON_2] drives past them and does not stop when it rains"
    )
    assert texts[NOTHING] == STORIES[NOTHING]


@pytest.mark.parametrize(
    "nights",
    [
        [[4, 3, 2, 1, 0]],
        [[0], [1], [2], [3], [4]],
        [[4], [3], [2], [1], [0]],
        [[0, 2], [3, 4], [1]],
        [[2, 0, 4], [1, 3]],
    ],
    ids=str,
)
def test_neither_the_order_of_rows_nor_the_nights_change_a_byte(
    tmp_path: Path, nights: list[list[int]], at_once: dict[str, tuple[str, ...]]
) -> None:
    assert notes(a_round(tmp_path / "round", nights)) == at_once


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_the_size_of_a_batch_changes_no_byte(
    tmp_path: Path, batch: int, at_once: dict[str, tuple[str, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step, "BATCH", batch)
    assert notes(a_round(tmp_path / "round", [range(5)])) == at_once


def test_with_the_real_engine_nights_change_no_byte_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = load_engine()
    monkeypatch.setattr(redactors, "shared_engine", lambda: engine)
    at_once = notes(a_round(tmp_path / "at_once", [range(5)]))
    assert notes(a_round(tmp_path / "nights", [[3, 0], [4, 2], [1]])) == at_once


def test_a_name_reaches_the_interviews_of_another_source(small: SmallRound) -> None:
    small.rows = [row(0, STORIES[OKONKWO_ALONE])]
    settings = small.write()._toml()
    other = SmallRound(small.folder.parent / "other", rows=[row(1, STORIES[GIVES_OKONKWO])]).write()
    second = settings[settings.index("[[sources]]") :].replace('key = "student"', 'key = "staff"', 1)
    small.write(second.replace('file = "answers.csv"', f'file = "{other.export}"'))
    collect(small.folder)
    assert text(small, OKONKWO_ALONE).startswith("he said [PERSON_1] never")


def test_an_interview_that_changed_for_a_name_is_counted_and_noted_as_redacted_again(tmp_path: Path) -> None:
    small = a_round(tmp_path / "round", [[OKONKWO_ALONE, NOTHING]])
    small.rows.append(row(1, STORIES[GIVES_OKONKWO]))
    small.write_export()
    report = collect(small.folder)
    assert (report.total("unchanged"), report.total("kept"), report.total("spread")) == (2, 1, 1)
    assert report.as_json()["names_spread"] == 1
    with open_workplace(small.folder, alone=False) as place:
        versions = {str(i.submitted_on): i.version for i in place.notebook.interviews()}
    assert versions == {"2026-10-01": 2, "2026-10-02": 1, "2026-10-05": 1}
    assert collect(small.folder).changed is False


def test_where_the_export_is_gone_the_name_is_masked_in_the_note_and_numbers_go_on(tmp_path: Path) -> None:
    small = a_round(tmp_path / "round", [[BOTH, GIVES_BATUNGBACAL]])
    assert "okonkwo" in text(small, BOTH)
    gone = small.export.rename(small.folder / "deleted.csv")
    other = SmallRound(tmp_path / "other", rows=[row(1, STORIES[GIVES_OKONKWO])]).write()
    settings = small._toml()
    second = settings[settings.index("[[sources]]") :].replace('key = "student"', 'key = "staff"', 1)
    small.export.touch()
    small.write(second.replace('file = "answers.csv"', f'file = "{other.export}"'))
    small.export.unlink()
    gone.unlink()
    collect(small.folder)
    assert "okonkwo" not in text(small, BOTH)


def test_a_name_that_only_a_vanished_interview_gave_is_forgotten(tmp_path: Path) -> None:
    small = a_round(tmp_path / "round", [[GIVES_OKONKWO, NOTHING]])
    small.rows.pop(0)
    small.rows.append(row(0, STORIES[OKONKWO_ALONE]))
    small.write_export()
    collect(small.folder)
    assert "okonkwo" in text(small, OKONKWO_ALONE)
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.round_names() == {}


def test_a_refused_or_held_interview_gives_no_name_away(tmp_path: Path) -> None:
    small = SmallRound(tmp_path / "round")
    small.rows = [row(0, STORIES[OKONKWO_ALONE]), row(1, STORIES[GIVES_OKONKWO], Consent="No")]
    collect(small.write().folder)
    assert "okonkwo" in text(small, OKONKWO_ALONE)
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.round_names() == {}


@pytest.mark.parametrize(
    ("gives_away", "stays"),
    [
        ("Ms. Grace helped her after class and then walked her home.", "the teachers gave them grace on late work"),
        ("Mr. Yakima helped her after class and then walked her home.", "they moved here from yakima in the spring"),
        ("Ms. Douglass helped her after class, then walked her home.", "he reads douglass every night before bed"),
        ("Coach Bell helped her after class and then walked her home.", "they wait inside until the bell rings"),
        ("Mr. Flores helped her after class and then walked her home.", "they sell flores on the corner at night"),
        ("Ms. Kim helped her after class and then walked her home.", "kim is what they shout at every game"),
        ("Mr. Washington helped her and then walked all of them home.", "they read about washington in history class"),
    ],
)
def test_a_word_that_may_mean_something_else_stays_in_other_interviews(
    tmp_path: Path, gives_away: str, stays: str
) -> None:
    story = f"Every morning is the same for them at home: {stays}, and nobody asks why."
    small = SmallRound(tmp_path / "round", rows=[row(0, gives_away), row(1, story)])
    collect(small.write().folder)
    alone = SmallRound(tmp_path / "alone", rows=[row(1, story)])
    collect(alone.write().folder)
    assert text(small, 1) == text(alone, 1)


def test_what_the_round_keeps_is_kept_also_when_another_interview_gives_it_away(tmp_path: Path) -> None:
    small = SmallRound(tmp_path / "round", rows=[row(0, STORIES[OKONKWO_ALONE]), row(1, STORIES[GIVES_OKONKWO])])
    collect(small.write('[redaction]\nkeep = ["okonkwo"]\n').folder)
    assert "okonkwo" in text(small, OKONKWO_ALONE)


def test_after_an_interruption_the_next_run_masks_what_was_learnt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = a_round(tmp_path / "round", [[OKONKWO_ALONE]])
    small.rows += [row(1, STORIES[GIVES_OKONKWO]), row(4, STORIES[NOTHING])]
    small.write_export()
    monkeypatch.setattr(step, "BATCH", 1)
    redact, done = Redactor.redact, []

    def killed(self: Redactor, source: Source, rows: Sequence[IdentifiedResponse]) -> list[Interview]:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return redact(self, source, rows)

    monkeypatch.setattr(Redactor, "redact", killed)
    with pytest.raises(KeyboardInterrupt):
        collect(small.folder)
    assert "okonkwo" in text(small, OKONKWO_ALONE)
    monkeypatch.setattr(Redactor, "redact", redact)
    collect(small.folder)
    assert "okonkwo" not in text(small, OKONKWO_ALONE)
    with open_workplace(small.folder, alone=False) as place:
        assert place.notebook.fact(NAMES_DUE) is None


def test_the_notebook_holds_no_name_and_equal_names_look_different_in_it(tmp_path: Path) -> None:
    small = a_round(tmp_path / "round", [range(5)])
    small.rows.append(row(5, STORIES[GIVES_OKONKWO]))  # a second interview with exactly the same names
    small.write_export()
    collect(small.folder)
    stored = b"".join(path.read_bytes() for path in small.folder.glob("notebook.db*")).lower()
    assert all(name not in stored for name in (b"okonkwo", b"siosaia", b"batungbacal"))
    with open_workplace(small.folder, alone=False) as place:
        sealed = list(place.notebook.round_names().values())
    assert len(sealed) == len(set(sealed)) == 3


def test_a_new_night_names_an_interview_that_is_held_nothing(tmp_path: Path) -> None:
    small = a_round(tmp_path / "round", [[OKONKWO_ALONE]])
    small.rows[0]["Consent"] = "No"
    small.rows.append(row(1, STORIES[GIVES_OKONKWO]))
    small.write_export()
    collect(small.folder)
    with open_workplace(small.folder, alone=False) as place:
        (held,) = place.notebook.held()
    assert (held.held, held.notes) == (HeldReason.NO_CONSENT, ())


def test_what_people_type_is_looked_at_with_the_names_of_the_round(tmp_path: Path) -> None:
    small = a_round(tmp_path / "round", [[GIVES_OKONKWO, NOTHING]])
    with open_workplace(small.folder, alone=False) as place:
        look = second_look(place)
    assert look.kinds("waits for okonkwo") == ("PERSON",)
    assert look.kinds("waits for [PERSON_1] and the bus") == ()
    with pytest.raises(ResidueFound):
        look.pass_or_stop([("Headlines, D7", "okonkwo helps")])
    look.pass_or_stop_notes([("interview a", "they go to Okonkwo Elementary")])
