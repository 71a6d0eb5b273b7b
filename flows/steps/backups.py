"""Backups of a worksheet hold what it held: a name that is masked now, the story of somebody who withdrew."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from redaction.residue import Residue
from reports.worksheet_file import WorksheetError, backups_of, load_sheets
from rounds.round import Round


def delete_tainted_backups(round_: Round, worksheet: Path, held: Collection[str]) -> int:
    """Deletes the dated copies of ``worksheet`` in which a word of `mask`, or an interview of ``held``, stands.

    What people wrote in them was carried into the present worksheet before. Returns how many went.
    """
    _delete_half_written(worksheet)
    residue = Residue(mask=round_.redaction.mask)
    tainted = [backup for backup in backups_of(worksheet) if _is_tainted(backup, residue, held)]
    for backup in tainted:
        backup.unlink()
    return len(tainted)


def _delete_half_written(worksheet: Path) -> None:
    """Temporary files of a run that was killed. The round's lock is held: nobody is writing them."""
    for folder in (worksheet.parent, *(backup.parent for backup in backups_of(worksheet)[:1])):
        for leftover in folder.glob(f".{worksheet.stem}*"):
            if not leftover.name.startswith(".~lock"):
                leftover.unlink()


def _is_tainted(backup: Path, residue: Residue, held: Collection[str]) -> bool:
    try:
        texts = [cell.text for sheet in load_sheets(backup) for row in sheet.rows for cell in row if cell.text]
    except WorksheetError:  # cannot be looked into: in doubt it goes, the present worksheet has what it had
        return True
    return any(text in held or any(hit.kind == "MASKED_WORD" for hit in residue.look(text)) for text in set(texts))
