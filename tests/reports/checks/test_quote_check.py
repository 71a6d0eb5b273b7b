"""How true quotes are to the notes: exact, altered, in another interview, not found."""

from __future__ import annotations

import random
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.checks.quote_check import check_quotes, said_beside
from reports.checks.quotes import is_word_for_word
from rounds.headlines import Headline, HeadlineKind, QuoteCheck, QuoteStatus, WordChange
from rounds.interviews import HeldReason, Interview, Note, NoteKind

ANN = (
    "I missed the bus because nobody ever calls home — not once. My teacher [PERSON_3] told [PERSON_1] that I was not"
    ' happy there. She said "come back" and I didn\'t... I just\n went  home. It was not what I wanted, and the letter'
    " was in English so my mother could not read it."
)
ANN_TOO = "The office asked me for a note every single time, and when my sister came they would not let her sign."
BEN = (
    "Nobody told them that the bus was cancelled, so they waited an hour in the cold and went home. It was so cold. He"
    " walks forty minutes when it rains."
)


def interview(identifier: str, *notes: Note, **fields: object) -> Interview:
    return Interview(id=identifier, source="s", row=2, fingerprint="f", engine="1", notes=notes, **fields)


def note(text: str, question: str = "missed", kind: NoteKind = NoteKind.NOTE, of: str | None = None) -> Note:
    return Note(question, "title", kind, text, translation_of=of)


ROUND = [interview("ann", note(ANN), note(ANN_TOO, "best")), interview("ben", note(BEN))]


def headline(text: str, *named: str, kind: HeadlineKind = HeadlineKind.QUOTE, question: str = "missed") -> Headline:
    return Headline("h1", named or ("ann",), question, kind, text)


def check(text: str, *named: str, interviews: list[Interview] = ROUND) -> QuoteCheck:
    (found,) = check_quotes([headline(text, *named)], interviews)
    return found


def changes(found: QuoteCheck) -> list[tuple[str, str]]:
    return [(change.said, change.written) for change in found.changes]


@pytest.mark.parametrize(
    "quote",
    [
        "“Nobody ever calls home”",
        '"nobody ever calls home - not once."',
        "«Nobody ever calls home – not once»",
        "She said “come back” and I didn’t",
        "I didn't I just went home!",
        "nobody ever\u00a0calls ho\u00adme",
        "The letter was in English … could not read it.",
        "the letter was in English [...] my mother could not read it",
        "the letter was in English (...) So my mother",
        "[She] was not happy there",
        "they would not let [my sister] sign",
        "I was not [at all] happy there",
        "The office asked me [sic] for a note",
        "[T]he letter was in English",
        "The office ask[s] me for a note",
        "“Nobody ever calls home,” she said, “not once.”",
        'My mom told us: "nobody ever calls home"',
        "'I didn't I just went home,' she said",
        "My teacher [PERSON_1] told [PERSON_2] that",
        "my teacher PERSON_3 told person_1",
        "My teacher [PERSON_3] told [my aunt] that",
    ],
)
def test_what_does_not_change_the_words_leaves_a_quote_exact(quote: str) -> None:
    found = check(quote)
    assert (found.status, found.interview_id, found.changes) == (QuoteStatus.EXACT, "ann", ())


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_accents_may_be_written_in_either_way(form: str) -> None:
    told = [interview("ann", note(unicodedata.normalize("NFD", "Mi mamá llegó en camión y nadie le habló.")))]
    quote = unicodedata.normalize(form, "“mi mamá llegó en camión”")
    assert check(quote, interviews=told).status is QuoteStatus.EXACT


