"""The responses of one form: kept as encoded JSON, so that pages of thousands are cheap."""

from __future__ import annotations

import base64
import binascii
import gzip
import hashlib
import json
import re
from bisect import bisect_right
from calendar import timegm
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.google.standin.call import Raw
from tests.google.standin.errors import invalid

MAX_PAGE = 5000
_KEPT_PAGES = 32
_FILTER = re.compile(r"timestamp\s*(>=|>)\s*(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z)")


@dataclass(frozen=True, slots=True)
class Stored:
    """A response: its place in the (unsorted) order, when it was last submitted (ns since 1970), its JSON."""

    place: str
    submitted: int
    encoded: bytes


class Responses:
    """Responses by id, listed in an order that has nothing to do with time and stays the same from page to page."""

    def __init__(self) -> None:
        self._by_id: dict[str, Stored] = {}
        self._ordered: list[Stored] | None = None
        self._pages: dict[tuple[str, str, int], Raw] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, response_id: str) -> bool:
        return response_id in self._by_id

    def put(self, response: dict[str, Any]) -> None:
        """Add a response, or replace the one with its id (an edit). `formId` is not kept."""
        kept = {name: value for name, value in response.items() if name != "formId"}
        response_id = kept["responseId"]
        stored = Stored(_place(response_id), nanoseconds(kept["lastSubmittedTime"]), _encoded(kept))
        self._by_id[response_id] = stored
        self._changed()

    def remove(self, response_id: str) -> None:
        del self._by_id[response_id]
        self._changed()

    def clear(self) -> None:
        self._by_id.clear()
        self._changed()

    def get(self, response_id: str) -> dict[str, Any] | None:
        stored = self._by_id.get(response_id)
        return json.loads(stored.encoded) if stored else None

    def all(self) -> list[dict[str, Any]]:
        """Every response, in the order in which they were added."""
        return [json.loads(stored.encoded) for stored in self._by_id.values()]

    def page(self, filter_text: str, size: int, token: str) -> Raw:
        """One page of `responses.list`.

        Raises:
            ApiError: 400, a filter that Google doesn't know, or a page token of another filter.
        """
        size = min(size or MAX_PAGE, MAX_PAGE)
        after = _place_after(token, filter_text)
        key = (filter_text, after, size)
        if key not in self._pages:
            if len(self._pages) >= _KEPT_PAGES:
                self._pages.clear()
            self._pages[key] = self._built(filter_text, after, size)
        return self._pages[key]

    def _built(self, filter_text: str, after: str, size: int) -> Raw:
        lowest = lowest_time(filter_text)
        start = bisect_right(self._sorted(), after, key=lambda each: each.place)
        chosen = (each for each in self._sorted()[start:] if each.submitted >= lowest)
        found = [each for each, _ in zip(chosen, range(size + 1), strict=False)]
        more = len(found) > size
        parts = [b'"responses": [\n' + b",\n".join(each.encoded for each in found[:size]) + b"\n]"] if found else []
        if more:
            parts.append(b'"nextPageToken": "%s"' % _token(found[size - 1].place, filter_text))
        body = b"{\n" + b",\n".join(parts) + b"\n}\n"
        return Raw(body, gzip.compress(body, 1, mtime=0))

    def _sorted(self) -> list[Stored]:
        if self._ordered is None:
            self._ordered = sorted(self._by_id.values(), key=lambda each: each.place)
        return self._ordered

    def _changed(self) -> None:
        self._ordered = None
        self._pages.clear()


def lowest_time(filter_text: str) -> int:
    """The earliest submission that a filter lets through, in nanoseconds since 1970.

    Raises:
        ApiError: 400, it is neither `timestamp > T` nor `timestamp >= T`.
    """
    if not filter_text:
        return 0
    found = _FILTER.fullmatch(filter_text.strip())
    if not found:
        raise invalid("Invalid filter: only `timestamp > N` and `timestamp >= N` (RFC3339 UTC) are supported.")
    return nanoseconds(found[2]) + (found[1] == ">")


def nanoseconds(text: str) -> int:
    """An RFC 3339 time in UTC as nanoseconds since 1970."""
    whole, _, fraction = text.rstrip("Z").partition(".")
    try:
        moment = datetime.fromisoformat(whole)
    except ValueError:
        raise invalid("Invalid timestamp.") from None
    return timegm(moment.timetuple()) * 1_000_000_000 + int(fraction.ljust(9, "0") or 0)


def _encoded(response: dict[str, Any]) -> bytes:
    return json.dumps(response, ensure_ascii=False).encode()


def _place(response_id: str) -> str:
    return hashlib.blake2b(response_id.encode(), digest_size=8).hexdigest()


def _token(place: str, filter_text: str) -> bytes:
    return base64.urlsafe_b64encode(json.dumps([place, filter_text]).encode())


def _place_after(token: str, filter_text: str) -> str:
    if not token:
        return ""
    try:
        place, bound = json.loads(base64.urlsafe_b64decode(token))
    except (ValueError, binascii.Error, TypeError):
        raise invalid("Invalid page token.") from None
    if bound != filter_text:
        raise invalid("The page token does not belong to this filter.")
    return str(place)
