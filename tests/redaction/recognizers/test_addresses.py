"""Addresses: what must go, and what only looks like one."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.redaction.recognizers.innocents import NUMBERS, WORDS
from tests.redaction.recognizers.masked import masked_as

HITS = [
    ("at 1420 Cedar Ridge Rd, Apt 3 now", "1420 Cedar Ridge Rd, Apt 3"),
    ("1420 CEDAR RIDGE RD, APT 3", "1420 CEDAR RIDGE RD, APT 3"),
    ("77 Tillicum Ln #B", "77 Tillicum Ln #B"),
    ("412 5th Ave NE", "412 5th Ave NE"),
    ("31 N Oak Street, Dayton, WA 99328", "31 N Oak Street, Dayton, WA 99328"),
    ("PO Box 318", "PO Box 318"),
    ("we live on maple st near the gym", "maple st near the gym"),
    ("they are in apartment 12B", "apartment 12B"),
    ("calle Hidalgo 45", "calle Hidalgo 45"),
    ("HC 40 Box 17 is the mailbox", "HC 40 Box 17"),
    ("PSC 12, Box 340\nAPO AE 09012", "PSC 12, Box 340\nAPO AE 09012"),
    ("3120 N Cedar St, 2nd floor rear", "3120 N Cedar St, 2nd floor rear"),
    ("lot 9, 4410 Sandpit Rd", "lot 9, 4410 Sandpit Rd"),
    ("they live at the corner of 9th and Larch", "the corner of 9th and Larch"),
    ("ul. Lipowa 14 Apt. 3, Gdynia, Poland 81572", "ul. Lipowa 14 Apt. 3, Gdynia, Poland 81572"),
    ("we are at 88 Broadway now", "88 Broadway"),
    ("lives at 88 broadway", "88 broadway"),
    ("she is staying at 2210 N 5th", "2210 N 5th"),
    ("mail to 417 S. Main please", "417 S. Main"),
    ("7 Alder Ct\nPasco, WA 99301", "7 Alder Ct\nPasco, WA 99301"),
    ("house is 7 alder ct, pasco wa 99301", "7 alder ct, pasco wa 99301"),
    ("apt 12b is broken", "apt 12b"),
    ("family lives in trailer 14", "trailer 14"),
    ("they rent space 22 at the park", "space 22"),
    ("viven en el lote 5", "el lote 5"),
    ("P.O. Box 45, Grandview WA 98930", "P.O. Box 45, Grandview WA 98930"),
    ("lives out on County Road 12", "County Road 12"),
    ("RR 2 Box 88", "RR 2 Box 88"),
    ("lives off farm road 9", "farm road 9"),
    ("hwy 97 mile 3 is where the bus turns", "hwy 97 mile 3"),
    ("we stay off of 5th and Alder", "5th and Alder"),
    ("its over on maple st", "maple st"),
    ("lives by Fir & 9th", "Fir & 9th"),
    ("vive en Calle Hidalgo 15", "Calle Hidalgo 15"),
    ("Av. Juárez #220 int 4", "Av. Juárez #220 int 4"),
    ("su casa esta en la Col. Centro", "la Col. Centro"),
    ("C/ Mayor 3, 2º B", "C/ Mayor 3, 2º B"),
    ("25 rue de la Paix", "25 rue de la Paix"),
    ("Hauptstraße 5", "Hauptstraße 5"),
    ("Via Roma 12, 00100 Roma", "Via Roma 12, 00100 Roma"),
    ("Kirkegata 3", "Kirkegata 3"),
    ("1 High Street, London SW1A 1AA", "1 High Street, London SW1A 1AA"),
    ("HE MOVED TO 1512 W YAKIMA AVE APT 4 YAKIMA WA 98902", "1512 W YAKIMA AVE APT 4 YAKIMA WA 98902"),
    ("new address 903 s 8th ave", "903 s 8th ave"),
    ("our address is 310 Fairview Dr #12", "310 Fairview Dr #12"),
    ("she moved in with her aunt at 55 Heron Way", "55 Heron Way"),
    ("they live at 12 Whispering Pines Mobile Home Park", "12 Whispering Pines Mobile Home Park"),
    ("they live in Whispering Pines Mobile Home Park, space 9", "Whispering Pines Mobile Home Park, space 9"),
    ("vivimos en la calle tercera numero 45", "la calle tercera numero 45"),
    ("dirección: calle 5 de mayo 112, colonia reforma", "calle 5 de mayo 112, colonia reforma"),
    ("vive por la maple", "la maple"),
    ("mandelo al apartado postal 331", "apartado postal 331"),
    ("apartamento 3C de la calle Roble", "apartamento 3C de la calle Roble"),
    ("they're at 1600 block of Cherry St", "1600 block of Cherry St"),
    ("4300 block of n sacramento", "4300 block of n sacramento"),
    ("her grandma's place on Delancey", "Delancey"),
    ("lives on Hawthorne between 3rd and 4th", "Hawthorne between 3rd and 4th"),
    ("I live at 2345 Martin Luther King Jr Blvd", "2345 Martin Luther King Jr Blvd"),
    ("i live at 2345 mlk", "2345 mlk"),
    ("stays at 914 e. yakima valley hwy, sunnyside", "914 e. yakima valley hwy, sunnyside"),
    ("drop her at 17 Kestrel Ln", "17 Kestrel Ln"),
    ("the family is at the shelter on 3rd and Pine", "the shelter on 3rd and Pine"),
    ("he sleeps at his uncle's on Division St", "Division St"),
    ("Address: 2118 Terrace Heights Rd\nYakima, Washington 98901", "2118 Terrace Heights Rd\nYakima, Washington 98901"),
    ("Harpreet, 14 MG Road, Flat 3, Jalandhar", "14 MG Road, Flat 3, Jalandhar"),
    ("1010 Kamehameha Hwy, Apt 3, Kaneohe HI 96744", "1010 Kamehameha Hwy, Apt 3, Kaneohe HI 96744"),
    ("he lives 12 Oak", "12 Oak"),
    ("still gets mail at 12 oak", "12 oak"),
    ("our house number is 4127", "4127"),
    ("they moved to the corner house at 6th & Walnut", "6th & Walnut"),
    ("lives in building 4 apt 210", "building 4 apt 210"),
    ("vive en el edificio 3, departamento 12", "el edificio 3, departamento 12"),
    ("Calz. de Tlalpan 455-B", "Calz. de Tlalpan 455-B"),
    ("Privada de los Olivos s/n", "Privada de los Olivos s/n"),
    ("Blvd. Benítez 1450", "Blvd. Benítez 1450"),
    ("1204 B Street", "1204 B Street"),
    ("we live on A street", "A street"),
    ("87 St. Helens Ave", "87 St. Helens Ave"),
    ("121 NE 7th", "121 NE 7th"),
    ("12-45 31st Ave", "12-45 31st Ave"),
    ("one twenty five cedar street", "one twenty five cedar street"),
    ("fourteen twenty cedar ridge road", "fourteen twenty cedar ridge road"),
]
STAYS = [
    "room 12b is cold",
    "period 4 is PE",
    "It is a 5 minute drive to school.",
    "He walks 2 miles down the road every day.",
    "they ran the 3 way stop again",
    "see page 88 and page 90 in the workbook",
    "my mom works at 24 hour fitness",
    "bus 14 was late, bus 7 never came",
    "hwy 97 was closed so 12 kids were late",
    "Route 7 is always full",
    "grade 9 and grade 10 share lunch",
    "lunch is at 11:45 in building C",
    "the 504 plan meeting is March 12",
    "we read unit 3 lesson 4 today",
    "locker 214 is jammed",
    "parking lot B is full of snow",
    "the 4th and 5th graders eat together",
    "3rd and 4th period are the worst",
    "he came in 1st and Maria 2nd",
    "I have 2 tests on Monday and 1 on Friday",
    "we need 20 chairs in the gym court",
    "she was 10 points away from passing",
    "he lives with 3 cousins and 2 dogs",
    "they live 20 minutes away by bus",
    "she stays after school 3 days a week",
    "he moved here in 2022 with his dad",
    "he moved to room 204",
    "stay in room 118 until the bell",
    "my house is 5 blocks from school",
    "I live in a house with 8 people",
    "he stays in the library until 5",
    "she lives on ramen and hot chips",
    "he lives on the east side",
    "we live on a farm",
    "we live by the park",
    "they live near the river",
    "she moved on to algebra 2",
    "we stay home on snow days",
    "dad stays home and mom works at 2 jobs",
    "stays on task in 2 classes",
    "Mr. Ortiz in portable 7 is great",
    "the class is in trailer 3 by the field",
    "I got a 92 on the science test",
    "they took 45 kids to Central Park",
    "there were 30 of us on the way",
    "we lost 21-14 at home",
    "at home 3 of us share a room",
    "homework: pg 12, 1-20 odd",
    "my apartment is loud and small",
    "apartment living is hard with 5 kids",
    "The restaurant has 12 tables",
    "In 2023 Lincoln Middle School had 600 students",
    "1 st place in the fair",
    "he got 2nd place and a ribbon",
    "half the class of 2024 moved away",
    "mail the form by October 3",
    "We met on 10/15 at 3:30 in room 4",
    "sent 3 letters and 2 emails home",
    "I walk down the street to the bus stop",
    "the bus stop on the road is dark",
    "The House on Mango Street is our book",
    "a court date on 3/14",
    "he plays 2 way on the court",
    "she has 4 siblings at home and 1 drive",
    "it is 40 degrees in the morning at the stop",
    "100 percent of the time",
    "we did 3 laps around the square",
    "la casa tiene 3 cuartos",
    "vivimos 6 personas en la casa",
    "vive a 5 cuadras de la escuela",
    "el salón 12 no tiene luz",
    "la ruta 4 llega tarde a mi casa",
    "camino a casa a las 3:30",
    "mi casa esta lejos, camino 2 millas",
    "en la calle hay muchos carros",
    "son 3 en el apartamento",
    "la clase 3 empieza a las 9",
    "sube al camión 22 en la esquina",
    "Section 8 housing takes 3 years",
    "Level 2 ELL, grade 7, room 14",
    "Chapter 5 of To Kill a Mockingbird at home",
    "our Chromebook cart has 30 in it",
    "home game vs East High 55-48",
    "Track 3 staff meet in Room 12",
    "he moved up 2 levels in i-Ready",
    "we stayed until 9 pm on Friday",
    "living on 2 incomes is not enough",
    "the house rules are 1 no phones 2 no food",
    "she stayed on Discord all night",
    "lives in Section 4 of the bus",
    "he stays with dad Mon and Wed",
    "home economics 101 is full",
    "Studio Apartment Design is my elective",
    "she lives for Taco Tuesday and PE",
    "drop off line on 4th street entrance is a mess",
    "they need 12 new Chromebooks for home use",
    "3 of us walked down the road",
    "2 kids on the way to school",
    "we live on a dead end road",
]


@pytest.mark.parametrize(("text", "expected"), HITS)
def test_it_is_masked_as_a_whole(text: str, expected: str) -> None:
    assert expected in masked_as("ADDRESS", text)


@pytest.mark.parametrize("text", [*STAYS, *NUMBERS, *WORDS])
@pytest.mark.parametrize("write", [str, str.lower, str.upper])
def test_what_only_resembles_one_stays_in_any_case(text: str, write: Callable[[str], str]) -> None:
    assert masked_as("ADDRESS", write(text)) == []


@pytest.mark.parametrize("write", [str.lower, str.upper])
@pytest.mark.parametrize(
    "text",
    ["she lives at 1420 Cedar Ridge Rd, Apt 3", "they stay off of 5th and Alder", "PO Box 318", "calle Hidalgo 45"],
)
def test_case_does_not_matter(text: str, write: Callable[[str], str]) -> None:
    assert masked_as("ADDRESS", write(text)) == [write(masked_as("ADDRESS", text)[0])]


@pytest.mark.parametrize(
    "unit",
    [
        "12 Ab 3 ",
        "1 ",
        " ",
        "apt 1 ",
        "5th and ",
        "rue de la ",
        "Oak St, ",
        "lives on ",
        "behind the ",
        "the red house ",
    ],
)
def test_four_times_the_junk_does_not_take_sixteen_times_as_long(unit: str) -> None:
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        began = time.process_time()
        masked_as("ADDRESS", text)
        return time.process_time() - began

    short = min(seconds(4_000) for _ in range(3))
    assert min(seconds(16_000) for _ in range(3)) < 9 * max(short, 0.02)
