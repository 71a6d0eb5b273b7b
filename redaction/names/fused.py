"""Rampart's network, put together again from ONNX Runtime's fused operators.

The shipped graph spells each step out as an exporter does: thirty small operators a layer, each of which reads and
writes all numbers once more. Here a layer is seven: the attention of all heads, three multiplications, two sums with
their normalisation, and the activation. The weights are the shipped ones, in eight bits (see ``int8``).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from redaction.names.int8 import Columns, eight_bit_columns

_MICROSOFT = "com.microsoft"
_OPSETS = (("", 18), (_MICROSOFT, 1))
_IR_VERSION = 8  # what ONNX Runtime reads since 1.10
_EPSILON = 1e-12


def fused_model(path: Path, *, layers: int, heads: int) -> bytes:
    """The shipped model at ``path`` in eight bits, serialised for an inference session.

    Inputs: ``input_ids`` (1, tokens) and ``positions`` (tokens,), counted from 0. Output: ``logits`` (1, tokens,
    labels). Raises OSError when the file is missing and ValueError when it is of another form.
    """
    try:
        return _Network(onnx.load(str(path)), heads).built(layers)
    except KeyError as missing:
        problem = str(missing)
    raise ValueError(f"the model has no {problem}")


class _Network:
    """The nodes and weights so far. Each method adds nodes and returns the name of what they give."""

    def __init__(self, shipped: onnx.ModelProto, heads: int) -> None:
        self._heads = heads
        self._matrices = eight_bit_columns(shipped)
        self._shipped = {tensor.name: tensor for tensor in shipped.graph.initializer}
        self._weights: dict[str, TensorProto] = {}
        self._nodes: list[NodeProto] = []

    def built(self, layers: int) -> bytes:
        state = self._embeddings()
        for nth in range(layers):
            state = self._layer(state, nth)
        self._multiply(state, "/classifier/MatMul", "logits", bias="classifier.bias")
        labels = len(self._floats("classifier.bias"))
        inputs = [
            helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "tokens"]),
            helper.make_tensor_value_info("positions", TensorProto.INT64, ["tokens"]),
        ]
        output = helper.make_tensor_value_info("logits", TensorProto.FLOAT, [1, "tokens", labels])
        graph = helper.make_graph(self._nodes, "rampart", inputs, [output], list(self._weights.values()))
        opsets = [helper.make_opsetid(*opset) for opset in _OPSETS]
        return bytes(helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION).SerializeToString())

    def _embeddings(self) -> str:
        """Words stay in eight bits until they are looked up; places are few, and all tokens are of type 0."""
        words = [self._kept(f"bert.embeddings.word_embeddings.weight_{part}") for part in _QUANTISED]
        places = self._unpacked("position_embeddings") + self._unpacked("token_type_embeddings")[0]
        self._add("Gather", [words[0], "input_ids"], "word_bytes")
        self._add("DequantizeLinear", ["word_bytes", *words[1:]], "words")
        self._add("Gather", [self._weight("all_places", places), "positions"], "places")
        self._add("Add", ["words", "places"], "embedded")
        norm = [self._kept(f"bert.embeddings.LayerNorm.{part}") for part in ("weight", "bias")]
        return self._add("LayerNormalization", ["embedded", *norm], "state", axis=-1, epsilon=_EPSILON)

    def _layer(self, state: str, nth: int) -> str:
        node, weight = f"/bert/encoder/layer.{nth}", f"bert.encoder.layer.{nth}"
        seen = self._attention(state, f"{node}/attention/self", f"{weight}.attention.self")
        seen = self._multiply(seen, f"{node}/attention/output/dense/MatMul", f"{nth}_seen")
        state = self._sum(seen, state, f"{weight}.attention.output", f"{nth}_between")
        wide = self._multiply(state, f"{node}/intermediate/dense/MatMul", f"{nth}_wide")
        bias = self._kept(f"{weight}.intermediate.dense.bias")
        active = self._add("BiasGelu", [wide, bias], f"{nth}_active", _MICROSOFT)
        narrow = self._multiply(active, f"{node}/output/dense/MatMul", f"{nth}_narrow")
        return self._sum(narrow, state, f"{weight}.output", f"{nth}_state")

    def _attention(self, state: str, node: str, weight: str) -> str:
        parts = [self._matrices[f"{node}/{part}/MatMul"] for part in _ATTENTION]
        values, width = self._columns(
            node, Columns(np.hstack([p.values for p in parts]), np.hstack([p.width for p in parts]))
        )
        bias = np.hstack([self._floats(f"{weight}.{part}.bias") for part in _ATTENTION])
        quantised = [f"{node}_bytes", f"{node}_scale", f"{node}_zero"]
        self._nodes.append(helper.make_node("DynamicQuantizeLinear", [state], quantised))
        zero = self._weight("zero", np.zeros((), dtype=np.int8))
        data, scale, offset = quantised
        inputs = [data, values, self._weight(f"{node}_bias", bias), scale, width, "", offset, zero]
        return self._add("QAttention", inputs, f"{node}_out", _MICROSOFT, num_heads=self._heads)

    def _multiply(self, data: str, node: str, output: str, *, bias: str | None = None) -> str:
        inputs = [data, *self._columns(output, self._matrices[node])]
        return self._add(
            "DynamicQuantizeMatMul", [*inputs, "", self._kept(bias)] if bias else inputs, output, _MICROSOFT
        )

    def _sum(self, data: str, state: str, weight: str, output: str) -> str:
        more = [self._kept(f"{weight}.{part}") for part in ("LayerNorm.weight", "LayerNorm.bias", "dense.bias")]
        return self._add("SkipLayerNormalization", [data, state, *more], output, _MICROSOFT, epsilon=_EPSILON)

    def _columns(self, name: str, columns: Columns) -> tuple[str, str]:
        return self._weight(f"{name}_columns", columns.values), self._weight(f"{name}_width", columns.width)

    def _add(self, kind: str, inputs: Sequence[str], output: str, domain: str = "", **form: Any) -> str:
        self._nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **form))
        return output

    def _kept(self, name: str) -> str:
        self._weights[name] = self._shipped[name]
        return name

    def _weight(self, name: str, array: NDArray[np.float32] | NDArray[np.int8]) -> str:
        self._weights[name] = numpy_helper.from_array(np.ascontiguousarray(array), name)
        return name

    def _floats(self, name: str) -> NDArray[np.float32]:
        return np.asarray(numpy_helper.to_array(self._shipped[name]), dtype=np.float32)

    def _unpacked(self, name: str) -> NDArray[np.float32]:
        values, scale, zero = (self._floats(f"bert.embeddings.{name}.weight_{part}") for part in _QUANTISED)
        return np.asarray((values - zero) * scale, dtype=np.float32)


_QUANTISED = ("quantized", "scale", "zero_point")
_ATTENTION = ("query", "key", "value")
