"""Responses in, interviews out: the only place where a raw answer becomes something that may be kept.

What is in doubt is held: without consent, in a language without a model, too long, elsewhere, with something left
that a second look still sees. A held interview has no notes.
"""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from redaction import roles
from redaction.answers import Answer, answer_to, hold_for_texts, readable, text_answers
from redaction.engine import EngineUnavailable
from redaction.language_names import language_code
from redaction.lexicon import Lexicon
from redaction.mask_twice import mask_twice
from redaction.masking import Masking
from redaction.overlaps import resolve
from redaction.placeholders import Masked
from redaction.residue import Residue
from redaction.round_names import NAMES_VERSION, RoundNames
from redaction.stored import mask_spans
from rounds.audit import AuditCount, audit_counts
from rounds.codes import normalised_code
from rounds.interviews import (
    HeldReason,
    IdentifiedResponse,
    InputSpan,
    Interview,
    Note,
    RedactionRecord,
    Response,
)
from rounds.keys import Keyring
from rounds.roster import RosterName
from rounds.round import Role, Round, Source
from rounds.team import InterviewerNames, TeamMember

ROLE_SEGMENT = "role"
_UNKNOWN_LANGUAGE = "unknown"
_DIGEST_CHARACTERS = 12
_PROBE = "The bus was late on Tuesday, so Maria walked."


class Finder(Protocol):
    """What the redactor needs of an engine; see ``redaction.engine.Engine``."""

    @property
    def version(self) -> str: ...
    @property
    def lexicon(self) -> Lexicon: ...
    @property
    def languages(self) -> tuple[str, ...]: ...
    def find(self, texts: Sequence[str], language: str) -> list[list[InputSpan]]: ...


