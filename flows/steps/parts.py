"""The interviews of one response: an interviewer may type up several at once (``repeat`` in round.toml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from redaction.redactor import Redactor
from rounds.interviews import IdentifiedResponse, Interview, Response
from rounds.round import Role, Source


def split_parts(source: Source, responses: Iterable[Response]) -> Iterator[Response]:
    """One response for each interview in each of ``responses``, with the answers that belong to it.

    A group of ``repeat`` in which nothing was filled in holds no interview; of a response without any, the first
    stays, so that it is held and counted.
    """
    if not source.repeat:
        yield from responses
        return
    parts = [[column.address for column in part.read_columns] for part in source.parts]
    groups = [[c.address for c in group.columns if c.role is not Role.DISCARD] for group in source.repeat]
    for response in responses:
        filled = [n for n, group in enumerate(groups) if any(response.answers.get(a, "").strip() for a in group)]
        for part in filled or [0]:
            answers = {address: response.answers.get(address, "") for address in parts[part]}
            yield replace(response, answers=answers, part=part)


def redact_parts(redactor: Redactor, source: Source, rows: Sequence[IdentifiedResponse]) -> list[Interview]:
    """One interview for each of ``rows``, each redacted by the columns of its part. Raises as ``Redactor.redact``."""
    interviews: list[Interview] = []
    for number, part in enumerate(source.parts):
        mine = [row for row in rows if row.response.part == number]
        if mine:
            interviews += redactor.redact(part, mine)
    return interviews
