"""A listening round and its parts, as declared in round.toml. ``Round`` *is* the configuration."""

from __future__ import annotations

import os
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rounds.mail_address import checked_address


class Role(StrEnum):
    """What a column is for. Whatever is not declared, or declared ``discard``, is never read."""

    NOTE = "note"
    CUE = "cue"
    PROBE = "probe"
    SEGMENT = "segment"
    INTERVIEWER = "interviewer"
    CONSENT = "consent"
    LANGUAGE = "language"
    PEOPLE = "people"
    CODE = "code"
    DISTRESS = "distress"
    DECLINED = "declined"
    TRANSLATION_OF = "translation_of"
    TIMESTAMP = "timestamp"
    DISCARD = "discard"


SINGLE_ROLES = frozenset(
    {
        Role.INTERVIEWER, Role.CONSENT, Role.LANGUAGE, Role.PEOPLE,
        Role.CODE, Role.DISTRESS, Role.DECLINED, Role.TIMESTAMP,
    }
)  # fmt: skip
TEXT_ROLES = frozenset({Role.NOTE, Role.CUE, Role.PROBE, Role.TRANSLATION_OF})


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True)


class LocalText(_Part):
    """A text in English and, where a letter needs it, in Spanish. A plain string means English only."""

    en: str
    es: str | None = None

    def in_language(self, language: str) -> str:
        """The text in ``language``, else in English."""
        return self.es if language == "es" and self.es else self.en


