"""Words that people typed into the story side of a row, where Sayback writes: they go to the Note of the row.

They can be told from the story only while it reads as it did when it was shown. Where it was edited or redacted anew
since, the difference might be a name that is masked now: then the row only says that there was something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from reports.worksheet_remarks import joined, remarks_in
from reports.worksheet_tabs import NOTE, digest, interview_ids
from rounds.headlines import StoryRow, Written, WrittenRow

TYPED_OVER = "typed over: somebody typed into the story; it was written anew, the latest copy in backups has the words"

Parts = Mapping[StoryRow, tuple[Sequence[str], Sequence[str]]]


def with_words_typed_over(written: Written, parts: Parts) -> Written:
    """Each row with the words of its ``typed_over`` in its Note; ``parts`` are the texts of each story of today."""
    if not any(row.typed_over for row in written.rows):
        return written
    today = {(story.interview_id.lower(), story.question): texts for story, texts in parts.items()}
    shown = {(story.interview_id.lower(), story.question): story.parts for story in written.stories}
    rows = [_noted(row, today, shown) if row.typed_over else row for row in written.rows]
    return replace(written, rows=tuple(rows))


def _noted(
    row: WrittenRow,
    today: Mapping[tuple[str, str], tuple[Sequence[str], Sequence[str]]],
    shown: Mapping[tuple[str, str], tuple[str, ...]],
) -> WrittenRow:
    key = next(((name, row.question) for name in interview_ids(row.interview) if (name, row.question) in today), None)
    texts = [text for part in today[key] for text in part] if key else []
    if key is None or shown.get(key) != tuple(map(digest, texts)):
        return replace(row, check=joined([*remarks_in(row.check), TYPED_OVER]))
    words = [
        f"{heading}: {added}" for heading, typed in row.typed_over if (added := words_added(typed, " ".join(texts)))
    ]
    cells = dict(row.cells)
    words = [line for line in words if line not in cells.get(NOTE, "")]
    if not words:
        return row
    cells[NOTE] = "\n".join(filter(None, (cells.get(NOTE), *words)))
    return replace(row, cells=tuple(cells.items()))


def words_added(typed: str, shown: str) -> str:
    """The words of ``typed`` that were not shown, with an ellipsis between those that stand apart."""
    return " … ".join(_added(shown.split(), typed.split()))


def _added(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    for change, _, _, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change in ("insert", "replace"):
            yield " ".join(after[first:last])
