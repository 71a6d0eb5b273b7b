"""How much of names and contact details is masked, and what else is: ``python -m benchmarks.redaction_quality``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.ablations import ABLATIONS
from benchmarks.curve import curve, curve_lines, recall_at_precision
from benchmarks.found import Found, System
from benchmarks.marked_text import MarkedText, lower_cased
from benchmarks.measures import (
    NOTES_ROWS,
    PRESIDIO_ROWS,
    UNIVERSAL_NER_ROWS,
    WNUT17_ROWS,
    values,
    with_lower,
    with_roster,
)
from benchmarks.misses import miss_lines
from benchmarks.notes_data import JUDGE, load_notes, note_files, partial_roster
from benchmarks.open_data import (
    OPEN_DATA,
    PRESIDIO_RESEARCH,
    UNIVERSAL_NER,
    WNUT17,
    load_presidio_research,
    load_universal_ner,
    load_wnut17,
)
from benchmarks.sayback import Sayback
from benchmarks.scoring import Score, score
from benchmarks.stock_presidio import StockPresidio
from benchmarks.table import Row, Values, table
from redaction.engine import load_engine

Loader = Callable[[Path], list[MarkedText]]
_ALL = "all sets"
_OPEN_SETS: tuple[tuple[str, Loader, Sequence[Row]], ...] = (
    (UNIVERSAL_NER, load_universal_ner, UNIVERSAL_NER_ROWS),
    (WNUT17, load_wnut17, WNUT17_ROWS),
    (PRESIDIO_RESEARCH, load_presidio_research, PRESIDIO_ROWS),
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a system found in one set: as typed, with a roster, in lower case."""

    texts: list[MarkedText]
    plain: list[Found]
    roster: list[Found]
    lower: list[Found]

    def only(self, places: Sequence[int]) -> Run:
        """The run over some of its texts, by their numbers."""
        texts = [self.texts[place] for place in places]
        plain, roster, lower = ([part[place] for place in places] for part in (self.plain, self.roster, self.lower))
        return Run(texts, plain, roster, lower)

    def values(self, threshold: float = 0.0) -> dict[str, float | None]:
        """All measures of the notes' table."""
        plain = values(score(self.texts, self.plain, threshold))
        plain = with_roster(plain, score(self.texts, self.roster, threshold))
        return with_lower(plain, score(lower_cased(self.texts), self.lower, threshold))


def run_notes(system: System, notes: list[MarkedText]) -> Run:
    """The three runs over one set; each run is a round of its own."""
    texts = [note.text for note in notes]
    low = [note.text for note in lower_cased(notes)]
    return Run(notes, system(texts, ()), system(texts, partial_roster(notes)), system(low, ()))


def together(runs: Sequence[Run]) -> Run:
    """Several sets as one, each found on its own."""
    return Run(
        [text for run in runs for text in run.texts],
        [one for run in runs for one in run.plain],
        [one for run in runs for one in run.roster],
        [one for run in runs for one in run.lower],
    )


