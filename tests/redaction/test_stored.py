"""Words masked later in notes whose source is gone."""

from __future__ import annotations

from redaction.stored import mask_stored
from rounds.interviews import Interview, Note, NoteKind, Span


def interview(*texts: str) -> Interview:
    notes = tuple(
        Note(f"q{n}", "A question", NoteKind.NOTE, text, _spans(text)) for n, text in enumerate(texts, start=1)
    )
    return Interview("id", "student", 1, "print", "engine", notes=notes)


def _spans(text: str) -> tuple[Span, ...]:
    start = text.find("[PERSON_1]")
    return () if start < 0 else (Span(start, start + 10, "PERSON", 0.9),)


def test_a_word_is_masked_in_all_notes_and_numbers_go_on() -> None:
    masked = mask_stored(interview("[PERSON_1] told Kev's mom", "so KEV and Zed left"), ["kev", "zed"])
    assert [note.text for note in masked.notes] == [
        "[PERSON_1] told [PERSON_2]'s mom",
        "so [PERSON_2] and [PERSON_3] left",
    ]


def test_spans_of_old_and_new_placeholders_are_right() -> None:
    note = mask_stored(interview("kev saw [PERSON_1] and kev"), ["kev"]).notes[0]
    assert [note.text[span.start : span.end] for span in note.spans] == ["[PERSON_2]", "[PERSON_1]", "[PERSON_2]"]


def test_a_placeholder_is_never_masked_itself() -> None:
    before = interview("[PERSON_1] is a person")
    assert mask_stored(before, ["person"]).notes[0].text == "[PERSON_1] is a [PERSON_2]"


def test_masking_again_changes_nothing() -> None:
    once = mask_stored(interview("kev saw [PERSON_1]"), ["kev"])
    assert mask_stored(once, ["kev"]) is once


def test_without_the_word_it_is_the_same_interview() -> None:
    before = interview("nothing here")
    assert mask_stored(before, ["kev", "", " - "]) is before
