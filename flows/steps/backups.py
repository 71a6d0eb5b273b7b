"""Backups of a worksheet hold what it held: a name that is masked now, the story of somebody who withdrew.

A story that reads otherwise today was edited, or a name in it was masked: the backup may hold that name, so it goes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from redaction.residue import Residue
from reports.worksheet_file import WorksheetError, backups_of, load_sheets
from reports.worksheet_shown import read_shown
from reports.worksheet_table import find_tables, read_table
from reports.worksheet_tabs import BESIDE, HEADLINE_COLUMNS, HEADLINES, STORY, digest
from reports.worksheet_xlsx_stories import story_parts
from rounds.headlines import StoryRow
from rounds.round import Round
from rounds.sheets import Sheet


def delete_tainted_backups(round_: Round, worksheet: Path, held: Collection[str], stories: Iterable[StoryRow]) -> int:
    """Deletes the dated copies of ``worksheet`` that hold what may no longer be read.

    That is a word of `mask`, an interview of ``held``, or a story that is not, or no longer so, among ``stories``,
    which are those of the present worksheet. What people wrote in the copies was carried into it before.
    Returns how many went.
    """
    _delete_half_written(worksheet)
    residue = Residue(mask=round_.redaction.mask)
    shown = {digest(text) for story in stories for texts in story_parts(story) for text in texts}
    present = frozenset({digest(""), *shown})
    tainted = [backup for backup in backups_of(worksheet) if _is_tainted(backup, residue, held, present)]
    for backup in tainted:
        backup.unlink()
    return len(tainted)


def _delete_half_written(worksheet: Path) -> None:
    """Temporary files of a run that was killed. The round's lock is held: nobody is writing them."""
    for folder in (worksheet.parent, *(backup.parent for backup in backups_of(worksheet)[:1])):
        for leftover in folder.glob(f".{worksheet.stem}*"):
            if not leftover.name.startswith(".~lock"):
                leftover.unlink()


def _is_tainted(backup: Path, residue: Residue, held: Collection[str], present: frozenset[str]) -> bool:
    try:
        sheets = load_sheets(backup)
        if not present.issuperset(_story_digests(sheets)):
            return True
    except WorksheetError:  # cannot be looked into: in doubt it goes, the present worksheet has what it had
        return True
    texts = {cell.text for sheet in sheets for row in sheet.rows for cell in row if cell.text}
    return any(text in held or any(hit.kind == "MASKED_WORD" for hit in residue.look(text)) for text in texts)


def _story_digests(sheets: Sequence[Sheet]) -> Iterator[str]:
    """Of every cell that showed a story or what stands beside it: as it stands now, and as it was written.

    Why both? People move and rename columns, and some programs drop the hidden tab.
    """
    for sheet, header in find_tables(sheets, HEADLINES):
        for row in read_table(sheet, header, HEADLINE_COLUMNS).rows:
            yield from (digest(row[STORY]), digest(row[BESIDE]))
    for story in read_shown(sheets).stories:
        yield from story.parts