def _as_local_text(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


def _check_timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError('is not a time zone name such as "America/Los_Angeles"') from None
    return value


Text = Annotated[LocalText, BeforeValidator(_as_local_text)]
Email = Annotated[str, AfterValidator(checked_address)]
Timezone = Annotated[str, AfterValidator(_check_timezone)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class Column(_Part):
    """One column of a form, addressed by its title and, where titles repeat, by ``occurrence`` (from 1)."""

    title: str
    role: Role
    occurrence: int = Field(default=1, ge=1)
    key: Key | None = None
    yes: tuple[str, ...] = ()
    multiple: bool = False
    of: Key | None = None

    @property
    def address(self) -> tuple[str, int]:
        return (self.title, self.occurrence)

    @model_validator(mode="after")
    def _keys_where_they_are_needed(self) -> Self:
        if self.role in TEXT_ROLES | {Role.SEGMENT} and self.key is None:
            raise ValueError(f'a column of role "{self.role}" needs a `key`')
        if self.role is Role.TRANSLATION_OF and self.of is None:
            raise ValueError('a column of role "translation_of" needs `of`, the key of the note that it translates')
        return self


class Source(_Part):
    """One form: where its responses come from and what its columns are.

    ``file`` is an export (.csv, .zip, .csv.gz, .xlsx) or a watched folder, relative to round.toml;
    ``form`` picks the files of one form in a folder. ``identity`` says what makes a row the same
    row tomorrow. ``role`` names everybody who answered this form.
    """

    key: Key
    file: str
    form: str | None = None
    locale: str = "en_US"
    identity: Literal["code", "timestamp+interviewer", "row"] = "row"
    role: str | None = None
    language: str = "en"
    consent_elsewhere: str = ""
    columns: tuple[Column, ...]

    def with_role(self, *roles: Role) -> tuple[Column, ...]:
        """The columns that have one of ``roles``, in the form's order."""
        return tuple(column for column in self.columns if column.role in roles)

    def single(self, role: Role) -> Column | None:
        """The one column of ``role``, if declared."""
        return next(iter(self.with_role(role)), None)

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """All columns that are read at all."""
        return tuple(column for column in self.columns if column.role is not Role.DISCARD)

    @model_validator(mode="after")
    def _declared_once(self) -> Self:
        addresses = [column.address for column in self.columns]
        for address in addresses:
            if addresses.count(address) > 1:
                raise ValueError(f'the column "{address[0]}" (occurrence {address[1]}) is declared twice')
        for role in SINGLE_ROLES:
            if len(self.with_role(role)) > 1:
                raise ValueError(f'more than one column has the role "{role}"')
        return self

    @model_validator(mode="after")
    def _identity_can_be_formed(self) -> Self:
        needs = {"code": (Role.CODE,), "timestamp+interviewer": (Role.TIMESTAMP, Role.INTERVIEWER), "row": ()}
        for role in needs[self.identity]:
            if self.single(role) is None:
                raise ValueError(f'identity = "{self.identity}" needs a column of role "{role}"')
        return self

    @model_validator(mode="after")
    def _text_keys_are_unique(self) -> Self:
        keys = [column.key for column in self.with_role(*TEXT_ROLES, Role.SEGMENT)]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f'two columns have the key "{key}"')
        texts = {column.key for column in self.with_role(Role.NOTE, Role.CUE, Role.PROBE)}
        for column in self.with_role(Role.TRANSLATION_OF):
            if column.of not in texts:
                raise ValueError(f'`of = "{column.of}"` names no note, cue or probe column of this source')
        return self


class Segment(_Part):
    """A grouping that the round wants to see: its declared values, and how many interviews were hoped for."""

    key: Key
    label: str
    values: tuple[str, ...]
    targets: dict[str, int] = {}

    @model_validator(mode="after")
    def _targets_are_declared(self) -> Self:
        for value in self.targets:
            if value not in self.values:
                raise ValueError("`targets` names a value that `values` lacks")
        return self


class Redaction(_Part):
    """Words that this round keeps although they look like names, and words that it always masks.

    ``mask_schools`` and ``mask_places`` mask named schools and small towns in notes: off in a round of one school.
    """

    keep: tuple[str, ...] = ()
    mask: tuple[str, ...] = ()
    mask_schools: bool = False
    mask_places: bool = False


class ThemeIdea(_Part):
    """A theme that people may choose in the worksheet. ``sensitive`` ones are counted in words only.

    ``name_es`` is its name in letters in Spanish.
    """

    name: str
    name_es: str | None = None
    definition: str = ""
    sensitive: bool = False


class Decision(_Part):
    """Something that will be done: what, by whom (a role, not a person), by when."""

    what: Text
    owner: str = ""
    by: date | None = None


class Limit(_Part):
    """Something that cannot be done, and why."""

    what: Text
    why: Text


class Lead(_Part):
    """Somebody who gets the round summary."""

    email: Email
    name: str = ""


class Summary(_Part):
    """What the summary for leads says beside what was heard."""

    to_decide: tuple[str, ...] = ()
    promised: tuple[str, ...] = ()


class Letters(_Part):
    """What the letters say beside what was heard. ``hear_by`` is when people hear if nothing is decided yet.

    ``name_places``: quotes and themes may name schools and small towns; letters go to people outside.
    """

    sender: Email
    reply_to: Email | None = None
    signed: Text
    purpose: Text
    when: Text
    promise: Text
    hear_by: date | None = None
    decisions: tuple[Decision, ...] = ()
    limits: tuple[Limit, ...] = ()
    quotes: tuple[str, ...] = ()
    name_places: bool = False


class Mail(_Part):
    """The SMTP server; its password comes from SAYBACK_SMTP_PASSWORD, never from this file."""

    host: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    timeout_seconds: float = Field(default=30, gt=0)


class Stores(_Part):
    """Database addresses; by default two SQLite files beside round.toml.

    ``key_file`` is a key of this round's own, instead of the installation's: to hand a round over.
    """

    notebook: str = "sqlite:///notebook.db"
    ledger: str = "sqlite:///ledger.db"
    key_file: str | None = None


class Round(_Part):
    """A whole listening round. ``folder`` is where its round.toml lies."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
    title: str
    purpose: str = ""
    timezone: Timezone = "UTC"
    roster: str | None = None
    team: str | None = None
    floor: int = Field(default=10, ge=5, le=30)
    group_limit: int = Field(default=10, ge=1)
    blank_rows: int = Field(default=5, ge=1, le=20)
    questions: dict[Key, str] = {}
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]
    segments: tuple[Segment, ...] = ()
    redaction: Redaction = Redaction()
    themes: tuple[ThemeIdea, ...] = ()
    leads: tuple[Lead, ...] = ()
    summary: Summary = Summary()
    letters: Letters | None = None
    mail: Mail | None = None
    stores: Stores = Stores()
    folder: Path = Field(default=Path(), exclude=True)

    def path(self, name: str) -> Path:
        """A file named in round.toml, relative to the folder of round.toml."""
        return Path(os.path.normpath(self.folder / name))

    def segment(self, key: str) -> Segment | None:
        """The declared segment of that key."""
        return next((segment for segment in self.segments if segment.key == key), None)

    @model_validator(mode="after")
    def _source_keys_are_unique(self) -> Self:
        keys = [source.key for source in self.sources]
        if len(set(keys)) < len(keys):
            raise ValueError("two sources have the same `key`")
        return self

    @model_validator(mode="after")
    def _segments_are_declared(self) -> Self:
        declared = {segment.key for segment in self.segments}
        for source in self.sources:
            for column in source.with_role(Role.SEGMENT):
                if column.key not in declared:
                    raise ValueError(
                        f'the column "{column.title}" has key "{column.key}", which no [[segments]] declares'
                    )
        return self
