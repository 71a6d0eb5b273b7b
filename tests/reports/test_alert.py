"""The mail about unattended rounds: a subject that says it all, reasons once, commands that can be copied."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reports.alert import RoundAlert, grouped
from reports.alert_commands import pieces
from reports.alert_page import render_alert
from rounds.incidents import Incident, IncidentKind

NOW = datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
ZONE = ZoneInfo("America/Los_Angeles")
COMMAND = "sayback nightly '/srv/all the rounds of the district/school of the long name'"


def alert(title: str, what: str = "It failed.", **changes: object) -> RoundAlert:
    incident = Incident(IncidentKind.FAILED, "x", NOW, what, f"Mend what is said above; then run: {COMMAND}")
    return RoundAlert(title, f"/srv/{title}", ZONE, replace(incident, **changes))  # type: ignore[arg-type]


OVER = {"over": NOW + timedelta(hours=3)}


@pytest.mark.parametrize(
    ("alerts", "subject"),
    [
        ([alert("Adams")], "Adams needs you"),
        ([alert("Adams"), alert("Brown")], "2 rounds need you"),
        ([alert("Adams"), alert("Adams", kind=IncidentKind.LATE)], "Adams needs you"),
        ([alert("Adams", **OVER)], "Adams is well again"),
        ([alert("Adams"), alert("Adams", **OVER)], "Adams needs you"),
        ([alert("Adams"), alert("Brown", **OVER)], "Adams needs you, Brown is well again"),
        ([alert("Adams", passing=True)], "to know about Adams"),
    ],
)
def test_the_subject_says_how_many_rounds_need_somebody(alerts: list[RoundAlert], subject: str) -> None:
    assert render_alert(alerts).subject == f"Sayback: {subject}"


def test_the_same_reason_in_many_rounds_stands_there_once_with_ten_names() -> None:
    alerts = [alert(f"School {n}", f"/srv/School {n}/answers.csv of 2{n} rows is gone.") for n in range(212)]
    (group,) = grouped(reversed(alerts))
    assert group.count == 212
    assert group.named == tuple(f"School {n}" for n in range(10))
    rendered = render_alert(alerts)
    for page in (rendered.text, rendered.html):
        words = " ".join(page.split())
        assert "The same in 212 rounds: School 0, School 1," in words
        assert "and 202 more" in words
        assert words.count("answers.csv") == 1 + (page is rendered.html)  # and as what mail programs show beside it


def test_other_reasons_stand_apart_the_worst_first() -> None:
    alerts = [alert("Adams", kind=IncidentKind.LATE), alert("Brown", "It is gone."), alert("Clark")]
    assert [group.named[0] for group in grouped(alerts)] == ["Brown", "Clark", "Adams"]


def test_a_command_is_never_broken_into_lines_and_the_rest_fits() -> None:
    text = render_alert([alert("Adams", "A long sentence about what is wrong. " * 5)]).text
    assert COMMAND in text
    assert max(len(line) for line in text.splitlines() if COMMAND not in line) <= 72


def test_when_it_began_and_ended_is_said_in_the_time_of_the_round() -> None:
    assert "Since: Nov 22, 2026, 02:15 (America/Los_Angeles)" in render_alert([alert("Adams")]).text
    text = " ".join(render_alert([alert("Adams", **OVER)]).text.split())
    assert "from Nov 22, 2026, 02:15 (America/Los_Angeles) and is over since Nov 22, 2026, 05:15" in text


def test_what_stands_in_a_title_is_text_in_the_page() -> None:
    assert "<b>Adams" not in render_alert([alert("<b>Adams")]).html


def test_a_mail_with_very_many_reasons_says_how_many_are_left_out() -> None:
    alerts = [alert(f"Round {chr(65 + n // 26)}{chr(65 + n % 26)}", f"Reason {'x' * n}.") for n in range(60)]
    assert "20 more reasons" in render_alert(alerts).text


def test_each_command_to_type_stands_on_a_line_of_its_own_in_the_text_and_the_page() -> None:
    todo = "Look whether all fits: sayback check /srv/a-b and sayback nightly /srv/a-b. Or `systemctl status x`. Done."
    rendered = render_alert([alert("Adams", todo=todo)])
    lines = rendered.text.splitlines()
    for command in ("sayback check /srv/a-b", "sayback nightly /srv/a-b", "systemctl status x"):
        assert f"    {command}" in lines
        assert f">{command}</div>" in rendered.html
    assert {"What to do: Look whether all fits:", "Or", "Done."} <= {*lines}


@pytest.mark.parametrize("place", ["/srv/rounds/a", "'/srv/all rounds/a'", """'/srv/the team'"'"'s rounds'""", "DIR"])
def test_a_command_is_found_whole_however_its_place_is_quoted(place: str) -> None:
    found = pieces(f"Run sayback status {place} --all, and wait.")
    assert [piece.text for piece in found] == ["Run", f"sayback status {place} --all", "and wait."]


def test_words_that_only_look_like_a_command_stay_in_their_sentence() -> None:
    for text in ("The pool `sayback` is paused.", "then run: sayback doctor", "`expires` of [google] in round.toml."):
        assert [piece.text for piece in pieces(text)] == [text]


def test_the_mail_says_which_computer_sent_it_and_how_to_look_there() -> None:
    one, two = alert("Adams"), alert("Brown")
    assert socket.gethostname() in render_alert([one]).text
    assert "    sayback status /srv/Adams\n" in render_alert([one]).text
    assert "    sayback status /srv --all\n" in render_alert([one, two]).text


def test_the_name_of_a_folder_keeps_its_small_letter() -> None:
    assert render_alert([alert("gone-school")]).text.startswith("gone-school needs you.")
    assert render_alert([alert("gone-school", passing=True)]).text.startswith("To know about gone-school.")


def test_somebody_who_needs_help_is_something_to_do_and_comes_first() -> None:
    wish = alert("Adams", kind=IncidentKind.DISTRESS, passing=True, what="An interviewer asked.")
    rendered = render_alert([alert("Adams"), wish])
    assert rendered.subject == "Sayback: Adams needs you"
    assert rendered.text.index("An interviewer asked.") < rendered.text.index("It failed.")
    assert "TO KNOW" not in rendered.text
