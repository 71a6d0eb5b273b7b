"""Later thoughts: joined by the code on the card and by nothing else; and whether people heard back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from flows.shown import show_collect
from flows.shown_status import show_status
from flows.steps.assemble import assemble
from flows.steps.audit import audit
from flows.steps.close import close
from flows.steps.collect import collect
from flows.steps.later import current_told_back
from flows.steps.preview import preview
from flows.steps.read_back import read_back
from flows.steps.releases import record_summary
from flows.steps.status import holds, status
from flows.steps.withdraw import NothingToWithdraw, find_withdrawal, withdraw
from flows.steps.workplace import open_workplace
from rounds.headlines import QuoteStatus
from rounds.interviews import HeldReason, Interview
from rounds.summary import ToldBack
from tests.flows.later_round import HEADER, SECOND, SETTINGS, THOUGHT, LaterRound, report, thought
from tests.flows.leak_scan import find_planted
from tests.flows.pair_work import headings, type_headlines
from tests.flows.small_round import STORIES, SmallRound, row


@pytest.fixture
def later(tmp_path: Path) -> LaterRound:
    return LaterRound(SmallRound(tmp_path / "round")).write()


def kept(later: LaterRound) -> list[Interview]:
    with open_workplace(later.folder, alone=False) as place:
        return list(place.notebook.interviews())


def first(later: LaterRound) -> Interview:
    return next(one for one in kept(later) if one.notes[0].text == STORIES[0])


def told_to(later: LaterRound) -> ToldBack | None:
    with open_workplace(later.folder, alone=False) as place:
        return current_told_back(place)


def four_in_the_team(later: LaterRound) -> None:
    with (later.folder / "team.csv").open("a", encoding="utf-8") as team:
        team.write("CY,Cy Marsh,,cy@example.org,en,A\nDI,Di Ferreira,,,en,B\n")


def reasons(later: LaterRound) -> list[HeldReason]:
    return [hold.reason for hold in holds(later.folder)]


def test_a_later_thought_is_a_part_of_its_interview_and_of_no_count(later: LaterRound) -> None:
    result = collect(later.folder)
    interview = first(later)
    assert [note.text for note in interview.notes] == [STORIES[0], THOUGHT]
    assert (interview.notes[1].question, interview.notes[1].title) == ("later_thought", HEADER[2])
    state = status(later.folder)
    assert (len(kept(later)), result.total_kept, state.kept, audit(later.folder).kept) == (3, 3, 3, 3)
    assert (state.thoughts, state.with_thoughts, state.held) == (1, 1, {})
    assert close(later.folder).kept == 3


def test_codes_are_compared_as_people_type_them(later: LaterRound) -> None:
    later.thoughts = [thought(code=" k0-q0 ")]
    later.write_exports()
    collect(later.folder)
    assert len(first(later).notes) == 2


def test_collecting_again_changes_nothing(later: LaterRound) -> None:
    later.thoughts += [thought(SECOND, code=""), thought(SECOND, code="NOBODY"), report("3", "4")]
    later.write_exports()
    collect(later.folder)
    before = kept(later)
    again = collect(later.folder)
    assert (again.changed, again.held, again.outdated) == (False, {}, None)
    assert again.total("read") == again.total("unchanged") == 6
    assert kept(later) == before


def test_the_order_in_which_sources_are_declared_and_read_makes_no_difference(later: LaterRound) -> None:
    collect(later.folder)
    other = LaterRound(SmallRound(later.folder.parent / "other")).write()
    text = (other.folder / "round.toml").read_text()
    head, student, rest = text.partition('[[sources]]\nkey = "student"')
    student_part, _, later_part = (student + rest).partition('\n[[sources]]\nkey = "later"')
    (other.folder / "round.toml").write_text(f'{head}[[sources]]\nkey = "later"{later_part}\n{student_part}')
    rows = other.small.rows
    other.small.rows = rows[1:]
    other.write_exports()
    collect(other.folder)
    assert reasons(other) == [HeldReason.LATER_UNKNOWN]
    other.small.rows = rows
    other.write_exports()
    result = collect(other.folder)
    assert (result.total("kept"), result.total_held) == (2, {})
    assert [(one.id, one.notes, one.fingerprint) for one in kept(other)] == [
        (one.id, one.notes, one.fingerprint) for one in kept(later)
    ]


@pytest.mark.parametrize(
    ("rows", "code", "reason"),
    [
        ([], "", HeldReason.LATER_WITHOUT_CODE),
        ([], "-", HeldReason.LATER_WITHOUT_CODE),
        ([], "K9Q9", HeldReason.LATER_UNKNOWN),
        ([row(4, Consent="No")], "K4Q4", HeldReason.LATER_INTERVIEW_HELD),
        ([row(4), row(5, **{"Card code": "K4Q4"})], "K4Q4", HeldReason.LATER_SHARED_CODE),
        ([row(4), row(5, **{"Card code": "K4Q4", "Consent": "No"})], "K4Q4", HeldReason.LATER_SHARED_CODE),
    ],
)
def test_a_thought_that_leads_to_no_single_kept_interview_is_held_without_its_text(
    later: LaterRound, rows: list[dict[str, str]], code: str, reason: HeldReason
) -> None:
    later.small.rows += rows
    later.thoughts = [thought("Wobblefrost said that the gate stays shut until eight in the morning.", code)]
    later.write_exports()
    result = collect(later.folder)
    assert result.held[str(reason)] == 1
    assert reason in reasons(later)
    assert all(len(one.notes) == 1 for one in kept(later))
    assert not find_planted(["Wobblefrost"], [later.folder], ignore=[later.export])


def test_a_row_that_stands_twice_in_the_export_is_one_interview(later: LaterRound) -> None:
    later.small.rows.append(row(0))
    later.write_exports()
    collect(later.folder)
    assert reasons(later) == [HeldReason.DUPLICATE_ROW]
    assert len(first(later).notes) == 2


def test_a_thought_is_held_and_released_with_its_interview(later: LaterRound) -> None:
    collect(later.folder)
    later.small.rows[0]["Consent"] = "No"
    later.write_exports()
    taken = collect(later.folder)
    assert taken.held == {"no_consent": 1, "later_interview_held": 1}
    assert taken.total("read") == taken.total("kept") + sum(taken.held.values()) + taken.total("unchanged")
    assert not find_planted([THOUGHT], [later.folder], ignore=[later.export])
    later.small.rows[0]["Consent"] = "Yes"
    later.write_exports()
    given = collect(later.folder)
    assert (given.total("kept"), given.total_held, len(first(later).notes)) == (2, {}, 2)


def test_a_thought_of_its_own_without_consent_is_held_for_that(later: LaterRound) -> None:
    later.thoughts = [thought(**{HEADER[3]: "No"})]
    later.write_exports()
    collect(later.folder)
    assert reasons(later) == [HeldReason.NO_CONSENT]


def test_names_and_placeholders_in_thoughts_are_the_thoughts_own(later: LaterRound) -> None:
    later.small.rows[0]["Tell me about a hard morning."] = "Deshawn Brown walked her to the bus in the snow."
    later.thoughts = [thought("Marisol Alvarez sits beside me now, and that is better.")]
    later.write_exports()
    collect(later.folder)
    interview = next(one for one in kept(later) if len(one.notes) == 2)
    assert "[PERSON_1]" in interview.notes[0].text
    assert "[PERSON_2]" in interview.notes[1].text
    span = interview.notes[1].spans[0]
    assert interview.notes[1].text[span.start : span.end] == "[PERSON_2]"


def test_the_interview_is_an_edited_one_to_whoever_compares(later: LaterRound) -> None:
    later.thoughts = []
    later.write_exports()
    collect(later.folder)
    before = first(later)
    later.thoughts = [thought()]
    later.write_exports()
    collect(later.folder)
    after = first(later)
    assert after.fingerprint != before.fingerprint
    assert after.version > before.version
    later.thoughts = []
    later.write_exports()
    collect(later.folder)
    # A later export without any of the known rows is doubted: they are out of sight until that is clear.
    assert first(later) == before


def test_a_thought_that_comes_after_the_worksheet_arrives_as_new_rows_and_can_be_quoted(later: LaterRound) -> None:
    later.thoughts = []
    later.write_exports()
    collect(later.folder)
    path = assemble(later.folder, early=True).path
    assert path is not None
    type_headlines(path)
    later.thoughts = [thought(), thought(SECOND, code="K1Q1")]
    later.write_exports()
    assert collect(later.folder).outdated is None
    assert assemble(later.folder, early=True).stories == 5
    book = openpyxl.load_workbook(path)
    sheet, columns = book["Headlines"], headings(book["Headlines"])
    at = next(n for n in range(2, sheet.max_row + 1) if sheet.cell(n, columns["Story"]).value == THOUGHT)
    assert sheet.cell(at, columns["Question"]).value == HEADER[2]
    sheet.cell(at, columns["Headline"]).value = "“The driver waves now when the bus is full”"
    book.save(path)
    report = read_back(later.folder)
    assert report.headlines == 4
    assert [check.status for check in report.checks] == [QuoteStatus.EXACT]
    later.thoughts.append(thought("He also waits until everybody sits.", day=23))
    later.write_exports()
    collect(later.folder)
    assemble(later.folder, early=True)
    assert read_back(later.folder).headlines == 4


def test_a_thought_goes_with_its_interview_by_code(later: LaterRound) -> None:
    collect(later.folder)
    assemble(later.folder, early=True)
    assert find_planted([THOUGHT], [later.folder], ignore=[later.export])
    assert len(find_withdrawal(later.folder, code="k0q0", interview=None).ids) == 1
    assert withdraw(later.folder, code="k0q0").interviews == 1
    assert not find_planted([THOUGHT, STORIES[0]], [later.folder], ignore=[later.export, later.small.export])


def test_a_thought_goes_with_its_interview_by_id_and_is_never_read_again(later: LaterRound) -> None:
    collect(later.folder)
    assemble(later.folder, early=True)
    with open_workplace(later.folder, alone=False) as place:
        thought_id = next(one.id for one in place.notebook.rows() if one.later)
    with pytest.raises(NothingToWithdraw, match="later thought"):
        withdraw(later.folder, interview=thought_id)
    withdraw(later.folder, interview=first(later).id)
    later.thoughts += [thought(SECOND, day=25)]
    later.write_exports()
    result = collect(later.folder)
    assert (result.total_kept, result.total_held) == (2, {"withdrawn": 3})
    assert not find_planted([THOUGHT, SECOND, STORIES[0]], [later.folder], ignore=[later.export, later.small.export])


def test_a_code_withdrawn_before_its_interview_came_keeps_it_out(later: LaterRound) -> None:
    later.thoughts = [thought(code="K3Q3")]
    later.write_exports()
    collect(later.folder)
    withdraw(later.folder, code="K3Q3")
    later.small.rows.append(row(3))
    later.write_exports()
    assert collect(later.folder).total_held == {"withdrawn": 2}


def test_a_thought_whose_row_is_deleted_goes(later: LaterRound) -> None:
    later.thoughts.append(thought(SECOND, code="K1Q1"))
    later.write_exports()
    collect(later.folder)
    later.thoughts.pop(0)
    later.write_exports()
    collect(later.folder)
    assert len(first(later).notes) == 1
    assert reasons(later) == [HeldReason.SOURCE_GONE]
    assert not find_planted([THOUGHT], [later.folder], ignore=[later.export])


def test_a_thought_waits_unseen_while_the_export_of_its_interview_may_be_the_wrong_one(later: LaterRound) -> None:
    collect(later.folder)
    rows = later.small.rows
    later.small.rows = [row(7), row(8)]
    later.write_exports()
    collect(later.folder)
    assert all(len(one.notes) == 1 for one in kept(later))
    assert HeldReason.LATER_INTERVIEW_HELD in reasons(later)
    later.export.unlink()
    later.small.rows = rows
    later.small.write_export()
    collect(later.folder)
    assert len(first(later).notes) == 2


def test_a_thought_whose_export_is_gone_is_named_when_it_could_be_joined(later: LaterRound) -> None:
    later.thoughts = [thought(code="K3Q3")]
    later.write_exports()
    collect(later.folder)
    later.export.unlink()
    later.small.rows.append(row(3))
    later.small.write_export()
    assert any("could be joined" in warning for warning in collect(later.folder).warnings)


def test_words_masked_afterwards_are_masked_in_a_thought_whose_export_is_gone(later: LaterRound) -> None:
    collect(later.folder)
    later.export.unlink()
    text = (later.folder / "round.toml").read_text()
    (later.folder / "round.toml").write_text(text + '[redaction]\nmask = ["driver"]\n')
    collect(later.folder)
    assert "driver" not in first(later).notes[1].text
    assert first(later).notes[0].text == STORIES[0]


def test_distress_in_a_thought_protects_the_whole_interview(later: LaterRound) -> None:
    settings = SETTINGS.replace('role = "interviewer"', 'role = "distress"').replace(
        '    { title = "Told", role = "told" },\n    { title = "Of", role = "listened_to" },\n', ""
    )
    later.thoughts = [thought(**{"Your name": "Yes"})]
    later.write(settings)
    collect(later.folder)
    assert first(later).distress
    assert status(later.folder).distress == ("later, row 2",)


def test_reports_of_interviewers_give_the_rounds_told_rate(later: LaterRound) -> None:
    later.thoughts += [report("3", "5"), report("two", "2", "Bo Sandoval"), report("1", "1", "Cy Marsh")]
    four_in_the_team(later)
    later.write_exports()
    result = collect(later.folder)
    assert told_to(later) == ToldBack(6, 8, 3, 4)
    assert (result.total("read"), result.total_kept, result.total_held) == (4, 3, {})
    assert status(later.folder).as_json()["told_back"] == {
        "told": 6, "listened_to": 8, "reports": 3, "interviewers": 4
    }  # fmt: skip


def test_a_withdrawal_moves_no_number_of_interviewers(later: LaterRound) -> None:
    later.small.rows[1]["Interviewer"] = "Bo Sandoval"
    later.thoughts = [report("5", "5")]
    later.write_exports()
    collect(later.folder)
    before = told_to(later)
    withdraw(later.folder, code="K1Q1")
    assert told_to(later) == before == ToldBack(None, None, 1, 2)


def test_what_a_summary_told_stays_until_three_reports_are_new(later: LaterRound) -> None:
    four_in_the_team(later)
    later.thoughts = [report("1", "5"), report("2", "5", "Bo Sandoval"), report("3", "5", "Cy Marsh")]
    later.write_exports()
    collect(later.folder)
    with open_workplace(later.folder) as place:
        record_summary(place)
    later.thoughts.append(report("0", "4", "Di Ferreira"))
    later.write_exports()
    collect(later.folder)
    assert told_to(later) == ToldBack(6, 15, 3, 4)
    later.thoughts += [report("5", "5", day=23), report("5", "5", "Bo Sandoval", day=23)]
    later.write_exports()
    collect(later.folder)
    assert told_to(later) == ToldBack(13, 19, 4, 4)


def test_the_newest_report_of_an_interviewer_counts_and_a_deleted_one_no_more(later: LaterRound) -> None:
    later.thoughts = [report("5", "5", day=24), report("1", "5", day=22), report("1", "2", "Bo Sandoval")]
    later.thoughts.append(report("0", "3", "Cy Marsh"))
    four_in_the_team(later)
    later.write_exports()
    collect(later.folder)
    assert told_to(later) == ToldBack(6, 10, 3, 4)
    assert not collect(later.folder).changed
    later.thoughts.pop(0)
    later.write_exports()
    assert collect(later.folder).changed
    assert told_to(later) == ToldBack(2, 10, 3, 4)


def test_one_report_of_several_interviewers_gives_no_number(later: LaterRound) -> None:
    later.small.rows[1]["Interviewer"] = "Bo Sandoval"
    later.thoughts = [report("5", "5")]
    later.write_exports()
    collect(later.folder)
    assert told_to(later) == ToldBack(None, None, 1, 2)


def test_a_row_may_hold_a_thought_and_a_report(later: LaterRound) -> None:
    later.thoughts = [thought() | {"Your name": "Ada Lindqvist", "Told": "4", "Of": "4"}]
    later.write_exports()
    collect(later.folder)
    assert len(first(later).notes) == 2
    assert told_to(later) == ToldBack(None, None, 1, 2)


def test_a_report_that_nobody_can_be_sure_of_is_named_by_its_row_and_not_counted(
    later: LaterRound, caplog: pytest.LogCaptureFixture
) -> None:
    later.thoughts = [
        report("about a dozen, Zubrowka told me", "15"),
        report("9", "5"),
        report("3", "5", name=""),
        report("3", ""),
    ]
    later.write_exports()
    warnings = [text for text in collect(later.folder).warnings if "people told" in text]
    assert [f"row {number}" in text for number, text in enumerate(warnings, start=2)] == [True] * 4
    assert told_to(later) is None
    assert "Zubrowka" not in "".join(warnings) + caplog.text
    assert not find_planted(["Zubrowka"], [later.folder], ignore=[later.export])


def test_an_unknown_name_counts_once_and_is_told_of_but_stands_nowhere(later: LaterRound) -> None:
    later.thoughts = [report("1", "6", "Wilhelmina Quux", day=22), report("4", "6", "wilhelmina quux", day=25)]
    later.write_exports()
    result = collect(later.folder)
    assert any("1 report of people told by somebody" in text for text in result.warnings)
    told = told_to(later)
    assert told is not None
    assert told.reports == 1
    assert not find_planted(["Quux", "Wilhelmina"], [later.folder], ignore=[later.export])


def test_reports_go_with_their_source_and_stay_with_a_deleted_export(later: LaterRound) -> None:
    later.thoughts = [report("3", "5"), thought()]
    later.write_exports()
    collect(later.folder)
    later.export.unlink()
    collect(later.folder)
    assert told_to(later) is not None
    later.small.write()
    collect(later.folder)
    assert told_to(later) is None
    assert len(first(later).notes) == 1


def test_nothing_of_code_row_or_name_lands_anywhere(later: LaterRound) -> None:
    later.small.rows[0]["Card code"] = "ZX9PLOMLEY"
    later.thoughts = [
        thought("My cousin Marisol Alvarez, 509-555-0147, gets a ride now and is glad.", "zx9-plomley"),
        thought("Snorklewump waited a whole hour at the gate again.", "UNKNOWNQUILL"),
        report("3", "4", "Ada Lindqvist"),
    ]
    later.write_exports()
    collect(later.folder)
    assemble(later.folder, early=True)
    planted = ["PLOMLEY", "UNKNOWNQUILL", "Snorklewump", "Alvarez", "509-555-0147", "Ada Lindqvist"]
    inputs = [later.export, later.small.export, later.folder / "team.csv", later.folder / "roster.csv"]
    assert not find_planted(planted, [later.folder], ignore=inputs)


def test_what_is_shown_tells_thoughts_and_reports_apart_from_interviews(
    later: LaterRound, capsys: pytest.CaptureFixture[str]
) -> None:
    later.thoughts.append(report("3", "4"))
    later.write_exports()
    show_collect(collect(later.folder), json=False, quiet=False)
    show_status(status(later.folder), json=False)
    shown = " ".join(capsys.readouterr().out.replace("│", " ").split())
    for words in (
        "kept 4 of these later thoughts 1 reports of people told 1",
        "interviews kept 3",
        "later thoughts 1, added to 1 interview",
        "people told 1 of 2 interviewers reported",
    ):
        assert words in shown


def test_a_preview_takes_reports_for_no_interviews(later: LaterRound) -> None:
    later.thoughts = [thought(), report("3", "4")]
    later.write_exports()
    assert preview(later.folder).read == 4
