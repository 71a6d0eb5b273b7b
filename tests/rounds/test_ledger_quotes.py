"""Decisions about quotes: found by exactly these words, kept without one of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rounds.keys import Keyring
from rounds.ledger import Ledger
from rounds.letters import QuoteDecision
from tests.rounds.databases import Database
from tests.rounds.samples import KEYRING, LATER, NOON

WORDS = "The office asked him for a note"
YES = QuoteDecision(True, "Morgan Vale", NOON)
NO = QuoteDecision(False, "Sam Hill", LATER)


@pytest.fixture
def ledger(tmp_path: Path, database: Database) -> Iterator[Ledger]:
    with database.ledger(tmp_path, KEYRING) as ledger:
        yield ledger


def test_nothing_is_decided_about_a_quote_at_first(ledger: Ledger) -> None:
    assert ledger.quote_decision(ledger.quote_id(WORDS)) is None
    assert not ledger.forget_quote(ledger.quote_id(WORDS))


def test_the_newest_decision_counts(ledger: Ledger) -> None:
    ledger.decide_quote(ledger.quote_id(WORDS), YES)
    assert ledger.quote_decision(ledger.quote_id(WORDS)) == YES
    ledger.decide_quote(ledger.quote_id(WORDS), NO)
    assert ledger.quote_decision(ledger.quote_id(WORDS)) == NO


def test_a_decision_that_is_forgotten_is_none(ledger: Ledger) -> None:
    ledger.decide_quote(ledger.quote_id(WORDS), YES)
    assert ledger.forget_quote(ledger.quote_id(WORDS))
    assert ledger.quote_decision(ledger.quote_id(WORDS)) is None


@pytest.mark.parametrize("other", [(WORDS + ".",), (WORDS.lower(),), (WORDS, "Student"), (WORDS[:-4], "note")])
def test_a_decision_is_for_exactly_these_words(ledger: Ledger, other: tuple[str, ...]) -> None:
    ledger.decide_quote(ledger.quote_id(WORDS), YES)
    assert ledger.quote_decision(ledger.quote_id(*other)) is None


def test_decisions_outlast_the_run(tmp_path: Path, database: Database) -> None:
    with database.ledger(tmp_path, KEYRING) as ledger:
        ledger.decide_quote(ledger.quote_id(WORDS), YES)
    with database.ledger(tmp_path, KEYRING) as ledger:
        assert ledger.quote_decision(ledger.quote_id(WORDS)) == YES


def test_neither_the_words_nor_who_decided_can_be_read_or_guessed_from_the_file(
    ledger: Ledger, tmp_path: Path, database: Database
) -> None:
    ledger.decide_quote(ledger.quote_id(WORDS), YES)
    stored = database.stored_bytes(tmp_path)
    assert WORDS.encode() not in stored
    assert b"Morgan" not in stored
    assert ledger.quote_id(WORDS) not in (
        KEYRING.digest("notebook", WORDS),
        KEYRING.digest("ledger/approval", WORDS),
        Keyring(bytes(32)).digest("ledger/quote", WORDS),
    )
