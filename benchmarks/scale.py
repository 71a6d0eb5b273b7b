"""From one school to a district, measured: ``python -m benchmarks.scale`` (all bars) or one of its parts.

Exits with 1 when a bar is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.scale_bars import Measure, table

ROUNDS = {"workers": 200, "namespace": 24, "stores": 500}
RESPONSES = {"workers": 100, "namespace": 100, "stores": 200}
Part = Callable[[Path, int, int], list[Measure]]


def _stores(place: Path, rounds: int, interviews: int) -> list[Measure]:
    from benchmarks.scale_stores import measure

    return measure(place, rounds, interviews, ("cost",))


def _memory(place: Path, rounds: int, interviews: int) -> list[Measure]:
    from benchmarks.scale_stores import measure

    return measure(place, rounds, interviews, ("memory",))


def _both(place: Path, rounds: int, interviews: int) -> list[Measure]:
    from benchmarks.scale_stores import measure

    return measure(place, rounds, interviews, ("memory", "cost"))


def _workers(place: Path, rounds: int, responses: int) -> list[Measure]:
    from benchmarks.scale_workers import measure

    return measure(place, rounds, responses)


def _namespace(place: Path, rounds: int, responses: int) -> list[Measure]:
    from benchmarks.scale_network import measure

    return measure(place, rounds, responses)


PARTS: dict[str, tuple[str, list[Part]]] = {  # what is measured, with the rounds and responses of which part
    "workers": ("workers", [_workers]),
    "namespace": ("namespace", [_namespace]),
    "stores": ("stores", [_stores]),
    "memory": ("stores", [_memory]),
}


def main() -> int:
    """Prints what was measured; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="?", choices=(*PARTS, "all", "plan"), default="all")
    parser.add_argument("--rounds", type=int, help="fewer or more rounds than the bars ask for")
    parser.add_argument("--responses", type=int, help="responses of a round")
    given = parser.parse_args()
    if given.part == "plan":
        from benchmarks.scale_plan import page

        print(page())
        return 0
    wanted = ("workers", "namespace", "all") if given.part == "all" else (given.part,)
    measures = [measure for name in wanted for measure in _run(name, given.rounds, given.responses)]
    missed = [measure.name for measure in measures if measure.missed]
    print(f"missed: {', '.join(missed)}" if missed else "all bars are met")
    return bool(missed)


def _run(name: str, rounds: int | None, responses: int | None) -> list[Measure]:
    sizes, parts = ("stores", [_both]) if name == "all" else PARTS[name]
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        measures = [
            measure
            for part in parts
            for measure in part(Path(folder), rounds or ROUNDS[sizes], responses or RESPONSES[sizes])
        ]
    for line in table(measures):
        print(line, flush=True)
    return measures


if __name__ == "__main__":
    sys.exit(main())
