"""Which words of a found name are believed in other interviews, and which never are."""

from __future__ import annotations

import pytest

from redaction.lexicon import Lexicon
from redaction.placeholders import Masked
from redaction.round_names import RoundNames
from rounds.errors import StoreError
from rounds.interviews import InputSpan
from rounds.keys import Keyring

KEYRING = Keyring(bytes(32))


def given_away(names: RoundNames, text: str, name: str, score: float = 0.95) -> frozenset[str]:
    span = InputSpan(text.index(name), text.index(name) + len(name), "PERSON", score)
    return names.given_away([text], [[span]], [Masked("", (), (span,))])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Okonkwo", 1),
        ("Siosaia Batungbacal", 2),
        ("deshawn", 1),  # on a list of given names
        ("Maria Hernandez", 1),  # the dictionary knows other Marias
        ("O'Shaughnessy", 1),
        ("okonkwo", 0),  # in lower case only what a list knows is believed
        ("Kim", 0),
        ("Will Grace", 0),
        ("Hope", 0),
        ("Yakima", 0),
        ("Brooklyn", 0),
        ("Washington", 0),
        ("Douglass", 0),
        ("Flores", 0),
        ("Cruz", 0),
        ("Chromebook", 0),
        ("Minecraft", 0),
        ("Mexican", 0),
        ("Whiteboard", 0),
        ("de la", 0),
    ],
)
def test_only_a_word_that_can_mean_nobody_else_is_believed_elsewhere(lexicon: Lexicon, name: str, words: int) -> None:
    assert len(given_away(RoundNames(KEYRING, lexicon), f"she saw {name} there", name)) == words


def test_weak_evidence_gives_nothing_away(lexicon: Lexicon) -> None:
    assert given_away(RoundNames(KEYRING, lexicon), "she saw Okonkwo there", "Okonkwo", score=0.6) == frozenset()


def test_what_the_round_kept_gives_nothing_away(lexicon: Lexicon) -> None:
    span = InputSpan(0, 7, "PERSON", 0.95)
    assert RoundNames(KEYRING, lexicon).given_away(["Okonkwo"], [[span]], [Masked("", (), ())]) == frozenset()


@pytest.mark.parametrize(
    "text", ["OKONKWO left", "okonkwo's bus", "(Okonkwo)", "Ｏｋｏｎｋｗｏ", "a-okonkwo-b", "Okónkwo"]
)
def test_it_is_found_in_any_spelling(lexicon: Lexicon, text: str) -> None:
    names = RoundNames(KEYRING, lexicon)
    names.learn(given_away(names, "Ms. Okonkwo", "Okonkwo"))
    (span,) = names.find(text)
    assert span.end - span.start == len("okonkwo")


@pytest.mark.parametrize("text", ["okonkwos", "okonkw", "konkwo", "", "1234", "🙂"])
def test_another_word_is_not_found(lexicon: Lexicon, text: str) -> None:
    names = RoundNames(KEYRING, lexicon)
    names.learn(given_away(names, "Ms. Okonkwo", "Okonkwo"))
    assert names.find(text) == []


def test_only_what_was_learnt_since(lexicon: Lexicon) -> None:
    names = RoundNames(KEYRING, lexicon)
    earlier = given_away(names, "Ms. Okonkwo", "Okonkwo")
    names.know([names.close(earlier)])
    names.learn({*earlier, *given_away(names, "Ms. Siosaia", "Siosaia")})
    assert len(names.find("okonkwo and siosaia")) == 2
    assert len(names.find("okonkwo and siosaia", only_learnt=True)) == 1


def test_digests_are_worth_nothing_with_another_key(lexicon: Lexicon) -> None:
    ours, theirs = RoundNames(KEYRING, lexicon), RoundNames(Keyring(bytes([1]) * 32), lexicon)
    digests = given_away(ours, "Ms. Okonkwo", "Okonkwo")
    theirs.learn(digests)
    assert theirs.find("Okonkwo") == []
    with pytest.raises(StoreError):
        theirs.open(ours.close(digests))


def test_what_is_stored_shows_no_name_and_is_never_twice_the_same(lexicon: Lexicon) -> None:
    names = RoundNames(KEYRING, lexicon)
    digests = given_away(names, "Ms. Okonkwo", "Okonkwo")
    sealed = {names.close(digests) for _ in range(3)}
    assert len(sealed) == 3
    assert {names.open(one) for one in sealed} == {digests}
    assert names.close([]) == ""
