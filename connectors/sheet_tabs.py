"""A Google spreadsheet without its cells: where it is, its tabs, and the one that a form writes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connectors.google_names import RESPONSE_SHEET
from connectors.sheet_values import Habits, zone_name
from connectors.source import SourceError

# What `spreadsheets.get` is asked for: no cells, nothing about people.
FIELDS = (
    "spreadsheetId,properties(title,locale,timeZone),"
    "sheets.properties(sheetId,title,sheetType,hidden,gridProperties(rowCount,columnCount))"
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab with cells. ``id`` is its gid, which stays when it is renamed; ``rows`` and ``columns`` are its size."""

    id: int
    title: str
    rows: int
    columns: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Spreadsheet:
    """``id`` stands in its address; ``timezone`` is its own, perhaps under a name that nobody knows."""

    id: str
    title: str
    locale: str
    timezone: str
    tabs: tuple[Tab, ...]

    @property
    def habits(self) -> Habits:
        """How its times are meant. Raises SourceError when its time zone has no name."""
        name = zone_name(self.timezone)
        if name is None:
            raise SourceError(
                f"Google sheet {self.id} has a time zone that Sayback does not know. In the sheet open File, Settings,"
                " and choose the time zone of a city near you."
            )
        return Habits(self.locale, name)


Stamped = Callable[[Sequence[Tab]], Sequence[bool]]  # of each tab, whether its first column is one of timestamps


def spreadsheet_of(id_: str, answer: Mapping[str, Any]) -> Spreadsheet:
    """The spreadsheet that ``spreadsheets.get`` describes; tabs that are a chart or foreign data have no cells."""
    properties = answer.get("properties", {})
    described = [sheet.get("properties", {}) for sheet in answer.get("sheets", ())]
    return Spreadsheet(
        id_,
        properties.get("title", ""),
        properties.get("locale", "en_US"),
        properties.get("timeZone", ""),
        tuple(_tab(one) for one in described if one.get("sheetType", "GRID") == "GRID"),
    )


def _tab(properties: Mapping[str, Any]) -> Tab:
    grid = properties.get("gridProperties", {})
    return Tab(
        properties.get("sheetId", 0),
        properties.get("title", ""),
        grid.get("rowCount", 1_000),
        grid.get("columnCount", 26),
        properties.get("hidden", False),
    )


def chosen_tab(spreadsheet: Spreadsheet, wanted: int | None, are_stamped: Stamped) -> Tab:
    """The tab ``wanted``, even a hidden one; without it the only one that can be a form's.

    That is the only one named as forms name theirs, in any language we know; else the only one that is shown; else
    the only one of these whose header begins with Google's word for "timestamp" (only then ``are_stamped`` is called).
    Raises SourceError naming the tabs where that is not one: taking the first could collect another form's answers.
    """
    if wanted is not None:
        return _by_id(spreadsheet, wanted)
    shown = [tab for tab in spreadsheet.tabs if not tab.hidden]
    named = [tab for tab in shown if _is_named(tab)] or [tab for tab in spreadsheet.tabs if _is_named(tab)]
    candidates = named or shown
    if len(candidates) > 1:
        stamped = [tab for tab, yes in zip(candidates, are_stamped(candidates), strict=True) if yes]
        candidates = stamped or candidates
    if len(candidates) == 1:
        return candidates[0]
    if not candidates:
        raise SourceError(f"Google sheet {spreadsheet.id} shows no tab with cells. {_HOW_TO_SET}")
    raise SourceError(
        f"Google sheet {spreadsheet.id} has several tabs that could hold the responses: {_listed(candidates)}. "
        + _HOW_TO_SET
    )


_HOW_TO_SET = (
    "Set `tab` of this source to the number after gid= in the address that the browser shows while that tab is open."
)


def _by_id(spreadsheet: Spreadsheet, wanted: int) -> Tab:
    for tab in spreadsheet.tabs:
        if tab.id == wanted:
            return tab
    raise SourceError(
        f"Google sheet {spreadsheet.id} has no tab {wanted}: it may have been deleted. Its tabs are"
        f" {_listed(spreadsheet.tabs)}. {_HOW_TO_SET}"
    )


def _is_named(tab: Tab) -> bool:
    return RESPONSE_SHEET.fullmatch(tab.title.strip()) is not None


def _listed(tabs: Sequence[Tab]) -> str:
    return ", ".join(f'"{tab.title}" ({tab.id})' for tab in tabs)
