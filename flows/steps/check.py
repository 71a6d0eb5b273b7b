"""Check: do round.toml, the exports and the people files fit together? Nothing is stored."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from connectors.source import SourceMissing
from flows.steps.check_contacts import check_register
from flows.steps.check_letters import check_letters
from flows.steps.columns import check_columns, without_consent
from flows.steps.origins import Origins, open_origins
from rounds.counted import counted
from rounds.errors import RoundFileError, SaybackError
from rounds.roster import load_roster
from rounds.round import Role, Round, Source
from rounds.round_file import load_round
from rounds.store_address import has_password, password_warning
from rounds.team import load_team


@dataclass(slots=True)
class CheckReport:
    """What fits, what to fix, and what to think about."""

    fine: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"fine": self.fine, "problems": self.problems, "warnings": self.warnings}


def check(folder: Path) -> CheckReport:
    """Looks at everything that the later steps need. Raises RoundFileError only when round.toml cannot be read."""
    round_ = load_round(folder)
    report = CheckReport(fine=[f"round.toml: {round_.title}, {counted(len(round_.sources), 'source')}"])
    with open_origins(round_) as origins:
        for source in round_.sources:
            _try(report, partial(_check_source, origins, source), may_be_gone=source.file is not None)
            report.problems += [*without_consent(source), *_without_stories(source)]
        register = check_register(round_, origins)
    report.fine += register.fine
    report.problems += register.problems
    report.warnings += register.warnings
    stores = {"notebook": round_.stores.notebook, "ledger": round_.stores.ledger}
    report.warnings += [password_warning(name) for name, url in stores.items() if has_password(url)]
    _try(report, lambda: _check_people(round_))
    with suppress(RoundFileError):  # a team.csv that cannot be read was reported already
        _add_letters(report, round_)
    if round_.letters is None and round_.leads:
        report.problems.append("[[leads]] get the summary from `sender` of [letters]: add [letters] with a sender")
    elif round_.letters is None:
        report.fine.append("no [letters] yet: circle-back needs them later")
    if not round_.leads:
        report.fine.append("no [[leads]] yet: `summarize --send` needs them later")
    return report


def _try(report: CheckReport, look: Callable[[], list[str]], *, may_be_gone: bool = False) -> None:
    """``may_be_gone``: an export, which people are asked to delete."""
    try:
        report.fine += look()
    except SaybackError as error:
        if may_be_gone and isinstance(error, SourceMissing):
            report.fine.append(f"{error} (Fine if you deleted it after collecting.)")
        else:
            report.problems.append(str(error))


def _check_source(origins: Origins, source: Source) -> list[str]:
    origin = origins.open(source)
    undeclared = check_columns(source, origin.form())
    fine = [f"{source.key}: {origin.name} has every declared column"]
    return fine + [f"{source.key}: {column} is not declared and will not be read" for column in undeclared]


def _without_stories(source: Source) -> list[str]:
    if source.with_role(Role.NOTE) or source.single(Role.TOLD):
        return []
    return [f"{source.key}: no column has the role note, so there is no story to keep. Confirm at least one."]


def _add_letters(report: CheckReport, round_: Round) -> None:
    found = check_letters(round_, datetime.now(ZoneInfo(round_.timezone)).date())
    report.fine += found.fine
    report.problems += found.problems
    report.warnings += found.warnings


def _check_people(round_: Round) -> list[str]:
    fine = []
    if round_.roster:
        fine.append(f"{round_.roster}: {len(load_roster(round_.path(round_.roster)))} students")
    if round_.team:
        fine.append(f"{round_.team}: {len(load_team(round_.path(round_.team)))} interviewers")
    return fine or ["no roster and no team.csv: redaction knows no names beforehand"]
