"""Text for a terminal. Titles of forms and tabs come from anybody: they must not move its cursor or turn its lines."""

from __future__ import annotations

import json
import re
from typing import Any

# Signs that turn the direction of what follows, new lines that are none, halves of characters. The marks U+200E,
# U+200F and U+061C stay: Hebrew and Arabic titles need them, and they turn nothing but their neighbours.
_TURNING = "\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_CONTROLS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_TURNING}]")  # all but tab and new line
_LEFT_BY_JSON = re.compile(f"[\x7f-\x9f{_TURNING}]")
_INSTEAD = "\ufffd"


def printable(text: str) -> str:
    """``text`` with a replacement character for whatever a terminal would obey or could not show."""
    return _CONTROLS.sub(_INSTEAD, text.replace("\r\n", "\n"))


def printable_json(data: Any) -> str:
    """``data`` as JSON of one line, the same data, in which nothing stands that a terminal would obey."""
    text = json.dumps(data, ensure_ascii=False, default=str)
    return _LEFT_BY_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)  # such signs stand in strings only
