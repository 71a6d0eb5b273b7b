"""Backups of a worksheet hold what it held: also a name that was missed then and is masked now."""

from __future__ import annotations

from pathlib import Path

from redaction.residue import Residue
from reports.worksheet_file import WorksheetError, backups_of, load_sheets
from rounds.round import Round


def delete_tainted_backups(round_: Round, worksheet: Path) -> int:
    """Deletes the dated copies of ``worksheet`` in which a word of `mask` stands; returns how many.

    What people wrote in them was carried into the present worksheet before.
    """
    if not round_.redaction.mask:
        return 0
    residue = Residue(mask=round_.redaction.mask)
    tainted = [backup for backup in backups_of(worksheet) if _is_tainted(backup, residue)]
    for backup in tainted:
        backup.unlink()
    return len(tainted)


def _is_tainted(backup: Path, residue: Residue) -> bool:
    try:
        texts = [cell.text for sheet in load_sheets(backup) for row in sheet.rows for cell in row if cell.text]
    except WorksheetError:  # cannot be looked into: in doubt it goes, the present worksheet has what it had
        return True
    return any(residue.look(text) for text in texts)
