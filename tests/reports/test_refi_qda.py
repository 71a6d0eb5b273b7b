"""A REFI-QDA project: valid by the standard's own schema, and opened again by a reader that is not ours."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyrefiqda import RefiProject
from pyrefiqda.models.project import CodeType, Project

from reports.checks.quote_check import check_quotes
from reports.checks.quote_words import words_of
from reports.interchange import Interchange
from reports.interchange_csv import csv_files
from reports.interchange_json import json_file
from reports.refi_qda import qdpx_file
from reports.refi_quotes import find_quote
from rounds.headlines import HeadlineKind, Theme
from rounds.interviews import Note, NoteKind
from tests.reports.example_round import example_headlines, example_interviews
from tests.reports.interchange_samples import example_interchange, said, told

NAMESPACE = {"q": "urn:QDA-XML:project:1.0"}
# The standard's own schema, under the MIT licence that it carries.
SCHEMA = etree.XMLSchema(file=str(Path(__file__).parents[1] / "data" / "refi_qda" / "Project.xsd"))


def qde(content: Interchange) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(qdpx_file(content))) as archive:
        return etree.fromstring(archive.read("project.qde"))


def opened(content: Interchange, folder: Path) -> Project:
    """The project as the reader library gives it, unpacked in ``folder``."""
    path = folder / "round.qdpx"
    path.write_bytes(qdpx_file(content))
    return RefiProject.load(path, folder)


def selections(project: Project, folder: Path) -> list[tuple[str, str, list[str]]]:
    """Of an opened project: source, selected text, names of the codes."""
    names = {code.guid: code.name for code in all_codes(project)}
    found = []
    for source in project.sources.text_source:
        text = RefiProject.resolve_source_path(source.plain_text_path, folder).read_text(encoding="utf-8")
        for one in source.plain_text_selection:
            codes = [names[coding.code_ref.target_guid] for coding in one.coding]
            found.append((source.name, text[one.start_position : one.end_position], codes))
    return found


def all_codes(project: Project) -> list[CodeType]:
    top = project.code_book.codes.code
    return [*top, *(code for parent in top for code in parent.code)]


def coded(content: Interchange) -> list[tuple[str, tuple[str, ...]]]:
    """Each selection's text, cut out of its source by code points, and the names of its codes."""
    with zipfile.ZipFile(io.BytesIO(qdpx_file(content))) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        names = {code.get("guid"): code.get("name") for code in root.iterfind(".//q:Code", NAMESPACE)}
        found = []
        for source in root.iterfind(".//q:TextSource", NAMESPACE):
            text = archive.read(source.get("plainTextPath").replace("internal://", "sources/")).decode()
            for selection in source.iterfind("q:PlainTextSelection", NAMESPACE):
                codes = [names[ref.get("targetGUID")] for ref in selection.iterfind("q:Coding/q:CodeRef", NAMESPACE)]
                place = slice(int(selection.get("startPosition")), int(selection.get("endPosition")))
                found.append((text[place], tuple(codes)))
    return found


def memos(content: Interchange) -> list[str]:
    return [one.text for one in qde(content).iterfind(".//q:PlainTextSelection/q:Description", NAMESPACE)]


def test_the_example_is_valid_by_the_standards_schema() -> None:
    SCHEMA.assertValid(qde(example_interchange()))


def test_a_round_without_headlines_and_one_without_interviews_are_valid() -> None:
    SCHEMA.assertValid(qde(example_interchange(headlines=[])))
    SCHEMA.assertValid(qde(example_interchange([], [], [])))


def test_every_code_and_case_is_in_the_opened_project(tmp_path: Path) -> None:
    content = example_interchange()
    project = opened(content, tmp_path)
    themes = [each.theme.name for each in content.themes]
    top = project.code_book.codes.code
    assert [code.name for code in top] == ["Themes", "Dissent", "Surprise", "No theme yet"]
    assert [code.name for code in top[0].code] == themes
    about = "one missed bus or one broken car costs a whole day\nHeard in: 7 of 26"
    assert top[0].code[0].description == about
    assert [case.name for case in project.cases.case] == [one.id for one in example_interviews()]
    assert [source.name for source in project.sources.text_source] == [one.id for one in example_interviews()]


def test_every_selection_of_the_opened_project_is_the_quote_or_the_whole_answer(tmp_path: Path) -> None:
    content = example_interchange()
    there = selections(opened(content, tmp_path), tmp_path)
    stories = {interview.id: interview.notes[0].text for interview in example_interviews()}
    for headline in example_headlines():
        interview_id = headline.interview_ids[0]
        is_quote = headline.kind is HeadlineKind.QUOTE and headline.id != "h44"  # whose words are not there
        text = headline.text.strip("“”.") if is_quote else stories[interview_id]
        code = headline.theme
        assert any(name == interview_id and chosen == text and code in codes for name, chosen, codes in there), text
    assert len(there) == len({(name, chosen) for name, chosen, _ in there})


