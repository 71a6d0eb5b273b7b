"""Who wants no more mail, over all rounds: a file of keyed digests beside the key. It holds no address.

Every address has a word of its own, the same in every round of this key. It is made from the address, so a word
still works when nobody knows its address any more, and it carries two characters that tell a slip, or a word of
another installation.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from rounds.errors import SaybackError, TryAgain
from rounds.keys import Keyring, digest_with, short_id
from rounds.mail_address import checked_address, mailbox
from rounds.private_files import CannotWrite, write_private

FILE_NAME = "opt-outs"
_FIRST_LINE = "sayback opt-outs "
_VERSION = "1"
_LINE = re.compile(r"[0-9a-f]{64}")
_BODY = 8  # characters of a word that are made from the address: 40 bits
_WORD = re.compile(r"[a-z2-7]{10}")
_MISREAD = str.maketrans("018", "olb")  # a word has no 0, 1 or 8
_WAIT_SECONDS = 10


class OptOutFileProblem(SaybackError):
    """The list of opt-outs cannot be read: nobody is written to until it can."""


class WrongWord(SaybackError):
    """That word was not made by this installation, or has a slip in it."""


class OptOuts:
    """The list in ``path``. Made when somebody opts out first; until then nobody has."""

    def __init__(self, path: Path, keyring: Keyring) -> None:
        self.path = path
        self._word_key = keyring.derive("opt-outs/word")
        self._check_key = keyring.derive("opt-outs/check")
        self._list_key = keyring.derive("opt-outs/list")
        self._read: tuple[tuple[int, int, int], frozenset[str]] | None = None

    def word(self, email: str) -> str:
        """The word of an address: ten letters and digits that are easy to type."""
        body = short_id(digest_with(self._word_key, _normalised(email)))[:_BODY]
        return body + self._check(body)

    def known_word(self, typed: str) -> str:
        """``typed`` as a word of this installation. Raises WrongWord, which does not quote it."""
        word = "".join(mark for mark in typed.casefold() if mark.isalnum()).translate(_MISREAD)
        if not _WORD.fullmatch(word) or self._check(word[:_BODY]) != word[_BODY:]:
            raise WrongWord(
                "That is no word of this installation: it has a slip, or comes from a letter that another"
                " installation (or a round with a key of its own) sent. Nothing was changed. Look at the letter again,"
                " or leave the word out and give the address."
            )
        return word

    def has(self, email: str) -> bool:
        """Whether this address gets no more mail. Raises OptOutFileProblem."""
        listed = self._listed()
        return bool(listed) and self._line(self.word(email)) in listed

    def add(self, word: str) -> bool:
        """From now on nothing goes to the address of ``word`` (see ``known_word``). False if that was so before.

        Raises OptOutFileProblem, CannotWrite, or TryAgain while another process keeps changing the list.
        """
        return self._change(lambda listed: listed | {self._line(word)})

    def remove(self, word: str) -> bool:
        """Takes it back. False if there was nothing to take back; raises as ``add`` does."""
        return self._change(lambda listed: listed - {self._line(word)})

    def _check(self, body: str) -> str:
        return short_id(digest_with(self._check_key, body))[: 10 - _BODY]

    def _line(self, word: str) -> str:
        return digest_with(self._list_key, word)

    def _change(self, change: Callable[[frozenset[str]], frozenset[str]]) -> bool:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(self.path.with_name(f".{self.path.name}.lock"), timeout=_WAIT_SECONDS, mode=0o600):
                before = self._listed()
                after = change(before)
                if after != before:
                    # Sorted: the order would tell who opted out first.
                    write_private(self.path, "\n".join([_FIRST_LINE + _VERSION, *sorted(after), ""]))
        except Timeout:
            raise TryAgain(f"{self.path} is in use by another program. Try again.") from None
        except OSError as error:
            raise CannotWrite(f"{self.path} cannot be written ({error.strerror}). Make the folder writable.") from None
        return after != before

    def _listed(self) -> frozenset[str]:
        """The lines of the file, read again when it changed."""
        try:
            stat = self.path.stat()
            state = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
            if self._read is None or self._read[0] != state:
                self._read = (state, self._parsed(self.path.read_text(encoding="ascii", errors="replace")))
        except FileNotFoundError:
            self._read = None
            return frozenset()
        except OSError as error:
            raise OptOutFileProblem(
                f"{self.path}, the list of who wants no more mail, cannot be read ({error.strerror}). Nothing is sent."
            ) from None
        return self._read[1]

    def _parsed(self, text: str) -> frozenset[str]:
        first, *lines = text.split("\n")
        if first.startswith(_FIRST_LINE) and first != _FIRST_LINE + _VERSION:
            raise OptOutFileProblem(f"{self.path} was written by a newer Sayback. Update this one; nothing is sent.")
        for number, line in enumerate([first, *lines], start=1):
            good = line == _FIRST_LINE + _VERSION if number == 1 else _LINE.fullmatch(line) or not line
            if not good:
                raise OptOutFileProblem(
                    f"{self.path}, line {number} is damaged. Restore the file from a backup: without it people who"
                    " asked for no more mail would get some. Nothing is sent."
                )
        return frozenset(filter(None, lines))


def _normalised(email: str) -> str:
    try:
        return mailbox(checked_address(email))
    except ValueError:
        return mailbox(email.strip())
