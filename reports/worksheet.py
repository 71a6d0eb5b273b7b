"""From redacted interviews to the plan of a headline worksheet, whatever it is written to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from rounds.headlines import CoverageRow, Prediction, StoryRow, Theme, WorksheetPlan
from rounds.interviews import Interview, Note, NoteKind
from rounds.round import Round

# The practice behind these norms: Student Powered Improvement, "Empathy interviews" (headlines before themes, no
# judgment, inference or solution), Inflexion on conducting empathy interviews (dissent, what was seen beyond words)
# and HTH Unboxed, "What you can gain from empathy interviews" (predictions that never fail). The words are our own.
NORMS = (
    "What to do\n"
    "Read one story at a time, together. Talk until you agree what this person told you. Then write it down in the"
    " Headline column, one headline in a row. Empty rows follow each story; use as many as you need, and insert"
    " more where you need more. It is fine to leave rows empty.",
    "A headline\n"
    "is one sentence that somebody who was not there can understand, and that the person who was interviewed would"
    " recognise as theirs. It says what happened to them, what they did, felt or need. One idea in each.",
    "Quote or descriptive\n"
    'A quote is word for word what was said, in quotation marks: "I stopped going when nobody asked where I was."'
    " A descriptive headline is your own plain sentence: He stopped coming when nobody noticed. The Kind column fills"
    " itself from the quotation marks when you leave it empty. Choose there what is right if it guesses wrong.",
    "Not yet\n"
    "No judgment (She does not care about school). No guess at reasons that were not given (He is probably bored)."
    " No solution (We should text families). What people themselves propose is not your solution: write it down as"
    " something that they said.",
    "Dissent stays\n"
    "When a story goes against the others, or against itself, headline it all the same and type x under Dissent."
    " Type x under Surprise when it is not what you expected to hear.",
    "Themes come later\n"
    "Leave Theme empty until all stories are headlined. Then put headlines that belong together side by side, name"
    " each group on the Themes tab, and choose the name in the Theme column. Never start from the themes. The tab Side"
    " by side, once there are headlines, shows those that share words; which ones belong together is for you to say.",
    "Predictions first\n"
    "What you expected to hear was recorded before this worksheet was opened; it stands on the Predictions tab. When"
    " all is read, mark each one held, overturned or unheard. If everything held, read again: listening that only"
    " confirms what was thought has usually missed something.",
    "Asked further, and seen\n"
    "Beside a story stands what the interviewer asked on, and what they saw rather than heard. What was seen was not"
    " said: it helps you to understand, and is never a quote.",
    "Words in brackets\n"
    "[PERSON_1], [SCHOOL_1] or [PHONE_1] stand where a name, a place or a number was taken out before anybody saw it."
    " The same bracket in one interview is the same person. In another interview it is somebody else. Do not fill in"
    " who it might be, not even when you know.",
    "If you see a name\n"
    "Do not type it anywhere else, and do not send the file on. Tell whoever runs Sayback the interview id at the"
    " left and the cell. They put the word on the list of words to mask, and this file is written again without it;"
    " what you have written stays.",
    "This file\n"
    "You may sort, filter, colour, insert rows and columns, and work offline. Nothing is locked. Please leave the"
    " interview id at the left of every row. Add columns and tabs of your own if they help: they are kept as text."
    " Read me, Coverage, Side by side and the story side of Headlines are written anew each time, so write next to the"
    " stories, not into them. Rows look cramped after sorting? Select them all and choose AutoFit Row Height.",
    "The Check column\n"
    "is for you to look at. source_changed means that the notes were corrected after you wrote the headline. Read the"
    " story again, then delete the words from the cell. What begins with quote: tells that a quote is not word for word"
    " what was said, or was said in another interview; it goes by itself when the quote is mended.",
)


def plan_worksheet(
    round_: Round,
    interviews: Iterable[Interview],
    *,
    pairs: Mapping[str, str],
    themes: Sequence[Theme] = (),
    predictions: Sequence[Prediction] = (),
    coverage: Sequence[CoverageRow] = (),
) -> WorksheetPlan:
    """One story for each interview and note question that has a text; by pair, interview, question.

    ``pairs`` is by interview id (see ``assign_pairs``); an interview without one comes first. Held interviews
    are left out. ``themes`` are the declared ones, ``predictions`` what the team wrote before.
    """
    told = [interview for interview in interviews if interview.held is None]
    in_order = sorted(told, key=lambda interview: (pairs.get(interview.id, ""), interview.id))
    return WorksheetPlan(
        round_title=round_.title,
        norms=NORMS,
        stories=tuple(
            story for interview in in_order for story in _stories(round_, interview, pairs.get(interview.id, ""))
        ),
        themes=tuple(themes),
        predictions=tuple(predictions),
        coverage=tuple(coverage),
        blank_rows=round_.blank_rows,
        round_name=round_.name,
    )


def _stories(round_: Round, interview: Interview, pair: str) -> list[StoryRow]:
    notes = [note for note in interview.notes if note.kind is NoteKind.NOTE and note.text.strip()]
    questions = dict.fromkeys(note.translation_of or note.question for note in notes)
    return [
        StoryRow(
            interview_id=interview.id,
            question=question,
            question_title=_title(round_, question, notes),
            role=_role(round_, interview),
            language=interview.language or "",
            story=_story(question, notes),
            probe=_beside(interview, NoteKind.PROBE, question),
            cue=_beside(interview, NoteKind.CUE, question),
            pair=pair,
        )
        for question in questions
    ]


def _title(round_: Round, question: str, notes: Sequence[Note]) -> str:
    """The round's own wording, so that two forms' versions of a question read the same; else the form's."""
    asked = next((note.title for note in notes if note.question == question), "")
    return round_.questions.get(question) or asked or question


def _story(question: str, notes: Sequence[Note]) -> str:
    """The story, and below it its translation where there is one."""
    told = [note.text.strip() for note in notes if not note.translation_of and note.question == question]
    translated = [note.text.strip() for note in notes if note.translation_of == question]
    if told and translated:
        translated = ["Translation: " + "\n".join(translated)]
    return "\n\n".join(told + translated)


def _beside(interview: Interview, kind: NoteKind, question: str) -> str:
    """Probes and cues belong to the whole interview, and so to each of its stories, unless they name their question."""
    stories = {note.question for note in interview.notes if note.kind is NoteKind.NOTE}
    return "\n".join(
        note.text.strip()
        for note in interview.notes
        if note.kind is kind and note.text.strip() and _belongs(note, question, stories)
    )


def _belongs(note: Note, question: str, stories: Collection[str]) -> bool:
    """A cue in translation names the cue that it stands for, which is no story."""
    return note.translation_of in (None, question) or note.translation_of not in stories


def _role(round_: Round, interview: Interview) -> str:
    source = next((source for source in round_.sources if source.key == interview.source), None)
    return (source.role if source else None) or dict(interview.segments).get("role", "")
