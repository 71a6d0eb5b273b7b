"""Summarize: drafts, the one that may be handed out, and who gets it when."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.policy import default
from itertools import pairwise
from pathlib import Path

import pytest

from flows.steps import summarize as step
from flows.steps.approving import approve
from flows.steps.assemble import assemble
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.current_summary import current_summary
from flows.steps.read_back import read_back
from flows.steps.summarize import NothingToSummarize, SummarizeReport, summarize
from flows.steps.summary_mails import edition
from flows.steps.workplace import open_workplace
from rounds.errors import RoundFileError
from rounds.letters import DeliveryState, Letter
from rounds.round import Mail
from rounds.summary import Changes, LettersGo, Summary, ToldBack
from tests.connectors.mail_server import Inbox, running
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound
from tests.reports.full_summary import full_summary

DRAFT = "Draft for the team."
SECOND_LEAD = '\nleads = [{email = "lead@example.org"}, {email = "second@example.org", name = "The principal"}]\n'


@pytest.fixture
def heard(small: SmallRound) -> SmallRound:
    """A round in which a theme was heard."""
    small.write(LETTERS)
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    return small


def server(mail: Mail) -> str:
    return f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\ntimeout_seconds = 5\n'


def with_leads(small: SmallRound, leads: str) -> None:
    settings = small.folder / "round.toml"
    old = '\nleads = [{email = "lead@example.org"}]\n'
    text = settings.read_text()
    assert old in text
    settings.write_text(text.replace(old, leads))


def sent(report: SummarizeReport) -> int:
    assert report.delivery is not None
    return report.delivery.sent


def on(day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets the step believe that it is another day."""
    monkeypatch.setattr(step, "current_summary", lambda place: replace(current_summary(place), today=day))


def states(folder: Path) -> list[DeliveryState]:
    with open_workplace(folder) as place, place.ledger() as ledger:
        return sorted(ledger.delivery_states().values())


def releases(folder: Path) -> int:
    with open_workplace(folder) as place:
        return len(place.notebook.releases())


def test_what_is_only_written_is_a_draft_and_what_is_sent_is_none(heard: SmallRound) -> None:
    report = summarize(heard.folder)
    assert report.is_draft
    assert DRAFT in report.html.read_text()
    assert report.text.read_text().startswith(DRAFT)
    assert releases(heard.folder) == 0
    assert (report.html.name, report.text.name) == ("summary-draft.html", "summary-draft.txt")
    final = summarize(heard.folder, send=True)
    assert not final.is_draft
    assert (final.html.name, final.text.name) == ("summary.html", "summary.txt")
    assert not report.html.exists()
    assert not report.text.exists()
    assert DRAFT not in final.html.read_text() + final.text.read_text()
    assert releases(heard.folder) == 1
    (mail,) = (heard.folder / "outbox" / "summary").glob("*.eml")
    message = message_from_bytes(mail.read_bytes(), policy=default)
    assert message["Subject"] == "A small round: what we heard in 3 interviews"
    assert DRAFT not in message.get_body(("plain",)).get_content()


def test_a_later_draft_leaves_the_page_that_was_handed_out_as_it_is(heard: SmallRound) -> None:
    final = summarize(heard.folder, send=True)
    before = final.html.read_bytes(), final.text.read_bytes()
    heard.write('[summary]\nto_decide = ["Who calls whom?"]\n' + LETTERS)
    for dry_run in (False, True):
        draft = summarize(heard.folder, dry_run=dry_run)
        assert "Who calls whom?" in draft.text.read_text()
        assert (final.html.read_bytes(), final.text.read_bytes()) == before


def test_the_page_follows_how_far_the_letters_are(heard: SmallRound) -> None:
    assert summarize(heard.folder).summary.letters is LettersGo.NOT_YET
    approve(heard.folder, "A lead")
    circle_back(heard.folder, send=True)
    report = summarize(heard.folder)
    assert report.summary.letters is LettersGo.GOING
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        letters = [key for key in ledger.delivery_states() if "/letter/" in key]
        assert ledger.mark_sent_by_hand(letters) == len(letters)
    report = summarize(heard.folder)
    assert report.summary.letters is LettersGo.WENT
    assert "show you the letters" not in " ".join(report.text.read_text().split())


