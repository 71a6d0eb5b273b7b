"""Mail addresses: plain, split, hidden and dictated ones go as a whole, and the words *at* and *dot* stay."""

from __future__ import annotations

import pytest

from redaction.recognizers.emails import Emails
from tests.redaction.recognizers.cases import found_by
from tests.redaction.recognizers.innocents import NUMBERS, WORDS

MASKED = [
    ("maria dot lopez at gmail", "maria dot lopez at gmail"),
    ("jay.b [at] k12 dot wa dot us", "jay.b [at] k12 dot wa dot us"),
    ("her email is hope at school dot org", "hope at school dot org"),
    ("write tlopez at school dot org", "tlopez at school dot org"),
    ("tlopez(at)school.org is mine", "tlopez(at)school.org"),
    ("tlopez -at- school.org", "tlopez -at- school.org"),
    ("t_lopez {at} school {dot} org", "t_lopez {at} school {dot} org"),
    ("TLOPEZ AT GMAIL DOT COM", "TLOPEZ AT GMAIL DOT COM"),
    ("tlopez AT gmail.com", "tlopez AT gmail.com"),
    ("jay underscore b at k12 dot wa dot us", "jay underscore b at k12 dot wa dot us"),
    ("jay dash b at lincoln dash school dot org", "jay dash b at lincoln dash school dot org"),
    ("jay at symbol gmail dot com", "jay at symbol gmail dot com"),
    ("j a y b at gmail dot com", "j a y b at gmail dot com"),
    ("lopez 72 at yahoo dot com", "lopez 72 at yahoo dot com"),
    ("jay dot b at cedar valley dot org", "jay dot b at cedar valley dot org"),
    ("my email is big mike 07 at yahoo dot com", "big mike 07 at yahoo dot com"),
    ("jay punto b arroba gmail punto com", "jay punto b arroba gmail punto com"),
    ("lupita guión bajo 84 arroba hotmail punto com", "lupita guión bajo 84 arroba hotmail punto com"),
    ("rosita_m (arroba) gmail (punto) com", "rosita_m (arroba) gmail (punto) com"),
    ("rosa arroba yahoo punto com punto mx", "rosa arroba yahoo punto com punto mx"),
    ("rosita_m@gmail punto com", "rosita_m@gmail punto com"),
    ("correo josé.peña@correo.mx", "josé.peña@correo.mx"),
    ("t.lopez@gmail y ya", "t.lopez@gmail"),
    ("t.lopez@lincolnsd bounced", "t.lopez@lincolnsd"),
    ("t.lopez@ gmail.com", "t.lopez@ gmail.com"),
    ("t.lopez\n@gmail.com thanks", "t.lopez\n@gmail.com"),
    ("t.lopez@\ngmail.com thanks", "t.lopez@\ngmail.com"),
    ("t.lopez@gmail\n.com thanks", "t.lopez@gmail\n.com"),
    ("t.lopez@gmail. com", "t.lopez@gmail. com"),
    ("t.lopez@gmail,com", "t.lopez@gmail,com"),
    ("t.lopez@gmail com", "t.lopez@gmail com"),
    ("t . lopez @ gmail . com", "t . lopez @ gmail . com"),
    ("t-lopez @ school . k12 . wa . us", "t-lopez @ school . k12 . wa . us"),
    ("tlopez@@yahoo.com", "tlopez@@yahoo.com"),
    ("o'brien@school.org is hers", "o'brien@school.org"),
    ("leeann dot k @ work dot net", "leeann dot k @ work dot net"),
    ("tee dot brown seventy two at gmail dot com", "tee dot brown seventy two at gmail dot com"),
    ("my gmail is leeann.k", "leeann.k"),
    ("tlopez_7 gmail.com", "tlopez_7 gmail.com"),
]  # fmt: skip
STAY = [
    "look at khanacademy dot org, it helps",
    "sign in at clever dot com, or look at gmail",
    "she works at yahoo, he works at amazon dot com",
    "there is a red dot sticker at school",
    "be there on the dot at seven, at dot day we paint",
    "its dot com at the end",
    "Malik posts poems at malikwrites.example.com",
    "we meet @ school. us kids wait, @ 3pm, @ the office",
    "practice@gym and lunch@noon, 4pm@school",
    "she is at school. com is a word, point at it",
    "he stays at home all day, live at five",
    "email me at school",
    "period at the end. dash at it",
]


@pytest.mark.parametrize(("text", "address"), MASKED)
def test_an_address_goes_as_a_whole(text: str, address: str) -> None:
    assert address in found_by(Emails, text)


@pytest.mark.parametrize("text", [*STAY, *NUMBERS, *WORDS])
def test_the_words_at_and_dot_stay(text: str) -> None:
    assert found_by(Emails, text) == set()


@pytest.mark.parametrize(
    "text", ["me at gmail.com", "is at gmail dot com", "a at b dot com", "@", "at", "x at at gmail"]
)
def test_fragments_raise_nothing(text: str) -> None:
    found_by(Emails, text)
