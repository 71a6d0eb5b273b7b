"""The model by itself: windows cover everything, neighbours change no number, eight bits are as good as four."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from onnx import TensorProto, helper

from redaction.names.fused import fused_model
from redaction.names.int8 import eight_bit_columns
from redaction.names.rampart import KINDS, OVERLAP, WINDOW, Rampart, _folder, load_rampart, version, windows

TEXT = "my friend deshawn said ms alvarez never calls, he lives at 1420 cedar ridge rd in seattle"


@pytest.fixture(scope="module")
def rampart() -> Rampart:
    return load_rampart()


def kinds(rampart: Rampart, text: str) -> dict[str, str]:
    opinion = rampart.opinion(text)
    return {
        text[start:end]: KINDS[chances.argmax()]
        for start, end, chances in zip(opinion.starts, opinion.ends, opinion.chances, strict=True)
    }


@pytest.mark.parametrize("count", [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 2 * WINDOW, 1000])
def test_windows_decide_every_token_once_and_away_from_their_edges(count: int) -> None:
    decided: list[int] = []
    for start, end, own_start, own_end in windows(count):
        assert end - start <= WINDOW
        assert start == 0 or own_start - start >= OVERLAP // 2
        assert end == count or end - own_end >= OVERLAP // 2
        decided += range(own_start, own_end)
    assert decided == list(range(count))


def test_names_and_streets_are_told_apart_in_lower_case(rampart: Rampart) -> None:
    found = kinds(rampart, TEXT)
    assert found["alvarez"] == "SURNAME"
    assert found["cedar"] == "STREET_NAME"
    assert found["friend"] == "O"


def test_spanish_is_read_as_well(rampart: Rampart) -> None:
    assert kinds(rampart, "mi amigo Joaquin vive en la calle Hidalgo")["Joaquin"] == "GIVEN_NAME"


def test_offsets_are_characters_of_the_text_and_chances_sum_up_to_one(rampart: Rampart) -> None:
    text = "Año 😀 María-José vino"
    opinion = rampart.opinion(text)
    assert {"Mar", "María", "mar"} & {text[a:b] for a, b in zip(opinion.starts, opinion.ends, strict=True)}
    assert np.allclose(opinion.chances.sum(axis=1), 1, atol=1e-5)


def test_an_empty_text_has_no_tokens(rampart: Rampart) -> None:
    assert rampart.opinion("").chances.shape == (0, len(KINDS))


def test_the_same_text_gives_the_same_bytes_whatever_was_read_before(rampart: Rampart) -> None:
    first = rampart.opinion(TEXT).chances.tobytes()
    rampart.opinion("something else " * 200)
    assert rampart.opinion(TEXT).chances.tobytes() == first


def test_a_name_far_from_the_beginning_is_found_in_a_long_text(rampart: Rampart) -> None:
    text = "the bus was late again and nobody called us. " * 40 + "my friend deshawn said so."
    opinion = rampart.opinion(text)
    inside = (opinion.starts >= text.index("deshawn")) & (opinion.ends <= text.index(" said so"))
    assert opinion.chances[inside][:, KINDS.index("GIVEN_NAME")].min() > 0.5


def test_eight_bits_and_fused_operators_judge_as_the_shipped_model_does(rampart: Rampart) -> None:
    path = _folder() / "onnx" / "model_q4.onnx"
    shipped = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    ids = np.array([[rampart._first, *rampart._tokenizer.encode(TEXT, add_special_tokens=False).ids, rampart._last]])
    feed = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    (theirs,) = shipped.run(None, feed)
    (ours,) = rampart._session.run(None, {"input_ids": ids, "positions": np.arange(ids.shape[1])})
    assert (ours.argmax(axis=-1) == theirs.argmax(axis=-1)).mean() >= 0.95
    assert np.abs(ours - theirs).mean() < 0.2


def test_a_multiplication_of_another_form_is_refused() -> None:
    weight = helper.make_tensor("w", TensorProto.UINT8, [4, 2, 8], bytes(64), raw=True)
    scale = helper.make_tensor("s", TensorProto.FLOAT, [8], bytes(32), raw=True)
    node = helper.make_node("MatMulNBits", ["x", "w", "s"], ["y"], N=4, K=33, bits=4, block_size=16)
    graph = helper.make_graph([node], "odd", [], [], [weight, scale])
    with pytest.raises(ValueError, match="unknown form"):
        eight_bit_columns(helper.make_model(graph))


def test_a_model_without_the_known_weights_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "empty.onnx"
    path.write_bytes(helper.make_model(helper.make_graph([], "empty", [], [])).SerializeToString())
    with pytest.raises(ValueError, match="the model has no"):
        fused_model(path, layers=6, heads=12)


def test_the_version_names_wheel_and_form() -> None:
    assert version().startswith("rampart-1.")
    assert version().endswith("-int8")
