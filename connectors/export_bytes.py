"""The bytes of a csv export, plain or packed, in bounded pieces."""

from __future__ import annotations

import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, cast

from connectors.source import SourceError, SourceMissing
from rounds.errors import SaybackError

EXPORT_BYTES_LIMIT = 500_000_000  # unpacked; the largest Google Sheet (10 million cells) stays below as csv
RATIO_LIMIT = 200  # real exports unpack to 5-40 times their size, a bomb to 1,000 times
RATIO_FREE_BYTES = 10_000_000  # below this any ratio will do: a column of equal answers packs well
_CHUNK_BYTES = 1 << 16
_ENCRYPTED = 0x1  # bit 0 of the general purpose flags, APPNOTE 4.4.4

_DAMAGED = (
    zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, UnicodeDecodeError,
)  # fmt: skip


def export_bytes(path: Path) -> Generator[bytes, None, None]:
    """Pieces of the csv in ``path`` (.csv, .csv.gz, or a .zip around one csv), unpacked as they are asked for.

    Raises SourceError where the file is missing, unreadable, damaged, encrypted, or larger than
    EXPORT_BYTES_LIMIT bytes unpacked.
    """
    with explained(path), ExitStack() as stack:
        file, packed_bytes = _open(path, stack)
        total = 0
        while piece := file.read(_CHUNK_BYTES):
            total += len(piece)
            check_size(path, total, packed_bytes)
            yield piece


def check_size(path: Path, unpacked_bytes: int, packed_bytes: int, limit: int = EXPORT_BYTES_LIMIT) -> None:
    """Raises SourceError for a file that unpacks to more than ``limit`` bytes, or to far more than its own size."""
    suspicious = unpacked_bytes > RATIO_FREE_BYTES and unpacked_bytes > RATIO_LIMIT * packed_bytes
    if unpacked_bytes > limit or suspicious:
        raise SourceError(
            f"{path} unpacks to more than an export of a form can hold (over {limit // 1_000_000} MB, or over"
            f" {RATIO_LIMIT} times its size). Download the export again, or split it."
        )


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns what goes wrong while a file is opened or unpacked into a SourceError that names the file."""
    try:
        yield
    except SaybackError:
        raise
    except FileNotFoundError:
        raise SourceMissing(f"{path} does not exist. Check the name, or download the export again.") from None
    except _DAMAGED:
        raise SourceError(f"{path} is damaged or was cut off. Download the export again.") from None
    except (NotImplementedError, RuntimeError):
        raise SourceError(f"{path} is packed in a way that cannot be read. Unpack it and use the .csv in it.") from None
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}). Check its permissions and its disk.") from None


def _open(path: Path, stack: ExitStack) -> tuple[IO[bytes], int]:
    """The unpacked stream, and the size of what it is unpacked from in bytes."""
    name = path.name.lower()
    if name.endswith(".zip"):
        archive = stack.enter_context(zipfile.ZipFile(path))
        member = _only_csv(archive, path)
        return stack.enter_context(archive.open(member)), member.compress_size
    if name.endswith(".gz"):
        return cast(IO[bytes], stack.enter_context(gzip.open(path))), path.stat().st_size
    return stack.enter_context(path.open("rb")), path.stat().st_size


def _only_csv(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    members = [member for member in archive.infolist() if _is_csv(member)]
    if len(members) != 1:
        raise SourceError(
            f"{path} holds {len(members)} csv files; it should hold exactly one, as Google Forms packs it."
            " Unpack it and name the .csv that you mean."
        )
    if members[0].flag_bits & _ENCRYPTED:
        raise SourceError(f"{path} is protected by a password. Unpack it and use the .csv in it.")
    check_size(path, members[0].file_size, members[0].compress_size)
    return members[0]


def _is_csv(member: zipfile.ZipInfo) -> bool:
    """Whether it is a csv, and not one of the shadow files that macOS adds."""
    name = PurePosixPath(member.filename)
    hidden = "__MACOSX" in name.parts or name.name.startswith("._")
    return name.suffix.lower() == ".csv" and not member.is_dir() and not hidden
