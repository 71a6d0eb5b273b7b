"""The assemble step as a Prefect flow."""

from __future__ import annotations

from pathlib import Path

from flows.prefect_setup import clean_flow, clean_task
from flows.steps import assemble as writing
from flows.steps import read_back as reading
from flows.steps.assemble_report import AssembleReport, ReadReport


@clean_task("write worksheet")
def write_worksheet(round_folder: str, early: bool = False, copies: tuple[str, ...] = ()) -> AssembleReport:
    """Writes the headline worksheet; what people wrote in an earlier one is kept."""
    return writing.assemble(Path(round_folder), early=early, copies=[Path(copy) for copy in copies])


@clean_task("read worksheet")
def read_worksheet(round_folder: str) -> ReadReport:
    """Reads headlines, themes and predictions back."""
    return reading.read_back(Path(round_folder))


@clean_flow("assemble")
def assemble(round_folder: str, early: bool = False, copies: tuple[str, ...] = ()) -> AssembleReport:
    """Writes the headline worksheet of the round in ``round_folder``; ``copies`` came back from pairs."""
    report: AssembleReport = write_worksheet(round_folder, early, copies)
    return report


@clean_flow("assemble-read")
def assemble_read(round_folder: str) -> ReadReport:
    """Reads the headline worksheet of the round in ``round_folder`` back."""
    report: ReadReport = read_worksheet(round_folder)
    return report
