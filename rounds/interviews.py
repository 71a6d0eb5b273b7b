"""The two shapes of an interview: a raw ``Response``, in memory only, and the redacted ``Interview``.

``Interview`` has no field that could hold a raw answer, and only the redactor turns a
Response into an Interview.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from rounds.audit import AuditCount


@dataclass(frozen=True, slots=True)
class InputSpan:
    """A stretch found in an *input* text. ``start`` and ``end`` are character offsets, end excluded.

    ``by`` names the recognizer and its rule, or the list, that found it; it never quotes the text.
    """

    start: int
    end: int
    entity: str
    score: float
    by: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A placeholder's stretch in a *redacted* text. ``start`` and ``end`` are character offsets, end excluded.

    ``by`` is that of the InputSpan; ``""`` where an earlier version did not store it.
    """

    start: int
    end: int
    entity: str
    score: float
    by: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """A raw response. Never stored, logged or passed between tasks.

    ``row`` tells a person where to look (``row 7``, or the 7th response of a form); ``answers`` maps the address
    of a declared column, (title, occurrence), to what stands there. ``id`` is what the source itself calls the
    response, "" where it does not. ``part`` counts the interviews of one response, from 0.
    Its ``repr`` shows row, part and times only.
    """

    row: int
    answers: Mapping[tuple[str, int], str] = field(repr=False)
    submitted_at: datetime | None = None
    edited_at: datetime | None = None
    id: str = field(default="", repr=False)
    part: int = 0


class HeldReason(StrEnum):
    """Why an interview is held. Counted, shown and remedied; see ``REMEDIES``."""

    NO_CONSENT = "no_consent"
    CONSENT_UNKNOWN = "consent_unknown"
    LANGUAGE_UNSUPPORTED = "language_unsupported"
    LANGUAGE_UNSURE = "language_unsure"
    NOTES_ELSEWHERE = "notes_elsewhere"
    NO_NOTES = "no_notes"
    DUPLICATE_ROW = "duplicate_row"
    DUPLICATE_IDENTITY = "duplicate_identity"
    TIMESTAMP_UNREADABLE = "timestamp_unreadable"
    TOO_LONG = "too_long"
    REDACTION_FAILED = "redaction_failed"
    RESIDUE = "residue"
    SOURCE_GONE = "source_gone"
    WITHDRAWN = "withdrawn"
    LATER_WITHOUT_CODE = "later_without_code"
    LATER_UNKNOWN = "later_unknown"
    LATER_SHARED_CODE = "later_shared_code"
    LATER_INTERVIEW_HELD = "later_interview_held"


NOBODY_CAN_HELP = frozenset({HeldReason.NO_CONSENT, HeldReason.WITHDRAWN})  # a person said no: that stays so
LATER_REASONS = frozenset(
    {
        HeldReason.LATER_WITHOUT_CODE,
        HeldReason.LATER_UNKNOWN,
        HeldReason.LATER_SHARED_CODE,
        HeldReason.LATER_INTERVIEW_HELD,
    }
)


