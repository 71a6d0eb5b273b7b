"""The requests of spreadsheets.batchUpdate for what lies over the cells: merges, protection, filters, colours."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from tests.google.standin.errors import invalid
from tests.google.standin.grid import in_answer, mask_of, span_of, tab_of
from tests.google.standin.spreadsheet import Spreadsheet, Tab

Json = dict[str, Any]


def _merge_cells(sheet: Spreadsheet, request: Json) -> None:
    tab = span_of(sheet, request["range"]).tab
    tab.parts.setdefault("merges", []).append({"sheetId": tab.sheet_id, **request["range"]})


def _unmerge_cells(sheet: Spreadsheet, request: Json) -> None:
    tab = span_of(sheet, request["range"]).tab
    tab.parts["merges"] = [each for each in tab.parts.get("merges", []) if each != request["range"]]


def _add_protected_range(sheet: Spreadsheet, request: Json) -> Json:
    given = {name: value for name, value in request["protectedRange"].items() if value not in (None, False, "")}
    tab = span_of(sheet, given["range"]).tab
    made = {"protectedRangeId": secrets.randbelow(2**31), **given, "requestingUserCanEdit": True}
    if given.get("warningOnly"):
        if given.get("editors"):
            raise invalid("Cannot set editors on a warning-only protected range.")
    else:
        made["editors"] = {"users": [request["_account"]]}
    tab.parts.setdefault("protectedRanges", []).append(made)
    return {"addProtectedRange": {"protectedRange": in_answer(made)}}


def _update_protected_range(sheet: Spreadsheet, request: Json) -> None:
    given = request["protectedRange"]
    _, found = _part(sheet, "protectedRanges", "protectedRangeId", given.get("protectedRangeId"))
    mask = mask_of(request, "ProtectedRange")
    for name in list(given) if "*" in mask else mask:
        if given.get(name) is None:
            found.pop(name, None)
        else:
            found[name] = given[name]


def _add_filter_view(sheet: Spreadsheet, request: Json) -> Json:
    made = {"filterViewId": secrets.randbelow(2**31), **request["filter"]}
    span_of(sheet, made["range"]).tab.parts.setdefault("filterViews", []).append(made)
    return {"addFilterView": {"filter": in_answer(made)}}


def _add_banding(sheet: Spreadsheet, request: Json) -> Json:
    made = {"bandedRangeId": secrets.randbelow(2**31), **request["bandedRange"]}
    span_of(sheet, made["range"]).tab.parts.setdefault("bandedRanges", []).append(made)
    return {"addBanding": {"bandedRange": in_answer(made)}}


def _add_conditional_format(sheet: Spreadsheet, request: Json) -> None:
    ranges = request["rule"].get("ranges") or []
    if not ranges:
        raise invalid("A rule must have at least one range.")
    rules = span_of(sheet, ranges[0]).tab.parts.setdefault("conditionalFormats", [])
    rules.insert(request.get("index", len(rules)), request["rule"])


def _set_basic_filter(sheet: Spreadsheet, request: Json) -> None:
    span_of(sheet, request["filter"]["range"]).tab.parts["basicFilter"] = request["filter"]


def _clear_basic_filter(sheet: Spreadsheet, request: Json) -> None:
    tab = tab_of(sheet, request)
    tab.parts.pop("basicFilter", None)
    tab.by_filter.clear()


def _deleter(part: str, key: str) -> Callable[[Spreadsheet, Json], None]:
    def delete(sheet: Spreadsheet, request: Json) -> None:
        tab, found = _part(sheet, part, key, request.get("filterId", request.get(key)))
        tab.parts[part].remove(found)

    return delete


def _part(sheet: Spreadsheet, part: str, key: str, wanted: object) -> tuple[Tab, Json]:
    for tab in sheet.tabs:
        for each in tab.parts.get(part, []):
            if each[key] == wanted:
                return tab, each
    raise invalid(f"No {key} with id: {wanted}")


PART_EDITS: dict[str, Callable[[Spreadsheet, Json], Json | None]] = {
    "mergeCells": _merge_cells,
    "unmergeCells": _unmerge_cells,
    "addProtectedRange": _add_protected_range,
    "updateProtectedRange": _update_protected_range,
    "deleteProtectedRange": _deleter("protectedRanges", "protectedRangeId"),
    "addFilterView": _add_filter_view,
    "deleteFilterView": _deleter("filterViews", "filterViewId"),
    "addBanding": _add_banding,
    "deleteBanding": _deleter("bandedRanges", "bandedRangeId"),
    "addConditionalFormatRule": _add_conditional_format,
    "setBasicFilter": _set_basic_filter,
    "clearBasicFilter": _clear_basic_filter,
}
