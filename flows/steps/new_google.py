"""New, from Google: what a form or a response sheet tells about its columns. Answers are counted in memory only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from connectors.google_names import TIMESTAMP_TITLES
from flows.steps.name_words import known_words
from reports.answer_shapes import Shape
from reports.column_facts import Address, ColumnFacts, gather_facts
from reports.column_guess import guess_columns
from reports.header_check import DraftRefused
from reports.locale_guess import guess_language
from reports.source_draft import SourceDraft
from rounds.errors import SaybackError
from rounds.form import Form

if TYPE_CHECKING:
    from connectors.google_connection import Google

QUIZ = (
    "This form is a quiz. Points and right answers are not read, but whoever answers a quiz expects to be marked:"
    " turn it off in the form under Settings > Make this a quiz."
)
CLOSED = "This form takes no responses now. Publish it in Google Forms before the first interview."
SHEET = "An edit in the sheet changes no response of its form. This round reads the sheet: correct answers there."

_STAMPED = 0.9  # share of the answers of a column


class GivenTwice(SaybackError):
    """The same form would be read twice, and every interview counted twice."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class GoogleOrigin:
    """A form, or a spreadsheet with the gid of its tab (None: the tab that a form writes to), by its id."""

    form: str | None = None
    sheet: str | None = None
    tab: int | None = None


def draft_google(origins: Sequence[GoogleOrigin], *, timezone: str, subject: str | None) -> list[SourceDraft]:
    """Reads each form and sheet and guesses its columns.

    Raises GivenTwice, and SourceError, SourceRefused or SourceUnavailable for what cannot be read.
    """
    from connectors.google_connection import sign_in
    from connectors.google_uses import FORMS_BODY_READ, FORMS_RESPONSES_READ, SHEETS_READ

    _check_given_once(origins)
    scopes = []
    if any(origin.form for origin in origins):
        scopes += [FORMS_BODY_READ, FORMS_RESPONSES_READ]
    if any(origin.sheet for origin in origins):
        scopes.append(SHEETS_READ)
    with sign_in(*scopes, subject=subject) as google:
        return list(_drafts(google, origins, timezone))


def _check_given_once(origins: Sequence[GoogleOrigin]) -> None:
    counts = Counter((origin.form or origin.sheet, origin.tab) for origin in origins)
    for (name, _), times in counts.items():
        if times > 1:
            raise GivenTwice(
                f"{name} is given {times} times, and its interviews would be counted as often. Name it once."
            )


def _drafts(google: Google, origins: Sequence[GoogleOrigin], timezone: str) -> Iterator[SourceDraft]:
    linked: dict[str, str] = {}
    tabs: set[tuple[str | None, int | None]] = set()
    for origin in origins:
        if origin.form:
            form, draft = _draft_form(google, origin.form, timezone)
            linked[form.sheet_id] = origin.form
            yield draft
    for origin in origins:
        if origin.sheet:
            if origin.sheet in linked:
                raise GivenTwice(
                    f"The sheet {origin.sheet} holds the responses of the form {linked[origin.sheet]}, and its"
                    " interviews would be counted twice. Name one of the two; the form is the better one."
                )
            draft = _draft_sheet(google, origin, timezone)
            if (origin.sheet, draft.tab) in tabs:
                raise GivenTwice(f"Tab {draft.tab} of the sheet {origin.sheet} is given twice. Name it once.")
            tabs.add((origin.sheet, draft.tab))
            yield draft


def _draft_form(google: Google, form_id: str, timezone: str) -> tuple[Form, SourceDraft]:
    from connectors.google_forms import GoogleForm

    source = GoogleForm(google, form_id, timezone=timezone)
    form = source.form()
    if not form.questions:
        raise DraftRefused(f"{form.name} has no questions yet. Write them in Google Forms, then run the command again.")
    facts = gather_facts(form, source.responses([question.address for question in form.questions if question.id]))
    remarks = ((QUIZ, form.is_quiz), (CLOSED, not form.is_open))
    draft = SourceDraft(
        key="",
        file="",
        form=None,
        locale="",  # its times are written in one way only
        guesses=guess_columns(form, facts, words=known_words()),
        rows=max((known.rows for known in facts.values()), default=0),
        language=guess_language(form),
        google_form=form_id,
        title=form.title or form.name,
        remarks=tuple(remark for remark, applies in remarks if applies),
    )
    return form, draft


def _draft_sheet(google: Google, origin: GoogleOrigin, timezone: str) -> SourceDraft:
    from connectors.google_sheets import GoogleSheet

    sheet_id = origin.sheet or ""
    tab = GoogleSheet(google, sheet_id, tab=origin.tab).tab_id
    sheet = GoogleSheet(google, sheet_id, tab=tab, timezone=timezone)
    form, readable = sheet.form(), sheet.columns_without_formulas()
    stamped = (address for address in readable if address[0].strip().casefold() in TIMESTAMP_TITLES)
    facts = gather_facts(form, replace(sheet, timestamp=next(stamped, None)).responses(readable))
    _check_stamped(form, facts)
    return SourceDraft(
        key="",
        file="",
        form=None,
        locale="",  # the sheet has its own
        guesses=guess_columns(form, facts, readable, known_words()),
        rows=max((known.rows for known in facts.values()), default=0),
        language=guess_language(form),
        google_sheet=sheet_id,
        tab=tab,
        title=form.title or form.name,
        remarks=(SHEET,),
    )


def _check_stamped(form: Form, facts: Mapping[Address, ColumnFacts]) -> None:
    """Raises DraftRefused where nothing shows that the header is one: titles are printed, and answers must not be.

    Forms write a column of times into every sheet, whose title we know in many languages; else the times show it.
    """
    for question in form.questions:
        title = question.title.strip().casefold()
        if title in TIMESTAMP_TITLES or (title and facts[question.address].share(Shape.TIMESTAMP) >= _STAMPED):
            return
    raise DraftRefused(
        f"{form.name}: no column holds the times of the responses, as a form writes them, so its first row could be"
        ' somebody\'s answers. If it does hold the questions, add a column with the title "Timestamp"; else put the'
        " questions back above the first response."
    )
