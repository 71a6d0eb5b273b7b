"""Who asked to hear back and what anybody told must not meet: not by a value, not by an order, not by a time.

A whole round is walked, in the worst case for it: sixty people stand in the register in the very order in which they
were interviewed, every interviewer is in both worlds, and all logs are at DEBUG in a file. Then every column of the
ledger is held against every column of the notebook, and every file against both.
"""

from __future__ import annotations

import hashlib
import logging
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.__main__ import run
from flows.steps.workplace import WORKSHEET, open_workplace
from rounds.codes import normalised_code
from rounds.letters import DeliveryState
from rounds.round import Mail
from tests.connectors.mail_server import Inbox, running
from tests.flows.leak_scan import unpacked
from tests.flows.pair_work import type_headlines
from tests.flows.small_round import LETTERS, STORIES, SmallRound, row

PEOPLE = 60
INTERVIEWERS = ("AL", "BO", "CY", "DI", "EM", "FI")
MAILBOXES = {code: f"{code.lower()}.interviewer@example.org" for code in INTERVIEWERS}

# Values that both stores may hold, and why nobody is told apart by them.
HARMLESS = {
    None: "nothing",
    "en": "a language: half of the round",
    "es": "a language: half of the round",
    "small": "the round's own name",
}
# Words that both stores may use, being the same for everybody: kinds of mail and of recipients, states, the round.
HARMLESS_WORDS = {"letter", "direct", "summary", "team", "lead", "contact", "deleted", "small", "None"} | set(
    DeliveryState
)
HASHES = (hashlib.md5, hashlib.sha1, hashlib.sha256)
COUNTS = 1_000  # whole numbers below it are flags, counts and versions of rows


def contact_code(nth: int) -> str:
    return "C" + hashlib.sha256(b"card %d" % nth).hexdigest()[:7].upper()


def address(nth: int) -> str:
    return f"neighbour{nth:02d}@example.com"


@dataclass(frozen=True)
class Walked:
    """What a walk left behind, in ``top``. ``interviews`` and ``contacts`` are ids in the order of the conversations;
    ``arrived`` are addresses in the order in which the server got their mail; ``drafts`` names and times of the mails
    to contacts as they lay in the outbox before they were sent.
    """

    top: Path
    folder: Path
    interviews: tuple[str, ...]
    contacts: tuple[str, ...]
    arrived: tuple[str, ...]
    drafts: tuple[tuple[str, int], ...]

    def files(self) -> Iterator[Path]:
        """Every file that Sayback wrote: not what people gave it."""
        given = {"contacts.csv", "answers.csv", "team.csv", "roster.csv", "round.toml"}
        yield from (path for path in sorted(self.top.rglob("*")) if path.is_file() and path.name not in given)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walked]:
    top = tmp_path_factory.mktemp("walk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAYBACK_KEY", "7e" * 32)
        patch.setenv("SAYBACK_KEY_FILE", str(top / "keys" / "key"))
        patch.delenv("PREFECT_API_URL", raising=False)
        with (
            everything_logged(top / "debug.log"),
            (top / "shown").open("w") as shown,
            redirect_stdout(shown),
            redirect_stderr(shown),
        ):
            walked = walk(top)
        yield walked


@contextmanager
def everything_logged(path: Path) -> Iterator[None]:
    """The worst case: somebody switched all logs to DEBUG and writes them to a file."""
    handler, root = logging.FileHandler(path, encoding="utf-8"), logging.getLogger()
    handler.addFilter(lambda record: record.name != "mail.log")  # that of the test's mail server, in this same process
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        handler.close()


def write_round(folder: Path, mail: Mail) -> SmallRound:
    times = [f"2026/10/{nth // 4 + 1:02d} {nth % 4 + 1}:12:08 PM GMT-7" for nth in range(PEOPLE)]
    rows = [
        row(nth, STORIES[nth % len(STORIES)], Timestamp=times[nth], Interviewer=INTERVIEWERS[nth % len(INTERVIEWERS)])
        for nth in range(PEOPLE)
    ]
    server = f'[mail]\nhost = "{mail.host}"\nport = {mail.port}\nsecurity = "none"\ntimeout_seconds = 5\n'
    small = SmallRound(folder, rows=rows).write(f'{server}[contacts]\nfile = "contacts.csv"\nwish = "wish"\n{LETTERS}')
    team = [f"{code},Interviewer {code},,{mailbox},en,\n" for code, mailbox in MAILBOXES.items()]
    (folder / "team.csv").write_text("code,name,also_typed_as,email,language,pair\n" + "".join(team))
    register = [f"{contact_code(nth)},{address(nth)},{('en', 'es')[nth % 2]},yes\n" for nth in range(PEOPLE)]
    (folder / "contacts.csv").write_text("code,email,language,wish\n" + "".join(register))
    return small


