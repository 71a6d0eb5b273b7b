"""Drafts round.toml: a page to read, correct and sign, that loads as it stands.

It holds titles, file names, counts and, as choices of a grouping or of a consent question, answers that
several rows share (``ColumnFacts.frequent``). No other answer can get here: a ColumnGuess has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from reports.column_facts import Address
from reports.column_guess import ROLE_KEY, SOLE_KEYS, ColumnGuess
from reports.question_keys import NamedQuestion, question_key, same_question
from reports.rendering import render
from reports.toml_text import comment_text, toml_string, toml_strings
from rounds.round import TEXT_ROLES, Role

TEMPLATE = "round.toml.j2"
MANY_GROUPINGS = 6  # groupings in a form; more of them together single people out
_KEYED_ROLES = TEXT_ROLES | {Role.SEGMENT}
_WELL_KNOWN = {ROLE_KEY, *SOLE_KEYS.values()}


@dataclass(frozen=True, slots=True)
class SourceDraft:
    """One form of a drafted round. ``file`` is relative to round.toml; ``form`` picks a form in a watched folder."""

    key: str
    file: str
    form: str | None
    locale: str
    guesses: tuple[ColumnGuess, ...]
    rows: int = 0
    language: str = "en"
    locale_warning: str | None = None

    def with_guesses(self, guesses: Sequence[ColumnGuess]) -> SourceDraft:
        """The same form with other guesses, such as those that a person corrected."""
        return replace(self, guesses=tuple(guesses))


@dataclass(frozen=True, slots=True)
class _ColumnLines:
    """The lines of one column: comments, its declaration, and the declaration that a person may choose instead."""

    comments: tuple[str, ...]
    declaration: str
    proposal: str | None


@dataclass(frozen=True, slots=True)
class _SourceLines:
    """What the template shows of one form; strings are TOML already, comments are one line each."""

    heading: str
    key: str
    file: str
    form: str | None
    locale: str
    locale_warning: str | None
    language: str
    identity: str
    identity_later: str | None
    consent_missing: bool
    consent_unconfirmed: bool
    many_groupings: bool
    columns: tuple[_ColumnLines, ...]


@dataclass(frozen=True, slots=True)
class _SegmentLines:
    """A grouping; ``active`` when a column that is read belongs to it."""

    key: str
    label: str
    values: str
    example: str
    active: bool


@dataclass(slots=True)
class _Segment:
    label: str
    values: dict[str, None] = field(default_factory=dict)
    active: bool = False


def draft_round(name: str, title: str, sources: Sequence[SourceDraft], *, accept: bool, timezone: str) -> str:
    """The text of a round.toml for ``sources`` that ``load_round`` reads.

    Without ``accept`` every column that no person confirmed is `discard`, with its guess in comments beside it; with
    ``accept`` the guessed roles are written. ``timezone`` is a name such as "America/Los_Angeles".
    """
    aligned = align_keys(sources)
    shared = _shared_questions(aligned)
    confirmed = all(guess.confirmed for source in aligned for guess in source.guesses)
    return render(
        TEMPLATE,
        {
            "heading": comment_text(title),
            "name": toml_string(name),
            "title": toml_string(title),
            "timezone": toml_string(timezone),
            "state": "confirmed" if confirmed else "accepted" if accept else "unconfirmed",
            "questions": [(key, toml_string(wording)) for key, wording in shared.items()],
            "questions_active": accept or confirmed,
            "sources": [_source_lines(source, number, accept) for number, source in enumerate(aligned, start=1)],
            "segments": _segment_lines(aligned, accept),
        },
    )


def align_keys(sources: Sequence[SourceDraft]) -> tuple[SourceDraft, ...]:
    """The same drafts with one key for a question wherever it is asked, and different keys for different ones."""
    known: list[NamedQuestion] = []
    return tuple(_aligned(source, known) for source in sources)


def _aligned(source: SourceDraft, known: list[NamedQuestion]) -> SourceDraft:
    """Gives the columns of ``source`` keys from ``known`` where they ask the same, and adds new ones to it."""
    guesses, here = [], set[str]()
    earlier = tuple(known)
    for guess in source.guesses:
        if guess.role in _KEYED_ROLES:
            key = _known_key(guess, [question for question in earlier if question.key not in here])
            if key is None:
                key = _new_key(guess, {question.key for question in known} | here)
                known.append(NamedQuestion(key, guess.role, guess.question.title))
            here.add(key)
            guess = replace(guess, key=key)
        guesses.append(guess)
    return source.with_guesses(guesses)


def _known_key(guess: ColumnGuess, known: Sequence[NamedQuestion]) -> str | None:
    if guess.key in _WELL_KNOWN:
        return next((one.key for one in known if one.key == guess.key and one.kind == guess.role), None)
    found = same_question(guess.question.title, guess.role, known)
    return found.key if found else None


def _new_key(guess: ColumnGuess, taken: set[str]) -> str:
    return guess.key if guess.key and guess.key not in taken else question_key(guess.question.title, taken)


def _shared_questions(sources: Sequence[SourceDraft]) -> dict[str, str]:
    """The notes that several forms ask, by key, in the wording of the first form."""
    wordings: dict[str, list[str]] = {}
    for source in sources:
        for guess in source.guesses:
            if guess.role is Role.NOTE and guess.key:
                wordings.setdefault(guess.key, []).append(guess.question.title)
    return {key: titles[0] for key, titles in wordings.items() if len(titles) > 1}


def _is_read(guess: ColumnGuess, accept: bool) -> bool:
    return guess.role is not Role.DISCARD and (accept or guess.confirmed)


def _source_lines(source: SourceDraft, number: int, accept: bool) -> _SourceLines:
    read = [guess for guess in source.guesses if _is_read(guess, accept)]
    proposed = [guess for guess in source.guesses if guess.role is not Role.DISCARD]
    identity, later = _identity(read), _identity(proposed)
    has_consent = any(guess.role is Role.CONSENT for guess in read)
    name = source.form or PurePosixPath(source.file).name
    heading = f"Form {number}: {name} - {source.rows} responses, {len(source.guesses)} columns"
    return _SourceLines(
        heading=comment_text(f"{heading}, {len(proposed)} of them to read", 160),
        key=toml_string(source.key),
        file=toml_string(source.file),
        form=toml_string(source.form) if source.form else None,
        locale=toml_string(source.locale),
        locale_warning=source.locale_warning,
        language=toml_string(source.language),
        identity=identity,
        identity_later=later if later != identity else None,
        consent_missing=not has_consent,
        consent_unconfirmed=not has_consent and any(guess.role is Role.CONSENT for guess in proposed),
        many_groupings=sum(guess.role is Role.SEGMENT for guess in proposed) > MANY_GROUPINGS,
        columns=tuple(_column_lines(guess, source, accept) for guess in source.guesses),
    )


def _identity(guesses: Sequence[ColumnGuess]) -> str:
    """What makes a row the same row tomorrow: a code that every row has, else its time and interviewer."""
    roles = {guess.role for guess in guesses}
    if any(guess.role is Role.CODE and guess.unique for guess in guesses):
        return "code"
    return "timestamp+interviewer" if {Role.TIMESTAMP, Role.INTERVIEWER} <= roles else "row"


def _column_lines(guess: ColumnGuess, source: SourceDraft, accept: bool) -> _ColumnLines:
    word = "given" if guess.confirmed else "guess"
    comments = [f"{guess.question.letter}, {word}: {guess.role} - {guess.reason}"]
    if guess.warning:
        comments.append(f"Look: {guess.warning}")
    read = _is_read(guess, accept)
    declared = _declaration(guess, source, guess.role if read else Role.DISCARD)
    proposed = None if read or guess.role is Role.DISCARD else _declaration(guess, source, guess.role)
    return _ColumnLines(tuple(comment_text(comment, 240) for comment in comments), declared, proposed)


def _declaration(guess: ColumnGuess, source: SourceDraft, role: Role) -> str:
    """One column as an inline table."""
    parts = [f"title = {toml_string(guess.question.title)}"]
    if guess.question.occurrence > 1:
        parts.append(f"occurrence = {guess.question.occurrence}")
    parts.append(f'role = "{role}"')
    if role in _KEYED_ROLES and guess.key:
        parts.append(f'key = "{guess.key}"')
    if role is Role.TRANSLATION_OF and guess.of is not None:
        parts.append(f'of = "{_key_at(source, guess.of)}"')
    if role is Role.CONSENT:
        parts.append(f"yes = {toml_strings(guess.yes)}")
    if role is Role.SEGMENT and guess.multiple:
        parts.append("multiple = true")
    return "{ " + ", ".join(parts) + " },"


def _key_at(source: SourceDraft, address: Address) -> str:
    return next(guess.key or "" for guess in source.guesses if guess.question.address == address)


def _segment_lines(sources: Sequence[SourceDraft], accept: bool) -> list[_SegmentLines]:
    """The groupings of all forms; a choice that two forms offer stands once."""
    segments: dict[str, _Segment] = {}
    for source in sources:
        for guess in source.guesses:
            if guess.role is Role.SEGMENT and guess.key:
                segment = segments.setdefault(guess.key, _Segment(guess.question.title))
                segment.values |= dict.fromkeys(guess.values)
                segment.active |= _is_read(guess, accept)
    return [
        _SegmentLines(
            key=toml_string(key),
            label=toml_string(segment.label),
            values=toml_strings(_in_order(segment.values)),
            example=toml_string(next(iter(_in_order(segment.values)), "a value")),
            active=segment.active,
        )
        for key, segment in segments.items()
    ]


def _in_order(values: Sequence[str] | dict[str, None]) -> list[str]:
    """Numbers by size; words as they come, the most frequent first."""
    return sorted(values, key=int) if all(value.isdecimal() for value in values) else list(values)
