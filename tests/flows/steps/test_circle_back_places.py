"""Letters go to people outside: their quotes and themes name no school and no small town."""

from __future__ import annotations

from dataclasses import replace

from flows.steps.letters import for_outside
from reports.letter import write_letter
from rounds.round import Round
from rounds.summary import Quote
from tests.reports.example_round import ENGLISH_RECIPIENT, SETTINGS, example_round
from tests.reports.test_summary import summary_of

QUOTE = "I miss my friends from Lincoln Elementary in Toppenish"
THEME = "Nobody from Lincoln Elementary knows anybody"


def _letter(**letters: object) -> str:
    round_: Round = example_round(letters=SETTINGS["letters"] | letters)
    summary = summary_of()
    heard = replace(summary, themes=(replace(summary.themes[0], name=THEME), *summary.themes[1:]))
    told, summary, quotes = for_outside(round_, heard, [Quote(QUOTE)])
    letter = write_letter(told, summary, ENGLISH_RECIPIENT, quotes=quotes, language="en")
    return " ".join(letter.text.split())


def test_a_quote_and_a_theme_read_the_school_and_a_place() -> None:
    text = _letter()
    assert "my friends from the school in" in text
    assert "Nobody from the school knows anybody" in text
    assert not any(name in text for name in ("Lincoln", "Toppenish"))


def test_a_round_may_let_letters_name_them() -> None:
    text = _letter(name_places=True)
    assert QUOTE in text
    assert THEME in text


def test_what_the_team_wrote_itself_stays() -> None:
    assert "Lincoln Elementary's team" in _letter(signed="Lincoln Elementary's team")
