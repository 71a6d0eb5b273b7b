"""A Google form as a source: its structure from ``forms.get``, its responses page by page from ``responses.list``.

Questions are known by their ids, responses by Google's: titles may be reworded, answers edited.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from connectors.google_answers import UNEXPECTED, Json, answer_text, count_files, moments, since_filter
from connectors.google_faults import explained
from connectors.google_form_shape import RESPONDENT_EMAIL, form_from_json
from connectors.source import SourceError, SourceUnavailable
from rounds.form import Form, Question, QuestionKind
from rounds.interviews import Response

if TYPE_CHECKING:
    from connectors.google_connection import Google

Address = tuple[str, int]

PAGE_SIZE = 5000  # the most that responses.list gives at once
MOST_EMPTY_PAGES = 50  # one after the other; Google may give some where responses were deleted


@dataclass(slots=True)
class GoogleForm:
    """One form, read as ``google`` is signed in; see ``connectors.source.IncrementalSource``.

    ``declared`` maps ids of questions to their addresses in round.toml; a column that is declared without an id is
    found by its title. Times are given in ``timezone``. Files that people uploaded are never fetched or named;
    ``uploads`` counts those in the responses that the latest pull has read so far. A quiz is read like any form.
    """

    google: Google = field(repr=False)
    form_id: str
    declared: Mapping[str, Address] = field(default_factory=dict, repr=False)
    timezone: str = "UTC"
    uploads: int = field(default=0, init=False)
    _form: Form | None = field(default=None, init=False, repr=False)

    own_ids: ClassVar[bool] = True

    @property
    def name(self) -> str:
        """What messages call the form: by its id."""
        return f"Google form {self.form_id}"

    def form(self) -> Form:
        """The form as it was when this was first asked: one request, however often. Raises as ``Source.form``."""
        if self._form is None:
            data = self._asked("the form", self.google.forms().forms().get(formId=self.form_id))
            try:
                self._form = form_from_json(data, self.declared)
            except SourceError as error:
                raise SourceError(f"{self.name}: {error}") from None
        return self._form

    def responses(self, columns: Collection[Address]) -> Iterator[Response]:
        """All responses, in the order in which Google gives them, which is none. See ``responses_since``."""
        return self.responses_since(None, columns)

    def responses_since(self, since: datetime | None, columns: Collection[Address]) -> Iterator[Response]:
        """The responses submitted or edited at ``since`` or later, in no order; all of them with None.

        One page is in memory at a time, and of it the answers under ``columns`` only. A damaged page fails before its
        first response, but after the pages before it. A response that is edited while the pages are read may come
        twice: then the later one comes last. Raises SourceError, SourceRefused or SourceUnavailable.
        """
        reader = _Reader(self.name, self._ids(columns), columns, self._uploading(), ZoneInfo(self.timezone))
        query = {"formId": self.form_id, "pageSize": PAGE_SIZE}
        if since is not None:
            query["filter"] = since_filter(since)
        tokens = {""}
        self.uploads = empty = 0
        while True:
            page, token = self._page(query, reader)
            empty = 0 if page else empty + 1
            self.uploads = reader.files
            yield from page
            del page  # why is this OK? Two pages in memory would double the peak
            if not token:
                return
            if token in tokens or empty > MOST_EMPTY_PAGES:
                raise SourceError(f"{self.name}: Google's pages of responses do not end. Run collect again.")
            tokens.add(token)
            query["pageToken"] = token

    def _page(self, query: Mapping[str, Any], reader: _Reader) -> tuple[list[Response], str]:
        """The responses of one page, and the token of the next, "" after the last."""
        page = self._asked("the form", self.google.forms().forms().responses().list(**query))
        entries, token = _parts(page)
        if entries is None:
            raise SourceError(f"{self.name}: Google gave a page of responses in another shape than it documents.")
        return reader.read(entries), token

    def _asked(self, what: str, request: Any) -> Any:
        """What Google answers. Raises SourceUnavailable also for JSON that breaks off, without quoting it."""
        with explained(f"{what} {self.form_id}"), suppress(ValueError):
            return request.execute(num_retries=0)
        raise SourceUnavailable(f"{self.name}: what came from Google is not whole. Run the command again later.")

    def _ids(self, columns: Collection[Address]) -> dict[str, Address]:
        """The asked columns by the ids of their questions, without those that hold files."""
        questions = {question.address: question for question in self.form().questions}
        ids = {address: id_ for id_, address in self.declared.items()}
        asked = {}
        for address in columns:
            question = questions.get(address)
            if question is None or not question.id or ids.get(address, question.id) != question.id:
                raise self._lacks(address, question)
            if question.kind is not QuestionKind.FILE:
                asked[question.id] = address
        return asked

    def _uploading(self) -> tuple[str, ...]:
        return tuple(question.id for question in self.form().questions if question.kind is QuestionKind.FILE)

    def _lacks(self, address: Address, question: Question | None) -> SourceError:
        title, occurrence = address
        if question is not None and not question.id:
            return SourceError(
                f'{self.name}: Google gives out no answers to the question "{title}". Remove its column from'
                " round.toml."
            )
        return SourceError(
            f'{self.name} has no question "{title}" (occurrence {occurrence}). It may have been deleted, or asked anew'
            " with another id: correct the column in round.toml, or restore it in the form."
        )


def _parts(page: Any) -> tuple[list[Any] | None, str]:
    """Takes the entries and the token of the next page out of a page; no entries if it has another shape."""
    if not isinstance(page, dict) or not page.keys() <= {"responses", "nextPageToken"}:
        return None, ""  # an error or a network's own answer with a good status must not pass for "no responses"
    entries, token = page.pop("responses", None) or [], page.get("nextPageToken") or ""
    return (entries, token) if isinstance(entries, list) and isinstance(token, str) else (None, "")


class _Reader:
    """Turns the entries of a pull's pages into responses, numbered in the order received, each response once.

    ``asked`` are the columns by question id; ``files`` counts what was uploaded to the questions of ``uploading``.
    """

    def __init__(
        self, name: str, asked: Mapping[str, Address], columns: Collection[Address], uploading: Collection[str],
        zone: ZoneInfo,
    ) -> None:  # fmt: skip
        self._name = name
        self._mail = asked.get(RESPONDENT_EMAIL)
        self._asked = tuple((id_, address) for id_, address in asked.items() if id_ != RESPONDENT_EMAIL)
        self._blank = dict.fromkeys(columns, "")
        self._uploading = uploading
        self._zone = zone
        self._seen: dict[str, float] = {}  # seconds since 1970 of the last edit
        self._count = 0
        self.files = 0

    def read(self, entries: list[Any]) -> list[Response]:
        """Empties ``entries``, and leaves out what an earlier page held in the same state."""
        entries.reverse()
        found = []
        while entries:
            response = self._checked(entries.pop())
            if self._is_news(response):
                found.append(response)
        return found

    def _is_news(self, response: Response) -> bool:
        edited = response.edited_at.timestamp() if response.edited_at else 0.0  # clocks repeat an hour, this does not
        if edited <= self._seen.get(response.id, -math.inf):
            return False
        self._seen[response.id] = edited
        return True

    def _checked(self, entry: Any) -> Response:
        """Raises SourceError for an entry of another shape; it tells the number, never the text."""
        self._count += 1
        response: Response | None = None
        with suppress(*UNEXPECTED):
            response = self._response(entry)
        if response is None:  # why is this OK? Raised here, the error has no context that could hold an answer
            raise SourceError(
                f"{self._name}: Google gave response {self._count} of this pull in another shape than it documents."
                " Run collect again; if it happens again, report it with this number."
            )
        return response

    def _response(self, entry: Json) -> Response | None:
        """The response in an entry; None if it has no id."""
        id_ = entry["responseId"]
        if not id_ or not isinstance(id_, str):
            return None
        given = entry.get("answers") or {}
        answers = self._blank.copy()
        for question, address in self._asked:
            answer = given.get(question)
            if answer is not None:
                answers[address] = answer_text(answer)
        if self._mail is not None:
            answers[self._mail] = "".join([entry.get("respondentEmail") or ""])
        for question in self._uploading:
            self.files += count_files(given.get(question))
        submitted, edited = moments(entry.get("createTime"), entry.get("lastSubmittedTime"), self._zone)
        return Response(self._count, answers, submitted, edited, id_)
