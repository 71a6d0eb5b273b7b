"""Which row of the Predictions tab is which recorded prediction, and what its cell Written says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from reports.worksheet_tabs import heading_key
from rounds.headlines import Prediction

_BEFORE, _AFTER = "before the worksheet was opened", "after the worksheet was opened"
ADDED = f"added {_AFTER}"
UNDATED = "not recorded when"  # in worksheets of earlier releases, which had no column for it
_RECORDED = re.compile(rf"\d{{4}}-\d\d-\d\d, ({_BEFORE}|{_AFTER})")


def written_words(prediction: Prediction) -> str:
    """What the cell Written says: the day on the round's clocks, and whether the worksheet was open then."""
    if prediction.written_at is None:
        return ADDED if prediction.is_late else ""
    return f"{prediction.written_at:%Y-%m-%d}, {_AFTER if prediction.is_late else _BEFORE}"


def claims_recorded(words: str) -> bool:
    """Whether the cell Written says that the row was recorded, as only a recorded prediction's may."""
    return bool(_RECORDED.fullmatch(words))


def is_ours(words: str) -> bool:
    """Whether Sayback wrote these words into the column Written."""
    return words in ("", ADDED, UNDATED) or claims_recorded(words)


def match_rows(recorded: Sequence[Prediction], rows: Sequence[tuple[str, str]]) -> dict[int, int]:
    """The index of a row for each recorded prediction that has one, by the prediction's index.

    A row is its text and what stands under Written. Rows with the very text come first; a row that was recorded, and
    whose text was edited since, goes to the prediction that it is most like. A row that lost its text is that of the
    one prediction that lost its row; of several nobody can tell.
    """
    found: dict[int, int] = {}
    keys = [heading_key(text) for text, _ in rows]
    for index, prediction in enumerate(recorded):
        key = heading_key(prediction.text)
        if key in keys:
            found[index] = keys.index(key)
    texts = {heading_key(prediction.text) for prediction in recorded}
    edited = [n for n, (_, words) in enumerate(rows) if claims_recorded(words) and keys[n] not in texts]
    lost = [index for index in range(len(recorded)) if index not in found]
    if len(lost) > 1 or len(edited) > 1:
        edited = [n for n in edited if keys[n]]
    pairs = [(-_likeness(recorded[index], rows[n]), index, n) for index in lost for n in edited]
    for _, index, n in sorted(pairs):
        if index not in found and n not in found.values():
            found[index] = n
    return found


def _likeness(prediction: Prediction, row: tuple[str, str]) -> float:
    """From 0 to 2: how much of the text is the same, and whether it was written on that day."""
    text, words = row
    return SequenceMatcher(None, heading_key(prediction.text), heading_key(text), autojunk=False).ratio() + (
        words == written_words(prediction)
    )
