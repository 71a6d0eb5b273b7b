"""Preview: what redaction would make of a round, in memory only. Nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from connectors.source import Source as Origin
from flows.steps.collecting import BATCH
from flows.steps.columns import check_columns, without_consent
from flows.steps.identity import RowIdentity, key_of, row_keys
from flows.steps.origins import Origins, open_origins
from flows.steps.parts import redact_parts, split_parts
from flows.steps.redactors import shared_engine
from flows.steps.told_rows import is_only_report
from redaction.redactor import Redactor
from rounds.interviews import IdentifiedResponse, Interview
from rounds.keys import Keyring
from rounds.roster import load_roster
from rounds.round import Round, Source
from rounds.round_file import load_round
from rounds.team import load_team


@dataclass(frozen=True, slots=True)
class Preview:
    """Some redacted interviews, and the counts of all."""

    round: Round
    shown: tuple[Interview, ...]
    read: int
    would_keep: int
    would_hold: dict[str, int]
    notes: tuple[str, ...]


def preview(folder: Path, show: int = 3) -> Preview:
    """Redacts every row of the round's sources in memory and shows the first ``show`` that would be kept."""
    round_ = load_round(folder)
    # Why is a throw-away key OK? Nothing of a preview is stored, so nothing has to be recognised again.
    keyring = Keyring(bytes(32))
    roster = load_roster(round_.path(round_.roster)) if round_.roster else ()
    team = load_team(round_.path(round_.team)) if round_.team else ()
    redactor = Redactor(round_, shared_engine(), keyring, roster=roster, team=team)
    kept: list[Interview] = []
    counts: Counter[str] = Counter()
    notes: list[str] = []
    with open_origins(round_) as origins:
        for source in round_.sources:
            _preview_source(origins, source, redactor, keyring, kept, counts, notes, show)
    read = counts.total()
    would_keep = counts.pop("kept", 0)
    return Preview(round_, tuple(kept), read, would_keep, dict(sorted(counts.items())), tuple(notes))


def _preview_source(
    origins: Origins,
    source: Source,
    redactor: Redactor,
    keyring: Keyring,
    kept: list[Interview],
    counts: Counter[str],
    notes: list[str],
    show: int,
) -> None:
    origin = origins.open(source)
    notes += without_consent(source)
    notes += [
        f"{source.key}: {column} is not declared and was not read." for column in check_columns(source, origin.form())
    ]
    rows = _identified(source, origin, keyring)
    while batch := list(islice(rows, BATCH)):
        for interview in redact_parts(redactor, source, batch):
            counts[str(interview.held) if interview.held else "kept"] += 1
            if interview.held is None and len(kept) < show:
                kept.append(interview)


def _identified(source: Source, origin: Origin, keyring: Keyring) -> Iterator[IdentifiedResponse]:
    """The rows of a source, with the doubts that their identity raises."""
    columns = [column.address for column in source.read_columns]
    identities = [
        RowIdentity(part, keyring, [column.address for column in part.read_columns], nth)
        for nth, part in enumerate(source.parts)
    ]
    keys = {}
    if not origin.own_ids:
        keys = {key.place: key for key in row_keys(identities, split_parts(source, origin.responses(columns)))}
    for response in split_parts(source, origin.responses(columns)):
        if is_only_report(source, response):
            continue
        key = keys.get((response.row, response.part)) or key_of(identities[response.part], response)
        yield IdentifiedResponse(id=key.id, fingerprint=key.fingerprint, response=response, held=key.held)
