"""Cards as pages: what stands on each, in which size, and where it lies on the sheet."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.card_text import SMALLEST, Box, broken, fitted
from reports.cards import (
    Card,
    CardSize,
    Paper,
    Sheet,
    blank_cards,
    headline_cards,
    interview_cards,
    render_headline_cards,
    render_interview_cards,
    sheet_of,
    sources_in,
)
from reports.worksheet import plan_worksheet
from rounds.headlines import Headline, HeadlineKind
from rounds.interviews import Note, NoteKind
from tests.reports.small_worksheet import ANN, BEN, BEST, MISSED, interview, round_of_two_forms, story

STICKY = sheet_of(CardSize.STICKY, Paper.LETTER)
LONG = "They said that the bus came early on the days when it rained, and that nobody had told them so. " * 8


def headline(text: str, **fields: object) -> Headline:
    defaults: dict[str, object] = {
        "id": "m1", "interview_ids": (ANN,), "question": "missed", "kind": HeadlineKind.DESCRIPTIVE, "pair": "A",
    }  # fmt: skip
    return Headline(text=text, **(defaults | fields))


def cards(*headlines: Headline, **interviews: object) -> list[Card]:
    kept = {ANN: interview(ANN, story("missed", "Nadie preguntó. The bus did not come."), language="es", **interviews)}
    return headline_cards(headlines, {"m1": "K7Q-2MD"}, kept, STICKY)


class Reader(HTMLParser):
    """Gathers headings, languages, and texts with their tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))


# Fitting


@given(st.text(min_size=1, max_size=900))
def test_no_part_of_a_text_takes_more_lines_than_there_are(text: str) -> None:
    found = fitted(text, STICKY.box, STICKY.sizes)
    assert found.size >= SMALLEST
    for part in found.parts:
        assert len(broken(part, STICKY.box.width, found.size)) <= STICKY.box.lines(found.size)


@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyzáñß¿,.", min_size=1, max_size=14), min_size=1, max_size=200))
def test_all_words_are_printed_in_their_order(words: list[str]) -> None:
    found = fitted(" ".join(words), STICKY.box, STICKY.sizes)
    printed = " ".join(part.removeprefix("… ").removesuffix(" …") for part in found.parts)
    assert printed.split() == words


def test_a_short_headline_is_printed_larger_than_a_long_one() -> None:
    short, middle, long = (fitted(LONG[:length], STICKY.box, STICKY.sizes) for length in (20, 120, 200))
    assert short.size == max(STICKY.sizes) > middle.size > long.size >= SMALLEST


def test_what_does_not_fit_in_twelve_points_goes_on_on_a_second_card() -> None:
    found = fitted(LONG, Box(190, 130), (12, 14, 16))
    assert found.size == 12
    assert len(found.parts) > 1
    assert found.parts[0].endswith("…")
    assert all(part.startswith("…") for part in found.parts[1:])
    lengths = [len(part) for part in found.parts]
    assert max(lengths) < 2 * min(lengths)


def test_a_word_that_is_wider_than_the_card_is_broken() -> None:
    assert len(broken("w" * 60, 190, 12)) > 1


# Sheets


@pytest.mark.parametrize("size", list(CardSize))
@pytest.mark.parametrize("paper", list(Paper))
def test_cards_keep_clear_of_each_other_and_of_what_a_printer_cannot_reach(size: CardSize, paper: Paper) -> None:
    sheet = sheet_of(size, paper)
    assert len(sheet.places) == (6 if size is CardSize.STICKY else 4)
    for left, top in sheet.places:
        assert left >= 0.25 + 0.11
        assert top >= 0.25 + 0.11
        assert left + sheet.card_width <= sheet.width - 0.36
        assert top + sheet.card_height <= sheet.height - 0.36
    lefts, tops = sorted({place[0] for place in sheet.places}), sorted({place[1] for place in sheet.places})
    assert all(b - a == pytest.approx(sheet.card_width + 0.25) for a, b in pairwise(lefts))
    assert all(b - a == pytest.approx(sheet.card_height + 0.25) for a, b in pairwise(tops))


def test_cut_marks_lie_outside_of_every_card_and_in_line_with_its_edges() -> None:
    for place in STICKY.places:
        marks = list(STICKY.cut_marks(*place))
        assert len(marks) == 8
        for x1, y1, x2, y2 in marks:
            assert x1 == x2 in (place[0], place[0] + 3) or y1 == y2 in (place[1], place[1] + 3)
            assert not any(inside(left, top, (x1 + x2) / 2, (y1 + y2) / 2, STICKY) for left, top in STICKY.places)


def inside(left: float, top: float, x: float, y: float, sheet: Sheet) -> bool:
    return left <= x <= left + sheet.card_width and top <= y <= top + sheet.card_height


# Headline cards


