"""Real processes: the same bytes as one engine gives, nothing lost when one dies, no text in what they report."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from redaction.engine import LONGEST_TEXT, EngineUnavailable, engine_version, load_engine
from redaction.once import FindOnce
from redaction.pool import MANY_ANSWERS, MOST_WORKERS, EnginePool, FindingFailed, workers_for
from redaction.redactor import find_or_hold

TEXTS = [
    "my friend deshawn said ms alvarez never calls",
    "",
    "no",
    "MY COUSIN IS MARISOL OKONKWO, CALL 555-010-4477",
    "vive en la calle Hidalgo 12 con su tía Chayo",
    "no",
    *(f"Bus {nth} was late and Oksana Tran waited at stop {nth}." for nth in range(40)),
]


@pytest.fixture(scope="module")
def pool() -> Iterator[EnginePool]:
    pool = EnginePool(2)
    yield pool
    pool.close()


def test_two_processes_find_what_one_engine_finds_in_the_same_order(pool: EnginePool) -> None:
    assert pool.find(TEXTS, "en") == load_engine().find(TEXTS, "en")
    assert pool.find([], "en") == []
    assert pool.version == engine_version()


def test_what_a_worker_reports_of_a_failure_holds_no_text(pool: EnginePool) -> None:
    secret = "Oksana " * (LONGEST_TEXT // 6)
    with pytest.raises(FindingFailed) as caught:
        pool.find(["ok", secret], "en")
    assert str(caught.value) == "ValueError"
    assert caught.value.__cause__ is None
    assert find_or_hold(pool, ["ok", secret, "no"]) == [[], None, []]


def test_a_killed_worker_fails_the_batch_and_every_later_one() -> None:
    pool = EnginePool(2)
    try:
        pool.find(TEXTS[:8], "en")
        os.kill(next(iter(pool._pool._processes)), signal.SIGKILL)
        time.sleep(0.2)
        for _ in range(2):
            with pytest.raises(EngineUnavailable, match="ended before its time"):
                find_or_hold(pool, TEXTS)
    finally:
        pool.close()


@pytest.mark.parametrize(
    ("answers", "wanted", "least", "most"),
    [
        (0, None, 1, 1),
        (MANY_ANSWERS, None, 1, 1),
        (10_000, None, 1, MOST_WORKERS),
        (3, 2, 2, 2),
        (10_000, 1, 1, 1),
        (10_000, 100_000, 4, 4 * (os.cpu_count() or 1)),
    ],
)
def test_few_answers_are_not_worth_a_second_process(answers: int, wanted: int | None, least: int, most: int) -> None:
    assert least <= workers_for(answers, wanted) <= most


def test_a_text_that_comes_again_in_a_later_batch_is_not_looked_at_again() -> None:
    engine = load_engine()
    seen: list[str] = []
    original = engine._find

    def counted(text: str) -> list[object]:
        seen.append(text)
        return list(original(text))

    vars(engine)["_find"] = counted
    once = FindOnce(engine)
    first, again = once.find(TEXTS[:4], "en"), once.find([TEXTS[3], TEXTS[3], "yes", TEXTS[0]], "en")
    assert seen == [*TEXTS[:4], "yes"]
    assert again == [first[3], first[3], [], first[0]]
    assert not any("deshawn" in repr(value) for value in vars(once).values())
