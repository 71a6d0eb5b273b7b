"""Words masked later, in stored notes whose raw answers can no longer be read. Numbers go on where they ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as changed

from redaction.lexicon import fold
from redaction.masking import find_masked_words
from redaction.placeholders import Numbering, replace
from redaction.words import Phrases
from rounds.interviews import InputSpan, Interview, Note, Span


def mask_stored(interview: Interview, mask: Sequence[str]) -> Interview:
    """The interview with the words of ``mask`` masked in all of its notes; itself if none of them occurs."""
    words = Phrases(mask)
    return mask_spans(interview, lambda text: find_masked_words(text, words))


def mask_spans(interview: Interview, find: Callable[[str], list[InputSpan]]) -> Interview:
    """The interview with what ``find`` finds in its notes masked.

    Itself if nothing is found. ``find`` gives spans without overlaps; those that touch a placeholder are left out.
    """
    numbering = Numbering(note.text for note in interview.notes)
    notes = tuple(_mask_note(note, find(note.text), numbering) for note in interview.notes)
    return interview if notes == interview.notes else changed(interview, notes=notes)


def _mask_note(note: Note, found: Sequence[InputSpan], numbering: Numbering) -> Note:
    new = [span for span in found if not _overlaps(span, note.spans)]
    if not new:
        return note
    old = [InputSpan(span.start, span.end, span.entity, span.score, span.by) for span in note.spans]
    spans = sorted([*old, *new], key=lambda span: span.start)
    # An old span is replaced by what stands there already: only its place changes.
    placeholders = [
        numbering.placeholder(span.entity, (fold(note.text[span.start : span.end]),))
        if span in new
        else note.text[span.start : span.end]
        for span in spans
    ]
    masked = replace(note.text, spans, placeholders)
    return changed(note, text=masked.text, spans=masked.spans)


def _overlaps(span: InputSpan, others: Sequence[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in others)
