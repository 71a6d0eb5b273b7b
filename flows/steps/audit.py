"""Audit: what was masked in each interview and what found it, in counts. No text of any note, no place, no length."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.steps.workplace import open_workplace
from rounds.audit import AuditCount, by_entity
from rounds.notebook import AuditRecord

CSV_COLUMNS = ("interview", "source", "engine", "held", "entity", "recognizer", "scores", "number")


@dataclass(frozen=True, slots=True)
class Audit:
    """The records of a round, and what they add up to."""

    round: str
    records: tuple[AuditRecord, ...]

    @property
    def engines(self) -> dict[str, int]:
        """How many interviews each version of engine and rules looked at."""
        return dict(sorted(Counter(record.engine for record in self.records).items()))

    @property
    def held(self) -> dict[str, int]:
        """How many interviews are held, by reason."""
        return dict(sorted(Counter(str(record.held) for record in self.records if record.held).items()))

    @property
    def kept(self) -> int:
        return sum(record.held is None for record in self.records)

    @property
    def totals(self) -> list[AuditCount]:
        """The counts of all interviews together."""
        total: Counter[tuple[str, str, str]] = Counter()
        for record in self.records:
            for one in record.counts:
                total[one.entity, one.by, one.band] += one.number
        return [AuditCount(*key, number) for key, number in sorted(total.items())]

    def as_json(self) -> dict[str, Any]:
        entities = by_entity(self.totals)
        return {
            "round": self.round,
            "kept": self.kept,
            "held": self.held,
            "engines": self.engines,
            "entities": dict(sorted(entities.items())),
            "totals": [_count_as_json(one) for one in self.totals],
            "interviews": [_record_as_json(record) for record in self.records],
        }

    def as_csv(self) -> Iterator[str]:
        """Lines of CSV: one per interview, entity, recognizer and band; an interview without any has one, too."""
        yield _csv_line(CSV_COLUMNS)
        for record in self.records:
            about = (record.id, record.source, record.engine, str(record.held or ""))
            for one in record.counts or (AuditCount("", "", "", 0),):
                yield _csv_line((*about, *map(str, one)))


def audit(folder: Path) -> Audit:
    """The audit of the round in ``folder``. Raises SaybackError."""
    with open_workplace(folder, alone=False) as place:
        return Audit(place.round.name, tuple(place.notebook.audits()))


def _record_as_json(record: AuditRecord) -> dict[str, Any]:
    return {
        "interview": record.id,
        "source": record.source,
        "engine": record.engine,
        "held": str(record.held) if record.held else None,
        "counts": [_count_as_json(one) for one in record.counts],
    }


def _count_as_json(one: AuditCount) -> dict[str, Any]:
    return {"entity": one.entity, "recognizer": one.by, "scores": one.band, "number": one.number}


def _csv_line(cells: tuple[str, ...]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()
