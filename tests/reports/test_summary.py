"""What a summary says, and what it never says."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from reports.summary import build_summary
from rounds.headlines import Headline, HeadlineKind, Outcome, Prediction, Theme
from rounds.interviews import HeldReason, Interview, Note, NoteKind
from rounds.summary import Summary
from tests.reports.example_round import (
    HOME,
    PREDICTIONS,
    RIDES,
    SETTINGS,
    THEMES,
    TODAY,
    UNNOTICED,
    UNSAFE,
    WAITS,
    example_headlines,
    example_interviews,
    example_round,
)


def summary_of(**changes: Any) -> Summary:
    parts: dict[str, Any] = {
        "interviews": example_interviews(),
        "headlines": example_headlines(),
        "themes": THEMES,
        "predictions": PREDICTIONS,
        "round_": example_round(),
        "held": 3,
    } | changes
    return build_summary(
        parts["round_"],
        parts["interviews"],
        parts["headlines"],
        parts["themes"],
        parts["predictions"],
        held=parts["held"],
        today=TODAY,
    )


def _every_text(value: Any) -> str:
    if is_dataclass(value):
        return " ".join(_every_text(getattr(value, field.name)) for field in fields(value))
    return " ".join(map(_every_text, value)) if isinstance(value, tuple) else str(value)


def test_interviews_and_people_of_the_whole_round_are_counted_apart():
    summary = summary_of()
    assert (summary.interviews, summary.people, summary.held) == (26, 29, 3)


def test_a_small_role_is_withheld_with_another_beside_it():
    assert [(role.name, role.interviews) for role in summary_of().roles] == [
        ("student", 12),
        ("caregiver", None),
        ("staff", None),
    ]


def test_themes_stand_with_the_most_heard_first_and_counts_that_may_be_said():
    summary = summary_of()
    assert [(theme.name, theme.count) for theme in summary.themes] == [
        (UNNOTICED, "9 of 26"),
        (RIDES, "7 of 26"),
        (UNSAFE, "some"),
        (WAITS, "4 of 26"),
        (HOME, "4 of 26"),
    ]
    assert summary.more_themes == 1


def test_a_team_can_put_the_themes_in_an_order_of_its_own():
    ordered = [Theme(HOME, order=1), Theme(RIDES, order=2), *(Theme(name, order=3) for name in (UNNOTICED, WAITS))]
    assert [theme.name for theme in summary_of(themes=ordered).themes[:2]] == [HOME, RIDES]


def test_a_theme_that_only_the_headlines_name_is_shown_too():
    assert [theme.name for theme in summary_of(themes=[]).themes[:2]] == [UNNOTICED, RIDES]


def test_a_theme_that_only_the_headlines_name_comes_last_and_one_without_order_after_the_ordered():
    themes = [Theme(HOME, order=2), Theme(WAITS, order=0)]
    names = [theme.name for theme in summary_of(themes=themes).themes]
    assert names[:2] == [HOME, WAITS]
    assert names[2] == UNNOTICED


def test_a_sensitive_theme_stays_so_when_people_give_it_another_name():
    headlines = [replace(headline, theme="The hallway") for headline in example_headlines() if headline.theme == RIDES]
    renamed = summary_of(headlines=headlines, themes=[Theme("The hallway", replaces=(UNSAFE,))]).themes[0]
    assert not any(character.isdigit() for character in renamed.count)
    assert all(quote.role is None for quote in renamed.quotes)
    plain = summary_of(headlines=headlines, themes=[Theme("The hallway", replaces=(HOME,))]).themes[0]
    assert any(character.isdigit() for character in plain.count)


def test_a_theme_is_counted_out_of_the_interviews_whose_form_asked():
    notes = {"student": [Note("belonged", "A story", NoteKind.NOTE, "My coach waits for me.")]}
    interviews = [replace(i, notes=(*i.notes, *notes.get(i.source, []))) for i in example_interviews()]
    headlines = [
        Headline(f"h{n}", (f"student-{n:02d}",), "belonged", HeadlineKind.DESCRIPTIVE, "A coach waits.", WAITS)
        for n in range(1, 6)
    ]
    assert summary_of(interviews=interviews, headlines=headlines).themes[0].count == "5 of 12"


def test_one_interview_with_three_headlines_of_a_theme_is_counted_once():
    headlines = [replace(headline, interview_ids=("student-03",)) for headline in example_headlines()[:3]]
    headlines = [replace(headline, kind=HeadlineKind.DESCRIPTIVE) for headline in headlines]
    assert summary_of(headlines=headlines).themes[0].count == "one or two"


def test_quotes_are_word_for_word_at_most_two_and_from_different_roles_where_possible():
    themes = {theme.name: theme for theme in summary_of().themes}
    assert [quote.text for quote in themes[RIDES].quotes] == [
        "I ran, it left, and nobody came back for me.",
        "The bus does not come down our road when it rains.",
    ]
    assert all(len(theme.quotes) <= 2 for theme in themes.values())


def test_a_quote_that_is_not_in_its_own_interview_is_counted_and_shown_nowhere():
    altered = replace(example_headlines()[0], text="“I ran and it left.”", surprise=True, dissent=False)
    elsewhere = replace(example_headlines()[1], text="“We have one car and three schedules.”", dissent=True)
    summary = summary_of(headlines=[altered, elsewhere], predictions=[])
    assert summary.left_out == 2
    assert summary.themes == summary.surprises == summary.dissent == ()


def test_a_role_is_named_beside_a_quote_only_where_its_number_is_shown():
    themes = {theme.name: theme for theme in summary_of().themes}
    assert [quote.role for quote in themes[RIDES].quotes] == ["student", None]
    assert [quote.role for quote in themes[UNSAFE].quotes] == [None]  # sensitive


def test_somebody_who_was_in_distress_is_never_quoted():
    interviews = [replace(i, distress=i.id == "student-01") for i in example_interviews()]
    assert "I ran, it left" not in _every_text(summary_of(interviews=interviews))


def test_the_words_of_somebody_in_distress_are_not_quoted_from_another_either():
    words = "I ran, it left"
    note = Note("hard_day", "A hard day", NoteKind.NOTE, words)
    interviews = [
        replace(i, distress=i.id == "student-01", notes=(*i.notes, note) if i.id == "student-02" else i.notes)
        for i in example_interviews()
    ]
    quote = Headline("h1", ("student-02",), "hard_day", HeadlineKind.QUOTE, words, RIDES)
    assert words not in _every_text(summary_of(interviews=interviews, headlines=[quote]))


def test_the_same_words_of_two_people_stand_once_under_a_theme():
    note = Note("hard_day", "A hard day", NoteKind.NOTE, "You stand there and wait.")
    interviews = [replace(i, notes=(*i.notes, note)) for i in example_interviews()]
    quotes = [
        Headline(f"h{number}", (f"student-0{number}",), "hard_day", HeadlineKind.QUOTE, note.text, RIDES)
        for number in (1, 2)
    ]
    theme = next(one for one in summary_of(interviews=interviews, headlines=quotes).themes if one.name == RIDES)
    assert [quote.text for quote in theme.quotes] == [note.text]


def test_cues_and_probes_are_never_offered_as_quotes():
    cue = Note("hard_day", "What did you see?", NoteKind.CUE, "She looked at the floor.")
    interviews = [replace(i, notes=(*i.notes, cue)) for i in example_interviews()]
    quote = Headline("h1", ("student-01",), "hard_day", HeadlineKind.QUOTE, "“She looked at the floor.”", RIDES)
    assert summary_of(interviews=interviews, headlines=[quote]).left_out == 1


def test_surprises_are_marked_headlines_and_then_overturned_predictions_three_at_most():
    summary = summary_of()
    assert [(surprise.text, surprise.overturned) for surprise in summary.surprises] == [
        ("A saved seat in homeroom is a reason to get up.", False),
        ("it's an hour in the cold", False),
        ("Students stay home because they are bored", True),
    ]


def test_dissent_stays_with_its_theme_and_does_not_count_for_it():
    summary = summary_of()
    assert [(voice.theme, voice.is_quote) for voice in summary.dissent] == [(RIDES, True), (WAITS, False)]
    only_dissent = [headline for headline in example_headlines() if headline.dissent]
    assert summary_of(headlines=only_dissent).themes == ()


def test_every_prediction_that_held_raises_the_flag_and_one_that_is_open_does_not():
    held = Prediction("As we thought", Outcome.HELD)
    assert summary_of(predictions=[held, held]).expectations.all_held
    assert not summary_of(predictions=[held, Prediction("Later")]).expectations.all_held
    assert not summary_of(predictions=[]).expectations.all_held
    assert not summary_of().expectations.all_held


def test_what_was_predicted_after_the_stories_could_be_read_is_only_counted() -> None:
    held = Prediction("As we thought", Outcome.HELD)
    late = Prediction("We saw it coming", Outcome.OVERTURNED, is_late=True)
    summary = summary_of(predictions=[held, late])
    assert (summary.expectations.written, summary.expectations.late) == (1, 1)
    assert summary.expectations.all_held
    assert late.text not in {surprise.text for surprise in summary.surprises}


def test_held_interviews_and_headlines_about_them_are_left_aside():
    interviews = [
        replace(i, held=HeldReason.NO_CONSENT, notes=()) if i.source == "caregiver" else i for i in example_interviews()
    ]
    summary = summary_of(interviews=interviews)
    assert summary.interviews == 15
    assert "We have one car" not in _every_text(summary)
    assert summary.left_out == 1  # the example's own: the page does not count what went with an interview


def test_an_interview_that_is_gone_takes_its_headlines_along():
    interviews = [interview for interview in example_interviews() if interview.id != "student-10"]
    assert "seat" not in _every_text(summary_of(interviews=interviews))


def test_placeholders_are_read_as_words_in_the_language_of_the_interview():
    quotes = [quote.text for theme in summary_of().themes for quote in theme.quotes]
    assert "[" not in _every_text(summary_of())
    spanish = [h for h in example_headlines() if h.interview_ids == ("caregiver-10",) and h.theme == WAITS]
    only_spanish = summary_of(headlines=spanish).themes[0].quotes
    assert only_spanish[0].text == "La maestra me llama en español y eso cambia todo."
    assert "“" not in "".join(quotes)


def test_without_headlines_nothing_is_claimed():
    summary = summary_of(headlines=[], themes=THEMES, predictions=[])
    assert (summary.headlines, summary.themes, summary.surprises) == (0, (), ())


def test_an_empty_round_has_a_summary():
    summary = summary_of(interviews=[], headlines=[], themes=[], predictions=[], held=0)
    assert (summary.interviews, summary.people) == (0, 0)


def test_no_field_of_a_summary_can_hold_an_interview_or_a_note():
    def types(cls: type) -> str:
        return " ".join(str(field.type) for field in fields(cls))

    import rounds.summary as module

    shapes = [value for value in vars(module).values() if is_dataclass(value) and isinstance(value, type)]
    assert Summary in shapes
    for shape in shapes:
        assert not {"Interview", "Note", "Response", "Headline"} & set(types(shape).replace("[", " ").split())


@pytest.mark.parametrize("number", [0, 1, 2, 3, 25, 26])
def test_the_exact_number_of_a_small_or_nearly_full_theme_stands_nowhere(number):
    headlines = [
        Headline(f"h{n}", (interview.id,), "hard_day", HeadlineKind.DESCRIPTIVE, "Something.", RIDES)
        for n, interview in enumerate(example_interviews()[:number])
    ]
    summary = summary_of(headlines=headlines)
    bars = [theme.bar for theme in summary.themes if not theme.bar_is_exact]
    assert all(round(bar * 26, 6) != number for bar in bars)
    assert (number in (0, 1, 2, 25, 26)) == all(str(number) not in theme.count for theme in summary.themes)


def test_roles_come_from_the_segment_named_role_where_a_form_asks():
    settings = SETTINGS | {"segments": [{"key": "role", "label": "Role", "values": ["aide", "driver"]}]}
    settings["sources"] = [dict(source, role=None) for source in SETTINGS["sources"]]
    interviews: list[Interview] = [
        replace(i, segments=(("role", "aide" if n < 12 else "driver"),)) for n, i in enumerate(example_interviews())
    ]
    summary = summary_of(round_=example_round(**settings), interviews=interviews)
    assert [(role.name, role.interviews) for role in summary.roles] == [("aide", 12), ("driver", 14)]
