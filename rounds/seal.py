"""Encrypts what the ledger keeps about people, so that a copied file names nobody without the installation key."""

from __future__ import annotations

import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken

from rounds.errors import StoreError
from rounds.keys import Keyring


class Seal:
    """Seals small records of texts with the key of one purpose."""

    def __init__(self, keyring: Keyring, purpose: str) -> None:
        self._fernet = Fernet(keyring.fernet_key(purpose))

    def close(self, record: Mapping[str, str | None]) -> bytes:
        """The record, encrypted and signed; equal records give different bytes every time."""
        return self._fernet.encrypt(json.dumps(dict(record)).encode("ascii"))

    def open(self, sealed: bytes) -> dict[str, str]:
        """The record again. Raises StoreError when another key sealed it, or it was changed."""
        try:
            record: dict[str, str] = json.loads(self._fernet.decrypt(sealed))
        except InvalidToken:
            raise StoreError(
                "The ledger was written with another installation key. Restore that key (SAYBACK_KEY, or the key file),"
                " or move the ledger away: a new one starts empty and does not know which letters were sent."
            ) from None
        return record
