"""Which row is which interview: ids and fingerprints of raw rows, as keyed digests.

Google Forms names each response. Exports and sheets carry no id: a source declares what makes a row the same row
tomorrow: its code, its time and interviewer, or else nothing but its content ("row"). Rows that cannot be told apart
are held. Where a response holds several interviews, each of its parts has an identity of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rounds.codes import normalised_code
from rounds.interviews import HeldReason, Response
from rounds.keys import Keyring, digest_with, short_id
from rounds.round import Role, Source

Address = tuple[str, int]


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row as its digests: whose it is (``id``), what stands in it (``fingerprint``), whether it is in doubt.

    ``declared`` is false where the content is the identity, because the source declares none or the row lacks it.
    """

    row: int
    id: str
    fingerprint: str
    held: HeldReason | None = None
    declared: bool = True
    part: int = 0

    @property
    def place(self) -> tuple[int, int]:
        """Where the interview stands while the source is read: row and part."""
        return self.row, self.part


class RowIdentity:
    """Computes identities and fingerprints of the rows of one source, or of one ``part`` of its responses.

    ``pinned`` are the columns that form the identity of rows without a declared one. They stay
    what they were at the first collect, so that declaring a further column renames nobody.
    """

    def __init__(self, source: Source, keyring: Keyring, pinned: Sequence[Address], part: int = 0) -> None:
        self._source = source
        self._part = (f"part {part}",) if part else ()  # the first keeps its id when a second is declared later
        self._pinned = tuple(pinned)
        self._id_key = keyring.derive("interview")
        self._fingerprint_key = keyring.derive("fingerprint")
        self._read = tuple(column.address for column in source.read_columns)

    def fingerprint(self, response: Response) -> str:
        """A keyed digest of everything that is read of a row."""
        parts = [part for address in self._read for part in (*map(str, address), response.answers.get(address, ""))]
        return digest_with(self._fingerprint_key, self._source.key, *parts)

    def identity(self, response: Response) -> tuple[str, bool]:
        """A keyed digest of what makes the row itself, and whether it was declared (else it is the content)."""
        if response.id:
            return digest_with(self._id_key, self._source.key, "response", response.id, *self._part), True
        declared = self._declared_parts(response)
        if declared is not None:
            return digest_with(self._id_key, self._source.key, self._source.identity, *declared), True
        content = [response.answers.get(address, "") for address in self._pinned]
        return digest_with(self._id_key, self._source.key, "row", *content, *self._part), False

    def _declared_parts(self, response: Response) -> list[str] | None:
        """The declared identity of a row, or None when the source has none or the row leaves it blank."""
        if self._source.identity == "code":
            code = normalised_code(self._answer(response, Role.CODE))
            return [code] if code else None
        if self._source.identity == "timestamp+interviewer":
            typed, name = self._answer(response, Role.TIMESTAMP), self._answer(response, Role.INTERVIEWER)
            time = response.submitted_at.isoformat() if response.submitted_at else typed
            return [time, name, *self._part] if time and name else None
        return None

    def _answer(self, response: Response, role: Role) -> str:
        column = self._source.single(role)
        return " ".join(response.answers.get(column.address, "").split()).casefold() if column else ""


def key_of(identity: RowIdentity, response: Response) -> RowKey:
    """The key of a response that its source names itself: no other can have the same."""
    digest, _ = identity.identity(response)
    return RowKey(response.row, short_id(digest), identity.fingerprint(response), part=response.part)


def row_keys(identities: Sequence[RowIdentity], responses: Iterable[Response]) -> list[RowKey]:
    """One key per interview, in the order of the rows; those in doubt carry the reason to hold them.

    ``identities`` are by part of a response.
    """
    groups: dict[tuple[str, bool], list[_Place]] = defaultdict(list)
    for response in responses:
        identity = identities[response.part]
        groups[identity.identity(response)].append((response.row, response.part, identity.fingerprint(response)))
    keys = [key for (digest, declared), rows in groups.items() for key in _keys_of_group(digest, declared, rows)]
    return sorted(keys, key=lambda key: key.place)


_Place = tuple[int, int, str]  # row, part, fingerprint


def _keys_of_group(digest: str, declared: bool, rows: list[_Place]) -> list[RowKey]:
    """Rows that share an identity: one is fine, equal ones are a double, different ones are both in doubt."""
    first_fingerprint = rows[0][2]
    if not declared:  # equal content without identity may well be two people: both stay, told apart by their order
        return [_nth_key(digest, nth, place, declared=False) for nth, place in enumerate(rows)]
    if all(fingerprint == first_fingerprint for *_, fingerprint in rows):
        return [
            _nth_key(digest, nth, place, HeldReason.DUPLICATE_ROW if nth else None) for nth, place in enumerate(rows)
        ]
    # The order of the rows must not matter: the one with the smallest digest keeps the id that they claim.
    ranked = sorted(rows, key=lambda each: (each[2], each[0], each[1]))
    return [_nth_key(digest, nth, place, HeldReason.DUPLICATE_IDENTITY) for nth, place in enumerate(ranked)]


def _nth_key(digest: str, nth: int, place: _Place, held: HeldReason | None = None, *, declared: bool = True) -> RowKey:
    row, part, fingerprint = place
    return RowKey(row, _nth_id(digest, nth), fingerprint, held, declared, part)


def _nth_id(digest: str, nth: int) -> str:
    return short_id(digest if nth == 0 else _mix(digest, str(nth)))


def _mix(digest: str, part: str) -> str:
    return digest_with(bytes.fromhex(digest), part)
