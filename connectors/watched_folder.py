"""Picks the newest export of a form from a folder that people download into."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from connectors.export_bytes import explained
from connectors.google_names import RESPONSES_SUFFIX
from connectors.source import SourceError, SourceMissing, SourceUnavailable

EXPORT_ENDINGS = (".csv.zip", ".csv.gz", ".csv", ".zip", ".xlsx")
_PARTIAL_ENDINGS = (".crdownload", ".part", ".partial", ".download", ".tmp")
_TEMPORARY_STARTS = ("~$", ".")
_COPY = re.compile(r"\s*\((\d{1,4})\)$| - Copy(?: \((\d{1,4})\))?$| copy(?: (\d{1,4}))?$")
_FRESH_SECONDS = 120  # a file that changed within this time may still be growing
_SETTLE_SECONDS = 0.5


@dataclass(frozen=True, slots=True)
class FoundExport:
    """An export in a folder. ``form`` is its form's title as far as the file name tells; ``changed`` in nanoseconds."""

    path: Path
    form: str
    copy: int
    changed: int
    size: int

    @property
    def names(self) -> frozenset[str]:
        """All titles that this file may stand for: a title may itself end in "(2)"."""
        stem = _without_ending(self.path.name)
        return frozenset({_key(self.form), _key(stem), _key(_without_copy(stem)[0])})


def is_export_name(name: str) -> bool:
    """Whether a file of that name can be an export: not a partial download, not an office program's lock file."""
    lower = name.lower()
    return lower.endswith(EXPORT_ENDINGS) and not lower.startswith(_TEMPORARY_STARTS)


def newest_export(
    folder: Path, form: str | None = None, *, pause: Callable[[], None] = lambda: time.sleep(_SETTLE_SECONDS)
) -> Path:
    """The export in ``folder`` that changed last, of the form with the title ``form``.

    Without ``form`` the folder must hold the exports of one form only. Of two that changed in the same instant the
    one with the higher copy number wins, "(2)" over "(1)". Files that are still growing are left out: one that
    changed a moment ago is looked at again after ``pause``. Raises SourceError naming the forms found, or
    SourceUnavailable when every export is still being written.
    """
    with explained(folder):
        found = _of_form(_exports_in(folder), folder, form)
        for export in sorted(found, key=lambda one: (one.changed, one.copy, one.path.name), reverse=True):
            if not _is_growing(export, pause):
                return export.path
    raise SourceUnavailable(f"Every export in {folder} is still being written. Try again when the download is done.")


def _exports_in(folder: Path) -> list[FoundExport]:
    found = (_found(path) for path in folder.iterdir() if is_export_name(path.name) and path.is_file())
    return [export for export in found if export is not None]


def _found(path: Path) -> FoundExport | None:
    try:
        status = path.stat()
    except FileNotFoundError:  # taken away since the folder was listed
        return None
    form, copy = form_title(path.name)
    return FoundExport(path=path, form=form, copy=copy, changed=status.st_mtime_ns, size=status.st_size)


def _of_form(found: list[FoundExport], folder: Path, form: str | None) -> list[FoundExport]:
    if not found:
        raise SourceMissing(f"{folder} holds no export (.csv, .zip, .csv.gz or .xlsx). Download the responses into it.")
    titles = sorted({_key(export.form): export.form for export in found}.values())
    if form is None and len(titles) > 1:
        raise SourceError(
            f"{folder} holds exports of several forms: {', '.join(titles)}. Set `form` of this source to"
            " the title of one."
        )
    chosen = [export for export in found if form is None or _key(form) in export.names]
    if not chosen:
        raise SourceMissing(
            f'{folder} holds no export of the form "{form}", but of: {", ".join(titles)}. Correct `form` of this'
            " source, or download the responses into the folder."
        )
    return chosen


def form_title(name: str) -> tuple[str, int]:
    """The form's title and the copy number that an export's file name tells.

    ``Title (Responses) - Form Responses 1 (2).csv`` is ("Title", 2). Sources: the names that Google Forms and Sheets
    give, and those that browsers and file managers make of a second download.
    """
    title, copy = _without_copy(_without_ending(name))
    return RESPONSES_SUFFIX.sub("", title).strip() or title, copy


def _without_ending(name: str) -> str:
    """ "Title.csv (1).zip" is what a browser makes of a second "Title.csv.zip"."""
    lower = name.lower()
    ending = next(ending for ending in EXPORT_ENDINGS if lower.endswith(ending))
    stem = name[: -len(ending)]
    inner, copy = _without_copy(stem)
    if inner.lower().endswith(".csv"):
        return f"{inner[:-4]} ({copy})" if copy else inner[:-4]
    return stem


def _without_copy(stem: str) -> tuple[str, int]:
    match = _COPY.search(stem)
    if match is None:
        return stem, 0
    return stem[: match.start()], int(next(filter(None, match.groups()), "1"))


def _key(title: str) -> str:
    """Titles as they compare: Google puts _ for characters that a file name cannot have, so only words count."""
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFKC", title)).split()).casefold()


def _is_growing(export: FoundExport, pause: Callable[[], None]) -> bool:
    path = export.path
    if any(path.with_name(path.name + ending).exists() for ending in _PARTIAL_ENDINGS):
        return True  # Firefox keeps the name for the file that it is still writing beside it
    if time.time() - export.changed / 1e9 > _FRESH_SECONDS:
        return False
    pause()
    try:
        status = path.stat()
    except FileNotFoundError:
        return True
    return (status.st_size, status.st_mtime_ns) != (export.size, export.changed)
