from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from connectors.export_file import open_export
from reports.column_facts import OFTEN, gather_facts
from reports.column_guess import ColumnGuess, guess_columns, with_roles
from reports.header_check import DraftRefused
from reports.locale_guess import guess_language, guess_locale
from reports.question_keys import KEY_LENGTH, question_key, similarity, source_keys
from reports.round_draft import align_keys, draft_round
from reports.source_draft import SourceDraft
from reports.toml_text import comment_text, toml_string
from rounds.form import Form, Question
from rounds.interviews import Response
from rounds.round import Role, Round
from rounds.round_file import load_round

PROJECT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((PROJECT / "examples" / "attendance" / "exports").glob("*.csv"))
REAL = [
    "dask-user-survey-2019.csv.gz", "dask-user-survey-2020.csv.gz", "dask-user-survey-2021.csv.gz",
    "spack-user-survey-2020.csv", "spack-user-survey-2020.xlsx", "spack-user-survey-2021.csv",
    "spack-user-survey-2022.csv", "spack-user-survey-2025.csv",
]  # fmt: skip
STORY = "They told the whole story of the morning when the bus came early and nobody had said a word about it"


@pytest.fixture
def real_exports() -> Path:
    folder = PROJECT.parent / "shared" / "fixtures" / "google-exports"
    if not folder.is_dir():
        pytest.skip("the real exports are not beside this project")
    return folder


def read(path: Path) -> tuple[Form, list[Response]]:
    source = open_export(path)
    form = source.form()
    return form, list(source.responses([question.address for question in form.questions]))


def drafted(path: Path, key: str = "form") -> SourceDraft:
    form, responses = read(path)
    facts = gather_facts(form, responses)
    locale = guess_locale(form, facts)
    guesses = guess_columns(form, facts)
    return SourceDraft(
        key, path.name, None, locale.locale, guesses, len(responses), guess_language(form), locale.warning
    )


def source(*guesses: ColumnGuess, key: str = "form", file: str = "form.csv") -> SourceDraft:
    return SourceDraft(key, file, None, "en_US", guesses, rows=9)


def guess(title: str, role: Role, letter: str = "A", occurrence: int = 1, **more: object) -> ColumnGuess:
    return ColumnGuess(Question(title, occurrence, letter), role, "a reason", **more)  # type: ignore[arg-type]


def draft(*sources: SourceDraft, accept: bool = True) -> str:
    return draft_round("fall-round", "Fall round", sources, accept=accept, timezone="America/Los_Angeles")


def loaded(text: str, folder: Path) -> Round:
    (folder / "round.toml").write_text(text, encoding="utf-8")
    return load_round(folder)


def confirmed_by_hand(text: str) -> str:
    """Does what the heading tells a person to do, with every column and grouping."""
    lines: list[str] = []
    after_questions = text.partition("# [questions]\n")[2]
    shared = set(after_questions.partition("\n\n")[0].splitlines())
    for line in text.splitlines():
        if line.startswith("    # { "):
            assert '"discard"' in lines[-1]
            lines[-1] = "    " + line.removeprefix("    # ")
        elif re.match(r"# (\[\[segments\]\]|\[questions\]|key = |label = |values = )", line) or line in shared:
            lines.append(line.removeprefix("# "))
        elif found := re.match(r'identity = "row"  # ("[a-z+]+") once', line):
            lines.append(f"identity = {found[1]}")
        else:
            lines.append(line)
    return "\n".join(lines)


# What is written


def test_without_a_person_every_column_is_discarded_and_the_guess_stands_beside_it(tmp_path: Path) -> None:
    text = draft(*[drafted(path, f"form_{number}") for number, path in enumerate(EXAMPLES)], accept=False)
    round_ = loaded(text, tmp_path)
    assert {column.role for part in round_.sources for column in part.columns} == {Role.DISCARD}
    assert round_.segments == ()
    assert "# D, guess: consent - title asks for consent; 1 answer" in text
    assert "NOTHING IS READ YET" in text


def test_confirming_by_hand_gives_the_round_that_accepting_gives(tmp_path: Path) -> None:
    sources = [drafted(path, f"form_{number}") for number, path in enumerate(EXAMPLES)]
    (tmp_path / "accepted").mkdir()
    accepted = loaded(draft(*sources), tmp_path / "accepted")
    by_hand = loaded(confirmed_by_hand(draft(*sources, accept=False)), tmp_path)
    assert by_hand.model_dump(exclude={"folder"}) == accepted.model_dump(exclude={"folder"})
    assert any(part.read_columns for part in by_hand.sources)