@pytest.mark.parametrize(
    ("quote", "differing"),
    [
        ("nobody calls home", [("ever", "")]),
        ("nobody ever really calls home", [("", "really")]),
        ("nobody ever cals home", [("calls", "cals")]),
        ("the letter was in Spanish so my mother", [("English", "Spanish")]),
        ("I was happy there", [("not", "")]),
        ("I was … happy there", [("not", "…")]),
        ("I was [very] happy there", [("not", "[very]")]),
        ("It was not what I expected", [("wanted", "expected")]),
        ("My mother could read it", [("not", "")]),
        ("NOBODY ever calls home", [("nobody", "NOBODY")]),
        ("my mother could not, read it", [("not", "not,")]),
        ("My teacher [PERSON_1] told [PERSON_1] that I was", [("[PERSON_3]", "[PERSON_1]")]),
        ("My teacher told [PERSON_1] that I was", [("[PERSON_3]", "")]),
        ("I just went home … nobody ever calls home", [("", "nobody ever calls home")]),
        ("“Nobody calls home,” she said, “not once.”", [("ever", "")]),
        (
            "The office asked me for a note and they would not let her sign",
            [("every single time", ""), ("when my sister came", "")],
        ),
    ],
)
def test_a_quote_that_is_nearly_there_is_altered_and_the_words_are_shown(
    quote: str, differing: list[tuple[str, str]]
) -> None:
    found = check(quote)
    assert found.status is QuoteStatus.ALTERED
    assert changes(found) == differing


@pytest.mark.parametrize(
    "quote",
    [
        "He said nobody helps him there",
        "I wanted it and my mother was not there so it was bad",
        "It was not in the kitchen",
        "Her mother could not sign the letter that the school had sent home",
        "ever calls … of the ones we asked",
        "I went",
        "…",
        "“”",
    ],
)
def test_a_paraphrase_that_shares_some_words_is_not_found(quote: str) -> None:
    assert check(quote) == QuoteCheck("h1", QuoteStatus.NOT_FOUND)


def test_a_quote_from_another_interview_is_told_with_that_interview() -> None:
    assert check("they waited an hour in the cold") == QuoteCheck("h1", QuoteStatus.WRONG_INTERVIEW, "ben", "missed")
    nearly = check("they waited two hours in the cold")
    assert (nearly.status, nearly.interview_id) == (QuoteStatus.WRONG_INTERVIEW, "ben")
    assert changes(nearly) == [("an hour", "two hours")]


@pytest.mark.parametrize("quote", ["so cold", "it was so", "was cancelled", "rains"])
def test_a_few_common_words_found_elsewhere_are_chance(quote: str) -> None:
    assert check(quote).status is QuoteStatus.NOT_FOUND


def test_of_several_other_interviews_the_one_about_the_same_question_is_told() -> None:
    said = "Nobody saved me a seat in the morning."
    told = [interview("ann"), interview("ben", note(said, "best")), interview("cam", note(said)), interview("dee")]
    found = check("Nobody saved me a seat", interviews=told)
    assert (found.status, found.interview_id, found.question) == (QuoteStatus.WRONG_INTERVIEW, "cam", "missed")


def test_a_headline_about_several_interviews_is_exact_when_any_has_it() -> None:
    assert check("they waited an hour in the cold", "ann", "ben").interview_id == "ben"
    assert check("they waited an hour in the cold", "ann", "ben").status is QuoteStatus.EXACT


def test_original_and_translation_both_count_and_tell_the_same_question() -> None:
    told = [interview("ann", note("Nadie llama a la casa."), note("Nobody calls the house.", "missed_en", of="missed"))]
    for quote in ("Nadie llama a la casa", "Nobody calls the house"):
        found = check(quote, interviews=told)
        assert (found.status, found.question) == (QuoteStatus.EXACT, "missed")


def test_words_of_a_script_without_spaces_are_compared_too() -> None:
    told = [interview("ann", note("没有人给家里打电话，我就回家了。"))]
    assert check("“没有人给家里打电话”", interviews=told).status is QuoteStatus.EXACT
    assert changes(check("“有人给家里打电话”", interviews=told)) == []
    assert changes(check("“没有人给学校打电话”", interviews=told)) == [("家里", "学校")]


def test_cues_and_probes_are_never_quotes_and_it_can_be_told_why() -> None:
    told = [interview("ann", note("She looked at the floor for a long time.", "seen", NoteKind.CUE)), ROUND[1]]
    quote = headline("She looked at the floor")
    assert check_quotes([quote], told)[0].status is QuoteStatus.NOT_FOUND
    assert said_beside([quote], told) == {"h1"}


