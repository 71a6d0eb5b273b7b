"""What a step works with: the round, its stores, its keys and its lock. Opened together, closed together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from rounds.errors import RoundBusy, RoundFileError, SaybackError, StoreError
from rounds.keys import KeyProblem, Keyring, key_file, load_keyring
from rounds.ledger import Ledger
from rounds.notebook import Notebook
from rounds.opt_outs import FILE_NAME as OPT_OUTS_FILE
from rounds.opt_outs import OptOuts
from rounds.private_files import clear_unfinished
from rounds.roster import RosterName, load_roster
from rounds.round import Round
from rounds.round_file import ROUND_FILE, load_round
from rounds.round_id import ROUND_ID_FACT, in_postgres, refuse_another_folder, round_id
from rounds.store_address import is_postgres
from rounds.team import TeamMember, load_team

LOCK_FILE = ".sayback.lock"
KEY_FACT = "key"
WORKSHEET = Path("worksheets") / "headlines.xlsx"
REPORTS = Path("reports")
OUTBOX = Path("outbox")
# Folders with what was made of the notes.
_WRITTEN = (WORKSHEET.parent, REPORTS, OUTBOX, Path("interchange"), Path("cards"))
WITHDRAWING_FACT = "withdrawing"  # JSON: a withdrawal that has begun and not finished; ids, marks and digests only
CLOSED_FACT = "closed"  # JSON: at, who, kept, held; no fact while the round is open
OPENED_FACT = "opened"  # JSON: at, early; when the first worksheet with stories was written
MOVED_FACT = "moved"  # when the stores were moved elsewhere; what lies here is not used any more
GOOGLE_WORKSHEET_FACT = "google_worksheet"  # the address of the sheet that a worksheet was written to


def linked_sheet_fact(source: str) -> str:
    """Names the spreadsheet that the form of a source writes to, where the form says so."""
    return f"linked_sheet:{source}"


class WithdrawalUnfinished(SaybackError):
    """A withdrawal has begun and has not finished."""


@dataclass(frozen=True, slots=True)
class Workplace:
    """An opened round: its settings, its notebook and the installation's keys."""

    round: Round
    notebook: Notebook
    keyring: Keyring
    alone: bool = True
    round_id: str | None = None

    def roster(self) -> tuple[RosterName, ...]:
        """The student roster, read anew each time and never stored. Empty when the round has none."""
        return load_roster(self.round.path(self.round.roster)) if self.round.roster else ()

    def team(self) -> tuple[TeamMember, ...]:
        """The interviewers of team.csv. Empty when the round has none."""
        return load_team(self.round.path(self.round.team)) if self.round.team else ()

    def ledger(self) -> Ledger:
        """The store of addresses and deliveries; the caller closes it."""
        return Ledger.open(
            self.round.stores.ledger,
            self.round.folder,
            self.keyring,
            opt_outs=self.opt_outs(),
            schema=self.round.database_schema,
            alone=self.alone,
            round_id=self.round_id,
        )

    def opt_outs(self) -> OptOuts:
        """Who wants no more mail, in this round and every other of the same key."""
        stores = self.round.stores
        if stores.opt_outs:
            return OptOuts(self.round.path(stores.opt_outs), self.keyring)
        key = self.round.path(stores.key_file) if stores.key_file else key_file()
        return OptOuts(key.with_name(OPT_OUTS_FILE), self.keyring)

    def worksheet(self) -> str | None:
        """Where the worksheet was written to: a file, or the address of a Google sheet; None if nowhere yet."""
        if self.round.worksheet.google_sheet:
            return self.notebook.fact(GOOGLE_WORKSHEET_FACT)
        return WORKSHEET.as_posix() if self.round.path(str(WORKSHEET)).exists() else None

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)


def keyring_of(round_: Round, *, create: bool) -> Keyring:
    """The round's own key where it names one, else the installation's. ``create``: a round's first run makes it."""
    own = round_.stores.key_file
    return load_keyring(own=round_.path(own) if own else None, create=create)


