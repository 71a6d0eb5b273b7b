"""The scanner itself: a leak test is worth what its scanner sees."""

from __future__ import annotations

import base64
import gzip
import json
import os
import pickle
import sqlite3
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest

from tests.flows.leak_scan import find_planted

SECRET = "Marisol Okonkwó"


def _pickled(path: Path) -> None:
    path.write_bytes(base64.b64encode(pickle.dumps({"answer": f"she is {SECRET}, she said"})))


def _freed_page(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("pragma secure_delete = off")
    connection.execute("create table notes (text)")
    connection.execute("insert into notes values (?)", (SECRET * 50,))
    connection.commit()
    connection.execute("delete from notes")
    connection.commit()
    connection.close()


def _zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", f"<t>{SECRET.upper()}</t>")


def _half_a_zip(path: Path) -> None:
    """As a run leaves a worksheet when it is killed while writing."""
    _zipped(path)
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.index(b"PK\x01\x02")])


WAYS = {
    "plain": lambda path: path.write_text(f"... {SECRET} ...", encoding="utf-8"),
    "upper case": lambda path: path.write_text(SECRET.upper(), encoding="utf-8"),
    "utf-16": lambda path: path.write_text(SECRET, encoding="utf-16"),
    "json": lambda path: path.write_text(json.dumps({"a": SECRET})),
    "gzip": lambda path: path.write_bytes(gzip.compress(SECRET.encode())),
    "half a gzip": lambda path: path.write_bytes(gzip.compress(SECRET.encode() + os.urandom(9000))[:5000]),
    "zlib": lambda path: path.write_bytes(zlib.compress(SECRET.encode())),
    "half a zip": _half_a_zip,
    "an address": lambda path: path.write_text(f"https://example.org/?q={quote(SECRET)}"),
    "a form field": lambda path: path.write_text(f"q={quote_plus(SECRET)}"),
    "pickle in base64": _pickled,
    "zip": _zipped,
    "a freed page of SQLite": _freed_page,
}


@pytest.mark.parametrize("way", WAYS)
def test_the_scanner_sees_a_planted_string(way: str, tmp_path: Path) -> None:
    WAYS[way](tmp_path / "left-behind")
    assert find_planted([SECRET], [tmp_path]) == {SECRET: {"left-behind"}}


def test_the_scanner_reports_nothing_where_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "clean").write_text("someone came late")
    assert find_planted([SECRET], [tmp_path]) == {}