@dataclass(frozen=True, slots=True)
class _Looked:
    """An interview with what was found in its texts, masked by that alone; ``names`` are the digests it gives away."""

    ready: _Ready
    found: list[list[InputSpan]] = field(repr=False)
    masked: list[Masked] = field(repr=False)
    names: frozenset[str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Ready:
    """An interview whose texts can go to the engine."""

    interview: Interview
    answers: tuple[Answer, ...] = field(repr=False)

    @property
    def texts(self) -> list[str]:
        return [answer.text for answer in self.answers]

    @property
    def key(self) -> tuple[str, str]:
        """The row and what stands in it: equal keys have equal texts."""
        return self.interview.id, self.interview.fingerprint


class Redactor:
    """The redaction of one round. ``version`` changes with the engine and with every rule, name and column."""

    def __init__(
        self,
        round_: Round,
        engine: Finder,
        keyring: Keyring,
        *,
        roster: Sequence[RosterName],
        team: Sequence[TeamMember],
    ) -> None:
        self._round = round_
        self._engine = engine
        self._keyring = keyring
        self._interviewers = InterviewerNames(team)
        rules = round_.redaction
        self._lists: dict[str, Any] = {"roster": roster, "team": team, "keep": rules.keep, "mask": rules.mask}
        self._found: dict[tuple[str, str], list[list[InputSpan]]] = {}
        self.version = f"{engine.version}/{_rules_digest(round_, keyring, roster, team)}"

    def redact(self, source: Source, rows: Sequence[IdentifiedResponse]) -> list[Interview]:
        """One interview per row, in order; held where in doubt.

        An error on one row holds that row. Raises EngineUnavailable when the engine fails on a plain sentence as
        well: then nothing of the batch may be kept.
        """
        prepared = [self._prepare_safely(source, row) for row in rows]
        ready = [one for one in prepared if isinstance(one, _Ready)]
        found = dict(zip(map(id, ready), self._find_all(ready), strict=True))
        looked = [self._look(one, found[id(one)]) if isinstance(one, _Ready) else one for one in prepared]
        for one in looked:
            if isinstance(one, _Looked):
                self.names.learn(one.names)
        return [self._finish(one) if isinstance(one, _Looked) else one for one in looked]

    # What needs the lexicon is made at its first use: a collect in which no row has changed needs none of it.

    @cached_property
    def names(self) -> RoundNames:
        """The names that the round's interviews give away; the caller adds those of stored interviews."""
        return RoundNames(self._keyring, self._engine.lexicon)

    @cached_property
    def _masking(self) -> Masking:
        rules = self._round.redaction
        return Masking(
            self._engine.lexicon, mask_schools=rules.mask_schools, mask_places=rules.mask_places, **self._lists
        )

    @cached_property
    def _residue(self) -> Residue:
        return Residue(**self._lists)

    def lacks_names(self, interview: Interview) -> bool:
        """Whether a name that was learnt since may have to be masked in the notes of a stored interview.

        Possibly it stays, as a part of a public figure's name: that is decided when the row is redacted again.
        """
        return any(self._masking.may_lack(note.text, self.names) for note in interview.notes)

    def mask_learnt(self, interview: Interview) -> Interview:
        """A stored interview whose raw answers can no longer be read, with the names masked that were learnt since.

        Its placeholders keep their numbers; those of the new names go on after them.
        """
        return mask_spans(
            interview, lambda text: resolve(text, self._masking.from_elsewhere(text, self.names, only_learnt=True))
        )

    def _prepare_safely(self, source: Source, row: IdentifiedResponse) -> _Ready | Interview:
        try:
            return self._prepare(source, row)
        except MemoryError:
            raise
        except Exception:  # why is this OK? The row is held and counted; its text goes nowhere
            return self._held(self._bare(source, row), HeldReason.REDACTION_FAILED)

    def _prepare(self, source: Source, row: IdentifiedResponse) -> _Ready | Interview:
        """Everything but the engine: the consent first, then what is counted, then the texts."""
        bare = self._bare(source, row)
        reason = row.held or _without_time(source, row.response) or self._without_consent(source, row.response)
        if reason:
            return self._held(bare, reason)
        interview = replace(
            bare,
            segments=self._segments(source, row.response),
            language=self._declared_language(source, row.response),
            people=roles.people(answer_to(row.response, source.single(Role.PEOPLE))),
        )
        originals, translations = text_answers(source, row.response)
        if reason := hold_for_texts(originals, translations, declined=interview.declined):
            return self._held(interview, reason)
        engine = self._engine
        if not originals and translations:
            originals, translations = translations, []  # only the translation was filled in
            judged = readable(originals, [], None, engine.languages, engine.lexicon)
        else:
            judged = readable(originals, translations, interview.language, engine.languages, engine.lexicon)
        answers, judgement = judged
        interview = replace(interview, language=_known_language(interview.language or judgement.language))
        return self._held(interview, judgement.held) if judgement.held else _Ready(interview, tuple(answers))

    def _bare(self, source: Source, row: IdentifiedResponse) -> Interview:
        """What is kept of every row, held or not: who to ask, and what a withdrawal needs."""
        response = row.response
        return Interview(
            id=row.id,
            source=source.key,
            row=response.row,
            fingerprint=row.fingerprint,
            engine=self.version,
            interviewer=self._interviewers.code_for(answer_to(response, source.single(Role.INTERVIEWER))),
            submitted_on=self._day(response.submitted_at),
            distress=roles.is_ticked(answer_to(response, source.single(Role.DISTRESS))),
            declined=roles.is_ticked(answer_to(response, source.single(Role.DECLINED))),
            code_digest=self._code_digest(answer_to(response, source.single(Role.CODE))),
            later=source.later,
        )

    def _held(self, interview: Interview, reason: HeldReason) -> Interview:
        return replace(interview, held=reason, notes=())

    def _without_consent(self, source: Source, response: Response) -> HeldReason | None:
        column = source.single(Role.CONSENT)
        if column is None:
            return None if source.consent_elsewhere.strip() else HeldReason.CONSENT_UNKNOWN
        given = roles.consent(answer_to(response, column), column.yes)
        if given is roles.Consent.GIVEN:
            return None
        return HeldReason.NO_CONSENT if given is roles.Consent.REFUSED else HeldReason.CONSENT_UNKNOWN

    def _segments(self, source: Source, response: Response) -> tuple[tuple[str, str], ...]:
        segments = [(ROLE_SEGMENT, source.role)] if source.role else []
        for column in source.with_role(Role.SEGMENT):
            declared = self._round.segment(column.key or "")
            values = roles.segment_values(
                answer_to(response, column), declared.values if declared else (), multiple=column.multiple
            )
            segments += [(column.key or "", value) for value in values]
        return tuple(dict.fromkeys(segments))

    def _declared_language(self, source: Source, response: Response) -> str | None:
        typed = answer_to(response, source.single(Role.LANGUAGE))
        if not typed.strip():
            return source.language
        return language_code(typed) or _UNKNOWN_LANGUAGE

    def _code_digest(self, typed: str) -> str | None:
        code = normalised_code(typed)
        return self._keyring.digest("codes", code) if code else None

    def _day(self, moment: datetime | None) -> date | None:
        if moment is None:
            return None
        return moment.astimezone(ZoneInfo(self._round.timezone)).date() if moment.tzinfo else moment.date()

    def _find_all(self, ready: Sequence[_Ready]) -> list[list[list[InputSpan]] | None]:
        """For each interview what was found in each of its texts; None where the engine failed on it alone.

        Spans are remembered, so that masking an interview again for a name learnt later costs no model.
        """
        new = [one for one in ready if one.key not in self._found]
        found = iter(self._find([text for one in new for text in one.texts]))
        for one in new:
            own = [next(found) for _ in one.answers]
            if None not in own:
                self._found[one.key] = own  # type: ignore[assignment]
        return [self._found.get(one.key) for one in ready]

    def _find(self, texts: Sequence[str]) -> list[list[InputSpan] | None]:
        return find_or_hold(self._engine, texts)

    def _look(self, ready: _Ready, found: list[list[InputSpan]] | None) -> _Looked | Interview:
        if found is None:
            return self._held(ready.interview, HeldReason.REDACTION_FAILED)
        try:
            # Why before the names of other interviews? Whether it is held must not depend on them.
            masked, found, left = mask_twice(self._masking, self._residue, ready.texts, found)
            names = self.names.given_away(ready.texts, found, masked)
        except MemoryError:
            raise
        except Exception:  # why is this OK? The row is held and counted; its text goes nowhere
            return self._held(ready.interview, HeldReason.REDACTION_FAILED)
        if left:
            held = self._held(ready.interview, HeldReason.RESIDUE)
            return replace(held, record=RedactionRecord(_counts(masked)))
        return _Looked(ready, found, masked, names)

    def _finish(self, looked: _Looked) -> Interview:
        ready = looked.ready
        try:
            masked = self._with_names_from_elsewhere(looked)
        except MemoryError:
            raise
        except Exception:  # why is this OK? The row is held and counted; its text goes nowhere
            return self._held(ready.interview, HeldReason.REDACTION_FAILED)
        record = RedactionRecord(_counts(masked), self.names.close(looked.names))
        return replace(ready.interview, notes=self._notes(ready, masked), record=record)

    def _with_names_from_elsewhere(self, looked: _Looked) -> list[Masked]:
        texts = looked.ready.texts
        others = [
            self._masking.from_elsewhere(text, self.names, found)
            for text, found in zip(texts, looked.found, strict=True)
        ]
        seen = zip(others, looked.masked, strict=True)
        if all(_covers(one.found, span) for spans, one in seen for span in spans):
            return looked.masked
        return self._masking.mask(texts, looked.found, others)

    def _notes(self, ready: _Ready, masked: Sequence[Masked]) -> tuple[Note, ...]:
        return tuple(
            Note(answer.question, answer.title, answer.kind, one.text, one.spans, answer.translation_of)
            for answer, one in zip(ready.answers, masked, strict=True)
        )


def _counts(masked: Sequence[Masked]) -> tuple[AuditCount, ...]:
    return audit_counts(span for one in masked for span in one.spans)


def _covers(spans: Sequence[InputSpan], span: InputSpan) -> bool:
    return any(one.start <= span.start and span.end <= one.end for one in spans)


def find_or_hold(engine: Finder, texts: Sequence[str], language: str = "en") -> list[list[InputSpan] | None]:
    """What ``engine`` finds in each text; None for a text on which it fails.

    Raises EngineUnavailable when it fails on a plain sentence too: then the engine is broken and not the text.
    """
    try:
        return list(engine.find(texts, language))
    except (MemoryError, EngineUnavailable):
        raise
    except Exception as error:
        where = _where(error)
    if _fails(engine, _PROBE, language):
        raise EngineUnavailable(f"The redaction stopped ({where}). Nothing of this batch was kept.")
    return [_find_one(engine, text, language) for text in texts]


def _without_time(source: Source, response: Response) -> HeldReason | None:
    """A time that stands there and cannot be read: then the source's `locale` is wrong, and nobody may guess."""
    typed = answer_to(response, source.single(Role.TIMESTAMP)).strip()
    return HeldReason.TIMESTAMP_UNREADABLE if typed and response.submitted_at is None else None


def _find_one(engine: Finder, text: str, language: str) -> list[InputSpan] | None:
    try:
        return engine.find([text], language)[0]
    except (MemoryError, EngineUnavailable):
        raise
    except Exception:  # why is this OK? The caller holds what has None
        return None


def _fails(engine: Finder, text: str, language: str) -> bool:
    return _find_one(engine, text, language) is None


def _where(error: Exception) -> str:
    """``ValueError at engine.py:41``: the place of a failure without its message, which may quote a text."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place


def _known_language(code: str | None) -> str | None:
    return None if code == _UNKNOWN_LANGUAGE else code


def _rules_digest(round_: Round, keyring: Keyring, roster: Sequence[RosterName], team: Sequence[TeamMember]) -> str:
    """A keyed digest of all that decides what becomes of a row; a change re-redacts it. Order does not count."""
    parts = [
        f"names of the round, version {NAMES_VERSION}",
        *sorted(f"keep {word}" for word in round_.redaction.keep),
        *sorted(f"mask {word}" for word in round_.redaction.mask),
        *sorted(f"name {name.first}|{name.last}|{name.nickname}" for name in roster),
        *sorted(f"team {member.code}|{'|'.join(member.names)}" for member in team),
        *sorted(f"segment {segment.key}|{'|'.join(segment.values)}" for segment in round_.segments),
        *(f"source {source.model_dump_json(include=_DECIDING)}" for source in round_.sources),
        *(f"later {source.key}" for source in round_.sources if source.later),
        f"timezone {round_.timezone}",
        "translations beside readable stories",
        f"mask schools {round_.redaction.mask_schools}, places {round_.redaction.mask_places}",
    ]
    return keyring.digest("redaction rules", *parts)[:_DIGEST_CHARACTERS]


_DECIDING = {"key", "role", "language", "consent_elsewhere", "columns", "locale"}
