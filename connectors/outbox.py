"""Letters as files in a folder, to look at, to print, or to send by other means. The default way out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from connectors.composed import compose
from connectors.message import language_of
from connectors.outbox_page import GoneRow, Row, outbox_page, stopped_box, stopped_box_of
from rounds.letters import Attachment, Letter
from rounds.private_files import write_private

INDEX = "index.html"
_SAFE_CHARACTERS = 40
_FILE = "--"  # between an attachment's name and its digest; no letter's file name has two dashes
# What the second part of a letter's key says of whom it is for.
_KINDS = {"letter": "an interviewer, to pass on", "direct": "somebody who asked to hear back", "summary": "a lead"}


class Outbox:
    """Writes each letter as a mail file (.eml), its page (.html) and its attachments, readable by their owner only.

    A letter written again replaces its files; an attachment that many letters have is written once. Nothing
    stays of one that is ``gone``, so that nobody sends it twice. ``close`` writes index.html, which shows no address.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._written: dict[str, Row] = {}
        self._attached: set[str] = set()
        self._gone: list[GoneRow] = []

    def send(self, letter: Letter, message_id: str) -> None:
        """Writes ``letter``. Raises CannotWrite, and MailerRefused for what cannot be a mail header."""
        message = compose(letter, message_id, keep=True).message
        name = file_name(letter.key)
        write_private(self.folder / f"{name}.html", letter.html)
        files = tuple(self._attach(file) for file in letter.attachments)
        write_private(self.folder / f"{name}.eml", message)
        names = tuple(file.name for file in letter.attachments)
        attached = tuple(zip(names, files, strict=True))
        language, shown = language_of(letter), _shown(letter.key)
        self._written[name] = Row(name, letter.subject, language, _kind(letter.key), attached, shown)

    def gone(self, letter_key: str, language: str, became: str) -> None:
        """Takes the files of a letter away that left, or may have; ``became`` says which, and when."""
        for ending in ("eml", "html"):
            (self.folder / f"{file_name(letter_key)}.{ending}").unlink(missing_ok=True)
        self._gone.append(GoneRow(_shown(letter_key), language, _kind(letter_key), became))

    def keep_only(self, keys: Collection[str]) -> None:
        """Deletes the files of letters not among ``keys``: for somebody who left, or of an older edition."""
        names = {file_name(key) for key in keys}
        for path in self._files():
            is_file = _FILE in path.stem
            if (is_file and path.name not in self._attached) or (not is_file and path.stem not in names):
                path.unlink()

    def check(self) -> None:
        """Nothing is needed to write files but the folder, which ``send`` makes."""

    def close(self, stopped: Sequence[Sequence[str]] = ()) -> None:
        """Lists all letters of the folder, those of earlier runs too, in index.html. Raises CannotWrite.

        ``stopped`` has for each letter that does not leave the places where something was seen; they name no text.
        """
        why = Counter(place for places in stopped for place in places)
        self._write_index(self._written, stopped_box(len(stopped), why))

    def amend(self, keys: Collection[str]) -> None:
        """As ``close``, when nothing was written but some are gone; ``keys`` are those of all letters that are known.

        What the page says of letters that stopped stays. Attachments go with the last letter.
        """
        index = self.folder / INDEX
        if not any(self.folder.glob("*.eml")):
            self.keep_only(())
        known = {
            name: replace(_row(path), kind=_kind(key), letter=_shown(key))
            for key in keys
            if (path := self.folder / f"{(name := file_name(key))}.eml").exists()
        }
        self._write_index(known, stopped_box_of(index.read_text("utf-8")) if index.exists() else "")

    def _write_index(self, known: Mapping[str, Row], stopped: str) -> None:
        rows = [known.get(path.stem) or _row(path) for path in sorted(self.folder.glob("*.eml"))]
        write_private(self.folder / INDEX, outbox_page(rows, self._gone, stopped))

    def _attach(self, file: Attachment) -> str:
        digest = hashlib.sha256(f"{file.media_type}\n{file.content}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
        stem, _, ending = file.name.rpartition(".")
        name = f"{stem}{_FILE}{digest}.{ending}"
        if name not in self._attached:
            write_private(self.folder / name, file.content)
            self._attached.add(name)
        return name

    def _files(self) -> Iterator[Path]:
        for ending in ("eml", "html", "txt"):
            yield from (path for path in self.folder.glob(f"*.{ending}") if path.name != INDEX)


def file_name(letter_key: str) -> str:
    """A name without extension for a letter's files: the same for the same key, safe on every system, no address.

    A digest keeps apart two keys that look alike; of a key that holds an address only the digest is left.
    """
    digest = hashlib.sha256(letter_key.encode()).hexdigest()[:10]
    readable = re.sub(r"[^a-z0-9]+", "-", letter_key.lower())[:_SAFE_CHARACTERS].strip("-")
    return digest if "@" in letter_key or not readable else f"{readable}-{digest}"


def _shown(letter_key: str) -> str:
    """What `sayback deliveries` calls a letter: its key without the round's name, which all of them begin with."""
    return letter_key.partition("/")[2] or letter_key


def _kind(letter_key: str) -> str:
    parts = letter_key.split("/")
    return _KINDS.get(parts[1], "") if len(parts) > 1 else ""


def _row(path: Path) -> Row:
    """What an earlier run wrote, as its mail file says."""
    message = message_from_bytes(path.read_bytes(), policy=default)
    names = tuple((part.get_filename() or "", "") for part in message.walk() if part.get_filename())
    return Row(path.stem, str(message["Subject"] or ""), str(message["Content-Language"] or ""), "", names)
