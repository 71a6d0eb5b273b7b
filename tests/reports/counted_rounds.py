"""Invented rounds that are only counted: who was asked, in which group, and who said what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from reports.counts import RoundCounts, count_round, letters_release, summary_release
from reports.summary import build_summary
from rounds.headlines import Headline, HeadlineKind, Theme
from rounds.interviews import Interview, Note, NoteKind
from rounds.releases import Release
from rounds.round import Round
from rounds.summary import Summary

FIRST = datetime(2026, 3, 2, 9, tzinfo=UTC)
GRADES = ("9", "10", "11")


def counted_round(**settings: object) -> Round:
    """One form for students, who are in a grade, and one for caregivers, who are not; a question each shares."""
    story = {"title": "Tell me about a day.", "role": "note", "key": "day"}
    own = {"title": "Tell me about a class.", "role": "note", "key": "class"}
    grade = {"title": "Grade", "role": "segment", "key": "grade"}
    values = settings.pop("grades", GRADES)
    splits = settings.pop("splits", ())
    targets = settings.pop("targets", {})
    defaults: dict[str, Any] = {
        "name": "spring",
        "title": "Spring round",
        "sources": (
            {"key": "student", "file": "s.csv", "columns": (story, own, grade)},
            {"key": "caregiver", "file": "c.csv", "columns": (story,)},
        ),
        "segments": ({"key": "grade", "label": "Grade", "values": values, "targets": targets},),
        "summary": {"splits": splits},
    }
    return Round(**(defaults | settings))


def person(name: str, grade: str | None = "9", *, source: str = "student", edit: int = 0, **fields: Any) -> Interview:
    """An interview in a grade; another ``edit`` is another answer of the same person."""
    segments = (("grade", grade),) if grade and source == "student" else ()
    notes = (Note("day", "Tell me about a day.", NoteKind.NOTE, f"It rained on {name}, {edit}."),)
    defaults: dict[str, Any] = {"row": 2, "engine": "1", "segments": segments, "notes": notes}
    return Interview(id=name, source=source, fingerprint=f"{name} {edit}", **(defaults | fields))


def people(number: int, grade: str | None = "9", *, start: int = 0, **fields: Any) -> list[Interview]:
    """So many interviews of a grade; ``start`` sets them apart from others of it."""
    source = fields.get("source", "student")
    return [person(f"{source}-{grade}-{n:03d}", grade, **fields) for n in range(start, start + number)]


def said(theme: str, who: Iterable[str], question: str = "day") -> list[Headline]:
    """A headline of ``theme`` for each of these interviews."""
    return [
        Headline(f"{theme}-{one}", (one,), question, HeadlineKind.DESCRIPTIVE, f"{theme} came up.", theme)
        for one in who
    ]


@dataclass(slots=True)
class Walk:
    """A round that is told about again and again: every release after what was told before."""

    round: Round = field(default_factory=counted_round)
    releases: list[Release] = field(default_factory=list)
    themes: Sequence[Theme] = ()

    def counts(
        self, interviews: Sequence[Interview], themes: Mapping[str, Iterable[str]] | list[Headline]
    ) -> RoundCounts:
        return count_round(self.round, interviews, self._headlines(interviews, themes), self.themes, self.releases)

    def look(self, interviews: Sequence[Interview], themes: Mapping[str, Iterable[str]] | list[Headline]) -> Summary:
        """The summary of today, which does not leave."""
        return build_summary(
            self.round,
            interviews,
            self._headlines(interviews, themes),
            self.themes,
            [],
            held=0,
            today=date(2026, 3, 30),
            earlier=self.releases,
        )

    def tell(self, interviews: Sequence[Interview], themes: Mapping[str, Iterable[str]] | list[Headline]) -> Summary:
        """The summary of today, which leaves."""
        summary = self.look(interviews, themes)
        at = FIRST + timedelta(days=len(self.releases))
        self.releases.append(summary_release(self.counts(interviews, themes), at))
        return summary

    def write_letters(self, interviews: Sequence[Interview], themes: Mapping[str, Iterable[str]]) -> None:
        """Letters leave."""
        at = FIRST + timedelta(days=len(self.releases))
        self.releases.append(letters_release(self.counts(interviews, themes), at))

    @staticmethod
    def _headlines(
        interviews: Sequence[Interview], themes: Mapping[str, Iterable[str]] | list[Headline]
    ) -> list[Headline]:
        """Headlines about interviews that are there; those of somebody who withdrew are deleted with the interview."""
        here = {interview.id for interview in interviews}
        if isinstance(themes, list):
            return [headline for headline in themes if here & set(headline.interview_ids)]
        return [h for theme, who in themes.items() for h in said(theme, (one for one in who if one in here))]


def counts_of(summary: Summary) -> dict[str, str]:
    """What is said of each theme."""
    return {theme.name: theme.count for theme in summary.themes}


def ids(interviews: Iterable[Interview]) -> list[str]:
    return [interview.id for interview in interviews]


def edited(interview: Interview) -> Interview:
    """Another answer of the same person."""
    notes = tuple(replace(note, text=f"{note.text} Then the sun shone.") for note in interview.notes)
    return replace(interview, fingerprint=f"{interview.fingerprint}!", notes=notes)


def corrected(interview: Interview, new_id: str = "") -> Interview:
    """Another date or interviewer beside the same words; under some identities the row gets ``new_id``."""
    return replace(interview, id=new_id or interview.id, fingerprint=f"{interview.fingerprint}?")
