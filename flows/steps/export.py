"""Export: a round's interviews, headlines and themes as files for other programs, looked at again before they leave."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flows.steps.redactors import SecondLook, second_look
from flows.steps.releases import held_total
from flows.steps.workplace import Workplace, open_workplace
from flows.steps.worksheet_plan import themes_of
from reports.checks.quote_check import check_quotes
from reports.interchange import Interchange, gather
from reports.interchange_csv import csv_files
from reports.interchange_json import json_file
from reports.refi_qda import qdpx_file
from rounds.errors import SaybackError
from rounds.private_files import CannotWrite, write_private

INTERCHANGE = Path("interchange")
JSON_NAME, QDPX_NAME = "round.json", "round.qdpx"

_FILES: Mapping[str, Callable[[Interchange], dict[str, bytes]]] = {
    "csv": csv_files,
    "json": lambda content: {JSON_NAME: json_file(content)},
    "qdpx": lambda content: {QDPX_NAME: qdpx_file(content)},
}


class NothingToExport(SaybackError):
    """The notebook holds no kept interview."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where. ``left_out`` are headlines that rest only on interviews that are not kept."""

    folder: Path
    files: tuple[str, ...]
    interviews: int
    headlines: int
    themes: int
    predictions: int
    held: int
    left_out: int

    def as_json(self) -> dict[str, Any]:
        names = ("folder", "interviews", "headlines", "themes", "predictions", "held", "left_out")
        return {**{name: getattr(self, name) for name in names}, "files": list(self.files)}


def export(
    folder: Path,
    formats: Collection[str] = tuple(_FILES),
    *,
    out: Path | None = None,
    with_interviewers: bool = False,
) -> ExportReport:
    """Writes the round's content into ``out`` (else `interchange` in the round's folder): csv, json, qdpx.

    Raises NothingToExport, ResidueFound when a text still holds a name or contact detail, CannotWrite; then no file
    has changed.
    """
    with open_workplace(folder) as place:
        content = _content(place, with_interviewers=with_interviewers)
        if not content.interviews:
            raise NothingToExport("No interview is kept yet. Run `sayback collect` first, then `sayback holds`.")
        _pass_or_stop(second_look(place), content)
        files = {name: data for key in _FILES if key in formats for name, data in _FILES[key](content).items()}
        target = out or place.round.path(str(INTERCHANGE))
        _write_together(target, files)
    return ExportReport(
        folder=target,
        files=tuple(files),
        interviews=len(content.interviews),
        headlines=len(content.headlines),
        themes=len(content.themes),
        predictions=len(content.predictions),
        held=content.held,
        left_out=content.left_out,
    )


def _content(place: Workplace, *, with_interviewers: bool) -> Interchange:
    notebook = place.notebook
    interviews, headlines = list(notebook.interviews()), notebook.headlines()
    return gather(
        place.round,
        interviews,
        headlines,
        themes_of(place),
        notebook.predictions() or notebook.predictions_made(),
        held=held_total(place),
        earlier=notebook.releases(),
        quote_checks=check_quotes(headlines, interviews),
        with_interviewers=with_interviewers,
    )


def _pass_or_stop(look: SecondLook, content: Interchange) -> None:
    look.pass_or_stop_notes(
        (f"interview {interview.id}", note.text) for interview in content.interviews for note in interview.notes
    )
    look.pass_or_stop_notes(_settings(content))
    look.pass_or_stop(_typed(content))


def _settings(content: Interchange) -> Iterator[tuple[str, str]]:
    """What the team itself declared: titles and groups, each once."""
    titles = dict.fromkeys((note.question, note.title) for one in content.interviews for note in one.notes)
    groups = dict.fromkeys(pair for one in content.interviews for pair in (*one.segments, ("role", one.role)))
    yield "the round's title or purpose", f"{content.title}\n{content.purpose}"
    yield from ((f'the wording of the question "{key}"', title) for key, title in titles)
    yield from ((f'a value of "{key}"', value) for key, value in groups)


def _typed(content: Interchange) -> Iterator[tuple[str, str]]:
    """What people typed into the worksheet."""
    for headline in content.headlines:
        yield f"headline {headline.id}", f"{headline.text}\n{headline.theme}\n{headline.pair}"
    for number, each in enumerate(content.themes, 1):
        theme = each.theme
        yield f"theme {theme.id or number}", "\n".join((theme.name, theme.definition, *theme.replaces))
    for number, prediction in enumerate(content.predictions, 1):
        yield f"prediction {number}", prediction.text


def _write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """All of the files, or as good as none: they are moved into place when every one of them is written."""
    stage = folder / f".unfinished-{secrets.token_hex(4)}"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name, data in files.items():
            write_private(stage / name, data)
        for name in files:
            (stage / name).replace(folder / name)
    except OSError as error:
        raise CannotWrite(f"{folder} cannot be written ({error.strerror}). Name another folder with --out.") from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)