def test_a_dry_run_lays_out_a_mail_per_lead_and_sends_and_records_nothing(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        heard.write(server(mail) + LETTERS)
        with_leads(heard, SECOND_LEAD)
        report = summarize(heard.folder, send=True, dry_run=True)
    assert inbox.messages == []
    assert report.laid_out == heard.folder / "outbox" / "summary-draft"
    mails = [message_from_bytes(path.read_bytes(), policy=default) for path in report.laid_out.glob("*.eml")]
    assert sorted(str(mail["To"]) for mail in mails) == ["The principal <second@example.org>", "lead@example.org"]
    assert all(DRAFT in mail.get_body(("plain",)).get_content() for mail in mails)
    assert (report.laid_out / "index.html").read_text().count("<a ") >= 2
    assert report.is_draft
    assert states(heard.folder) == []
    assert releases(heard.folder) == 0
    with closing(sqlite3.connect(heard.folder / "ledger.db")) as store:
        assert store.execute("SELECT count(*) FROM recipients WHERE kind = 'lead'").fetchone() == (0,)


def test_nights_without_news_send_and_record_nothing(heard: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        heard.write(server(mail) + LETTERS)
        for day in range(1, 4):
            on(date(2026, 11, day), monkeypatch)
            assert sent(summarize(heard.folder, send=True)) == (1 if day == 1 else 0)
    assert len(inbox.messages) == 1
    assert releases(heard.folder) == 1
    assert not list((heard.folder / "outbox").rglob("*.eml"))


def test_without_a_server_the_same_mail_waits_and_is_recorded_once(
    heard: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 4):
        on(date(2026, 11, day), monkeypatch)
        report = summarize(heard.folder, send=True)
        assert report.delivery is not None
        assert report.delivery.waiting == 1
        assert len(list((heard.folder / "outbox" / "summary").glob("*.eml"))) == 1
    assert releases(heard.folder) == 1


def waiting(folder: Path) -> Letter:
    with open_workplace(folder) as place, place.ledger() as ledger:
        letter = ledger.stored_letter(*ledger.delivery_states())
    assert letter is not None
    return letter


def test_a_mail_that_waits_is_not_written_anew_by_the_next_night(
    heard: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Changes(date(2026, 10, 1), counts_stay=True)
    monkeypatch.setattr(step, "current_summary", lambda place: replace(current_summary(place), changes=told))
    summarize(heard.folder, send=True)
    first = waiting(heard.folder)
    assert "October 1" in first.text
    on(date(2027, 1, 2), monkeypatch)  # since the page of last night, nothing changed
    summarize(heard.folder, send=True)
    assert waiting(heard.folder) == first
    (mail,) = (heard.folder / "outbox" / "summary").glob("*.eml")
    assert "October 1" in message_from_bytes(mail.read_bytes(), policy=default).get_body(("plain",)).get_content()


def test_a_mail_that_waits_is_written_anew_if_it_may_not_go_as_it_is(
    heard: SmallRound, monkeypatch: pytest.MonkeyPatch
) -> None:
    summarize(heard.folder, send=True)
    first = waiting(heard.folder)
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        ledger.plan([replace(first, text="Marisol Alvarez told us.")])  # as if she was not on the roster then
    summarize(heard.folder, send=True)
    assert waiting(heard.folder).text == first.text
    heard.write(LETTERS.replace('sender = "listening@', 'sender = "letters@'))
    on(date(2027, 1, 2), monkeypatch)
    summarize(heard.folder, send=True)
    again = waiting(heard.folder)
    assert (again.key, again.sender) == (first.key, "letters@example.org")
    assert again.text != first.text


def test_a_lead_who_was_added_later_gets_it_too_and_nobody_twice(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        heard.write(server(mail) + LETTERS)
        summarize(heard.folder, send=True)
        with_leads(heard, SECOND_LEAD)
        assert sent(summarize(heard.folder, send=True)) == 1
        assert sent(summarize(heard.folder, send=True)) == 0
    assert inbox.recipients == ["lead@example.org", "second@example.org"]


def test_what_was_said_before_is_said_again_after_something_else_was(heard: SmallRound) -> None:
    inbox = Inbox()
    other = '[summary]\nto_decide = ["Who calls whom?"]\n'
    with running(inbox) as mail:
        for settings in ("", other, "", "", other):
            heard.write(server(mail) + settings + LETTERS)
            summarize(heard.folder, send=True)
    asked = ["Who calls whom?" in message.decode() for message in inbox.messages]
    assert asked == [False, True, False, True]


def test_a_refused_address_is_not_tried_every_night(heard: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    inbox = Inbox(answers={"lead@example.org": "550 no such mailbox"})
    with running(inbox) as mail:
        heard.write(server(mail) + LETTERS)
        summarize(heard.folder, send=True)
        inbox.answers.clear()
        on(date(2026, 12, 24), monkeypatch)
        report = summarize(heard.folder, send=True).delivery
    assert report is not None
    assert (report.sent, report.refused) == (0, 1)
    assert inbox.messages == []


@pytest.mark.parametrize("switches", [{"send": True}, {"dry_run": True}], ids=["send", "dry_run"])
def test_without_leads_or_sender_the_error_says_what_to_add_and_nothing_is_written(
    heard: SmallRound, switches: dict[str, bool]
) -> None:
    with_leads(heard, "\nleads = []\n")
    with pytest.raises(RoundFileError, match=r"Add \[\[leads\]\] with email"):
        summarize(heard.folder, **switches)
    heard.write()
    with pytest.raises(RoundFileError, match=r"Add \[letters\] with `sender`"):
        summarize(heard.folder, **switches)
    assert not (heard.folder / "reports").exists()


def test_before_anything_was_read_back_a_page_is_written_and_nothing_is_mailed(small: SmallRound) -> None:
    inbox = Inbox()
    collect(small.folder)
    with running(inbox) as mail:
        small.write(server(mail) + LETTERS)
        report = summarize(small.folder, send=True)
    assert (report.not_yet, report.is_draft, report.delivery) == (True, True, None)
    assert inbox.messages == []
    assert releases(small.folder) == 0
    assert "No headlines have been read back" in " ".join(report.text.read_text().split())


def test_without_a_kept_interview_the_error_says_how_many_are_held(small: SmallRound) -> None:
    with pytest.raises(NothingToSummarize, match="Run `sayback collect`"):
        summarize(small.folder)
    small.rows = [row | {"Consent": "No"} for row in small.rows]
    small.write_export()
    collect(small.folder)
    with pytest.raises(NothingToSummarize, match=r"3 are held.*sayback holds"):
        summarize(small.folder)


SUMMARY = full_summary()
TOLD = ToldBack(10, 20, 1, 4)


@pytest.mark.parametrize(
    "same",
    [
        replace(SUMMARY, today=date(2027, 1, 1)),
        replace(SUMMARY, changes=None),
        replace(SUMMARY, changes=Changes(date(2026, 12, 1), counts_stay=True)),
        replace(SUMMARY, held=2, left_out=0, headlines=141),
        replace(SUMMARY, told_back=ToldBack(47, 60, 9, 10)),
        replace(SUMMARY, letters=LettersGo.WENT),
    ],
    ids=["date", "no changes", "changes", "held", "one more report", "letters"],
)
def test_what_is_no_news_for_a_lead_makes_no_new_mail(same: Summary) -> None:
    assert edition(same) == edition(SUMMARY)


@pytest.mark.parametrize(
    "other",
    [
        replace(SUMMARY, interviews=54),
        replace(SUMMARY, to_decide=()),
        replace(SUMMARY, themes=SUMMARY.themes[::-1]),
        replace(SUMMARY, coverage=SUMMARY.coverage[1:]),
        replace(SUMMARY, splits=()),
        replace(SUMMARY, told_back=ToldBack(60, 60, 10, 10)),
    ],
    ids=["interviews", "to decide", "themes", "coverage", "splits", "all have reported"],
)
def test_what_is_news_for_a_lead_makes_a_new_mail(other: Summary) -> None:
    assert edition(other) != edition(SUMMARY)


def test_of_who_heard_back_only_half_and_all_of_the_reports_are_news() -> None:
    editions = [edition(replace(SUMMARY, told_back=replace(TOLD, reports=reports))) for reports in range(5)]
    assert [a == b for a, b in pairwise(editions)] == [True, False, True, False]
    assert edition(replace(SUMMARY, told_back=None)) == editions[0]
