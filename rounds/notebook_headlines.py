"""How headlines, themes and predictions are laid out in the notebook's tables, per worksheet they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, delete, insert, select

from rounds.headlines import Headline, HeadlineKind, Outcome, Prediction, ReadBack, Theme
from rounds.tables_notebook import headline_interviews, headlines, predictions, predictions_made, themes, worksheets


@dataclass(frozen=True, slots=True)
class WorksheetRecord:
    """A worksheet that was read back: its file name, when, and whether the team chose "none written"."""

    name: str
    read_at: datetime
    no_predictions: bool


def replace_worksheet(connection: Connection, readback: ReadBack, worksheet: str, at: datetime) -> bool:
    """Stores what people wrote in ``worksheet``; tells whether that took the place of an earlier reading."""
    known = forget_worksheet(connection, worksheet)
    connection.execute(
        insert(worksheets), {"name": worksheet, "read_at": at, "no_predictions": readback.no_predictions}
    )
    _insert(connection, headlines, worksheet, [_headline_columns(headline) for headline in readback.headlines])
    _insert_references(connection, worksheet, readback.headlines)
    _insert(connection, themes, worksheet, [_theme_columns(theme) for theme in readback.themes])
    _insert(connection, predictions, worksheet, [_prediction_columns(one) for one in readback.predictions])
    return known


def forget_worksheet(connection: Connection, worksheet: str) -> bool:
    """Deletes everything that came from ``worksheet``; False if nothing did."""
    return connection.execute(delete(worksheets).where(worksheets.c.name == worksheet)).rowcount > 0


def drop_headlines(
    connection: Connection, interview_ids: Collection[str], stay: Collection[str], also: Collection[str] = ()
) -> int:
    """Takes these interviews out of all headlines, and deletes those that name no other. Returns how many went.

    One that also names others stays with them only if its id is in ``stay``. Those of the ids ``also`` go as well.
    """
    references = _references(connection)
    dropped = 0
    for row in _in_order(connection, headlines):
        key = row["worksheet"], row["position"]
        if row["id"] not in also and not set(interview_ids) & set(references[key]):
            continue
        where = (headlines.c.worksheet == key[0]) & (headlines.c.position == key[1])
        if row["id"] in also or row["id"] not in stay or set(references[key]) <= set(interview_ids):
            dropped += connection.execute(delete(headlines).where(where)).rowcount
    connection.execute(delete(headline_interviews).where(headline_interviews.c.interview_id.in_(interview_ids)))
    return dropped


def load_worksheets(connection: Connection) -> list[WorksheetRecord]:
    """The worksheets that were read back, by name."""
    rows = connection.execute(select(worksheets)).mappings()
    return sorted((WorksheetRecord(**row) for row in rows), key=lambda record: record.name)


def load_headlines(connection: Connection) -> list[Headline]:
    """All headlines, worksheet by worksheet, in the order of their rows."""
    references = _references(connection)
    rows = _in_order(connection, headlines)
    return [_headline(row, references[row["worksheet"], row["position"]]) for row in rows]


def load_themes(connection: Connection) -> list[Theme]:
    """The themes of all worksheets, small ``order`` first; equal names (in any case) are one theme."""
    merged: dict[str, Theme] = {}
    for row in _in_order(connection, themes):
        theme = Theme(row["name"], row["definition"], row["place_in_order"], row["theme_id"], tuple(row["replaces"]))
        key = " ".join(theme.name.casefold().split())
        merged[key] = _merge(merged[key], theme) if key in merged else theme
    return sorted(merged.values(), key=lambda theme: (theme.order, theme.name))


def load_predictions(connection: Connection) -> list[Prediction]:
    """All predictions, worksheet by worksheet, in the order of their rows."""
    return [
        Prediction(row["text"], Outcome(row["outcome"]), row["written_at"], row["is_late"])
        for row in _in_order(connection, predictions)
    ]


def add_predictions_made(connection: Connection, texts: Sequence[str], at: datetime) -> None:
    """Records what the team expects to hear."""
    if texts:
        connection.execute(insert(predictions_made), [{"text": text, "written_at": at} for text in texts])


def drop_prediction_made(connection: Connection, number: int) -> bool:
    """Deletes the prediction that is the ``number``-th of those recorded, from 1; False if there is none."""
    ids = list(connection.scalars(select(predictions_made.c.id).order_by(predictions_made.c.id)))
    if not 1 <= number <= len(ids):
        return False
    connection.execute(delete(predictions_made).where(predictions_made.c.id == ids[number - 1]))
    return True


def load_predictions_made(connection: Connection) -> list[Prediction]:
    """The recorded predictions, oldest first; what became of them is open here."""
    rows = connection.execute(select(predictions_made).order_by(predictions_made.c.id)).mappings()
    return [Prediction(row["text"], written_at=row["written_at"]) for row in rows]


def _merge(first: Theme, second: Theme) -> Theme:
    return Theme(
        first.name,
        first.definition or second.definition,
        min(first.order, second.order),
        first.id or second.id,
        tuple(dict.fromkeys([*first.replaces, *second.replaces])),
    )


def _insert(connection: Connection, table: Table, worksheet: str, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        values = [{"worksheet": worksheet, "position": position, **row} for position, row in enumerate(rows)]
        connection.execute(insert(table), values)


def _insert_references(connection: Connection, worksheet: str, written: Sequence[Headline]) -> None:
    rows = [
        {"worksheet": worksheet, "headline": number, "position": position, "interview_id": interview_id}
        for number, headline in enumerate(written)
        for position, interview_id in enumerate(headline.interview_ids)
    ]
    if rows:
        connection.execute(insert(headline_interviews), rows)


def _headline_columns(headline: Headline) -> dict[str, Any]:
    names = ("id", "question", "text", "theme", "pair", "dissent", "surprise", "place", "source_changed")
    return {**{name: getattr(headline, name) for name in names}, "kind": headline.kind.value}


def _theme_columns(theme: Theme) -> dict[str, Any]:
    return {
        "name": theme.name,
        "definition": theme.definition,
        "place_in_order": theme.order,
        "theme_id": theme.id,
        "replaces": list(theme.replaces),
    }


def _prediction_columns(prediction: Prediction) -> dict[str, Any]:
    return {
        "text": prediction.text,
        "outcome": prediction.outcome.value,
        "written_at": prediction.written_at,
        "is_late": prediction.is_late,
    }


def _in_order(connection: Connection, table: Table) -> list[RowMapping]:
    rows = connection.execute(select(table)).mappings()
    return sorted(rows, key=lambda row: (row["worksheet"], row["position"]))


def _references(connection: Connection) -> defaultdict[tuple[str, int], tuple[str, ...]]:
    found: defaultdict[tuple[str, int], tuple[str, ...]] = defaultdict(tuple)
    query = select(headline_interviews).order_by(headline_interviews.c.position)
    for row in connection.execute(query).mappings():
        found[row["worksheet"], row["headline"]] += (row["interview_id"],)
    return found


def _headline(row: RowMapping, interview_ids: tuple[str, ...]) -> Headline:
    plain = {name: value for name, value in row.items() if name not in ("worksheet", "position", "kind")}
    return Headline(**plain, kind=HeadlineKind(row["kind"]), interview_ids=interview_ids)
