"""Encrypts the digests of names that an interview gives away: without the key nobody sees who has a name in common."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken

from rounds.errors import StoreError
from rounds.keys import Keyring

PURPOSE = "names of a round, at rest"


class NameSeal:
    """Closes and opens sets of digests with the key of this one purpose."""

    def __init__(self, keyring: Keyring) -> None:
        self._fernet = Fernet(keyring.fernet_key(PURPOSE))

    def close(self, digests: Iterable[str]) -> str:
        """The digests, encrypted and signed; equal ones give another text every time, none give ``""``."""
        listed = sorted(digests)
        return self._fernet.encrypt(json.dumps(listed).encode("ascii")).decode("ascii") if listed else ""

    def open(self, sealed: str) -> frozenset[str]:
        """The digests again. Raises StoreError when another key closed them, or they were changed."""
        if not sealed:
            return frozenset()
        try:
            return frozenset(json.loads(self._fernet.decrypt(sealed)))
        except InvalidToken:
            raise StoreError(
                "The names in the notebook were written with another installation key. Restore that key."
            ) from None