def walk(top: Path) -> Walked:
    inbox, folder = Inbox(), top / "round"
    with running(inbox) as mail:
        write_round(folder, mail)
        do(folder, ["check"], ["collect"], ["assemble", "--early"])
        type_headlines(folder / WORKSHEET)
        do(folder, ["assemble", "--read"], ["contacts"], ["summarize", "--send"])
        do(folder, ["approve", "--who", "A lead", "--yes"])
        mails = [path for path in (folder / "outbox" / "letters").glob("*.eml") if "direct" in path.name]
        drafts = tuple((path.name, path.stat().st_mtime_ns) for path in mails)
        do(folder, ["circle-back", "--send"])
    with open_workplace(folder) as place, place.ledger() as ledger:
        by_address = {one.email: one.id for one in ledger.contacts()}
        interviews = sorted(place.notebook.interviews(), key=lambda one: one.row)
        word = place.opt_outs().word(address(11))
    do(folder, ["deliveries"], ["deliveries", "--json"], ["withdraw", "--code", "K5Q5", "--yes"], ["opt-out", word])
    do(
        folder,
        ["contacts", "--delete", "--code", contact_code(7)],
        ["contacts", "--json"],
        ["circle-back"],
        ["holds"],
        ["status"],
    )
    return Walked(
        top, folder, tuple(one.id for one in interviews), tuple(by_address[address(nth)] for nth in range(PEOPLE)),
        tuple(inbox.recipients), drafts,
    )  # fmt: skip


def do(folder: Path, *commands: Sequence[str]) -> None:
    for command, *options in commands:
        assert run([command, str(folder), *options]) in (0, 3, 5), command


