"""Files that only their owner may read, written whole or not at all."""

from __future__ import annotations

import glob
import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from rounds.errors import SaybackError

_UNFINISHED = re.compile(r"\..+\.[0-9a-f]{8}")  # as ``write_private`` names what it has not finished
_UNFINISHED_FOLDER = re.compile(r"\.unfinished-[0-9a-f]{8}")  # as ``flows.steps.export`` does


class CannotWrite(SaybackError):
    """A file cannot be written: a full disk, a folder without permission."""


def write_private(path: Path, content: str | bytes) -> None:
    """Writes ``path`` with mode 0600 through a temporary file beside it, so that it is never half there.

    Raises CannotWrite; an earlier file of that name then stays as it was.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else a power cut may leave the new name with nothing in it
        temporary.replace(path)
    except OSError as error:
        with suppress(OSError):  # the folder itself may be missing
            temporary.unlink()
        raise CannotWrite(
            f"{path} cannot be written ({error.strerror}). Free space, or make the folder writable."
        ) from None


def clear_unfinished_file(path: Path) -> None:
    """Deletes what a killed process left of ``path``. To be called only by who alone may write it."""
    with suppress(OSError):
        for part in path.parent.glob(f".{glob.escape(path.name)}.*"):
            if _UNFINISHED.fullmatch(part.name):
                part.unlink()


def clear_unfinished(folder: Path) -> None:
    """Deletes what a killed process left in ``folder`` and below while it wrote a file: text may stand in it.

    To be called only by who is alone in that folder. What cannot be deleted stays.
    """
    for inner, folders, names in os.walk(folder):
        for name in names:
            if _UNFINISHED.fullmatch(name):
                with suppress(OSError):
                    Path(inner, name).unlink()
        for name in folders:
            if _UNFINISHED_FOLDER.fullmatch(name):
                shutil.rmtree(Path(inner, name), ignore_errors=True)
