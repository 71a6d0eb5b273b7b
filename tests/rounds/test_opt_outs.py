from __future__ import annotations

import multiprocessing
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rounds.errors import SaybackError
from rounds.keys import Keyring
from rounds.opt_outs import OptOutFileProblem, OptOuts, WrongWord
from tests.rounds.samples import KEYRING

ADA = "ada@example.org"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "opt-outs"


@pytest.fixture
def opt_outs(path: Path) -> OptOuts:
    return OptOuts(path, KEYRING)


def test_nobody_has_opted_out_before_the_file_is_there(opt_outs: OptOuts, path: Path) -> None:
    assert not opt_outs.has(ADA)
    assert not path.exists()


def test_an_address_that_opted_out_is_out_for_every_round_of_the_key(opt_outs: OptOuts, path: Path) -> None:
    assert opt_outs.add(opt_outs.word(ADA)) is True
    assert opt_outs.add(opt_outs.word(ADA)) is False
    another_round = OptOuts(path, KEYRING)
    assert another_round.has("Ada@Example.ORG")
    assert not another_round.has("bo@example.org")


def test_opting_out_can_be_taken_back(opt_outs: OptOuts) -> None:
    opt_outs.add(opt_outs.word(ADA))
    assert opt_outs.remove(opt_outs.word(ADA)) is True
    assert opt_outs.remove(opt_outs.word(ADA)) is False
    assert not opt_outs.has(ADA)


def test_a_word_is_ten_letters_and_digits_and_differs_by_address_and_key(opt_outs: OptOuts, path: Path) -> None:
    words = {opt_outs.word(f"person{number}@example.org") for number in range(2000)}
    assert len(words) == 2000
    assert all(len(word) == 10 and word.isalnum() and not set(word) & set("018") for word in words)
    assert opt_outs.word(ADA) == OptOuts(path.with_name("other"), KEYRING).word("ADA@example.org ".strip())
    assert opt_outs.word(ADA) != OptOuts(path, Keyring(bytes(32))).word(ADA)


def test_a_word_is_known_however_it_is_typed(opt_outs: OptOuts) -> None:
    word = opt_outs.word(ADA)
    typed = f" {word[:5].upper()}-{word[5:]}. ".replace("o", "0").replace("L", "1").replace("l", "1")
    assert opt_outs.known_word(typed) == word


def test_a_slip_or_a_word_of_another_installation_is_told_and_not_quoted(opt_outs: OptOuts, path: Path) -> None:
    foreign = OptOuts(path, Keyring(bytes(32)))
    words = [foreign.word(f"person{number}@example.org") for number in range(300)]
    # Two characters tell: of these 300, none happens to have them right (one in 1,024 would).
    for word in [*words, "", "stop", "ñ" * 10, "a" * 11]:
        with pytest.raises(WrongWord) as caught:
            opt_outs.known_word(word)
        assert not word or word not in str(caught.value)


@given(place=st.integers(0, 9), mark=st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_a_single_wrong_character_never_opts_somebody_else_out_unnoticed(place: int, mark: str) -> None:
    opt_outs = OptOuts(Path("nowhere"), KEYRING)
    word = opt_outs.word(ADA)
    typed = word[:place] + mark + word[place + 1 :]
    if typed != word and place >= 8:
        with pytest.raises(WrongWord):
            opt_outs.known_word(typed)


def test_the_file_is_private_and_holds_neither_address_nor_word(opt_outs: OptOuts, path: Path) -> None:
    for number in range(5):
        opt_outs.add(opt_outs.word(f"person{number}@example.org"))
    text = path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "@" not in text
    assert opt_outs.word("person1@example.org") not in text
    first, *lines = text.split()[2:]
    assert first == "1"
    assert lines == sorted(lines)
    assert len(lines) == 5


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sayback opt-outs 2\nwhatever\n", "newer Sayback"),
        ("", "line 1 is damaged"),
        ("ada@example.org\n", "line 1 is damaged"),
        ("sayback opt-outs 1\nada@example.org\n", "line 2 is damaged"),
        ("sayback opt-outs 1\n" + "ab" * 32 + "\n" + "ab" * 31, "line 3 is damaged"),
    ],
)
def test_a_file_that_cannot_be_read_stops_mail_and_is_left_as_it_is(
    opt_outs: OptOuts, path: Path, text: str, told: str
) -> None:
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(OptOutFileProblem, match=told) as caught:
        opt_outs.has(ADA)
    with pytest.raises(OptOutFileProblem):
        opt_outs.add(opt_outs.word(ADA))
    assert "ada@" not in str(caught.value)
    assert path.read_text() == text


def test_a_place_that_cannot_be_written_is_an_explained_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SaybackError, match=r"(?i)cannot be"):
        OptOuts(tmp_path / "file" / "opt-outs", KEYRING).add("a" * 10)


def test_what_another_process_noted_is_seen_at_once(opt_outs: OptOuts, path: Path) -> None:
    opt_outs.add(opt_outs.word("bo@example.org"))
    assert not opt_outs.has(ADA)
    OptOuts(path, KEYRING).add(opt_outs.word(ADA))
    assert opt_outs.has(ADA)


def _add_some(path: Path, start: int) -> None:
    opt_outs = OptOuts(path, KEYRING)
    for number in range(start, start + 20):
        opt_outs.add(opt_outs.word(f"person{number}@example.org"))


def test_two_processes_at_once_lose_nobody(path: Path) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_add_some, args=(path, start)) for start in (0, 100)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    opt_outs = OptOuts(path, KEYRING)
    assert all(opt_outs.has(f"person{number}@example.org") for number in (*range(20), *range(100, 120)))
