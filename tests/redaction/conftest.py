"""The engine loads its model once per session."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from redaction.engine import Engine, load_engine
from redaction.lexicon import Lexicon, load_lexicon
from redaction.masking import Masking

Redact = Callable[..., str]


@pytest.fixture(scope="session")
def engine() -> Engine:
    return load_engine()


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.fixture(scope="session")
def redact(engine: Engine) -> Redact:
    """One text redacted by the whole pure part: engine, roster, keep, mask, placeholders."""

    def redact_one(text: str, **rules: object) -> str:
        masking = Masking(engine.lexicon, **rules)  # type: ignore[arg-type]
        return masking.mask([text], engine.find([text], "en"))[0].text

    return redact_one