class Benchmark:
    """One run of the program: loads each system once, prints as it goes, keeps the numbers for ``--json``."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        self.numbers: dict[str, Any] = {}
        self.engine = load_engine()
        for name in options.ablate:
            ABLATIONS[name](self.engine)
        self.stock = None if options.no_stock else StockPresidio()
        self.sayback = Sayback(self.engine)

    def notes(self) -> None:
        """The named note sets, or the project's: those that took no part in the making, and those learned from."""
        if self.options.notes:
            self.note_sets("Interview notes", self.options.notes)
            return
        self.note_sets("Interview notes to judge by (nothing was learned from them)", note_files(JUDGE))
        self.note_sets("Interview notes learned from (better than can be expected of others)", note_files())

    def note_sets(self, title: str, paths: Sequence[Path]) -> None:
        """Note sets: together, each apart, and by language."""
        sets = {path.stem: load_notes(path) for path in paths}
        if not sets:
            print(f"{title}: there is none; name one with --notes.\n")
            return
        runs = {name: run_notes(self.sayback, notes) for name, notes in sets.items()}
        everything = together(list(runs.values()))
        columns: dict[str, Values] = {}
        if self.stock:
            stock = self.stock
            columns["stock"] = together([run_notes(stock, notes) for notes in sets.values()]).values()
        columns[_ALL] = everything.values()
        if len(runs) > 1:
            columns |= {name: run.values() for name, run in runs.items()}
        columns |= by_language(everything)
        self._show(title, NOTES_ROWS, columns, _ALL, everything.texts, everything.plain)

    def open_set(self, name: str, load: Loader, rows: Sequence[Row]) -> None:
        """One open data set; its texts are English and said to be."""
        path = self.options.open_data / name
        if not path.exists():
            print(f"Skipped: there is no {name} in {self.options.open_data.name}; name its folder with --open-data.\n")
            return
        texts = load(path)
        plain = [one.text for one in texts]
        found = Sayback(self.engine, lang="en")(plain, ())
        columns = {"stock": values(score(texts, self.stock(plain, ())))} if self.stock else {}
        columns["Sayback"] = values(score(texts, found)) | {"names at precision": recall_at_precision(texts, found)}
        self._show(name, rows, columns, "Sayback", texts, found)

    def _show(
        self,
        title: str,
        rows: Sequence[Row],
        columns: Mapping[str, Values],
        judged: str,
        texts: Sequence[MarkedText],
        found: Sequence[Found],
    ) -> None:
        total = score(texts, found)
        points = curve(texts, found)
        self.numbers[title] = {"measures": columns, "counts": counts(total), "curve": points}
        _print(title, counts_line(total), table(rows, columns, judged))
        if not self.options.no_curve:
            _print("  by threshold on the score of a span:", None, curve_lines(points))
        if self.options.misses:
            _print("  misses and false alarms:", None, miss_lines(texts, found))
        print()


def by_language(run: Run) -> dict[str, Values]:
    """The measures per language, when there are several."""
    languages = sorted({text.language for text in run.texts})
    chosen = {one: [nth for nth, text in enumerate(run.texts) if text.language == one] for one in languages}
    if len(languages) < 2:
        return {}
    return {language: run.only(places).values() for language, places in chosen.items()}


def counts(total: Score) -> dict[str, Any]:
    """How many there were of what."""
    spans = {label: share.whole for label, share in sorted(total.wholly.items())}
    return {"texts": total.texts, "held": dict(total.held), "spans": spans, "figures": total.figures.whole}


def counts_line(total: Score) -> str:
    """The same in a line."""
    spans = ", ".join(f"{share.whole} {label}" for label, share in sorted(total.wholly.items()))
    held = ", ".join(f"{count} {reason}" for reason, count in total.held.most_common()) or "none"
    return f"{total.texts} texts (held: {held}); in the others {spans}, {total.figures.whole} FIGURE"


def _print(title: str, note: str | None, lines: Iterator[str]) -> None:
    print(title)
    if note:
        print(f"  {note}")
    for line in lines:
        print(f"  {line}")


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.redaction_quality", description=__doc__)
    parser.add_argument("--notes", nargs="+", type=Path, metavar="FILE", help="note sets instead of the project's own")
    parser.add_argument("--open-data", type=Path, default=OPEN_DATA, metavar="DIR", help="where the open sets are")
    parser.add_argument("--no-open", action="store_true", help="the note sets only")
    parser.add_argument("--no-stock", action="store_true", help="without stock Presidio: quicker")
    parser.add_argument("--no-curve", action="store_true", help="without recall and precision by threshold")
    parser.add_argument("--ablate", action="append", default=[], choices=sorted(ABLATIONS), metavar="NAME",
                        help=f"take an ingredient out: {', '.join(sorted(ABLATIONS))}")  # fmt: skip
    parser.add_argument("--misses", action="store_true", help="list misses and false alarms by kind")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all numbers to a file")
    return parser.parse_args()


def main() -> None:
    """Runs the benchmark."""
    options = arguments()
    benchmark = Benchmark(options)
    if options.ablate:
        print(f"Without: {', '.join(options.ablate)}\n")
    benchmark.notes()
    if not options.no_open:
        for name, load, rows in _OPEN_SETS:
            benchmark.open_set(name, load, rows)
    if options.json:
        options.json.write_text(json.dumps(benchmark.numbers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