def test_an_accepted_example_has_consent_identity_segments_and_shared_questions(tmp_path: Path) -> None:
    round_ = loaded(draft(*[drafted(path, f"form_{number}") for number, path in enumerate(EXAMPLES)]), tmp_path)
    for part in round_.sources:
        consent = part.single(Role.CONSENT)
        assert consent is not None
        assert consent.yes == ("Yes",)
        assert part.identity == "code"
    assert {"role", "grade"} <= {segment.key for segment in round_.segments}
    grade = round_.segment("grade")
    assert grade is not None
    assert grade.values == ("6", "7", "8", "9", "10", "11", "12")
    notes = [{column.key for column in part.with_role(Role.NOTE)} for part in round_.sources]
    assert notes[0] & notes[1] == set(round_.questions)
    assert len(round_.questions) == 1


def test_a_column_that_a_person_confirmed_is_read_without_accepting_the_others(tmp_path: Path) -> None:
    guesses = (guess("Story", Role.NOTE, key="story"), guess("Grade", Role.SEGMENT, "B", key="grade", values=("9",)))
    given_roles = with_roles(guesses, {("Story", 1): Role.NOTE})
    text = draft(source(*given_roles), accept=False)
    assert [column.role for column in loaded(text, tmp_path).sources[0].columns] == [Role.NOTE, Role.DISCARD]
    assert "# A, given: note" in text


def test_without_a_consent_column_the_draft_says_that_everything_is_held(tmp_path: Path) -> None:
    text = draft(source(guess("Story", Role.NOTE, key="story")))
    assert "No column asks for consent." in text
    assert loaded(text, tmp_path).sources[0].consent_elsewhere == ""


def test_consent_is_not_read_before_a_person_confirms_it(tmp_path: Path) -> None:
    text = draft(source(guess("Consent?", Role.CONSENT, yes=("Yes",))), accept=False)
    assert "not confirmed yet" in text
    assert loaded(text, tmp_path).sources[0].single(Role.CONSENT) is None


@pytest.mark.parametrize(
    ("guesses", "identity"),
    [
        ((guess("Code", Role.CODE, unique=True),), "code"),
        ((guess("Code", Role.CODE, unique=False),), "row"),
        ((guess("Time", Role.TIMESTAMP), guess("Who", Role.INTERVIEWER, "B")), "timestamp+interviewer"),
        ((guess("Time", Role.TIMESTAMP), guess("Story", Role.NOTE, "B", key="story")), "row"),
    ],
)
def test_identity_is_a_complete_code_else_time_and_interviewer_else_the_row(
    guesses: Sequence[ColumnGuess], identity: str, tmp_path: Path
) -> None:
    assert loaded(draft(source(*guesses)), tmp_path).sources[0].identity == identity


def test_a_row_without_identity_is_explained() -> None:
    assert "one\n# interview that vanished and one that is new" in draft(source(guess("Story", Role.NOTE, key="story")))


def test_warnings_stay_in_an_accepted_draft() -> None:
    assert "    # Look: Beware of this." in draft(source(guess("Name", Role.DISCARD, warning="Beware of this.")))


def test_a_translation_names_the_key_of_its_note(tmp_path: Path) -> None:
    note = guess("Story", Role.NOTE, key="story")
    translation = guess("Translation", Role.TRANSLATION_OF, "B", key="translation", of=("Story", 1))
    column = loaded(draft(source(note, translation)), tmp_path).sources[0].single(Role.TRANSLATION_OF)
    assert column is not None
    assert column.of == "story"


def test_many_groupings_bring_a_warning() -> None:
    guesses = [guess(f"Choice {letter}", Role.SEGMENT, letter, key=f"choice_{letter}") for letter in "abcdefg"]
    assert "single out one person" in draft(source(*guesses))
    assert "single out one person" not in draft(source(*guesses[:3]))


def test_the_language_and_the_locale_of_a_spanish_form_are_written(tmp_path: Path) -> None:
    export = tmp_path / "escucha.csv"
    rows = [f'"{day}/10/2026 17:02:03","{STORY} {day}","Sí"' for day in range(11, 20)]
    export.write_text('"Marca temporal","Cuénteme de una mañana","¿Da su consentimiento?"\n' + "\n".join(rows), "utf-8")
    part = loaded(draft(drafted(export)), tmp_path).sources[0]
    assert (part.language, part.locale) == ("es", "es_ES")
    assert [column.role for column in part.columns] == [Role.TIMESTAMP, Role.NOTE, Role.CONSENT]
    assert part.columns[2].yes == ("Sí",)


