from __future__ import annotations

import pytest

from rounds.contacts import columns_of, looks_like_answers, read_register, rows_named
from rounds.errors import RoundFileError
from rounds.round import Contacts

SETTINGS = Contacts(file="contacts.csv", wish="wish")
WHERE = "contacts.csv"


def row(number: int, code: str = "", email: str = "", language: str = "en", wish: str = "yes"):
    code, email = code or f"C-{number}", email or f"person{number}@example.org"
    return number, {"code": code, "email": email, "language": language, "wish": wish}


def problem(*rows, settings: Contacts = SETTINGS) -> str:
    with pytest.raises(RoundFileError) as caught:
        read_register(WHERE, rows, settings)
    return str(caught.value)


def test_who_wants_a_letter_is_read_and_others_are_counted() -> None:
    rows = [row(2), row(3, wish="Yes "), row(4, wish="SÍ"), row(5, wish="no", email="x"), row(6, wish="")]
    register = read_register(WHERE, rows, SETTINGS)
    assert [(one.row, one.codes, one.email) for one in register.contacts] == [
        (2, ("C2",), "person2@example.org"),
        (3, ("C3",), "person3@example.org"),
        (4, ("C4",), "person4@example.org"),
    ]
    assert (register.people, register.declined, register.shared, register.warnings) == (5, 2, 0, ())


def test_without_a_column_for_the_wish_everybody_gets_a_letter() -> None:
    register = read_register(WHERE, [row(2, wish=""), row(3, wish="")], Contacts(file=WHERE))
    assert len(register.contacts) == 2


def test_blank_rows_are_skipped() -> None:
    blank = (3, {"code": " ", "email": "", "language": "", "wish": ""})
    assert read_register(WHERE, [row(2), blank], SETTINGS).people == 1


@pytest.mark.parametrize(
    ("typed", "language", "warnings"),
    [
        ("", "en", 0), ("EN", "en", 0), ("English", "en", 0), ("en-US", "en", 0), ("es_MX", "es", 0),
        ("Español", "es", 0), ("spanish", "es", 0), ("vi", "en", 1), ("Tiếng Việt", "en", 1),
    ],
)  # fmt: skip
def test_a_language_without_letters_gets_english_and_a_warning(typed: str, language: str, warnings: int) -> None:
    register = read_register(WHERE, [row(2, language=typed)], SETTINGS)
    assert register.contacts[0].language == language
    assert len(register.warnings) == warnings
    assert not typed or typed not in " ".join(register.warnings)


def test_two_people_who_share_a_mailbox_get_one_letter_and_the_other_is_noted() -> None:
    register = read_register(WHERE, [row(2, email="home@example.org"), row(3, email="HOME@example.org")], SETTINGS)
    assert [one.codes for one in register.contacts] == [("C2", "C3")]
    assert register.shared == 1
    assert register.warnings == ("contacts.csv, row 3: the address stands in row 2, too. One letter goes there.",)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (row(4, code="?!"), 'row 4, column "code": there is no contact code'),
        (row(4, code="c 2"), 'row 4, column "code": the code of row 2 stands here again'),
        (row(4, email="not an address"), 'row 4, column "email": this is no valid mail address'),
        (row(4, email="two@example.org, one@example.org"), 'row 4, column "email": this is no valid mail address'),
        (row(4, email="kim@example.org\nBcc: all@example.org"), 'row 4, column "email"'),
    ],
)
def test_a_row_that_cannot_be_used_is_named_by_row_and_column_never_by_what_it_says(bad, told: str) -> None:
    message = problem(row(2), bad)
    assert told in message
    assert "@" not in message
    assert "c 2" not in message


def test_a_code_twice_is_an_error_also_when_one_of_them_wants_no_letter() -> None:
    assert "the code of row 2 stands here again" in problem(row(2), row(5, code="c2", wish="no"))


def test_columns_are_found_whatever_their_case_and_spacing() -> None:
    titles = [("Timestamp", 1), ("CODE", 1), ("E-mail  address", 1), ("language", 1), ("wish", 1)]
    settings = Contacts(file=WHERE, email="e-mail address", wish="Wish")
    assert columns_of(WHERE, titles, settings) == {
        "code": ("CODE", 1),
        "email": ("E-mail  address", 1),
        "language": ("language", 1),
        "wish": ("wish", 1),
    }


@pytest.mark.parametrize(
    ("titles", "settings", "told"),
    [
        (["code", "language"], Contacts(file=WHERE), 'has no column "email". `email` of [contacts]'),
        (["code", "email", "email", "language"], Contacts(file=WHERE), 'more than one column "email"'),
        (["code", "email", "language"], SETTINGS, 'has no column "wish"'),
        (["code", "email", "language", "Wish"], Contacts(file=WHERE), 'Add `wish = "wish"`'),
    ],
)
def test_a_missing_column_or_an_undeclared_wish_stops_the_reading(titles, settings: Contacts, told: str) -> None:
    addresses = [(title, titles[:place].count(title) + 1) for place, title in enumerate(titles)]
    with pytest.raises(RoundFileError) as caught:
        columns_of(WHERE, addresses, settings)
    assert told in str(caught.value)


def test_columns_with_answers_are_noticed() -> None:
    titles = ["code", "email", "Language", "Date", "Grade", "Tell me about a hard morning at home.", "How was it?"]
    strange = looks_like_answers(titles, Contacts(file=WHERE), ["grade", "Tell me about it."])
    assert strange == ["Grade", "Tell me about a hard morning at home.", "How was it?"]


def test_nothing_of_a_contact_shows_in_its_repr() -> None:
    register = read_register(WHERE, [row(2)], SETTINGS)
    assert "person2" not in repr(register)
    assert "C2" not in repr(register)


def test_many_rows_are_named_by_the_first_ones() -> None:
    assert rows_named([7]) == "row 7"
    assert rows_named(list(range(2, 12))) == "rows 2, 3, 4, 5, 6 and 5 more"
