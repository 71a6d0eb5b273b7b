"""Phone numbers: every shape goes as a whole, and numbers of school life stay."""

from __future__ import annotations

import pytest

from redaction.recognizers.phones import Phones
from tests.redaction.recognizers.cases import found_by
from tests.redaction.recognizers.innocents import NUMBERS, WORDS

MASKED = [
    ("call 509-555-0147 after 3", "509-555-0147"),
    ("ask for the nurse, 509-555-0147, extension 204", "509-555-0147, extension 204"),
    ("555-0132 x12 or later", "555-0132 x12"),
    ("at church 555.014.2299x12", "555.014.2299x12"),
    ("office 509 555 0147 ext 3 thanks", "509 555 0147 ext 3"),
    ("marque al 509-555-0147 extensión 4", "509-555-0147 extensión 4"),
    ("mom 555 0132 only texts", "555 0132"),
    ("dial 5550132 please", "5550132"),
    ("he gave me 5550132 as his number", "5550132"),
    ("cel:5095550147", "5095550147"),
    ("15095550147 hers", "15095550147"),
    ("emergency: aunt (509) - 555 - 0147", "(509) - 555 - 0147"),
    ("texted 509 5550147", "509 5550147"),
    ("(509)5550147", "(509)5550147"),
    ("on file 425 (555) 0186", "425 (555) 0186"),
    ("cell 206*555*0142", "206*555*0142"),
    ("call 206, 555, 0142", "206, 555, 0142"),
    ("call 206-555-O142", "206-555-O142"),
    ("509-555-0147/509-555-0148", "509-555-0148"),
    ("555-0132/555-0133", "555-0133"),
    ("reach him at 509-555-\n0147", "509-555-\n0147"),
    ("reach him at (509)\n555-0147", "(509)\n555-0147"),
    ("area code 509, 555 0147", "555 0147"),
    ("llame al 555 013 9 660", "555 013 9 660"),
    ("my digits r 5550188", "5550188"),
    ("Comuníquese al 773 555 01 88", "773 555 01 88"),
    ("call 401 5550 143", "401 5550 143"),
    ("+52 664 555 0123 mi abuela", "+52 664 555 0123"),
    ("(+52) 664-555-0123", "(+52) 664-555-0123"),
    ("+44 (0)20 7946 0958", "+44 (0)20 7946 0958"),
    ("00 44 20 7946 0958", "00 44 20 7946 0958"),
    ("011 52 664 555 0123 she said", "011 52 664 555 0123"),
    ("su mamá 664 123 45 67 celular", "664 123 45 67"),
    ("079 2718 1155 in England", "079 2718 1155"),
    ("Phone: (99) 645-791", "(99) 645-791"),
    ("5 0 9 5 5 5 0 1 4 7", "5 0 9 5 5 5 0 1 4 7"),
    ("(5 5 5) 0 1 5 7", "(5 5 5) 0 1 5 7"),
    ("five five five oh one four two after six", "five five five oh one four two"),
    ("five-five-five, oh-one-four-two", "five-five-five, oh-one-four-two"),
    ("five five five dash zero one four two", "five five five dash zero one four two"),
    ("two-oh-six 555 0199 call", "two-oh-six 555 0199"),
    ("541 five five five 0133", "541 five five five 0133"),
    ("five double five oh one double three", "five double five oh one double three"),
    ("call five fifty five, oh one forty two", "five fifty five, oh one forty two"),
    ("cinco cinco cinco cero uno cuatro dos", "cinco cinco cinco cero uno cuatro dos"),
    ("mi cel es cinco cinco cinco cero uno nueve cuarenta y dos", "cinco cinco cinco cero uno nueve cuarenta y dos"),
    ("es quinientos cincuenta y cinco cero uno cuatro dos", "quinientos cincuenta y cinco cero uno cuatro dos"),
    ("two oh six, five five five, oh one four two, extension nine",
     "two oh six, five five five, oh one four two, extension nine"),
]  # fmt: skip
STAY = [
    "the bell rings at seven forty five, eight thirty, nine fifteen",
    "my mile times: eight thirty two, nine fifteen, ten oh four",
    "600 3000 level books",
    "we counted one two three four five six seven eight",
    "five six seven eight, five six seven eight, then we dance",
    "uno dos tres cuatro cinco seis siete ocho",
    "twenty twenty four was hard, twenty twenty five too",
    "two of them, one or two, three of the four",
    "they rated it 4 5 3 3 4 5, the other class 1 2 3 4 5 6 7",
    "ISBN 0195384531 is the old book",
    "lexile 500-1050, SAT 400-1600, 300-1200 students",
    "from 2019 to 2023, in 2024-2025, since May 2024",
    "call me at 7:30 on 10/15/2025",
    "text at 10 15 2025 or call home 3 times in 2024",
    "bus 114 1520 pm, room 214 1130 lunch, room number 2145",
    "her student number 5551234 is old",
    "score 555-1042, home 3-2, away 14-7",
    "we live at 370 3911 Fourth Avenue they wrote",
    "the answers are 12 24 36 48 and pages 10-15 20-25",
    "from 8 30 to 3 15 every day, 180 days",
    "dial 911 or 988, the 800 number",
    "text 2 paragraphs from pages 10-15, cell 3 of the sheet, home 24 7",
    "his ssn is 541-00-6623",
    "the report number is 2024-118830",
    "track times 11.42 12.03, then 03 04 2014 05",
    "it cost $1,250,300 in 4000 schools",
]


@pytest.mark.parametrize(("text", "number"), MASKED)
def test_a_phone_number_goes_as_a_whole(text: str, number: str) -> None:
    assert number in found_by(Phones, text)


@pytest.mark.parametrize("text", [*STAY, *NUMBERS, *WORDS])
def test_other_numbers_stay(text: str) -> None:
    assert found_by(Phones, text) == set()


def test_numbers_after_a_phone_number_stay() -> None:
    assert found_by(Phones, "call 555-0132 3 times") == {"555-0132"}
    assert found_by(Phones, "not the old one 207 555 0109 then") == {"207 555 0109"}
