"""The roster's names in every shape in which people type them, and the ordinary words that they must not take along."""

from __future__ import annotations

import time

import pytest

from redaction.lexicon import Lexicon
from redaction.roster_names import RosterNames
from rounds.roster import RosterName

ROSTER = (
    RosterName("Marisol", "García-López"),
    RosterName("DeShawn", "Brown"),
    RosterName("Siobhan", "O'Brien"),
    RosterName("Ana Lucía", "De La Cruz"),
    RosterName("Guadalupe", "Rentería"),
    RosterName("Francisco", "Huerta"),
    RosterName("Alexander", "Petrenko"),
    RosterName("Ny'Asia", "Whitlock"),
    RosterName("Łukasz", "Đặng"),
    RosterName("Will", "Young"),
    RosterName("May", "Lor"),
    RosterName("Grace", "Kowalczyk"),
    RosterName("Hope", "Adeyemi"),
    RosterName("Angel", "Quispe"),
    RosterName("Mark", "Bautista"),
    RosterName("Summer", "Begay"),
    RosterName("Chance", "Tuipulotu"),
    RosterName("Rose", "Nguyen"),
    RosterName("Joy", "Mbeki"),
    RosterName("Christian", "Salcido"),
    RosterName("Dean", "Ostrowski"),
    RosterName("Rich", "Abernathy"),
    RosterName("Drew", "Castellanos"),
    RosterName("Art", "Yazzie"),
    RosterName("Bill", "Ferreira"),
    RosterName("Sky", "Redcloud"),
    RosterName("River", "Tsosie"),
    RosterName("Hunter", "Vang"),
    RosterName("Mason", "Ito"),
    RosterName("Pat", "Delacroix"),
    RosterName("Luz", "Montes"),
    RosterName("Quentin", "Harjo", "Q"),
)


@pytest.fixture(scope="module")
def names(lexicon: Lexicon) -> RosterNames:
    return RosterNames(ROSTER, ("Ada Lindqvist",), lexicon)


def seen(names: RosterNames, text: str) -> str:
    """The text with a bar for every letter of what was found."""
    spans = [*names.single_names(text), *names.full_names(text)]
    inside = {place for span in spans for place in range(span.start, span.end)}
    return "".join("|" if place in inside and letter.isalnum() else letter for place, letter in enumerate(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("so marisol left", "marisol"),
        ("MARISOL LEFT", "MARISOL"),
        ("marisols bus", "marisols"),
        ("Marisol's bus", "Marisol"),
        ("the Petrenkos came", "Petrenkos"),
        ("the lopezes came", "lopezes"),
        ("ms garcia said", "garcia"),
        ("about lopez", "lopez"),
        ("garcialopez again", "garcialopez"),
        ("García López again", "García López"),
        ("obrien was out", "obrien"),
        ("o brien was out", "o brien"),
        ("O’Brien was out", "O’Brien"),
        ("de shawn was out", "de shawn"),
        ("dela cruz was out", "dela cruz"),
        ("delacruz was out", "delacruz"),
        ("Ana de la Cruz was out", "Ana de la Cruz"),
        ("deshawn b was out", "deshawn b"),
        ("Deshawn B. was out", "Deshawn B"),
        ("then D. Brown came", "D. Brown"),
        ("Brown, Deshawn: absent", "Brown, Deshawn"),
        ("renteria/huerta", "renteria/huerta"),
        ("marisl was out", "marisl"),
        ("marissol was out", "marissol"),
        ("mairsol was out", "mairsol"),
        ("marizol was out", "marizol"),
        ("marisoool was out", "marisoool"),
        ("petrenco was out", "petrenco"),
        ("m a r i s o l was out", "m a r i s o l"),
        ("M-A-R-I-S-O-L was out", "M-A-R-I-S-O-L"),
        ("marisolgarcia was out", "marisolgarcia"),
        ("lupita was out", "lupita"),
        ("lupe was out", "lupe"),
        ("pancho was out", "pancho"),
        ("alex was out", "alex"),
        ("ny asia was out", "ny asia"),
        ("lukasz dang was out", "lukasz dang"),
        ("then lindqvist asked", "lindqvist"),
    ],
)
def test_a_name_that_is_no_word_is_found_as_people_type_it(names: RosterNames, text: str, name: str) -> None:
    hidden = "".join("|" if letter.isalnum() else letter for letter in name)
    assert seen(names, text) == text.replace(name, hidden)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("will said he lost it", "will"),
        ("they told will to sit", "will"),
        ("will from 3rd period", "will"),
        ("my friend may lost her phone", "may"),
        ("i eat with angel", "angel"),
        ("angels mom works nights", "angels"),
        ("she asked mark about it", "mark"),
        ("grace and hope sit alone", "grace and hope"),
        ("coach young yelled", "young"),
        ("will young was out", "will young"),
        ("i texted summer last night", "summer"),
        ("chance never texts", "chance"),
        ("my cousin hunter moved", "hunter"),
        ("drew's brother is sick", "drew"),
        ("mr bill drives us", "bill"),
        ("his name is art", "art"),
        ("WILL SAID NO", "WILL"),
        ("I TOLD GRACE", "GRACE"),
        ("mi hermana luz trabaja", "luz"),
        ("I asked Will. Then we left.", "Will"),
        ("We saw Christian, then Rich.", "Christian, then Rich"),
        ("only rose and joy came", "rose and joy"),
        ("everybody calls him Q.", "Q"),
        ("the Youngs moved away", "Youngs"),
    ],
)
def test_a_name_that_is_a_word_is_found_where_a_name_stands(names: RosterNames, text: str, name: str) -> None:
    words = set(name.split()) - {"and", "then"}
    expected = text
    for word in words:
        letters = word.strip(",")
        expected = expected.replace(letters, "|" * len(letters), 1)
    assert seen(names, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "will you come, she asked",
        "i will go and he will too",
        "it may rain, we may leave early",
        "the trip was in may",
        "Testing ends on May 12, since May is busy.",
        "last summer we moved",
        "give me a chance",
        "there is no chance of that",
        "mark the date",
        "i hope so",
        "we hope the bus comes",
        "the grace period is over",
        "The Grace Period is over. We met the Hope Squad.",
        "rich kids get rides",
        "he is so rich now",
        "the phone bill went up",
        "we drew a map",
        "art is my favorite class",
        "the dean called home",
        "a christian school",
        "the sky was grey over the river",
        "young people need a hunter safety class",
        "pat yourself on the back",
        "it was a joy",
        "roses are red and the angels sing",
        "la luz se fue y no hay luz",
        "vivimos cerca de la huerta y los montes",
        "he solves for q in algebra",
        "her brown coat, the brown bag",
        "WE WILL SEE. IN MAY I HOPE SO.",
        "Summer Bridge was fine. Art 2 too.",
        "my will is strong and my hope too",
        "San Francisco is far",
        "the marigold near the market",
        "freinds and famliy becuase",
        "a b c d e f g",
        "i a m h e r e",
    ],
)
def test_ordinary_words_stay(names: RosterNames, text: str) -> None:
    assert seen(names, text) == text


