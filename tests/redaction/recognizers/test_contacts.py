"""Table tests of the recognizers of numbers and addresses: what must go, and what must stay."""

from __future__ import annotations

import pytest

from redaction.recognizers.addresses import Addresses
from redaction.recognizers.birthdates import Birthdates
from redaction.recognizers.emails import Emails
from redaction.recognizers.handles import Handles
from redaction.recognizers.ids import Ids
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
    (Addresses, "at 1420 Cedar Ridge Rd, Apt 3 now", "1420 Cedar Ridge Rd, Apt 3"),
    (Addresses, "1420 CEDAR RIDGE RD, APT 3", "1420 CEDAR RIDGE RD, APT 3"),
    (Addresses, "77 Tillicum Ln #B", "77 Tillicum Ln #B"),
    (Addresses, "412 5th Ave NE", "412 5th Ave NE"),
    (Addresses, "31 N Oak Street, Dayton, WA 99328", "31 N Oak Street, Dayton, WA 99328"),
    (Addresses, "PO Box 318", "PO Box 318"),
    (Addresses, "P.O. Box 12", "P.O. Box 12"),
    (Addresses, "we live on maple st near the gym", "maple st"),
    (Addresses, "they are in apartment 12B", "apartment 12B"),
    (Addresses, "calle Hidalgo 45", "calle Hidalgo 45"),
    (Ids, "student id 0048213", "0048213"),
    (Ids, "Student ID#: 48213", "48213"),
    (Ids, "ssn 123-45-6789", "123-45-6789"),
    (Ids, "social is 123 45 6789", "123 45 6789"),
    (Ids, "my password is hunter2!", "hunter2!"),
    (Ids, "the password they'd set was Huskies2031!", "Huskies2031!"),
    (Ids, "locker combo 12-34-8", "12-34-8"),
    (Ids, "they share a locker, 14-32-06 is no secret", "14-32-06"),
    (Ids, "lunch number 44712", "44712"),
    (Ids, "his number, 771904, and", "771904"),
    (Ids, "license plate BKR4471", "BKR4471"),
    (Urls, "see https://docs.example.com/d/1x?y=2.", "https://docs.example.com/d/1x?y=2"),
    (Urls, "www.jay-hoops.com", "www.jay-hoops.com"),
    (Urls, "bit.ly/3xYz", "bit.ly/3xYz"),
    (Urls, "jayhoops.com is his", "jayhoops.com"),
    (Birthdates, "born 04/02/2014 here", "04/02/2014"),
    (Birthdates, "DOB they gave for the form was September 3, 2013", "September 3, 2013"),
    (Birthdates, "her birthday is on march 14th", "march 14th"),
    (Birthdates, "nació el 3 de mayo de 2012", "3 de mayo de 2012"),
    (Schools, "at Lincoln Middle School now", "Lincoln Middle School"),
    (Schools, "from Roosevelt Elementary", "Roosevelt Elementary"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), HITS)
def test_it_is_found_as_a_whole(kind: type[Recognizer], text: str, expected: str) -> None:
    assert expected in found_by(kind, text)


@pytest.mark.parametrize("kind", [Phones, Emails, Handles, Addresses, Ids, Urls, Birthdates])
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
        (Addresses, "3 of us walked down the road"),
        (Addresses, "2 kids on the way to school"),
        (Addresses, "we live on a dead end road"),
        (Ids, "I forgot my password again"),
        (Ids, "the password was reset"),
        (Ids, "locker 214 is jammed"),
        (Urls, "khanacademy.org helps, so does gmail.com"),
        (Urls, "I was tired.me too"),
        (Birthdates, "on 04/02/2024 we had no bus"),
        (Birthdates, "she was born here. On 3/14 we moved."),
        (Phones, "order 123-4567"),
    ],
)
def test_what_only_resembles_one_stays(kind: type[Recognizer], text: str) -> None:
    assert found_by(kind, text) == set()


def test_a_recognizer_is_silent_when_its_entity_is_not_wanted() -> None:
    from redaction.lexicon import load_lexicon

    assert Phones(load_lexicon()).analyze("509-555-0147", ["EMAIL"]) == []
