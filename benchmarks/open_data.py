"""The open data sets, read from a folder beside the checkout; none of it is copied into the project.

Universal NER, English Web Treebank dev (CC BY-SA 4.0); WNUT 2017 dev (CC BY 4.0); presidio-research v2 (MIT).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.marked_text import Gold, MarkedText
from benchmarks.notes_data import CHECKOUT

OPEN_DATA = CHECKOUT.parent / "shared" / "devdata"
UNIVERSAL_NER = "uner-english-ewt-dev.iob2"
WNUT17 = "wnut17-dev.conll"
PRESIDIO_RESEARCH = "presidio-research-synth-v2.json"

# Labels of the sets in our words. An age, a title or an organisation is neither to be masked nor a trap: left out.
_LABELS = {
    "PER": "PERSON", "person": "PERSON", "PERSON": "PERSON", "LOC": "PLACE", "location": "PLACE", "GPE": "PLACE",
    "STREET_ADDRESS": "ADDRESS", "PHONE_NUMBER": "PHONE", "EMAIL_ADDRESS": "EMAIL", "DOMAIN_NAME": "URL",
    "ZIP_CODE": "PLACE",
    "CREDIT_CARD": "ID", "IBAN_CODE": "ID", "US_SSN": "ID", "US_DRIVER_LICENSE": "ID", "IP_ADDRESS": "ID",
    "ORG": "ORGANIZATION", "ORGANIZATION": "ORGANIZATION",
}  # fmt: skip

_NO_BLANK_BEFORE = frozenset(".,!?;:%)]}…")
_NO_BLANK_AFTER = frozenset("([{$#@")
_APOSTROPHES = frozenset("'’´")
_CONTRACTED = frozenset(("s", "t", "ve", "ll", "re", "d", "m"))


def load_universal_ner(path: Path) -> list[MarkedText]:
    """One text per sentence. The text is that of the ``# text`` line; the tokens are found in it one after another."""
    return [
        _tagged(f"uner-{nth}", _text_line(block), [line.split("\t")[1:3] for line in block if line[0].isdigit()])
        for nth, block in enumerate(_blocks(path))
    ]


def load_wnut17(path: Path) -> list[MarkedText]:
    """One text per message. The set has tokens only: they are joined as one would type them."""
    sentences = [[line.split("\t")[:2] for line in block] for block in _blocks(path)]
    return [
        _tagged(f"wnut-{nth}", join_tokens([token for token, _ in pairs]), pairs) for nth, pairs in enumerate(sentences)
    ]


def load_presidio_research(path: Path) -> list[MarkedText]:
    """One text per sentence; the set has offsets. A post code of its own is neutral, as a place is."""
    texts = []
    for nth, record in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        spans = [(s["start_position"], s["end_position"], s["entity_type"]) for s in record["spans"]]
        gold = tuple(sorted((Gold(a, b, _LABELS[c]) for a, b, c in spans if c in _LABELS), key=lambda one: one.start))
        texts.append(MarkedText(f"presidio-{nth}", record["full_text"], gold))
    return texts


def join_tokens(tokens: Sequence[str]) -> str:
    """Tokens as a text: no blank before a comma, after a bracket, or around the apostrophe of a contraction."""
    pieces: list[str] = []
    for index, token in enumerate(tokens):
        if pieces and not _is_glued(tokens, index):
            pieces.append(" ")
        pieces.append(token)
    return "".join(pieces)


def _is_glued(tokens: Sequence[str], index: int) -> bool:
    before, token = tokens[index - 1], tokens[index]
    after = tokens[index + 1] if index + 1 < len(tokens) else ""
    if token[0] in _NO_BLANK_BEFORE or before in _NO_BLANK_AFTER:
        return True
    if token in _APOSTROPHES:
        return after.lower() in _CONTRACTED
    return before in _APOSTROPHES and token.lower() in _CONTRACTED


def _blocks(path: Path) -> Iterator[list[str]]:
    for block in re.split(r"\n[ \t]*\n", path.read_text(encoding="utf-8")):
        if lines := [line for line in block.split("\n") if line.strip()]:
            yield lines


def _text_line(block: Iterable[str]) -> str:
    return next(line.removeprefix("# text = ") for line in block if line.startswith("# text = "))


def _tagged(id_: str, text: str, pairs: Iterable[Sequence[str]]) -> MarkedText:
    """Tokens with IOB2 tags, as spans of ``text``."""
    gold: list[Gold] = []
    read = 0
    for token, tag in pairs:
        start = text.index(token, read)
        read = start + len(token)
        kind, _, name = tag.partition("-")
        label = _LABELS.get(name, "OTHER")
        if kind == "I" and gold:
            gold[-1] = Gold(gold[-1].start, read, gold[-1].label)
        elif kind == "B":
            gold.append(Gold(start, read, label))
    return MarkedText(id_, text, tuple(one for one in gold if one.label != "OTHER"))
