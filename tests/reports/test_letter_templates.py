"""Templates of a round's own: what they may do, and how they are told what is wrong."""

from __future__ import annotations

import time

import pytest

from reports.letter import write_letter
from reports.letter_template_check import check_templates
from reports.letter_templates import NAMES, template_of
from reports.letter_warnings import letter_warnings
from reports.rendering import TEMPLATES, TemplateProblem
from rounds.round import Round
from tests.reports.example_round import ENGLISH_RECIPIENT, example_round
from tests.reports.test_letter import SUMMARY

WHOLE = (TEMPLATES / "letter_en.html").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path):
    """Puts a template beside round.toml and gives the round."""
    (tmp_path / "templates").mkdir()

    def put(source: str, name: str = "letter_en.html") -> Round:
        (tmp_path / "templates" / name).write_text(source, encoding="utf-8")
        return example_round().model_copy(update={"folder": tmp_path})

    return put


def write(round_: Round):
    return write_letter(round_, SUMMARY, ENGLISH_RECIPIENT, quotes=(), language="en")


def problems(round_: Round) -> str:
    return "\n".join(check_templates(round_)[0])


def warnings(round_: Round) -> str:
    return "\n".join(check_templates(round_)[1])


def test_a_round_without_templates_has_nothing_to_mend():
    assert check_templates(example_round()) == ([], [])


@pytest.mark.parametrize("name", NAMES)
def test_the_templates_that_come_with_sayback_keep_their_own_rules(own, name):
    round_ = own((TEMPLATES / name).read_text(encoding="utf-8"), name)
    assert check_templates(round_) == ([], [])


def test_a_template_beside_round_toml_is_the_letter(own):
    letter = write(own("<h1>Our own</h1><p>{{ purpose | sentence }} {{ people }}</p>"))
    assert letter.text.split("----")[1].strip() == (
        "Our own\n\nWe wanted to learn what makes it hard to come to school. 29"
    )
    large = next(file for file in letter.attachments if "large" in file.name)
    assert "Our own" in large.content


def test_a_byte_order_mark_is_no_part_of_the_letter(own):
    assert not write(own("\ufeff<p>Words</p>")).html.count("\ufeff")


