"""Redact: JSON Lines in, JSON Lines out. One of the two commands that read raw text by nature; it writes none."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.steps.redactors import EngineOnDemand
from redaction.lines import redact_lines
from rounds.roster import load_roster


def redact(lines: Iterable[bytes], *, roster: Path | None, lang: str, workers: int = 1) -> Iterator[str]:
    """One JSON line out per line in, in the same order. Raises RoundFileError when the roster cannot be read."""
    names = load_roster(roster) if roster else ()
    with EngineOnDemand(workers) as engine:
        engine.expect(workers)  # how many lines will come nobody knows
        for record in redact_lines(lines, engine, roster=names, lang=lang):
            yield json.dumps(record, ensure_ascii=False)
