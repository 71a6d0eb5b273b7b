"""User names: by their sign, by the service before them, by their shape; and words of school life that stay."""

from __future__ import annotations

import pytest

from redaction.lexicon import Lexicon
from redaction.recognizers.handle_shapes import Likeness, likeness
from redaction.recognizers.handles import Handles
from tests.redaction.recognizers.cases import found_by
from tests.redaction.recognizers.innocents import NUMBERS, WORDS

MASKED = [
    ("follow @jay_hoops23!", "@jay_hoops23"),
    ("ig @ jay_hoops", "jay_hoops"),
    ("insta: jayb", "jayb"),
    ("insta - kimmy.n", "kimmy.n"),
    ("insta is jay.b", "jay.b"),
    ("INSTA IS KIMMY.N", "KIMMY.N"),
    ("insta is now kimmyreal", "kimmyreal"),
    ("her ig jay_hoops", "jay_hoops"),
    ("discord kev#4412", "kev#4412"),
    ("discord is kev #4412", "kev #4412"),
    ("roblox name XxNinja", "XxNinja"),
    ("her roblox name is NinjaKai55", "NinjaKai55"),
    ("her gamertag NightOwl99", "NightOwl99"),
    ("gamertag is nightowl", "nightowl"),
    ('xbox gamertag "Shadow77"', "Shadow77"),
    ("ps4 name Void-Walker-7", "Void-Walker-7"),
    ("tiktok user dancequeen.05", "dancequeen.05"),
    ("she is on insta as brooklynnn", "brooklynnn"),
    ("goes by voidwalkr on discord", "voidwalkr"),
    ("add me on snap, lilkevv", "lilkevv"),
    ("username: kevinator", "kevinator"),
    ("on wattpad as moonlit.vale", "moonlit.vale"),
    ("he got it on his story kev.612 on ig", "kev.612"),
    ("we have a snap group, mine is lil.taro.kai", "lil.taro.kai"),
    ("blocked kev.2009 yesterday", "kev.2009"),
    ("on his snap vik-torious", "vik-torious"),
    ("su insta es lupitaaa", "lupitaaa"),
    ("mi snap es cami.zu9 y ya", "cami.zu9"),
    ("en tiktok soy elmero_mero7", "elmero_mero7"),
    ("la cuenta es arely_xoxo", "arely_xoxo"),
    ("búscame en insta como chuyito.99", "chuyito.99"),
    ("my @ is leelee.k", "leelee.k"),
    ("ig/snap leelee.k", "leelee.k"),
    ("i play as LeeLeePlayz in fortnite", "LeeLeePlayz"),
    ("his switch name is noscopedre", "noscopedre"),
    ("gossip account (lhs.tea)", "lhs.tea"),
    ('a kid named "toxicwaste99" online', "toxicwaste99"),
    ("jay_hoops keeps texting me", "jay_hoops"),
    ("somebody called xxdarkangelxx wrote", "xxdarkangelxx"),
    ("this rcuevas27 again", "rcuevas27"),
    ("posts by kaylee.dont.kare all day", "kaylee.dont.kare"),
    ("my snap is jay underscore hoops", "jay underscore hoops"),
    ("jay underscore hoops 23 on snap", "jay underscore hoops 23"),
    ("her skype live:petra.nov_7", "live:petra.nov_7"),
    ("cashapp $JayHoops", "$JayHoops"),
    ("friend code SW-1234-5678-9012", "SW-1234-5678-9012"),
    ("on reddit hes u/sadteen09", "u/sadteen09"),
]  # fmt: skip
STAY = [
    "meet @ 3pm, @3pm, @ school, @school, @the office, @ lunch, @noon, @everyone",
    "insta is down again, insta is blocked at school, my insta is private",
    "instagram is toxic, instagram as a tool, posted on insta as a joke",
    "snapchat stories, snap streaks, snap map, snap cubes, oh snap",
    "my discord friends left and the discord server was fun",
    "youtube: how to do math, minecraft: education edition, snap: she posted it",
    "facebook: the group page said no",
    "user name and password, username is hard to remember, user error, User: Dolores Vance",
    "instagram es mejor que la escuela, facebook es de viejos, mi snap tambien se borro",
    "en tiktok como siempre, la cuenta es de mi tia",
    "my tiktok fyp is crazy, tiktok dances, youtube shorts, fortnite as usual",
    "add me to the list, follow up on Monday, message me on Teams please",
    "fill in the ____ blank, file notes_final.pdf and IMG_2031.jpg, unit_2 and day_3",
    "#bluejayspirit2024 is the hashtag",
    "i was tired.then he left.she cried, home.He said no... and then...ok",
    "facebook: marketplace, twitter: nope, minecraft: yes, xbox: broken, fortnite - fine",
    "tiktok es malo, insta es peor, mi insta es nuevo",
    "math @ 9, @4th st, @Room204, follow Mrs.Lee, block.2 schedule",
    "a.m. and p.m., e.g. U.S.A. i.e. M.Ed. Ph.D",
    "room204 grade10 week12 salon12 8th 9th 2nd 3pm 10am 20min",
    "ELA.8.R.1.2 and CCSS.MATH.CONTENT.8.EE.A.1, RL.7.1, v1.2, ch.4",
    "locker #4412 and bus #1234",
    "DeShawn and McKenna use ClassDojo and PowerSchool on the iPhone14",
    "$5 and $20 bills, $AVE more",
    "page 12 is hard, tag day is friday, story time is nice, channel 5 news",
    "AP Bio, IB2, ENG101, CS50, B12, H2O, K12, MP3, STAR360",
]


@pytest.mark.parametrize(("text", "handle"), MASKED)
def test_a_handle_goes_as_a_whole(text: str, handle: str) -> None:
    assert handle in found_by(Handles, text)


@pytest.mark.parametrize("text", [*STAY, *NUMBERS, *WORDS])
def test_words_of_school_life_stay(text: str) -> None:
    assert found_by(Handles, text) == set()


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("jay_hoops", Likeness.SURE),
        ("rcuevas27", Likeness.SURE),
        ("jayb.612", Likeness.LIKELY),
        ("moonlit.vale", Likeness.POSSIBLE),
        ("tiger22", Likeness.POSSIBLE),
        ("home.then", Likeness.NONE),
        ("notes_final.pdf", Likeness.NONE),
        ("khanacademy.org", Likeness.NONE),
        ("back2school", Likeness.POSSIBLE),
        ("9th", Likeness.NONE),
    ],
)
def test_a_words_shape_says_how_likely_it_is(word: str, expected: Likeness, lexicon: Lexicon) -> None:
    assert likeness(word, lexicon) is expected