def test_every_headline_stands_in_a_memo_word_for_word() -> None:
    everything = "\n".join(memos(example_interchange()))
    for headline in example_headlines():
        assert f"Headline {headline.id} (" in everything
        assert headline.text in everything


def test_a_case_knows_role_language_people_and_groups() -> None:
    interview = told("A bus.", segments=(("grade", "9"), ("people", "many")), language="es", people=3)
    root = qde(example_interchange([interview], []))
    SCHEMA.assertValid(root)
    names = {one.get("guid"): one.get("name") for one in root.iterfind(".//q:Variable", NAMESPACE)}
    values = {
        names[one.find("q:VariableRef", NAMESPACE).get("targetGUID")]: one[1].text
        for one in root.iterfind(".//q:Case/q:VariableValue", NAMESPACE)
    }
    assert values == {
        "source": "student",
        "role": "student",
        "language": "es",
        "people": "3",
        "grade": "9",
        "segment: people": "many",
    }


def test_two_exports_are_the_same_bytes_and_hold_no_time_of_today() -> None:
    assert qdpx_file(example_interchange()) == qdpx_file(example_interchange())
    with zipfile.ZipFile(io.BytesIO(qdpx_file(example_interchange()))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_renamed_theme_keeps_its_guid() -> None:
    interviews, headlines = [told("The bus left.")], [said("The bus", theme="Buses")]
    before = qde(example_interchange(interviews, headlines, [Theme("Buses", id="t1")]))
    headlines = [said("The bus", theme="Rides")]
    after = qde(example_interchange(interviews, headlines, [Theme("Rides", id="t1", replaces=("Buses",))]))
    guids = [root.find(".//q:Code/q:Code", NAMESPACE).get("guid") for root in (before, after)]
    assert guids[0] == guids[1]
    assert "Before: Buses" in after.findtext(".//q:Code/q:Code/q:Description", namespaces=NAMESPACE)


def test_positions_count_code_points_behind_emoji_and_accents() -> None:
    interviews = [told("🚌🚌 Llegó tarde. Nobody waited 👩‍👧 for her.\r\nThen she walked.")]
    content = example_interchange(interviews, [said("“Nobody waited”"), said("then she walked", id="h2")])
    assert [text for text, _ in coded(content)] == ["Nobody waited", "Then she walked"]


def test_a_quote_with_an_ellipsis_is_several_selections() -> None:
    interviews = [told("The bus left at six. It rained hard. Nobody came back for me.")]
    content = example_interchange(
        interviews,
        [
            said("The bus left … nobody came back"),
        ],
    )
    assert [text for text, _ in coded(content)] == ["The bus left", "Nobody came back"]


def test_a_quote_in_two_answers_is_found_in_that_of_its_question() -> None:
    def note(question: str) -> Note:
        return Note(question, f"About {question}", NoteKind.NOTE, "It was cold.")

    interview = told("", notes=(note("belonged"), note("hard_day")))
    root = qde(example_interchange([interview], [said("It was cold")]))
    start = int(root.find(".//q:PlainTextSelection", NAMESPACE).get("startPosition"))
    assert start == len("About belonged\nIt was cold.\n\nAbout hard_day\n")


def test_what_is_not_quoted_word_for_word_codes_the_whole_answer_and_says_so() -> None:
    content = example_interchange([told("Nobody ever calls home.")], [said("nobody calls home")])
    assert coded(content) == [("Nobody ever calls home.", ("Rides fall through",))]
    assert memos(content) == [
        "Headline h1 (quote; not word for word in the notes; theme: Rides fall through): nobody calls home"
    ]


def test_a_quote_that_was_found_to_be_altered_or_elsewhere_is_said_to_be() -> None:
    interviews = [told("Nobody ever calls home."), told("The bus never waits for her.", 2)]
    headlines = [said("nobody calls home"), said("The bus never waits for her", id="h2")]
    content = example_interchange(interviews, headlines, quote_checks=check_quotes(headlines, interviews))
    assert "(quote; altered; theme" in memos(content)[0]
    assert "(quote; found in another interview; theme" in memos(content)[0]
    assert coded(content) == [("Nobody ever calls home.", ("Rides fall through",))]


def test_headlines_on_one_stretch_share_it_with_all_codes_and_memos() -> None:
    headlines = [
        said("A girl waited.", kind=HeadlineKind.DESCRIPTIVE),
        said("It was cold.", id="h2", kind=HeadlineKind.DESCRIPTIVE, theme=None, dissent=True, surprise=True),
    ]
    content = example_interchange([told("She waited in the cold.")], headlines)
    assert coded(content) == [
        ("She waited in the cold.", ("Rides fall through", "No theme yet", "Dissent", "Surprise"))
    ]
    assert memos(content)[0].count("Headline ") == 2
    SCHEMA.assertValid(qde(content))


def test_the_interviewers_own_words_are_never_coded_as_a_quote() -> None:
    probe = Note("hard_day", "What then?", NoteKind.PROBE, "the secret probe")
    story = Note("hard_day", "Tell me.", NoteKind.NOTE, "A story.")
    content = example_interchange([told("", notes=(probe, story))], [said("the secret probe")])
    assert coded(content) == [("A story.", ("Rides fall through",))]


def test_odd_names_and_characters_that_xml_cannot_hold_stay_valid(tmp_path: Path) -> None:
    themes = [Theme('<A> & "B" \x00\x1b', "\ud7ff \x0b"), Theme("  Dissent "), Theme("🚌" * 50), Theme("a\nb")]
    content = example_interchange(
        [told("Bell \x07 rang & <b>stopped</b>.")], [said("rang & <b>stopped", "dissent")], themes
    )
    root = qde(content)
    SCHEMA.assertValid(root)
    names = [code.get("name") for code in root.iterfind(".//q:Code", NAMESPACE)]
    assert len({name.casefold() for name in names}) == len(names)
    assert coded(content) == [("rang & <b>stopped", ("Dissent",))]
    source = opened(content, tmp_path).sources.text_source[0]
    text = RefiProject.resolve_source_path(source.plain_text_path, tmp_path).read_text(encoding="utf-8")
    assert text == "Tell me about a hard day.\nBell \ufffd rang & <b>stopped</b>.\n\n"


def test_a_headline_of_two_interviews_codes_both() -> None:
    interviews = [told("The bus left early."), told("For us the bus left early, too.", 2)]
    content = example_interchange(interviews, [said("the bus left early", interview_ids=("told-01", "told-02"))])
    assert [text for text, _ in coded(content)] == ["The bus left early", "the bus left early"]


def test_a_headline_of_a_question_that_was_not_answered_codes_all_that_was_told() -> None:
    content = example_interchange([told("A story.")], [said("x", kind=HeadlineKind.DESCRIPTIVE, question="other")])
    assert [text for text, _ in coded(content)] == ["A story."]


@pytest.mark.parametrize(
    ("quote", "text", "found"),
    [
        ("“The bus — late”", "the  bus\n- late again", ["the  bus\n- late"]),
        ("it's cold", "So it’s cold.", ["it’s cold"]),
        ("caf\u00e9", "A cafe\u0301 there", ["cafe\u0301"]),
        ("[PERSON_2] waits", "my friend [PERSON_1] waits", ["[PERSON_1] waits"]),
        ("[they] never call", "The office never calls. They never call.", ["never call"]),
        ("[T]hey never call", "So they never call.", ["they never call"]),
        ("“Nobody calls,” she said.", "There nobody calls, ever.", ["nobody calls"]),
        ("well, no", "well no", []),
        ("no bus", "no\u200b b\u00adus today", ["no\u200b b\u00adus"]),
        ("person_1 waits", "[PERSON_3] waits", ["[PERSON_3] waits"]),
        ("我想去", "他说我想去学校", ["我想去"]),
        ("one [...] three", "one two three", ["one", "three"]),
        ("¿por qué?", "Dijo: ¿Por qué? Nada.", ["Por qué"]),
        ("bus", "buses", []),
        ("three … one", "one two three", []),
        ("…", "anything", []),
        ("", "anything", []),
    ],
)
def test_a_quote_is_found_where_it_stands(quote: str, text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in find_quote(quote, text)] == found


NOTE = (
    "“Well,” said [PERSON_1], it's 7:30 — nobody… called! La señora man\u0303ana; [PERSON_2]’s bus\u200b left\r\n"
    "🚌 at six-thirty (she ran). «¿Y?» 我想去 the end."
)


@given(st.data())
def test_any_words_of_a_note_are_found_again_as_those_words(data: st.DataObject) -> None:
    words = words_of(NOTE)
    start = data.draw(st.integers(0, len(words.words) - 1))
    end = data.draw(st.integers(start + 1, len(words.words)))
    places = find_quote(words.text(start, end), NOTE)
    assert [word for first, last in places for word in words_of(NOTE[first:last]).words] == list(words.words[start:end])


def test_a_thousand_interviews_and_five_thousand_headlines_take_a_few_seconds() -> None:
    story = "On day {n} the bus left early and nobody waited. " * 12
    interviews = [told(story.format(n=n), n, id=f"told-{n:04d}") for n in range(1000)]
    headlines = [
        said(f"On day {n % 1000} the bus left", f"Theme {n % 40}", id=f"h{n}", interview_ids=(f"told-{n % 1000:04d}",))
        for n in range(5000)
    ]
    content = example_interchange(interviews, headlines, [])
    assert len(qdpx_file(content)) + len(json_file(content)) + len(csv_files(content)["headlines.csv"]) > 1_000_000
