"""``sayback redact``: JSON Lines in, JSON Lines out, in batches. Each line is an interview of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from math import isfinite
from typing import Any

from redaction.engine import BATCH, LONGEST_TEXT
from redaction.language import judge
from redaction.language_names import language_code
from redaction.mask_twice import mask_twice
from redaction.masking import Masking
from redaction.once import FindOnce
from redaction.redactor import Finder, find_or_hold
from redaction.residue import Residue
from rounds.interviews import HeldReason, InputSpan
from rounds.roster import RosterName

AUTO = "auto"
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class BadLine(ValueError):
    """A line that is no record. The message says what is wrong, never what stands there."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line as read: its number from 1, and a record or what is wrong with it."""

    number: int
    id: Any = field(default=None, repr=False)
    text: str = field(default="", repr=False)
    lang: str = AUTO
    error: str | None = None


def redact_lines(
    lines: Iterable[str | bytes], engine: Finder, *, roster: Sequence[RosterName] = (), lang: str = AUTO
) -> Iterator[dict[str, Any]]:
    """One record per line, in order; blank lines are passed over. Offsets are characters of the input text.

    A good line gives ``id``, ``text``, ``spans``, ``held``; a bad one ``line`` (its number) and ``error``.
    ``lang`` is ``auto``, ``en`` or ``es``; a line's own ``lang`` wins.
    Raises EngineUnavailable when the engine is broken.
    """
    masking, residue = Masking(engine.lexicon, roster=roster), Residue(roster=roster)
    engine = FindOnce(engine)
    numbered = enumerate(lines, start=1)
    read = (_read(number, line, lang) for number, line in numbered if line.strip())
    while batch := list(islice(read, BATCH)):
        yield from _redact_batch(batch, engine, masking, residue)


def _redact_batch(
    batch: Sequence[_Line], engine: Finder, masking: Masking, residue: Residue
) -> Iterator[dict[str, Any]]:
    reasons = [None if line.error else _hold(line, engine) for line in batch]
    ready = [line for line, reason in zip(batch, reasons, strict=True) if not line.error and reason is None]
    found = iter(find_or_hold(engine, [line.text for line in ready]))
    for line, reason in zip(batch, reasons, strict=True):
        if line.error:
            yield {"line": line.number, "error": line.error}
        elif reason:
            yield _held(line, reason)
        else:
            yield _redacted(line, next(found), masking, residue)


def _redacted(line: _Line, found: list[InputSpan] | None, masking: Masking, residue: Residue) -> dict[str, Any]:
    if found is None:
        return _held(line, HeldReason.REDACTION_FAILED)
    try:
        (masked,), _, left = mask_twice(masking, residue, [line.text], [found])
    except MemoryError:
        raise
    except Exception:  # why is this OK? The line is held; its text goes nowhere
        return _held(line, HeldReason.REDACTION_FAILED)
    if left:
        return _held(line, HeldReason.RESIDUE)
    spans = [
        {"start": span.start, "end": span.end, "entity": span.entity, "score": round(span.score, 3)}
        for span in masked.found
    ]
    return {"id": line.id, "text": masked.text, "spans": spans, "held": None}


def _held(line: _Line, reason: HeldReason) -> dict[str, Any]:
    return {"id": line.id, "text": None, "spans": [], "held": str(reason)}


def _hold(line: _Line, engine: Finder) -> HeldReason | None:
    if len(line.text) > LONGEST_TEXT:
        return HeldReason.TOO_LONG
    declared = None if line.lang == AUTO else language_code(line.lang) or line.lang
    try:
        return judge([line.text], declared, engine.languages, engine.lexicon).held
    except MemoryError:
        raise
    except Exception:  # why is this OK? The line is held; its text goes nowhere
        return HeldReason.REDACTION_FAILED


def _read(number: int, line: str | bytes, lang: str) -> _Line:
    try:
        record = _record(line)
        return _Line(number, record["id"], record["text"], record.get("lang") or lang)
    except BadLine as error:
        return _Line(number, error=str(error))


def _record(line: str | bytes) -> dict[str, Any]:
    record = _json(line)
    if not isinstance(record, dict):
        raise BadLine("not a JSON object")
    if "id" not in record:
        raise BadLine('"id" is missing')
    if isinstance(record["id"], dict | list) or (isinstance(record["id"], float) and not isfinite(record["id"])):
        raise BadLine('"id" is neither a text nor a number')
    if not isinstance(record.get("text"), str):
        raise BadLine('"text" is missing or not a text')
    if not isinstance(record.get("lang"), str | None):
        raise BadLine('"lang" is not a text')
    if _SURROGATE.search(record["text"]) or (isinstance(record["id"], str) and _SURROGATE.search(record["id"])):
        raise BadLine("half of a character (a lone surrogate)")
    return record


def _json(line: str | bytes) -> Any:
    problem = "not JSON"
    try:
        return json.loads(line.decode("utf-8-sig") if isinstance(line, bytes) else line.removeprefix("\ufeff"))
    except UnicodeDecodeError:
        problem = "not UTF-8"
    except RecursionError:
        problem = "JSON nested too deeply"
    except ValueError:
        pass
    raise BadLine(problem)
