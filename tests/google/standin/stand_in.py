"""The stand-in itself: state, faults, records, and the way of a request through it."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from tests.google.standin import drive_api, forms_api, gmail_api, sheet_edits, sheets_api
from tests.google.standin.call import Call, Raw
from tests.google.standin.credentials import Credentials
from tests.google.standin.discovery import Method, find
from tests.google.standin.errors import (
    ApiError,
    bad_request,
    scope_missing,
    service_disabled,
    unauthenticated,
)
from tests.google.standin.faults import Faults
from tests.google.standin.fields import asked, selected
from tests.google.standin.schema import Problem, parameter_problems, problems_of
from tests.google.standin.server import HttpServer, Incoming, Outgoing
from tests.google.standin.sign_in import token_answer
from tests.google.standin.state import State
from tests.google.standin.tokens import Access, Tokens

HANDLERS = {
    **forms_api.HANDLERS,
    **sheets_api.HANDLERS,
    **sheet_edits.HANDLERS,
    **drive_api.HANDLERS,
    **gmail_api.HANDLERS,
}
_JSON = {"Content-Type": "application/json; charset=UTF-8"}


class Request(NamedTuple):
    """One request that was answered. `id` is the method's id in its discovery document, or "token"."""

    method: str
    path: str
    query: str
    status: int
    id: str
    account: str
    body: Any


class Violation(NamedTuple):
    """A request that Google would refuse as badly formed: the method's id and what is wrong."""

    id: str
    problems: list[Problem]


class StandIn(State, Credentials):
    """A Google on 127.0.0.1.

    What it holds (`add_form`, `add_responses`, `add_spreadsheet`, `sent_mail` ...) is described in `state.State`;
    what a program needs to sign in (`credentials_file` ...) in `credentials.Credentials`.

    Attributes:
        requests: every request so far, in order (faults too: status 0 means that no answer was sent).
        violations: badly formed requests, each answered with 400.
        failures: answers of the stand-in's own that Google's schemas forbid; `close` raises when there are any.
        faults: what is to go wrong.
        disabled_services: such as {"forms.googleapis.com"}.
        seconds: time spent in the stand-in to make answers (not to send them), in seconds.
        check_responses: whether answers are validated (pages of responses are made of parts checked before).
    """

    def __init__(self) -> None:
        State.__init__(self)
        self.requests: list[Request] = []
        self.violations: list[Violation] = []
        self.failures: list[str] = []
        self.faults = Faults()
        self.disabled_services: set[str] = set()
        self.seconds = 0.0
        self.check_responses = True
        self._lock = threading.RLock()
        self._server = HttpServer(self._answer)
        self.tokens = Tokens(f"{self.url}/token")

    @property
    def url(self) -> str:
        """Where it listens, such as http://127.0.0.1:40123 (for SAYBACK_GOOGLE_ENDPOINT)."""
        return self._server.url

    def start(self) -> StandIn:
        self._server.start()
        return self

    def close(self) -> None:
        """End every connection.

        Raises:
            AssertionError: the stand-in gave an answer that Google's schemas forbid, or met a method it doesn't have.
        """
        self._server.close()
        assert not self.failures, "the stand-in itself was wrong:\n" + "\n".join(self.failures)

    def requests_of(self, method: str) -> list[Request]:
        """The requests of one method, by the end of its id: "responses.list", "token"."""
        return [each for each in self.requests if each.id == method or each.id.endswith("." + method)]

    def _answer(self, incoming: Incoming) -> Outgoing:
        with self._lock:
            begun = time.perf_counter()
            try:
                return self._recorded(incoming)
            except Exception as error:  # a mistake of the stand-in must not look like an answer of Google
                self.failures.append(f"{incoming.method} {incoming.target}: {type(error).__name__}: {error}")
                return _json(ApiError(500, "The stand-in failed."))
            finally:
                self.seconds += time.perf_counter() - begun

    def _recorded(self, incoming: Incoming) -> Outgoing:
        path, _, query = incoming.target.partition("?")
        found = find(incoming.method, path)
        name = "token" if path == "/token" else found[0].id if found else ""
        account, body = "", _parsed(incoming) if name != "token" else None
        fault = self.faults.take(name)
        if fault and fault.kind in ("answer", "reset"):
            outgoing = _json(fault.error) if fault.error else Outgoing(fault.status, fault.body)
            outgoing.headers |= fault.headers
        elif found is None:
            outgoing = token_answer(self, incoming, path)
        else:
            access = self._access(incoming)
            account = access.account if access else ""
            outgoing = self._api(Call(*found, parse_qsl(query, keep_blank_values=True), body, access))
        outgoing.fault = fault
        status = 0 if fault and fault.kind.startswith("reset") else outgoing.status
        self.requests.append(Request(incoming.method, path, query, status, name, account, body))
        return outgoing

    def _access(self, incoming: Incoming) -> Access | None:
        kind, _, token = incoming.headers.get("authorization", "").partition(" ")
        access = self.tokens.issued.get(token.strip()) if kind.lower() == "bearer" else None
        return access if access and access.expires > self.tokens.now() else None

    def _api(self, call: Call) -> Outgoing:
        try:
            self._admit(call)
            answer = HANDLERS[call.method.id](self, call)
        except ApiError as error:
            return _json(error)
        if isinstance(answer, Raw):
            return Outgoing(200, answer.body, dict(_JSON), packed=answer.packed)
        if answer is None:
            return Outgoing(204, headers={"Content-Type": "text/html"})
        self._check_own(call.method, answer)
        return Outgoing(200, json.dumps(selected(call, answer), ensure_ascii=False).encode(), dict(_JSON))

    def _admit(self, call: Call) -> None:
        """Signed in, allowed, enabled, well formed, known: in the order in which Google looks."""
        method = call.method
        if call.signed_in is None:
            raise unauthenticated()
        if method.scopes and not method.scopes & call.access.scopes:
            raise scope_missing(method.api.service, method.id)
        if method.api.service in self.disabled_services:
            raise service_disabled(method.api.title, method.api.service)
        if problems := _request_problems(call):
            self.violations.append(Violation(method.id, problems))
            raise bad_request(problems)
        if method.id not in HANDLERS:
            self.failures.append(f"{method.id} is not modelled")
            raise ApiError(501, "Not modelled by the stand-in.")
        asked(call)

    def _check_own(self, method: Method, answer: dict[str, Any]) -> None:
        if self.check_responses and method.response:
            for problem in problems_of(method.api, method.response, answer):
                self.failures.append(f"{method.id} answered wrongly: {problem}")


def _parsed(incoming: Incoming) -> Any:
    if not incoming.body:
        return None
    try:
        return json.loads(incoming.body)
    except ValueError:
        return ...


def _request_problems(call: Call) -> list[Problem]:
    problems = parameter_problems(call.method, call.query)
    if call.body is ...:
        return [Problem("", "Invalid JSON payload received. Unexpected token.")]
    if call.body is not None and call.method.request is None:
        problems.append(Problem("", "Request body is not allowed here."))
    elif call.body is not None:
        at = "data" if call.method.request == "ValueRange" else ""
        problems += problems_of(call.method.api, call.method.request, call.body, at)
    return problems


def _json(error: ApiError) -> Outgoing:
    return Outgoing(error.code, json.dumps(error.json(), indent=2).encode(), dict(_JSON))


@contextlib.contextmanager
def running_stand_in() -> Iterator[StandIn]:
    """A stand-in that listens until the block ends."""
    google = StandIn().start()
    try:
        yield google
    finally:
        google.close()
