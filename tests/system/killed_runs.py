"""Delivers letters again and again and kills the delivering process each time: ``python -m tests.system.killed_runs``.

Everything is imported once; each run is a fork of this process, so that 200 of them take a minute. A run tells by one
byte of shared memory where it is, and how many letters it has done; what it does is not changed by that.
"""

from __future__ import annotations

import json
import mmap
import os
import random
import signal
import ssl
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from connectors.smtp import SmtpMailer
from flows.steps.letter_by_letter import deliver
from rounds.ledger import Ledger
from rounds.letters import Letter
from rounds.round import Mail
from rounds.store import LEDGER, Store
from tests.system.mail_letters import KEYRING, open_ledger

PLACES = (
    "opening", "claiming", "claimed", "connecting", "naming", "text", "answer awaited", "taken, not noted", "noting"
)  # fmt: skip
EACH_PLACE = 3  # kills exactly there, besides those at random moments
_PATIENCE_SECONDS = 60.0
_shared = mmap.mmap(-1, 2)
_dies_at: tuple[str, int] | None = None


def at(place: str) -> None:
    """Notes where this run is; ends it there if that is where it is to die, and behind how many letters."""
    _shared[0] = PLACES.index(place)
    if _dies_at == (place, _shared[1]):
        os.kill(os.getpid(), signal.SIGKILL)


class WatchedLedger(Ledger):
    """Tells when it claims and when it notes down."""

    def claim(self, *args: Any, **options: Any) -> Letter | None:
        at("claiming")
        letter = super().claim(*args, **options)
        at("claimed")
        return letter

    def mark_sent(self, *args: Any, **options: Any) -> None:
        at("noting")
        super().mark_sent(*args, **options)

    def mark_sent_and_claim(self, *args: Any, **options: Any) -> Letter | None:
        at("noting")
        letter = super().mark_sent_and_claim(*args, **options)
        at("claimed")
        return letter


class WatchedMailer(SmtpMailer):
    """Tells how far a letter has come on the line."""

    def _connect(self) -> Any:
        at("connecting")
        return super()._connect()

    def _offer(self, *args: Any) -> Any:
        at("naming")
        return super()._offer(*args)

    def _hand_over(self, server: Any, data: Any) -> None:
        at("text")
        usual = server.getreply

        def getreply() -> Any:
            at("answer awaited")
            server.getreply = usual
            return usual()

        server.getreply = getreply
        super()._hand_over(server, data)
        at("taken, not noted")

    def send(self, *args: Any) -> None:
        super().send(*args)
        _shared[1] = min(255, _shared[1] + 1)


def deliver_once(folder: Path, settings: Mail, password: str, certificate: Path, letters: list[Letter]) -> None:
    """A whole delivery, as a command does it."""
    at("opening")
    mailer = WatchedMailer(settings, password, ssl.create_default_context(cafile=certificate))
    with WatchedLedger(Store.open("sqlite:///ledger.db", folder, LEDGER), KEYRING) as ledger:
        deliver(ledger, mailer, letters)


def killed_at_random(chance: random.Random, pace: tuple[float, float], run: Callable[[], None]) -> str:
    """Kills a run at a random moment; tells where it was, or "finished". ``pace`` is what ``measured`` told."""
    first, each = pace
    after_letters = chance.choice((0, 0, 1, 2, 3, 5))
    delay = chance.uniform(0, 1.5 * first if after_letters == 0 else 2 * each)
    child = _started(run)
    _wait_for_letters(after_letters)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    return _ended(child)


def measured(run: Callable[[], None]) -> tuple[float, float]:
    """Seconds until the first letter has been sent, and for each further one; kills that run, too."""
    began = time.monotonic()
    child = _started(run)
    _wait_for_letters(1)
    first = time.monotonic() - began
    _wait_for_letters(11)
    each = (time.monotonic() - began - first) / 10
    os.kill(child, signal.SIGKILL)
    _ended(child)
    return first, each


def _wait_for_letters(number: int) -> None:
    until = time.monotonic() + _PATIENCE_SECONDS
    while _shared[1] < number and time.monotonic() < until:
        time.sleep(0.0005)


def killed_there(place: str, after_letters: int, run: Callable[[], None]) -> str:
    """Lets a run kill itself as it comes to ``place`` behind so many letters."""
    global _dies_at
    _dies_at = (place, after_letters)
    try:
        return _ended(_started(run))
    finally:
        _dies_at = None


def _started(run: Callable[[], None]) -> int:
    _shared[0] = _shared[1] = 0
    child = os.fork()
    if child == 0:
        try:
            run()
        finally:
            os._exit(0)
    return child


def _ended(child: int) -> str:
    _, status = os.waitpid(child, 0)
    return PLACES[_shared[0]] if os.WIFSIGNALED(status) else "finished"


def main() -> None:
    """Arguments as one JSON object; prints how often a run was killed where, as JSON."""
    given = json.loads(sys.argv[1])
    folder, settings = Path(given["folder"]), Mail(**given["mail"])
    with open_ledger(folder) as ledger:
        letters = [letter for key in ledger.delivery_states() if (letter := ledger.stored_letter(key))]
    chance = random.Random(given["seed"])

    def run() -> None:
        deliver_once(folder, settings, given["password"], Path(given["certificate"]), letters)

    pace = measured(run)
    at_random = Counter(killed_at_random(chance, pace, run) for _ in range(given["kills"]))
    there = Counter(
        # It opens, connects and claims by itself once per run; the first letter is noted down when it is done.
        killed_there(place, 0 if place in ("opening", "connecting", "claiming") else nth + (place == "noting"), run)
        for place in PLACES
        for nth in range(EACH_PLACE)
    )
    run()  # and once to the end
    print(json.dumps({"at random": at_random, "there": there}))


if __name__ == "__main__":
    main()
