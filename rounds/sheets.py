"""A spreadsheet as text, whatever program or service holds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell as text. ``calculated`` tells a formula or an error value from a text that only looks like one.

    ``comment`` is what people attached to the cell, where the program keeps that beside its text.
    """

    text: str = ""
    calculated: bool = False
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A tab as text: its rows from the first on, each with its cells from the first column on."""

    title: str
    rows: tuple[tuple[SheetCell, ...], ...]
