"""Each quote in a letter is allowed by a person, alone, and for exactly these words."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from flows.steps.circle_back import circle_back
from flows.steps.collect import collect
from flows.steps.letter_quotes import Candidate, Candidates, QuoteState
from flows.steps.quote_deciding import NoSuchQuote, decide_quotes, quotes_to_decide
from flows.steps.releases import record_summary
from flows.steps.withdraw import withdraw
from flows.steps.workplace import open_workplace
from reports.letter import LetterProblem
from tests.flows.small_round import SmallRound
from tests.flows.steps.heard_round import (
    ALARM,
    OFFICE,
    THEME,
    copy_of,
    make_heard_round,
    mark_for_distress,
    quote_on_the_worksheet,
    with_quotes,
)

WORKSHEET_QUOTE = "She makes breakfast for two cousins"


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        return make_heard_round(tmp_path_factory.mktemp("heard") / "round")


@pytest.fixture
def round_(heard: Path, tmp_path: Path) -> SmallRound:
    return copy_of(heard, tmp_path / "round")


def letters_of(folder: Path) -> str:
    """All that the letters say, in one line."""
    return " ".join(" ".join(letter.text.split()) for letter in circle_back(folder).letters)


def by_words(found: Candidates) -> dict[str, Candidate]:
    return {one.quote.text: one for one in found.each}


def test_the_quotes_of_the_round_come_first_and_those_of_the_summary_after_them(round_: SmallRound) -> None:
    quote_on_the_worksheet(round_.folder, WORKSHEET_QUOTE)
    round_.write(with_quotes(OFFICE))
    first, second = quotes_to_decide(round_.folder).each
    assert (first.quote.text, first.number, first.theme) == (OFFICE, 1, None)
    assert (second.quote.text, second.number, second.theme) == (WORKSHEET_QUOTE, None, THEME)
    assert first.state == second.state == QuoteState.UNDECIDED


def test_a_quote_that_both_have_is_asked_about_once_with_its_theme(round_: SmallRound) -> None:
    quote_on_the_worksheet(round_.folder, WORKSHEET_QUOTE)
    round_.write(with_quotes(WORKSHEET_QUOTE))
    (only,) = quotes_to_decide(round_.folder).each
    assert (only.number, only.theme) == (1, THEME)


def test_what_nobody_decided_or_somebody_refused_stands_in_no_letter(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE, ALARM))
    office, alarm = quotes_to_decide(round_.folder).each
    assert OFFICE not in letters_of(round_.folder)
    decide_quotes(round_.folder, "A lead", allow=[office.id], refuse=[alarm.id])
    text = letters_of(round_.folder)
    assert OFFICE in text
    assert ALARM.rstrip(".") not in text


def test_a_decision_tells_who_made_it_and_can_be_made_anew_or_undone(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE))
    (office,) = quotes_to_decide(round_.folder).each
    states = []
    for change in ({"allow": [office.id]}, {"refuse": [office.id.upper()]}, {"forget": [office.id]}):
        (one,) = decide_quotes(round_.folder, "A lead", **change).each
        states.append((one.state, one.decision.who if one.decision else None))
    assert states == [("allowed", "A lead"), ("refused", "A lead"), ("undecided", None)]


def test_a_decision_is_void_when_one_word_changes(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE))
    (office,) = quotes_to_decide(round_.folder).each
    decide_quotes(round_.folder, "A lead", allow=[office.id])
    round_.write(with_quotes(f"{OFFICE} and he did not have one"))
    (longer,) = quotes_to_decide(round_.folder).each
    assert (longer.state, longer.id == office.id) == (QuoteState.UNDECIDED, False)
    assert OFFICE not in letters_of(round_.folder)
    with pytest.raises(NoSuchQuote):
        decide_quotes(round_.folder, "A lead", allow=[office.id])


def test_a_wrong_id_decides_nothing_at_all(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE))
    (office,) = quotes_to_decide(round_.folder).each
    with pytest.raises(NoSuchQuote) as caught:
        decide_quotes(round_.folder, "A lead", allow=[office.id, "nothing"])
    assert OFFICE not in str(caught.value)
    assert quotes_to_decide(round_.folder).each[0].decision is None


def test_a_quote_that_is_nobodys_words_any_more_is_an_error_with_its_number(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE, "The bus has wings"))
    with pytest.raises(LetterProblem, match="number 2") as caught:
        quotes_to_decide(round_.folder)
    assert "wings" not in str(caught.value)


@pytest.mark.parametrize("on_the_worksheet", [False, True])
def test_what_somebody_in_distress_said_is_never_quoted_even_if_it_was_allowed(
    round_: SmallRound, on_the_worksheet: bool
) -> None:
    if on_the_worksheet:
        quote_on_the_worksheet(round_.folder, WORKSHEET_QUOTE)
    round_.write(with_quotes(*([] if on_the_worksheet else [WORKSHEET_QUOTE])))
    (quote,) = quotes_to_decide(round_.folder).each
    decide_quotes(round_.folder, "A lead", allow=[quote.id])
    assert WORKSHEET_QUOTE in letters_of(round_.folder)
    mark_for_distress(round_.folder, WORKSHEET_QUOTE)
    found = quotes_to_decide(round_.folder)
    assert (found.each, found.barred) == ((), () if on_the_worksheet else (1,))
    assert WORKSHEET_QUOTE not in letters_of(round_.folder)


def test_words_that_somebody_else_said_too_are_barred_with_those_in_distress(round_: SmallRound) -> None:
    quote_on_the_worksheet(round_.folder, WORKSHEET_QUOTE)
    with open_workplace(round_.folder) as place:
        (one, *_) = (i for i in place.notebook.interviews() if any(WORKSHEET_QUOTE in n.text for n in i.notes))
    mark_for_distress(round_.folder, WORKSHEET_QUOTE, only=one.id)
    assert quotes_to_decide(round_.folder).each == ()


def test_a_letter_has_room_for_three_and_the_others_are_named(round_: SmallRound) -> None:
    quotes = [OFFICE, ALARM, "they waited an hour in the cold", "He walks forty minutes when it rains."]
    round_.write(with_quotes(*quotes))
    ids = [one.id for one in quotes_to_decide(round_.folder).each]
    found = decide_quotes(round_.folder, "A lead", allow=ids)
    assert [one.quote.text for one in found.in_letters] == quotes[:3]
    assert [one.quote.text for one in found.without_room] == quotes[3:]
    text = letters_of(round_.folder)
    assert quotes[2] in text
    assert quotes[3].rstrip(".") not in text


@pytest.mark.parametrize(("floor", "label"), [(5, "Student"), (13, None)])
def test_a_role_is_told_only_where_its_number_is_shown(round_: SmallRound, floor: int, label: str | None) -> None:
    round_.write(with_quotes(OFFICE))
    settings = round_.folder / "round.toml"
    settings.write_text(f"floor = {floor}\n{settings.read_text()}")
    assert quotes_to_decide(round_.folder).each[0].quote.role == label


def test_a_label_that_was_not_there_when_it_was_decided_needs_a_new_decision(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE))
    settings = round_.folder / "round.toml"
    plain = settings.read_text()
    settings.write_text(f"floor = 13\n{plain}")
    decide_quotes(round_.folder, "A lead", allow=[quotes_to_decide(round_.folder).each[0].id])
    settings.write_text(f"floor = 5\n{plain}")
    assert quotes_to_decide(round_.folder).each[0].state == QuoteState.UNDECIDED


def test_a_sensitive_theme_takes_the_label_away(round_: SmallRound) -> None:
    quote_on_the_worksheet(round_.folder, OFFICE)
    round_.write(with_quotes(OFFICE).replace("name_es", "sensitive = true\nname_es"))
    assert quotes_to_decide(round_.folder).each[0].quote.role is None


def test_a_school_is_named_neither_in_the_question_nor_in_the_letter(heard: Path, tmp_path: Path) -> None:
    round_ = copy_of(heard, tmp_path / "round")
    quote = "I miss my friends from Lincoln Elementary"
    round_.rows[0]["Tell me about a hard morning."] = f"{quote} and the bus."
    round_.write(with_quotes(quote))
    collect(round_.folder)
    (one,) = quotes_to_decide(round_.folder).each
    assert one.quote.text == "I miss my friends from the school"
    decide_quotes(round_.folder, "A lead", allow=[one.id])
    text = letters_of(round_.folder)
    assert one.quote.text in text
    assert "Lincoln" not in text
    round_.write(with_quotes(quote).replace("hear_by", "name_places = true\nhear_by"))
    assert quotes_to_decide(round_.folder).each[0].state == QuoteState.UNDECIDED  # other words, another question


@pytest.mark.parametrize("marks", ["‘’", "“”", '""', "''", "«»"])
def test_a_letter_says_exactly_the_words_that_were_decided_about(heard: Path, tmp_path: Path, marks: str) -> None:
    round_ = copy_of(heard, tmp_path / "round")
    quote = f"He told me {marks[0]}go home{marks[1]} and I went all the way"
    round_.rows[0]["Tell me about a hard morning."] = f"{quote}, in the rain."
    round_.write(with_quotes(f"“{quote}”"))
    collect(round_.folder)
    (one,) = quotes_to_decide(round_.folder).each
    decide_quotes(round_.folder, "A lead", allow=[one.id])
    pages = [letter.text for letter in circle_back(round_.folder).letters]
    assert all(f"“{one.quote.text}”" in " ".join(page.split()) for page in pages)


def test_the_ledger_keeps_no_word_of_a_quote_and_nothing_that_the_notebook_has(round_: SmallRound) -> None:
    round_.write(with_quotes(OFFICE))
    decide_quotes(round_.folder, "A lead", allow=[quotes_to_decide(round_.folder).each[0].id])
    with closing(sqlite3.connect(round_.folder / "ledger.db")) as connection:
        (row,) = connection.execute("SELECT digest, sealed FROM quote_decisions").fetchall()
    stored = b"".join(path.read_bytes() for path in round_.folder.glob("ledger.db*"))
    assert not any(text in stored for text in (b"office", b"A lead", OFFICE.encode()))
    notebook = b"".join(path.read_bytes() for path in round_.folder.glob("notebook.db*"))
    assert row[0].encode() not in notebook
    assert row[0][:10].encode() not in notebook


def test_the_role_beside_a_quote_is_the_one_that_summaries_told(round_: SmallRound) -> None:
    """Twelve students were told. Nine are fewer than the floor, and the page still says twelve: so does the label."""
    quote = "She makes breakfast for two cousins"
    round_.write(with_quotes(quote))
    with open_workplace(round_.folder) as place:
        record_summary(place)
    (before,) = quotes_to_decide(round_.folder).each
    for code in ("K0Q0", "K1Q1", "K3Q3"):
        withdraw(round_.folder, code=code)
    (after,) = quotes_to_decide(round_.folder).each
    assert before.quote.role == after.quote.role == "Student"
    assert before.key == after.key
