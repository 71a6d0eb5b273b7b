"""``sayback redact``: JSON Lines in and out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from redaction.engine import Engine
from redaction.lines import redact_lines
from rounds.roster import RosterName


def line(**record: Any) -> str:
    return json.dumps(record, ensure_ascii=False)


def test_a_line_gives_text_spans_and_id(engine: Engine) -> None:
    text = "é my friend deshawn texted 509-555-0147"
    (record,) = redact_lines([line(id="a", text=text)], engine)
    assert record["id"] == "a"
    assert record["held"] is None
    assert record["text"] == "é my friend [PERSON_1] texted [PHONE_1]"
    assert [(text[s["start"] : s["end"]], s["entity"]) for s in record["spans"]] == [
        ("deshawn", "PERSON"),
        ("509-555-0147", "PHONE"),
    ]
    assert all(0 < span["score"] <= 1 for span in record["spans"])


@pytest.mark.parametrize("id_", ["x", 7, 1.5, None, True, ""])
def test_the_id_is_passed_through_whatever_scalar_it_is(engine: Engine, id_: object) -> None:
    assert next(redact_lines([line(id=id_, text="ok")], engine))["id"] == id_


@pytest.mark.parametrize(
    ("bad", "error"),
    [
        ('{"id": 1, "text": "Marisol', "not JSON"),
        ("[1]", "not a JSON object"),
        ('"Marisol"', "not a JSON object"),
        ('{"text": "Marisol"}', '"id" is missing'),
        ('{"id": 1}', '"text" is missing or not a text'),
        ('{"id": 1, "text": 5}', '"text" is missing or not a text'),
        ('{"id": [1], "text": "x"}', '"id" is neither a text nor a number'),
        ('{"id": 1e400, "text": "x"}', '"id" is neither a text nor a number'),
        ('{"id": 1, "text": "x", "lang": 5}', '"lang" is not a text'),
        ('{"id": 1, "text": "Marisol \\ud800"}', "half of a character (a lone surrogate)"),
        (b'{"id": 1, "text": "Mar\xffisol"}', "not UTF-8"),
        ("[" * 100_000, "JSON nested too deeply"),
    ],
)
def test_a_bad_line_gets_its_number_and_no_quote_and_the_rest_goes_on(
    engine: Engine, bad: str | bytes, error: str
) -> None:
    records = list(redact_lines([line(id=1, text="ok"), bad, line(id=3, text="fine")], engine))
    assert records[1] == {"line": 2, "error": error}
    assert [record.get("text") for record in records] == ["ok", None, "fine"]


def test_held_lines_have_a_reason_and_no_text(engine: Engine) -> None:
    lines = [
        line(id=1, text="Con tôi rất thích cô giáo lớp ba vì cô luôn chào nó."),
        line(id=2, text="The bus is late.", lang="vi"),
        line(id=3, text="word " * 20_001),
    ]
    records = list(redact_lines(lines, engine, lang="auto"))
    assert [record["held"] for record in records] == ["language_unsupported", "language_unsupported", "too_long"]
    assert all(record["text"] is None and record["spans"] == [] for record in records)


def test_a_lines_own_language_wins(engine: Engine) -> None:
    lines = [line(id=1, text="The bus is late.", lang="en"), line(id=2, text="The bus is late.")]
    assert [record["held"] for record in redact_lines(lines, engine, lang="vi")] == [None, "language_unsupported"]
    assert next(redact_lines([line(id=1, text="ok", lang="auto")], engine, lang="vi"))["held"] is None


@pytest.mark.parametrize("lang", ["auto", "en", "es"])
def test_english_and_spanish_may_stand_in_one_line(engine: Engine, lang: str) -> None:
    text = "my mom said que no puedo ir porque tengo que cuidar a mis brothers"
    (record,) = redact_lines([line(id=1, text=text)], engine, lang=lang)
    assert record == {"id": 1, "text": text, "spans": [], "held": None}


def test_each_line_is_numbered_by_itself_and_knows_the_roster(engine: Engine) -> None:
    lines = [line(id=1, text="so Qwenby left"), line(id=2, text="then qwenby came")]
    records = redact_lines(lines, engine, roster=[RosterName("Qwenby", "Stone")])
    assert [record["text"] for record in records] == ["so [PERSON_1] left", "then [PERSON_1] came"]


def test_lines_keep_their_order_over_batches_and_are_read_as_they_come(engine: Engine) -> None:
    read = []

    def stream() -> Iterator[bytes]:
        for number in range(150):
            read.append(number)
            yield line(id=number, text="fine").encode() + b"\r\n"

    records = redact_lines(stream(), engine)
    assert next(records)["id"] == 0
    assert len(read) < 150
    assert [record["id"] for record in records] == list(range(1, 150))


def test_blank_lines_and_a_byte_order_mark_are_passed_over(engine: Engine) -> None:
    records = list(redact_lines([b"\xef\xbb\xbf" + line(id=1, text="ok").encode(), "", "\n", "{"], engine))
    assert records == [{"id": 1, "text": "ok", "spans": [], "held": None}, {"line": 4, "error": "not JSON"}]


@pytest.mark.parametrize(
    "typed",
    [
        "509\u2212555\u22120147",
        "509-5\x0155-0147",
        "509\u00b7555\u00b70147",
        "5 0 9 5 5 5 0 1 4 7",
        "5\ufe0f\u20e30\ufe0f\u20e39-555-0147",
    ],
)
def test_a_phone_number_cannot_hide_behind_odd_characters(engine: Engine, typed: str) -> None:
    (record,) = redact_lines([json.dumps({"id": 1, "text": f"They called {typed} twice."})], engine)
    assert record["held"] is not None or "[PHONE_1]" in record["text"]


@pytest.mark.parametrize(
    "typed", ["Mari\x01sol", "Mari\u034fsol", "M\u0335a\u0335r\u0335i\u0335s\u0335o\u0335l\u0335", "Mari\ufe0fsol"]
)
def test_a_name_cannot_hide_behind_odd_characters(engine: Engine, typed: str) -> None:
    roster = [RosterName("Marisol", "Okonkwo")]
    (record,) = redact_lines([json.dumps({"id": 1, "text": f"We saw {typed} twice."})], engine, roster=roster)
    assert record["text"] == "We saw [PERSON_1] twice."
