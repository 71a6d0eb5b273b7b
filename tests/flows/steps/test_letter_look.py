"""Everything of a letter is looked at again before it leaves, and a hit stops that letter, with the place."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from html import escape

import pytest

from flows.steps.letter_look import look_again
from flows.steps.visible_text import pieces_of, visible_text
from flows.steps.workplace import Workplace, open_workplace
from rounds.letters import Attachment, Letter, Recipient
from tests.flows.small_round import LETTERS, SmallRound

ZERO_WIDTH, SOFT_HYPHEN = "\u200b", "\xad"
TO = Recipient("r1", "Ada Lindqvist", "ada@example.org", "en")
WORD = "k7q2m4x9ab"


@pytest.fixture
def place(small: SmallRound) -> Iterator[Workplace]:
    small.write(LETTERS)
    with open_workplace(small.folder) as workplace:
        yield workplace


def page(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><title>What we heard</title>{head}</head>\n<body>\n'
        f'<p class="cover">For Ada Lindqvist: please give this letter to the people you listened to.</p>\n{body}\n'
        "<p>The listening team</p>\n</body></html>"
    )


def letter(body: str = "<p>Mornings are hard.</p>", **changes: object) -> Letter:
    whole = Letter(
        key="small/letter/r1",
        recipient=TO,
        sender="listening@example.org",
        reply_to="listening@example.org",
        subject="What we heard, and what happens next",
        text="For Ada\nLindqvist: please give this letter.\n----\n\nMornings are hard.\n\nThe listening team\n",
        html=page(body),
        opt_out=WORD,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def places(place: Workplace, one: Letter) -> tuple[str, ...]:
    good, stopped = look_again(place, [one])
    assert bool(good) is not bool(stopped)
    found = stopped[0].places if stopped else ()
    assert "deshawn" not in " ".join(found).lower()
    return found


def test_a_letter_with_nothing_to_hide_leaves(place: Workplace) -> None:
    link = f"mailto:listening@example.org?subject=opt%20out%20{WORD}"
    one = letter(
        f'<p>Write to listening@example.org, or <a href="{link}">no more letters</a>: opt out {WORD}.</p>',
        attachments=(
            Attachment("letter-large-print.html", "text/html", "<html><body><p>Mornings.</p></body></html>"),
            Attachment("phone.txt", "text/plain", "Hello. Mornings are hard."),
        ),
        opt_out_page=f"https://example.org/stop?w={WORD}",
    )
    assert places(place, one) == ()


WAYS = {
    "<p>Then Deshawn said so.</p>": "words",
    "<p>then deshawn said so</p>": "words",
    "<p>De<b>sha</b>wn</p>": "words",
    "<p>De<span style='color:red'>sh<i>aw</i></span>n</p>": "words",
    "<p>Deshawn<b>Brown</b></p>": "words",
    "<p>Des<span style='display:none'>x</span>hawn</p>": "words",
    "<table><tr><td>Des</td><td>hawn</td></tr></table>": "words set apart",
    "<p>Des</p><p>hawn</p>": "words set apart",
    f"<p>Desh{ZERO_WIDTH}awn</p>": "words",
    f"<p>Desh{SOFT_HYPHEN}awn</p>": "words",
    "<p>Desh&shy;awn</p>": "words",
    "<p>Desh<wbr>awn</p>": "words",
    "<p>&#68;esh&#x61;wn</p>": "words",
    "<p>&amp;#68;eshawn</p>": "words",
    "<p style='display:none'>Deshawn</p>": "hidden words",
    "<p hidden>Deshawn</p>": "hidden words",
    "<div style='font-size:0'><p>Deshawn</p></div>": "hidden words",
    "<img src='x.png' alt='Deshawn at the bus'>": "attribute alt",
    "<p title='Deshawn'>x</p>": "attribute title",
    "<p aria-label='Deshawn'>x</p>": "attribute aria-label",
    "<a href='https://example.org/Deshawn'>x</a>": "attribute href",
    "<a href='https://example.org/?who=%44eshawn'>x</a>": "attribute href",
    "<a href='https://example.org/deshawnBrown'>x</a>": "attribute href",
    "<a href='mailto:deshawn@example.com'>x</a>": "attribute href",
    "<p class='note-deshawn'>x</p>": "attribute class",
    "<p id='deshawnBrown'>x</p>": "attribute id",
    "<p data-who='Deshawn'>x</p>": "another attribute",
    "<p data-deshawn='1'>x</p>": "another attribute",
    "<x-deshawn>x</x-deshawn>": "tag",
    "<!-- Deshawn -->": "comment",
    "<!--[if mso]><p>Des<b>hawn</b></p><![endif]-->": "comment",
    "<![CDATA[Deshawn]]>": "comment",
    "<?note Deshawn?>": "comment",
    "<p style='font-family: Deshawn'>x</p>": "style",
    "<script>var who = 'Deshawn'</script>": "script",
    "<p>Text deshawn at 509-555-0147</p>": "words",
    "<p>Text 509-555-0147</p>": "words",
    "<p>@jay_hoops23 posted it</p>": "words",
}


@pytest.mark.parametrize("body", WAYS)
def test_whatever_of_the_page_can_be_read_is_looked_at(place: Workplace, body: str) -> None:
    found = places(place, letter(body))
    assert any(one.startswith(f"page, {WAYS[body]} (") for one in found), found


@pytest.mark.parametrize(
    "style", ["/* Deshawn */", ".deshawn { color: red }", "p::after { content: 'Deshawn' }", r"a{content:'\44 eshawn'}"]
)
def test_styles_are_looked_at(place: Workplace, style: str) -> None:
    one = letter(html=page("<p>x</p>", f"<style>{style}</style>"))
    assert places(place, one) == ("page, style (PERSON)",)


@pytest.mark.parametrize(
    "page_end", ["<p title='Deshawn", "<p", "<!-- Deshawn", "<style> Deshawn", "<p>&Deshawn", "</p Deshawn>"]
)
def test_a_page_that_is_broken_is_looked_at_as_it_stands(place: Workplace, page_end: str) -> None:
    seen = places(place, letter(html=page("<p>x</p>") + page_end))
    assert bool(seen) is ("Deshawn" in page_end)


def test_rules_and_fonts_of_a_style_are_no_names(small: SmallRound) -> None:
    small.write(LETTERS)
    (small.folder / "roster.csv").write_text("first,last,nickname\nGeorgia,Verdana,\nMax,Lang,Eda\n")
    style = (
        "<style>@media (max-width: 480px) { p { font-family: Georgia, 'Segoe UI', Verdana; max-width: max(1px, 2px) } }"
        " @page { margin: 0 } :lang(en) { color: #eda }</style>"
    )
    with open_workplace(small.folder) as place:
        fonts = letter('<p style="font: 14px Georgia, serif">x</p>', html=page("<p>x</p>", style))
        assert places(place, fonts) == ()
        for word in ("Georgia", "max", "Lang", "Eda"):
            assert places(place, letter(f"<p>{word} said so</p>")) == ("page, words (PERSON)",)


PARTS = {
    "subject": ({"subject": "What Deshawn told us"}, "subject (PERSON)"),
    "text": ({"text": "Then\nDeshawn said so."}, "text (PERSON)"),
    "name": (
        {"attachments": (Attachment("for-deshawn.txt", "text/plain", "x"),)},
        "name of attachment 1 (PERSON)",
    ),
    "name in one": (
        {"attachments": (Attachment("x.txt", "text/plain", "x"), Attachment("forDeshawnBrown.txt", "text/plain", "x"))},
        "name of attachment 2 (PERSON)",
    ),
    "content": ({"attachments": (Attachment("a.txt", "text/plain", "Call Deshawn"),)}, "attachment 1 (PERSON)"),
    "page": (
        {"attachments": (Attachment("a.html", "text/html", "<p>Des<b>hawn</b></p>"),)},
        "attachment 1, words (PERSON)",
    ),
    "alt": (
        {"attachments": (Attachment("a.html", "text/html", "<html><img alt=Deshawn></html>"),)},
        "attachment 1, attribute alt (PERSON)",
    ),
    "half": ({"text": "Bus\ud800"}, "text (half a character)"),
    "half in a page": ({"html": page("<p>Bus\ud800</p>")}, "page (half a character)"),
    "one click": ({"opt_out_page": f"https://example.org/deshawn?w={WORD}"}, "opt-out page (PERSON)"),
}


@pytest.mark.parametrize("part", PARTS)
def test_every_part_of_a_letter_is_looked_at(place: Workplace, part: str) -> None:
    changes, where = PARTS[part]
    assert places(place, letter(**changes)) == (where,)


def test_a_masked_word_of_two_is_seen_where_a_line_of_the_text_ends(small: SmallRound) -> None:
    small.write('redaction = {mask = ["blue heron"]}\n')
    settings = small.folder / "round.toml"
    settings.write_text('redaction = {mask = ["blue heron"]}\n' + small._toml() + LETTERS)
    with open_workplace(small.folder) as place:
        assert places(place, letter(text="We met at the Blue\nHeron cafe.")) == ("text (MASKED_WORD)",)


def test_only_the_letter_with_the_hit_is_stopped(place: Workplace) -> None:
    letters = [letter(key=f"small/letter/r{n}") for n in range(5)]
    letters[3] = replace(letters[3], subject="Deshawn")
    good, stopped = look_again(place, letters)
    assert [one.key for one in good] == [f"small/letter/r{n}" for n in (0, 1, 2, 4)]
    assert [(one.letter_key, one.places) for one in stopped] == [("small/letter/r3", ("subject (PERSON)",))]


def test_what_all_letters_share_stops_all(place: Workplace) -> None:
    good, stopped = look_again(place, [letter("<p>Deshawn</p>", key=f"small/letter/r{n}") for n in range(5)])
    assert (good, len(stopped)) == ((), 5)


def named(name: str, body: str = "<p>x</p>", text: str = "x") -> Letter:
    """A letter to somebody of that name, as the templates write it."""
    whole = page(body).replace("Ada Lindqvist", escape(name, quote=False))
    return letter(recipient=replace(TO, name=name), html=whole, text=f"For {name}: please.\n\n{text}\n")


@pytest.fixture
def namesakes(small: SmallRound) -> Iterator[Workplace]:
    """Interviewers who are called like students."""
    small.write(LETTERS)
    (small.folder / "team.csv").write_text(
        "code,name,email\nA,Deshawn Brown,a@example.org\nB,Ana,b@example.org\nC,Conor O'Malley & Co,c@example.org\n"
        "D,May,d@example.org\n"
    )
    (small.folder / "roster.csv").write_text("first,last,nickname\nDeshawn,Brown,\nAna,Marisol,\nAnamaria,Okonkwo,\n")
    with open_workplace(small.folder) as workplace:
        yield workplace


@pytest.mark.parametrize(
    "name", ["Deshawn Brown", "Ana", "Conor O'Malley & Co", "May", "Deshawn", "Ana-Marisol Okonkwo"]
)
def test_the_recipients_name_may_stand_in_the_address_line(namesakes: Workplace, name: str) -> None:
    assert places(namesakes, named(name)) == ()


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("Deshawn Brown", {"text": "Deshawn was late."}),
        ("Deshawn Brown", {"text": "For Deshawn Brown: again."}),
        ("Deshawn Brown", {"body": "<p>What Deshawn Brown said</p>"}),
        ("Ana", {"body": "<p>Anamaria was late</p>"}),
        ("Ana", {"body": "<p>Ana was late</p>"}),
        ("Ana", {"body": "<img alt='Ana'>"}),
        ("May", {"body": "<p>In May Okonkwo came</p>"}),
        ("Conor O'Malley & Co", {"text": "O'Malley asked."}),
    ],
)
def test_the_recipients_name_may_stand_nowhere_else(namesakes: Workplace, name: str, changes: dict[str, str]) -> None:
    assert places(namesakes, named(name, **changes))


def test_the_recipients_name_may_not_stand_in_what_is_handed_on(namesakes: Workplace) -> None:
    copy = Attachment("large.txt", "text/plain", "For Deshawn Brown: please.")
    assert places(namesakes, replace(named("Deshawn Brown"), attachments=(copy,))) == ("attachment 1 (PERSON)",)


def test_the_recipients_name_may_not_stand_in_the_subject(namesakes: Workplace) -> None:
    one = replace(named("Deshawn Brown"), subject="Deshawn Brown: what we heard")
    assert places(namesakes, one) == ("subject (PERSON)",)


def test_who_signs_may_stand_below_the_letter_and_nowhere_else(small: SmallRound) -> None:
    small.write(LETTERS.replace("The listening team", "Marisol Alvarez and the team"))
    with open_workplace(small.folder) as place:
        signed = letter(
            html=page("<p>x</p>").replace("The listening team", "Marisol Alvarez and the team"),
            text="For Ada Lindqvist: please.\n\nMornings.\n\nMarisol Alvarez\nand the team\n",
        )
        assert places(place, signed) == ()
        assert places(place, replace(signed, text=signed.text.replace("Mornings", "Marisol Alvarez")))
        assert places(place, replace(signed, subject="Marisol Alvarez and the team"))


def test_a_letter_that_no_server_could_take_is_stopped_and_not_repeated(place: Workplace) -> None:
    for odd in (
        letter(recipient=replace(TO, email="no-address")),
        letter(recipient=replace(TO, name="Ada\r\nBcc: x@y.example")),
        letter(attachments=(Attachment("../up.txt", "text/plain", "x"),)),
    ):
        [where, *_] = places(place, odd)
        assert where.startswith("a header: ")


def test_a_thousand_letters_that_differ_in_two_lines_are_looked_at_in_seconds(place: Workplace) -> None:
    body = "".join(f"<p>Sentence {n} of a letter that everybody gets, with a few words more.</p>\n" for n in range(60))
    extra = Attachment("large.html", "text/html", f"<html><body>{body}</body></html>")
    letters = []
    for number in range(1000):
        word = f"word{number:06d}"
        one = letter(
            body + f'<p>Opt out: <a href="mailto:listening@example.org?subject=opt%20out%20{word}">{word}</a></p>'
        )
        to = replace(TO, id=str(number), name=f"Interviewer Number {number}")
        letters.append(
            replace(
                one,
                key=f"small/letter/{number}",
                recipient=to,
                html=one.html.replace("Ada Lindqvist", to.name),
                text=f"For {to.name}: please.\n\nMornings.\n\nTo get no more letters: opt out {word}.\n",
                opt_out=word,
                attachments=(extra,),
            )
        )
    start = time.process_time()
    good, stopped = look_again(place, letters)
    assert (len(good), len(stopped)) == (1000, 0)
    assert time.process_time() - start < 10


def test_the_visible_text_of_a_page_has_its_words_and_attributes_but_no_rules() -> None:
    text = visible_text("<p style='color:red'>One <b>two</b></p><img alt='three'><style>p{}</style><!-- four -->")
    assert text.splitlines() == ["One two", "three", "four"]


@pytest.mark.parametrize(
    "broken", ["", "<", "<p", "&", "&#xD800;", "<p a='", "\x00", "<!", "<!-", "</", "<![", "<a\ud800>"]
)
def test_any_page_can_be_read(broken: str) -> None:
    list(pieces_of(broken))


@pytest.mark.parametrize(
    "words",
    [
        "DeshawnBrown was late.", "We heard deshawnbrown say so.", "BROWNDESHAWN", "xdeshawnbrownx",
        "D e s h a w n  B r o w n was late.", "It was D.e.s.h.a.w.n again.", "M-a-r-i-s-o-l", "MariAlvarez",
        "readByDeshawn",
    ],
)  # fmt: skip
def test_a_name_written_as_one_word_or_letter_by_letter_stops_a_letter(place: Workplace, words: str) -> None:
    assert places(place, letter(text=f"{letter().text}\n\n{words}\n"))
    assert places(place, letter(f"<p>{words}</p>"))


def test_a_name_written_as_one_word_in_the_name_of_a_file_stops_a_letter(place: Workplace) -> None:
    page_of = Attachment("deshawnbrown.html", "text/html", page("<p>Mornings are hard.</p>"))
    assert places(place, letter(attachments=(page_of,)))


@pytest.mark.parametrize(
    "words",
    [
        "Write to McKinley or PowerSchool on an iPhone.", "The U. S. A. and the N B A play.", "A. B. C. D. and E.",
        "S. M. and T. R. say so.", "1 2 3 4 5 6", "a e i o u",
    ],
)  # fmt: skip
def test_other_words_in_one_and_single_letters_stop_no_letter(place: Workplace, words: str) -> None:
    before = places(place, letter())
    stays = letter(text=f"{letter().text}\n\n{words}\n")
    assert places(place, stays) == before == ()
