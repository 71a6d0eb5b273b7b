"""What is each ingredient worth? Each entry takes one out of a loaded engine; the benchmark then runs without it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from redaction.engine import Engine
from redaction.recognizers import RECOGNIZERS

Ablation = Callable[[Engine], None]


def _without_recognizer(name: str, engine: Engine) -> None:
    """Mutes a recognizer: Presidio still asks it, as it must have one for each entity."""
    for recognizer in engine._analyzer.registry.recognizers:
        if type(recognizer).__name__ == name:
            vars(recognizer)["analyze"] = lambda *args, **kwargs: []


ABLATIONS: dict[str, Ablation] = {
    **{one.__name__: partial(_without_recognizer, one.__name__) for one in RECOGNIZERS},
}
