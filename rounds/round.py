"""A listening round and its parts, as declared in round.toml. ``Round`` *is* the configuration."""

from __future__ import annotations

import os
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rounds.google_ids import google_id
from rounds.mail_address import checked_address, is_one_click_page, mailbox
from rounds.typed_text import one_line, several_lines


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
    TOLD = "told"
    LISTENED_TO = "listened_to"
    DISCARD = "discard"


SINGLE_ROLES = frozenset(
    {
        Role.INTERVIEWER, Role.CONSENT, Role.LANGUAGE, Role.PEOPLE,
        Role.CODE, Role.DISTRESS, Role.DECLINED, Role.TIMESTAMP, Role.TOLD, Role.LISTENED_TO,
    }
)  # fmt: skip
TEXT_ROLES = frozenset({Role.NOTE, Role.CUE, Role.PROBE, Role.TRANSLATION_OF})
REPORT_ROLES = (Role.TOLD, Role.LISTENED_TO)
# A later thought is a part of an interview, and that says already who spoke, how many they were, and what was seen.
_NEVER_LATER = (Role.CUE, Role.PROBE, Role.SEGMENT, Role.PEOPLE, Role.DECLINED)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, str_strip_whitespace=True)


# What may leave in a mail: a title or a name in one line, and longer texts.
Line = Annotated[str, AfterValidator(one_line)]
Words = Annotated[str, AfterValidator(several_lines)]


class LocalText(_Part):
    """A text in English and, where a letter needs it, in Spanish. A plain string means English only."""

    en: Words
    es: Words | None = None

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
SchemaName = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]
Timezone = Annotated[str, AfterValidator(_check_timezone)]
GoogleId = Annotated[str, AfterValidator(google_id)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]


class Column(_Part):
    """One column of a form, addressed by its title and, where titles repeat, by ``occurrence`` (from 1).

    With ``id``, the question's own in Google Forms, the title is a label only: rewording the question changes nothing.
    """

    title: str
    role: Role
    id: str | None = None
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


class Repeat(_Part):
    """Columns of one more interview in the same response: an interviewer who types up several at once."""

    columns: Annotated[tuple[Column, ...], Field(min_length=1)]


