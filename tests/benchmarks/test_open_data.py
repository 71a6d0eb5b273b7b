"""Loaders of the open sets, on small files of the same form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.marked_text import MarkedText
from benchmarks.open_data import join_tokens, load_presidio_research, load_universal_ner, load_wnut17

IOB2 = """# newdoc id = made-up
# sent_id = made-up-1
# text = Ask Olga Petrenko's aunt in Riga, she can't.
1\tAsk\tO\t-\t-
2\tOlga\tB-PER\t-\tx
3\tPetrenko\tI-PER\t-\tx
4\t's\tO\t-\t-
5\taunt\tO\t-\t-
6\tin\tO\t-\t-
7\tRiga\tB-LOC\t-\tx
8\t,\tO\t-\t-
9\tshe\tO\t-\t-
10\tca\tO\t-\t-
11\tn't\tO\t-\t-
12\t.\tO\t-\t-

# sent_id = made-up-2
# text = Bo and Bo
1\tBo\tB-PER\t-\tx
2\tand\tO\t-\t-
3\tBo\tB-PER\t-\tx
"""

CONLL = "thx\tO\nOdalys\tB-person\nReyes\tI-person\n!\tO\n\t\n\nat\tO\nthe\tO\nMallow\tB-product\nPhone\tI-product\n"


def spans(text: MarkedText) -> list[tuple[str, str]]:
    return [(text.text[one.start : one.end], one.label) for one in text.gold]


def test_universal_ner_keeps_the_text_as_it_was_typed(tmp_path: Path) -> None:
    path = tmp_path / "a.iob2"
    path.write_text(IOB2, encoding="utf-8")
    first, second = load_universal_ner(path)
    assert first.text == "Ask Olga Petrenko's aunt in Riga, she can't."
    assert spans(first) == [("Olga Petrenko", "PERSON"), ("Riga", "PLACE")]
    assert [one.start for one in second.gold] == [0, 7]


def test_wnut_joins_tokens_and_leaves_other_entities_out(tmp_path: Path) -> None:
    path = tmp_path / "a.conll"
    path.write_text(CONLL, encoding="utf-8")
    first, second = load_wnut17(path)
    assert (first.text, spans(first)) == ("thx Odalys Reyes!", [("Odalys Reyes", "PERSON")])
    assert (second.text, spans(second)) == ("at the Mallow Phone", [])


def test_presidio_research_takes_offsets_and_our_labels(tmp_path: Path) -> None:
    text = "Dr. Ruta Mikk, 4 Oak Rd, 12 years"
    kinds = [("PERSON", 4, 13), ("STREET_ADDRESS", 15, 23), ("TITLE", 0, 3), ("AGE", 25, 27)]
    record = [{"full_text": text, "spans": [_span(*kind) for kind in kinds]}]
    path = tmp_path / "a.json"
    path.write_text(json.dumps(record), encoding="utf-8")
    (loaded,) = load_presidio_research(path)
    assert spans(loaded) == [("Ruta Mikk", "PERSON"), ("4 Oak Rd", "ADDRESS")]


def _span(kind: str, start: int, end: int) -> dict[str, object]:
    return {"entity_type": kind, "start_position": start, "end_position": end}


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["You", "should", "'", "ve", "gone", "."], "You should've gone."),
        (["(", "see", "#", "fun", ")"], "(see #fun)"),
        (["he", "said", "'", "no", "'"], "he said ' no '"),
        (["@kip", ":", "hi"], "@kip: hi"),
        ([], ""),
    ],
)
def test_tokens_are_joined_as_typed(tokens: list[str], text: str) -> None:
    assert join_tokens(tokens) == text
