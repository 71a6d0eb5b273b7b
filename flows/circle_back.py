"""The circle-back step as a Prefect flow. It waits where nobody approved the letters; the ledger alone says who did."""

from __future__ import annotations

from pathlib import Path

from flows.approval_runs import can_wait, wait_for_approval
from flows.prefect_setup import clean_flow, clean_task
from flows.steps import circle_back as steps
from flows.steps.circle_back import CircleBackReport


@clean_task("write letters")
def write_letters(round_folder: str, send: bool, may_wait: bool = False) -> CircleBackReport:
    """Drafts the letters; with ``send`` delivers them if a lead approved exactly these."""
    return steps.circle_back(Path(round_folder), send=send, may_wait=may_wait)


@clean_flow("circle-back")
def circle_back(round_folder: str, send: bool = False) -> CircleBackReport:
    """Drafts the letters of the round in ``round_folder``; with ``send`` sends them once they are approved.

    Where nobody approved them, a run of a deployment suspends until `sayback approve` wakes it, and then starts from
    the top; a run of no deployment cannot wait. Raises NotApproved when there is no approval then either.
    """
    waits = send and can_wait()
    report: CircleBackReport = write_letters(round_folder, send, waits)
    if waits and report.letters and report.approved_by is None:
        wait_for_approval()  # raises what makes Prefect suspend this run, and returns only in a run that was woken
        report = write_letters(round_folder, send)
    return report
