"""How much each signal speaks for each label: weights that ``benchmarks/train_headlines.py`` learned."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("headline_weights.json")


class HeadlineLabel(StrEnum):
    """What a headline is. The practice wants the first two."""

    DESCRIPTIVE = "descriptive"
    QUOTE = "quote"
    JUDGMENT = "judgment"
    INFERENCE = "inference"
    SOLUTION = "solution"


LEARNED = (HeadlineLabel.DESCRIPTIVE, HeadlineLabel.JUDGMENT, HeadlineLabel.INFERENCE, HeadlineLabel.SOLUTION)


@dataclass(frozen=True, slots=True)
class HeadlineModel:
    """A multinomial logistic regression over signals; ``weights`` and ``bias`` are in the order of ``LEARNED``."""

    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def chances(self, signals: Iterable[str]) -> dict[HeadlineLabel, float]:
        """The probability of each label, from 0 to 1; a signal counts once."""
        scores = list(self.bias)
        for signal in set(signals):
            for place, weight in enumerate(self.weights.get(signal, ())):
                scores[place] += weight
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        return {label: power / sum(powers) for label, power in zip(LEARNED, powers, strict=True)}

    def pull(self, signal: str, label: HeadlineLabel) -> float:
        """How much more ``signal`` speaks for ``label`` than for the labels on the whole."""
        weights = self.weights.get(signal)
        return weights[LEARNED.index(label)] - sum(weights) / len(weights) if weights else 0.0


@cache
def headline_model() -> HeadlineModel:
    """The learned weights, read once."""
    data = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return HeadlineModel(tuple(data["bias"]), {name: tuple(weights) for name, weights in data["weights"].items()})
