"""Letters as files in a folder, to look at, to print, or to send by other means. The default way out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from email import message_from_bytes
from email.policy import default
from html import escape
from pathlib import Path

from connectors.message import as_message
from rounds.letters import Letter
from rounds.private_files import write_private

INDEX = "index.html"
_SAFE_CHARACTERS = 40

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Outbox</title>
<style>
body {{ font: 16px/1.5 'Segoe UI', Helvetica, Arial, sans-serif; }}
body {{ max-width: 760px; margin: 32px auto; padding: 0 16px; }}
table {{ border-collapse: collapse; width: 100%; }}
th, td {{ text-align: left; padding: 8px 12px 8px 0; border-bottom: 1px solid #b9c4cd; vertical-align: top; }}
</style></head><body>
<h1>Outbox</h1>
<p>{count} here. They were written, not sent. <i>Read</i> shows the page;
the mail file opens in a mail program.</p>
<table><tr><th>Subject</th><th>Language</th><th>Read</th><th>Send</th></tr>
{rows}
</table></body></html>
"""
_ROW = (
    '<tr><td>{subject}</td><td>{language}</td><td><a href="{name}.html">read</a></td>'
    '<td><a href="{name}.eml">mail file</a></td></tr>'
)


class Outbox:
    """Writes each letter as a mail file (.eml) and as the page inside it (.html), readable by their owner only.

    A letter written again replaces its files. ``close`` writes index.html, which shows no address.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, letter: Letter, message_id: str) -> None:
        """Writes ``letter``. Raises CannotWrite, and MailerRefused for what cannot be a mail header."""
        name = file_name(letter.key)
        write_private(self.folder / f"{name}.eml", as_message(letter, message_id).as_bytes())
        write_private(self.folder / f"{name}.html", letter.html)

    def keep_only(self, keys: Collection[str]) -> None:
        """Deletes the files of letters not among ``keys``: for somebody who left, or of an older edition."""
        names = {file_name(key) for key in keys}
        for path in [*self.folder.glob("*.eml"), *self.folder.glob("*.html")]:
            if path.name != INDEX and path.stem not in names:
                path.unlink()

    def check(self) -> None:
        """Nothing is needed to write files but the folder, which ``send`` makes."""

    def close(self) -> None:
        """Lists all letters of the folder, those of earlier runs too, in index.html. Raises CannotWrite."""
        rows = [_row(path) for path in sorted(self.folder.glob("*.eml"))]
        count = "1 letter is" if len(rows) == 1 else f"{len(rows)} letters are"
        write_private(self.folder / INDEX, _PAGE.format(count=count, rows="\n".join(rows)))


def file_name(letter_key: str) -> str:
    """A name without extension for a letter's files: the same for the same key, safe on every system, no address.

    A digest keeps apart two keys that look alike; of a key that holds an address only the digest is left.
    """
    digest = hashlib.sha256(letter_key.encode()).hexdigest()[:10]
    readable = re.sub(r"[^a-z0-9]+", "-", letter_key.lower())[:_SAFE_CHARACTERS].strip("-")
    return digest if "@" in letter_key or not readable else f"{readable}-{digest}"


def _row(path: Path) -> str:
    headers = message_from_bytes(path.read_bytes(), policy=default)
    return _ROW.format(
        subject=escape(str(headers["Subject"] or "")),
        language=escape(str(headers["Content-Language"] or "")),
        name=escape(path.stem),
    )