REMEDIES: dict[HeldReason, str] = {
    HeldReason.NO_CONSENT: (
        "The person said no, and no text of theirs is kept. If they said yes before, docs/mistakes.md says what"
        " else to do."
    ),
    HeldReason.CONSENT_UNKNOWN: (
        "The consent answer is blank or not one of the declared ones. Ask the interviewer, correct the response in the"
        " form, or add the wording to `yes` of the consent column in round.toml. A form without a consent question"
        " needs `consent_elsewhere`: where consent is recorded."
    ),
    HeldReason.LANGUAGE_UNSUPPORTED: (
        "There is no redaction for this language yet. Add a column with an English translation (role translation_of)"
        " for each text question that was answered, also for follow-up questions and cues."
    ),
    HeldReason.LANGUAGE_UNSURE: (
        "A part of the notes is in no language that Sayback can tell. Spell it out in English or Spanish in the form."
    ),
    HeldReason.NOTES_ELSEWHERE: "The answer is only a link. Ask the interviewer to put the notes into the form.",
    HeldReason.NO_NOTES: "No story was written down. Ask the interviewer whether the response is complete.",
    HeldReason.DUPLICATE_ROW: "The same response stands in the export twice; the first one is used.",
    HeldReason.DUPLICATE_IDENTITY: (
        "Two different rows have the same code, or the same time and interviewer. Correct one of them in the form."
    ),
    HeldReason.TIMESTAMP_UNREADABLE: "The timestamp cannot be read. Set `locale` of the source in round.toml.",
    HeldReason.TOO_LONG: "An answer is longer than 100,000 characters. Shorten it in the form.",
    HeldReason.REDACTION_FAILED: "The redaction stopped with an error on this row. Please report it; the row is safe.",
    HeldReason.RESIDUE: "A second look still saw a known name or a contact detail. Add it to `mask` in round.toml.",
    HeldReason.SOURCE_GONE: (
        "The row (its number is that of an older export) is no longer there. Removed because the person asked? Then"
        " docs/mistakes.md says what else to do. Otherwise collect from an export that has it."
    ),
    HeldReason.WITHDRAWN: (
        "The person took it back. Nothing of it is kept, and collect does not read it again. Delete the response in"
        " the form, and every copy that you made."
    ),
    HeldReason.LATER_WITHOUT_CODE: (
        "A later thought without the code on the card: nobody can tell whose it is. If the person is known to somebody,"
        " have the code added in the form."
    ),
    HeldReason.LATER_UNKNOWN: (
        "A later thought with a code that no interview of this round has. It is joined by itself once an interview with"
        " that code is collected; or the code was mistyped: correct it in the form."
    ),
    HeldReason.LATER_SHARED_CODE: (
        "A later thought with a code that more than one interview has, so nobody can tell whose it is. If a code was"
        " mistyped, correct it in the interview's form."
    ),
    HeldReason.LATER_INTERVIEW_HELD: (
        "A later thought whose interview is held itself. See to the interview; the thought is joined by itself then."
    ),
}


@dataclass(frozen=True, slots=True)
class IdentifiedResponse:
    """A response with its keyed id and fingerprint, ready to be redacted; ``held`` if its identity is in doubt.

    Its ``repr`` shows the id only.
    """

    id: str
    fingerprint: str = field(repr=False)
    response: Response = field(repr=False)
    held: HeldReason | None = field(default=None, repr=False)


class NoteKind(StrEnum):
    """A story or other free text; what was seen beyond words; what was asked further."""

    NOTE = "note"
    CUE = "cue"
    PROBE = "probe"


@dataclass(frozen=True, slots=True)
class Note:
    """A redacted answer. ``question`` is the shared key; ``title`` the question's wording in this form."""

    question: str
    title: str
    kind: NoteKind
    text: str
    spans: tuple[Span, ...] = ()
    translation_of: str | None = None


@dataclass(frozen=True, slots=True)
class RedactionRecord:
    """What the redactor notes down besides the notes: ``counts`` for the audit; ``names`` is sealed, for itself only.

    ``names`` are keyed digests of name words, encrypted; redaction/round_names.py can open them.
    """

    counts: tuple[AuditCount, ...] = ()
    names: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Interview:
    """A redacted interview, or a held one (then without notes).

    ``id`` is keyed and not Google's; ``interviewer`` is a code; ``segments`` are
    (key, declared value) pairs; ``row`` is the place in the source when last read, for people.
    ``fingerprint`` is a keyed digest of the source row; ``engine`` names the version of the rules.
    ``later``: the row of a later thought, which the notebook shows as a part of the interview that it belongs to.
    ``record`` goes with it from the redactor into the notebook, and is not read back with it.
    """

    id: str
    source: str
    row: int
    fingerprint: str
    engine: str
    interviewer: str | None = None
    language: str | None = None
    people: int = 1
    segments: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    submitted_on: date | None = None
    distress: bool = False
    declined: bool = False
    code_digest: str | None = None
    held: HeldReason | None = None
    version: int = 1
    later: bool = False
    record: RedactionRecord | None = field(default=None, repr=False, compare=False)
