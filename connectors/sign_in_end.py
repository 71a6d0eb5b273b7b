"""When the stored sign-in of a person ends, where Google said so. Apps in testing lose theirs after seven days."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

END = "sign_in_ends"  # a key of ours in the file of the sign-in
_SECONDS = "refresh_token_expires_in"  # in Google's answer; absent where there is no end


def end_in_answer(answer: Mapping[str, Any], now: datetime) -> datetime | None:
    """When a sign-in ends that Google granted at ``now`` with ``answer``; None where it says nothing."""
    seconds = answer.get(_SECONDS)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds < 10**9:
        return None
    return now + timedelta(seconds=seconds)


def end_kept_in(token: Path) -> datetime | None:
    """When the sign-in in the file ``token`` ends; None where it does not say, or cannot be read. Never raises."""
    try:
        said = json.loads(token.read_text(encoding="utf-8")).get(END)
        end = datetime.fromisoformat(said) if isinstance(said, str) else None
    except (OSError, ValueError, AttributeError):
        return None
    return end.astimezone(UTC) if end and end.tzinfo else None
