"""What is timed. Each function loads its system and returns what runs it over a list of notes.

They run in processes of their own (``crews``), so their libraries are imported inside the functions.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rounds.roster import RosterName

if TYPE_CHECKING:
    from redaction.redactor import Finder

# A contender takes notes and returns a digest of what it made of them, "" where that is of no interest.
Contender = Callable[[Sequence[str]], str]
Loader = Callable[[Sequence[RosterName]], Contender]


def naive_presidio(roster: Sequence[RosterName]) -> Contender:
    """The 1.0: ``AnalyzerEngine.analyze`` with the stock recognizers, note by note."""
    from benchmarks.stock_presidio import stock_analyzer

    analyzer = stock_analyzer()

    def run(notes: Sequence[str]) -> str:
        for note in notes:
            analyzer.analyze(text=note, language="en")
        return ""

    return run


def sayback(roster: Sequence[RosterName], *, without: Sequence[str] = ()) -> Contender:
    """The full path of ``sayback redact`` with a roster."""
    from benchmarks.ablations import ABLATIONS
    from redaction.engine import load_engine

    engine = load_engine()
    for name in without:
        ABLATIONS[name](engine)
    return redacting(engine, roster)


def redacting(engine: Finder, roster: Sequence[RosterName]) -> Contender:
    """What ``sayback redact`` does with an engine; returns a digest of all records."""
    from redaction.lines import redact_lines

    def run(notes: Sequence[str]) -> str:
        lines = (json.dumps({"id": nth, "text": note}) for nth, note in enumerate(notes))
        digest = hashlib.sha256()
        for record in redact_lines(lines, engine, roster=roster):
            digest.update(json.dumps([record["text"], record["spans"], record["held"]]).encode())
        return digest.hexdigest()

    return run


def spacy_alone(roster: Sequence[RosterName]) -> Contender:
    """A floor: spaCy's entity recognizer over batches, and nothing else."""
    import spacy

    from redaction.lexicon import MODEL

    nlp = spacy.load(MODEL, exclude=["tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer"])

    def run(notes: Sequence[str]) -> str:
        with nlp.memory_zone():
            for document in nlp.pipe(notes, batch_size=64):
                len(document.ents)
        return ""

    return run


def rampart_alone(roster: Sequence[RosterName]) -> Contender:
    """A floor: Rampart's model over each note, tokens and windows included, and nothing else."""
    from redaction.names.rampart import load_rampart

    rampart = load_rampart()

    def run(notes: Sequence[str]) -> str:
        for note in notes:
            rampart.opinion(note)
        return ""

    return run
