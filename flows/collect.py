"""The collect step as a Prefect flow: one task per run pulls, redacts and keeps."""

from __future__ import annotations

from pathlib import Path

from flows.prefect_setup import clean_flow, clean_task
from flows.steps import collect as steps
from flows.steps.collect_report import CollectReport


@clean_task("collect round")
def collect_round(round_folder: str, workers: int | None = None, full: bool = False) -> CollectReport:
    """Raw text exists only inside this task; its report is counts."""
    return steps.collect(Path(round_folder), workers, full=full)


@clean_flow("collect")
def collect(round_folder: str, workers: int | None = None, full: bool = False) -> CollectReport:
    """Pulls new responses of the round in ``round_folder``, redacts them in ``workers`` processes and keeps them.

    ``full`` lists all responses of Google forms, to notice those that were deleted.
    """
    report: CollectReport = collect_round(round_folder, workers, full)
    return report