def test_a_held_interview_is_not_quoted() -> None:
    told = [interview("ann", note(ANN), held=HeldReason.RESIDUE)]
    assert check("nobody ever calls home", interviews=told).status is QuoteStatus.NOT_FOUND


def test_the_quoted_part_of_a_descriptive_headline_is_told_only_when_it_is_long_and_not_exact() -> None:
    def told(text: str) -> list[QuoteStatus]:
        return [each.status for each in check_quotes([headline(text, kind=HeadlineKind.DESCRIPTIVE)], ROUND)]

    assert told("She says “nobody ever calls home” and stays away") == []
    assert told("She says “nobody calls us” a lot") == []
    assert told("She says “nobody ever calls my home” and stays away") == [QuoteStatus.ALTERED]
    assert told("She says “I was not happy there” and “they waved at us all day long”") == [QuoteStatus.NOT_FOUND]
    assert told("She stays away") == []


def test_one_check_for_each_quote_in_the_order_given() -> None:
    quotes = [headline("so my mother could not read it")] * 2 + [headline("made up by nobody at all")]
    statuses = [each.status for each in check_quotes(quotes, ROUND)]
    assert statuses == [QuoteStatus.EXACT, QuoteStatus.EXACT, QuoteStatus.NOT_FOUND]


WORDS = ("bus", "home", "note", "teacher", "morning", "letter", "cousin", "office", "walk", "seat", "rain", "coach")


@given(st.integers(0, 10**6), st.integers(6, 12), st.sampled_from(["change", "drop", "add", "slip"]))
def test_one_word_changed_of_six_or_more_is_altered_and_none_is_exact(seed: int, length: int, how: str) -> None:
    chance = random.Random(seed)
    said = chance.choices(WORDS, k=40)
    start = chance.randrange(40 - length)
    quote = said[start : start + length]
    told = [interview("ann", note(" ".join(said)))]
    assert check(" ".join(quote), interviews=told).status is QuoteStatus.EXACT
    at = chance.randrange(1, length - 1)
    new = {"change": ["zebra"], "drop": [], "add": [quote[at], "zebra"], "slip": [quote[at] + "x"]}[how]
    altered = " ".join([*quote[:at], *new, *quote[at + 1 :]])
    if f" {altered} " in f" {' '.join(said)} ":  # of two equal words one may go unseen
        return
    found = check(altered, interviews=told)
    assert found.status is QuoteStatus.ALTERED
    assert found.changes


def test_the_check_and_the_look_at_one_quote_agree_on_what_is_exact() -> None:
    for quote in ("nobody calls home", "“Nobody ever calls home,” she said", "I was … happy", "so my … read it"):
        assert is_word_for_word(quote, [ANN]) == (check(quote).status is QuoteStatus.EXACT)


def test_a_change_is_shown_as_said_and_written() -> None:
    assert check("nobody calls home").changes == (WordChange(said="ever", written=""),)


def told(text: str, quote: str) -> QuoteCheck:
    return check(quote, interviews=[interview("ann", note(text))])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("yes " * 6000, "yes … " * 1100),
        ("[PERSON_1] told [PERSON_2] told [PERSON_3] told " * 30, " … ".join(f"[PERSON_{n}]" for n in range(2, 14))),
        ("yes never " * 3000, "yes … " * 1100),
        ("yes never calls " * 2000, "yes " + "call[ed] " * 3000),
        ("the cat and the dog " * 1200, "the dog and the cat " * 1200),
        ("he said so", "'a " * 10_000),
        ("he said so", '"a" ' * 8000),
    ],
)
def test_no_quote_however_odd_stops_the_check_or_takes_long(text: str, quote: str) -> None:
    started = time.process_time()
    told(text, quote)
    assert time.process_time() - started < 1  # about .2 on a quiet computer


def test_a_quote_too_branched_to_be_compared_is_not_found_and_says_so() -> None:
    found = told("[PERSON_1] told [PERSON_2] told " * 2000, " … ".join(f"[PERSON_{n}]" for n in range(2, 62)))
    assert found == QuoteCheck("h1", QuoteStatus.NOT_FOUND, is_unfinished=True)
    assert not is_word_for_word("yes … " * 1100 + "yes, yes", ["yes " * 6000])


