"""The summarize step as a Prefect flow."""

from __future__ import annotations

from pathlib import Path

from flows.prefect_setup import clean_flow, clean_task
from flows.steps import summarize as steps
from flows.steps.summarize import SummarizeReport


@clean_task("write summary")
def write_summary(round_folder: str, send: bool, dry_run: bool) -> SummarizeReport:
    """Writes the summary after the second look; with ``send`` mails it to the leads."""
    return steps.summarize(Path(round_folder), send=send, dry_run=dry_run)


@clean_flow("summarize")
def summarize(round_folder: str, send: bool = False, dry_run: bool = False) -> SummarizeReport:
    """Writes the round summary for leads, as a draft; with ``send`` the one that may be handed out."""
    report: SummarizeReport = write_summary(round_folder, send, dry_run)
    return report
