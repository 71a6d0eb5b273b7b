"""The interviewers of a round, from team.csv; and which of them a name in a form means.

Their addresses go into the ledger only; the notebook knows them by their code.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rounds.errors import RoundFileError
from rounds.mail_address import checked_address, mailbox
from rounds.people_csv import Columns, PersonRow, read_people
from rounds.typed_text import one_line

COLUMNS = Columns(
    required={"code": (), "name": ()},
    optional={"also_typed_as": (), "email": ("mail", "email address"), "language": (), "pair": ()},
)
_LANGUAGE = re.compile(r"([a-z]{2,3})([-_][a-z0-9]+)*")
_NO_CODES = frozenset({"sp", "spa", "esp", "eng", "ing"})  # slips: who typed "sp" would get English and not know why


@dataclass(frozen=True, slots=True)
class TeamMember:
    """An interviewer. ``names`` are as typed in the form, the name for letters first; ``repr`` shows the code only."""

    code: str
    names: tuple[str, ...] = field(repr=False)
    email: str | None = field(default=None, repr=False)
    language: str = "en"
    pair: str | None = None


def load_team(path: Path) -> tuple[TeamMember, ...]:
    """The team of ``path``: csv with code, name, and optionally also_typed_as (``;`` between), email, language, pair.

    Raises RoundFileError naming file, line and column, never a name or an address.
    """
    rows = read_people(path, COLUMNS)
    members = tuple(_member(path, row) for row in rows)
    lines = [row.line for row in rows]
    _refuse_shared(path, "code", [(line, [member.code]) for line, member in zip(lines, members, strict=True)])
    _refuse_shared(path, "name", [(line, member.names) for line, member in zip(lines, members, strict=True)])
    _refuse_one_mailbox(path, [(line, member.email) for line, member in zip(lines, members, strict=True)])
    return members


def _member(path: Path, row: PersonRow) -> TeamMember:
    for column in COLUMNS.required:
        if not row[column]:
            raise RoundFileError(f"{path}, line {row.line}: the column {column} is empty.")
    for column in ("code", "name", "also_typed_as", "pair"):
        _check_line(path, row, column)
    also = (" ".join(name.split()) for name in row["also_typed_as"].split(";"))
    return TeamMember(
        code=row["code"],
        names=tuple(dict.fromkeys([" ".join(row["name"].split()), *filter(None, also)])),
        email=_email(path, row),
        language=_language(path, row),
        pair=row["pair"] or None,
    )


def _check_line(path: Path, row: PersonRow, column: str) -> None:
    """Line ends within a cell count as blanks, as spreadsheet programs make them easily."""
    try:
        one_line(" ".join(row[column].split()))
    except ValueError as error:
        raise RoundFileError(f"{path}, line {row.line}: the column {column} {error}.") from None


def _email(path: Path, row: PersonRow) -> str | None:
    if not row["email"]:
        return None
    try:
        return checked_address(row["email"])
    except ValueError as error:
        what = "holds no valid mail address" if "is not" in str(error) else str(error)
        raise RoundFileError(f"{path}, line {row.line}: the column email {what}.") from None


def _language(path: Path, row: PersonRow) -> str:
    match = _LANGUAGE.fullmatch(row["language"].lower() or "en")
    if match is None or match[1] in _NO_CODES:
        raise RoundFileError(f'{path}, line {row.line}: the column language needs a code such as "en" or "es".')
    return match[1]


def _refuse_shared(path: Path, column: str, texts: Sequence[tuple[int, Sequence[str]]]) -> None:
    first: dict[str, int] = {}
    for line, written in texts:
        for text in written:
            if first.setdefault(_letters(text), line) != line:
                raise RoundFileError(
                    f"{path}, line {line}: the {column} stands in line {first[_letters(text)]}, too."
                    f" Every interviewer needs their own{'' if column == 'code' else ', also in also_typed_as'}."
                )


def _refuse_one_mailbox(path: Path, addresses: Sequence[tuple[int, str | None]]) -> None:
    """Two letters to one mailbox, and nobody could tell whose is whose: each mailbox gets one."""
    first: dict[str, int] = {}
    for line, address in addresses:
        if address and first.setdefault(mailbox(address), line) != line:
            raise RoundFileError(
                f"{path}, line {line}: the email is the mailbox of line {first[mailbox(address)]}, too: two letters"
                " would go there. Leave it empty in one of them, or give each their own."
            )


class InterviewerNames:
    """Finds the code of an interviewer from what somebody typed into the form. Its ``repr`` shows no name."""

    def __init__(self, members: Iterable[TeamMember]) -> None:
        self._exact: defaultdict[str, set[str]] = defaultdict(set)
        self._mailboxes: defaultdict[str, set[str]] = defaultdict(set)
        self._names: list[tuple[list[str], str]] = []
        for member in members:
            self._add(member)

    def code_for(self, typed: str) -> str | None:
        """The code, None if nobody or more than one could be meant.

        Compares without case, accents and spacing. Also understands the code itself, "Last, First", an
        initial in place of a name ("J. Ruiz"), and a mail address or the part of it before the @.
        """
        for find in (self._by_name, self._by_mailbox, self._by_initials):
            codes = find(typed)
            if codes:
                return codes.pop() if len(codes) == 1 else None
        return None

    def _add(self, member: TeamMember) -> None:
        for text in (member.code, *member.names, member.email or ""):
            self._exact[_letters(text)].add(member.code)
        if member.email is not None:
            self._mailboxes[_letters(member.email.partition("@")[0])].add(member.code)
        self._names += [(_words(name), member.code) for name in member.names]

    def _by_name(self, typed: str) -> set[str]:
        found = self._exact.get(_letters(typed), set()) | self._exact.get(_letters(_first_name_first(typed)), set())
        return found if _letters(typed) else set()

    def _by_mailbox(self, typed: str) -> set[str]:
        mailbox = _letters(typed.partition("@")[0])
        found = set(self._mailboxes.get(mailbox, ()))
        if "@" in typed:
            found |= self._exact.get(mailbox, set())
        return found if mailbox else set()

    def _by_initials(self, typed: str) -> set[str]:
        words = _words(_first_name_first(typed.partition("@")[0]))
        return {code for name, code in self._names if _abbreviates(words, name)}


def _abbreviates(typed: list[str], name: list[str]) -> bool:
    """Whether ``typed`` is ``name`` with initials in place of some words, or with middle initials more or less."""
    short, full = _without_middle_initials(typed), _without_middle_initials(name)
    if len(short) != len(full) or len(short) < 2:
        return False
    pairs = list(zip(short, full, strict=True))
    same = [one == other for one, other in pairs]
    return any(same) and all(equal or _is_initial(*pair) for equal, pair in zip(same, pairs, strict=True))


def _is_initial(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def _without_middle_initials(words: list[str]) -> list[str]:
    last = len(words) - 1
    return [word for place, word in enumerate(words) if place in (0, last) or len(word) > 1]


def _first_name_first(typed: str) -> str:
    last, comma, first = typed.partition(",")
    return f"{first} {last}" if comma else typed


def _words(text: str) -> list[str]:
    """The words of a name in lower case, without accents; "J.Ruiz" is two."""
    plain = "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    return "".join(mark if mark.isalnum() else " " for mark in plain.casefold()).split()


def _letters(text: str) -> str:
    return "".join(_words(text))
