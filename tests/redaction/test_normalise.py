"""The look of a text: what hides a name or a number is made plain, real words of other scripts stay, the way back is
exact."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redaction.homoglyphs import without_look_alikes
from redaction.normalise import LONGEST_PLAIN, normalise
from redaction.plain_characters import plain

PLAIN = (
    ("５５５－０１３２", "555-0132"),  # full width
    ("call ٥٠٩-٥٥٥-٠١٤٧", "call 509-555-0147"),  # Arabic digits
    ("५०९ ५५५ ०१४७", "509 555 0147"),  # Devanagari digits
    ("509\u2011555\u20110147", "509-555-0147"),  # hyphens that do not break
    ("509\u00a0555\u202f0147", "509 555 0147"),
    ("509·555․0147", "509.555.0147"),
    ("5️⃣5️⃣5️⃣", "555"),  # keycaps
    ("❺❺❺-⓪①", "555-01"),
    ("De\u200bsha\u00adwn\u2060 Br\ufeffown", "Deshawn Brown"),
    ("\u2067Deshawn\u2069 said", "Deshawn said"),
    ("Des\x00hawn", "Deshawn"),
    ("Deshawn’s", "Deshawn's"),
    ("O´Brien, O′Brien, Kaʻiulani", "O'Brien, O'Brien, Ka'iulani"),
    ("«Ana» “Bo” „Cy‟", '"Ana" "Bo" "Cy"'),
    ("Deshawn\x92s \x93hi\x94", 'Deshawn\'s "hi"'),  # Windows-1252 read as Latin-1
    ("Griﬃn and Kauﬀman", "Griffin and Kauffman"),  # ligatures of a PDF
    ("𝓓𝓮𝓼𝓱𝓪𝔀𝓷 𝐁𝐫𝐨𝐰𝐧 𝙱𝚛𝚘", "Deshawn Brown Bro"),
    ("ᴅᴇꜱʜᴀᴡɴ", "deshawn"),
    ("🅓🅔🅢 Ⓓⓔⓢ 🄳🄴", "DES Des DE"),
    ("Jose\u0301 Nun\u0303ez", "José Núñez".replace("ú", "u")),
    ("De\u0336s\u0336h\u0336a\u0336wn", "Deshawn"),  # struck through
    ("A\u200b\u0301na", "Ána"),
    ("Ana—my cousin—said", "Ana - my cousin - said"),  # no double name
    ("5—6 pm", "5-6 pm"),
    ("a…b", "a...b"),
    ("1420½ Cedar", "1420 1/2 Cedar"),
    ("3ª avenida, Nº 4", "3a avenida, No 4"),
    ("jay＠x．com", "jay@x.com"),
    ("Ana\r\nBo\rCy\x0bDi\u2028Ed\x85Flo", "Ana\nBo\nCy\nDi\nEd\nFlo"),
    ("Ana\u3164Bo\u2800Cy", "Ana Bo Cy"),
    ("O&#39;Brien &amp; Nu&ntilde;ez", "O'Brien & Nuñez"),
    ("Ana&nbsp;Bo, Jos&#xE9;", "Ana Bo, José"),
    ("O&amp;#39;Brien, &amp;amp;", "O'Brien, &"),  # encoded twice
    ("Jose&#769;", "José"),
    ("Des&shy;hawn&#8203;", "Deshawn"),
    ("\ud800Ana", "\N{REPLACEMENT CHARACTER}Ana"),
    (r"\nZara, Ana\tBo", "\nZara, Ana Bo"),  # escapes typed as characters
    (r"Ana\r\nBo\\nCy", "Ana\nBo\nCy"),
)
LATIN = (
    ("Dеshаwn Brоwn", "Deshawn Brown"),  # Cyrillic е, а, о
    ("tell Mаriѕol", "tell Marisol"),
    ("Μarisol Οkonkwo", "Marisol Okonkwo"),  # Greek capitals
    ("Jօrdan", "Jordan"),  # Armenian
    ("mаtеo@gmаil.com", "mateo@gmail.com"),
    ("сall Ana", "call Ana"),
    ("call АМАУА now", "call AMAYA now"),  # nothing but look-alikes among Latin words
    ("Аna Маriа", "Ana Maria"),
    ("Oмар", "Omap"),
)
KEPT = (
    "он не хочет в школу",
    "сор а оса",  # look-alikes among themselves: no Latin word around
    "she wrote «там сор и роса» on the board".replace("«", '"').replace("»", '"'),
    "she said он а она",
    "η μαμά της λέει όχι",
    "нет, said the мама",
    "Մարիա",
    "Sիmon",  # no twin
    "cпасибо",  # a Russian word with one Latin letter
    "他叫小明",
    "أحمد",
    "José Nuñez, Nguyễn Thị, İşık, Łukasz, Müller, Straße, Đặng",
    "R&D, Q&A; AT&T; &c; &notit; & co;",
    "x?a=1&copy=2&b=3",
    r"a\b, \ n, 1\2, \Zara, \_(o)_/, n\a",
    "M a r i s o l",  # for those who know the names
    "Chromebook™ ❤ 😀",
    "A-B C_D (e) [PERSON_1] #3 50% $5",
    "ﷺ",
)


@pytest.mark.parametrize(("text", "look"), PLAIN)
def test_what_hides_a_name_or_a_number_is_made_plain(text: str, look: str) -> None:
    assert normalise(text).text == look


@pytest.mark.parametrize(("text", "look"), LATIN)
def test_look_alikes_in_latin_words_become_latin(text: str, look: str) -> None:
    assert normalise(text).text == look


@pytest.mark.parametrize("text", KEPT)
def test_real_words_of_all_scripts_and_plain_texts_stay(text: str) -> None:
    assert normalise(text).text == text


def test_masking_a_name_takes_the_invisible_characters_within_it_but_none_beside_it() -> None:
    text = "\u2068Des\u200bhawn\u2069 said"
    start, end = normalise(text).in_input(0, len("Deshawn"))
    assert text[start:end] == "Des\u200bhawn"


@pytest.mark.parametrize(
    ("text", "name", "stretch"),
    [
        ("for Griﬃn", "Griffin", "Griﬃn"),
        ("for Griﬃn", "Grif", "Griﬃ"),  # half of a ligature is all of it
        ("ask O&amp;#39;Brien!", "O'Brien", "O&amp;#39;Brien"),
        ("Ana—Jose\u0301\u200b—", "José", "Jose\u0301"),
        ("x\r\nDеshаwn", "Deshawn", "Dеshаwn"),
    ],
)
def test_a_name_in_the_look_leads_to_what_was_typed(text: str, name: str, stretch: str) -> None:
    look = normalise(text)
    at = look.text.index(name)
    start, end = look.in_input(at, at + len(name))
    assert text[start:end] == stretch


def test_no_work_is_done_on_plain_ascii_and_no_map_is_kept_where_nothing_moved() -> None:
    assert normalise("Ask Deshawn & Ana.\n").starts is None
    assert normalise("Deshawn’s “café”, Peña").starts is None


PIECES = st.sampled_from(
    [
        "Deshawn", "Dеshаwn", "сор", "он", "Μα", "é", "e\u0301", "\u0301", "\u0316", "\u200b", "\u200d", "\u2067",
        "\u00ad", "ﬃ", "ﷺ", "Ⅷ", "½", "⒈", "５", "٥", "𝓓", "ᴅ", "´", "¨", "’", "»", "…", "\r", "\n", "\x0b", "\x00",
        "\x92", "\u3164", "\u00a0", "&amp;", "&", "amp;", "#39;", "&#38;", "&eacute;", "&#769;", "&nbsp;", "&#8203;",
        ";", "；", "＆", "&Aacute", "😀", "❤\ufe0f", "İ", "ß", "ǆ", "ŉ", "\ud83d", " ", "-", "1", "ㅤ", "\U000e0100",
        "가", "ᄀ", "ᅡ", "か\u3099", "ﾊﾟ", "ͺ",
    ]
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.lists(st.one_of(PIECES, st.characters(exclude_categories=())), max_size=25).map("".join),
)
many = settings(max_examples=400)


@many
@given(TEXTS)
def test_stretches_are_in_order_apart_and_leave_out_only_what_is_not_seen(text: str) -> None:
    look = normalise(text)
    places = sorted({look.in_input(nth, nth + 1) for nth in range(len(look.text))})
    assert [look.in_input(nth, nth + 1) for nth in range(len(look.text))] == sorted(
        look.in_input(nth, nth + 1) for nth in range(len(look.text))
    )
    read = 0
    for start, end in [*places, (len(text), len(text))]:
        assert read <= start <= end <= len(text)
        assert not normalise(text[read:start]).text.strip()
        read = end


@many
@given(TEXTS.map(lambda text: text.replace("—", "-").replace("―", "-")), st.data())
def test_the_stretch_of_a_span_looks_like_the_span(text: str, data: st.DataObject) -> None:
    look = normalise(text)
    places = [look.in_input(nth, nth + 1) for nth in range(len(look.text))]
    cuts = [nth for nth in range(len(places)) if nth == 0 or places[nth] != places[nth - 1]] + [len(places)]
    if len(cuts) < 2:
        return
    first, end = sorted(data.draw(st.lists(st.sampled_from(cuts), min_size=2, max_size=2, unique=True)))
    start, stop = look.in_input(first, end)
    # Why beside a Latin and within a foreign word? What look-alikes are depends on the words around.
    assert _latin(normalise(text[start:stop]).text) == _latin(look.text[first:end])


def _latin(text: str) -> str:
    """Every look-alike as Latin."""
    return "".join(without_look_alikes(f"x{character}")[1:] for character in text)


@many
@given(TEXTS)
def test_a_look_is_its_own_look(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@many
@given(TEXTS)
def test_a_look_grows_by_no_more_than_the_stated_factor(text: str) -> None:
    assert len(normalise(text).text) <= LONGEST_PLAIN * len(text)


@given(TEXTS)
def test_look_alikes_are_as_long_as_what_they_stand_for(text: str) -> None:
    assert len(without_look_alikes(text)) == len(text)


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20, exclude_characters="&\\"), max_size=80))
def test_plain_ascii_is_its_own_look(text: str) -> None:
    assert normalise(text).text is text


def test_no_single_character_breaks_and_none_that_is_seen_looks_like_nothing() -> None:
    for code in (*range(0x20000), *range(0xE0000, 0xE0200), 0x10FFFF):  # the others are ideographs or unassigned
        looks = normalise(chr(code)).text
        assert len(looks) <= LONGEST_PLAIN
        if not looks:
            assert unicodedata.category(chr(code)) in ("Cc", "Cf", "Cn", "Mn", "Me"), hex(code)


@pytest.mark.parametrize(
    "piece", ["\u200b", "a\u200b", "\u0301\u0316", "a\u0301\u200b", "&amp;", "&", "&#38;", "&#", "м а ", "—a", "ﷺ", "½"]
)
def test_a_hundred_thousand_characters_of_anything_take_no_time(piece: str) -> None:
    start = time.process_time()
    normalise((piece * 100_000)[:100_000])
    assert time.process_time() - start < 5  # a tenth of a second; quadratic work would take minutes


def test_a_pile_of_accents_is_cut_before_it_is_put_together() -> None:
    assert normalise("a" + "\u0301\u0316" * 50_000 + "b").text == "áb"
    assert plain("a\u0301\u0316") == "á"
