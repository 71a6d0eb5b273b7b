"""A learned forest as an ONNX model: a ``TreeEnsembleRegressor`` whose sum of leaves a ``Sigmoid`` makes a score."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

_OPSETS = (helper.make_opsetid("", 18), helper.make_opsetid("ai.onnx.ml", 3))


def forest_model(forest: HistGradientBoostingClassifier, signals: int) -> bytes:
    """The serialised model: input ``signals``, shape (rows, signals); output ``scores``, shape (rows, 1)."""
    columns: dict[str, list[Any]] = {name: [] for name in _NODE + _LEAF}
    for tree, (predictor,) in enumerate(forest._predictors):  # why private? scikit-learn has no public way to the trees
        _add_tree(columns, tree, predictor.nodes)
    attributes: dict[str, Any] = {
        **columns, "n_targets": 1, "post_transform": "NONE",
        "base_values": [float(forest._baseline_prediction.ravel()[0])],
    }  # fmt: skip
    trees = helper.make_node("TreeEnsembleRegressor", ["signals"], ["sum"], domain="ai.onnx.ml", **attributes)
    graph = helper.make_graph(
        [trees, helper.make_node("Sigmoid", ["sum"], ["scores"])],
        "names",
        [helper.make_tensor_value_info("signals", TensorProto.FLOAT, [None, signals])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, [None, 1])],
    )
    model = helper.make_model(graph, opset_imports=_OPSETS, ir_version=9)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


_NODE = (
    "nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_values", "nodes_modes", "nodes_truenodeids",
    "nodes_falsenodeids", "nodes_missing_value_tracks_true",
)  # fmt: skip
_LEAF = ("target_treeids", "target_nodeids", "target_ids", "target_weights")


def _add_tree(columns: dict[str, list[Any]], tree: int, nodes: Any) -> None:
    for index, node in enumerate(nodes):
        leaf = bool(node["is_leaf"])
        row = (
            tree, index, 0 if leaf else int(node["feature_idx"]), 0.0 if leaf else _not_above(node["num_threshold"]),
            "LEAF" if leaf else "BRANCH_LEQ", 0 if leaf else int(node["left"]), 0 if leaf else int(node["right"]), 0,
        )  # fmt: skip
        for name, value in zip(_NODE, row, strict=True):
            columns[name].append(value)
        if leaf:
            for name, value in zip(_LEAF, (tree, index, 0, float(node["value"])), strict=True):
                columns[name].append(value)


def _not_above(threshold: float) -> float:
    """The largest single-precision number that is not above ``threshold``: signals are of single precision as well."""
    rounded = np.float32(threshold)
    return float(np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > threshold else rounded)
