"""The addresses that are no API: tokens, the consent page of an OAuth client, and what nobody knows."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from tests.google.standin.server import Incoming, Outgoing
from tests.google.standin.tokens import TokenError

if TYPE_CHECKING:
    from tests.google.standin.stand_in import StandIn

_JSON = {"Content-Type": "application/json; charset=utf-8"}
_MISSING = b"<!DOCTYPE html><html lang=en><title>Error 404 (Not Found)!!1</title><p>That's an error.</html>"


def token_answer(google: StandIn, incoming: Incoming, path: str) -> Outgoing:
    """The answer of the token address and the consent page; Google's HTML 404 for any other address."""
    if path == "/token" and incoming.method == "POST":
        return _token(google, incoming)
    if path == "/o/oauth2/auth" and incoming.method == "GET":
        return _consent(google, incoming)
    return Outgoing(404, _MISSING, {"Content-Type": "text/html; charset=UTF-8"})


def _token(google: StandIn, incoming: Incoming) -> Outgoing:
    form = dict(parse_qsl(incoming.body.decode("utf-8", "replace")))
    try:
        answer, status = google.tokens.grant(form), 200
    except TokenError as error:
        answer, status = {"error": error.error, "error_description": error.description}, error.status
    return Outgoing(status, json.dumps(answer).encode(), dict(_JSON))


def _consent(google: StandIn, incoming: Incoming) -> Outgoing:
    """A person who agrees at once: the browser is sent back with a code."""
    query = dict(parse_qsl(incoming.target.partition("?")[2]))
    code = "4/" + secrets.token_urlsafe(16)
    google.tokens.codes[code] = (google.person, frozenset(query.get("scope", "").split()))
    back = urlencode({"state": query.get("state", ""), "code": code, "scope": query.get("scope", "")})
    return Outgoing(302, headers={"Location": f"{query['redirect_uri']}?{back}"})