class Source(_Part):
    """One form: where its responses come from and what its columns are. It has one origin, and that is authoritative.

    ``file`` is an export (.csv, .zip, .csv.gz, .xlsx) or a watched folder, relative to round.toml; ``form`` picks the
    files of one form in a folder. ``google_form`` is a form's id or address, ``google_sheet`` that of the spreadsheet
    which a form writes to, with ``tab`` (its gid) where it has several. ``identity`` says what makes a row the same
    row tomorrow; responses of a Google form have ids of their own. ``role`` names everybody who answered this form.
    With ``repeat`` a response holds several interviews: ``columns`` belong to all of them, each group to one.
    ``later``: people add a thought to an interview that they gave before, found by the code on their card and by
    nothing else; and interviewers report how many of those whom they listened to (``listened_to``) they have told
    (``told``) what came of it.
    """

    key: Key
    file: str | None = None
    form: str | None = None
    google_form: GoogleId | None = None
    google_sheet: GoogleId | None = None
    tab: int | None = Field(default=None, ge=0)
    locale: str = "en_US"
    identity: Literal["code", "timestamp+interviewer", "row"] = "row"
    role: Line | None = None
    language: str = "en"
    consent_elsewhere: str = ""
    later: bool = False
    columns: tuple[Column, ...]
    repeat: tuple[Repeat, ...] = ()

    @property
    def origin(self) -> str:
        """Where the responses come from, as messages call it."""
        if self.google_form:
            return f"Google form {self.google_form}"
        return f"Google sheet {self.google_sheet}" if self.google_sheet else str(self.file)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Every declared column, those of repeated interviews too."""
        return self.columns + tuple(column for group in self.repeat for column in group.columns)

    @property
    def parts(self) -> tuple[Source, ...]:
        """The source as each interview of a response sees it: itself, or one for each group of ``repeat``."""
        if not self.repeat:
            return (self,)
        return tuple(
            self.model_copy(update={"columns": self.columns + group.columns, "repeat": ()}) for group in self.repeat
        )

    def with_role(self, *roles: Role) -> tuple[Column, ...]:
        """The columns that have one of ``roles``, in the form's order."""
        return tuple(column for column in self.all_columns if column.role in roles)

    def single(self, role: Role) -> Column | None:
        """The one column of ``role``, if declared; the first where interviews repeat."""
        return next(iter(self.with_role(role)), None)

    @property
    def read_columns(self) -> tuple[Column, ...]:
        """All columns that are read at all."""
        return tuple(column for column in self.all_columns if column.role is not Role.DISCARD)

    @model_validator(mode="after")
    def _one_origin(self) -> Self:
        given = [name for name in ("file", "google_form", "google_sheet") if getattr(self, name)]
        if len(given) != 1:
            raise ValueError("needs exactly one of `file`, `google_form` and `google_sheet`")
        if self.tab is not None and not self.google_sheet:
            raise ValueError("`tab` goes with `google_sheet`")
        if self.form is not None and not self.file:
            raise ValueError("`form` picks an export in a folder and goes with `file`; a Google form is `google_form`")
        return self

    @model_validator(mode="after")
    def _declared_once(self) -> Self:
        addresses = [column.address for column in self.all_columns]
        for address in addresses:
            if addresses.count(address) > 1:
                raise ValueError(f'the column "{address[0]}" (occurrence {address[1]}) is declared twice')
        ids = [column.id for column in self.all_columns if column.id]
        if len(set(ids)) < len(ids):
            raise ValueError("two columns have the same `id`")
        for part, role in ((part, role) for part in self.parts for role in SINGLE_ROLES):
            if len(part.with_role(role)) > 1:
                raise ValueError(f'more than one column has the role "{role}"')
        return self

    @model_validator(mode="after")
    def _identity_can_be_formed(self) -> Self:
        needs = {"code": (Role.CODE,), "timestamp+interviewer": (Role.TIMESTAMP, Role.INTERVIEWER), "row": ()}
        for part, role in ((part, role) for part in self.parts for role in needs[self.identity]):
            if part.single(role) is None:
                raise ValueError(f'identity = "{self.identity}" needs a column of role "{role}"')
        return self

    @model_validator(mode="after")
    def _text_keys_are_unique(self) -> Self:
        for part in self.parts:
            _check_text_keys(part)
        return self

    @model_validator(mode="after")
    def _later_thoughts_can_be_joined(self) -> Self:
        if self.later:
            _check_later(self)
        elif self.with_role(*REPORT_ROLES):
            raise ValueError(
                f'the source "{self.key}" has a column of role "told" or "listened_to": those go with `later = true`'
            )
        return self


def _check_text_keys(source: Source) -> None:
    """Raises ValueError where two columns of one interview have the same key, or a translation translates nothing."""
    keys = [column.key for column in source.with_role(*TEXT_ROLES, Role.SEGMENT)]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f'two columns have the key "{key}"')
    texts = {column.key for column in source.with_role(Role.NOTE, Role.CUE, Role.PROBE)}
    for column in source.with_role(Role.TRANSLATION_OF):
        if column.of not in texts:
            raise ValueError(f'`of = "{column.of}"` names no note, cue or probe column of this source')


def _check_later(source: Source) -> None:
    """Raises ValueError where a form for later thoughts has what belongs to an interview, or lacks what joins it."""
    name = f'the source "{source.key}" is for later thoughts (`later = true`)'
    if source.role or source.repeat:
        raise ValueError(f"{name} and takes no `role` and no `repeat`: those of the interview count")
    if source.identity == "code":
        raise ValueError(
            f'{name}: with identity = "code" a second thought with the same code would be held; leave `identity` out'
            ' or write "timestamp+interviewer"'
        )
    for column in source.with_role(*_NEVER_LATER):
        raise ValueError(f'{name} and takes no column of role "{column.role}": those of the interview count')
    if source.with_role(Role.NOTE) and source.single(Role.CODE) is None:
        raise ValueError(f'{name} and needs a column of role "code": thoughts are joined by the code on the card')
    reports = [role for role in REPORT_ROLES if source.single(role)]
    if not reports and not source.with_role(Role.NOTE):
        raise ValueError(
            f'{name} and needs a column of role "note" with one of role "code", or the columns "told" and "listened_to"'
        )
    _check_report_columns(source, name, reports)


