"""Check of the letters: can everybody get one in their language, is it easy to read, do the round's templates fit?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from reports.letter_template_check import check_templates
from reports.letter_texts import LANGUAGES, SPANISH, missing_spanish
from reports.letter_warnings import IN_WORDS, date_warnings, typed_grades
from reports.readability import MOST_GRADE
from rounds.counted import counted
from rounds.round import Letters, Round
from rounds.team import load_team


@dataclass(slots=True)
class LettersCheck:
    """What fits, what to fix before letters can be written, and what to think about."""

    fine: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def check_letters(round_: Round, today: date) -> LettersCheck:
    """Looks at all that letters need but headlines. Raises RoundFileError when team.csv cannot be read."""
    found = LettersCheck()
    found.problems, found.warnings = check_templates(round_)
    if round_.letters is None:
        return found
    missing = [*missing_spanish(round_.letters), *_themes_without_spanish(round_)]
    if SPANISH in _languages_of_team(round_):
        found.problems += [f"somebody on the team gets letters in Spanish: {each}" for each in missing]
    elif missing and any(source.language == SPANISH for source in round_.sources):
        found.warnings.append(
            f"people told their story in Spanish, but no letter in Spanish can be attached: {' '.join(missing)}"
        )
    found.warnings += date_warnings(round_.letters, today)
    _grade(round_.letters, found)
    return found


def _grade(letters: Letters, found: LettersCheck) -> None:
    """Names what is hard to read by its key, and where its longest sentence stands; never a word of it."""
    grades = typed_grades(letters)
    for (key, language), grade in grades.items():
        if grade.is_hard:
            longest = f"number {grade.longest} of {grade.sentences}, with {counted(grade.words, 'word')}"
            found.warnings.append(
                f"{key} ({language}) reads at grade {grade.grade:.1f}, over {MOST_GRADE}. Its longest sentence is"
                f" {longest}: say it in two, in shorter words."
            )
    for language in LANGUAGES:
        each = [grade.grade for (_, one), grade in grades.items() if one == language]
        if each and max(each) <= MOST_GRADE:
            found.fine.append(
                f"[letters]: what you typed in {IN_WORDS[language]} reads at grade {max(each):.1f} or below"
            )


def _languages_of_team(round_: Round) -> set[str]:
    return {member.language for member in load_team(round_.path(round_.team))} if round_.team else set()


def _themes_without_spanish(round_: Round) -> list[str]:
    return [f'[[themes]] "{idea.name}" has no `name_es`.' for idea in round_.themes if not idea.name_es]
