"""Table tests of the recognizers of phones, mails, handles and links: what must go, and what must stay."""

from __future__ import annotations

import pytest

from redaction.recognizers.emails import Emails
from redaction.recognizers.handles import Handles
from redaction.recognizers.look import Recognizer
from redaction.recognizers.phones import Phones
from redaction.recognizers.schools import Schools
from redaction.recognizers.urls import Urls
from tests.redaction.recognizers.cases import found_by
from tests.redaction.recognizers.innocents import NUMBERS, WORDS

HITS: list[tuple[type[Recognizer], str, str]] = [
    (Phones, "call 509-555-0147 after 3", "509-555-0147"),
    (Phones, "cell (509) 555-0147", "(509) 555-0147"),
    (Phones, "509.555.0118 is mine", "509.555.0118"),
    (Phones, "509/555/0141", "509/555/0141"),
    (Phones, "it is 5095550129", "5095550129"),
    (Phones, "509 555 0188 or text", "509 555 0188"),
    (Phones, "(509)555-0147 ext. 23", "(509)555-0147 ext. 23"),
    (Phones, "509-555-0147 x4", "509-555-0147 x4"),
    (Phones, "+1 509 555 0171", "+1 509 555 0171"),
    (Phones, "1-509-555-0147", "1-509-555-0147"),
    (Phones, "+52 55 1234 5678", "+52 55 1234 5678"),
    (Phones, "just 555-0147 here", "555-0147"),
    (Phones, "text me at 555 0147", "555 0147"),
    (Phones, "five oh nine five five five oh one four seven", "five oh nine five five five oh one four seven"),
    (Emails, "write to jaylen.b+x@k12.wa.us.", "jaylen.b+x@k12.wa.us"),
    (Emails, "jaylen.b [at] k12 dot wa dot us", "jaylen.b [at] k12 dot wa dot us"),
    (Emails, "jaylen(at)school(dot)org", "jaylen(at)school(dot)org"),
    (Emails, "maria dot lopez at gmail", "maria dot lopez at gmail"),
    (Emails, "maria dot lopez at gmail dot com", "maria dot lopez at gmail dot com"),
    (Emails, "tamika underscore r at example dot com", "tamika underscore r at example dot com"),
    (Emails, "m.lopez @ gmail .com", "m.lopez @ gmail .com"),
    (Emails, "maria punto lopez arroba gmail punto com", "maria punto lopez arroba gmail punto com"),
    (Handles, "follow @jay_hoops23!", "@jay_hoops23"),
    (Handles, "insta: kevv.x", "kevv.x"),
    (Handles, "snap: lil kev", "lil"),
    (Handles, "discord kev#4412", "kev#4412"),
    (Handles, "her snap is jaybird_x", "jaybird_x"),
    (Handles, "add me jay_hoops23 ok", "jay_hoops23"),
    (Urls, "see https://docs.example.com/d/1x?y=2.", "https://docs.example.com/d/1x?y=2"),
    (Urls, "www.jay-hoops.com", "www.jay-hoops.com"),
    (Urls, "bit.ly/3xYz", "bit.ly/3xYz"),
    (Urls, "jayhoops.com is his", "jayhoops.com"),
    (Schools, "at Lincoln Middle School now", "Lincoln Middle School"),
    (Schools, "from Roosevelt Elementary", "Roosevelt Elementary"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), HITS)
def test_it_is_found_as_a_whole(kind: type[Recognizer], text: str, expected: str) -> None:
    assert expected in found_by(kind, text)


@pytest.mark.parametrize("kind", [Phones, Emails, Handles, Urls])
@pytest.mark.parametrize("text", [*NUMBERS, *WORDS])
def test_innocent_numbers_and_words_stay(kind: type[Recognizer], text: str) -> None:
    assert found_by(kind, text) == set()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Handles, "we meet @ school at 3"),
        (Handles, "insta is down again"),
        (Handles, "snapchat stories about it"),
        (Emails, "I looked at the dot on it"),
        (Emails, "she works at home"),
        (Emails, "they laughed at the info on us, at them us"),
        (Urls, "khanacademy.org helps, so does gmail.com"),
        (Urls, "I was tired.me too"),
        (Phones, "order 123-4567"),
    ],
)
def test_what_only_resembles_one_stays(kind: type[Recognizer], text: str) -> None:
    assert found_by(kind, text) == set()


def test_a_recognizer_is_silent_when_its_entity_is_not_wanted() -> None:
    from redaction.lexicon import load_lexicon

    assert Phones(load_lexicon()).analyze("509-555-0147", ["EMAIL"]) == []
