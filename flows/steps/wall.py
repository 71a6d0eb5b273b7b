"""Wall: what people grouped with paper cards, from the list that they typed into the Theme cells of the worksheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.steps.assemble_file import write_file
from flows.steps.assemble_google import sheet_of_pairs
from flows.steps.closing import require_closed
from flows.steps.redactors import SecondLook, second_look
from flows.steps.shared_sheet import bring_up_to_date
from flows.steps.workplace import WORKSHEET, Workplace, open_workplace
from reports.wall import Difference, Wall, difference, put_on_wall, read_wall
from reports.wall_list import WallList, WallProblem, read_wall_list
from reports.wall_sheet import cells_left, rows_of, tabs_to_fill
from reports.worksheet_changes import changes
from reports.worksheet_file import WorksheetError, load_sheets, refuse_open_file, save_copy
from reports.worksheet_merge import is_ours, written_in
from reports.worksheet_shown import read_shown
from reports.worksheet_table import find_tables, tidy
from reports.worksheet_tabs import HEADLINE, HEADLINES, THEME
from reports.worksheet_themes import read_themes
from rounds.sheets import Sheet


@dataclass(frozen=True, slots=True)
class WallReport:
    """What the wall changed, in headlines.

    ``placed`` had no theme before, ``moved`` had another one, ``same`` this very one; ``left`` are cells of a Google
    sheet that people have to look at. ``unthemed`` have no theme even now. ``problems`` are lines that were not used.
    ``unsettled`` counts cells that would not stay as written. ``backup`` is what was there before.
    """

    where: str
    is_dry: bool
    placed: int
    moved: int
    same: int
    new_themes: tuple[str, ...]
    unthemed: int
    problems: tuple[WallProblem, ...]
    remarks: tuple[WallProblem, ...]
    left: tuple[str, ...] = ()
    unsettled: int = 0
    backup: Path | None = None


def wall(folder: Path, listed: Path, *, dry_run: bool = False) -> WallReport:
    """Puts the themes of the list ``listed`` beside the headlines; with ``dry_run`` it only says what it would do.

    Raises WallListError when the list cannot be read, WorksheetError when there is no worksheet, and what writing it
    raises; nothing is written then.
    """
    with open_workplace(folder) as place:
        require_closed(place, early=False)
        typed = read_wall_list(listed, (headline.id for headline in place.notebook.headlines()))
        google_sheet = place.round.worksheet.google_sheet
        if google_sheet:
            return _in_google(place, typed, google_sheet, dry_run=dry_run)
        return _in_file(place, typed, dry_run=dry_run)


def _in_file(place: Workplace, listed: WallList, *, dry_run: bool) -> WallReport:
    path = place.round.path(str(WORKSHEET))
    if not dry_run:
        refuse_open_file(path)
    sheets = load_sheets(path)
    written = written_in(sheets)
    themes = {row.mark: row.cell(THEME) for row in written.rows if row.cell(HEADLINE)}
    said = _read(place, listed, sheets, themes)
    found = difference(said, themes.items())
    backup = None
    if not dry_run and (found.empty or found.other):
        backup = write_file(place, list(place.notebook.interviews()), put_on_wall(written, said)).backup
    report = _report(str(path), said, found, unthemed=_unthemed(themes, said), is_dry=dry_run)
    return replace(report, backup=backup)


def _in_google(place: Workplace, listed: WallList, spreadsheet_id: str, *, dry_run: bool) -> WallReport:
    with sheet_of_pairs(place, spreadsheet_id) as sheet:
        sheets = sheet.read(is_ours)
        if not find_tables(sheets, HEADLINES):
            raise WorksheetError(f"{sheet.name} holds no worksheet yet. `sayback assemble` writes it.")
        rows = rows_of(sheets)
        themes = {mark: row.theme for mark, row in rows.items()}
        said = _read(place, listed, sheets, themes)
        found = difference(said, themes.items())
        fillable = tuple(mark for mark in found.empty if rows[mark].is_marked)
        wanted = tabs_to_fill(said, rows)
        backup, unsettled = None, 0
        if not dry_run and changes(sheets, wanted):
            backup = save_copy(sheets, place.round.path(str(WORKSHEET)))
            unsettled = len(bring_up_to_date(sheet, wanted).cells)
        found = replace(found, empty=fillable, other=())
        report = _report(sheet.url, said, found, unthemed=_unthemed(themes, said), is_dry=dry_run)
        return replace(report, left=tuple(cells_left(said, rows)), unsettled=unsettled, backup=backup)


def _read(place: Workplace, listed: WallList, sheets: Sequence[Sheet], marks: dict[str, str]) -> Wall:
    sheets = tidy(sheets)
    _, lineage, _ = read_themes(sheets, read_shown(sheets).themes)
    clean = _without_residue(listed, second_look(place))
    return read_wall(clean, marks, [headline.id for headline in place.notebook.headlines()], lineage)


def _without_residue(listed: WallList, look: SecondLook) -> WallList:
    """Without themes in whose name something stands that may not be seen; each is told once, by its line."""
    kinds = {theme: look.kinds(theme) for theme in dict.fromkeys(typed.theme for typed in listed.typed)}
    first = {typed.theme: typed.line for typed in reversed(listed.typed)}
    problems = [
        WallProblem(
            first[theme],
            f"the theme holds a name or contact detail ({', '.join(found)}), so its ids are not taken. Reword it.",
        )
        for theme, found in kinds.items()
        if found
    ]
    return WallList(tuple(typed for typed in listed.typed if not kinds[typed.theme]), (*listed.problems, *problems))


def _unthemed(themes: dict[str, str], said: Wall) -> int:
    return sum(not theme.strip() and mark not in said.themes for mark, theme in themes.items())


def _report(where: str, said: Wall, found: Difference, *, unthemed: int, is_dry: bool) -> WallReport:
    return WallReport(
        where=where,
        is_dry=is_dry,
        placed=len(found.empty),
        moved=len(found.other),
        same=len(found.same),
        new_themes=said.new_themes,
        unthemed=unthemed,
        problems=said.problems,
        remarks=said.remarks,
    )