def test_a_quote_is_told_by_its_quotation_marks_and_keeps_its_language() -> None:
    (quote,) = cards(headline('"Nadie preguntó."', kind=HeadlineKind.QUOTE))
    assert (quote.text, quote.language) == ("“Nadie preguntó.”", "es")
    (unmarked,) = cards(headline("Nadie preguntó.", kind=HeadlineKind.QUOTE))
    assert unmarked.text == "“Nadie preguntó.”"
    (plain,) = cards(headline("Nobody asked her."))
    assert (plain.text, plain.language) == ("Nobody asked her.", "")


def test_only_interviews_that_are_kept_are_named() -> None:
    (card,) = cards(headline("Nobody asked.", interview_ids=(BEN, ANN)))
    assert (card.interview, card.others) == (ANN, 0)
    kept = {each: interview(each, story("missed", "x")) for each in (ANN, BEN)}
    (both,) = headline_cards([headline("Nobody asked.", interview_ids=(ANN, BEN))], {"m1": "K7Q-2MD"}, kept, STICKY)
    assert (both.interview, both.others) == (ANN, 1)


def test_dissent_is_a_word_and_a_long_headline_says_which_card_this_is() -> None:
    page = render_headline_cards("A round", cards(headline(LONG, dissent=True)), STICKY, {})
    assert page.count(">Dissent<") == page.count("K7Q-2MD") > 1
    assert "(1 of " in page


def test_a_page_is_escaped_titled_and_has_its_headings_in_order() -> None:
    page = render_headline_cards(
        "A <b>round</b>", [*cards(headline("<script>x</script> & so")), *blank_cards(7)], STICKY, {}
    )
    assert "<script" not in page
    assert "<title>Headline cards: A &lt;b&gt;round" in page
    reader = Reader(page)
    assert reader.levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(reader.levels))
    assert ("html", {"lang": "en"}) in reader.tags
    assert page.count('class="sheet"') == 2


def test_nothing_is_printed_smaller_than_twelve_points_or_in_another_colour_than_black() -> None:
    told = interview_cards(round_of_two_forms(), plan_of(ANN).stories, {ANN: told_interview()})
    pages = [
        render_headline_cards("A round", cards(headline(LONG)), STICKY, {}),
        render_interview_cards("A round", told, Paper.A4, {}),
    ]
    for page in pages:
        sizes = [float(size) for size in re.findall(r"font(?:-size)?: *([\d.]+)pt", page)]
        assert sizes
        assert min(sizes) >= 12
        assert set(re.findall(r"[^-]color: (#\w+)", page)) == {"#000000"}


# Interview cards


def told_interview() -> object:
    notes = (
        story("missed", "El autobús no llegó. [PERSON_1] esperó.", MISSED),
        Note("missed_en", "In English", NoteKind.NOTE, "The bus did not come.", translation_of="missed"),
        story("best", "El día de la banda.", BEST),
        Note("asked", "Asked further", NoteKind.PROBE, "¿Y después?", translation_of="missed"),
        Note("seen", "Seen", NoteKind.CUE, "Looked at the door."),
        Note("seen2", "Seen", NoteKind.CUE, "Laughed.", translation_of="never_told"),
    )
    return interview(ANN, *notes, language="es")


def plan_of(*ids: str) -> object:
    return plan_worksheet(round_of_two_forms(), [told_interview()], pairs={})


def test_an_interview_card_tells_stories_and_sets_apart_what_was_asked_and_seen() -> None:
    (card,) = interview_cards(round_of_two_forms(), plan_of(ANN).stories, {ANN: told_interview()})
    first, second = card.stories
    assert [text.text for text in first.told] == ["El autobús no llegó. [PERSON_1] esperó."]
    assert [(text.text, text.language) for text in first.translated] == [("The bus did not come.", "en")]
    assert [text.text for text in first.asked] == ["¿Y después?"]
    assert first.seen == ()
    assert [text.text for text in second.seen] == ["Looked at the door.", "Laughed."]
    assert {text.language for text in (*first.told, *second.told)} == {"es"}


def test_an_interview_page_shows_the_id_above_its_headings() -> None:
    told = interview_cards(round_of_two_forms(), plan_of(ANN).stories, {ANN: told_interview()})
    page = render_interview_cards("A round", told, Paper.LETTER, {ANN: "d1"})
    reader = Reader(page)
    assert reader.levels == [1, 2, 3, 4, 4, 3, 4]
    assert re.search(rf"<thead>.*{ANN}.*</thead>", page)
    assert 'lang="es"' in page
    assert "student" not in page.lower().replace("sayback", "")


def test_an_interview_that_is_not_kept_has_no_card() -> None:
    assert interview_cards(round_of_two_forms(), plan_of(ANN).stories, {}) == []


def test_a_page_says_which_interviews_it_stands_on() -> None:
    page = render_headline_cards("A round", blank_cards(1), STICKY, {BEN: "d2", ANN: "d1"})
    assert sources_in(page) == {ANN: "d1", BEN: "d2"}
    assert sources_in(render_headline_cards("A round", blank_cards(1), STICKY, {})) == {}
    assert sources_in("<html></html>") is None