def test_titles_with_blanks_around_them_still_address_their_columns(tmp_path: Path) -> None:
    export = tmp_path / "blanks.csv"
    export.write_text('Timestamp," Story ","Story","Story\t"\n' + f'"2026/10/06 3:12:08 PM",{STORY},{STORY},{STORY}\n')
    form, _ = read(export)
    round_ = loaded(draft(drafted(export)), tmp_path)
    assert [column.address for column in round_.sources[0].columns] == [question.address for question in form.questions]


# Keys


def test_the_same_question_in_two_forms_gets_one_key_and_opposites_do_not() -> None:
    first = source(
        guess("Tell me about the last time you missed school.", Role.NOTE, key="a"),
        guess("Tell me about your best experience with a teacher at this school.", Role.NOTE, "B", key="b"),
        guess("Grade", Role.SEGMENT, "C", key="grade", values=("9", "10")),
    )
    second = source(
        guess("Tell us about the last time your child missed school", Role.NOTE, key="c"),
        guess("Tell me about your worst experience with a teacher at this school.", Role.NOTE, "B", key="d"),
        guess("What is your child's grade?", Role.SEGMENT, "C", key="grade_2", values=("10", "11")),
        key="second",
    )
    one, two = align_keys([first, second])
    assert [item.key for item in one.guesses] == ["a", "b", "grade"]
    assert [item.key for item in two.guesses] == ["a", "d", "grade"]
    assert 'values = ["9", "10", "11"]' in draft(first, second)


def test_questions_of_different_kinds_never_share_a_key() -> None:
    first = source(guess("Grade", Role.SEGMENT, key="grade"))
    second = source(guess("Grade", Role.NOTE, key="grade"), key="second")
    keys = [item.key for part in align_keys([first, second]) for item in part.guesses]
    assert len(set(keys)) == 2


def test_one_form_never_uses_a_shared_key_twice(tmp_path: Path) -> None:
    first = source(guess("Story of school", Role.NOTE, key="a"))
    second = source(
        guess("Story of school", Role.NOTE, key="a"), guess("Story of school", Role.NOTE, "B", 2, key="b"), key="second"
    )
    loaded(draft(first, second), tmp_path)


def test_aligning_twice_changes_nothing() -> None:
    once = align_keys([drafted(path) for path in EXAMPLES])
    assert align_keys(once) == once


@given(st.text(max_size=200), st.sets(st.text(alphabet="abc_2", max_size=4)))
def test_every_key_is_short_ascii_and_new(title: str, taken: set[str]) -> None:
    key = question_key(title, taken)
    assert re.fullmatch(r"[a-z][a-z0-9_]*", key)
    assert len(key) <= KEY_LENGTH
    assert key not in taken


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Tell me about the last time you missed school.", "last_missed_school"),
        ("¿Qué le ayuda a llegar a tiempo?", "ayuda_llegar_tiempo"),
        ("How safe do you feel? [In the hallway]", "hallway"),
        ("2026 plans", "plans"),
        ("如何", "question"),
        ("", "question"),
    ],
)
def test_keys_are_made_of_the_words_that_say_what_a_question_is_about(title: str, key: str) -> None:
    assert question_key(title, ()) == key


def test_similarity_is_symmetric_and_full_for_equal_titles() -> None:
    assert similarity("Grade?", "grade") == similarity("grade", "Grade?") == 1.0
    assert similarity("What is hard?", "What is easy?") == 0.0


def test_forms_are_named_after_what_sets_their_files_apart() -> None:
    names = ["Attendance listening - students.csv", "Attendance listening - caregivers and staff.csv"]
    assert source_keys(names) == ("students", "caregivers_and_staff")
    assert source_keys(["Form (Responses).csv", "Form (Responses).csv"]) == ("form", "form_2")
    assert source_keys(["2026 listening.csv"]) == ("listening",)


# Forms and sheets in Google

FORM_ID = "1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789-_abcde"


def google_form(*guesses: ColumnGuess, key: str = "students", **more: object) -> SourceDraft:
    plain = SourceDraft(key, "", None, "en_US", guesses, google_form=FORM_ID, title="Students")
    return replace(plain, **more)  # type: ignore[arg-type]


def asked(title: str, role: Role, question_id: str, **more: object) -> ColumnGuess:
    return ColumnGuess(Question(title, 1, "B", id=question_id), role, "a reason", **more)  # type: ignore[arg-type]


