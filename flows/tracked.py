"""Runs a step in this process, or as a tracked flow run where PREFECT_API_URL names a server.

Importing Prefect takes a second, so it is imported only for tracked runs.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flows.steps.failures import without_text

if TYPE_CHECKING:
    from flows.approval_runs import Woken
    from flows.steps.assemble_report import AssembleReport, ReadReport
    from flows.steps.circle_back import CircleBackReport
    from flows.steps.collect_report import CollectReport
    from flows.steps.summarize import SummarizeReport


def is_tracked() -> bool:
    """Whether a Prefect server is named."""
    return bool(os.environ.get("PREFECT_API_URL"))


def run_collect(folder: Path, workers: int | None = None, *, full: bool = False) -> CollectReport:
    """Runs collect."""
    if is_tracked():
        from flows.collect import collect as flow

        report: CollectReport = flow(str(folder.resolve()), workers, full)
        return report
    from flows.steps.collect import collect

    return without_text(collect)(folder, workers, full=full)


def run_assemble(folder: Path, *, early: bool = False, copies: Sequence[Path] = ()) -> AssembleReport:
    """Runs assemble."""
    if is_tracked():
        from flows.assemble import assemble as flow

        report: AssembleReport = flow(str(folder.resolve()), early, tuple(str(copy.resolve()) for copy in copies))
        return report
    from flows.steps.assemble import assemble

    return without_text(assemble)(folder, early=early, copies=copies)


def run_read(folder: Path) -> ReadReport:
    """Runs assemble --read."""
    if is_tracked():
        from flows.assemble import assemble_read as flow

        report: ReadReport = flow(str(folder.resolve()))
        return report
    from flows.steps.read_back import read_back

    return without_text(read_back)(folder)


def run_summarize(folder: Path, send: bool, *, dry_run: bool = False) -> SummarizeReport:
    """Runs summarize."""
    if is_tracked():
        from flows.summarize import summarize as flow

        report: SummarizeReport = flow(str(folder.resolve()), send, dry_run)
        return report
    from flows.steps.summarize import summarize

    return without_text(summarize)(folder, send=send, dry_run=dry_run)


def run_circle_back(folder: Path, send: bool) -> CircleBackReport:
    """Runs circle-back."""
    if is_tracked():
        from flows.circle_back import circle_back as flow

        report: CircleBackReport = flow(str(folder.resolve()), send)
        return report
    from flows.steps.circle_back import circle_back

    return without_text(circle_back)(folder, send=send)


def wake_runs(folder: Path) -> Woken | None:
    """Wakes the runs that wait for an approval of this round; None where no server is named. Raises TryAgain."""
    if not is_tracked():
        return None
    from flows.approval_runs import wake_runs as wake

    return without_text(wake)(folder)
