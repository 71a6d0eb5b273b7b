"""Letters that went out once: no second copy to send lies about, and no command sends anybody in a circle."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps.approving import approve
from flows.steps.circle_back import SentBefore, circle_back
from flows.steps.deliveries import deliveries, sent_by_hand, to_mark
from rounds.round import Mail
from tests.connectors.mail_server import Inbox, running
from tests.flows.small_round import LETTERS, SmallRound
from tests.flows.steps.heard_round import copy_of, make_heard_round

WHO = "A lead of ours"
REWORDED = LETTERS.replace("Names are taken out", "All names are taken out")
REWORDED_IN_BOTH = REWORDED.replace("Se quitan", "Todos se quitan")


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        return make_heard_round(tmp_path_factory.mktemp("heard") / "round")


@pytest.fixture
def round_(heard: Path, tmp_path: Path) -> SmallRound:
    return copy_of(heard, tmp_path / "round").write(LETTERS)


def with_server(mail: Mail, letters: str) -> str:
    return f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n{letters}'


def files(round_: SmallRound) -> list[str]:
    return sorted(path.name for path in (round_.folder / "outbox" / "letters").iterdir())


def page(round_: SmallRound) -> str:
    return (round_.folder / "outbox" / "letters" / "index.html").read_text()


def test_what_a_server_took_leaves_the_outbox_and_no_redraft_puts_it_back(round_: SmallRound) -> None:
    inbox = Inbox(answers={"bo@example.org": "452 mailbox full"})
    with running(inbox) as mail:
        round_.write(with_server(mail, LETTERS))
        approve(round_.folder, WHO)
        assert len([name for name in files(round_) if name.endswith(".eml")]) == 2
        circle_back(round_.folder, send=True)
        assert len([name for name in files(round_) if name.endswith(".eml")]) == 1
        assert "1 letter is here" in page(round_)
        inbox.answers.clear()
        circle_back(round_.folder, send=True)
    assert files(round_) == ["index.html"]
    assert "0 letters are here" in page(round_)
    assert page(round_).count("do not send again") == 2
    round_.write(REWORDED_IN_BOTH)
    circle_back(round_.folder)
    assert files(round_) == ["index.html"]


def test_correcting_letters_that_all_went_out_is_answered_from_the_first_command_on(
    round_: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = round_.folder
    approve(folder, WHO)
    circle_back(folder, send=True)
    sent_by_hand(folder, to_mark(folder, "letters"))
    round_.write(REWORDED_IN_BOTH)
    for arguments, code in (
        (("circle-back", str(folder)), 0),
        (("circle-back", str(folder), "--send"), 3),
        (("approve", str(folder), "--who", WHO, "--yes"), 3),
    ):
        assert run(list(arguments)) == code
        printed = "".join(capsys.readouterr())
        assert "Both letters went out on" in printed
        assert "with the earlier words" in printed
        assert "write to people yourself" in printed
        assert "Not approved" not in printed
        assert "have a lead run" not in printed
    assert run(["approve", str(folder), "--who", WHO, "--yes", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["sent_before"] == 2
    with pytest.raises(SentBefore):
        circle_back(folder, send=True, may_wait=True)  # a run of a deployment does not wait for an approval in vain


def test_letters_that_went_out_as_they_are_are_said_to_be_out_and_nothing_is_wrong(
    round_: SmallRound, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(round_.folder)
    approve(round_.folder, WHO)
    circle_back(round_.folder, send=True)
    sent_by_hand(round_.folder, to_mark(round_.folder, "letters"))
    assert run(["circle-back", folder]) == 0
    printed = capsys.readouterr().out
    assert "Both letters went out on" in printed
    assert "earlier words" not in printed
    assert run(["circle-back", folder, "--send"]) == 0
    assert run(["approve", folder, "--who", WHO, "--yes"]) == 0
    assert "To send them" not in capsys.readouterr().out


def test_where_some_went_out_the_others_can_be_approved(round_: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(round_.folder)
    approve(round_.folder, WHO)
    circle_back(round_.folder, send=True)
    sent_by_hand(round_.folder, [deliveries(round_.folder)[0].letter_key])
    round_.write(REWORDED_IN_BOTH)
    for arguments, code in ((["circle-back", folder], 0), (["circle-back", folder, "--send"], 3)):
        assert run(arguments) == code
        printed = "".join(capsys.readouterr())
        assert "1 of 2 letters went out on" in printed
        assert "The other one is not approved" in printed
    assert run(["approve", folder, "--who", WHO, "--yes"]) == 0
    assert "1 of 2 letters went out on" in capsys.readouterr().out
    assert run(["circle-back", folder, "--send"]) == 0
