"""Backups of a worksheet hold what it held: a name that is masked now, the story of somebody who withdrew.

They are looked after at each writing: what may no longer be read is taken out of them, and old ones are deleted.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from flows.steps.workplace import Workplace
from redaction.residue import Residue
from reports.worksheet_backups import MayBeRead, cleanse
from reports.worksheet_file import WorksheetError, backups_of, written_on
from reports.worksheet_tabs import digest
from reports.worksheet_xlsx_stories import story_parts
from rounds.headlines import ShownStory, StoryRow
from rounds.interviews import HeldReason

_LOOKED_FACT = "backups_looked"  # JSON: what the backups were last held against; digests only
_GONE = (HeldReason.WITHDRAWN, HeldReason.NO_CONSENT)


@dataclass(frozen=True, slots=True)
class BackupReport:
    """How many backups something was taken out of, and how many were deleted: too old, or not to be looked into."""

    rewritten: int = 0
    deleted: int = 0


def look_after_backups(
    place: Workplace,
    worksheet: Path,
    stories: Sequence[StoryRow],
    shown: Iterable[ShownStory] = (),
    *,
    look: bool = False,
    never: Collection[str] = (),
) -> BackupReport:
    """Deletes the dated copies of ``worksheet`` that are too old, and cleanses the others.

    ``stories`` are those of the present worksheet, ``shown`` those that the one before had shown. Copies are opened
    only with ``look``, or when there is something that they might hold: opening takes seconds where a round is large.
    ``never`` are digests of cells that must not stand there.
    """
    _delete_half_written(worksheet)
    expired = _expire(worksheet, datetime.now() - timedelta(days=place.round.worksheet.backup_days))
    today = _Today(place, stories)
    before = _Looked.read(place)
    if not (look or today.loses(before) or today.lacks(part for story in shown for part in story.parts)):
        _Looked.write(place, today)
        return BackupReport(deleted=expired)
    rewritten, unreadable = _cleanse_all(worksheet, today.may_be_read(never))
    _Looked.write(place, today)
    return BackupReport(rewritten, expired + unreadable)


def digests_of_stories(stories: Iterable[StoryRow]) -> frozenset[str]:
    """Digests of the cells that show these stories, and of an empty cell."""
    parts = (text for story in stories for texts in story_parts(story) for text in texts)
    return frozenset({digest(""), *map(digest, parts)})


class _Today:
    """What a backup may show today."""

    def __init__(self, place: Workplace, stories: Iterable[StoryRow]) -> None:
        self.digests = digests_of_stories(stories)
        self.gone = frozenset(one.id.lower() for one in place.notebook.held() if one.held in _GONE)
        self._mask = place.round.redaction.mask
        self.masked = frozenset(place.keyring.digest("masked in backups", word)[:16] for word in self._mask)

    def loses(self, before: _Looked | None) -> bool:
        """Whether backups that were looked at ``before`` may hold something that must not be read any more."""
        if before is None:
            return True
        return bool(before.digests - self.digests or self.gone - before.gone or self.masked - before.masked)

    def lacks(self, parts: Iterable[str]) -> bool:
        return not self.digests.issuperset(parts)

    def may_be_read(self, never: Collection[str]) -> MayBeRead:
        return MayBeRead(self.digests, self.gone, Residue(mask=self._mask).has_masked_word, never)


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the backups were last held against."""

    digests: frozenset[str]
    gone: frozenset[str]
    masked: frozenset[str]

    @classmethod
    def read(cls, place: Workplace) -> _Looked | None:
        fact = place.notebook.fact(_LOOKED_FACT)
        return cls(*(frozenset(part) for part in json.loads(fact))) if fact else None

    @staticmethod
    def write(place: Workplace, today: _Today) -> None:
        text = json.dumps([sorted(part) for part in (today.digests, today.gone, today.masked)])
        if text != place.notebook.fact(_LOOKED_FACT):
            place.notebook.set_fact(_LOOKED_FACT, text)


def _expire(worksheet: Path, oldest: datetime) -> int:
    old = [backup for backup in backups_of(worksheet) if (written_on(backup) or datetime.max) < oldest]
    for backup in old:
        backup.unlink()
    return len(old)


def _cleanse_all(worksheet: Path, may: MayBeRead) -> tuple[int, int]:
    rewritten = deleted = 0
    for backup in backups_of(worksheet):
        try:
            rewritten += cleanse(backup, may)
        except WorksheetError:  # cannot be looked into: in doubt it goes, the present worksheet has what it had
            backup.unlink()
            deleted += 1
    return rewritten, deleted


def _delete_half_written(worksheet: Path) -> None:
    """Temporary files of a run that was killed. The round's lock is held: nobody is writing them."""
    for folder in (worksheet.parent, *(backup.parent for backup in backups_of(worksheet)[:1])):
        for leftover in folder.glob(f".{worksheet.stem}*"):
            if not leftover.name.startswith(".~lock"):
                leftover.unlink()
