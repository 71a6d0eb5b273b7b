from __future__ import annotations

import stat
import threading
from collections import Counter
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from rounds.keys import KeyProblem, Keyring, digest_with, key_file, load_keyring, short_id

HEX = "0123456789abcdef" * 4
KEYRING = Keyring(bytes.fromhex(HEX))
OTHER = Keyring(bytes(32))


def in_file(path: Path) -> dict[str, str]:
    return {"SAYBACK_KEY_FILE": str(path)}


def test_the_first_use_creates_a_private_key_and_the_second_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "config" / "sayback" / "key"
    first = load_keyring(in_file(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first.root) == 32
    assert load_keyring(in_file(path)) == first
    assert [one.name for one in path.parent.iterdir()] == ["key"]


def test_two_installations_have_two_keys(tmp_path: Path) -> None:
    assert load_keyring(in_file(tmp_path / "one")) != load_keyring(in_file(tmp_path / "two"))


def test_many_first_uses_at_once_agree_on_one_key(tmp_path: Path) -> None:
    start, found = threading.Barrier(8), list[Keyring]()

    def first_use() -> None:
        start.wait()
        found.append(load_keyring(in_file(tmp_path / "key")))

    threads = [threading.Thread(target=first_use) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(found) == {load_keyring(in_file(tmp_path / "key")): 8}
    assert [one.name for one in tmp_path.iterdir()] == ["key"]


def test_a_key_in_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    assert load_keyring({"SAYBACK_KEY": HEX.upper() + "\n", **in_file(tmp_path / "key")}) == KEYRING
    assert not (tmp_path / "key").exists()


def test_the_file_lies_in_the_home_folder_unless_it_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert key_file({}) == tmp_path / ".config" / "sayback" / "key"
    assert key_file({"SAYBACK_KEY_FILE": ""}) == tmp_path / ".config" / "sayback" / "key"
    assert key_file({"SAYBACK_KEY_FILE": "/x/key"}) == Path("/x/key")


@pytest.mark.parametrize("content", [b"", b"\n", HEX[:-1].encode(), HEX.encode() + b"00", b"z" * 64, b"\xff\xfe" * 32])
def test_a_malformed_key_file_is_refused_and_never_overwritten(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(KeyProblem, match=r"The key in the key file .*key is not 64 hexadecimal characters") as caught:
        load_keyring(in_file(path))
    assert path.read_bytes() == content
    assert HEX[:8] not in str(caught.value)


def test_a_malformed_key_in_the_environment_is_refused_without_being_shown() -> None:
    with pytest.raises(KeyProblem, match="environment variable SAYBACK_KEY") as caught:
        load_keyring({"SAYBACK_KEY": "hunter2"})
    assert "hunter2" not in str(caught.value)


def test_a_key_file_that_cannot_be_made_or_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KeyProblem, match="cannot be read or created"):
        load_keyring(in_file(tmp_path / "file" / "key"))
    with pytest.raises(KeyProblem, match=r"cannot be read or created \(Is a directory\)"):
        load_keyring(in_file(tmp_path))


def test_a_keyring_shows_no_key() -> None:
    assert repr(KEYRING) == "Keyring()"


def test_digests_are_bound_to_key_and_purpose() -> None:
    digests = {
        KEYRING.digest("code", "K7Q2"),
        KEYRING.digest("name", "K7Q2"),
        OTHER.digest("code", "K7Q2"),
        KEYRING.digest("code", "K7Q3"),
    }
    assert len(digests) == 4
    assert KEYRING.digest("code", "K7Q2") in digests


def test_a_digest_is_the_same_on_every_machine() -> None:
    """Computed apart from this code, with Python's hmac and RFC 5869 by hand: stored digests must stay valid."""
    assert KEYRING.digest("code", "K7Q2") == "bb968baf2b2aa25e049cc77eac43eebffca8e92f4a1389a61dd16d89578a5110"


@given(st.lists(st.text(st.characters(), max_size=4), max_size=4), st.lists(st.text(max_size=4), max_size=4))
def test_only_equal_parts_have_equal_digests(one: list[str], other: list[str]) -> None:
    key = KEYRING.derive("test")
    assert (digest_with(key, *one) == digest_with(key, *other)) == (one == other)
    assert digest_with(key, *one) == KEYRING.digest("test", *one)


def test_a_fernet_key_opens_only_what_the_same_purpose_and_key_sealed() -> None:
    sealed = Fernet(KEYRING.fernet_key("ledger")).encrypt(b"address")
    assert Fernet(KEYRING.fernet_key("ledger")).decrypt(sealed) == b"address"
    assert len({KEYRING.fernet_key("ledger"), KEYRING.fernet_key("other"), OTHER.fernet_key("ledger")}) == 3


def test_a_short_id_is_ten_characters_that_can_be_read_aloud() -> None:
    ids = {short_id(KEYRING.digest("interview", str(number))) for number in range(500)}
    assert len(ids) == 500
    assert all(len(one) == 10 and set(one) <= set("abcdefghijklmnopqrstuvwxyz234567") for one in ids)
