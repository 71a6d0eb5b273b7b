"""Nothing leaves without the second look: not when the roster cannot be read, and not with a name that it learned."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from flows.steps.approving import approve
from flows.steps.assemble import assemble
from flows.steps.circle_back import CircleBackReport, circle_back
from flows.steps.collect import collect
from flows.steps.collect_names import NAMES_DUE, CollectUnfinished
from flows.steps.read_back import read_back
from flows.steps.redactors import ResidueFound
from flows.steps.summarize import summarize
from flows.steps.workplace import open_workplace
from rounds.errors import RoundFileError
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound

ROSTER = "roster.csv"
WAYS_OUT = (assemble, summarize, circle_back)


@pytest.fixture
def heard(small: SmallRound) -> SmallRound:
    """A round with a worksheet read back, from which a summary and letters could leave."""
    small.write(LETTERS)
    collect(small.folder)
    type_headlines(assemble(small.folder, early=True).path)
    read_back(small.folder)
    return small


def files_of(folder: Path) -> set[Path]:
    """What lies in the folders that leave: worksheets, reports, letters."""
    return {path for name in ("worksheets", "reports", "outbox", "letters") for path in (folder / name).rglob("*")}


def contents_of(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in files_of(folder) if path.is_file()}


@pytest.mark.parametrize("way_out", WAYS_OUT)
@pytest.mark.parametrize(
    "content", [None, b"", b"first,last\n", b"first,last\n\xff\xfe,x\n", b'first,last\n"Mei,Ono\n']
)
def test_nothing_leaves_when_the_roster_cannot_be_read(
    heard: SmallRound, way_out: Callable[[Path], object], content: bytes | None
) -> None:
    before = files_of(heard.folder)
    spoil(heard.folder / ROSTER, content)
    with pytest.raises(RoundFileError, match=r"roster\.csv"):
        way_out(heard.folder)
    assert files_of(heard.folder) == before


@pytest.mark.parametrize(
    "way_out",
    [*WAYS_OUT, read_back, partial(summarize, send=True), partial(approve, who="Ada")],
    ids=[*(way_out.__name__ for way_out in WAYS_OUT), "read_back", "send", "approve"],
)
def test_nothing_leaves_until_an_interrupted_collect_was_run_again(
    heard: SmallRound, way_out: Callable[[Path], object]
) -> None:
    with open_workplace(heard.folder) as place:
        place.notebook.set_fact(NAMES_DUE, "yes")  # as a run leaves it that is killed
        headlines = place.notebook.headlines()
    before = contents_of(heard.folder)
    with pytest.raises(CollectUnfinished, match=r"did not finish.*sayback collect.*nothing was written"):
        way_out(heard.folder)
    with open_workplace(heard.folder) as place:
        assert place.notebook.headlines() == headlines
    assert contents_of(heard.folder) == before
    collect(heard.folder)
    way_out(heard.folder)


def test_nothing_is_read_back_when_the_roster_cannot_be_read(heard: SmallRound) -> None:
    spoil(heard.folder / ROSTER, None)
    with pytest.raises(RoundFileError, match=r"roster\.csv"):
        read_back(heard.folder)


def test_nothing_is_collected_when_the_roster_cannot_be_read(small: SmallRound) -> None:
    spoil(small.folder / ROSTER, b"")
    with pytest.raises(RoundFileError, match=r"roster\.csv"):
        collect(small.folder)


def write_a_name(heard: SmallRound, *texts: str) -> None:
    """Puts the name of a student in the place of what leads wrote."""
    settings = heard.folder / "round.toml"
    text = settings.read_text(encoding="utf-8")
    for one in texts:
        text = text.replace(one, "What deshawn told us")
    settings.write_text(text, encoding="utf-8")


def test_a_name_of_the_roster_in_what_leads_wrote_stops_the_summary(heard: SmallRound) -> None:
    write_a_name(heard, "A small round")
    before = files_of(heard.folder)
    with pytest.raises(ResidueFound, match=r"the subject \(PERSON\).*`title` \(PERSON\)") as caught:
        summarize(heard.folder, send=True)
    assert "deshawn" not in str(caught.value).lower()
    assert files_of(heard.folder) == before


def test_a_name_in_the_spanish_text_stops_letters_in_spanish_and_those_that_have_it_attached(heard: SmallRound) -> None:
    write_a_name(heard, "cómo es una mañana difícil")
    report = circle_back(heard.folder)
    assert report.letters == ()
    spanish, english = sorted((one.places for one in report.stopped), key=lambda places: "text (PERSON)" not in places)
    assert spanish[:2] == ("text (PERSON)", "page, words (PERSON)")
    assert all(place.startswith("attachment") for place in english[:-1])
    assert {spanish[-1], english[-1]} == {"`letters.purpose` in Spanish (PERSON)"}
    assert_named_nowhere(heard, report)


def test_a_name_in_what_all_letters_share_stops_all_and_plans_none(heard: SmallRound) -> None:
    write_a_name(heard, "what a hard morning is like", "cómo es una mañana difícil")
    report = circle_back(heard.folder, send=True)
    assert (report.letters, len(report.stopped), report.delivery) == ((), 2, None)
    with open_workplace(heard.folder) as place, place.ledger() as ledger:
        assert ledger.deliveries() == []
    assert_named_nowhere(heard, report)
    page = (report.folder / "index.html").read_text()
    assert "2 letters are stopped" in page
    assert "<li>text (PERSON): in 2</li>" in page
    assert not list(report.folder.glob("*.eml"))


def assert_named_nowhere(heard: SmallRound, report: CircleBackReport) -> None:
    assert "deshawn" not in repr(report.stopped).lower()
    assert not any(b"deshawn" in content.lower() for content in contents_of(heard.folder).values())


def spoil(path: Path, content: bytes | None) -> None:
    """Takes the file away, or writes what is no roster."""
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
