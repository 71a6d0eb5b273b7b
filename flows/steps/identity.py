"""Which row is which interview: ids and fingerprints of raw rows, as keyed digests.

Exports carry no response id. A source declares what makes a row the same row tomorrow: its code, its
time and interviewer, or else nothing but its content ("row"). Rows that cannot be told apart are held.
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


class RowIdentity:
    """Computes identities and fingerprints of one source's rows.

    ``pinned`` are the columns that form the identity of rows without a declared one. They stay
    what they were at the first collect, so that declaring a further column renames nobody.
    """

    def __init__(self, source: Source, keyring: Keyring, pinned: Sequence[Address]) -> None:
        self._source = source
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
        declared = self._declared_parts(response)
        if declared is not None:
            return digest_with(self._id_key, self._source.key, self._source.identity, *declared), True
        content = [response.answers.get(address, "") for address in self._pinned]
        return digest_with(self._id_key, self._source.key, "row", *content), False

    def _declared_parts(self, response: Response) -> list[str] | None:
        """The declared identity of a row, or None when the source has none or the row leaves it blank."""
        if self._source.identity == "code":
            code = normalised_code(self._answer(response, Role.CODE))
            return [code] if code else None
        if self._source.identity == "timestamp+interviewer":
            typed, name = self._answer(response, Role.TIMESTAMP), self._answer(response, Role.INTERVIEWER)
            time = response.submitted_at.isoformat() if response.submitted_at else typed
            return [time, name] if time and name else None
        return None

    def _answer(self, response: Response, role: Role) -> str:
        column = self._source.single(role)
        return " ".join(response.answers.get(column.address, "").split()).casefold() if column else ""


def row_keys(identity: RowIdentity, responses: Iterable[Response]) -> list[RowKey]:
    """One key per row, in the order of the rows; rows in doubt carry the reason to hold them."""
    groups: dict[tuple[str, bool], list[tuple[int, str]]] = defaultdict(list)
    for response in responses:
        groups[identity.identity(response)].append((response.row, identity.fingerprint(response)))
    keys = [key for (digest, declared), rows in groups.items() for key in _keys_of_group(digest, declared, rows)]
    return sorted(keys, key=lambda key: key.row)


def _keys_of_group(digest: str, declared: bool, rows: list[tuple[int, str]]) -> list[RowKey]:
    """Rows that share an identity: one is fine, equal ones are a double, different ones are both in doubt."""
    first_row, first_fingerprint = rows[0]
    if not declared:  # equal content without identity may well be two people: both stay, told apart by their order
        return [
            RowKey(row, _nth_id(digest, nth), fingerprint, declared=False)
            for nth, (row, fingerprint) in enumerate(rows)
        ]
    if all(fingerprint == first_fingerprint for _, fingerprint in rows):
        doubles = [
            RowKey(row, _nth_id(digest, nth), fingerprint, HeldReason.DUPLICATE_ROW)
            for nth, (row, fingerprint) in enumerate(rows[1:], start=1)
        ]
        return [RowKey(first_row, short_id(digest), first_fingerprint), *doubles]
    # The order of the rows must not matter: the one with the smallest digest keeps the id that they claim.
    ranked = sorted(rows, key=lambda each: (each[1], each[0]))
    return [
        RowKey(row, _nth_id(digest, nth), fingerprint, HeldReason.DUPLICATE_IDENTITY)
        for nth, (row, fingerprint) in enumerate(ranked)
    ]


def _nth_id(digest: str, nth: int) -> str:
    return short_id(digest if nth == 0 else _mix(digest, str(nth)))


def _mix(digest: str, part: str) -> str:
    return digest_with(bytes.fromhex(digest), part)
