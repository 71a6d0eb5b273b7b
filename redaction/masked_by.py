"""What the audit calls those who know a word from somewhere else than the place where it stands."""

from __future__ import annotations

KNOWN_NAME = "roster or team"
NAME_AGAIN = "found elsewhere in the interview"
NAME_ELSEWHERE = "found elsewhere in the round"
MASK_WORD = "mask of the round"
