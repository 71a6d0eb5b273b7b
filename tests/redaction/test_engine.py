"""The engine: quiet, without a network, the same from any thread, and honest when it cannot work."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from redaction.engine import LONGEST_TEXT, Engine, EngineUnavailable, engine_version, load_engine
from redaction.names.nlp import RampartNlp
from redaction.recognizers.scored_names import ScoredNames

TEXT = (
    "My friend Jaylen Okafor lives at 1420 Cedar Ridge Rd, call 509-555-0147 or jaylen.b@k12.wa.us, student id 0048213"
)
MARKS = ("Jaylen", "Okafor", "Cedar", "0147", "k12", "0048213", "friend")


@pytest.fixture
def everything_logged() -> Iterator[list[str]]:
    """The root logger and all loggers at DEBUG, every record written down."""
    written: list[str] = []

    class Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(f"{record.name} {record.getMessage()} {record.args!r} {record.exc_info!r}")

    keeper = Keeper(logging.DEBUG)
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
        logger.addHandler(keeper)
    yield written
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)
        logger.removeHandler(keeper)


def test_nothing_of_a_text_is_logged_even_when_every_logger_is_at_debug(
    engine: Engine, everything_logged: list[str]
) -> None:
    logging.getLogger("other").debug("still heard")
    assert len(engine.find([TEXT, TEXT.lower()], "en")[0]) > 4
    assert any("still heard" in line for line in everything_logged)
    assert [line for line in everything_logged if any(mark in line for mark in MARKS)] == []


def test_no_socket_is_opened_from_loading_to_the_first_mail_address() -> None:
    program = (
        "import socket\n"
        "def refuse(*a, **k): raise SystemExit('a socket was opened')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from redaction.engine import load_engine\n"
        "found = load_engine().find(['write to jaylen.b@k12.wa.us'], 'en')[0]\n"
        "print('EMAIL' in {span.entity for span in found})\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "True", done.stderr


def test_the_guard_against_sockets_would_have_seen_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("refused")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", 9))


def test_finds_lie_in_the_text_as_it_was_typed(engine: Engine) -> None:
    text = "“Jose\u0301’s mom” \u200bcall ５０９-555-0147\u200b, ok 😀 Mar\u200bisol Okonkwo"
    found = {text[span.start : span.end] for span in engine.find([text], "en")[0] if span.entity in {"PERSON", "PHONE"}}
    assert {"Jose\u0301", "５０９-555-0147"} <= found
    assert any("Mar\u200bisol" in stretch for stretch in found)


def test_equal_texts_have_equal_finds_and_order_does_not_count(engine: Engine) -> None:
    texts = [f"{TEXT} number {n}" for n in range(70)]
    together = engine.find([*texts, texts[0]], "en")
    assert together[0] == together[-1]
    assert engine.find(texts[::-1], "en") == together[:-1][::-1]
    assert engine.find([texts[3]], "en")[0] == together[3]


def test_threads_find_the_same(engine: Engine) -> None:
    texts = [f"{TEXT} number {n}" for n in range(20)]
    expected = engine.find(texts, "en")
    results: list[object] = []
    threads = [threading.Thread(target=lambda: results.append(engine.find(texts, "en"))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


def test_a_word_that_stands_in_no_list_is_not_remembered(engine: Engine) -> None:
    names = next(one for one in engine._analyzer.registry.recognizers if isinstance(one, ScoredNames))
    engine.find(["my friend Qworbelina was late"], "en")
    remembered = names._signals._signals._known
    assert "late" in remembered
    assert "qworbelina" not in remembered


def test_its_version_names_rules_presidio_model_and_scoring_and_needs_none_of_them(engine: Engine) -> None:
    for part in ("rules-", "presidio-analyzer-2", "rampart-1", "vicary-0", "names-"):
        assert part in engine.version
    assert engine.version == engine_version()
    assert engine.languages == ("en", "es")


def test_a_language_without_a_model_and_a_text_too_long_are_refused_without_a_quote(engine: Engine) -> None:
    with pytest.raises(ValueError, match="no model"):
        engine.find(["xin chao Jaylen"], "vi")
    with pytest.raises(ValueError, match="longer") as raised:
        engine.find(["Jaylen " * LONGEST_TEXT], "en")
    assert "Jaylen" not in str(raised.value)


def test_a_model_that_cannot_be_loaded_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: object) -> None:
        raise OSError("no such model in /secret/place")

    monkeypatch.setattr(RampartNlp, "load", broken)
    with pytest.raises(EngineUnavailable, match="OSError") as raised:
        load_engine()
    assert "secret" not in str(raised.value)
    assert raised.value.__context__ is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no core files")
def test_no_core_file_is_left_of_a_process_that_has_an_engine(engine: Engine) -> None:
    import resource

    assert engine.version
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
