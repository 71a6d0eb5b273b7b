"""Figures are kept and private namesakes are not. Marked names are what the engine would take for persons."""

from __future__ import annotations

import re

import pytest

from redaction.figures import kept_figures, without_figures
from redaction.lexicon import Lexicon
from redaction.public_figures import NameSet, public_figures
from rounds.interviews import InputSpan

_MARKED = re.compile(r"<(.*?)>")

FIGURES = [
    "I want to read <Frederick Douglass>",
    "the unit on <Cesar Chavez> was good",
    "bus 3 sang a <Taylor Swift> song",
    "she loves <taylor swift>",
    "reading the outsiders and <anne frank>",
    "lost a <Messi> jersey",
    "a poster of <Katherine Johnson> hangs there",
    "<LeBron> is the best",
    "I read <Frederick Douglass> twice. <Douglass> escaped",
    "in history <Rosa Parks> and then <Larry Itliong>",
    "the movie <Coco>",
    "favorite book is <Matilda>",
    "we did <Punnett> squares",
    "the author <Jason Reynolds> came",
    "<Yo-Yo Ma> is my hero",
    "<Darwin>'s theory",
    "leyendo a <Julia Alvarez>",
    "una canción de <Selena>",
    "unidad sobre <Pancho Villa>",
    "A BOOK BY <GARY SOTO>",
    "he is into <Naruto> and <Goku>",
    "<Junie B. Jones> again",
    "his hoodie says <Beyoncé>",
    "reading a biography of <Bass Reeves>",
    "her essay on <Toussaint Louverture>",
]
PRIVATE = [
    "my neighbor <Alice Adams> drives us",
    "<Chris Brown> in my 3rd period hits me",
    "coach <Jordan> said run",
    "my cousin <Taylor Swift>, that is her real name",
    "I sat with <Diego Rivera> at lunch",
    "<Michael Jordan> sits behind me",
    "<Cesar Chavez> was late again",
    "<Cesar Chavez Ramirez> came",
    "<James Wilson> texted my mom",
    "<Selena> likes the band room",
    "reading with <Maria Lopez>",
    "we played with <Drake> after school",
    "mr <Newton> gives too much homework",
    "a kid named <Rihanna>",
    "<Jennifer Lopez> is our para",
    "<Joe Burrow>'s cousin hit me",
    "the poster <Jordan> made got ripped",
    "<Jordan>'s book got wet",
    "I learned it from <Daniel>",
    "<Rosa Parks> is my real name",
    "<Tom Holland> came late",
    "we watched <Mateo> play soccer",
    "la maestra <Frida> nos ayuda",
    "<Luis Miguel Torres> llegó tarde",
    "my friend <Maya Angelou Brown>",
    "she wants <Grace Lin> as her partner",
    "essay by <Brandon Nguyen> won",
    "ms <Walker> reads to us and <Alice Walker> is her mom",
    "mother: <Ana Gabriel>",
]
# For each kind of cue: what is kept for it, and the same words about somebody near.
CUES_OF_FIGURES = [
    "made a slideshow on <Maya Angelou>",
    "a slideshow on <Gabriela Mistral> for spanish",
    "her report about <James Baldwin> was long",
    "the statue of <Cesar Chavez> downtown",
    "she quoted <James Baldwin> in the essay",
    "our school is named after <Cesar Chavez>",
    "the goat is named <Shakira>",
    "la escuela lleva su nombre en honor a <Diego Rivera>",
    "we're on <John Adams> this week",
    "favorite artists: <Chris Brown>, <Selena>",
    "Libros: <Julia Alvarez>, <Gary Soto>",
    "in apush we did <John Adams>",
    "they played <Chris Brown> at the dance",
    "pusieron una de <Selena> en el baile",
    "she likes <Chris Brown> the singer",
    "a mi <Neymar> el futbolista me cae bien",
    "he drew fanart of <Sasuke>",
    "doing a monologue from <Antigone>",
]
CUES_NEAR_A_PRIVATE_PERSON = [
    "made a slideshow with <Maya Lopez>",
    "a slideshow by <Gabriela Torres> for spanish",
    "her report to <James Wilson> was long",
    "the bus of <Cesar Chavez> was late",
    "she called <James Baldwin> after school",
    "my brother is named after <Cesar> my uncle",
    "a girl named <Shakira> sits there",
    "my cousin named <Selena> helped",
    "mi hermana se llama <Frida>",
    "we're with <John Adams> this week",
    "Contact: <Chris Brown>, <Selena>",
    "in apush <Jordan> copied me",
    "i danced with <Chris Brown> at the dance",
    "una de <Selena> se perdió",
    "she likes <Chris Brown> from my class",
    "we listened to <Jordan> play the trumpet",
    "<Daisy> plays the trumpet",
    "<Diego> plays goalie with us",
    "vino <Frida> la de mi clase",
    "he drew <Daniel> on the desk",
    "doing homework with <Simon>",
]


