"""Templates, and the texts made from them."""

from __future__ import annotations

from datetime import date

import pytest
from markupsafe import Markup

import reports.rendering as rendering
from reports.rendering import TEMPLATES, TemplateProblem, in_words, plain_text, render, sandbox, sentence


@pytest.fixture
def templates(tmp_path, monkeypatch):
    monkeypatch.setattr(rendering, "TEMPLATES", tmp_path)
    return tmp_path


def test_a_name_that_a_template_misspells_is_an_error_and_not_a_hole(templates):
    (templates / "a.txt").write_text("Dear {{ nmae }}")
    with pytest.raises(TemplateProblem, match=r"a\.txt.*nmae"):
        render("a.txt", {"name": "secret"})


def test_a_broken_template_is_named_with_its_line(templates):
    (templates / "a.txt").write_text("one\n{% if %}")
    with pytest.raises(TemplateProblem, match=r"a\.txt, line 2"):
        render("a.txt", {})


def test_a_template_that_does_not_exist_is_named(templates):
    with pytest.raises(TemplateProblem, match=r"gone\.html"):
        render("gone.html", {})


@pytest.mark.parametrize(
    "attempt",
    ["{{ name.__class__.__mro__ }}", "{{ ''.__class__ }}", "{{ things.append(1) }}", "{{ render.__globals__ }}"],
)
def test_a_template_reaches_nothing_beyond_its_texts(templates, attempt):
    (templates / "a.txt").write_text(attempt)
    with pytest.raises(TemplateProblem):
        render("a.txt", {"name": "x", "things": [], "render": render})


def test_html_is_escaped_and_text_is_not(templates):
    for name in ("a.html", "a.txt"):
        (templates / name).write_text("{{ text }}")
    assert render("a.html", {"text": "<&>"}) == "&lt;&amp;&gt;"
    assert render("a.txt", {"text": "<&>"}) == "<&>"


def test_every_template_that_comes_with_the_product_compiles():
    names = sorted(path.name for path in TEMPLATES.iterdir())
    assert {"layout.html", "summary.html", "summary.txt", "letter.html", "letter_en.html", "letter_es.html"} <= {*names}
    for name in names:
        rendering._environment("en").get_template(name)


def test_a_date_is_written_in_the_language_of_the_letter():
    assert in_words(date(2026, 3, 3)) == "March 3, 2026"
    assert in_words(date(2026, 3, 3), "es") == "3 de marzo de 2026"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("we will call", "We will call."), ("Why?", "Why?"), (" “Yes.” ", "“Yes.”"), ("", ""), ("élan", "Élan.")],
)
def test_a_sentence_starts_with_a_capital_and_ends(typed, read):
    assert sentence(typed) == read


def test_headings_paragraphs_and_lists_become_plain_lines():
    html = "<h1>Title</h1><p>One &amp; two</p><ul><li>first</li><li>second " + "long " * 20 + "</li></ul><p>End</p>"
    text = plain_text(html)
    assert text.startswith("Title\n\nOne & two\n\n- first\n- second long")
    assert text.endswith("\n\nEnd\n")
    assert all(len(line) <= 72 for line in text.splitlines())


@pytest.mark.parametrize(
    "typed", ["1. one", "- dash", "+ plus", "# hash", "*stars* and _lines_", "a\\b", "[x](y)", "`tick`", "> more"]
)
def test_what_means_something_in_markdown_stays_as_it_was_typed(typed):
    assert plain_text(f"<p>{typed}</p>") == f"{typed}\n"


def test_what_turns_the_reading_direction_is_not_put_into_a_page() -> None:
    turned = "\u202eno ride\u2066 home"
    page = sandbox("en").from_string("{{ typed }}|{{ ours }}").render(typed=turned, ours=Markup(f"<b>{turned}</b>"))
    assert page == "no ride home|<b>no ride home</b>"