def _check_report_columns(source: Source, name: str, reports: list[Role]) -> None:
    if len(reports) == 1:
        raise ValueError(f'{name}: the roles "told" and "listened_to" go together; one of them is missing')
    if reports and source.single(Role.INTERVIEWER) is None:
        raise ValueError(f'{name} and needs a column of role "interviewer": whose people have been told?')
    if reports and not source.google_form and source.single(Role.TIMESTAMP) is None:
        raise ValueError(f'{name} and needs a column of role "timestamp": the newest report of an interviewer counts')


class Segment(_Part):
    """A grouping that the round wants to see: its declared values, and how many interviews were hoped for."""

    key: Key
    label: Line
    values: tuple[Words, ...]
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

    name: Line
    name_es: Line | None = None
    definition: Words = ""
    sensitive: bool = False


class Decision(_Part):
    """Something that will be done: what, by whom (a role, not a person), by when."""

    what: Text
    owner: Line = ""
    by: date | None = None


class Limit(_Part):
    """Something that cannot be done, and why."""

    what: Text
    why: Text


class Lead(_Part):
    """Somebody who gets the round summary."""

    email: Email
    name: Line = ""


class Summary(_Part):
    """What the summary for leads says beside what was heard. ``splits`` are keys of segments to split themes by."""

    to_decide: tuple[Words, ...] = ()
    promised: tuple[Words, ...] = ()
    splits: tuple[str, ...] = ()