def test_a_google_form_is_written_by_its_id_and_its_questions_by_theirs(tmp_path: Path) -> None:
    title = 'A "hard"\nmorning \\ [1]'
    text = draft(google_form(asked(title, Role.NOTE, "0a1b2c3d", key="story"), remarks=("It is a quiz.",)))
    (part,) = loaded(text, tmp_path).sources
    assert (part.google_form, part.file) == (FORM_ID, None)
    assert [(column.id, column.title, column.key) for column in part.columns] == [("0a1b2c3d", title, "story")]
    assert "# It is a quiz." in text
    for setting in ("\nidentity", "\nlocale", "\nfile"):
        assert setting not in text


def test_a_google_sheet_is_written_with_its_tab(tmp_path: Path) -> None:
    columns = (guess("Story", Role.NOTE, key="story"),)
    sheet = SourceDraft("staff", "", None, "es_ES", columns, google_sheet=FORM_ID, tab=0)
    text = draft(sheet)
    (part,) = loaded(text, tmp_path).sources
    assert (part.google_sheet, part.tab, part.identity) == (FORM_ID, 0, "row")
    assert "locale" not in text  # the sheet's own is used


def test_confirming_the_draft_of_google_forms_by_hand_gives_what_accepting_gives(tmp_path: Path) -> None:
    english = asked("Grade", Role.SEGMENT, "01", values=("9",)), asked("A hard day", Role.NOTE, "02")
    spanish = asked("Grado", Role.SEGMENT, "01"), asked("Un día difícil", Role.NOTE, "02")
    sources = [google_form(*english), google_form(*spanish, key="es", language="es")]
    (tmp_path / "accepted").mkdir()
    accepted = loaded(draft(*sources), tmp_path / "accepted")
    by_hand = loaded(confirmed_by_hand(draft(*sources, accept=False)), tmp_path)
    assert by_hand.model_dump(exclude={"folder"}) == accepted.model_dump(exclude={"folder"})
    assert set(accepted.questions) == {"hard_day"}


def test_every_shared_key_stands_with_all_its_wordings_and_the_reason() -> None:
    english = google_form(asked("Tell me about a hard day.", Role.NOTE, "01"))
    spanish = google_form(asked("Cuénteme de un día difícil.", Role.NOTE, "02"), key="familias", language="es")
    text = draft(english, spanish)
    assert '#   students: "Tell me about a hard day."\n' in text
    assert '#   familias: "Cuénteme de un día difícil." - words that mean the same in both languages\n' in text


def test_pairs_in_doubt_stand_in_the_draft_and_are_apart() -> None:
    first = google_form(asked("Tell me about a time when your teacher called home.", Role.NOTE, "01"))
    second = google_form(asked("Tell me about a time when your principal called home.", Role.NOTE, "02"), key="staff")
    text = draft(first, second)
    assert "Perhaps the same question" in text
    assert "[questions]" not in text


def test_choices_worded_in_two_languages_are_pointed_out() -> None:
    first = google_form(asked("Role", Role.SEGMENT, "01", key="role", values=("Parent",)))
    second = google_form(asked("Papel", Role.SEGMENT, "02", key="role", values=("Madre",)), key="es", language="es")
    assert "each wording is counted for itself" in draft(first, second)
    assert "each wording is counted for itself" not in draft(first, first.with_guesses(first.guesses))


# Escaping


@given(st.text())
def test_any_text_survives_as_a_toml_string(text: str) -> None:
    assert tomllib.loads(f"x = {toml_string(text)}")["x"] == text
    assert toml_string(text).isprintable()


def test_half_a_surrogate_pair_becomes_the_replacement_character() -> None:
    assert toml_string("a\ud83d b\udfff") == '"a\ufffd b\ufffd"'


@given(st.text())
def test_any_text_makes_a_comment_of_one_line(text: str) -> None:
    assert tomllib.loads(f"# {comment_text(text)}\nx = 1") == {"x": 1}


def questions_of(titles: Sequence[str]) -> Iterator[Question]:
    seen: Counter[str] = Counter()
    for index, title in enumerate(titles):
        seen[title] += 1
        yield Question(title, seen[title], str(index))


# An export trims its titles and has no control characters in them; everything else may stand there.
TITLES = st.lists(st.text(max_size=60).map(str.strip), min_size=1, max_size=6)


