"""Checks of the contact register: is it a list of its own, can it be read, and do the forms keep addresses out?"""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.steps.contact_register import place_of, refuse_withdrawal_codes, register_of
from flows.steps.origins import Origins
from flows.steps.workplace import open_workplace
from reports.checks.asked import Asked
from reports.checks.questions import question_of
from reports.checks.rules_identity import asks_contact
from reports.letter_texts import SPANISH, missing_spanish
from rounds.contacts import Register, counted_people
from rounds.errors import SaybackError
from rounds.round import Contacts, Role, Round
from rounds.store import NOTEBOOK, store_exists

# What these hold is masked or turned into a digest before anything is stored, or is the interviewer's own.
_MAY_NAME = (Role.DISCARD, Role.INTERVIEWER, Role.TIMESTAMP)


@dataclass(slots=True)
class RegisterCheck:
    """What fits, what to fix before letters can be written, and what to look at."""

    fine: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def check_register(round_: Round, origins: Origins) -> RegisterCheck:
    """Looks at the forms' columns and at the register, if there is one. Nothing is stored."""
    found, settings = RegisterCheck(problems=addresses_kept(round_)), round_.contacts
    if settings is None:
        return found
    try:
        register = register_of(round_, settings, origins)
        found.fine.append(f"{place_of(round_, settings)}: {counted_people(register)}")
        found.warnings += register.warnings
        found.problems += _languages(round_, register)
        _compare_codes(round_, settings, register)
        linked = _linked(round_, origins)
    except SaybackError as error:
        found.problems.append(str(error))
        return found
    if settings.google_sheet in linked:
        found.problems.append(
            f"[contacts]: the form of the source {linked[settings.google_sheet]} writes into this spreadsheet. Keep the"
            " register in a spreadsheet of its own."
        )
    return found


def addresses_kept(round_: Round) -> list[str]:
    """Columns of the forms that hold a way to reach people, or the contact code, and are read."""
    problems = []
    for source in round_.sources:
        for column in source.read_columns:
            if column.role in _MAY_NAME:
                continue
            if round_.contacts and _plain(column.title) == _plain(round_.contacts.code):
                problems.append(
                    f'{source.key}: the column "{column.title}" is the contact code of [contacts]. Beside a story it'
                    ' would tell whose story it is: its role must be "discard", and the form should not ask for it.'
                )
            elif asks_contact(Asked(question_of(column.title), column.title)):
                problems.append(
                    f'{source.key}: the column "{column.title}" asks for a way to reach somebody. Beside a story its'
                    ' role can only be "discard"; people who want to hear back stand in a register ([contacts]).'
                )
    return problems


def _compare_codes(round_: Round, settings: Contacts, register: Register) -> None:
    """Against the codes that were collected so far, if any were. Raises RoundFileError where one is both."""
    if store_exists(round_.stores.notebook, round_.folder, NOTEBOOK, schema=round_.database_schema):
        with open_workplace(round_.folder, alone=False) as place:
            refuse_withdrawal_codes(place, settings, register)


def _linked(round_: Round, origins: Origins) -> dict[str, str]:
    """Spreadsheets that the round's forms write to, by id, with the source's key. Asked only for a register in one."""
    if round_.contacts is None or not round_.contacts.google_sheet:
        return {}
    forms = [source for source in round_.sources if source.google_form]
    return {origins.open(source).form().sheet_id: source.key for source in forms}


def _languages(round_: Round, register: Register) -> list[str]:
    if round_.letters is None or all(one.language != SPANISH for one in register.contacts):
        return []
    problems = missing_spanish(round_.letters)
    problems += [f'[[themes]] "{idea.name}" has no `name_es`.' for idea in round_.themes if not idea.name_es]
    return [f"somebody in the register gets a letter in Spanish: {problem}" for problem in problems]


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()
