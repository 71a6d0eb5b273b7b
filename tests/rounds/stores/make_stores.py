"""Makes a round's folder with the code of a release, to be kept in tests. Run it in a checkout of that release:

git archive COMMIT | tar x -C OLD; cd OLD; PYTHONPATH=. .../.venv/bin/python .../tests/rounds/stores/make_stores.py OUT

Everybody in it is invented. One interview was withdrawn; one letter was sent, and one still waits.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

os.environ["SAYBACK_KEY"] = bytes(range(32)).hex()  # a key for tests: tests/rounds/samples.py

from flows.steps.approving import approve
from flows.steps.assemble import assemble
from flows.steps.circle_back import circle_back
from flows.steps.close import close
from flows.steps.collect import collect
from flows.steps.deliveries import deliveries
from flows.steps.export import export
from flows.steps.predictions import predict
from flows.steps.read_back import read_back
from flows.steps.summarize import summarize
from flows.steps.withdraw import withdraw
from tests.connectors.mail_server import Inbox, running
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, SmallRound, row

KEPT = ("round.toml", "team.csv", "roster.csv", "answers.csv", "notebook.db", "ledger.db", "worksheets/headlines.xlsx")


def make(folder: Path) -> None:
    small = SmallRound(folder, rows=[row(nth) for nth in range(4)]).write(LETTERS)
    predict(folder, ["They will name the bus."])
    collect(folder)
    withdraw(folder, code="K1Q1")
    close(folder, who="A lead")
    path = assemble(folder).path
    type_headlines(path)
    read_back(folder)
    summarize(folder)
    with running(Inbox(answers={"bo@example.org": "451 later"})) as mail:
        small.write(f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\n' + LETTERS)
        approve(folder, "A lead")
        circle_back(folder, send=True)
    small.write(LETTERS)


def expected(folder: Path) -> dict[str, object]:
    export(folder, formats=["json"], with_interviewers=True)
    return {
        "export": json.loads((folder / "interchange" / "round.json").read_text(encoding="utf-8")),
        "deliveries": sorted([one.letter_key, one.state.value, one.message_id] for one in deliveries(folder)),
    }


def keep(folder: Path, out: Path) -> None:
    for name in KEPT:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, out / name)
    for name in ("notebook.db", "ledger.db"):
        with closing(sqlite3.connect(out / name)) as store:
            for statement in ("journal_mode = DELETE", "page_size = 1024"):  # a quarter of the size, in git for good
                store.execute(f"PRAGMA {statement}")
            store.execute("VACUUM")
            store.execute("PRAGMA journal_mode = WAL")


if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.mkdir()
    round_ = out / "work"
    make(round_)
    told = json.dumps(expected(round_), ensure_ascii=False, indent=1, sort_keys=True)
    keep(round_, out)
    (out / "expected.json").write_text(told + "\n", encoding="utf-8")
    shutil.rmtree(round_)
