"""The installation key, and the keys derived from it for one purpose each.

The key comes from ``SAYBACK_KEY`` (64 hexadecimal characters), else from a file that is created
with mode 0600 on first use: ``SAYBACK_KEY_FILE``, by default ``~/.config/sayback/key``.
Whoever loses it can still read every store, but rows can no longer be recognised as the same:
docs/keys.md says how to back it up.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rounds.errors import SaybackError

KEY_BYTES = 32
_ID_CHARACTERS = 10  # 50 bits: two of 10,000 rows share an id once in 20 million rounds


class KeyProblem(SaybackError):
    """The installation key cannot be read or created; the message names the place and the fix."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """Derives purpose-bound digests from the installation key. Its ``repr`` shows no key."""

    root: bytes = field(repr=False)

    def derive(self, purpose: str) -> bytes:
        """32 bytes bound to ``purpose`` (HKDF with SHA-256, RFC 5869)."""
        return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"sayback/{purpose}".encode()).derive(
            self.root
        )

    def digest(self, purpose: str, *parts: str) -> str:
        """A keyed digest of ``parts`` in hexadecimal; equal parts give equal digests within one purpose."""
        return digest_with(self.derive(purpose), *parts)

    def fernet_key(self, purpose: str) -> bytes:
        """A key for ``cryptography.fernet.Fernet`` bound to ``purpose``."""
        return base64.urlsafe_b64encode(self.derive(purpose))


def digest_with(key: bytes, *parts: str) -> str:
    """HMAC-SHA-256 of ``parts`` with an already derived key: for loops over many rows."""
    mac = hmac.new(key, digestmod=hashlib.sha256)
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        mac.update(len(encoded).to_bytes(8, "big") + encoded)  # lengths keep ("ab", "c") apart from ("a", "bc")
    return mac.hexdigest()


def short_id(digest: str) -> str:
    """The first 50 bits of a hexadecimal digest as ten letters and digits that are easy to read aloud."""
    return base64.b32encode(bytes.fromhex(digest)).decode()[:_ID_CHARACTERS].lower()


def load_keyring(environ: Mapping[str, str] = os.environ, *, own: Path | None = None, create: bool = True) -> Keyring:
    """The keyring of this installation, or of the key file ``own``; with ``create`` it is made on first use.

    Raises KeyProblem when the key is missing or malformed, or its file cannot be read or written.
    """
    if own is None and (given := environ.get("SAYBACK_KEY")):
        return Keyring(_parse(given, "the environment variable SAYBACK_KEY"))
    path = own or key_file(environ)
    if not create and not path.exists():
        raise KeyProblem(f"The key file {path} is gone. Restore it from a backup; docs/keys.md tells how.")
    try:
        return Keyring(_read_or_create(path))
    except OSError as error:
        raise KeyProblem(
            f"The key file {path} cannot be read or created ({error.strerror}). Make its folder writable,"
            " or set SAYBACK_KEY_FILE to another place."
        ) from None


def key_file(environ: Mapping[str, str] = os.environ) -> Path:
    """Where the installation key lies when it is not given in the environment."""
    return Path(environ.get("SAYBACK_KEY_FILE") or Path.home() / ".config" / "sayback" / "key")


def _read_or_create(path: Path) -> bytes:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        _write_key(temporary)
        try:
            os.link(temporary, path)  # of two first runs at once, one key wins and both use it
        except FileExistsError:
            pass
        except OSError:  # a file system without links, such as exFAT: the first writer wins
            with suppress(FileExistsError):
                _write_key(path)
        finally:
            temporary.unlink()
    return _parse(path.read_text(encoding="ascii", errors="replace"), f"the key file {path}")


def _write_key(path: Path) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_hex(KEY_BYTES) + "\n")


def _parse(text: str, place: str) -> bytes:
    try:
        key = bytes.fromhex(text.strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise KeyProblem(f"The key in {place} is not {2 * KEY_BYTES} hexadecimal characters. Restore it from a backup.")
    return key
