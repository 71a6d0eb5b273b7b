"""Looks for planted strings in everything that a run left behind, however it is packed or encoded."""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_plus

_ZIP_ENTRY = b"PK\x03\x04"
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")


def find_planted(planted: Iterable[str], places: Iterable[Path], ignore: Iterable[Path] = ()) -> dict[str, set[str]]:
    """Which planted strings stand in which files below ``places``: {string: {file, ...}}."""
    needles = {text: _forms(text) for text in planted}
    skip = {path.resolve() for path in ignore}
    found: dict[str, set[str]] = {}
    for path in _files(places, skip):
        for layer in unpacked(path.read_bytes()):
            folded = layer.lower()
            for text, forms in needles.items():
                if any(form in folded for form in forms):
                    found.setdefault(text, set()).add(path.name)
    return found


def _files(places: Iterable[Path], skip: set[Path]) -> Iterator[Path]:
    for place in places:
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            inside_skipped = any(parent in skip for parent in (path.resolve(), *path.resolve().parents))
            if path.is_file() and not inside_skipped:
                yield path


def _forms(text: str) -> set[bytes]:
    """A text as it may be written: any case, UTF-8, UTF-16, escaped for JSON, HTML, an address or quoted-printable."""
    forms = set()
    for cased in (text, text.lower(), text.upper(), text.title()):
        forms |= {
            cased.encode(),
            cased.encode("utf-16-le"),
            cased.encode("utf-16-be"),
            json.dumps(cased)[1:-1].encode(),
            quote(cased).encode(),
            quote_plus(cased).encode(),
        }
        forms.add(cased.replace("&", "&amp;").replace("'", "&#39;").encode())
        forms.add("".join(c if c.isascii() else "".join(f"={b:02X}" for b in c.encode()) for c in cased).encode())
    return {form.lower() for form in forms}  # bytes.lower() folds ASCII only, as the scan does


def unpacked(data: bytes, depth: int = 0) -> Iterator[bytes]:
    """``data`` itself, and whatever zips, gzip, zlib and base64 in it hold."""
    yield data
    if (joined := data.replace(b"=\r\n", b"").replace(b"=\n", b"")) != data:
        yield joined  # without the soft line breaks of quoted-printable mail
    if depth > 3:
        return
    for inner in _inner(data):
        yield from unpacked(inner, depth + 1)


def _entries(data: bytes) -> Iterator[bytes]:
    """What follows the header of each entry of a zip without its directory."""
    for found in re.finditer(re.escape(_ZIP_ENTRY), data):
        name, extra = struct.unpack_from("<HH", data[found.start() : found.start() + 30].ljust(30, b"\0"), 26)
        yield data[found.start() + 30 + name + extra :]


def _inflated(data: bytes, window: int) -> bytes:
    """As much as can be unpacked: the end may be missing."""
    unpacking = zlib.decompressobj(window)
    out = b""
    with suppress(zlib.error):
        for start in range(0, len(data), 4096):  # a fault further on must not lose what came before it
            out += unpacking.decompress(data[start : start + 4096])
    return out


def _inner(data: bytes) -> Iterator[bytes]:
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif data[:4] == _ZIP_ENTRY:  # a run that was killed leaves the beginning of one
        yield from (_inflated(entry, -zlib.MAX_WBITS) for entry in _entries(data))
    if data[:2] == b"\x1f\x8b":
        yield _inflated(data, zlib.MAX_WBITS | 16)
    if data[:1] == b"\x78":
        yield _inflated(data, zlib.MAX_WBITS)
    joined = re.sub(rb"(?<=[A-Za-z0-9+/]{60})\r?\n(?=[A-Za-z0-9+/=])", b"", data)  # base64 wrapped for mail
    for run in set(_BASE64.findall(joined)):
        for alphabet in (None, b"-_"):
            with suppress(binascii.Error, ValueError):
                yield base64.b64decode(run + b"=" * (-len(run) % 4), altchars=alphabet, validate=True)
