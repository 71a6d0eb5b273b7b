"""A lead finds in the mail itself how to get no more of them, and not in the file that is handed out."""

from __future__ import annotations

from email import message_from_bytes
from email.policy import default

import pytest

from flows.steps.assemble import assemble
from flows.steps.collect import collect
from flows.steps.opting_out import opt_out
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
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


def test_the_word_that_ends_all_mail_stands_at_the_foot_of_the_mail_and_not_in_the_report(heard: SmallRound) -> None:
    summarize(heard.folder, send=True)
    (path,) = (heard.folder / "outbox" / "summary").glob("*.eml")
    mail = message_from_bytes(path.read_bytes(), policy=default)
    text, page = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    last = " ".join(text.split("To get no more mail from us,")[1].split())
    word = last.removeprefix("answer this mail with this word: ")
    assert len(word.split()) == 1
    assert f"To get no more mail from us, answer this mail with this word: {word}" in " ".join(page.split())
    assert page.rstrip().endswith("</html>")
    assert ".way-out { display: none !important; }" in page
    for name in ("summary.html", "summary.txt"):
        report = (heard.folder / "reports" / name).read_text(encoding="utf-8")
        assert "no more mail" not in report
    assert opt_out(heard.folder, word=word).changed
