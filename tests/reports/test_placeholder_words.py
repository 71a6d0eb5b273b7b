"""Placeholders read as words, in both languages."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.placeholder_words import words_for_placeholders

ENGLISH = [
    ("no placeholder at all", "no placeholder at all"),
    ("[PERSON_1]", "someone"),
    ("my friend [PERSON_1]", "my friend"),
    ("ms [PERSON_2]", "a teacher"),
    ("then Ms. [PERSON_2] called", "then a teacher called"),
    ("[PERSON_1]'s mom", "someone's mom"),
    ("my friend [PERSON_1]'s mom", "my friend's mom"),
    ("[PERSON_1]'s teacher [PERSON_2] said", "someone's teacher said"),
    ("my old math teacher [PERSON_1] said", "my old math teacher said"),
    ("my teacher Ms. [PERSON_1] is nice", "my teacher is nice"),
    ("I told coach [PERSON_1]", "I told a coach"),
    ("Coach [PERSON_1] yelled. Then coach [PERSON_1] left", "A coach yelled. Then the coach left"),
    ("uncle [PERSON_1] drives", "an uncle drives"),
    ("the bus driver [PERSON_1] waits", "the bus driver waits"),
    ("my friend, [PERSON_1], said hi", "my friend said hi"),
    ("I told my friend, [PERSON_1] left", "I told my friend, someone left"),
    ("my friends [PERSON_1] and [PERSON_2] came", "my friends came"),
    ("[PERSON_1] and [PERSON_2] came", "two people came"),
    ("with [PERSON_3], [PERSON_4], and [PERSON_5]", "with several people"),
    ("[PERSON_1] [PERSON_2] was there", "someone was there"),
    ("[PERSON_1] told [PERSON_2] and [PERSON_1] left", "someone told someone else and that person left"),
    ("Ms. [PERSON_1] and Mr. [PERSON_2]", "A teacher and another teacher"),
    (
        "my friend [PERSON_1] said ms [PERSON_2] never calls. [PERSON_1]'s mom texted [PHONE_1]",
        "my friend said a teacher never calls. My friend's mom texted a phone number",
    ),
    ("[PHONE_1]", "a phone number"),
    ("my phone number [PHONE_1]", "my phone number"),
    ("write to [EMAIL_1]", "write to an email address"),
    ("lives at [ADDRESS_1]", "lives at an address"),
    ("see @[HANDLE_1]", "see an online account"),
    ("student id [ID_1]", "student id"),
    ("[ID_1] on the card", "an ID number on the card"),
    ("see [URL_1]", "see a link"),
    ("born on [BIRTHDATE_1]", "born on a date"),
    ("[SCHOOL_1]", "the school"),
    ("at [SCHOOL_1] High School and [SCHOOL_2]", "at the school and another school"),
    ("the [SCHOOL_1] bus", "the school bus"),
    ("from [PLACE_1] to [PLACE_2]", "from a place to another place"),
    ("[SOMETHING_NEW_4] happened", "something happened"),
    ("PERSON_1 retyped, [person_2 too", "someone retyped, someone else too"),
    ("he [the coach] said [sic]", "he (the coach) said (sic)"),
]

SPANISH = [
    ("[PERSON_1]", "alguien"),
    ("mi amigo [PERSON_1] dijo", "mi amigo dijo"),
    ("la mamá de [PERSON_1]", "la mamá de alguien"),
    ("la Sra. [PERSON_2] no llama", "una señora no llama"),
    ("al señor [PERSON_1] y del señor [PERSON_2]", "a un señor y de otro señor"),
    ("don [PERSON_1] habló de [PERSON_1]", "un señor habló del señor"),
    ("la maestra [PERSON_1] llamó. Maestra [PERSON_1] es buena", "la maestra llamó. La maestra es buena"),
    ("le dije a maestra [PERSON_1]", "le dije a una maestra"),
    ("miss [PERSON_1] me ayudó", "alguien de la escuela me ayudó"),
    ("mi tía [PERSON_1] y yo", "mi tía y yo"),
    ("le dije al director [PERSON_1]", "le dije al director"),
    ("mi hijo [PERSON_1] no quiere ir. [PERSON_1] llora", "mi hijo no quiere ir. Mi hijo llora"),
    ("[PERSON_1] y [PERSON_2] faltan", "dos personas faltan"),
    ("a [PERSON_1] le dijo [PERSON_2]", "a alguien le dijo otra persona"),
    ("¿[PERSON_1] viene?", "¿alguien viene?"),
    ("llame al [PHONE_1]", "llame a un número de teléfono"),
    ("mi número [PHONE_1]", "mi número"),
    ("en [ADDRESS_1]", "en una dirección"),
    ("fui a la [SCHOOL_1] y al [SCHOOL_2]", "fui a la escuela y a otra escuela"),
    ("del [SCHOOL_1]", "de la escuela"),
    ("vivo en [PLACE_1]", "vivo en un lugar"),
]


@pytest.mark.parametrize(("text", "read"), ENGLISH)
def test_a_placeholder_in_english_reads_as_words(text, read):
    assert words_for_placeholders(text) == read


@pytest.mark.parametrize(("text", "read"), SPANISH)
def test_a_placeholder_in_spanish_reads_as_words(text, read):
    assert words_for_placeholders(text, "es") == read


entities = st.sampled_from(
    ["PERSON", "PHONE", "EMAIL", "ADDRESS", "HANDLE", "ID", "URL", "BIRTHDATE", "SCHOOL", "PLACE", "MADE_UP"]
)
placeholders = st.builds(lambda entity, number: f"[{entity}_{number}]", entities, st.integers(1, 12))
small_words = st.sampled_from(
    ["my", "the", "friend", "ms", "Sra.", "la", "al", "and", "y", ",", ".", "'s", "@", "said", "[", "]", "“", " ", "\n"]
)


@given(
    st.lists(placeholders | small_words, max_size=12), st.sampled_from(["en", "es", "so"]), st.sampled_from(["", " "])
)
def test_no_bracket_and_no_placeholder_is_left_whatever_stands_around_it(pieces, language, between):
    read = words_for_placeholders(between.join(pieces), language)
    assert "[" not in read
    assert "]" not in read
    assert not re.search(r"\b[A-Z]+_\d+\b", read)


@given(st.text(st.characters(exclude_characters="[]_")))
def test_a_text_without_placeholders_stays_as_it_is(text):
    assert words_for_placeholders(text) == text
