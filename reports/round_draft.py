"""Drafts round.toml: a page to read, correct and sign, that loads as it stands.

It holds titles, file names, counts and, as choices of a grouping or of a consent question, answers that
several rows share (``ColumnFacts.frequent``). No other answer can get here: a ColumnGuess has none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from reports.column_facts import Address
from reports.column_guess import ColumnGuess
from reports.draft_segments import is_read, segment_lines
from reports.question_alignment import KEYED_ROLES, Alignment, FormColumns, Wording, align
from reports.rendering import render
from reports.source_draft import SourceDraft
from reports.toml_text import comment_text, toml_string, toml_strings
from rounds.round import Role

TEMPLATE = "round.toml.j2"
MANY_GROUPINGS = 6  # groupings in a form; more of them together single people out
MOST_DOUBTS = 10  # pairs that are shown; a person reads no more


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
    file: str | None
    form: str | None
    google_form: str | None
    google_sheet: str | None
    tab: int | None
    locale: str | None
    locale_warning: str | None
    language: str
    remarks: tuple[str, ...]
    identity: str | None
    identity_later: str | None
    consent_missing: bool
    consent_unconfirmed: bool
    many_groupings: bool
    columns: tuple[_ColumnLines, ...]


@dataclass(frozen=True, slots=True)
class _SharedLines:
    """A key that several forms use, its wording in the first one, and a comment for each form."""

    key: str
    wording: str
    comments: tuple[str, ...]
    is_note: bool


def draft_round(
    name: str, title: str, sources: Sequence[SourceDraft], *,
    accept: bool, timezone: str, made: bool = False, subject: str | None = None,
) -> str:  # fmt: skip
    """The text of a round.toml for ``sources`` that ``load_round`` reads.

    Without ``accept`` every column that no person confirmed is `discard`, with its guess in comments beside it; with
    ``accept`` the guessed roles are written. ``timezone`` is a name such as "America/Los_Angeles". ``made``: the forms
    were made by Sayback just now. ``subject`` is whose account a service account acts for.
    """
    aligned, alignment = _aligned(sources)
    shared = _shared_lines(aligned, alignment)
    confirmed = all(guess.confirmed for source in aligned for guess in source.guesses)
    return render(
        TEMPLATE,
        {
            "heading": comment_text(title),
            "name": toml_string(name),
            "title": toml_string(title),
            "timezone": toml_string(timezone),
            "state": "made" if made else "confirmed" if confirmed else "accepted" if accept else "unconfirmed",
            "shared": shared,
            "questions": [line for line in shared if line.is_note],
            "doubts": _doubt_lines(alignment),
            "subject": toml_string(subject) if subject else None,
            "asks_google": any(source.google_form or source.google_sheet for source in sources),
            "forms_to_check": any(source.google_form for source in sources),
            "questions_active": accept or confirmed,
            "sources": [_source_lines(source, number, accept) for number, source in enumerate(aligned, start=1)],
            "segments": segment_lines(aligned, accept),
            "from_answers": any(not source.google_form for source in aligned),
        },
    )


def align_keys(sources: Sequence[SourceDraft]) -> tuple[SourceDraft, ...]:
    """The same drafts with one key for a question wherever it is asked, and different keys for different ones."""
    return _aligned(sources)[0]


def _aligned(sources: Sequence[SourceDraft]) -> tuple[tuple[SourceDraft, ...], Alignment]:
    alignment = align([FormColumns(source.key, source.language, source.guesses) for source in sources])
    guesses = [form.guesses for form in alignment.forms]
    return tuple(source.with_guesses(own) for source, own in zip(sources, guesses, strict=True)), alignment


def _shared_lines(aligned: Sequence[SourceDraft], alignment: Alignment) -> list[_SharedLines]:
    """The questions that several forms ask, with every wording, so that a person can see what was joined and why."""
    roles = {guess.key: guess.role for source in aligned for guess in source.guesses}
    return [
        _SharedLines(
            key,
            toml_string(wordings[0].title),
            tuple(comment_text(_wording(wording), 240) for wording in wordings),
            roles[key] is Role.NOTE,
        )
        for key, wordings in alignment.shared.items()
    ]


def _wording(wording: Wording) -> str:
    return f'{wording.form}: "{wording.title}"' + (f" - {wording.why}" if wording.why else "")


def _doubt_lines(alignment: Alignment) -> list[tuple[str, str]]:
    return [
        (
            comment_text(f"{doubt.key} - {_wording(doubt.first)}", 240),
            comment_text(f"{doubt.other_key} - {_wording(doubt.second)}", 240),
        )
        for doubt in alignment.doubts[:MOST_DOUBTS]
    ]


def _source_lines(source: SourceDraft, number: int, accept: bool) -> _SourceLines:
    read = [guess for guess in source.guesses if is_read(guess, accept)]
    proposed = [guess for guess in source.guesses if guess.role is not Role.DISCARD]
    identity, later = (None, None) if source.google_form else (_identity(read), _identity(proposed))
    has_consent = any(guess.role is Role.CONSENT for guess in read)
    name = source.title or source.form or PurePosixPath(source.file).name
    heading = f"Form {number}: {name} - {source.rows} responses, {len(source.guesses)} columns"
    return _SourceLines(
        heading=comment_text(f"{heading}, {len(proposed)} of them to read", 160),
        key=toml_string(source.key),
        file=_toml(source.file),
        form=_toml(source.form),
        google_form=_toml(source.google_form),
        google_sheet=_toml(source.google_sheet),
        tab=source.tab,
        locale=None if source.google_form or source.google_sheet else toml_string(source.locale),
        locale_warning=source.locale_warning,
        language=toml_string(source.language),
        remarks=tuple(comment_text(remark, 300) for remark in source.remarks),
        identity=identity,
        identity_later=later if later != identity else None,
        consent_missing=not has_consent,
        consent_unconfirmed=not has_consent and any(guess.role is Role.CONSENT for guess in proposed),
        many_groupings=sum(guess.role is Role.SEGMENT for guess in proposed) > MANY_GROUPINGS,
        columns=tuple(_column_lines(guess, source, accept) for guess in source.guesses),
    )


def _toml(text: str | None) -> str | None:
    return toml_string(text) if text else None


def _identity(guesses: Sequence[ColumnGuess]) -> str:
    """What makes a row the same row tomorrow: a code that every row has, else its time and interviewer."""
    roles = {guess.role for guess in guesses}
    if any(guess.role is Role.CODE and guess.unique for guess in guesses):
        return "code"
    return "timestamp+interviewer" if {Role.TIMESTAMP, Role.INTERVIEWER} <= roles else "row"


def _column_lines(guess: ColumnGuess, source: SourceDraft, accept: bool) -> _ColumnLines:
    word = "given" if guess.confirmed else "guess"
    comments = [f"{guess.question.letter}, {word}: {guess.role} - {guess.reason}"] if guess.reason else []
    if guess.warning:
        comments.append(f"Look: {guess.warning}")
    read = is_read(guess, accept)
    declared = _declaration(guess, source, guess.role if read else Role.DISCARD)
    proposed = None if read or guess.role is Role.DISCARD else _declaration(guess, source, guess.role)
    return _ColumnLines(tuple(comment_text(comment, 240) for comment in comments), declared, proposed)


def _declaration(guess: ColumnGuess, source: SourceDraft, role: Role) -> str:
    """One column as an inline table."""
    parts = [f"title = {toml_string(guess.question.title)}"]
    if guess.question.id:
        parts.insert(0, f"id = {toml_string(guess.question.id)}")
    if guess.question.occurrence > 1:
        parts.append(f"occurrence = {guess.question.occurrence}")
    parts.append(f'role = "{role}"')
    if role in KEYED_ROLES and guess.key:
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
