"""What somebody should know before letters are approved. It warns and stops nothing; what stops is in letter.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from reports.letter import MOST_THEMES, MOST_WORDS, letter_problems, themes_with_room
from reports.letter_template_check import check_templates
from reports.letter_texts import LANGUAGES, date_to_come, letter_language, typed_texts
from reports.readability import MOST_GRADE, Grade, grade_of
from rounds.counted import counted
from rounds.letters import Letter
from rounds.round import Letters, Round
from rounds.summary import Summary

IN_WORDS = {"en": "English", "es": "Spanish"}
_GRADED = ("purpose", "promise", "decisions", "limits")
_BODY_APART = "\n----\n\n"


def letter_warnings(
    round_: Round,
    summary: Summary,
    *,
    languages: Collection[str] = ("en",),
    told_in: Collection[str] = (),
) -> tuple[str, ...]:
    """What to know before approving: no date, dates that passed, themes without room, attachments that are missing.

    ``languages`` are those that letters are written in, ``told_in`` those of what is passed on.
    """
    if round_.letters is None:
        return ()
    written = [language for language in LANGUAGES if language in {letter_language(one) for one in languages}]
    warnings = date_warnings(round_.letters, summary.today)
    for language in LANGUAGES:
        if problems := letter_problems(round_, summary, language):
            if language in told_in and language not in written:
                warnings.append(_without_attachments(language, problems))
        elif language in written or language in told_in:
            warnings += _about_room(round_, summary, language, letter=language in written)
    return (*warnings, *check_templates(round_)[1])


def date_warnings(letters: Letters, today: date) -> list[str]:
    """Whether people are told by when they hear, and whether a date has passed."""
    warnings = []
    if letters.hear_by and letters.hear_by < today:
        warnings.append("`hear_by` of [letters] has passed, so the letter leaves it out: give a later date.")
    elif date_to_come(letters, today) is None:
        also = "" if letters.limits else ", nor what you cannot do and why: add `hear_by`, or [[letters.limits]]"
        warnings.append(
            f"The letter does not say by when people will hear again{also or ': add `hear_by` to [letters]'}."
        )
    for number, decision in enumerate(letters.decisions, start=1):
        if decision.by and decision.by < today:
            warnings.append(f"letters.decisions[{number}].by has passed: is it done? Then say so in `what`.")
    return warnings


def letter_grades(letters: Iterable[Letter]) -> dict[str, Grade]:
    """The reading grade of letters as they would leave, per language: that of the hardest one."""
    hardest: dict[str, Grade] = {}
    for text, language in dict.fromkeys(
        (_body(each.text), letter_language(each.recipient.language)) for each in letters
    ):
        grade = grade_of(text, language)
        if grade and (language not in hardest or grade.grade > hardest[language].grade):
            hardest[language] = grade
    return hardest


def grade_warnings(grades: Mapping[str, Grade]) -> tuple[str, ...]:
    """A sentence for each language whose letters are over grade 8."""
    return tuple(
        f"The letter in {IN_WORDS[language]} reads at grade {grade.grade:.1f}; at most {MOST_GRADE} is easy to follow"
        f" when read aloud. Its longest sentence has {counted(grade.words, 'word')}."
        for language, grade in grades.items()
        if grade.is_hard
    )


def typed_grades(letters: Letters) -> dict[tuple[str, str], Grade]:
    """The grade of each text that the team typed to be read, by its key and language; short ones have none.

    What cannot be done is read together with why.
    """
    texts: dict[tuple[str, str], str] = {}
    for key, text in typed_texts(letters).items():
        if key.split(".")[1].partition("[")[0] in _GRADED:
            whole = key.removesuffix(".what").removesuffix(".why") if ".limits[" in key else key
            for language, words in (("en", text.en), ("es", text.es or "")):
                texts[whole, language] = f"{texts.get((whole, language), '')}\n\n{words}"
    return {place: grade for place, text in texts.items() if (grade := grade_of(text, place[1]))}


def _body(text: str) -> str:
    """The letter without the lines around it, which are shorter."""
    return max(text.split(_BODY_APART), key=len)


def _without_attachments(language: str, problems: Sequence[str]) -> str:
    return (
        f"Some interviews were told in {IN_WORDS[language]}, but no copy in {IN_WORDS[language]} is attached:"
        f" {' '.join(problems)}"
    )


def _about_room(round_: Round, summary: Summary, language: str, *, letter: bool) -> list[str]:
    told = themes_with_room(round_, summary, language=language)
    most = min(MOST_THEMES, len(summary.themes))
    if told == most:
        return []
    if not told:
        too_long = f"it has more than {MOST_WORDS} words with a single theme. Shorten what it says in [letters]."
        return [] if letter else [_without_attachments(language, (too_long,))]
    return [
        f"The letter in {IN_WORDS[language]} has room for {told} of {counted(most, 'theme')}, and all letters tell the"
        " same: shorten what it says in [letters]."
    ]
