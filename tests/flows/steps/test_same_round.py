"""A round that was renamed sends nothing: everybody would get everything again."""

from __future__ import annotations

import pytest

from flows.steps.approving import letters_to_approve
from flows.steps.assemble import assemble
from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from rounds.errors import RoundFileError
from tests.connectors.mail_server import Inbox, running
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound


@pytest.fixture
def heard(small: SmallRound) -> SmallRound:
    """A round in which a theme was heard."""
    small.write(LETTERS)
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    return small


def rename(small: SmallRound, old: str, new: str) -> None:
    settings = small.folder / "round.toml"
    text = settings.read_text()
    assert text.count(f'name = "{old}"\n') == 1
    settings.write_text(text.replace(f'name = "{old}"\n', f'name = "{new}"\n'))


def test_after_the_summary_went_out_a_new_name_stops_every_mail_and_the_old_one_goes_on(heard: SmallRound) -> None:
    inbox = Inbox()
    with running(inbox) as mail:
        server = f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\ntimeout_seconds = 5\n'
        heard.write(server + LETTERS)
        summarize(heard.folder, send=True)
        rename(heard, "small", "small-2026")
        for act in (
            lambda: summarize(heard.folder, send=True),
            lambda: summarize(heard.folder, dry_run=True),
            lambda: circle_back(heard.folder),
            lambda: letters_to_approve(heard.folder),
        ):
            with pytest.raises(RoundFileError, match=r'round\.toml: `name` was changed after 1 mail .* name = "small"'):
                act()
        assert summarize(heard.folder).is_draft
        rename(heard, "small-2026", "small")
        again = summarize(heard.folder, send=True).delivery
    assert again is not None
    assert (again.sent, again.already_sent) == (0, 1)
    assert len(inbox.messages) == 1


def test_before_anything_was_planned_the_name_may_change(heard: SmallRound) -> None:
    circle_back(heard.folder)
    rename(heard, "small", "small-2026")
    assert all(letter.key.startswith("small-2026/") for letter in circle_back(heard.folder).letters)