def test_a_slip_that_is_another_given_name_or_a_word_is_no_roster_name(lexicon: Lexicon) -> None:
    names = RosterNames([RosterName("Marina", "Stanton"), RosterName("Angelo", "Carlton")], (), lexicon)
    for text in ("martina came", "angela came", "the station", "a carton", "marine life"):
        assert seen(names, text) == text


def test_two_words_are_no_name_after_somebody_who_will_do_something(lexicon: Lexicon) -> None:
    names = RosterNames([RosterName("Will", "Cook")], (), lexicon)
    assert seen(names, "i will cook for her") == "i will cook for her"
    assert seen(names, "i saw will cook there") == "i saw |||| |||| there"


def test_an_empty_roster_finds_nothing(lexicon: Lexicon) -> None:
    assert not RosterNames((), (), lexicon)
    assert RosterNames((), (), lexicon).single_names("Will said no") == []


def test_offsets_are_those_of_the_input(names: RosterNames) -> None:
    text = "\u200bé so Mari\u00adsol left"
    span = names.single_names(text)[0]
    assert text[span.start : span.end] == "Mari\u00adsol"


def test_fifty_thousand_people_load_and_are_looked_up_quickly(lexicon: Lexicon) -> None:
    given = sorted(lexicon.given)
    people = [RosterName(given[n % len(given)], f"{given[n * 7 % len(given)]}{'xyz'[n % 3]}o") for n in range(50_000)]
    started = time.perf_counter()
    names = RosterNames(people, (), lexicon)
    assert time.perf_counter() - started < 20  # some two seconds on an idle core
    assert seen(names, f"so {people[4_321].last} left").startswith("so |")


@pytest.mark.parametrize("unit", ["will may hope ", "a b ", "M a r i ", "x", "de la ", "D. ", "'s ", "marisoll "])
def test_twice_the_text_costs_about_twice_the_time(names: RosterNames, unit: str) -> None:
    short, long = (min(_seconds(names, unit, length) for _ in range(3)) for length in (20_000, 40_000))
    assert long < max(3.5 * short, 0.05)


def _seconds(names: RosterNames, unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    started = time.process_time()
    names.single_names(text)
    names.full_names(text)
    return time.process_time() - started


@pytest.fixture(scope="module")
def unspaced(lexicon: Lexicon) -> RosterNames:
    people = [
        RosterName("小明", "王"),
        RosterName("さくら", "山田"),
        RosterName("민준", "김"),
        RosterName("สมชาย", "ใจดี"),
    ]
    return RosterNames([*people, RosterName("Zara", "Quill"), RosterName("明", "李", "阿宝")], (), lexicon)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("王小明 was late", "王小明"),
        ("We walked with 小明 home", "小明"),
        ("小明王 was late", "小明王"),
        ("昨天王小明没来", "王小明"),
        ("他是小明的哥哥", "小明"),
        ("王 小明没来", "王 小明"),
        ("昨天李明没来", "李明"),
        ("我和阿宝一起", "阿宝"),
        ("山田さんは来た", "山田"),
        ("きのう山田さくらが来た", "山田さくら"),
        ("김민준이 늦었다", "김민준"),
        ("오늘 민준이는 집에", "민준"),
        ("วันนี้สมชายไม่มา", "สมชาย"),
    ],
)
def test_a_name_is_found_in_scripts_without_blanks(unspaced: RosterNames, text: str, name: str) -> None:
    assert seen(unspaced, text) == text.replace(name, "".join("|" if sign.isalnum() else sign for sign in name))


@pytest.mark.parametrize(
    "text",
    [
        "国王很高兴",
        "明天没有课",
        "小王明白了",
        "大小和明亮",
        "桜が咲いた",
        "김치를 먹었다",
        "วันนี้ไม่มา",
        "我们去学校",
        "[PERSON_1]说",
    ],
)
def test_single_signs_and_other_words_stay_in_scripts_without_blanks(unspaced: RosterNames, text: str) -> None:
    assert seen(unspaced, text) == text


@pytest.mark.parametrize("unit", ["小", "王小", "小明", "สม", "민"])
def test_twice_the_text_costs_about_twice_the_time_without_blanks(unspaced: RosterNames, unit: str) -> None:
    short, long = (min(_seconds(unspaced, unit, length) for _ in range(3)) for length in (20_000, 40_000))
    assert long < max(3.5 * short, 0.1)
