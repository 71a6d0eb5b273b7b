"""Whom to tell about a round, and how mail gets there: as round.toml and the district.toml above it say.

Read part by part: a slip in some other part of these files is what somebody has to be told about.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ValidationError

from flows.steps.nightly_guard import zone_of
from flows.steps.workplace import OUTBOX
from rounds.district import DISTRICT_FILE, District, district_folder, load_district
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
    """About one round, which is called ``title``. Without ``ways`` mails are laid out in the folder ``outbox``.

    ``slip`` is what is wrong with district.toml, of which only a part could be used then.
    """

    title: str
    zone: ZoneInfo | None
    to: tuple[str, ...]
    ways: tuple[Way, ...]
    outbox: Path
    slip: str = ""


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


def who_is_told(folder: Path, place: Path | None = None) -> WhoIsTold:
    """Who is told about the round in ``folder``, which is one of the district at ``place``. Nobody: ``to`` is empty.

    Without ``place`` the nearest district.toml at or above the folder counts.
    """
    district, slip = _district_of(folder, place)
    said = _said(folder)
    theirs = district.alerts.to if district and district.alerts else ()
    ours = said.alerts.to if said.alerts else ()
    return WhoIsTold(
        title=said.title,
        zone=said.zone or (ZoneInfo(district.timezone) if district and not _has_round(folder) else None),
        to=tuple({mailbox(address): address for address in (*ours, *theirs)}.values()),
        ways=tuple(dict.fromkeys((*_ways_of(district), *said.ways(district.mail if district else None)))),
        outbox=_outbox(folder, district),
        slip=slip,
    )


def _outbox(folder: Path, district: District | None) -> Path:
    """A slip in a table of rounds must not make folders: where there is none, the district's takes the mail."""
    return (folder if folder.is_dir() or district is None else district.folder) / ALERTS


def _ways_of(district: District | None) -> tuple[Way, ...]:
    if not (district and district.mail and district.alerts):
        return ()
    return (Way(district.mail, district.alerts.sender or district.alerts.to[0]),)


def _district_of(folder: Path, place: Path | None) -> tuple[District | None, str]:
    """What district.toml says, or what of it can be used, and what is wrong with it."""
    where = _above(folder) if place is None else district_folder(place)
    if where is None:
        return None, ""
    try:
        return load_district(where), ""
    except RoundFileError as error:
        said = _part(_data(where / DISTRICT_FILE), District)
        return (said or District()).model_copy(update={"folder": where}), str(error)


def _above(folder: Path) -> Path | None:
    own = folder.resolve()
    return next((one for one in (own, *own.parents)[: _ABOVE + 1] if (one / DISTRICT_FILE).is_file()), None)


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
    data = _data(folder / ROUND_FILE)
    both = _part({key: data[key] for key in ("alerts", "mail") if key in data}, District) or District()
    letters = data.get("letters")
    sender = _part({"email": letters.get("sender")}, Lead) if isinstance(letters, dict) else None
    return _Said(folder.resolve().name, None, both.alerts, both.mail, sender.email if sender else None)


def _data(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):
        return {}


def _part(data: Any, model: type[Model]) -> Model | None:
    """What can be used of ``data``: without the settings, and the entries of lists, that have a slip."""
    if not isinstance(data, dict):
        return None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        slips = [one["loc"][: -1 if one["type"] == "missing" else None] for one in error.errors(include_url=False)]
    if not all(slips):
        return None  # a slip in how settings go together
    left = deepcopy(data)
    for slip in sorted(set(slips), key=_in_order, reverse=True):  # entries of a list from its end
        _leave_out(left, slip)
    return _part(left, model) if left != data else None


def _in_order(slip: Sequence[int | str]) -> list[str]:
    return [str(one).zfill(9) for one in slip]


def _leave_out(data: Any, slip: Sequence[int | str]) -> None:
    """Takes out what stands at ``slip``; of `[mail]` all, as half of it may send mail another way than was meant."""
    first, *rest = slip
    inner = data.get(first) if isinstance(data, dict) else data[first]
    if rest and first != "mail" and isinstance(inner, dict | list):
        _leave_out(inner, rest)
    elif isinstance(data, dict):
        data.pop(first, None)
    else:
        del data[first]
