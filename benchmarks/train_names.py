"""Learns the scoring of names and writes redaction/names/forest.onnx and forest.json.

``python -m benchmarks.train_names``

Learned from the open sets beside the checkout and from the project's own notes for learning; the notes in
``tests/data/notes/judge`` and whatever is reported as unseen take no part. ``--report`` prints how a scoring that was
learned without a set does on that set, for each set, and writes nothing. Needs ``pip install -e ".[train]"``.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier

from benchmarks.forest_file import forest_model
from benchmarks.marked_text import MUST_GO, MarkedText, lower_cased
from benchmarks.notes_data import load_notes, note_files
from benchmarks.open_data import (
    OPEN_DATA,
    PRESIDIO_RESEARCH,
    UNIVERSAL_NER,
    WNUT17,
    load_presidio_research,
    load_universal_ner,
    load_wnut17,
)
from redaction.lexicon import load_lexicon
from redaction.names.cues import CUES
from redaction.names.fusion import CARD, FOREST
from redaction.names.joining import names_of
from redaction.names.nlp import RampartNlp
from redaction.names.signals import NameWord, words_of
from redaction.normalise import normalise
from redaction.recognizers.scored_names import NameSignals

THRESHOLD = 0.145  # chosen on the notes for learning, each scored by what was learned without it (--report)
_STEPS = (0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5)
_WEIGHTS = {"as typed": 1.0, "lower case": 0.5, "capitals": 0.25}
_WEIGHT_OF_NOTES = 3.0
_SETS_OF_ABLATION = ("Universal NER", "notes many_schools", "notes ten_voices")
_KINDS = {
    "the model": "rampart_|best_chance", "rules that point at names": "rule_", "words around": "cue_",
    "how it is written": "capital|all_cap|mixed|letters|joined|posses|initial|first_of|digit|comma|period|in_q|sign",
    "lists of names": "listed_|given_of|famous_", "lists of words": "ordinary|dictionary|spanish|compound|no_",
    "places and peoples": "place_name|people_name", "neighbours": r".*[+-]1$",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rows:
    """Candidate words of one text in one spelling: their signals, whether they are names, and how much they count."""

    text: MarkedText
    words: tuple[NameWord, ...]
    chosen: NDArray[np.bool_]
    table: NDArray[np.float32]
    is_name: NDArray[np.bool_]
    weight: NDArray[np.float64]


class Reader:
    """Turns marked texts into rows."""

    def __init__(self) -> None:
        self._nlp = RampartNlp()
        self._nlp.load()
        self.signals = NameSignals(load_lexicon())

    def rows(self, texts: Iterable[MarkedText], weight: float) -> list[Rows]:
        return [self._rows(text, weight) for text in texts]

    def _rows(self, marked: MarkedText, weight: float) -> Rows:
        look = normalise(marked.text)
        words = words_of(look.text)
        table = self.signals.table(look.text, words, self._nlp.process_text(look.text, "en"))
        chosen = self.signals.candidates(table)
        labels = [_labels(marked, *look.in_input(word.start, word.end)) for word in words]
        counts = [
            0.0 if "FIGURE" in own or word.folded in CUES["title"] else weight
            for word, own in zip(words, labels, strict=True)
        ]
        is_name = np.array(["PERSON" in own for own in labels], dtype=bool)
        return Rows(marked, tuple(words), chosen, table, is_name, np.array(counts))


def _labels(marked: MarkedText, start: int, end: int) -> set[str]:
    return {one.label for one in marked.gold if one.start < end and start < one.end}


def spellings(texts: Sequence[MarkedText]) -> Iterator[tuple[str, list[MarkedText]]]:
    """The texts as typed, in lower case and in capitals: how a name is written must not decide."""
    yield "as typed", list(texts)
    yield "lower case", lower_cased(texts)
    yield "capitals", [replace(text, text="".join(map(_upper, text.text))) for text in texts]


def _upper(character: str) -> str:
    upper = character.upper()
    return upper if len(upper) == 1 else character


def load_sets() -> dict[str, list[MarkedText]]:
    """All sets to learn from, by name."""
    sets = {
        "Universal NER": load_universal_ner(OPEN_DATA / UNIVERSAL_NER),
        "WNUT 2017": load_wnut17(OPEN_DATA / WNUT17),
        "presidio-research": load_presidio_research(OPEN_DATA / PRESIDIO_RESEARCH),
    }
    return sets | {f"notes {path.stem}": load_notes(path) for path in note_files()}


def learn(rows: Iterable[Rows]) -> HistGradientBoostingClassifier:
    """The forest; the same rows give the same forest."""
    kept = list(rows)
    table = np.concatenate([one.table[one.chosen] for one in kept])
    is_name = np.concatenate([one.is_name[one.chosen] for one in kept])
    weight = np.concatenate([one.weight[one.chosen] for one in kept])
    forest = HistGradientBoostingClassifier(
        max_iter=150, learning_rate=0.1, max_leaf_nodes=15, min_samples_leaf=20, l2_regularization=1.0,
        max_features=0.5, early_stopping=False, random_state=0,
    )  # fmt: skip
    counted = weight > 0
    return forest.fit(table[counted], is_name[counted], sample_weight=weight[counted])


def write(forest: HistGradientBoostingClassifier, signals: Sequence[str]) -> None:
    """The two files beside ``redaction/names/fusion.py``."""
    FOREST.write_bytes(forest_model(forest, len(signals)))
    card = {"threshold": THRESHOLD, "signals": list(signals)}
    CARD.write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--report", action="store_true", help="how unseen sets fare; writes nothing")
    parser.add_argument(
        "--ablation", action="store_true", help="the same, leaving out one kind of signal after another"
    )
    arguments = parser.parse_args()
    reader = Reader()
    rows: dict[tuple[str, str], list[Rows]] = {}
    for name, texts in load_sets().items():
        for spelling, spelled in spellings(texts):
            factor = _WEIGHT_OF_NOTES if name.startswith("notes") else 1.0
            rows[name, spelling] = reader.rows(spelled, factor * _WEIGHTS[spelling])
    if arguments.ablation:
        ablation(rows, reader.signals)
    elif arguments.report:
        report(rows, reader.signals)
    else:
        write(learn(one for own in rows.values() for one in own), reader.signals.names)


def ablation(rows: dict[tuple[str, str], list[Rows]], signals: NameSignals) -> None:
    """For each kind of signal what a scoring that never saw it finds in sets that it never saw."""
    held = [name for name in dict.fromkeys(name for name, _ in rows) if name in _SETS_OF_ABLATION]
    for kind, belongs in {"nothing": "", **_KINDS}.items():
        columns = [nth for nth, name in enumerate(signals.names) if kind != "nothing" and re.match(belongs, name)]
        without = {key: [_without(one, columns) for one in own] for key, own in rows.items()}
        print(f"Without {kind} ({len(columns)} signals)")
        report(without, signals, held)


def _without(rows: Rows, columns: Sequence[int]) -> Rows:
    table = rows.table.copy()
    table[:, columns] = 0
    return replace(rows, table=table)


def report(rows: dict[tuple[str, str], list[Rows]], signals: NameSignals, sets: Sequence[str] = ()) -> None:
    """Names wholly found / characters of names found / precision of names, by threshold."""
    for held in sets or dict.fromkeys(name for name, _ in rows):
        forest = learn(one for (name, _), own in rows.items() if name != held for one in own)
        for spelling in ("as typed", "lower case"):
            figures = [_figures(forest, rows[held, spelling], step, signals) for step in _STEPS]
            shown = (f"{step}: " + "/".join(f"{f:.3f}" for f in own) for step, own in zip(_STEPS, figures, strict=True))
            print(f"{held}, {spelling}: {'  '.join(shown)}", flush=True)


def _figures(
    forest: HistGradientBoostingClassifier, rows: Sequence[Rows], threshold: float, signals: NameSignals
) -> tuple[float, float, float]:
    whole = total = found = characters = right = wrong = 0
    for one in rows:
        scores = np.zeros(len(one.words), dtype=np.float32)
        if one.chosen.any():
            scores[one.chosen] = forest.predict_proba(one.table[one.chosen])[:, 1]
        look = normalise(one.text.text)
        kinds = signals.kinds(one.table)
        names = names_of(look.text, one.words, scores, kinds, threshold)
        masked = [look.in_input(start, end) for start, end, _ in names]
        covered = {place for start, end in masked for place in range(start, end)}
        for gold in one.text.gold:
            if gold.label == "PERSON":
                letters = {p for p in range(gold.start, gold.end) if not one.text.text[p].isspace()}
                whole += letters <= covered
                total += 1
                found += len(letters & covered)
                characters += len(letters)
        for start, end in masked:
            labels = _labels(one.text, start, end)
            right += bool(labels & set(MUST_GO))
            wrong += not labels
    return whole / max(total, 1), found / max(characters, 1), right / max(right + wrong, 1)


if __name__ == "__main__":
    main()
