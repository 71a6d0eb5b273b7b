"""The summary as a page and as a text."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from reports.chart import theme_bars
from reports.rendering import TEXT_WIDTH, Rendered
from reports.summary_page import NoSender, render_summary, summary_letter
from rounds.headlines import Outcome, Prediction, Theme
from rounds.summary import (
    Changes,
    Dissent,
    GroupHeard,
    LettersGo,
    SegmentHeard,
    Split,
    SplitCell,
    Summary,
    Surprise,
    ToldBack,
)
from tests.reports.example_round import ENGLISH_RECIPIENT, RIDES, WAITS, example_headlines, example_round
from tests.reports.full_summary import coverage, full_summary
from tests.reports.test_summary import summary_of

GMAIL_CLIPS_AT = 102 * 1024  # bytes
GMAIL_DROPS_STYLES_OVER = 8192  # characters of a <style>


class _Visible(HTMLParser):
    """The text that a reader sees on a screen: nothing that is hidden, in the head, or for paper only."""

    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag, attrs):
        if tag in ("meta", "br", "link"):
            return
        style = dict(attrs).get("style") or ""
        self._open.append((tag, tag in ("style", "title") or "display: none" in style))

    def handle_endtag(self, tag):
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if not any(hidden for _, hidden in self._open):
            self.text.append(data)


def visible(html: str) -> str:
    parser = _Visible()
    parser.feed(html)
    return " ".join(" ".join(parser.text).split())


def both(page: Rendered) -> tuple[str, str]:
    """What the page and the text say, in single spaces."""
    return visible(page.html), " ".join(page.text.split())


def words(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def said(page: Rendered, *parts: str) -> None:
    """Each of ``parts`` stands in the page and in the text."""
    for text in both(page):
        for part in parts:
            assert words(part) in words(text), part


def unsaid(page: Rendered, *parts: str) -> None:
    for text in both(page):
        for part in parts:
            assert words(part) not in words(text), part


def rendered(summary: Summary, **round_changes: object) -> Rendered:
    return render_summary(summary, example_round(**round_changes))


PAGE = rendered(summary_of())
FULL = rendered(full_summary())


def test_page_and_text_say_how_many_what_was_heard_what_was_withheld_and_what_is_next():
    said(
        PAGE,
        "Getting to school: spring listening round",
        "March 16, 2026",
        "26 interviews",
        "Nobody noticed I was gone",
        "9 of 26",
        "I ran, it left, and nobody came back for me.",
        "it's an hour in the cold",
        "We heard otherwise.",
        "People say it's the bus because that is easier to say.",
        "Not as expected:",
        "Do we move the first bus from 6:40 to 7:05 on the east route?",
        "Everyone we spoke with hears back by April 17.",
        "A group under 10 could be recognised",
        "1 headline of the team: a quote that is not word for word",
        "3 interviews are held",
    )


@pytest.mark.parametrize("page", [PAGE, FULL], ids=["example", "full"])
def test_page_and_text_tell_everything_in_the_same_order(page):
    headings = re.findall(r"<h2[^>]*>(.*?)</h2>|<b>(Not on this page, and why)</b>", page.html)
    on_page = [" ".join(filter(None, one)).upper() for one in headings]
    assert [line for line in page.text.splitlines() if line in on_page] == on_page
    assert len(on_page) >= 7


def test_what_a_lead_is_to_do_comes_before_what_was_heard_and_holds_come_last():
    for text in both(PAGE):
        assert text.lower().index("next: for you to decide") < text.lower().index("surprises")
        assert text.index("3 interviews are held") > text.index("Everyone we spoke with")
        assert text.endswith("and not counted here; “sayback status” tells the team why.")


def test_the_letters_are_the_next_step_until_they_went_out_or_people_have_heard_back():
    said(
        PAGE, "tell the team, who record it, so that people hear back by May 15, 2026. No letter goes out without that."
    )
    unsaid(PAGE, "sayback approve", "in the worksheet")
    going = rendered(replace(summary_of(), letters=LettersGo.GOING))
    said(going, "The letters to the people who were listened to are approved, and are going out.")
    went = rendered(replace(summary_of(), letters=LettersGo.WENT))
    said(went, "The letters to the people who were listened to went out.")
    unsaid(went, "show you the letters")
    unsaid(rendered(replace(summary_of(), told_back=ToldBack(3, 9, 2, 4))), "the letters")
    unsaid(rendered(summary_of(), letters=None), "the letters")


def test_a_voice_names_only_a_theme_that_is_on_the_page():
    off_page = Dissent("It is fine as it is.", "A sixth theme")
    page = rendered(replace(summary_of(), dissent=(off_page, *summary_of().dissent)))
    said(page, "It is fine as it is.", f"(on: {RIDES})")
    unsaid(page, "A sixth theme")


def test_a_quote_in_spanish_says_so_to_screen_readers_wherever_it_stands():
    spanish = [h for h in example_headlines() if h.interview_ids == ("caregiver-10",) and h.theme == WAITS]
    assert '<p class="quote first" lang="es"' in rendered(summary_of(headlines=spanish)).html
    surprise = Surprise("Nadie me llamó.", is_quote=True, language="es")
    voice = Dissent("Nadie me llamó.", is_quote=True, language="es")
    page = rendered(replace(summary_of(), themes=(), surprises=(surprise,), dissent=(voice,)))
    assert page.html.count('<span lang="es">') == 2
    assert 'lang="en"' not in page.html.partition("<body")[2]


def test_the_page_says_in_what_order_themes_stand():
    said(PAGE, "The most heard come first.")
    said(rendered(replace(summary_of(), themes=summary_of().themes[::-1])), "in the team's order")


def test_without_anything_to_decide_a_lead_is_told_what_to_agree_on():
    said(rendered(replace(summary_of(), to_decide=())), "Agree with the team on what you will do")


def test_without_headlines_the_page_says_so_and_whom_to_hear_still():
    page = rendered(replace(summary_of(headlines=[], predictions=[]), coverage=coverage()))
    said(page, "No headlines have been read back", "There is still time to hear more from: Student")
    unsaid(page, "surprise", "otherwise", "in which it was asked")
    assert "26 interviews so far" in page.subject


def test_headlines_without_themes_are_not_passed_off_as_nothing_heard():
    headlines = [replace(headline, theme=None) for headline in example_headlines()]
    said(rendered(summary_of(headlines=headlines, themes=[])), "Headlines have been read back, but none")


def test_a_round_that_confirmed_everything_is_flagged_on_page_and_text():
    page = rendered(summary_of(predictions=[Prediction("As we thought", Outcome.HELD)]))
    said(page, "Every prediction held.", "may have asked only what we already believed")
    unsaid(PAGE, "Every prediction held")


def test_a_round_without_predictions_says_that_there_were_none():
    words_of_it = "nobody wrote it down before the stories were read"
    said(rendered(summary_of(predictions=[])), words_of_it)
    unsaid(rendered(summary_of()), words_of_it)


def test_coverage_says_in_words_whether_a_target_is_met_and_what_is_not_shown():
    page = rendered(replace(summary_of(), coverage=coverage(), roles=()))
    text = page.text
    assert "- Student: 24 (target 25; so far: not yet)" in text
    assert "- Parent: 17 (target 15; so far: target met)" in text
    assert "- Grandparent or other family: not shown (target 5; so far: target met)" in text
    assert "- Staff: not shown (target 5; so far: not shown)" in text
    assert "Way to school: Bus: 11; Family car: 11" in " ".join(text.split())
    said(page, "Role: Grandparent or other family, Staff; Grade: 11, 12")
    rows = re.findall(r"<tr>(<td.*?)</tr>", page.html)
    assert "Staff not shown 5 not shown" in [visible(row) for row in rows]


def test_roles_are_not_told_twice_where_coverage_tells_them():
    roles = summary_of().roles
    segment = SegmentHeard("Role", tuple(GroupHeard(role.name, role.interviews, 10) for role in roles))
    assert "student: 12" in PAGE.text
    assert rendered(replace(summary_of(), coverage=(segment,))).text.count("student: 12") == 1


def test_a_split_is_shown_and_a_withheld_one_is_one_line_that_says_so():
    cells = (SplitCell("9", 12, 20), SplitCell("10", 10, 21))
    splits = (Split("Rides", "Grade", cells), Split("Mornings", "Grade", ()), Split("Rides", "Role", ()))
    page = rendered(replace(summary_of(), splits=splits))
    said(page, "Rides, by Grade: 9: 12 of 20, 10: 10 of 21", "Mornings by Grade, as a lead asked: some groups are so")
    said(page, "Themes by Role, as a lead asked: some groups are so small")
    only_withheld = rendered(replace(summary_of(), splits=splits[1:2]))
    unsaid(only_withheld, "Themes by group")
    said(only_withheld, "Themes by Grade, as a lead asked")


def test_changes_are_told_since_the_last_summary_that_went_out():
    changes = Changes(date(2026, 2, 2), ("Rides",), ("Weather",), (("Mornings", "some", "7 of 30"),), 20)
    page = rendered(replace(summary_of(), changes=changes))
    said(page, "Changed since February 2, 2026", "Interviews: 20 then, 26 now", "New: Rides", "No longer", "Weather")
    said(page, "Mornings: some then, 7 of 30 now")
    unsaid(rendered(replace(summary_of(), changes=Changes(date(2026, 2, 2)))), "Changed since")
    unsaid(PAGE, "Changed since")


def test_where_numbers_stay_the_page_says_of_which_day_and_where_not_all_do_it_says_that_instead():
    stays = replace(summary_of(), changes=Changes(date(2026, 2, 2), counts_stay=True))
    said(rendered(stays), "Fewer than 10 interviews came, went or were added to.")
    said(rendered(stays), "All numbers on this page are those of February 2, 2026")
    told = replace(stays, told_back=ToldBack(45, 60, 8, 10))
    said(rendered(told), "All numbers on this page but for who has heard back are those of February 2, 2026")
    differ = rendered(replace(stays, changes=Changes(date(2026, 2, 2), counts_stay=True, counts_differ=True)))
    said(differ, "Some numbers are still those of February 2, 2026", "others were counted anew")
    unsaid(differ, "Fewer than 10", "All numbers")


def test_on_the_same_day_changes_are_told_since_the_time_of_day():
    today = summary_of().today
    page = rendered(replace(summary_of(), changes=Changes(today, counts_stay=True, since_time=time(14, 5))))
    said(page, "Changed since 2:05 PM today", "those of 2:05 PM today")
    earlier = Changes(date(2026, 2, 2), counts_stay=True, since_time=time(14, 5))
    unsaid(rendered(replace(summary_of(), changes=earlier)), "2:05")


def test_how_many_have_heard_back_is_told_with_how_many_reported():
    page = rendered(replace(summary_of(), told_back=ToldBack(45, 60, 8, 10)))
    said(page, "45 of 60 people have been told what came of it, as their listeners count (8 of 10 listeners have")
    alone = rendered(replace(summary_of(), told_back=ToldBack(1, 2, 1, 1), promised=()))
    said(alone, "Who has heard back", "1 of 1 listener has reported so far")
    assert page.text.index("WHAT WE PROMISED") < page.text.index("WHO HAS HEARD BACK")


def test_a_draft_says_so_first_and_the_one_that_is_sent_does_not():
    draft = render_summary(summary_of(), example_round(), draft=True)
    assert draft.text.startswith("Draft for the team. “sayback summarize --send” makes the one")
    assert visible(draft.html).startswith("Draft for the team.")
    assert draft.subject.startswith("Draft: ")
    unsaid(PAGE, "Draft", "handed out")


def test_the_preview_of_a_mail_says_what_is_next_and_is_hidden_in_it():
    hidden = re.search(r'<div style="display: none;[^"]*">([^<]*)</div>', PAGE.html)
    assert hidden is not None
    assert hidden[1].startswith("2 questions for you to decide. First: Do we move the first bus")
    assert PAGE.html.index(hidden[0]) < PAGE.html.index("<table")


def test_every_bar_has_its_number_or_word_beside_it():
    bars = theme_bars(summary_of().themes)
    widths = [int(width) for width in re.findall(r'class="bar"[^>]*? width="(\d+)%"', PAGE.html)]
    assert widths == [bar.filled for bar in bars]
    assert all(f">{bar.words}</td>" in PAGE.html for bar in bars)
    assert PAGE.html.count('aria-hidden="true"') == len(bars)
    assert theme_bars([replace(summary_of().themes[0], bar=0.0)])[0].filled == 2


def test_styles_are_inlined_and_nothing_comes_from_elsewhere():
    assert re.search(r'<table[^>]*class="sheet"[^>]*style="[^"]*max-width: ?600px', PAGE.html)
    assert PAGE.html.startswith('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><style>')
    assert PAGE.html.count("<meta charset") == 1
    assert "@media print" in PAGE.html
    assert "prefers-color-scheme: dark" in PAGE.html
    assert not re.search(r"<(?:script|link|img|form|iframe)|url\(|https?://|@import", FULL.html)


def test_gmail_neither_clips_the_fullest_page_nor_drops_its_styles():
    page = rendered(full_summary(long=3))
    assert len(page.html.encode()) < GMAIL_CLIPS_AT
    (styles,) = re.findall(r"<style>(.*?)</style>", page.html, re.DOTALL)
    assert len(styles) < GMAIL_DROPS_STYLES_OVER


def test_what_people_typed_cannot_become_markup():
    attack = "<script>alert(1)</script> & {{ 7 * 7 }}"
    summary = replace(
        full_summary(),
        title=attack,
        purpose=attack,
        to_decide=(attack,),
        surprises=(Surprise(attack),),
        coverage=(SegmentHeard(attack, (GroupHeard(attack, None, 5), GroupHeard(attack, 10))),),
        splits=(Split(attack, attack, (SplitCell(attack, 10, 20),)), Split(attack, attack, ())),
        changes=Changes(date(2026, 2, 2), (attack,), (attack,), ((attack, attack, attack),)),
    )
    page = rendered(summary)
    assert "<script>" not in page.html
    assert "49" not in visible(page.html)
    assert attack in visible(page.html)
    assert attack in page.text


@pytest.mark.parametrize("page", [PAGE, FULL], ids=["example", "full"])
def test_lines_of_the_text_are_short_and_none_holds_a_single_word_of_a_paragraph(page):
    lines = page.text.splitlines()
    assert all(len(line) <= TEXT_WIDTH for line in lines)
    alone = [line for before, line in pairwise(lines) if before and len(line.split()) == 1]
    assert alone == []


def test_one_of_each_is_said_in_the_singular():
    alone = replace(summary_of(), interviews=1, people=1, held=1, roles=(), left_out=0, more_themes=1)
    text = " ".join(rendered(alone).text.split())
    assert "1 interview with 1 person." in text
    assert "1 interview is held" in text
    assert "of the team: a quote" not in text


def test_a_long_list_of_themes_is_cut_to_five_and_says_so():
    themes = [Theme(f"Theme {number}") for number in range(9)]
    headlines = [replace(h, theme=f"Theme {n % 9}") for n, h in enumerate(example_headlines())]
    said(rendered(summary_of(themes=themes, headlines=headlines)), "The team has 4 more themes.")


def test_a_short_summary_leaves_nothing_off_its_sheet_and_a_full_one_says_what():
    short = replace(summary_of(), themes=summary_of().themes[:2], dissent=(), promised=())
    assert "Left off this sheet" not in rendered(short).html
    assert 'class="off' not in rendered(short).html
    (told,) = re.findall(r'<p class="paper"[^>]*>(Left off this sheet.*?)</p>', FULL.html)
    assert "what the themes mean" in told
    assert told.endswith("The mail has everything.")
    assert len(re.findall(r'class="quote(?: first)? off"', FULL.html)) == int(re.search(r"(\d+) quotes", told)[1])


def test_each_theme_keeps_a_quote_on_paper_while_other_things_can_go():
    themes = tuple(replace(theme, name=theme.name[:20]) for theme in full_summary().themes)
    page = rendered(replace(full_summary(), themes=themes, changes=None, splits=()))
    assert "the predictions one by one" in page.html
    shown = re.findall(r'class="quote(?: first)?( off)?"', page.html)
    assert shown[::2] == [""] * 5
    assert " off" in shown[1::2]


def test_a_summary_is_addressed_to_a_lead_from_the_sender_of_the_letters():
    letter = summary_letter(PAGE, example_round(), ENGLISH_RECIPIENT)
    assert letter.key == "attendance-spring/summary/r1"
    assert letter.sender == letter.reply_to == "listening@district.example"
    assert (letter.subject, letter.text, letter.html) == (PAGE.subject, PAGE.text, PAGE.html)
    assert "26 interviews" in letter.subject


def test_without_letters_in_the_settings_there_is_no_sender():
    with pytest.raises(NoSender, match="sender"):
        summary_letter(PAGE, example_round(letters=None), ENGLISH_RECIPIENT)
