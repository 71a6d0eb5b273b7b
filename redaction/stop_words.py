"""spaCy's lists of function words, read without importing spaCy, which takes a second and 60 MB."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path


@functools.cache
def stop_words(language: str) -> frozenset[str]:
    """The function words of ``language``: "en" or "es". Raises OSError when spaCy is not installed."""
    package = importlib.util.find_spec("spacy")  # finds the package without running it
    if package is None or not package.submodule_search_locations:
        raise OSError("the package spacy is not installed")
    file = Path(package.submodule_search_locations[0]) / "lang" / language / "stop_words.py"
    spec = importlib.util.spec_from_file_location(f"stop_words_{language}", file)
    if spec is None or spec.loader is None:
        raise OSError(f"spaCy has no list of function words for {language}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return frozenset(module.STOP_WORDS)
