"""What was masked in an interview, in counts: by entity, by the recognizer that found it, by how sure it was.

No text, no place, no length: whoever may see the audit learns nothing about anybody that a placeholder does not tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, Protocol

_BANDS = (0.5, 0.7, 0.9)
BANDS = ("0-.5", ".5-.7", ".7-.9", ".9-1")


class AuditCount(NamedTuple):
    """The number of spans of ``entity`` that the recognizer ``by`` found with a score in ``band`` (one of BANDS)."""

    entity: str
    by: str
    band: str
    number: int


class Scored(Protocol):
    """A span of an input or of a redacted text."""

    @property
    def entity(self) -> str: ...
    @property
    def score(self) -> float: ...
    @property
    def by(self) -> str: ...


def audit_counts(spans: Iterable[Scored]) -> tuple[AuditCount, ...]:
    """The counts of these spans, sorted."""
    counts = Counter((span.entity, span.by, band(span.score)) for span in spans)
    return tuple(AuditCount(*key, number) for key, number in sorted(counts.items()))


def by_entity(counts: Iterable[AuditCount]) -> Counter[str]:
    """How many spans of each entity."""
    total: Counter[str] = Counter()
    for one in counts:
        total[one.entity] += one.number
    return total


def band(score: float) -> str:
    """The band of a score from 0 to 1; a band holds its lower end."""
    return BANDS[bisect_right(_BANDS, score)]
