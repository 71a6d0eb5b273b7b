"""The headlines that stand in a worksheet as it is carried from one writing into the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.worksheet_read import infer_kind, kind_named
from reports.worksheet_tabs import HEADLINE, KIND, PAIR, THEME, interview_ids
from rounds.headlines import Headline, Written


def headlines_written(written: Written, known: Iterable[str]) -> Iterator[Headline]:
    """What people wrote in the Headline column, with the mark of its row as its id; blank rows are left out.

    ``known`` are the ids of the round's interviews; what else stands in an Interview cell is passed over.
    """
    id_of = {identifier.lower(): identifier for identifier in known}
    for row in written.rows:
        text = row.cell(HEADLINE)
        if text:
            yield Headline(
                id=row.mark,
                interview_ids=tuple(dict.fromkeys(id_of[one] for one in interview_ids(row.interview) if one in id_of)),
                question=row.question,
                kind=kind_named(row.cell(KIND)) or infer_kind(text),
                text=text,
                theme=row.cell(THEME) or None,
                pair=row.cell(PAIR) or None,
            )
