"""Responses become interviews, or are held: every reason, and nothing raw anywhere."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from redaction.engine import Engine, EngineUnavailable
from redaction.redactor import Redactor
from redaction.residue import Residue, ResidueHit
from rounds.interviews import HeldReason, IdentifiedResponse, InputSpan, Interview, NoteKind, Response
from rounds.keys import Keyring
from rounds.roster import RosterName
from rounds.round import Round
from rounds.team import TeamMember

KEYRING = Keyring(bytes(range(32)))
ROSTER = (RosterName("Deshawn", "Whitlock"), RosterName("Will", "Young"))
TEAM = (TeamMember("I1", ("Ada Lindqvist",)),)
STORY = "My friend deshawn said ms alvarez never calls. 509-555-0147"
MARKS = ("deshawn", "alvarez", "555", "lindqvist")

COLUMNS = (
    {"title": "Who", "role": "interviewer"},
    {"title": "Consent", "role": "consent", "yes": ["Yes"]},
    {"title": "Language", "role": "language"},
    {"title": "Grade", "role": "segment", "key": "grade"},
    {"title": "People", "role": "people"},
    {"title": "Code", "role": "code"},
    {"title": "Check in", "role": "distress"},
    {"title": "Declined", "role": "declined"},
    {"title": "Story", "role": "note", "key": "story"},
    {"title": "Second", "role": "note", "key": "second"},
    {"title": "In English", "role": "translation_of", "key": "story_en", "of": "story"},
    {"title": "Asked", "role": "probe", "key": "asked"},
    {"title": "Seen", "role": "cue", "key": "seen"},
    {"title": "Phone", "role": "discard"},
)
GOOD = {"Who": "ada lindqvist", "Consent": "Yes", "Grade": "9", "Story": STORY, "Seen": "Deshawn looked down"}


def make_round(**changes: object) -> Round:
    source = {"key": "student", "file": "x.csv", "role": "Student", "columns": COLUMNS}
    return Round.model_validate(
        {
            "name": "r",
            "title": "R",
            "timezone": "America/Los_Angeles",
            "sources": [source],
            "segments": [{"key": "grade", "label": "Grade", "values": ["9", "10"]}],
            **changes,
        }
    )


def row(number: int, answers: Mapping[str, str], held: HeldReason | None = None) -> IdentifiedResponse:
    found = {(title.replace("_", " "), 1): text for title, text in answers.items()}
    response = Response(number, found, datetime(2026, 5, 4, 3, 0, tzinfo=UTC))
    return IdentifiedResponse(f"id{number}", f"print{number}", response, held)


def redactor_of(engine: Engine, round_: Round | None = None, roster: Sequence[RosterName] = ROSTER) -> Redactor:
    return Redactor(round_ or make_round(), engine, KEYRING, roster=roster, team=TEAM)


@pytest.fixture
def one(engine: Engine) -> Callable[..., Interview]:
    """One response redacted: GOOD with changes."""

    def redact(held: HeldReason | None = None, **changes: str) -> Interview:
        round_ = make_round()
        answers = {**GOOD, **changes}
        return redactor_of(engine, round_).redact(round_.sources[0], [row(1, answers, held)])[0]

    return redact


def test_a_good_response_becomes_a_redacted_interview(one: Callable[..., Interview]) -> None:
    interview = one(People="3 kids", Code="k7-q2", Check_in="Yes")
    assert interview.held is None
    story, seen = interview.notes
    assert story.text == "My friend [PERSON_1] said ms [PERSON_2] never calls. [PHONE_1]"
    assert (seen.text, seen.kind) == ("[PERSON_1] looked down", NoteKind.CUE)
    assert [story.text[span.start : span.end] for span in story.spans] == ["[PERSON_1]", "[PERSON_2]", "[PHONE_1]"]
    assert interview.interviewer == "I1"
    assert interview.segments == (("role", "Student"), ("grade", "9"))
    assert (interview.people, interview.language, interview.distress, interview.declined) == (3, "en", True, False)
    assert interview.code_digest == KEYRING.digest("codes", "K7Q2")
    assert interview.submitted_on == date(2026, 5, 3)
    assert (interview.id, interview.fingerprint, interview.row) == ("id1", "print1", 1)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Consent": "No"}, HeldReason.NO_CONSENT),
        ({"Consent": ""}, HeldReason.CONSENT_UNKNOWN),
        ({"Consent": "ask later"}, HeldReason.CONSENT_UNKNOWN),
        ({"Language": "Tiếng Việt"}, HeldReason.LANGUAGE_UNSUPPORTED),
        ({"Language": "Klingon"}, HeldReason.LANGUAGE_UNSUPPORTED),
        ({"Story": "Con tôi rất thích cô giáo lớp ba vì cô luôn chào nó."}, HeldReason.LANGUAGE_UNSUPPORTED),
        ({"Story": "blorp fnarg wibbet skroo plim drogg zant mivvle quorp hesk"}, HeldReason.LANGUAGE_UNSURE),
        ({"Story": "see https://docs.example.com/d/1"}, HeldReason.NOTES_ELSEWHERE),
        ({"Story": "  "}, HeldReason.NO_NOTES),
        ({"Story": "word " * 20_001}, HeldReason.TOO_LONG),
    ],
)
def test_it_is_held_with_the_reason_and_without_notes(
    one: Callable[..., Interview], changes: dict[str, str], reason: HeldReason
) -> None:
    interview = one(**changes)
    assert (interview.held, interview.notes) == (reason, ())


def test_a_reason_from_its_identity_comes_first(one: Callable[..., Interview]) -> None:
    assert one(held=HeldReason.DUPLICATE_ROW).held is HeldReason.DUPLICATE_ROW


def test_without_consent_nothing_about_the_person_is_kept(one: Callable[..., Interview]) -> None:
    assert one(Consent="No").segments == ()


def test_no_consent_column_needs_a_word_on_where_consent_was_given(engine: Engine) -> None:
    source = {"key": "s", "file": "x.csv", "columns": [{"title": "Story", "role": "note", "key": "story"}]}
    for elsewhere, expected in (("", HeldReason.CONSENT_UNKNOWN), ("paper slips in the office", None)):
        round_ = make_round(sources=[{**source, "consent_elsewhere": elsewhere}], segments=[])
        assert redactor_of(engine, round_).redact(round_.sources[0], [row(1, {"Story": STORY})])[0].held is expected


def test_declined_is_not_the_same_as_blank(one: Callable[..., Interview]) -> None:
    interview = one(Story="", Seen="", Declined="x")
    assert (interview.held, interview.declined, interview.notes) == (None, True, ())


def test_an_unknown_interviewer_keeps_the_interview(one: Callable[..., Interview]) -> None:
    interview = one(Who="Somebody Else")
    assert (interview.held, interview.interviewer) == (None, None)


def test_an_english_translation_stands_in_for_a_note_that_cannot_be_redacted(one: Callable[..., Interview]) -> None:
    interview = one(
        Language="Vietnamese",
        Story="Deshawn không bao giờ đến vì xe buýt không đi qua nhà.",
        In_English="Deshawn never comes because the bus does not pass by the house.",
        Seen="",
    )
    assert (interview.held, interview.language) == (None, "vi")
    (note,) = interview.notes
    assert (note.question, note.translation_of) == ("story", "story")
    assert note.text == "[PERSON_1] never comes because the bus does not pass by the house."


def test_one_note_without_a_translation_holds_the_whole_interview(one: Callable[..., Interview]) -> None:
    interview = one(
        Language="Vietnamese",
        Story="Nó không bao giờ đến vì xe buýt không đến.",
        In_English="He never comes because the bus does not pass.",
        Second="Không ai gọi cho chúng tôi khi nó nghỉ học.",
        Seen="",
    )
    assert interview.held is HeldReason.LANGUAGE_UNSUPPORTED


def test_the_translation_of_a_readable_story_stands_beside_it(one: Callable[..., Interview]) -> None:
    interview = one(
        Language="Spanish",
        Story="Deshawn me dijo que nadie llama a la casa cuando falta a la escuela.",
        In_English="Deshawn told me that nobody calls home when he misses school.",
        Seen="",
    )
    assert [(note.translation_of, note.text) for note in interview.notes] == [
        (None, "[PERSON_1] me dijo que nadie llama a la casa cuando falta a la escuela."),
        ("story", "[PERSON_1] told me that nobody calls home when he misses school."),
    ]


def test_a_translation_in_the_language_of_its_story_is_not_kept(one: Callable[..., Interview]) -> None:
    assert [note.translation_of for note in one(In_English="He said that she never calls.").notes] == [None, None]


def test_an_answer_is_only_read_where_a_column_is_declared(one: Callable[..., Interview]) -> None:
    interview = one(Phone="Zebulon", Undeclared="Zebulon")
    assert "Zebulon" not in repr([getattr(interview, field.name) for field in fields(interview)])


def test_lone_surrogates_are_replaced(one: Callable[..., Interview]) -> None:
    interview = one(Story="The bus \ud800 was late and my friend deshawn left.")
    assert interview.notes[0].text == "The bus \ufffd was late and my friend [PERSON_1] left."


def test_what_the_second_look_still_sees_holds_the_interview(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Residue, "look", lambda self, text: [ResidueHit("PERSON", 0, 2, sure=False)])
    round_ = make_round()
    interview = redactor_of(engine, round_).redact(round_.sources[0], [row(1, GOOD)])[0]
    assert (interview.held, interview.notes) == (HeldReason.RESIDUE, ())
    assert interview.record is not None
    assert (sum(one.number for one in interview.record.counts), interview.record.names) == (4, "")


def test_what_the_second_look_sees_beyond_doubt_is_masked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "find", lambda self, texts, language: [[] for _ in texts])
    round_ = make_round()
    interview = redactor_of(engine, round_).redact(round_.sources[0], [row(1, GOOD)])[0]
    assert interview.held is None
    assert "[PHONE_1]" in interview.notes[0].text


def failing(on: str) -> Callable[..., list[list[InputSpan]]]:
    def find(self: Engine, texts: Sequence[str], language: str) -> list[list[InputSpan]]:
        for text in texts:
            if on in text:
                raise ValueError(f"cannot read {text!r}")
        return [[] for _ in texts]

    return find


def test_an_engine_that_fails_on_one_interview_holds_that_one(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "find", failing(on="cursed"))
    round_ = make_round()
    rows = [row(1, {**GOOD, "Story": "a cursed text"}), row(2, {"Consent": "Yes", "Story": "The bus was late again."})]
    interviews = redactor_of(engine, round_).redact(round_.sources[0], rows)
    assert [interview.held for interview in interviews] == [HeldReason.REDACTION_FAILED, None]


def test_an_engine_that_always_fails_raises_and_quotes_nothing(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Engine, "find", failing(on=""))
    round_ = make_round()
    with pytest.raises(EngineUnavailable, match=r"ValueError at test_redactor\.py:\d+") as raised:
        redactor_of(engine, round_).redact(round_.sources[0], [row(1, GOOD)])
    assert raised.value.__context__ is None
    assert raised.value.__cause__ is None
    assert not any(mark in str(raised.value).lower() for mark in MARKS)


def test_a_recognizer_that_raises_on_everything_stops_the_batch(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("redaction.recognizers.phones.Phones.analyze", broken)
    round_ = make_round()
    with pytest.raises(EngineUnavailable, match="Nothing of this batch was kept"):
        redactor_of(engine, round_).redact(round_.sources[0], [row(1, GOOD)])


def test_the_result_does_not_depend_on_the_batch(engine: Engine) -> None:
    round_ = make_round()
    rows = [row(n, {**GOOD, "Story": f"{STORY} and number {n}"}) for n in range(1, 8)]
    redactor = redactor_of(engine, round_)
    together = redactor.redact(round_.sources[0], rows)
    alone = [redactor.redact(round_.sources[0], [one])[0] for one in reversed(rows)]
    assert together == alone[::-1]


def test_its_version_changes_with_every_rule_and_shows_none(engine: Engine) -> None:
    versions = {
        redactor_of(engine).version,
        redactor_of(engine, roster=ROSTER[:1]).version,
        redactor_of(engine, make_round(redaction={"keep": ["Will"]})).version,
        redactor_of(engine, make_round(redaction={"mask": ["Will"]})).version,
        redactor_of(engine, make_round(segments=[{"key": "grade", "label": "G", "values": ["9"]}])).version,
    }
    assert len(versions) == 5
    assert all(version.startswith(engine.version + "/") for version in versions)
    assert redactor_of(engine).version == redactor_of(engine, roster=ROSTER[::-1]).version


def test_no_repr_shows_a_text(engine: Engine, one: Callable[..., Interview]) -> None:
    identified = row(1, GOOD)
    shown = re.sub("0x[0-9a-f]+", "", repr(identified) + repr(redactor_of(engine)) + repr(engine))
    assert "id1" in repr(identified)
    assert not any(mark in shown.lower() for mark in MARKS)


def test_a_vietnamese_interview_is_kept_in_its_english_translations(engine: Engine) -> None:
    columns = [
        {"title": "Story", "role": "note", "key": "story"},
        {"title": "Seen", "role": "cue", "key": "seen"},
        {"title": "Story in English", "role": "translation_of", "key": "story_en", "of": "story"},
        {"title": "Seen in English", "role": "translation_of", "key": "seen_en", "of": "seen"},
    ]
    source = {"key": "s", "file": "a.csv", "consent_elsewhere": "on paper", "language": "vi", "columns": columns}
    round_ = Round(name="r", title="R", sources=(source,))
    answers = {
        "Story": "Con trai tôi phải đi bộ một giờ khi trời mưa vì xe buýt không vào đường của chúng tôi.",
        "Seen": "Chị im lặng một lúc lâu và nhìn ra cửa.",
        "Story in English": "My son walks for an hour when it rains because the bus skips our street.",
        "Seen in English": "She was quiet for a while and looked at the door.",
    }
    (interview,) = redactor_of(engine, round_).redact(round_.sources[0], [row(1, answers)])
    assert interview.held is None
    assert [(note.kind, note.text) for note in interview.notes] == [
        (NoteKind.NOTE, answers["Story in English"]),
        (NoteKind.CUE, answers["Seen in English"]),
    ]


def test_a_spanish_interview_is_redacted_as_it_is(one: Callable[..., Interview]) -> None:
    interview = one(
        Language="Español",
        Story="Deshawn nunca llega porque el camión no pasa por la casa, but the bus driver knows.",
        In_English="Deshawn never comes because the bus does not pass by the house.",
        Seen="",
    )
    assert (interview.held, interview.language) == (None, "es")
    note, translation = interview.notes
    assert note.text == "[PERSON_1] nunca llega porque el camión no pasa por la casa, but the bus driver knows."
    assert (note.translation_of, translation.translation_of) == (None, "story")
