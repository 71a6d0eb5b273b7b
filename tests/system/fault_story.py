"""The story of a round in the fault campaign: three nights with edits between them, a worksheet and a withdrawal.

Every row carries planted strings (tests/flows/planted_round.py). Names of ``SPREADING`` are given away by one interview
and stand, in small letters, in others: some that came with it, one that was redacted a night before.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flows.steps.assemble import assemble
from flows.steps.failures import UnexpectedFailure
from flows.steps.nightly import Outcome, nightly
from flows.steps.withdraw import NothingToWithdraw, withdraw
from rounds.errors import SaybackError
from rounds.round import Role
from tests.flows.google_round import START, answers, text_item
from tests.flows.planted_round import FORM_ROLES, HELD_WORDS, IDENTIFIERS, TEXT_ROLES, TYPED, planted_table, write_round
from tests.google.standin.files import google_time
from tests.google.standin.process import RemoteStandIn

HEADER, _PLANTED_ROWS = planted_table()
QUESTION_IDS = {title: f"00ab{nth:04x}" for nth, title in enumerate(HEADER) if title != f"Column for {Role.TIMESTAMP}"}
SPREADING = ("Quillon", "Abernathwaite", "Fernsbyton")
KEY = "7e" * 32
NEVER = (
    *(TYPED[role] for role in (Role.SEGMENT, Role.INTERVIEWER, Role.CODE, Role.DISTRESS, Role.DISCARD)),
    *IDENTIFIERS.values(),
    HELD_WORDS,
    "Undeclaria Thistlewood",
    "Snorklewump",
    "Bramblethwaite",
    "waan ku faraxsanahay",
    "Quibblethorpe",
)

_BUG = re.compile(r"\w+ at \S+:\d+")  # what UnexpectedFailure says, which a night notes down as its reason

Done = Callable[[Path, datetime | None], str]


def _row(nth: int, story: str) -> list[str]:
    """The ``nth`` row; every text of it is ``story``."""
    row = [story if role in TEXT_ROLES else TYPED[role] for role in FORM_ROLES] + ["Undeclaria Thistlewood"]
    row[FORM_ROLES.index(Role.TIMESTAMP)] = f"2026/10/06 3:{20 + nth}:00 PM GMT-7"
    row[FORM_ROLES.index(Role.CODE)] = f"{TYPED[Role.CODE]}{nth}"
    row[FORM_ROLES.index(Role.SEGMENT)] = ("9", "10")[nth % 2]
    return row


def _first_night() -> dict[int, list[str]]:
    stories = {
        3: "she waited an hour with quillon in the cold and nobody came to the stop that day",
        4: "My neighbor Ottoline Fernsbyton drove me to school twice when the bus did not come.",
        5: "when it rains fernsbyton drives us and otherwise we walk forty minutes along the road",
        6: "The alarm goes off at five and she makes breakfast for two cousins before she leaves.",
    }
    return {**dict(enumerate(_PLANTED_ROWS)), **{nth: _row(nth, story) for nth, story in stories.items()}}


def _second_night(rows: dict[int, list[str]]) -> None:
    """A row is deleted, one edited, one comes and gives away a name that an interview of the first night holds."""
    del rows[6]
    rows[5] = _row(5, "when it snows fernsbyton drives us, and we were late three times this month alone")
    rows[7] = _row(7, "She said that Quillon Abernathwaite missed the bus again and his mother was upset about it.")
    rows[8] = _row(8, "The office asked abernathwaite for a note, he did not have one and was sent home again.")


def _third_night(rows: dict[int, list[str]]) -> None:
    rows[9] = _row(9, "Nobody told them that the bus was cancelled, so they waited and then went home together.")
    rows[4] = _row(4, "A neighbor drove me to school twice when the bus did not come in the morning.")


@dataclass
class FaultRound:
    """One round on its way through the story; its responses are in an export, or in a form at ``google``.

    ``full_list_days`` 0: each night lists all responses of the form, and notices that one was deleted.
    """

    folder: Path
    google: RemoteStandIn | None = None
    stores: Mapping[str, str] = field(default_factory=dict)
    full_list_days: int = 0
    rows: dict[int, list[str]] = field(default_factory=_first_night)
    form_id: str = ""
    _sent: dict[int, list[str]] = field(default_factory=dict)

    def begin(self) -> None:
        """Writes the folder, and the first responses."""
        if self.google is None:
            write_round(self.folder, 'file = "export.csv"')
        else:
            items = [text_item(question, title) for title, question in QUESTION_IDS.items()]
            self.form_id = self.google.add_form({"info": {"title": "Planted"}, "items": items})
            write_round(self.folder, f'google_form = "{self.form_id}"', QUESTION_IDS)
        settings = self.folder / "round.toml"
        stores = "".join(f"{name} = {value!r}\n" for name, value in self.stores.items())
        more = f"[google]\nfull_list_days = {self.full_list_days}\n[stores]\n{stores}"
        settings.write_text(settings.read_text(encoding="utf-8") + more, encoding="utf-8")
        self.publish()

    def change(self, step: Step) -> None:
        """What happens before ``step``, put where the round reads it.

        Where responses are listed only every few days nothing is deleted: a clock that jumps brings that day forward,
        and the round would know earlier than an undisturbed one.
        """
        stays = dict(self.rows) if self.google and self.full_list_days else {}
        step.change(self.rows)
        self.rows = stays | self.rows
        self.publish()

    def publish(self) -> None:
        """Puts the rows where the round reads them."""
        if self.google is None:
            with (self.folder / "export.csv").open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, quoting=csv.QUOTE_ALL).writerows([HEADER, *self.rows.values()])
            return
        for nth in self._sent.keys() - self.rows.keys():
            self.google.remove_response(self.form_id, _response_id(nth))
        edited = [nth for nth in self.rows.keys() & self._sent.keys() if self._sent[nth] != self.rows[nth]]
        for nth in edited:
            at = START + timedelta(days=1, hours=nth)
            self.google.edit_response(self.form_id, _response_id(nth), _answers(self.rows[nth]), at=at)
        new = [nth for nth in self.rows if nth not in self._sent]
        self.google.add_responses(self.form_id, [_response(nth, self.rows[nth]) for nth in new])
        self._sent = dict(self.rows)

    @property
    def inputs(self) -> tuple[Path, ...]:
        """The files that hold raw text by right."""
        return tuple(self.folder / name for name in ("export.csv", "roster.csv", "team.csv", "later.csv"))


def _response_id(nth: int) -> str:
    return f"ACYDBN-planted-{nth:06d}"


def _answers(row: Sequence[str]) -> dict[str, object]:
    typed = zip(HEADER, row, strict=True)
    return answers({QUESTION_IDS[title]: text for title, text in typed if title in QUESTION_IDS})


def _response(nth: int, row: Sequence[str]) -> dict[str, object]:
    at = google_time(START + timedelta(hours=nth))
    return {
        "responseId": _response_id(nth),
        "createTime": at,
        "lastSubmittedTime": at,
        "answers": _answers(row),
    }


def _night(folder: Path, scheduled_for: datetime | None) -> str:
    report = nightly(folder, 1, scheduled_for=scheduled_for)
    print(report.outcome, report.reason or "", report.unnoted or "")
    if _BUG.fullmatch(report.reason or ""):
        raise UnexpectedFailure(report.reason)
    return str(report.outcome)


def _assemble(folder: Path, _when: datetime | None) -> str:
    assemble(folder, early=True)
    return str(Outcome.DONE)


def _withdraw(folder: Path, _when: datetime | None) -> str:
    """The kept planted interview goes, with its later thought. What was interrupted is finished first."""
    try:
        withdraw(folder)
    except NothingToWithdraw:
        withdraw(folder, code=TYPED[Role.CODE])
    return str(Outcome.DONE)


@dataclass(frozen=True)
class Step:
    """What changes, and what is run then. ``run`` returns an outcome of ``nightly``, or raises what it explains."""

    name: str
    change: Callable[[dict[int, list[str]]], None]
    run: Done


STORY = (
    Step("first night", lambda rows: None, _night),
    Step("second night", _second_night, _night),
    Step("worksheet", lambda rows: None, _assemble),
    Step("withdrawal", lambda rows: None, _withdraw),
    Step("third night", _third_night, _night),
)


def outcome_of(step: Step, folder: Path, when: datetime | None) -> str:
    """Runs a step; what it explains becomes "failed"."""
    try:
        return step.run(folder, when)
    except SaybackError as error:
        print(type(error).__name__, error)
        return str(Outcome.FAILED)
