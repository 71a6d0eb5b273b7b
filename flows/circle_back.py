"""The circle-back step as a Prefect flow."""

from __future__ import annotations

from pathlib import Path

from flows.prefect_setup import clean_flow, clean_task
from flows.steps import circle_back as steps
from flows.steps.circle_back import CircleBackReport


@clean_task("write letters")
def write_letters(round_folder: str, send: bool) -> CircleBackReport:
    """Drafts the letters; with ``send`` delivers them if a lead approved exactly these."""
    return steps.circle_back(Path(round_folder), send=send)


@clean_flow("circle-back")
def circle_back(round_folder: str, send: bool = False) -> CircleBackReport:
    """Drafts the letters to the interviewers of the round in ``round_folder``."""
    report: CircleBackReport = write_letters(round_folder, send)
    return report
