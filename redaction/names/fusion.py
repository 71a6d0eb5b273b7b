"""Scores the words of a text: how likely each is part of a private person's name.

The scoring is a small forest of decision trees over the signals, learned from open data and from our own notes by
``benchmarks/train_names.py`` and kept beside this file; ONNX Runtime runs it. The threshold is part of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnxruntime

FOREST = Path(__file__).parent / "forest.onnx"
CARD = Path(__file__).parent / "forest.json"


@dataclass(frozen=True, slots=True)
class Card:
    """What the forest was made for: the names of its signals in order, and the score from which a word is masked."""

    signals: tuple[str, ...]
    threshold: float


class Forest:
    """The loaded scoring. Safe for several threads: a session's run keeps no state."""

    def __init__(self, session: onnxruntime.InferenceSession, card: Card) -> None:
        self._session = session
        self.threshold = card.threshold
        self.signals = card.signals

    def scores(self, table: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores from 0 to 1, shape (rows,), of a table of shape (rows, signals)."""
        if not len(table):
            return np.zeros(0, dtype=np.float32)
        (scores,) = self._session.run(None, {"signals": table})
        return np.asarray(scores[:, 0], dtype=np.float32)


def load_forest(signals: Sequence[str]) -> Forest:
    """The forest beside this file. Raises OSError when it is missing, ValueError when it is for other ``signals``."""
    import onnxruntime  # here: whoever only asks for the version does not need it

    card = json.loads(CARD.read_text(encoding="utf-8"))
    if tuple(card["signals"]) != tuple(signals):
        raise ValueError("the scoring of names was learned from other signals; run python -m benchmarks.train_names")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(FOREST.read_bytes(), options, providers=["CPUExecutionProvider"])
    return Forest(session, Card(tuple(card["signals"]), float(card["threshold"])))


def version() -> str:
    """A digest of the forest and its threshold, without loading them. Raises OSError when a file is missing."""
    return "names-" + hashlib.sha256(FOREST.read_bytes() + CARD.read_bytes()).hexdigest()[:8]
