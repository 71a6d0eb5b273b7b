"""Whom to tell about a round, and how mail gets there: as round.toml and the district.toml above it say.

Read part by part: a slip in some other part of round.toml is what somebody has to be told about.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from flows.steps.nightly_guard import zone_of
from flows.steps.workplace import OUTBOX
from rounds.district import DISTRICT_FILE, District, load_district
from rounds.errors import RoundFileError
from rounds.mail_address import mailbox
from rounds.round import Alerts, Lead, Mail
from rounds.round_file import ROUND_FILE, load_round

ALERTS = OUTBOX / "alerts"
_ABOVE = 3  # a round, a school's folder of rounds, the district's folder of schools
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Way:
    """How a mail leaves, and from whom."""

    mail: Mail
    sender: str


@dataclass(frozen=True, slots=True)
class WhoIsTold:
    """About one round, which is called ``title``. Without ``ways`` mails are laid out in the folder ``outbox``."""

    title: str
    zone: ZoneInfo | None
    to: tuple[str, ...]
    ways: tuple[Way, ...]
    outbox: Path


@dataclass(frozen=True, slots=True)
class _Said:
    """What one settings file says about alerts."""

    title: str
    zone: ZoneInfo | None
    alerts: Alerts | None
    mail: Mail | None
    sender: str | None  # of letters

    def ways(self, mail: Mail | None) -> tuple[Way, ...]:
        mail = self.mail or mail
        sender = (self.alerts.sender or self.sender or self.alerts.to[0]) if self.alerts else self.sender
        return (Way(mail, sender),) if mail and sender else ()


def who_is_told(folder: Path, place: Path | None = None, *, with_district: bool = True) -> WhoIsTold:
    """Who is told about the round in ``folder``, which is one of the district at ``place``. Nobody: ``to`` is empty.

    Without ``place`` the nearest district.toml at or above the folder counts. Raises RoundFileError when district.toml
    cannot be used.
    """
    district = _district_of(folder, place) if with_district else None
    said = _said(folder)
    theirs = district.alerts.to if district and district.alerts else ()
    ours = said.alerts.to if said.alerts else ()
    return WhoIsTold(
        title=said.title,
        zone=said.zone or (ZoneInfo(district.timezone) if district and not _has_round(folder) else None),
        to=tuple({mailbox(address): address for address in (*ours, *theirs)}.values()),
        ways=tuple(dict.fromkeys((*_ways_of(district), *said.ways(district.mail if district else None)))),
        outbox=folder / ALERTS,
    )


def _ways_of(district: District | None) -> tuple[Way, ...]:
    if not (district and district.mail and district.alerts):
        return ()
    return (Way(district.mail, district.alerts.sender or district.alerts.to[0]),)


def _district_of(folder: Path, place: Path | None) -> District | None:
    if place is not None:
        return load_district(place)
    above = folder.resolve()
    for one in (above, *above.parents)[: _ABOVE + 1]:
        if (one / DISTRICT_FILE).is_file():
            return load_district(one)
    return None


def _has_round(folder: Path) -> bool:
    return (folder / ROUND_FILE).is_file()


def _said(folder: Path) -> _Said:
    try:
        round_ = load_round(folder)
    except RoundFileError:
        return _said_in_part(folder)
    sender = round_.letters.sender if round_.letters else None
    return _Said(round_.title, zone_of(round_), round_.alerts, round_.mail, sender)


def _said_in_part(folder: Path) -> _Said:
    """What can still be used of a round.toml with a slip; nothing where it is no TOML at all, or missing."""
    try:
        data = tomllib.loads((folder / ROUND_FILE).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        data = {}
    letters = data.get("letters")
    sender = _part({"email": letters.get("sender")}, Lead) if isinstance(letters, dict) else None
    return _Said(
        folder.resolve().name, None, _part(data.get("alerts"), Alerts), _part(data.get("mail"), Mail),
        sender.email if sender else None,
    )  # fmt: skip


def _part(data: Any, model: type[Model]) -> Model | None:
    try:
        return model.model_validate(data) if isinstance(data, dict) else None
    except ValidationError:
        return None
