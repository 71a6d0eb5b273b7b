"""An Interchange as one JSON document; docs/interchange.schema.json describes it."""

from __future__ import annotations

import json
from typing import Any

from reports.interchange import (
    FORMAT,
    VERSION,
    ExportedHeadline,
    ExportedInterview,
    ExportedTheme,
    Interchange,
)
from rounds.headlines import Prediction


def json_file(content: Interchange) -> bytes:
    """The document, UTF-8; the same content gives the same bytes."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "round": {"name": content.name, "title": content.title, "purpose": content.purpose},
        "interviews": [_interview(each, with_interviewers=content.with_interviewers) for each in content.interviews],
        "interviews_held": content.held,
        "headlines": [_headline(each) for each in content.headlines],
        "headlines_left_out": content.left_out,
        "themes": [_theme(each) for each in content.themes],
        "predictions": [_prediction(each) for each in content.predictions],
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _interview(interview: ExportedInterview, *, with_interviewers: bool) -> dict[str, Any]:
    names = ("question", "title", "text", "translation_of")
    notes = [{**{name: getattr(note, name) for name in names}, "kind": note.kind.value} for note in interview.notes]
    return {
        "id": interview.id,
        "source": interview.source,
        "role": interview.role or None,
        "language": interview.language or None,
        "people": interview.people,
        **({"interviewer": interview.interviewer} if with_interviewers else {}),
        "segments": dict(interview.segments),
        "notes": notes,
    }


def _headline(headline: ExportedHeadline) -> dict[str, Any]:
    return {
        "id": headline.id,
        "text": headline.text,
        "kind": headline.kind.value,
        "theme": headline.theme or None,
        "dissent": headline.dissent,
        "surprise": headline.surprise,
        "pair": headline.pair or None,
        "question": headline.question,
        "interviews": list(headline.interview_ids),
        "quote": headline.quote or None,
        "source_changed": headline.source_changed,
    }


def _theme(exported: ExportedTheme) -> dict[str, Any]:
    theme = exported.theme
    return {
        "id": theme.id or None,
        "name": theme.name,
        "definition": theme.definition,
        "order": theme.order or None,
        "replaces": list(theme.replaces),
        "heard": exported.heard or None,
    }


def _prediction(prediction: Prediction) -> dict[str, Any]:
    return {
        "text": prediction.text,
        "outcome": prediction.outcome.value,
        "written_on": prediction.written_at.date().isoformat() if prediction.written_at else None,
        "late": prediction.is_late,
    }
