"""Marks of interviews that a release keeps, and which of them are the same person's although their ids differ.

Under some identities a correction (a misspelt interviewer, a time) gives a row another id. Whoever counted ids would
take the one person for two: one who went and one who came.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from rounds.interviews import Interview
from rounds.releases import Mark

_BITS = 12  # of a digest of the words: among 4,096 values a guess proves nothing, and few pairs meet by chance


def marks_of(interviews: Iterable[Interview]) -> tuple[Mark, ...]:
    """A mark of each interview, by id; digests of what are keyed digests already, and a few bits of the words."""
    return tuple(map(_mark, sorted(interviews, key=lambda interview: interview.id)))


def _mark(interview: Interview) -> Mark:
    words = [part for note in interview.notes for part in (note.question, note.text)]
    return Mark(
        _digest(interview.id),
        _digest(interview.id, interview.fingerprint),
        interview.source,
        code=_digest("code", interview.code_digest) if interview.code_digest else "",
        words=_digest(interview.source, *words)[: _BITS // 4],
    )


def people_of(releases: Sequence[Sequence[Mark]]) -> dict[str, str]:
    """A name for the person of each marked interview; ``releases`` are in order, the oldest first.

    One person's are interviews with the same code, and an interview that comes with the words of one that went. Where
    that is wrong (two share a code) fewer people are counted, and a count stays the longer.
    """
    people: dict[str, str] = {}
    words: dict[str, tuple[str, str]] = {}  # of every interview that was seen: its form and its words
    joined: dict[str, str] = {}
    codes: dict[str, str] = {}
    for marks in releases:
        here = {mark.interview for mark in marks}
        went: dict[tuple[str, str], list[str]] = {}
        for interview, said in words.items():
            if interview not in here:
                went.setdefault(said, []).append(interview)
        for mark in marks:
            if mark.interview not in people:
                twins = went.get((mark.source, mark.words), []) if mark.words else []
                people[mark.interview] = people[twins.pop()] if twins and mark.code not in codes else mark.interview
            if mark.code:
                _join(joined, people[mark.interview], codes.setdefault(mark.code, people[mark.interview]))
        words |= {mark.interview: (mark.source, mark.words) for mark in marks}
    return {interview: _root(joined, person) for interview, person in people.items()}


def _join(joined: dict[str, str], one: str, other: str) -> None:
    one, other = _root(joined, one), _root(joined, other)
    if one != other:
        joined[one] = other


def _root(joined: dict[str, str], person: str) -> str:
    while person in joined:
        person = joined[person]
    return person


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(("release", *parts)).encode()).hexdigest()[:20]
