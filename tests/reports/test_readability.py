"""Reading grades of short texts, without a network."""

from __future__ import annotations

import socket

import pytest

from reports.readability import MOST_GRADE, grade_of, sentences_of

EASY = "The bus comes early. If you ask for it, a person will call you the same day. We cannot add a bus this year."
HARD = (
    "The administration will implement comprehensive attendance intervention protocols, prioritizing collaborative"
    " communication with all stakeholders throughout the district."
)
LONG = (
    "Although the transportation office has looked at every route this spring, it cannot change when the first buses"
    " leave until the contract with the company is renewed next summer, because drivers are hired under it."
)
EASY_ES = (
    "Una persona le llamará esa misma mañana. Quien llegue tarde irá directo al salón. No hay más choferes este año."
)
HARD_ES = (
    "La administración implementará protocolos integrales de intervención sobre la asistencia, priorizando estrategias"
    " colaborativas de comunicación con todas las partes interesadas del distrito."
)
LONG_ES = (
    "Aunque la oficina de transporte revisó todas las rutas durante la primavera, no puede cambiar las horas de salida"
    " de los primeros autobuses hasta que se renueve el contrato con la empresa el próximo verano, porque los choferes"
    " se asignan según ese acuerdo."
)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_args, **_more):
        raise AssertionError("a reading grade asked the network")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.parametrize(("text", "language"), [(EASY, "en"), (EASY_ES, "es"), (EASY, "so")])
def test_plain_sentences_read_below_grade_8(text, language):
    grade = grade_of(text, language)
    assert 1 <= grade.grade < MOST_GRADE
    assert not grade.is_hard


@pytest.mark.parametrize(("text", "language"), [(HARD, "en"), (LONG, "en"), (HARD_ES, "es"), (LONG_ES, "es")])
def test_long_words_and_long_sentences_read_over_grade_8(text, language):
    assert grade_of(text, language).is_hard


def test_a_few_words_have_no_grade():
    assert grade_of("Transportation office reorganization") is None
    assert grade_of("") is None


def test_headings_and_list_items_are_sentences_without_a_full_stop():
    assert sentences_of(
        "What we heard\n\n- Rides fall through\n- Nobody noticed I was\n  gone\n\nWe run. It left."
    ) == [
        "What we heard",
        "Rides fall through",
        "Nobody noticed I was gone",
        "We run.",
        "It left.",
    ]


def test_a_list_reads_as_easily_as_the_same_sentences_with_full_stops():
    items = ["The bus leaves before the bell rings", "A machine calls the house at noon", "Nobody asks where we were"]
    listed, said = "\n".join(f"- {item}" for item in items), " ".join(f"{item}." for item in items)
    assert grade_of(listed).grade == grade_of(said).grade


def test_addresses_and_numbers_make_no_sentences_and_no_long_words():
    plain = "Tell us what you think, or write to us when you can."
    assert grade_of(plain + " listening.team@long-name.district.example.org").grade == grade_of(plain).grade
    assert len(sentences_of("It came at 6.45 a.m. and left again.")) == 1


def test_the_longest_sentence_is_told_by_its_place():
    grade = grade_of("We heard you. The first bus will wait for five minutes at each and every stop. Thank you.")
    assert (grade.longest, grade.words, grade.sentences) == (2, 13, 3)
