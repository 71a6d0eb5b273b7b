"""What a night takes, from one school to 10,000: formulas over measured constants, and the tables of docs/scale.md."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

SCHOOLS = (1, 10, 100, 1_000, 10_000)
_HOUR = 3_600
_GIGABYTE = 1e9


@dataclass(frozen=True, slots=True)
class School:
    """What we assume of one school; change it to plan your own.

    ``interviews`` of a round come in over ``nights_open`` nights, from ``forms`` Google forms.
    """

    rounds_open: int = 1
    rounds_a_year: int = 3
    years_kept: int = 3
    interviews: int = 200
    nights_open: int = 20
    forms: int = 2


@dataclass(frozen=True, slots=True)
class Measured:
    """Constants that ``python -m benchmarks.scale`` prints, on two cores of a small server; see CONSTANTS."""

    redact_interview: float = 0.08
    unchanged_round: float = 0.1
    whole_night: float = 2.4
    start_flow_run: float = 8.6
    prefect_server_round: float = 0.1
    prefect_kept_round: float = 44.0
    flow_run_megabytes: float = 560.0
    empty_kilobytes: float = 520.0
    interview_kilobytes: float = 6.7
    night_kilobytes: float = 1.0
    tables_a_round: int = 23


CONSTANTS = (  # what it is, its unit, which part of benchmarks.scale prints it
    ("redact_interview", "redact an interview: three notes, 255 words", "s CPU", "stores"),
    ("unchanged_round", "a round without news, in a process that runs already", "s CPU", "stores"),
    ("whole_night", "`sayback nightly` for one round without news, start included", "s CPU", "stores"),
    ("start_flow_run", "Prefect and the start of a flow run, the model included", "s CPU", "workers"),
    ("prefect_server_round", "the Prefect server itself, a round", "s CPU", "workers"),
    ("prefect_kept_round", "Prefect's database, a round and night", "kB", "workers"),
    ("flow_run_megabytes", "memory of a flow run that redacts", "MB", "workers"),
    ("empty_kilobytes", "a notebook in PostgreSQL without interviews", "kB", "stores"),
    ("interview_kilobytes", "each interview with two headlines, in PostgreSQL", "kB", "stores"),
    ("night_kilobytes", "what a night notes down, an estimate", "kB", ""),
    ("tables_a_round", "tables of a round in PostgreSQL", "", ""),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What others set: Google's quotas a minute (project, one user), and what we choose."""

    lists: tuple[int, int] = (450, 180)
    reads: tuple[int, int] = (975, 390)
    pace: float = 86.0  # of all requests to Forms a minute, with the rate limit of docs/district.md
    chunk: int = 25  # rounds a flow run: the default of district.toml
    night_hours: float = 4.0
    busy: float = 0.7  # of a core: the rest waits for Google and the disk
    rounds_a_database: int = 2_000
    nights_kept: int = 90  # in Prefect's database


