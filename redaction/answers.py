"""The texts of one response, with the questions they answer: notes, probes, cues, and translations of notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from redaction.engine import LONGEST_TEXT
from redaction.language import Judgement, judge
from redaction.lexicon import Lexicon
from redaction.normalise import without_surrogates
from redaction.roles import is_elsewhere
from rounds.interviews import HeldReason, NoteKind, Response
from rounds.round import Column, Role, Source

_KINDS = {Role.NOTE: NoteKind.NOTE, Role.CUE: NoteKind.CUE, Role.PROBE: NoteKind.PROBE}


@dataclass(frozen=True, slots=True)
class Answer:
    """A raw answer to a text question. ``translation_of`` is the key of the note that it stands for, if any."""

    question: str
    title: str
    kind: NoteKind
    text: str = field(repr=False)
    translation_of: str | None = None


def answer_to(response: Response, column: Column | None) -> str:
    """What stands in ``column``, without surrogates; empty when the column is not declared or not there."""
    return without_surrogates(response.answers.get(column.address, "")) if column else ""


def text_answers(source: Source, response: Response) -> tuple[list[Answer], list[Answer]]:
    """The answers that are not blank: originals, and translations of notes."""
    originals = [_answer(response, column) for column in source.with_role(*_KINDS)]
    translations = [_answer(response, column) for column in source.with_role(Role.TRANSLATION_OF)]
    return [a for a in originals if a.text.strip()], [a for a in translations if a.text.strip()]


def readable(
    originals: Sequence[Answer],
    translations: Sequence[Answer],
    declared: str | None,
    supported: Sequence[str],
    lexicon: Lexicon,
) -> tuple[list[Answer], Judgement]:
    """The answers that can be redacted, and the judgement of the interview's language.

    An original in a language without a model gives way to its English translation: it cannot be redacted, so it is
    not kept. One that has no translation holds the whole interview. Beside a readable story its translation is kept,
    for those who do not read its language.
    """
    judgement = judge([answer.text for answer in originals], declared, supported, lexicon)
    if judgement.held is None or not translations:
        return [*originals, *_beside(originals, translations, supported, lexicon)], judgement
    by_note = {answer.translation_of: answer for answer in translations}
    chosen = [_readable_one(answer, by_note.get(answer.question), declared, supported, lexicon) for answer in originals]
    found = [answer for answer in chosen if answer is not None]
    if len(found) < len(originals):
        return list(originals), judgement
    return found, Judgement(declared or judgement.language)


def hold_for_texts(originals: Sequence[Answer], translations: Sequence[Answer], *, declined: bool) -> HeldReason | None:
    """Why these texts cannot be an interview: too long, none, or elsewhere."""
    if any(len(answer.text) > LONGEST_TEXT for answer in [*originals, *translations]):
        return HeldReason.TOO_LONG
    notes = [answer for answer in originals if answer.kind is NoteKind.NOTE] or list(translations)
    if not notes:
        return None if declined else HeldReason.NO_NOTES
    return HeldReason.NOTES_ELSEWHERE if all(is_elsewhere(answer.text) for answer in notes) else None


def _answer(response: Response, column: Column) -> Answer:
    return Answer(
        question=column.of or column.key or column.title,
        title=column.title,
        kind=_KINDS.get(column.role, NoteKind.NOTE),
        text=answer_to(response, column),
        translation_of=column.of if column.role is Role.TRANSLATION_OF else None,
    )


def _beside(
    originals: Sequence[Answer], translations: Sequence[Answer], supported: Sequence[str], lexicon: Lexicon
) -> list[Answer]:
    """The translations of stories that can be redacted, and that are in another language than their story."""
    story = {answer.question: answer.text for answer in originals if answer.kind is NoteKind.NOTE}
    kept = []
    for translation in translations:
        if translation.translation_of in story:
            told = judge([story[translation.translation_of]], None, supported, lexicon)
            judged = judge([translation.text], None, supported, lexicon)
            if judged.held is None and judged.language != told.language:
                kept.append(translation)
    return kept


def _readable_one(
    original: Answer, translation: Answer | None, declared: str | None, supported: Sequence[str], lexicon: Lexicon
) -> Answer | None:
    """The original if it is evidently readable, else its translation if that is, else None."""
    if judge([original.text], declared, supported, lexicon).held is None:
        return original
    if translation and judge([translation.text], None, supported, lexicon).held is None:
        return replace(translation, kind=original.kind)
    return None