@settings(max_examples=60)
@given(TITLES, st.data(), st.booleans())
def test_any_titles_give_a_draft_that_loads_and_addresses_every_column(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], data: st.DataObject, accept: bool
) -> None:
    free = [Role.NOTE, Role.CUE, Role.PROBE, Role.SEGMENT, Role.DISCARD]
    questions = list(questions_of(titles))
    guesses = [ColumnGuess(question, data.draw(st.sampled_from(free)), "a reason") for question in questions]
    text = draft(source(*guesses), accept=accept)
    columns = loaded(text, tmp_path_factory.mktemp("draft")).sources[0].columns
    assert [column.address for column in columns] == [question.address for question in questions]
    if accept:
        assert [column.role for column in columns] == [item.role for item in guesses]


@settings(max_examples=60)
@given(TITLES, st.lists(st.lists(st.text(max_size=30), min_size=6, max_size=6), max_size=8))
def test_whatever_an_export_holds_its_draft_loads_and_lists_no_rare_answer(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], rows: list[list[str]]
) -> None:
    form = Form("any.csv", tuple(questions_of(titles)))
    responses = [
        Response(number, {q.address: cell for q, cell in zip(form.questions, row, strict=False)})
        for number, row in enumerate(rows)
    ]
    try:
        guesses = guess_columns(form, gather_facts(form, responses))
    except DraftRefused:  # a title may be just what a row says
        return
    round_ = loaded(draft(source(*guesses)), tmp_path_factory.mktemp("draft"))
    assert listed_answers(round_) <= frequent_pieces(responses)


# Real exports


def listed_answers(round_: Round) -> set[str]:
    values = {value for segment in round_.segments for value in segment.values}
    return values | {value for part in round_.sources for column in part.columns for value in column.yes}


def frequent_pieces(responses: Sequence[Response]) -> set[str]:
    """Whole answers, and what separators leave of them, that at least OFTEN rows of one column share."""
    counts: Counter[tuple[tuple[str, int], str]] = Counter()
    for response in responses:
        for address, answer in response.answers.items():
            parts = [part.strip() for part in answer.split(", ")]
            joined = {
                ", ".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, min(i + 4, len(parts) + 1))
            }
            for piece in {answer.strip(), *joined, *(part.strip() for part in answer.split(";"))}:
                counts[address, piece] += 1
    return {piece for (_, piece), times in counts.items() if times >= OFTEN}


@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "unconfirmed"])
@pytest.mark.parametrize("file", REAL)
def test_the_draft_of_a_real_export_loads_and_holds_no_answer_but_frequent_choices(
    file: str, accept: bool, real_exports: Path, tmp_path: Path
) -> None:
    part = drafted(real_exports / file)
    text = draft(part, accept=accept)
    round_ = loaded(text, tmp_path)
    form, responses = read(real_exports / file)
    assert [column.address for column in round_.sources[0].columns] == [question.address for question in form.questions]
    answers = {answer.strip() for response in responses for answer in response.answers.values()}
    titles = " ".join(question.title for question in form.questions)
    assert not [answer for answer in answers if len(answer) > 40 and answer in text and answer not in titles]
    assert listed_answers(round_) <= frequent_pieces(responses)


@pytest.mark.parametrize(
    ("file", "stories"),
    [
        ("spack-user-survey-2020.csv", 7), ("spack-user-survey-2021.csv", 7), ("spack-user-survey-2022.csv", 7),
        ("spack-user-survey-2025.csv", 8), ("dask-user-survey-2021.csv.gz", 1),
    ],
)  # fmt: skip
def test_the_open_questions_of_a_real_survey_are_found(file: str, stories: int, real_exports: Path) -> None:
    guesses = drafted(real_exports / file).guesses
    notes = [item for item in guesses if item.role is Role.NOTE]
    assert len(notes) == stories
    assert all(re.search(r"What|Tell us|comments|key packages|improve", item.question.title) for item in notes)


def test_the_address_asked_for_at_the_end_of_a_real_survey_is_never_read(real_exports: Path) -> None:
    guesses = drafted(real_exports / "spack-user-survey-2022.csv").guesses
    assert guesses[-1].identity
    assert guesses[-1].role is Role.DISCARD


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("accept", [True, False], ids=["accepted", "unconfirmed"])
def test_the_draft_of_an_example_holds_no_story_phone_or_name(path: Path, accept: bool, tmp_path: Path) -> None:
    text = draft(drafted(path), accept=accept)
    form, responses = read(path)
    titles = {question.title for question in form.questions}
    answers = {answer.strip() for response in responses for answer in response.answers.values()} - {""}
    rare = {answer for answer in answers if len(answer) > 8} - frequent_pieces(responses)
    assert not [answer for answer in rare if answer in text and not any(answer in title for title in titles)]
    assert listed_answers(loaded(text, tmp_path)) <= frequent_pieces(responses)
