"""What leaves a round as csv and JSON, and what does not."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.checks.quote_check import check_quotes
from reports.interchange import gather
from reports.interchange_csv import as_text_cell, csv_files, from_text_cell
from reports.interchange_json import json_file
from rounds.headlines import Prediction, QuoteCheck, QuoteStatus, Theme
from rounds.interviews import HeldReason
from tests.reports.example_round import example_headlines, example_interviews, example_round
from tests.reports.interchange_samples import example_interchange, said, told

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "interchange.schema.json").read_text())


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode("utf-8-sig"), newline="")))


def test_every_interview_headline_theme_and_prediction_is_in_the_csv_files() -> None:
    files = csv_files(example_interchange())
    assert {row["interview"] for row in rows(files, "interviews.csv")} == {one.id for one in example_interviews()}
    assert [from_text_cell(row["text"]) for row in rows(files, "headlines.csv")] == [
        one.text for one in example_headlines()
    ]
    assert len(rows(files, "themes.csv")) == 6
    assert [row["outcome"] for row in rows(files, "predictions.csv")] == ["held", "held", "overturned", "unheard"]


def test_the_csv_files_are_utf8_with_a_byte_order_mark_and_crlf() -> None:
    for data in csv_files(example_interchange()).values():
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
    assert "mañana" not in csv_files(example_interchange())["interviews.csv"].decode("latin-1")


def test_a_note_with_commas_quotation_marks_and_line_breaks_is_one_cell() -> None:
    text = 'She said "wait", then\r\nleft;\rnobody, nobody came.\n'
    files = csv_files(example_interchange([told(text)], []))
    assert [row["text"] for row in rows(files, "interviews.csv")] == [text]


@pytest.mark.parametrize("text", ["=IMPORTXML(1)", "+1", "-1", "@sum", "\t=1", "\r=1", " =1", "'=1", "''=1", "＝1"])
def test_what_looks_like_a_formula_stays_text_and_comes_back(text: str) -> None:
    cell = as_text_cell(text)
    assert cell == f"'{text}"
    assert from_text_cell(cell) == text


@given(st.text(alphabet=st.sampled_from("'=+-@ \t\r\na1＝"), max_size=8))
def test_every_cell_can_be_read_back(text: str) -> None:
    assert from_text_cell(as_text_cell(text)) == text


@given(st.text(alphabet=st.sampled_from("'=+-@ \t\r\na1＝"), max_size=8))
def test_no_cell_starts_like_a_formula(text: str) -> None:
    assert as_text_cell(text)[:1] not in tuple("=+-@\t\r＝")


def test_the_json_fits_its_schema_with_and_without_interviewers() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for with_interviewers in (False, True):
        checks = [QuoteCheck("h01", QuoteStatus.EXACT), QuoteCheck("h44", QuoteStatus.ALTERED)]
        content = example_interchange(quote_checks=checks, with_interviewers=with_interviewers)
        jsonschema.validate(json.loads(json_file(content)), SCHEMA)


def test_a_theme_without_an_order_has_none_in_the_files() -> None:
    content = example_interchange(themes=[Theme("Rides fall through", order=2), Theme("Mornings at home")])
    document = json.loads(json_file(content))
    jsonschema.validate(document, SCHEMA)
    assert [one["order"] for one in document["themes"]][:2] == [2, None]
    assert [row["order"] for row in rows(csv_files(content), "themes.csv")][:2] == ["2", ""]


def test_the_json_holds_the_same_as_the_csv_files() -> None:
    content = example_interchange()
    document = json.loads(json_file(content))
    files = csv_files(content)
    assert [one["text"] for one in document["headlines"]] == [
        from_text_cell(row["text"]) for row in rows(files, "headlines.csv")
    ]
    assert [one["heard"] or "" for one in document["themes"]] == [row["heard"] for row in rows(files, "themes.csv")]


def test_the_status_of_a_quote_stands_with_it() -> None:
    checks = check_quotes(example_headlines(), example_interviews())
    quotes = {one.id: one.quote for one in example_interchange(quote_checks=checks).headlines}
    assert quotes["h01"] == "exact"
    assert quotes["h03"] == ""  # descriptive
    assert quotes["h44"] in ("altered", "not_found")


def test_nothing_but_what_may_leave_is_in_the_files() -> None:
    secret = told(
        "The bus left early.", interviewer="AL77", code_digest="digest-of-a-code", fingerprint="print-1", row=4711
    )
    content = example_interchange([replace(secret, distress=True)], [said("bus left early", place="Headlines!G4711")])
    everything = b"".join([*csv_files(content).values(), json_file(content)]).decode()
    for word in ("AL77", "digest-of-a-code", "print-1", "4711", "distress"):
        assert word not in everything


def test_interviewers_are_there_when_asked_for() -> None:
    content = example_interchange([told("The bus left.", interviewer="AL77")], [], with_interviewers=True)
    assert [row["interviewer"] for row in rows(csv_files(content), "interviews.csv")] == ["AL77"]
    assert json.loads(json_file(content))["interviews"][0]["interviewer"] == "AL77"


def test_a_pair_that_is_called_by_an_interviewers_code_is_numbered() -> None:
    interviews = [told("The bus left early.", interviewer="AL")]
    headlines = [said("The bus", pair="AL+BO"), said("left early", id="h2", pair="B")]
    assert [one.pair for one in example_interchange(interviews, headlines).headlines] == ["pair 1", "B"]
    shown = example_interchange(interviews, headlines, with_interviewers=True)
    assert [one.pair for one in shown.headlines] == ["AL+BO", "B"]


def test_held_interviews_and_headlines_about_them_alone_are_only_counted() -> None:
    interviews = [told("Kept words."), told("Held words.", 2, held=HeldReason.SOURCE_GONE)]
    headlines = [
        said("Kept words"),
        said("Held words", id="h2", interview_ids=("told-02",)),
        said("words", id="h3", interview_ids=("told-01", "told-02")),
    ]
    content = example_interchange(interviews, headlines, held=1)
    assert [one.id for one in content.headlines] == ["h1", "h3"]
    assert content.headlines[1].interview_ids == ("told-01",)
    assert (content.held, content.left_out) == (1, 1)
    assert b"Held words" not in json_file(content)
    assert b"told-02" not in json_file(content)


def test_a_theme_is_counted_as_the_summary_counts_it() -> None:
    heard = {each.theme.name: each.heard for each in example_interchange().themes}
    assert heard["Rides fall through"] == "7 of 26"
    assert heard["Feeling unsafe"] == "some"  # sensitive: in words only
    assert heard["Work after school"] == "one or two"


def test_themes_that_differ_by_case_are_one_and_those_that_only_headlines_name_are_added() -> None:
    interviews = [told("The bus left early.")]
    headlines = [said("bus left", theme="BUSES "), said("left early", id="h2", theme="Early  mornings")]
    content = example_interchange(interviews, headlines, [Theme("Buses", "rides"), Theme(" ")])
    assert [each.theme.name for each in content.themes] == ["Buses", "Early mornings"]
    assert [one.theme for one in content.headlines] == ["Buses", "Early mornings"]


def test_a_prediction_leaves_with_the_day_where_the_round_happens_and_no_time() -> None:
    evening = datetime(2026, 3, 5, 4, 30, tzinfo=UTC)
    content = gather(
        example_round(timezone="America/Los_Angeles"),
        [told("A.")],
        [],
        [],
        [Prediction("B", written_at=evening)],
        held=0,
    )
    assert rows(csv_files(content), "predictions.csv")[0]["written_on"] == "2026-03-04"
    assert json.loads(json_file(content))["predictions"][0]["written_on"] == "2026-03-04"


def test_an_interview_without_notes_still_has_a_line() -> None:
    content = example_interchange([told("", notes=())], [])
    assert [row["interview"] for row in rows(csv_files(content), "interviews.csv")] == ["told-01"]