def test_a_long_pasted_quote_shows_what_was_changed_in_it() -> None:
    words = random.Random(1).choices(WORDS, k=1500)
    found = told(" ".join(words), " ".join([*words[:700], "zebra", *words[700:]]))
    assert (found.status, changes(found)) == (QuoteStatus.ALTERED, [("", "zebra")])


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("I was happy", "I was [un]happy"),
        ("I was happy there", "I was [un] happy there"),
        ("I was happy at school", "I was [unhappy] at school"),
        ("It is hopeless to ask them", "It is hope[ful] to ask them"),
        ("It is hopeless to ask them", "It is … hope[ful] to ask them"),
        ("It is careless of them", "It is care[ful] of them"),
        ("they treated me fairly", "they treated me [un]fairly"),
        ("they treated me unfairly", "they treated me [...]fairly"),
        ("Fue un trato justo para todos", "Fue un trato [in]justo para todos"),
        ("The teachers always listen to us", "The teachers [never] listen to us"),
        ("The teachers listen to us", "The teachers [do not] listen to us"),
    ],
)
def test_a_bracket_that_adds_or_hides_a_negation_is_altered_and_shown(text: str, quote: str) -> None:
    found = told(text, quote)
    assert found.status is QuoteStatus.ALTERED
    assert found.changes


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("my teachers call me", "my teacher[s] call[ed] me"),
        ("nobody goes there", "[N]obody go[es] there"),
        ("he stops and then hopes", "he stopp[ed] and then hop[ed]"),
        ("nadie llama a los niños", "nadie llam[ó] a los niñ[os]"),
        ("he went home and she cried", "he went home[...] she cried"),
        ("they treated me unfairly", "they treated me [un]fairly"),
    ],
)
def test_a_bracket_may_give_a_word_another_ending(text: str, quote: str) -> None:
    assert told(text, quote).status is QuoteStatus.EXACT


@pytest.mark.parametrize(
    ("quote", "differing"),
    [
        ("[PERSON_1] told [PERSON_2] to leave", []),
        ("[PERSON_5] told [PERSON_7] to leave", []),
        ("[PERSON_2] told [PERSON_1] to leave", [("[PERSON_1]", "[PERSON_2]"), ("[PERSON_2]", "[PERSON_1]")]),
        ("[PERSON_3] told [PERSON_2] to leave", [("[PERSON_1]", "[PERSON_3]")]),
    ],
)
def test_placeholders_mean_the_same_people_where_the_note_has_their_numbers(
    quote: str, differing: list[tuple[str, str]]
) -> None:
    found = told("[PERSON_1] told [PERSON_2] to leave and [PERSON_3] stayed.", quote)
    assert found.status is (QuoteStatus.ALTERED if differing else QuoteStatus.EXACT)
    assert changes(found) == differing


@pytest.mark.parametrize(
    ("text", "quote", "is_altered"),
    [
        ("I can't say that they help. They help a lot.", "I … they help", True),
        ("They, none of them that I know, help us", "They … help us", True),
        ("Ellos nunca en todo el año ayudan", "Ellos … ayudan", True),
        ("Fui sin que nadie me ayudara a la escuela", "Fui … a la escuela", True),
        ("I dont really think that they help", "I … think that they help", True),
        ("My mom is sick. Nobody at school knows. The bus is late.", "My mom is sick … The bus is late", False),
        ("nobody, I mean nobody, calls us", "nobody … calls us", False),
        ("They — none of them — help us", "They … help us", True),
        ("Nobody calls home — not once. He said no... I just went", "Nobody calls home … I just went", False),
        ("I am not late and I am not happy", "I am not late and I … happy", True),
    ],
)
def test_an_ellipsis_may_not_hide_a_negation_within_a_sentence(text: str, quote: str, is_altered: bool) -> None:
    assert told(text, quote).status is (QuoteStatus.ALTERED if is_altered else QuoteStatus.EXACT)


def test_words_without_their_accents_are_found_and_altered() -> None:
    found = told("él dijo que sí me ayudan", "el dijo que si me ayudan")
    assert found.status is QuoteStatus.ALTERED
    assert changes(found) == [("él", "el"), ("sí", "si")]