def test_a_misspelled_name_is_told_with_file_line_name_and_the_names_that_exist(own):
    said = problems(own("<p>Hello</p>\n{% if direct %}\n<p>{{ pruomise }}</p>\n{% endif %}"))
    assert "letter_en.html, line 3: there is no variable `pruomise`; did you mean `promise`?" in said
    for name in ("promise", "reply_to", "themes", "decisions"):
        assert name in said.split("There are:")[1]


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{% if false %}{{ nmae }}{% endif %}", "line 1: there is no variable `nmae`"),
        ("{% for d in decisions %}\n{{ d.wat }}{% endfor %}", "line 2: `d` has no `wat`; did you mean `what`?"),
        ("{% for t in themes %}{{ t.name }}{% endfor %}", "`t` is a text"),
        ("{{ purpose.upper }}", "`purpose` has no `upper`: `purpose` is a text"),
        ("{{ decision.what }}", "there is no variable `decision`"),
        ("{{ loop.index }}", "there is no variable `loop`"),
        ("one\n{% if %}", "line 2: "),
        ("{% for themes in themes %}{% endfor %}", "call it something else"),
        ("{{ hear_by | dya }}", "`| dya` is not allowed in letters; did you mean `day`?"),
        ("{{ hear_by }}", "line 1: a date is printed as it is: write `| day` behind it"),
        ("\n{{ hear_by | day }}", "line 2: there is no date for `| day`: ask `{% if ... %}` first"),
        ("{{ themes }}", "a list or a yes/no is printed"),
        ("{% for d in decisions %}{{ d }}{% endfor %}", "a list or a yes/no is printed"),
        ("{% for q in quotes %}{{ q.role }}{% endfor %}", "a variable is printed that can be empty"),
        ("{{ quotes | join }}", "`| join` is for lists of texts"),
        ("{{ people | sentence }}", "a filter does not fit"),
        ("{{ has_code }}", "a list or a yes/no is printed"),
    ],
)
def test_what_is_wrong_in_a_template_is_told_at_check_time(own, source, told):
    assert told in problems(own(source))


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 1000000000 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'a'.ljust(1000000000) }}",
        "{{ 'a' | center(1000000000) }}",
        "{{ 'a' | indent(1000000000) }}",
        "{{ themes | join(1000000000) }}",
        "{{ lipsum(n=1000000) }}",
        "{% set x = 'a' %}{{ x }}",
        "{% set ns = namespace(x='a') %}{% for t in themes %}{% set ns.x = ns.x ~ ns.x %}{% endfor %}",
        "{% for a in themes %}{% for b in themes %}{{ a }}{{ b }}{% endfor %}{% endfor %}",
        "{% for c in promise %}{{ c }}{% endfor %}",
        "{% for t in themes recursive %}{{ loop(themes) }}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include '../../round.toml' %}",
        "{% include 'letter.html' %}",
        "{% import 'letter.html' as l %}",
        "{% from 'letter.html' import l %}",
        "{% extends 'layout.html' %}",
        "{% block a %}{% endblock %}",
        "{{ purpose.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ purpose['__class__'] }}",
        "{{ self }}",
        "{{ purpose | attr('__class__') }}",
        "{{ themes | map('upper') }}",
        "{{ purpose | safe }}",
        "{% autoescape false %}{{ purpose }}{% endautoescape %}",
        "{% filter upper %}x{% endfilter %}",
        "{% call m() %}{% endcall %}",
        "{% with x = 1 %}{% endwith %}",
        "{{ [1, 2] }}",
        "{{ {'a': 1} }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ " + "not " * 5000 + "direct }}",
        "{% if direct %}" * 200 + "{% endif %}" * 200,
        "{{ purpose" + " | trim" * 400 + " }}",
        "{{ " + " and ".join(["direct"] * 2000) + " }}",
        "x" * 20_001,
    ],
)
def test_a_template_that_could_run_long_grow_large_or_reach_out_is_refused_at_once(own, source):
    round_ = own(source)
    started = time.monotonic()
    assert "letter_en.html, line 1: " in problems(round_)
    with pytest.raises(TemplateProblem, match=r"letter_en\.html, line 1"):
        write(round_)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("<p>one</p>\n<script>alert(1)</script>", "line 2: <script> is not for letters"),
        ("<img src='https://example.org/{{ people }}.gif'>", "<img> is not for letters"),
        ("<p onclick='x()'>one</p>", "the attribute `onclick` is not for letters"),
        ("<p style='background: url(//example.org)'>one</p>", "the attribute `style` is not for letters"),
        ("<a href='javascript:x()'>one</a>", "a link starts with"),
        ("<!-- note --><p>one</p>", "write a comment as {#"),
        ("<!DOCTYPE html><p>one</p>", "the page around the letter is there already"),
        ("<html><body><p>one</p></body></html>", "<html> is not for letters"),
    ],
)
def test_a_letter_holds_words_and_nothing_that_runs_or_loads(own, source, told):
    round_ = own(source)
    assert told in problems(round_)
    with pytest.raises(TemplateProblem, match="letter_en"):
        write(round_)


def test_what_people_typed_is_escaped_in_a_template_of_the_round(own):
    round_ = own("<p>{{ signed | upper }} {{ themes | join('; ') }}</p>")
    letters = round_.letters.model_copy(update={"signed": round_.letters.signed.model_copy(update={"en": "<b>&"})})
    assert "&lt;B&gt;&amp;" in write(round_.model_copy(update={"letters": letters})).html


@pytest.mark.parametrize(
    ("dropped", "told"),
    [
        ("{{ promise | sentence }}", "who sees the notes"),
        ("{{ reply_to }}", "how to answer"),
        ("Tell us the code on your card{% endif %}, and we take out what you said", "how to be forgotten"),
        ("{{ hear_by | day }}", "by when people will hear"),
        ("{{ limit.why | sentence }}", "why you cannot"),
        ("{{ quote.text }}", "the quotes that were approved"),
    ],
)
def test_a_template_that_leaves_out_what_must_be_said_is_warned_about(own, dropped, told):
    assert dropped in WHOLE
    source = WHOLE.replace(dropped, "{% endif %}" if "endif" in dropped else "")
    round_ = own(source)
    assert problems(round_) == ""
    assert told in warnings(round_)
    assert warnings(round_).count("does not say") == 1


def test_a_template_that_is_too_long_in_itself_is_warned_about(own):
    assert "a letter has at most 249" in warnings(own(f"{WHOLE}<p>{'word ' * 200}</p>"))


