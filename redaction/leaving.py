"""Texts that go to people outside of the school: without the names of schools and small towns.

Plain looks, no model; the same placeholders as in notes. Names of persons went before anything was stored.
"""

from __future__ import annotations

from collections.abc import Sequence

from redaction.lexicon import load_lexicon
from redaction.overlaps import resolve
from redaction.placeholders import replace_all
from redaction.recognizers.schools import Schools
from redaction.small_places import small_places
from redaction.words import Phrases, lies_within
from rounds.interviews import InputSpan


def without_schools_and_places(text: str, keep: Sequence[str] = ()) -> str:
    """``text`` with ``[SCHOOL_1]`` and ``[PLACE_1]`` for named schools and small towns, but not within ``keep``."""
    lexicon = load_lexicon()
    found = Schools(lexicon).analyze(text, [Schools.ENTITY])
    schools = [InputSpan(one.start, one.end, one.entity_type, one.score) for one in found]
    stay = Phrases(keep).find(text)
    spans = [span for span in [*schools, *small_places(text, lexicon)] if not lies_within(span.start, span.end, stay)]
    return replace_all([text], [resolve(text, spans)])[0].text
