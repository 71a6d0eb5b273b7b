"""An interview with the thoughts that the person added later, as one."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rounds.interviews import Interview, Note, Span

_PLACEHOLDER = re.compile(r"\[([A-Z]+)_([0-9]{1,9})\]")


def with_thoughts(interview: Interview, thoughts: Sequence[Interview]) -> Interview:
    """``interview`` with the notes of ``thoughts`` after its own, in the order of their days.

    To whoever compares interviews it is an edited one: another fingerprint, a higher version. Marked for distress is
    all of it, if a thought was. Who spoke, how many, in which groups and languages stays as the interview has it.
    """
    if not thoughts:
        return interview
    in_order = sorted(thoughts, key=lambda thought: (thought.submitted_on or date.max, thought.id))
    notes = list(interview.notes)
    for thought in in_order:
        notes += _renumbered(thought.notes, notes)
    return replace(
        interview,
        notes=tuple(notes),
        fingerprint=_fingerprint(interview, thoughts),
        version=interview.version + sum(thought.version for thought in thoughts),
        distress=interview.distress or any(thought.distress for thought in thoughts),
    )


def _fingerprint(interview: Interview, thoughts: Iterable[Interview]) -> str:
    """Of digests that are keyed already."""
    parts = [interview.fingerprint, *sorted(thought.fingerprint for thought in thoughts)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _renumbered(notes: Sequence[Note], before: Iterable[Note]) -> list[Note]:
    """The notes of a thought with numbers of their own: its [PERSON_1] need not be the one of the interview."""
    highest: defaultdict[str, int] = defaultdict(int)
    for note in before:
        for entity, number in _PLACEHOLDER.findall(note.text):
            highest[entity] = max(highest[entity], int(number))
    return [_shifted(note, highest) for note in notes]


def _shifted(note: Note, by: dict[str, int]) -> Note:
    """A note whose placeholders count on from ``by``; what somebody typed as if it were one stays."""
    text, spans, read = "", [], 0
    for span in sorted(note.spans, key=lambda span: span.start):
        text += note.text[read : span.start]
        start = len(text)
        match = _PLACEHOLDER.fullmatch(note.text[span.start : span.end])
        whole = note.text[span.start : span.end]
        text += f"[{match[1]}_{int(match[2]) + by.get(match[1], 0)}]" if match else whole
        spans.append(Span(start, len(text), span.entity, span.score, span.by))
        read = span.end
    return replace(note, text=text + note.text[read:], spans=tuple(spans))