def test_a_phone_script_that_takes_too_long_is_warned_about(own):
    script = (TEMPLATES / "phone_en.txt").read_text(encoding="utf-8")
    assert "at most 150 take a minute" in warnings(own(f"“{'word ' * 150}”\n\n{script}", "phone_en.txt"))


def test_a_file_that_is_no_template_is_told_with_the_name_that_was_meant(own):
    said = warnings(own("x", "letter-en.html"))
    assert "letter-en.html is not used" in said
    assert "Did you mean letter_en.html?" in said


def test_files_that_cannot_be_read_as_text_are_told(own, tmp_path):
    round_ = own("x", "other")
    (tmp_path / "templates" / "letter_en.html").write_bytes(b"\xff\xfe")
    (tmp_path / "templates" / "phone_es.txt").mkdir()
    said = problems(round_)
    assert "letter_en.html is not UTF-8 text" in said
    assert "phone_es.txt is not a file" in said


def test_a_message_about_a_template_never_says_what_would_be_put_in(own):
    round_ = own("{{ signed | day }}")
    with pytest.raises(TemplateProblem) as caught:
        template_of(round_, "letter", "en").fill_in({"signed": "The listening team"})
    assert "listening" not in str(caught.value)


def test_all_faults_of_a_template_are_told_at_once(own):
    said = problems(
        own(
            "{{ nmae }}\n{{ hear_by }}\n{{ themes }}\n<img>\n{% if direct %}{{ hear_by | day }}{% endif %}\n"
            "{% for d in decisions %}{{ d.wat }}\n{{ d.by }}{% endfor %}"
        )
    )
    for told in (
        "line 1: there is no variable `nmae`",
        "line 2: a date is printed as it is",
        "line 2: a variable is printed that can be empty",
        "line 3: a list or a yes/no is printed",
        "line 4: <img> is not for letters",
        "line 5: there is no date for `| day`",
        "line 6: `d` has no `wat`",
        "line 7: a date is printed as it is",
    ):
        assert told in said


def test_what_breaks_the_rules_does_not_hide_the_other_faults(own):
    said = problems(own("{% for x in nothing %}{{ x.y }}{{ nmae }}{% endfor %}\n{% set a = 1 %}\n<script>1</script>"))
    assert "line 1: a loop goes through one of the lists" in said
    assert "line 1: there is no variable `nmae`" in said
    assert "line 2: `set` is not allowed in letters" in said
    assert "line 3: <script> is not for letters" in said
    assert "`x`" not in said


def test_a_tag_that_a_template_puts_together_is_no_fault(own):
    assert problems(own("<h{% if direct %}2{% else %}3{% endif %}>{{ signed }}</h{{ 2 if direct else 3 }}>")) == ""


@pytest.mark.parametrize(("language", "asks"), [("en", "Tell us the code on your card"), ("es", "Díganos el código")])
def test_a_template_that_asks_for_the_code_by_mail_is_warned_about(own, language, asks):
    whole = (TEMPLATES / f"letter_{language}.html").read_text(encoding="utf-8")
    start, end = whole.index("{% if not has_code %}"), whole.index("{% else %}" + asks)
    for source in (
        whole[:start] + "{% if not has_code %}forget borre {% else %}" + whole[end + len("{% else %}") :],
        f"<p>{{{{ promise }}}}</p><p>{asks}, de su tarjeta.</p>",
    ):
        round_ = own(source, f"letter_{language}.html")
        assert problems(round_) == ""
        assert "address and code would meet" in warnings(round_)
    assert "address and code" not in warnings(own(whole, f"letter_{language}.html"))


@pytest.mark.parametrize("source", ["", " \n", "<p> </p>", "{# later #}", "<p>{% if themes %}{% endif %}</p>"])
def test_a_letter_that_would_say_nothing_is_refused(own, source):
    round_ = own(source)
    assert "letter_en.html says nothing" in problems(round_)
    with pytest.raises(TemplateProblem, match="says nothing"):
        write(round_)


def test_what_a_template_leaves_out_is_told_again_before_letters_are_approved(own):
    round_ = own("<p>Thank you for your time.</p>")
    assert warnings(round_)
    assert set(check_templates(round_)[1]) <= set(letter_warnings(round_, SUMMARY))