@dataclass(frozen=True, slots=True)
class Plan:
    """The numbers for so many schools."""

    schools: int
    school: School = School()
    measured: Measured = Measured()
    limits: Limits = Limits()

    @property
    def rounds(self) -> int:
        """Open rounds: those that a night collects."""
        return self.schools * self.school.rounds_open

    @property
    def rounds_kept(self) -> int:
        """Rounds whose stores are kept."""
        return self.schools * self.school.rounds_a_year * self.school.years_kept

    @property
    def flow_runs(self) -> int:
        """Flow runs of a night: one for a chunk, and the one that starts them."""
        return math.ceil(self.rounds / self.limits.chunk) + 1

    @property
    def lists(self) -> int:
        """``responses.list`` of a night: one for each form, and one more where there is something new."""
        return self.rounds * self.school.forms * 2

    @property
    def reads(self) -> int:
        """``forms.get`` of a night."""
        return self.rounds * self.school.forms

    def google_minutes(self, of_project: bool) -> float:
        """Minutes that Google's quota makes of these requests: for all accounts of a project, or for one account."""
        nth = 0 if of_project else 1
        return max(self.lists / self.limits.lists[nth], self.reads / self.limits.reads[nth])

    @property
    def paced_minutes(self) -> float:
        """Minutes of these requests at the pace that all runs share."""
        return (self.lists + self.reads) / self.limits.pace

    @property
    def quiet_hours(self) -> float:
        """CPU hours of a night without news."""
        return (self.rounds * self.measured.unchanged_round + self._starting) / _HOUR

    @property
    def usual_hours(self) -> float:
        """CPU hours of a night on which every round has its share of new interviews."""
        new = self.school.interviews / self.school.nights_open
        return self.quiet_hours + self.rounds * new * self.measured.redact_interview / _HOUR

    @property
    def first_hours(self) -> float:
        """CPU hours of a night that redacts everything anew: a first night, or new rules of redaction."""
        return self.quiet_hours + self.rounds * self.school.interviews * self.measured.redact_interview / _HOUR

    @property
    def worker_processes(self) -> int:
        """Processes that end a first night in time; the usual ones need far fewer."""
        return max(1, math.ceil(self.first_hours / self.limits.night_hours / self.limits.busy))

    @property
    def worker_gigabytes(self) -> float:
        """Memory of so many workers."""
        return self.worker_processes * self.measured.flow_run_megabytes / 1_000

    @property
    def notebooks_gigabytes(self) -> float:
        """All notebooks in PostgreSQL."""
        interviews = self.school.interviews * self.measured.interview_kilobytes
        nights = self.school.nights_open * self.measured.night_kilobytes
        return self.rounds_kept * (self.measured.empty_kilobytes + interviews + nights) * 1_000 / _GIGABYTE

    @property
    def tables(self) -> int:
        """Tables in PostgreSQL, over all databases."""
        return self.rounds_kept * self.measured.tables_a_round

    @property
    def databases(self) -> int:
        """Pairs of databases (notebooks, ledgers) that the rounds are spread over."""
        return math.ceil(self.rounds_kept / self.limits.rounds_a_database)

    @property
    def connections(self) -> int:
        """Connections at once: a worker process has one to notebooks and at times one to ledgers."""
        return 2 * self.worker_processes

    @property
    def prefect_minutes(self) -> float:
        """CPU minutes of the Prefect server in a night."""
        return self.rounds * self.measured.prefect_server_round / 60

    @property
    def prefect_gigabytes(self) -> float:
        """Prefect's database with so many nights in it."""
        return self.rounds * self.measured.prefect_kept_round * self.limits.nights_kept * 1_000 / _GIGABYTE

    @property
    def _starting(self) -> float:
        return (self.flow_runs - 1) * self.measured.start_flow_run


_Row = tuple[str, Callable[[Plan], float]]
TABLES: dict[str, Sequence[_Row]] = {
    "requests": (
        ("open rounds", lambda plan: plan.rounds),
        ("`responses.list`, every form with news", lambda plan: plan.lists),
        ("`forms.get`", lambda plan: plan.reads),
        ("minutes at the pace of the shared limit", lambda plan: plan.paced_minutes),
        ("minutes at one account's quota", lambda plan: plan.google_minutes(of_project=False)),
        ("minutes at the project's quota", lambda plan: plan.google_minutes(of_project=True)),
    ),
    "cpu": (
        ("a night without news, CPU hours", lambda plan: plan.quiet_hours),
        ("a usual night, CPU hours", lambda plan: plan.usual_hours),
        ("everything anew, CPU hours", lambda plan: plan.first_hours),
        ("worker processes for that", lambda plan: plan.worker_processes),
        ("their memory, GB", lambda plan: plan.worker_gigabytes),
    ),
    "stores": (
        ("rounds kept", lambda plan: plan.rounds_kept),
        ("notebooks in PostgreSQL, GB", lambda plan: plan.notebooks_gigabytes),
        ("tables", lambda plan: plan.tables),
        ("pairs of databases", lambda plan: plan.databases),
        ("connections at once", lambda plan: plan.connections),
    ),
    "prefect": (
        ("flow runs a night", lambda plan: plan.flow_runs),
        ("the server's CPU, minutes a night", lambda plan: plan.prefect_minutes),
        ("its database after 90 nights, GB", lambda plan: plan.prefect_gigabytes),
    ),
}


def table(name: str) -> str:
    """One table of docs/scale.md, in Markdown."""
    return "\n".join(_lines(TABLES[name]))


def constants() -> str:
    """The table of what was measured."""
    measured = Measured()
    rows = [f"| {what} | {getattr(measured, name):g} {unit} | {part} |" for name, what, unit, part in CONSTANTS]
    return "\n".join(["| measured | value | printed by `scale ...` |", "|---|---:|---|", *rows])


def page() -> str:
    """All tables."""
    return "\n\n".join([*(f"{name}\n\n{table(name)}" for name in TABLES), f"constants\n\n{constants()}"])


def _lines(rows: Sequence[_Row]) -> Iterator[str]:
    plans = [Plan(schools) for schools in SCHOOLS]
    yield "| schools | " + " | ".join(f"{schools:,}" for schools in SCHOOLS) + " |"
    yield "|---|" + "---:|" * len(SCHOOLS)
    for name, value in rows:
        yield f"| {name} | " + " | ".join(_shown(value(plan)) for plan in plans) + " |"


def _shown(value: float) -> str:
    """Whole numbers as they are, others with two digits that count."""
    if isinstance(value, int) or value >= 10:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 1 else f"{value:.2g}" if value >= 0.01 else "<0.01"
