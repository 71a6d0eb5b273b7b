"""Telling: one mail to each person, once when something begins and once when it is over, never lost."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from flows.steps import alert_mail
from flows.steps.alert_mail import AlertMail
from flows.steps.alert_settings import who_is_told
from flows.steps.nightly import nightly
from flows.steps.nights import run_nights
from flows.steps.telling import tell
from rounds.incident_file import INCIDENTS_FILE, change_log, read_log
from rounds.incidents import Incident, IncidentKind, Turn
from rounds.round import Mail
from tests.connectors.mail_server import Inbox, running
from tests.flows.small_round import LETTERS, SmallRound

LATER = Incident(
    IncidentKind.LATE, "", datetime(2026, 11, 22, 10, 15, tzinfo=UTC), "A second thing is wrong.", "Look at it."
)
PLANTED = ("Marisol", "Okonkwo", "509-555-0147", "missed the bus")


def mail_settings(mail: Mail) -> str:
    return f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\ntimeout_seconds = 5\n'


def alerts(*to: str) -> str:
    return f"[alerts]\nto = {json.dumps(to)}\n"


def make(folder: Path, settings: str, title: str = "A small round") -> SmallRound:
    small = SmallRound(folder).write(settings)
    file = folder / "round.toml"
    text = file.read_text().replace('title = "A small round"', f'title = "{title}"')
    file.write_text('timezone = "America/Los_Angeles"\n' + text.replace('name = "small"', f'name = "{folder.name}"'))
    return small


def mails(inbox: Inbox) -> list[EmailMessage]:
    return [message_from_bytes(message, policy=default) for message in inbox.messages]  # type: ignore[misc]


def text_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def test_a_failure_is_mailed_once_and_once_more_when_it_is_over(tmp_path: Path, inbox: Inbox) -> None:
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("lead@example.org") + mail_settings(mail))
        export = small.export.read_bytes()
        small.export.unlink()
        for _ in range(3):
            nightly(small.folder)
            tell([small.folder])
        small.export.write_bytes(export)
        for _ in range(3):
            nightly(small.folder)
            tell([small.folder])
    began, ended = mails(inbox)
    assert began["Subject"] == "Sayback: A small round needs you"
    assert ended["Subject"] == "Sayback: A small round is well again"
    assert (began["Auto-Submitted"], began["List-Unsubscribe"]) == ("auto-generated", None)
    assert began["To"] == "lead@example.org"
    assert began["From"] == "Sayback <lead@example.org>"
    text = " ".join(text_of(began).split())
    for words in ("answers.csv", "Since: ", "(America/Los_Angeles)", f"run: sayback nightly {small.folder}"):
        assert words in text
    assert "is over since" in " ".join(text_of(ended).split())
    assert read_log(small.folder).incidents == ()


def test_one_mail_tells_of_many_rounds_and_names_the_same_reason_once(tmp_path: Path, inbox: Inbox) -> None:
    with running(inbox) as mail:
        for number in range(12):
            settings = alerts("lead@example.org") + mail_settings(mail)
            make(tmp_path / f"school-{number:02}", settings, f"School {chr(65 + number)}").export.unlink()
        (tmp_path / "school-03" / "round.toml").write_text("broken")  # nobody can be told by its own settings
        report = run_nights(tmp_path)
    (message,) = mails(inbox)
    assert message["Subject"] == "Sayback: 11 rounds need you"
    text = " ".join(text_of(message).split())
    assert "The same in 11 rounds: School A, School B, School C, School E," in text
    assert "and 1 more" in text
    assert text.count("There is no") <= 1
    assert [news.folder.name for news in report.told.unaddressed] == ["school-03"]
    assert report.exit_code == 1


def test_everybody_gets_one_mail_about_the_rounds_that_are_theirs(tmp_path: Path, inbox: Inbox) -> None:
    with running(inbox) as mail:
        make(
            tmp_path / "a", alerts("one@example.org", "both@example.org") + mail_settings(mail), "Adams"
        ).export.unlink()
        make(tmp_path / "b", alerts("both@example.org") + mail_settings(mail), "Brown").export.unlink()
        (tmp_path / "district.toml").write_text(alerts("district@example.org") + mail_settings(mail))
        run_nights(tmp_path)
    subjects = {message["To"]: message["Subject"] for message in mails(inbox)}
    assert len(inbox.messages) == 3
    assert subjects == {
        "one@example.org": "Sayback: Adams needs you",
        "both@example.org": "Sayback: 2 rounds need you",
        "district@example.org": "Sayback: 2 rounds need you",
    }


def test_the_district_is_told_of_a_round_whose_settings_are_broken_or_missing(tmp_path: Path, inbox: Inbox) -> None:
    with running(inbox) as mail:
        make(tmp_path / "a", "").export.unlink()
        (tmp_path / "a" / "round.toml").write_text("broken [")
        (tmp_path / "rounds.csv").write_text("folder\na\nnowhere\n")
        (tmp_path / "district.toml").write_text(alerts("district@example.org") + mail_settings(mail))
        run_nights(tmp_path / "rounds.csv")
    (message,) = mails(inbox)
    assert message["Subject"] == "Sayback: 2 rounds need you"
    assert not (tmp_path / "nowhere").exists()


def test_a_slip_elsewhere_in_round_toml_is_told_to_those_whom_it_still_names(tmp_path: Path, inbox: Inbox) -> None:
    with running(inbox) as mail:
        small = make(
            tmp_path / "small", alerts("lead@example.org") + mail_settings(mail) + LETTERS + 'colour = "red"\n'
        )
        nightly(small.folder)
        tell([small.folder])
    (message,) = mails(inbox)
    assert message["From"] == "Sayback <listening@example.org>"
    assert "colour" in text_of(message)


def test_what_a_mail_server_did_not_take_is_told_the_next_time(tmp_path: Path) -> None:
    down = socket.socket()
    down.bind(("127.0.0.1", 0))  # nobody listens there
    closed = Mail(host="127.0.0.1", port=down.getsockname()[1], security="none", timeout_seconds=1)
    small = make(tmp_path / "small", alerts("lead@example.org", "two@example.org") + mail_settings(closed))
    small.export.unlink()
    nightly(small.folder)
    report = tell([small.folder])
    assert (report.mails, report.exit_code, len(report.problems)) == (0, 4, 1)  # asked once, not for each of them
    assert "example.org" not in report.problems[0]
    inbox = Inbox()
    with running(inbox) as mail:
        file = small.folder / "round.toml"
        file.write_text(file.read_text().replace(f"port = {closed.port}", f"port = {mail.port}"))
        assert tell([small.folder]).mails == 2
        assert tell([small.folder]).mails == 0
    down.close()


def test_a_server_that_puts_one_person_off_tells_the_others_once_and_that_one_later(tmp_path: Path) -> None:
    inbox = Inbox(answers={"slow@example.org": "450 later"})
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("quick@example.org", "slow@example.org") + mail_settings(mail))
        small.export.unlink()
        nightly(small.folder)
        for _ in range(2):
            tell([small.folder])
        assert inbox.recipients == ["quick@example.org"]
        inbox.answers.clear()
        for _ in range(2):
            tell([small.folder])
    assert inbox.recipients == ["quick@example.org", "slow@example.org"]


def test_a_refused_address_keeps_nobody_waiting_and_is_named_by_nothing(tmp_path: Path) -> None:
    inbox = Inbox(answers={"wrong@example.org": "550 unknown"})
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("wrong@example.org", "right@example.org") + mail_settings(mail))
        small.export.unlink()
        nightly(small.folder)
        first, second = tell([small.folder]), tell([small.folder])
    assert inbox.recipients == ["right@example.org"]
    assert (len(first.problems), second.problems) == (1, [])
    assert "wrong@" not in first.problems[0]
    assert "@" not in (small.folder / INCIDENTS_FILE).read_text()


def test_news_that_everybody_refuses_stays_news(tmp_path: Path) -> None:
    inbox = Inbox(answers={"wrong@example.org": "550 unknown"})
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("wrong@example.org") + mail_settings(mail))
        small.export.unlink()
        nightly(small.folder)
        tell([small.folder])
        inbox.answers.clear()
        assert tell([small.folder]).mails == 1


def test_a_server_that_hangs_does_not_keep_the_night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    monkeypatch.setattr(alert_mail, "LIMIT", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        mail = Mail(host="127.0.0.1", port=silent.getsockname()[1], security="none", timeout_seconds=30)
        small = make(tmp_path / "small", alerts("lead@example.org") + mail_settings(mail))
        file = small.folder / "round.toml"
        file.write_text(file.read_text().replace("timeout_seconds = 5", "timeout_seconds = 30"))
        small.export.unlink()
        nightly(small.folder)
        began = time.monotonic()
        assert tell([small.folder]).exit_code == 4
        assert time.monotonic() - began < 5


def test_without_a_mail_server_the_mail_lies_in_the_outbox(tmp_path: Path) -> None:
    small = make(tmp_path / "small", alerts("lead@example.org"))
    small.export.unlink()
    nightly(small.folder)
    report = tell([small.folder])
    assert report.outbox == [small.folder / "outbox" / "alerts"]
    (written,) = report.outbox[0].glob("*.eml")
    assert b"Subject: Sayback: A small round needs you" in written.read_bytes()
    assert tell([small.folder]).mails == 0


def test_with_nobody_to_tell_the_news_stays_for_whoever_is_named_later(tmp_path: Path, inbox: Inbox) -> None:
    small = make(tmp_path / "small", "")
    small.export.unlink()
    first, second = run_nights(small.folder), run_nights(small.folder)
    for report in (first, second):
        assert [len(news.incidents) for news in report.told.unaddressed] == [1]
    with running(inbox) as mail:
        file = small.folder / "round.toml"
        file.write_text(file.read_text() + alerts("lead@example.org") + mail_settings(mail))
        assert tell([small.folder]).mails == 1


def test_a_broken_district_file_is_a_problem_and_the_round_is_told_all_the_same(tmp_path: Path, inbox: Inbox) -> None:
    with running(inbox) as mail:
        make(tmp_path / "a", alerts("lead@example.org") + mail_settings(mail)).export.unlink()
        (tmp_path / "district.toml").write_text("[alerts]\nto = 7\n")
        report = run_nights(tmp_path)
    assert inbox.recipients == ["lead@example.org"]
    assert "district.toml" in report.told.problems[0]


def test_a_district_lends_its_mail_server_to_rounds_without_one(tmp_path: Path) -> None:
    make(tmp_path / "a", alerts("lead@example.org"))
    server = Mail(host="mail.example.org", security="none")
    (tmp_path / "district.toml").write_text(mail_settings(server))
    who = who_is_told(tmp_path / "a")
    assert [(way.mail.host, way.sender) for way in who.ways] == [("mail.example.org", "lead@example.org")]


def test_no_word_of_a_note_no_name_and_no_number_comes_into_a_mail_or_the_file(
    tmp_path: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = " ".join(PLANTED)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(planted)

    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("lead@example.org") + mail_settings(mail))
        for answers in small.rows:
            answers |= {"Tell me about a hard morning.": planted, "Consent": "No", planted: planted}
        small.rows *= 3
        small.extra_header = (planted,)
        nightly(small.folder)
        small.write_export()
        nightly(small.folder)
        small.export.write_bytes(small.export.read_bytes().replace(b'"Grade"', planted.encode()))
        nightly(small.folder)
        tell([small.folder])
        monkeypatch.setattr("flows.steps.collect.redactor_for", fail)
        nightly(small.folder)
        tell([small.folder])
    written = b"".join(inbox.messages) + (small.folder / INCIDENTS_FILE).read_bytes()
    assert len(inbox.messages) == 2
    assert b"form_changed" in written
    for words in PLANTED:
        assert words.encode() not in written


def test_a_slip_in_the_district_file_still_tells_those_whom_it_names(tmp_path: Path, inbox: Inbox) -> None:
    with running(inbox) as mail:
        make(tmp_path / "a", "").export.unlink()
        lead = '[alerts]\nto = ["no address", "district@example.org"]\nlate_hours = "long"\n'
        (tmp_path / "district.toml").write_text(f'chunk = "many"\n{lead}{mail_settings(mail)}')
        report = run_nights(tmp_path)
    assert inbox.recipients == ["district@example.org"]
    assert "district.toml" in report.told.problems[0]


def test_half_a_mail_server_is_none_so_that_no_mail_goes_another_way(tmp_path: Path) -> None:
    make(tmp_path / "a", "")
    broken = mail_settings(Mail(host="mail.example.org")).replace('"none"', '"maybe"')
    (tmp_path / "district.toml").write_text(alerts("district@example.org") + broken)
    who = who_is_told(tmp_path / "a")
    assert (who.to, who.ways) == (("district@example.org",), ())


def test_rounds_with_the_same_title_are_told_apart_by_their_folders(tmp_path: Path, inbox: Inbox) -> None:
    with running(inbox) as mail:
        for name in ("adams", "brown"):
            make(tmp_path / name, alerts("lead@example.org") + mail_settings(mail)).export.unlink()
        make(tmp_path / "clark", alerts("lead@example.org") + mail_settings(mail), "Clark").export.unlink()
        run_nights(tmp_path)
    (message,) = mails(inbox)
    assert "A small round (adams), A small round (brown), Clark" in " ".join(text_of(message).split())


def test_two_programs_that_tell_at_once_send_one_mail_and_lose_no_news(
    tmp_path: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over, others = AlertMail.hand_over, []

    def slowly(*parts: Any) -> Any:
        if not others:
            change_log(small.folder, lambda log: replace(log, incidents=(*log.incidents, LATER)))
            others.append(tell([small.folder]))  # another program, while the mail is on its way
        return hand_over(*parts)

    monkeypatch.setattr(AlertMail, "hand_over", slowly)
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("lead@example.org") + mail_settings(mail))
        small.export.unlink()
        nightly(small.folder)
        report = tell([small.folder])
    assert (others[0].mails, report.mails) == (0, 2)
    assert [LATER.what in text_of(message) for message in mails(inbox)] == [False, True]
    assert read_log(small.folder).turn is None


@pytest.mark.parametrize(
    ("owner", "minutes", "mailed"),
    [("{here}:999999999:a", 1, 1), ("another-computer:1:a", 1, 0), ("another-computer:1:a", 20, 1)],
)
def test_whoever_was_killed_while_it_told_keeps_nobody_from_telling_for_long(
    tmp_path: Path, inbox: Inbox, owner: str, minutes: int, mailed: int
) -> None:
    with running(inbox) as mail:
        small = make(tmp_path / "small", alerts("lead@example.org") + mail_settings(mail))
        small.export.unlink()
        nightly(small.folder)
        since = datetime.now(UTC) - timedelta(minutes=minutes)
        turn = Turn(owner.format(here=socket.gethostname()), since)
        change_log(small.folder, lambda log: replace(log, turn=turn))
        assert tell([small.folder]).mails == mailed


def test_a_table_line_that_names_no_folder_makes_none_and_the_district_is_told(tmp_path: Path) -> None:
    make(tmp_path / "adams", "")
    (tmp_path / "rounds.csv").write_text("folder\nadams\nmisspelt\n")
    (tmp_path / "district.toml").write_text(alerts("district@example.org"))
    report = run_nights(tmp_path / "rounds.csv")
    assert report.told.outbox == [tmp_path / "outbox" / "alerts"]
    assert not (tmp_path / "misspelt").exists()
