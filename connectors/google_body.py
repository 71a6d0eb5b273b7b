"""Reading the body of an answer: whole or not at all, and never longer than the deadline."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import requests
from urllib3.exceptions import HTTPError

from connectors.google_faults import FaultKind, GoogleFault

CHUNK = 1 << 18


def whole_body(response: requests.Response, deadline: float, clock: Callable[[], float], service: str) -> bytes:
    """The decoded body. Raises GoogleFault UNAVAILABLE when it breaks off, is damaged, or goes past ``deadline``.

    Chunks are read as they come (``read1``), so a body that trickles is noticed after each of its drops.
    """
    packed = "gzip" in response.headers.get("Content-Encoding", "").lower()
    body = _Gunzipped() if packed else _Plain()
    broken = ""
    try:
        while chunk := response.raw.read1(CHUNK, decode_content=False):
            body.add(chunk)
            if clock() > deadline:
                broken = "deadline"
                break
    except (HTTPError, OSError, zlib.error):
        broken = "truncated"
    if broken or not body.complete():
        with suppress(HTTPError, OSError):
            response.close()
        raise GoogleFault(FaultKind.UNAVAILABLE, response.status_code, broken or "truncated", service=service)
    response.raw.release_conn()
    return body.content()


def check_json(response: requests.Response, body: bytes, service: str) -> None:
    """Raises GoogleFault for a good answer that cannot be Google's JSON: NOT_GOOGLE, or UNAVAILABLE when cut off."""
    text = body.strip() if len(body) < 1024 else body
    if response.status_code == 204:
        return
    if text and text.lstrip()[:1] not in (b"{", b"["):
        raise GoogleFault(FaultKind.NOT_GOOGLE, response.status_code, service=service)
    if body[-64:].rstrip()[-1:] not in (b"}", b"]"):
        raise GoogleFault(FaultKind.UNAVAILABLE, response.status_code, "truncated", service=service)
    if "Content-Length" not in response.headers and "Transfer-Encoding" not in response.headers:
        parsed(body, service)  # nothing else tells whether it was whole


def parsed(body: bytes, service: str = "") -> Any:
    """The JSON of a good answer. Raises GoogleFault when it is damaged; the parser's own error would quote it."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        pass
    raise GoogleFault(FaultKind.UNAVAILABLE, 200, "truncated", service=service)


class _Plain:
    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def add(self, chunk: bytes) -> None:
        self._chunks.append(chunk)

    def complete(self) -> bool:
        return True  # urllib3 raises when fewer bytes come than Content-Length or the chunks promise

    def content(self) -> bytes:
        return b"".join(self._chunks)


class _Gunzipped(_Plain):
    """Unpacked as it comes: only the trailer of gzip tells that the data were whole."""

    def __init__(self) -> None:
        super().__init__()
        self._unpacker: Any = zlib.decompressobj(wbits=31)
        self._begun = False

    def add(self, chunk: bytes) -> None:
        self._begun = True
        super().add(self._unpacker.decompress(chunk))

    def complete(self) -> bool:
        return bool(self._unpacker.eof) or not self._begun