def tables(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every table of a store, each in the order in which SQLite gives its rows."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: [dict(one) for one in connection.execute(f"SELECT * FROM {name}")] for name in names}


def columns(path: Path) -> dict[str, set[object]]:
    """Every column of a store with its values."""
    return {
        f"{table}.{column}": {one[column] for one in rows}
        for table, rows in tables(path).items()
        for column in (rows[0] if rows else ())
    }


def tells_nobody_apart(value: object) -> bool:
    return value in HARMLESS or (isinstance(value, int) and abs(value) < COUNTS)


def words_of(name: str, values: Iterable[object]) -> set[str]:
    """Parts of the values of a column: ids that stand within a key, or within JSON.

    Not of sealed bytes, which look like chance, nor of times, whose digits meet by chance; these are compared whole.
    """
    if name.endswith((".sealed", "_at", ".at", ".started", ".finished")):
        return set()
    texts = (value if isinstance(value, str) else repr(value) for value in values)
    return {word for text in texts for word in re.findall(r"[^\W_]{4,}", text)}


def correlation(ids: Sequence[str], order: Sequence[str]) -> float:
    """Spearman's rank correlation between the places of ``ids`` and their places in ``order``; 1 is the same order."""
    places = {one: place for place, one in enumerate(order)}
    known = [places[one] for one in ids if one in places]
    ranks = {place: rank for rank, place in enumerate(sorted(known))}
    count = len(known)
    assert count >= PEOPLE - 2
    return 1 - 6 * sum((rank - ranks[place]) ** 2 for rank, place in enumerate(known)) / (count * (count**2 - 1))


# By chance a correlation over 60 exceeds this once in 300,000 times: 4.6 standard deviations of 1/sqrt(59).
NO_ORDER = 0.6


def test_the_walk_was_whole_or_nothing_was_tested(walked: Walked) -> None:
    assert len(walked.interviews) == PEOPLE
    assert sorted(walked.arrived) == sorted([*map(address, range(PEOPLE)), *MAILBOXES.values(), "lead@example.org"])
    stored = tables(walked.folder / "ledger.db")
    assert sum(one["kind"] == "contact" for one in stored["recipients"]) == PEOPLE - 1
    assert len(stored["deliveries"]) == PEOPLE - 1 + len(INTERVIEWERS) + 1
    assert correlation(walked.contacts, walked.contacts) == 1
    assert correlation(walked.contacts[::-1], walked.contacts) == -1


def test_no_column_of_the_ledger_has_a_value_of_any_column_of_the_notebook(walked: Walked) -> None:
    notebook, ledger = columns(walked.folder / "notebook.db"), columns(walked.folder / "ledger.db")
    common = {
        (ours, theirs): shared
        for ours, values in ledger.items()
        for theirs, others in notebook.items()
        if not (ours == "ledger_version.version_num" and theirs == "notebook_version.version_num")  # of the layout
        if (shared := {value for value in values & others if not tells_nobody_apart(value)})
    }
    assert common == {}


def test_no_part_of_a_value_of_the_ledger_stands_in_the_notebook(walked: Walked) -> None:
    notebook, ledger = columns(walked.folder / "notebook.db"), columns(walked.folder / "ledger.db")
    theirs = {word for name, values in notebook.items() for word in words_of(name, values)}
    common = {name: words_of(name, values) & theirs for name, values in ledger.items()}
    assert {name: words for name, words in common.items() if words - HARMLESS_WORDS} == {}


@pytest.mark.parametrize("table", ["recipients", "deliveries"])
def test_rows_of_the_ledger_do_not_lie_in_the_order_of_the_conversations(walked: Walked, table: str) -> None:
    rows = tables(walked.folder / "ledger.db")[table]
    ids = [str(one.get("recipient_id", one["digest"] and one.get("id"))) for one in rows]
    assert abs(correlation(ids, walked.contacts)) < NO_ORDER


def test_neither_do_numbers_of_rows_where_a_table_has_them(walked: Walked) -> None:
    with closing(sqlite3.connect(walked.folder / "ledger.db")) as connection:
        ids = [one for (one,) in connection.execute("SELECT recipient_id FROM deliveries ORDER BY rowid")]
        with pytest.raises(sqlite3.OperationalError, match="no such column"):
            connection.execute("SELECT rowid FROM recipients")
    assert abs(correlation(ids, walked.contacts)) < NO_ORDER


def test_no_time_follows_the_order_of_the_conversations(walked: Walked) -> None:
    rows = tables(walked.folder / "ledger.db")["deliveries"]
    ids = [str(one["recipient_id"]) for one in sorted(rows, key=lambda one: str(one["changed_at"]))]
    assert abs(correlation(ids, walked.contacts)) < NO_ORDER
    by_address = {address(nth): one for nth, one in enumerate(walked.contacts)}
    arrived = [by_address[one] for one in walked.arrived if one in by_address]
    assert abs(correlation(arrived, walked.contacts)) < NO_ORDER


def test_neither_do_the_names_and_times_of_drafts(walked: Walked) -> None:
    ids = {name: next(one for one in walked.contacts if one in name) for name, _ in walked.drafts}
    for key in (lambda draft: draft[0], lambda draft: draft[::-1]):
        assert abs(correlation([ids[name] for name, _ in sorted(walked.drafts, key=key)], walked.contacts)) < NO_ORDER


def test_addresses_are_in_the_drafts_only_and_contact_codes_nowhere(walked: Walked) -> None:
    codes = {normalised_code(contact_code(nth)).encode() for nth in range(PEOPLE)}
    for path in walked.files():
        for layer in unpacked(path.read_bytes()):
            assert not set(re.findall(rb"C[0-9A-F]{7}", layer.upper())) & codes, path
            if path.suffix != ".eml":
                assert not re.search(rb"neighbour\d\d", layer.lower()), path


def test_no_file_holds_an_interview_beside_a_recipient(walked: Walked) -> None:
    stored = tables(walked.folder / "ledger.db")["recipients"]
    recipients = {str(one["id"]).encode() for one in stored} | {one.encode() for one in walked.contacts}
    interviews = {one.encode() for one in walked.interviews}
    seen = set()
    for path in walked.files():
        found = path.read_bytes() + path.name.encode()
        both = [any(one in found for one in ids) for ids in (recipients, interviews)]
        assert not all(both), path
        seen.add(tuple(both))
    assert {(True, False), (False, True)} <= seen, "each must stand in some file, or nothing was tested"


def test_no_digest_can_be_made_without_the_key(walked: Walked) -> None:
    """Whoever guesses a code or an address must not find the guess confirmed by a common digest of it."""
    texts = [*INTERVIEWERS, *MAILBOXES.values(), *map(address, range(PEOPLE)), *map(contact_code, range(PEOPLE))]
    texts += [f"K{nth}Q{nth}" for nth in range(PEOPLE)]
    made = [hash_(form.encode()).hexdigest() for text in texts for form in (text, text.lower()) for hash_ in HASHES]
    start = {one[:16].encode() for one in made}
    for path in walked.files():
        found = set(re.findall(rb"(?=([0-9a-f]{16}))", path.read_bytes()))
        assert not found & start, path


def test_an_interviewers_digests_differ_from_store_to_store(walked: Walked) -> None:
    """They are in both worlds by nature: their code in the notebook, their address in the ledger."""
    team = [one for one in tables(walked.folder / "ledger.db")["recipients"] if one["kind"] == "team"]
    assert len(team) == len(INTERVIEWERS)
    whole = (walked.folder / "notebook.db").read_bytes()
    for one in team:
        assert str(one["digest"])[:16].encode() not in whole
        assert str(one["id"]).encode() not in whole
