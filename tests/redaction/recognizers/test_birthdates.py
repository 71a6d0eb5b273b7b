"""Dates of birth: what must go, and which dates stay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.redaction.recognizers.innocents import NUMBERS, WORDS
from tests.redaction.recognizers.masked import masked_as

HITS = [
    ("born 04/02/2014 here", "04/02/2014"),
    ("DOB they gave for the form was September 3, 2013", "September 3, 2013"),
    ("her birthday is on march 14th", "march 14th"),
    ("the twins' birthdays are 6/1/10 and 6/2/10", "6/1/10"),
    ("the file says 03/14/2010 but he was born on 4 March 2011", "03/14/2010"),
    ("born in March of 2011", "March of 2011"),
    ("her birthday is 3/4/09", "3/4/09"),
    ("DOB 3-4-09", "3-4-09"),
    ("his bday is may 5", "may 5"),
    ("May 5 is his birthday", "May 5"),
    ("nació el 3 de mayo de 2012", "3 de mayo de 2012"),
    ("fecha de nacimiento: 03/05/2012", "03/05/2012"),
    ("cumple años el 4 de julio", "4 de julio"),
    ("d.o.b. 2011-03-14", "2011-03-14"),
    ("she turned 12 on Oct 3", "Oct 3"),
    ("Birthdate: Mar 3, 2010", "Mar 3, 2010"),
    ("nacida el 12-04-2009", "12-04-2009"),
    ("el 12 de abril es su cumpleaños", "12 de abril"),
    ("DOB: 03142011", "03142011"),
    ("BORN JUNE 9TH 2010", "JUNE 9TH 2010"),
    ("his birthday was last week, November 2", "November 2"),
    ("b. 7/19/08", "7/19/08"),
    ("3/14/2011 (dob)", "3/14/2011"),
    ("birth date 14 March 2011", "14 March 2011"),
    ("born 2009 Dec 4", "2009 Dec 4"),
]
STAYS = [
    "on 04/02/2024 we had no bus",
    "she was born here. On 3/14 we moved.",
    "the meeting on 10/15/2024 was good",
    "state test on 4/12",
    "call code red drill on 11/3",
    "his permit test is 3/14 at 2:30",
    "she was born here. On 3/14 we moved",
    "born in Mexico, moved here in 2019",
    "born and raised here, graduating June 12, 2026",
    "birthday party on 2/14 was fun",
    "Her birthday is soon. Picture day is 10/3.",
    "turned in 10 assignments on Oct 3",
    "turned 3 papers in on May 5",
    "he turned 18 and left on 3/14/2025",
    "conference on March 12, 2025",
    "due 10/15, quiz 10/17",
    "the 2nd of November is Day of the Dead",
    "Cinco de Mayo, 16 de septiembre",
    "Happy birthday was sung at 2:30 in room 12",
    "September 11, 2001 lesson was sad",
    "Juneteenth and the 4th of July",
]


@pytest.mark.parametrize(("text", "expected"), HITS)
def test_it_is_masked_as_a_whole(text: str, expected: str) -> None:
    assert expected in masked_as("BIRTHDATE", text)


@pytest.mark.parametrize("text", [*STAYS, *NUMBERS, *WORDS])
@pytest.mark.parametrize("write", [str, str.lower, str.upper])
def test_what_only_resembles_one_stays_in_any_case(text: str, write: Callable[[str], str]) -> None:
    assert masked_as("BIRTHDATE", write(text)) == []
