"""Rows of a form for later thoughts in which interviewers report whom they have told: numbers only, never a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flows.steps.workplace import Workplace
from redaction.answers import answer_to
from rounds.counted import counted
from rounds.interviews import Response
from rounds.round import TEXT_ROLES, Role, Source
from rounds.team import InterviewerNames
from rounds.told import ToldReport, UnreadableReport, told_numbers


@dataclass(slots=True)
class ToldRows:
    """The reports among the rows of one source; nothing where it has no such columns.

    ``unreadable`` are rows whose report nobody can be sure of, with the reason. They are reported, never guessed.
    """

    place: Workplace
    source: Source
    unreadable: dict[int, str] = field(default_factory=dict)
    _found: dict[str, ToldReport] = field(default_factory=dict)  # by row id
    _typed: dict[str, str] = field(default_factory=dict, repr=False)  # by row id: an unknown name, for this run only
    _without: set[str] = field(default_factory=set)  # rows without a report, or with one that cannot be read
    _names: InterviewerNames | None = field(default=None, repr=False)

    @property
    def expected(self) -> bool:
        """Whether the source has columns for reports."""
        return self.source.single(Role.TOLD) is not None

    @property
    def count(self) -> int:
        """How many reports were read in this run, also those that a newer one replaces."""
        return len(self._found)

    @property
    def unknown(self) -> int:
        """How many reports are by somebody whose name is not in team.csv."""
        return sum(report.interviewer is None for report in self._newest_of_unknown())

    def notice(self, row_id: str, response: Response) -> bool:
        """Keeps the numbers of a row; True when the row holds nothing else, and so no thought."""
        return self.expected and self._read(row_id, response) and not _has_text(self.source, response)

    def rename(self, ids: Mapping[str, str]) -> None:
        """Gives the rows their ids, where those are known only when all rows were seen."""
        self._found = {ids[id_]: replace(report, id=ids[id_]) for id_, report in self._found.items()}
        self._typed = {ids[id_]: typed for id_, typed in self._typed.items()}
        self._without = {ids[id_] for id_ in self._without}

    def store(self, *, all_of_it: bool) -> bool:
        """Stores what was noticed; whether that is another than before.

        ``all_of_it``: every row of the source was seen, so others are gone.
        """
        if not self.expected:
            return False
        before = self.place.notebook.told()
        self.place.notebook.save_told(self.source.key, self._newest_of_unknown(), all_of_it=all_of_it)
        if not all_of_it:
            self.place.notebook.forget_told(self.source.key, self._without)
        return self.place.notebook.told() != before

    def warnings(self) -> list[str]:
        """What people should look at, by row; no cell is quoted."""
        found = [
            f"{self.source.key}, row {row}: the report of people told cannot be read ({why}) and is not counted."
            " Correct the response in the form."
            for row, why in sorted(self.unreadable.items())
        ]
        if self.unknown:
            found.append(
                f"{self.source.key}: {counted(self.unknown, 'report')} of people told by somebody whose name is not in"
                " team.csv. It counts; add the name there under `also_typed_as`, so that nobody is counted twice."
            )
        return found

    def _read(self, row_id: str, response: Response) -> bool:
        """Whether the row holds a report, readable or not."""
        self._found.pop(row_id, None)
        self._typed.pop(row_id, None)
        self._without.discard(row_id)
        try:
            report = self._report(row_id, response)
        except UnreadableReport as problem:
            self.unreadable[response.row] = str(problem)
            self._without.add(row_id)
            return True
        if report is None:
            self._without.add(row_id)
            return False
        self._found[row_id] = report
        return True

    def _report(self, row_id: str, response: Response) -> ToldReport | None:
        numbers = told_numbers(*_cells(self.source, response))
        if numbers is None:
            return None
        typed = answer_to(response, self.source.single(Role.INTERVIEWER)).strip()
        if not typed:
            raise UnreadableReport("the interviewer's name is missing")
        if response.submitted_at is None:
            raise UnreadableReport("its time cannot be read")
        code = self._team().code_for(typed)
        if code is None:
            self._typed[row_id] = " ".join(typed.casefold().split())
        return ToldReport(row_id, self.source.key, code, *numbers, self._moment(response.submitted_at))

    def _newest_of_unknown(self) -> Sequence[ToldReport]:
        """All reports; of each unknown name only the newest, as the store does not know them apart."""
        newest = {self._typed[id_]: id_ for id_ in sorted(self._typed, key=self._when)}
        return [report for id_, report in self._found.items() if report.interviewer or newest[self._typed[id_]] == id_]

    def _when(self, row_id: str) -> tuple[str, str]:
        moment = self._found[row_id].submitted_at
        return (moment.astimezone(UTC).isoformat() if moment else "", row_id)

    def _team(self) -> InterviewerNames:
        if self._names is None:
            self._names = InterviewerNames(self.place.team())
        return self._names

    def _moment(self, moment: datetime) -> datetime:
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(self.place.round.timezone))


def is_only_report(source: Source, response: Response) -> bool:
    """Whether a row reports whom somebody has told, and holds no thought."""
    if source.single(Role.TOLD) is None or _has_text(source, response):
        return False
    try:
        return told_numbers(*_cells(source, response)) is not None
    except UnreadableReport:
        return True


def _has_text(source: Source, response: Response) -> bool:
    return any(answer_to(response, column).strip() for column in source.with_role(*TEXT_ROLES))


def _cells(source: Source, response: Response) -> tuple[str, str]:
    told, listened_to = source.single(Role.TOLD), source.single(Role.LISTENED_TO)
    return answer_to(response, told), answer_to(response, listened_to)
