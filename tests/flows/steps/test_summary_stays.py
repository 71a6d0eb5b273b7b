"""Somebody takes something back: of all numbers on the summary none tells it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows.steps.collect import collect
from flows.steps.deliveries import deliveries, sent_by_hand
from flows.steps.summarize import summarize
from flows.steps.withdraw import withdraw
from flows.steps.workplace import WORKSHEET, open_workplace
from rounds.headlines import Headline, HeadlineKind, ReadBack
from rounds.summary import Summary
from tests.flows.small_round import SmallRound, row
from tests.flows.steps.heard_round import copy_of, make_heard_round

QUOTES = ("missed the bus twice last week", "walks forty minutes", "breakfast for two cousins", "waited an hour")
SMALL = ("Doors", "Lunch", "Desks", "Bells", "Stairs", "Halls")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        folder = make_heard_round(tmp_path_factory.mktemp("heard") / "round")
        headlines_of_every_kind(folder)
        return folder


@pytest.fixture
def heard(made: Path, tmp_path: Path) -> SmallRound:
    """Twelve interviews, two more that are held, and a summary that left."""
    small = copy_of(made, tmp_path / "round")
    small.rows += [row(nth, Consent="No") for nth in (12, 13)]
    small.write_export()
    collect(small.folder)
    return small


def headlines_of_every_kind(folder: Path) -> None:
    """Quotes, some of them altered, surprises, dissent and more themes than there is room for."""
    with open_workplace(folder) as place:
        notebook = place.notebook
        old = notebook.headlines()
        question, ids = old[0].question, [one.id for one in sorted(notebook.interviews(), key=lambda one: one.row)]

        def headline(nth: int, kind: HeadlineKind, text: str, **fields: object) -> Headline:
            name = f"{nth}-{len(made)}"
            return Headline(name, (ids[nth],), question, kind, text, **fields)  # type: ignore[arg-type]

        made: list[Headline] = []
        for nth in range(12):
            quote = QUOTES[nth % 4]
            made.append(headline(nth, HeadlineKind.QUOTE, quote, theme=SMALL[nth % 6]))
            made.append(headline(nth, HeadlineKind.QUOTE, f"{quote} or so", theme=SMALL[nth % 6]))
            made.append(headline(nth, HeadlineKind.DESCRIPTIVE, f"Something new {nth}.", surprise=True))
            made.append(headline(nth, HeadlineKind.DESCRIPTIVE, f"It is not so {nth}.", theme="Doors", dissent=True))
        read = ReadBack((*old, *made), tuple(notebook.themes()), (), False, ())
        notebook.save_readback(read, WORKSHEET.as_posix(), place.now())


def consent_turned_to_no(small: SmallRound) -> None:
    small.rows[0]["Consent"] = "No"
    small.write_export()
    collect(small.folder)


def row_gone(small: SmallRound) -> None:
    del small.rows[0]
    small.write_export()
    collect(small.folder)


def withdrawn(small: SmallRound) -> None:
    withdraw(small.folder, code="K0Q0")


def figures(summary: Summary) -> object:
    """Everything on the page but quotes and other headlines, and the day."""
    return replace(
        summary,
        headlines=0,  # not on the page
        surprises=(),
        dissent=(),
        themes=tuple(replace(theme, quotes=()) for theme in summary.themes),
        changes=None,
    )


@pytest.mark.parametrize("taken_back", [consent_turned_to_no, row_gone, withdrawn])
def test_no_number_of_the_page_moves(heard: SmallRound, taken_back: Callable[[SmallRound], None]) -> None:
    before = summarize(heard.folder, send=True).summary
    assert (before.held, before.left_out, before.more_themes, before.more_dissent) == (2, 12, 2, 9)
    taken_back(heard)
    report = summarize(heard.folder)
    assert figures(report.summary) == figures(before)
    assert report.summary.changes is not None
    assert report.summary.changes.counts_stay
    foot = " ".join(report.text.read_text().partition("NOT ON THIS PAGE")[2].split())
    assert re.findall(r"\d+ (?:interviews?|headlines?) ", foot) == ["12 headlines ", "2 interviews "]


@pytest.mark.parametrize("taken_back", [consent_turned_to_no, withdrawn])
def test_what_is_still_there_keeps_its_place(heard: SmallRound, taken_back: Callable[[SmallRound], None]) -> None:
    before = summarize(heard.folder, send=True).summary
    taken_back(heard)
    after = summarize(heard.folder).summary
    for old, new in [
        (before.surprises, after.surprises),
        (before.dissent, after.dissent),
        *((one.quotes, other.quotes) for one, other in zip(before.themes, after.themes, strict=True)),
    ]:
        stayed = [one for one in old if one in new]
        assert list(new[: len(stayed)]) == stayed
        assert len(old) - len(stayed) <= 1


def test_who_withdrew_is_not_counted_among_the_held_even_before_anything_was_told(heard: SmallRound) -> None:
    withdraw(heard.folder, code="K0Q0")
    assert summarize(heard.folder).summary.held == 2


def test_held_interviews_that_come_are_told_while_no_other_has_changed(heard: SmallRound) -> None:
    summarize(heard.folder, send=True)
    heard.rows.append(row(14, Consent="No"))
    heard.write_export()
    collect(heard.folder)
    assert summarize(heard.folder, send=True).summary.held == 3
    with open_workplace(heard.folder) as place:
        told = [release.besides.held for release in place.notebook.releases() if release.besides]
    assert told == [2, 3]
    consent_turned_to_no(heard)
    assert summarize(heard.folder).summary.held == 3


def test_no_mail_goes_out_that_tells_by_nothing_but_a_voice_that_is_missing(heard: SmallRound) -> None:
    before = summarize(heard.folder, send=True)
    assert before.delivery is not None
    sent_by_hand(heard.folder, [each.letter_key for each in deliveries(heard.folder)])
    withdrawn(heard)
    after = summarize(heard.folder, send=True)
    assert after.summary != before.summary
    assert after.delivery is not None
    assert (after.delivery.sent, after.delivery.waiting, after.delivery.already_sent) == (0, 0, 1)
