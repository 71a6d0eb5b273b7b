"""Delivery is killed 200 times at random moments: no letter comes twice, and the ledger never says more than is so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from rounds.letters import DeliveryState
from tests.system.exim import PASSWORD, Exim, running_exim
from tests.system.killed_runs import EACH_PLACE, PLACES
from tests.system.mail_letters import open_ledger, plan_letters

pytestmark = pytest.mark.system
KILLS, LETTERS, SEED = 200, 1_200, 6
CHECKOUT = Path(__file__).parents[2]


def kill_again_and_again(exim: Exim, folder: Path) -> dict[str, dict[str, int]]:
    """Where runs were killed: 200 at random, some at every place; after them, one went to its end."""
    given = {
        "folder": str(folder),
        "mail": exim.settings.model_dump(),
        "password": PASSWORD,
        "certificate": str(exim.certificate),
        "seed": SEED,
        "kills": KILLS,
    }
    command = [sys.executable, "-m", "tests.system.killed_runs", json.dumps(given)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    places: dict[str, dict[str, int]] = json.loads(done.stdout)
    return places


def test_no_letter_comes_twice_however_often_delivery_is_killed(tmp_path: Path) -> None:
    plan_letters(tmp_path, LETTERS, paragraphs=2)
    with running_exim() as exim:
        places = kill_again_and_again(exim, tmp_path)
        arrived = Counter(str(message_from_bytes(raw)["Message-ID"]) for raw in exim.arrived())
    with open_ledger(tmp_path) as ledger:
        entries = ledger.overview()
    states = Counter(str(entry.state) for entry in entries)
    doubtful = [entry for entry in entries if entry.state is DeliveryState.UNCERTAIN]
    came = sum(arrived[entry.message_id] for entry in doubtful)
    print(f"killed at {places}; then {dict(states)}; of the uncertain ones {came} had arrived")
    assert max(arrived.values()) == 1
    assert set(states) <= {"sent", "uncertain"}
    assert [e.letter_key for e in entries if e.state is DeliveryState.SENT and not arrived[e.message_id]] == []
    assert sum(places["at random"].values()) == KILLS
    assert places["at random"].get("finished", 0) == 0
    assert len(places["at random"]) >= 5, "the moments were not spread over the way of a letter"
    assert places["there"] == dict.fromkeys(PLACES, EACH_PLACE)
    assert states["uncertain"] <= 1 + KILLS + EACH_PLACE * len(PLACES)
