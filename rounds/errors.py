"""Failures that Sayback can explain. Their messages are safe to print and to log.

A message carries ids, file names and declared titles, never text that a person typed.
Sorted by what to do next: mend a file or setting, have a person act outside, or try again later.
"""

from __future__ import annotations


class SaybackError(Exception):
    """Root of all explained failures. The default kind: a file or a setting to fix (exit code 1)."""

    exit_code = 1


class Refused(SaybackError):
    """A person must act outside: share, give consent, approve (exit code 3)."""

    exit_code = 3


class TryAgain(SaybackError):
    """Nothing to mend; the same call may work later (exit code 4)."""

    exit_code = 4


class RoundFileError(SaybackError):
    """round.toml, roster.csv or team.csv cannot be used as it stands; the message names file, key and fix."""


class StoreError(SaybackError):
    """A notebook or ledger cannot be opened, read or written."""


class StoreFromNewerVersion(StoreError):
    """The store was written by a later release of Sayback than this one."""


class StoreNeedsUpgrade(StoreError):
    """The store was written by an earlier release, as ``version``; `sayback upgrade` brings it to this one."""

    def __init__(self, message: str, version: str = "") -> None:
        super().__init__(message)
        self.version = version


class StoreUnavailable(StoreError, TryAgain):
    """Another program keeps the notebook or ledger locked."""


class RoundBusy(TryAgain):
    """Another run holds this round's lock."""
