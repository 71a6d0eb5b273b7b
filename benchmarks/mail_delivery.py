"""What the ledger costs when 1,000 letters leave through a real mail server: ``python -m benchmarks.mail_delivery``.

Beside a bare loop of smtplib over one connection that sends the same bytes, both with STARTTLS and AUTH, to exim4 on
this machine, which delivers into a Maildir meanwhile. Both take turns in small parts, so that a busy minute of the
machine hits both; the ratio is that of the medians. The letters are composed and planned before the clock starts: a
delivery finds them composed, as they were just written to the outbox. Needs exim4 (tests/system/install.sh).
"""

from __future__ import annotations

import argparse
import smtplib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.table import aligned
from connectors.composed import Composed, compose
from connectors.smtp import SmtpMailer
from flows.steps.letter_by_letter import deliver, message_id
from rounds.ledger import Ledger
from rounds.letters import Letter

LETTERS, PART = 1_000, 50
BAR = 1.3


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each part, delivered into the Maildir."""

    bare: tuple[float, ...]
    ours: tuple[float, ...]

    @property
    def ratio(self) -> float:
        """How much longer a letter takes with the ledger: of medians, which a busy moment does not move."""
        return statistics.median(self.ours) / statistics.median(self.bare)


class LettersLost(RuntimeError):
    """Not every letter arrived, or one came twice."""


def measure(letters: int = LETTERS, part: int = PART) -> Times:
    """Sends so many letters each way. Raises LettersLost."""
    exim_module, letters_module = import_module("tests.system.exim"), import_module("tests.system.mail_letters")
    with tempfile.TemporaryDirectory() as folder, exim_module.running_exim() as exim:
        planned: list[Letter] = letters_module.plan_letters(Path(folder), letters)
        with letters_module.open_ledger(Path(folder)) as ledger:
            times = _take_turns(exim, exim_module, ledger, planned, part)
        arrived = len(exim.arrived())
    if arrived != 2 * letters:
        raise LettersLost(f"{arrived} letters arrived, and {2 * letters} were sent")
    return times


def _take_turns(exim: Any, exim_module: Any, ledger: Ledger, letters: Sequence[Letter], part: int) -> Times:
    bare, ours = list[float](), list[float]()
    waiting = iter(letters)
    while turn := list(islice(waiting, part)):
        composed = [compose(letter, message_id(ledger, letter), keep=True) for letter in turn]
        ways: list[tuple[list[float], Callable[[], None]]] = [
            (bare, lambda composed=composed: _bare(exim, exim_module, composed)),  # type: ignore[misc]
            (ours, lambda turn=turn: _ours(exim, exim_module, ledger, turn)),  # type: ignore[misc]
        ]
        for seconds, way in ways if len(bare) % 2 else reversed(ways):
            began = time.perf_counter()
            way()
            exim.wait_until_delivered()
            seconds.append((time.perf_counter() - began) / len(turn))
    return Times(tuple(bare), tuple(ours))


def _bare(exim: Any, exim_module: Any, composed: Sequence[Composed]) -> None:
    with smtplib.SMTP(exim.settings.host, exim.settings.port) as server:
        server.starttls(context=exim.trusting())
        server.login(exim_module.USER, exim_module.PASSWORD)
        for one in composed:
            server.sendmail(one.sender, [one.recipient], one.message)


def _ours(exim: Any, exim_module: Any, ledger: Ledger, letters: Sequence[Letter]) -> None:
    report = deliver(ledger, SmtpMailer(exim.settings, exim_module.PASSWORD, exim.trusting()), letters)
    if report.sent != len(letters):
        raise LettersLost(f"{report.sent} of {len(letters)} letters were sent")


def main() -> int:
    """Prints both times and their ratio; 1 if it is over the bar."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=LETTERS)
    times = measure(parser.parse_args().letters)
    rows = [
        ("", "ms per letter, median", "from", "to"),
        *(
            (name, *(f"{1000 * value:.1f}" for value in (statistics.median(part), min(part), max(part))))
            for name, part in (("bare smtplib loop", times.bare), ("with the ledger", times.ours))
        ),
    ]
    print("\n".join(aligned(rows)))
    print(f"ratio {times.ratio:.2f} (bar {BAR})")
    return int(times.ratio > BAR)


if __name__ == "__main__":
    sys.exit(main())
