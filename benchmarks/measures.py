"""From scores to the rows of the issue's table."""

from __future__ import annotations

from benchmarks.scoring import Score, Share
from benchmarks.table import Row

_CONTACTS = {
    "EMAIL": (0.96, 0.99),
    "PHONE": (0.97, 0.99),
    "ADDRESS": (0.80, 0.95),
    "HANDLE": (0.80, 0.99),
    "ID": (0.85, 0.99),
}

NOTES_ROWS = (
    Row("names", "names wholly masked, no roster", 0.92, 0.97),
    Row("names, roster", "names wholly masked, roster of 60 %", 0.96, 0.99),
    *(Row(kind, f"{kind.lower()} wholly masked", *bars) for kind, bars in _CONTACTS.items()),
    Row("URL", "url wholly masked"),
    Row("BIRTHDATE", "birthdate wholly masked"),
    Row("precision", "precision of spans, no roster", 0.77, 0.88),
    Row("precision, roster", "precision of spans, with the roster"),
    Row("figures", "public figures touched", 0.35, 0.10, lower_is_better=True),
    Row("innocent", "innocent characters masked", 0.018, 0.008, lower_is_better=True),
    Row("lower costs", "lower-casing costs, names wholly", 0.05, 0.02, lower_is_better=True),
    Row("lower costs, characters", "lower-casing costs, characters of names", 0.05, 0.02, lower_is_better=True),
    Row("lower costs, contacts", "lower-casing costs, contacts wholly", 0.05, 0.02, lower_is_better=True),
    Row("names, letters", "names of which all letters are masked"),
    Row("names, strictly", "names masked with the blanks in them"),
    Row("names, characters", "characters of names masked"),
    Row("person precision", "precision of person spans"),
    Row("held", "texts held (not scored above)"),
)  # fmt: skip

UNIVERSAL_NER_ROWS = (
    Row("names at precision", "characters of names masked, from a score at which precision is .65", 0.93, 0.96),
    Row("names, characters", "characters of names masked"),
    Row("person character precision", "precision by characters of persons"),
    Row("person span overlap", "precision by spans of persons"),
    Row("names", "names wholly masked"),
    Row("held", "texts held (not scored above)"),
)

WNUT17_ROWS = tuple(Row(row.key, row.title) for row in UNIVERSAL_NER_ROWS)

PRESIDIO_ROWS = (
    Row("names", "names wholly masked", 0.95, 0.98),
    Row("person span overlap", "precision by spans of persons", 0.78),
    Row("ADDRESS", "addresses wholly masked", 0.75, 0.90),
    Row("address, characters", "characters of addresses masked"),
    Row("PHONE", "phone wholly masked"),
    Row("EMAIL", "email wholly masked"),
    Row("ID", "id (card, account, SSN, IP) wholly masked"),
    Row("URL", "url wholly masked"),
    Row("precision", "precision of all spans"),
    Row("held", "texts held (not scored above)"),
)


def values(score: Score) -> dict[str, float | None]:
    """The measures of one run, by the keys of the rows."""
    by_label = {label: share.value for label, share in score.wholly.items()}
    return by_label | {
        "names": score.wholly["PERSON"].value,
        "names, characters": score.characters["PERSON"].value,
        "names, letters": score.name_letters.value,
        "names, strictly": score.names_strictly.value,
        "address, characters": score.characters["ADDRESS"].value,
        "contacts": contacts(score).value,
        "precision": score.all_precision.value,
        "person precision": score.precision["PERSON"].value,
        "person span overlap": score.person_spans.value,
        "person character precision": score.person_characters.value,
        "figures": score.figures.value,
        "innocent": score.innocent.value,
        "held": Share(sum(score.held.values()), score.texts).value,
    }


def contacts(score: Score) -> Share:
    """All that is to be masked and no name, wholly."""
    shares = [share for label, share in score.wholly.items() if label != "PERSON"]
    return Share(sum(one.part for one in shares), sum(one.whole for one in shares))


def with_roster(plain: dict[str, float | None], roster: Score) -> dict[str, float | None]:
    """The measures of the run without a roster and those of the run with one."""
    return plain | {"names, roster": roster.wholly["PERSON"].value, "precision, roster": roster.all_precision.value}


def with_lower(plain: dict[str, float | None], lower: Score) -> dict[str, float | None]:
    """What lower-casing everything costs: recall as typed less recall in lower case."""
    costs = {
        "lower costs": (plain["names"], lower.wholly["PERSON"].value),
        "lower costs, characters": (plain["names, characters"], lower.characters["PERSON"].value),
        "lower costs, contacts": (plain["contacts"], contacts(lower).value),
    }
    return plain | {key: a - b if a is not None and b is not None else None for key, (a, b) in costs.items()}