class Letters(_Part):
    """What the letters say beside what was heard. ``hear_by`` is when people hear if nothing is decided yet.

    ``name_places``: quotes and themes may name schools and small towns; letters go to people outside. ``opt_out_page``
    is an https address where somebody ends all mail with one click; the word that tells who it is is put in the place
    of ``{word}``.
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
    quotes: tuple[Words, ...] = ()
    name_places: bool = False
    opt_out_page: str | None = None

    @model_validator(mode="after")
    def _one_click_is_https(self) -> Self:
        page = self.opt_out_page
        if page is not None and not ("{word}" in page and is_one_click_page(page)):
            raise ValueError("`opt_out_page` is one https address, without blanks, with {word} in it")
        return self


class Contacts(_Part):
    """The contact register: people who asked to hear back directly. A file (.csv) or a Google sheet of its own.

    ``code``, ``email``, ``language`` and ``wish`` are the titles of its columns. Letters go to those whose wish is one
    of ``yes``; without a column ``wish`` to all. The code on that card has nothing to do with the code for withdrawing.
    """

    file: str | None = None
    google_sheet: GoogleId | None = None
    tab: int | None = Field(default=None, ge=0)
    code: str = "code"
    email: str = "email"
    language: str = "language"
    wish: str | None = None
    yes: tuple[str, ...] = ("yes", "sí", "si")

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if bool(self.file) == bool(self.google_sheet):
            raise ValueError("needs exactly one of `file` and `google_sheet`")
        return self


class Mail(_Part):
    """How mail is sent: through an SMTP server, or with ``service = "gmail"`` through Gmail as ``user``.

    The password for SMTP comes from SAYBACK_SMTP_PASSWORD, never from this file. ``per_minute`` and ``per_day`` are
    limits of the server: what is over them waits, and is sent by a later run.
    """

    service: Literal["smtp", "gmail"] = "smtp"
    host: str = ""
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    timeout_seconds: float = Field(default=30, gt=0)
    per_minute: int | None = Field(default=None, ge=1)
    per_day: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _a_server_for_smtp(self) -> Self:
        if self.service == "smtp" and not self.host:
            raise ValueError('needs `host`, the mail server, or service = "gmail"')
        return self


class Google(_Part):
    """How Google is asked. ``subject``: whose account a service account acts for (domain-wide delegation).

    ``full_list_days``: after so many days a pull reads all responses again, to notice those that were deleted.
    ``expires``: the day on which the key or the sign-in ends, where whoever made it said so.
    """

    subject: Email | None = None
    full_list_days: int = Field(default=7, ge=0, le=3650)
    expires: date | None = None


class Worksheet(_Part):
    """Where pairs write: a Google spreadsheet that somebody made and shared, or else an .xlsx file.

    ``tab_per_pair`` gives each pair a tab of its own in it. ``backup_days``: earlier states of a file are deleted after
    so many days.
    """

    google_sheet: GoogleId | None = None
    tab_per_pair: bool = False
    backup_days: int = Field(default=60, ge=1, le=3650)


class Stores(_Part):
    """Database addresses; by default two SQLite files beside round.toml.

    ``key_file`` is a key of this round's own, instead of the installation's: to hand a round over. ``opt_outs`` is the
    file that remembers, over all rounds, who wants no more mail (keyed digests, no address); by default it lies beside
    the key. ``schema_name``: the schema of this round in a PostgreSQL database; by default the round's name.
    """

    notebook: str = Field(default="sqlite:///notebook.db", repr=False)  # an address can hold a password
    ledger: str = Field(default="sqlite:///ledger.db", repr=False)
    key_file: str | None = None
    opt_outs: str | None = None
    schema_name: SchemaName | None = None


class Alerts(_Part):
    """Who looks after unattended runs. They get a mail when something is wrong, once, and again when it is over.

    ``late_hours``: after so many hours without a good run it is late. ``held_growth``: so many more interviews held
    than when it was last well are worth a mail. ``sender`` is by default that of the letters, else the first of ``to``.
    """

    to: Annotated[tuple[Email, ...], Field(min_length=1)]
    sender: Email | None = None
    late_hours: int = Field(default=36, ge=1, le=8760)
    held_growth: int = Field(default=5, ge=1)


class Round(_Part):
    """A whole listening round. ``folder`` is where its round.toml lies."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
    title: Line
    purpose: Words = ""
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
    contacts: Contacts | None = None
    mail: Mail | None = None
    google: Google = Google()
    worksheet: Worksheet = Worksheet()
    stores: Stores = Stores()
    alerts: Alerts | None = None
    folder: Path = Field(default=Path(), exclude=True)

    @property
    def database_schema(self) -> str:
        """The schema of this round in a PostgreSQL database."""
        return self.stores.schema_name or self.name

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
    def _later_thoughts_have_interviews(self) -> Self:
        first = [source for source in self.sources if not source.later]
        if not first:
            raise ValueError("every source has `later = true`: the round needs one with the interviews themselves")
        for source in self.sources:
            if source.later and source.single(Role.CODE) and not any(one.single(Role.CODE) for one in first):
                raise ValueError(
                    f'the source "{source.key}" is for later thoughts, but no other source has a column of role "code"'
                    " by which they could be joined"
                )
        return self

    @model_validator(mode="after")
    def _one_mail_to_each_lead(self) -> Self:
        mailboxes = [mailbox(lead.email) for lead in self.leads]
        for number, one in enumerate(mailboxes, start=1):
            if (first := mailboxes.index(one) + 1) < number:
                raise ValueError(
                    f"leads[{number}].email is the mailbox of leads[{first}]: two summaries would go there. Delete one"
                )
        return self

    @model_validator(mode="after")
    def _splits_are_by_declared_segments(self) -> Self:
        declared = [segment.key for segment in self.segments]
        there = "keys that are declared: " + ", ".join(f'"{key}"' for key in declared) if declared else "there are none"
        for key in self.summary.splits:
            if key not in declared:
                raise ValueError(f'`splits` of [summary] names "{key}", which is the key of no [[segments]]: {there}')
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