def _unmarked(marked: str) -> tuple[str, list[InputSpan]]:
    spans, text = [], ""
    for index, part in enumerate(_MARKED.split(marked)):
        if index % 2:
            spans.append(InputSpan(len(text), len(text) + len(part), "PERSON", 0.8))
        text += part
    return text, spans


@pytest.mark.parametrize("change", [str, str.lower, str.upper])
@pytest.mark.parametrize("marked", FIGURES + CUES_OF_FIGURES)
def test_a_figure_is_kept_in_any_case(marked: str, change: type[str], lexicon: Lexicon) -> None:
    text, spans = _unmarked(change(marked))
    [kept] = kept_figures([text], [spans], lexicon)
    assert all(any(start <= span.start and span.end <= end for start, end in kept) for span in spans)


@pytest.mark.parametrize("change", [str, str.lower, str.upper])
@pytest.mark.parametrize("marked", PRIVATE + CUES_NEAR_A_PRIVATE_PERSON)
def test_a_private_namesake_is_not_kept(marked: str, change: type[str], lexicon: Lexicon) -> None:
    text, spans = _unmarked(change(marked))
    assert kept_figures([text], [spans], lexicon) == [[]]


def test_a_friend_of_that_name_in_another_answer_makes_every_mention_private(lexicon: Lexicon) -> None:
    one, persons = _unmarked("we read <Gary Soto>")
    other, friends = _unmarked("my friend <Gary Soto> left")
    assert kept_figures([one, other], [persons, friends], lexicon) == [[], []]


def test_a_surname_that_a_teacher_has_is_not_kept_for_the_figure(lexicon: Lexicon) -> None:
    text, persons = _unmarked("ms <Douglass> let us read <Frederick Douglass>. <Douglass> wrote it")
    assert [text[start:end] for start, end in kept_figures([text], [persons], lexicon)[0]] == ["Frederick Douglass"]


def test_a_figure_that_goes_by_a_known_name_is_not_kept(lexicon: Lexicon) -> None:
    text, persons = _unmarked("a <Messi> jersey")
    assert kept_figures([text], [persons], lexicon, [persons]) == [[]]


def test_where_no_name_was_found_nothing_needs_keeping(lexicon: Lexicon) -> None:
    assert kept_figures(["I read Frederick Douglass"], [[]], lexicon) == [[]]


def test_stretches_are_places_in_the_input_text(lexicon: Lexicon) -> None:
    text = "\u200bwe \u200bsang “Beyonce\u0301” – read Octavio\u00a0Paz"
    span = InputSpan(0, len(text), "PERSON", 0.8)
    kept = kept_figures([text], [[span]], lexicon)[0]
    assert [text[start:end] for start, end in kept] == ["Beyonce\u0301", "Octavio\u00a0Paz"]


def test_what_a_span_has_beside_a_figure_is_masked_where_it_may_be_a_name(lexicon: Lexicon) -> None:
    text = "Katherine Johnson poster and Deshawn"
    whole = InputSpan(0, len(text), "PERSON", 0.8)
    [left] = without_figures(text, whole, [(0, 17)], lexicon)
    assert text[left.start : left.end] == "poster and Deshawn"
    assert without_figures(text, InputSpan(0, 24, "PERSON", 0.8), [(0, 17)], lexicon) == []
    assert without_figures(text, InputSpan(0, 24, "HANDLE", 0.8), [(0, 17)], lexicon) != []


def test_names_are_found_with_hyphens_initials_and_plural_but_not_over_a_comma() -> None:
    names = NameSet(["J. K. Rowling", "Punnett square", "Yo-Yo Ma", "Valentine's Day"])
    text = "JK? J.K. Rowling, two Punnett squares, yo yo ma, valentines day; Yo, Yo Ma"
    assert [text[start:end] for start, end in names.find(text)] == [
        "J.K. Rowling", "Punnett squares", "yo yo ma", "valentines day",
    ]  # fmt: skip


def test_the_lists_hold_full_names_only_where_the_second_look_excuses_them() -> None:
    assert public_figures().find("Messi and Selena") == []
