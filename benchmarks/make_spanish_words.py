"""Renews redaction/lists/spanish_words.txt.gz, forms of the commoner Spanish words.

``python -m benchmarks.make_spanish_words``

A word is common when pyspellchecker's list (MIT) has it at least 200 times in subtitles; its forms are those of
simplemma (MIT). Both packages come with ``pip install -e ".[train]"``; neither is needed to run Sayback:
read at run time, the forms of all words would take 300 MB of memory.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import spacy.lang.es.stop_words
from simplemma.strategies.dictionaries import DefaultDictionaryFactory
from spellchecker import SpellChecker

from redaction.lexicon import LISTS, SPANISH_ORDINARY, fold, word_list

TARGET = LISTS / "spanish_words.txt.gz"
_COMMON = 200
_LONGEST = 16


def spanish_words() -> list[str]:
    """Folded forms of common words, sorted, without those that are names of people rather than words."""
    counts = SpellChecker(language="es").word_frequency.dictionary
    forms = DefaultDictionaryFactory().get_dictionary("es")
    common = {word for word, count in counts.items() if count >= _COMMON}
    lemmas = common | {forms.get(word) for word in common}
    words = {form for form in forms if form.islower() and len(form) <= _LONGEST and forms.get(form) in lemmas}
    folded = {fold(word) for word in words | common | spacy.lang.es.stop_words.STOP_WORDS if word.isalpha()}
    names = (word_list("given_names.txt") | word_list("surnames.txt")) - SPANISH_ORDINARY - common
    return sorted(folded - names)


def write(target: Path = TARGET) -> None:
    """Writes the list, the same bytes each time."""
    target.write_bytes(gzip.compress("\n".join(spanish_words()).encode(), mtime=0))


if __name__ == "__main__":
    write()
