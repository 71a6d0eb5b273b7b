"""The contact register: people who asked to hear back directly, as they stand in a file or sheet of its own.

Errors and warnings name place, row and column, never a cell: the cells are addresses, and codes that open them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rounds.codes import normalised_code
from rounds.counted import counted
from rounds.errors import RoundFileError
from rounds.mail_address import checked_address, mailbox
from rounds.round import Contacts

Address = tuple[str, int]
Row = tuple[int, Mapping[str, str]]  # its number as a spreadsheet shows it; setting of [contacts] -> cell

ENGLISH, SPANISH = "en", "es"
_LANGUAGES = {
    "": ENGLISH, "en": ENGLISH, "english": ENGLISH, "inglés": ENGLISH, "ingles": ENGLISH,
    "es": SPANISH, "spanish": SPANISH, "español": SPANISH, "espanol": SPANISH, "castellano": SPANISH,
}  # fmt: skip
_REGION = re.compile(r"([a-z]{2,3})[-_].*")
_SHOWN = 5  # rows that a message names
_TITLE_WORDS = 5  # of a column that holds a code, an address, a date; a longer title is a question


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who wants a letter. ``codes`` has more than one where several people share the mailbox."""

    row: int
    codes: tuple[str, ...] = field(repr=False)
    email: str = field(repr=False)
    language: str


@dataclass(frozen=True, slots=True)
class Register:
    """The whole register. ``people`` counts its rows, ``declined`` those who want no letter, ``shared`` those whose
    mailbox gets a letter already because somebody else has it, too.
    """

    contacts: tuple[Contact, ...]
    people: int
    declined: int
    shared: int
    warnings: tuple[str, ...]


def declared_titles(settings: Contacts) -> dict[str, str]:
    """Setting of [contacts] -> the title of the column that it names."""
    titles = {"code": settings.code, "email": settings.email, "language": settings.language}
    return titles if settings.wish is None else {**titles, "wish": settings.wish}


def columns_of(where: str, titles: Sequence[Address], settings: Contacts) -> dict[str, Address]:
    """Setting of [contacts] -> the column of ``titles`` that it names, compared without case and spacing.

    Raises RoundFileError for a column that is missing or there twice, and for a wish that nobody declared: without it
    people who want no letter would get one.
    """
    found = {}
    for setting, title in declared_titles(settings).items():
        same = [address for address in titles if _plain(address[0]) == _plain(title)]
        if len(same) != 1:
            fault = "has no column" if not same else "has more than one column"
            raise RoundFileError(f'{where} {fault} "{title}". `{setting}` of [contacts] in round.toml names it.')
        found[setting] = same[0]
    if settings.wish is None and any(_plain(title) == "wish" for title, _ in titles):
        raise RoundFileError(
            f'{where} has a column "wish" that [contacts] in round.toml does not name. Add `wish = "wish"`: without it'
            " everybody in the register would get a letter."
        )
    return found


def read_register(where: str, rows: Iterable[Row], settings: Contacts) -> Register:
    """Who wants a letter. Raises RoundFileError for a row that cannot be used; none is left out silently."""
    yes = {answer.strip().casefold() for answer in settings.yes}
    filled = [(number, cells) for number, cells in rows if any(cell.strip() for cell in cells.values())]
    _refuse_doubled_codes(where, filled, settings)
    warnings: list[str] = []
    by_mailbox: dict[str, Contact] = {}
    wanting = [row for row in filled if settings.wish is None or row[1]["wish"].strip().casefold() in yes]
    for number, cells in wanting:
        one = _contact(where, number, cells, settings, warnings)
        first = by_mailbox.get(mailbox(one.email))
        if first is not None:
            warnings.append(
                f"{where}, row {number}: the address stands in row {first.row}, too. One letter goes there."
            )
            one = Contact(first.row, (*first.codes, *one.codes), first.email, first.language)
        by_mailbox[mailbox(one.email)] = one
    contacts = tuple(by_mailbox.values())
    return Register(
        contacts=contacts,
        people=len(filled),
        declined=len(filled) - len(wanting),
        shared=len(wanting) - len(contacts),
        warnings=tuple(warnings),
    )


def looks_like_answers(titles: Sequence[str], settings: Contacts, asked: Iterable[str]) -> list[str]:
    """The titles that have no place in a register: those that the round's forms ask (``asked``), and other questions.

    Addresses and answers in one list would be joined there already, whatever Sayback does.
    """
    own = {_plain(title) for title in declared_titles(settings).values()}
    questions = {_plain(title) for title in asked}
    others = [title for title in titles if _plain(title) not in own]
    return [
        title for title in others if _plain(title) in questions or "?" in title or len(title.split()) > _TITLE_WORDS
    ]


def rows_named(numbers: Sequence[int]) -> str:
    """``rows 3, 7 and 12 more`` for a message."""
    shown = ", ".join(map(str, numbers[:_SHOWN]))
    more = f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
    return f"{'row' if len(numbers) == 1 else 'rows'} {shown}{more}"


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def _refuse_doubled_codes(where: str, rows: Sequence[Row], settings: Contacts) -> None:
    first: dict[str, int] = {}
    for number, cells in rows:
        code = normalised_code(cells["code"])
        if code and first.setdefault(code, number) != number:
            raise RoundFileError(
                f'{where}, row {number}, column "{settings.code}": the code of row {first[code]} stands here again.'
                " Every person needs a card of their own: correct one of them."
            )


def _contact(where: str, row: int, cells: Mapping[str, str], settings: Contacts, warnings: list[str]) -> Contact:
    code = normalised_code(cells["code"])
    if not code:
        raise RoundFileError(f'{where}, row {row}, column "{settings.code}": there is no contact code. Add it.')
    try:
        email = checked_address(cells["email"].strip())
    except ValueError:
        raise RoundFileError(
            f'{where}, row {row}, column "{settings.email}": this is no valid mail address. Correct it, or delete the'
            " row."
        ) from None
    language = _language(cells["language"])
    if language is None:
        warnings.append(
            f'{where}, row {row}, column "{settings.language}": letters are written in English (en) and Spanish (es);'
            " this one will be in English."
        )
    return Contact(row, (code,), email, language or ENGLISH)


def _language(cell: str) -> str | None:
    plain = _REGION.sub(r"\1", cell.strip().casefold())
    return _LANGUAGES.get(plain)


def counted_people(register: Register) -> str:
    """What the register holds, in one line of counts."""
    people = "1 person" if register.people == 1 else f"{register.people} people"
    parts = [people, f"{counted(len(register.contacts), 'letter')} wanted"]
    if register.declined:
        parts.append(f"{register.declined} without")
    if register.shared:
        parts.append(f"{register.shared} sharing a mailbox")
    return ", ".join(parts)
