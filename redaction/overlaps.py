"""Spans made ready for masking: trimmed, overlaps and parts of one name or address joined. Nothing found is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable

from redaction.unspaced_names import SCRIPTS, is_unspaced
from rounds.interviews import InputSpan

# Of two entities of equal length at one place, the earlier here names it.
_PRECEDENCE = ("EMAIL", "URL", "ADDRESS", "PHONE", "ID", "BIRTHDATE", "HANDLE", "PERSON", "SCHOOL", "PLACE")
_POSSESSIVE = re.compile(r"['’ʼ‘`´]\s?[sS]$")
_BETWEEN_NAMES = re.compile(r" |-")
_BETWEEN_ADDRESSES = re.compile(
    r"[ \t]?[,;.(/-]{0,2}[ \t]?\n?[ \t]?(?:(?:on|at|in|off|of|over|the|en|de|del|por|la|el) ){0,3}#?", re.IGNORECASE
)
# What goes on directly after a name is a part of it, such as *Z@ra*; not in scripts without blanks. Of a longer run
# (characters) nobody's name is the beginning.
_LONGEST_RUN = 40
_RUN = re.compile(rf"(?:[^\W_{SCRIPTS}]|@(?=[^\W_]))(?:[^\W{SCRIPTS}]|@(?=[^\W_])){{0,{_LONGEST_RUN - 1}}}")
_AFTER_AN_INITIAL = re.compile(r"\. ?")


def resolve(text: str, spans: Iterable[InputSpan]) -> list[InputSpan]:
    """Sorted spans without overlaps that cover every character of ``spans`` but blanks and possessive endings.

    A name that ends within a run of letters, digits and at signs is widened to the end of the run.
    """
    trimmed = sorted((span for span in (_trim(text, span) for span in spans) if span), key=_place)
    widened = [_widened(text, span) for span in _joined(trimmed)]
    return _neighbours_joined(text, _joined(widened))


def _joined(spans: list[InputSpan]) -> list[InputSpan]:
    groups: list[list[InputSpan]] = []
    end = -1
    for span in spans:
        if span.start < end:
            groups[-1].append(span)
        else:
            groups.append([span])
        end = max(end, span.end)
    return [_union(group) for group in groups]


def _union(group: list[InputSpan]) -> InputSpan:
    leader = min(group, key=lambda span: (span.start - span.end, _PRECEDENCE.index(span.entity)))
    surest = max((span for span in group if span.entity == leader.entity), key=_sureness)
    start, end = min(span.start for span in group), max(span.end for span in group)
    return InputSpan(start, end, leader.entity, surest.score, surest.by)


def _neighbours_joined(text: str, spans: list[InputSpan]) -> list[InputSpan]:
    """*Deshawn* and *Brown*, found apart, are one person when only a blank, hyphen or period is between them."""
    joined: list[InputSpan] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last and last.entity == span.entity and _are_one(text, last, span):
            surest = max(last, span, key=_sureness)
            joined[-1] = InputSpan(last.start, span.end, span.entity, surest.score, surest.by)
        else:
            joined.append(span)
    return joined


def _are_one(text: str, one: InputSpan, other: InputSpan) -> bool:
    """Names, or *lot 22* and the street of the park that it is in."""
    between = text[one.end : other.start]
    if one.entity == "ADDRESS":
        return bool(_BETWEEN_ADDRESSES.fullmatch(between))
    if one.entity != "PERSON":
        return False
    initial = one.end - one.start == 1
    return bool(_BETWEEN_NAMES.fullmatch(between) or (initial and _AFTER_AN_INITIAL.fullmatch(between)))


def _trim(text: str, span: InputSpan) -> InputSpan | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if span.entity == "PERSON" and (possessive := _POSSESSIVE.search(text[start:end])):
        end = start + possessive.start()
    return InputSpan(start, end, span.entity, span.score, span.by) if start < end else None


def _widened(text: str, span: InputSpan) -> InputSpan:
    """A name to the end of what it is glued to: *Z@ra* and *deshawn2012* are not cut."""
    if span.entity != "PERSON" or is_unspaced(text[span.end - 1]):
        return span
    run = _RUN.match(text, span.end, min(len(text), max(span.end, span.start + _LONGEST_RUN)))
    return InputSpan(span.start, run.end(), span.entity, span.score, span.by) if run else span


def _sureness(span: InputSpan) -> tuple[float, str]:
    """Of two that are equally sure the name decides, so that the same spans always give the same audit."""
    return span.score, span.by


def _place(span: InputSpan) -> tuple[int, int, str, float, str]:
    return span.start, -span.end, span.entity, -span.score, span.by
