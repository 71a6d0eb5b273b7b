"""What a check of questions says: one finding for one thing to look at."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum

# The public pages that the rules rest on, by their titles.
STUDENT_POWERED = 'Student Powered Improvement, "Empathy interviews"'
INFLEXION = "Inflexion, conducting empathy interviews"
LIBERATORY = '"Liberatory Consciousness in Action: Engaging Community through Empathy Interviews"'
HTH_UNBOXED = 'HTH Unboxed, "What you can gain from empathy interviews"'
PPRA = "Protection of Pupil Rights Amendment (PPRA), 20 U.S.C. 1232h"


class Severity(StrEnum):
    """How much a finding matters. Only an error makes the check fail; people decide about the rest."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found in one question, or with ``question`` "" in the form as a whole.

    ``message`` is the reason, in English; ``suggestion`` another wording in the question's language, or None;
    ``source`` the title of the public page that the rule rests on.
    """

    question: str
    rule: str
    severity: Severity
    message: str
    suggestion: str | None
    source: str

    def as_json(self) -> dict[str, str | None]:
        """The finding as plain values, by the names of its fields."""
        return {key: value if value is None else str(value) for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class Reason:
    """What a rule of one question answers; ``check_questions`` makes a Finding of it."""

    message: str
    suggestion: str | None
    source: str
    severity: Severity = Severity.WARNING
