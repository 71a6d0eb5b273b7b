"""The summary as a page and as a text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reports.chart import theme_bars
from reports.rendering import TEXT_WIDTH
from reports.summary_page import NoSender, render_summary, summary_letter
from rounds.headlines import Outcome, Prediction, Theme
from rounds.summary import Surprise
from tests.reports.example_round import ENGLISH_RECIPIENT, example_round
from tests.reports.test_summary import summary_of


class _Visible(HTMLParser):
    """The text that a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag, attrs):
        self._hidden += tag in ("style", "title")

    def handle_endtag(self, tag):
        self._hidden -= tag in ("style", "title")

    def handle_data(self, data):
        if not self._hidden:
            self.text.append(data)


def visible(html: str) -> str:
    parser = _Visible()
    parser.feed(html)
    return " ".join(" ".join(parser.text).split())


PAGE = render_summary(summary_of(), example_round())


@pytest.mark.parametrize("said", [visible(PAGE.html), " ".join(PAGE.text.split())])
def test_page_and_text_say_how_many_what_was_heard_what_was_withheld_and_what_is_next(said):
    for part in (
        "Getting to school: spring listening round",
        "March 16, 2026",
        "26",
        "29",
        "Number not shown: caregiver, staff.",
        "Nobody noticed I was gone",
        "9 of 26",
        "I ran, it left, and nobody came back for me.",
        "it's an hour in the cold",
        "We heard otherwise.",
        "People say it's the bus because that is easier to say.",
        "Overturned:",
        "Do we move the first bus from 6:40 to 7:05 on the east route?",
        "Everyone we spoke with hears back by April 17.",
        "3 interviews are held",
        "1 headline left out",
    ):
        assert re.sub(r"\W+", " ", part) in re.sub(r"\W+", " ", said), part
    assert said.index("Everyone we spoke with") < said.index("3 interviews are held")


def test_without_headlines_the_page_says_so_and_shows_no_empty_section():
    page = render_summary(summary_of(headlines=[], predictions=[]), example_round())
    for said in (visible(page.html), page.text):
        assert "No headlines have been read back yet" in " ".join(said.split())
        assert "surprise" not in said.lower()
        assert "otherwise" not in said
        assert "of those that were asked" not in said


def test_headlines_without_themes_are_not_passed_off_as_nothing_heard():
    headlines = [replace(headline, theme=None) for headline in summary_headlines()]
    page = render_summary(summary_of(headlines=headlines, themes=[]), example_round())
    assert "34 headlines have been read back, but none" in " ".join(page.text.split())
    assert "34 headlines have been read back, but none" in visible(page.html)


def summary_headlines():
    from tests.reports.example_round import example_headlines

    return example_headlines()


def test_a_round_that_confirmed_everything_is_flagged_on_page_and_text():
    page = render_summary(summary_of(predictions=[Prediction("As we thought", Outcome.HELD)]), example_round())
    assert "Every prediction held." in visible(page.html)
    assert "EVERY PREDICTION HELD." in page.text
    assert "Every prediction held" not in visible(PAGE.html)


def test_every_bar_is_a_row_of_two_cells_that_make_a_hundred_per_cent():
    bars = theme_bars(summary_of().themes)
    assert [bar.filled for bar in bars] == [35, 27, 20, 15, 15]
    assert [bar.exact for bar in bars] == [True, True, False, True, True]
    widths = re.findall(r'class="(?:exact|rough|track)"[^>]*width="(\d+)%"', PAGE.html)
    assert [int(a) + int(b) for a, b in zip(widths[::2], widths[1::2], strict=True)] == [100] * 5


def test_styles_are_inlined_and_rules_for_print_and_the_dark_stay():
    assert 'class="sheet"' in PAGE.html
    assert re.search(r'<table[^>]*class="sheet"[^>]*style="[^"]*max-width: ?600px', PAGE.html)
    assert "@media print" in PAGE.html
    assert "prefers-color-scheme: dark" in PAGE.html
    assert not re.search(r"<(?:script|link|img)|url\(|https?://", PAGE.html)


def test_what_people_typed_cannot_become_markup():
    attack = "<script>alert(1)</script> & {{ 7 * 7 }}"
    summary = replace(
        summary_of(), title=attack, purpose=attack, to_decide=(attack,), surprises=(Surprise(attack),), roles=()
    )
    page = render_summary(summary, example_round())
    assert "<script>" not in page.html
    assert "49" not in visible(page.html)
    assert attack in visible(page.html)
    assert attack in page.text


def test_lines_of_the_text_are_short():
    assert all(len(line) <= TEXT_WIDTH for line in PAGE.text.splitlines())


def test_one_of_each_is_said_in_the_singular():
    alone = replace(summary_of(), interviews=1, people=1, held=1, roles=(), left_out=0, more_themes=1)
    text = " ".join(render_summary(alone, example_round()).text.split())
    assert "1 interview with 1 person." in text
    assert "1 interview is held" in text
    assert "left out" not in text


def test_a_long_list_of_themes_is_cut_to_five_and_says_so():
    themes = [Theme(f"Theme {number}") for number in range(9)]
    headlines = [replace(h, theme=f"Theme {n % 9}") for n, h in enumerate(summary_headlines())]
    page = render_summary(summary_of(themes=themes, headlines=headlines), example_round())
    assert "4 more themes are in the worksheet." in page.text


def test_a_summary_is_addressed_to_a_lead_from_the_sender_of_the_letters():
    letter = summary_letter(PAGE, example_round(), ENGLISH_RECIPIENT)
    assert letter.key == "attendance-spring/summary/r1"
    assert letter.sender == letter.reply_to == "listening@district.example"
    assert (letter.subject, letter.text, letter.html) == (PAGE.subject, PAGE.text, PAGE.html)
    assert "26 interviews" in letter.subject


def test_without_letters_in_the_settings_there_is_no_sender():
    with pytest.raises(NoSender, match="sender"):
        summary_letter(PAGE, example_round(letters=None), ENGLISH_RECIPIENT)
