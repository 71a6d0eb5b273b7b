"""Rampart's weights from four bits, as shipped, to eight: more than twice as fast on a processor, at equal recall.

The shipped model unpacks its four-bit blocks at each multiplication (ONNX Runtime's ``MatMulNBits``). Here they are
unpacked once, when the model is loaded, and packed again as eight-bit columns; the inputs are quantised as they come.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, numpy_helper

_FOUR_BIT = "MatMulNBits"
_ZERO = 8  # the shipped blocks carry no zero points, which means this one (ONNX Runtime's contrib operators)
_LARGEST = 127


@dataclass(frozen=True, slots=True)
class Columns:
    """A matrix as eight-bit columns: ``values`` of shape (rows in, columns out) times the ``width`` of each column."""

    values: NDArray[np.int8] = field(repr=False)
    width: NDArray[np.float32] = field(repr=False)


def eight_bit_columns(model: ModelProto) -> dict[str, Columns]:
    """The matrices of the shipped ``model``'s multiplications, by the name of the node without its ending *_Q4*.

    Raises ValueError when a multiplication is not of the known form.
    """
    weights = {tensor.name: tensor for tensor in model.graph.initializer}
    matrices = {}
    for node in model.graph.node:
        if node.op_type == _FOUR_BIT:
            _, blocks, scales = (
                numpy_helper.to_array(weights[name]) if name in weights else None for name in node.input
            )
            matrices[node.name.removesuffix("_Q4")] = _packed(_unpacked(node, blocks, scales))
    return matrices


def _packed(matrix: NDArray[np.float32]) -> Columns:
    width = np.maximum(np.abs(matrix).max(axis=1), np.finfo(np.float32).tiny) / _LARGEST
    values = np.round(matrix / width[:, None]).astype(np.int8).T
    return Columns(np.ascontiguousarray(values), width.astype(np.float32))


def _unpacked(
    node: NodeProto, blocks: NDArray[np.uint8] | None, scales: NDArray[np.float32] | None
) -> NDArray[np.float32]:
    """The weights, shape (columns out, rows in): two of them in each byte, the lower half first, scaled by block."""
    form = {attribute.name: attribute.i for attribute in node.attribute}
    columns, rows, size = form["N"], form["K"], form["block_size"]
    if blocks is None or scales is None or form["bits"] != 4 or rows % size:
        raise ValueError(f"{_FOUR_BIT} of an unknown form")
    if blocks.shape != (columns, rows // size, size // 2):
        raise ValueError(f"{_FOUR_BIT} of an unknown form")
    halves = np.stack([blocks & 15, blocks >> 4], axis=-1).astype(np.float32) - _ZERO
    scaled = halves.reshape(columns, rows // size, size) * scales.reshape(columns, -1, 1)
    return np.asarray(scaled.reshape(columns, rows), dtype=np.float32)
