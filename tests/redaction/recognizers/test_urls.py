"""Links: personal pages and documents go, sites that everybody knows stay."""

from __future__ import annotations

import pytest

from redaction.recognizers.urls import Urls
from tests.redaction.recognizers.cases import found_by
from tests.redaction.recognizers.innocents import NUMBERS, WORDS

MASKED = [
    ("see https://docs.google.com/document/d/1a_B-c/edit?usp=sharing.", "https://docs.google.com/document/d/1a_B-c/edit?usp=sharing"),
    ("docs.google.com/document/d/1aBc", "docs.google.com/document/d/1aBc"),
    ("instagram.com/jay_hoops", "instagram.com/jay_hoops"),
    ("www.tiktok.com/@jay", "www.tiktok.com/@jay"),
    ("(wa.me/15095550147)", "wa.me/15095550147"),
    ("forms.gle/AbCd", "forms.gle/AbCd"),
    ("linktr.ee/jayhoops", "linktr.ee/jayhoops"),
    ("jayhoops.weebly.com is his", "jayhoops.weebly.com"),
    ("https://www.jayhoops.com/", "https://www.jayhoops.com/"),
    ("jayhoops dot wordpress dot com", "jayhoops dot wordpress dot com"),
    ("jayhoops dot com slash blog", "jayhoops dot com slash blog"),
]  # fmt: skip
STAY = [
    "khanacademy.org, www.khanacademy.org and https://www.khanacademy.org/ help",
    "youtube, youtube.com, kahoot.it, quizlet.com, chess.com, gmail.com",
    "look at khanacademy dot org",
    "lincolnhs.k12.wa.us and www.ed.gov",
    "its dot com, sin punto com",
    "and/or, his/her, 24/7, a.m./p.m., K-12",
    "I was tired.me too, home.Then we left",
    "v1.2, 3.5, ELA.8.R.1.2",
]


@pytest.mark.parametrize(("text", "link"), MASKED)
def test_a_personal_link_goes_as_a_whole(text: str, link: str) -> None:
    assert link in found_by(Urls, text)


@pytest.mark.parametrize("text", [*STAY, *NUMBERS, *WORDS])
def test_known_sites_and_slashes_stay(text: str) -> None:
    assert found_by(Urls, text) == set()