@contextmanager
def open_workplace(folder: Path, *, alone: bool = True, withdrawing: bool = False) -> Iterator[Workplace]:
    """Opens the round in ``folder``; with ``alone`` under its lock.

    Nothing but ``withdrawing`` itself goes on while a withdrawal is unfinished: raises WithdrawalUnfinished.

    Raises RoundBusy when another run holds the lock, RoundFileError and StoreError as their openers do.
    """
    round_ = load_round(folder)
    with locked_folder(round_.folder) if alone else _unlocked():
        notebook = Notebook.open(
            round_.stores.notebook,
            round_.folder,
            schema=round_.database_schema,
            alone=alone,
            check=lambda notebook: _refuse_other(round_, notebook),
            scrub=not withdrawing,  # a withdrawal does that itself, and tells what came of it
        )
        try:
            if alone:
                _clear_unfinished(round_)
            id_of_round = _same_folder_as_before(round_, notebook)
            keyring = keyring_of(round_, create=notebook.fact(KEY_FACT) is None)
            _same_key_as_before(notebook, keyring)
            if alone and not withdrawing and notebook.fact(WITHDRAWING_FACT) is not None:
                raise WithdrawalUnfinished(
                    "A withdrawal was interrupted: what somebody took back still stands in some file. Run"
                    f" `sayback withdraw {folder} --finish` first. Nothing was done."
                )
            yield Workplace(round_, notebook, keyring, alone, id_of_round)
        finally:
            notebook.close()


def _refuse_other(round_: Round, notebook: Notebook) -> None:
    """Raises StoreError when the notebook is not to be worked on, or not from here. Looks only."""
    _refuse_moved(round_, notebook)
    if not in_postgres(round_):
        return
    known = notebook.fact(ROUND_ID_FACT)
    refuse_another_folder(round_.folder, known)
    if known is None and is_postgres(round_.stores.notebook) and not notebook.is_new():
        raise StoreError(
            f'In PostgreSQL, the schema "{round_.database_schema}" holds a notebook of which nothing says that it'
            " belongs to this folder. Set another `schema_name` under [stores] of round.toml; docs/postgres.md tells"
            " what to do when it is this round's. Nothing was changed."
        )


def _refuse_moved(round_: Round, notebook: Notebook) -> None:
    if notebook.fact(MOVED_FACT) is not None:
        raise StoreError(
            f"The stores of this round were moved. Write their new addresses into [stores] of"
            f" {round_.folder / ROUND_FILE}, as `sayback move-stores` said (docs/postgres.md). Nothing was changed."
        )


def _same_folder_as_before(round_: Round, notebook: Notebook) -> str | None:
    """The round's id, where a store of it is in PostgreSQL. Raises StoreError when that is another folder's."""
    if not in_postgres(round_):
        return None
    known = notebook.fact(ROUND_ID_FACT)
    own = round_id(round_.folder, known)
    if known is None:
        notebook.set_fact(ROUND_ID_FACT, own)
    return own


def _clear_unfinished(round_: Round) -> None:
    """A run that was killed may have left a part of a worksheet, a letter, an export: nobody would find it again."""
    for name in _WRITTEN:
        clear_unfinished(round_.path(str(name)))


def _same_key_as_before(notebook: Notebook, keyring: Keyring) -> None:
    """Another key would see every row as new and every stored interview as vanished. Raises KeyProblem."""
    known, ours = notebook.fact(KEY_FACT), keyring.digest("notebook", "which key is this?")[:16]
    if known is None:
        notebook.set_fact(KEY_FACT, ours)
    elif known != ours:
        raise KeyProblem(
            "The notebook was written with another key. Restore that key (SAYBACK_KEY, the key file, or `key_file`"
            " under [stores]); docs/keys.md tells how. Nothing was changed."
        )


@contextmanager
def locked_folder(folder: Path) -> Iterator[None]:
    """Keeps other runs of this machine (or share) off the round meanwhile. Raises RoundBusy, RoundFileError."""
    lock = FileLock(folder / LOCK_FILE, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise RoundBusy(
            f"Another run is working on the round in {folder}. Wait until it has finished, then try again."
        ) from None
    except OSError as error:
        raise RoundFileError(
            f"The folder {folder} cannot be written to ({error.strerror}). Make it writable."
        ) from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _unlocked() -> Iterator[None]:
    yield
