"""How fast redaction is, as ratios to naive Presidio in the same run: ``python -m benchmarks.redaction_speed``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.ablations import ABLATIONS
from benchmarks.collect_again import RESPONSES, collect_twice
from benchmarks.contenders import (
    Contender,
    Loader,
    naive_presidio,
    rampart_alone,
    redacting,
    sayback,
    spacy_alone,
)
from benchmarks.crews import Crew, Lap, WorkerCrew
from benchmarks.marked_text import MarkedText
from benchmarks.notes_data import load_notes, note_files, partial_roster
from benchmarks.speed_notes import make_notes, with_duplicates
from benchmarks.table import Row, aligned
from rounds.roster import RosterName

NOTES = 700
COPIES = 4
_WARM_UP = 32  # notes: enough for every lazy list and pattern
_NAIVE, _ONE, _TWO, _DUPLICATES = "naive Presidio", "Sayback", "Sayback, two processes", "Sayback, each note four times"
_WORKERS = "Sayback, --workers 2"
_MODEL = "Rampart alone"
_MEMORY = 600  # MB a worker
_BARS = {_ONE: (0.7, 1.5), _TWO: (1.3, None), _WORKERS: (1.3, None)}
_AGAIN = Row("again", "collect again", must=0.02, lower_is_better=True)

Laps = dict[str, list[Lap]]
Starters = dict[str, Callable[[], Crew | WorkerCrew]]


def in_two_processes(roster: Sequence[RosterName], warm_up: Sequence[str]) -> Crew:
    """Sayback in two processes, each with an engine of its own."""
    return Crew(partial(sayback, roster), workers=2, warm_up=warm_up)


def crews(roster: Sequence[RosterName], ablations: Sequence[str], warm_up: Sequence[str]) -> Starters:
    """Who takes part, by the name in the table."""
    loaders: dict[str, Loader] = {
        _NAIVE: naive_presidio,
        _ONE: sayback,
        "spaCy's names alone": spacy_alone,
        _MODEL: rampart_alone,
        **{f"Sayback without {name}": partial(sayback, without=(name,)) for name in ablations},
    }
    alone: Starters = {name: partial(Crew, partial(load, roster), warm_up=warm_up) for name, load in loaders.items()}
    workers = partial(WorkerCrew, partial(redacting, roster=roster), 2, warm_up)
    return {**alone, _TWO: partial(in_two_processes, roster, warm_up), _WORKERS: workers}


def race(notes: Sequence[str], starters: Starters, repetitions: int) -> Laps:
    """Every crew over the same notes, by turns; Sayback also over notes with duplicates."""
    repeated = with_duplicates(notes, COPIES)
    laps: Laps = {}
    with ExitStack() as stack:
        running: dict[str, Crew | WorkerCrew] = {}
        for name, start in starters.items():
            running[name] = start()
            stack.enter_context(running[name])
        for turn in range(repetitions):
            print(f"turn {turn + 1} of {repetitions}", file=sys.stderr)
            for name, crew in running.items():
                laps.setdefault(name, []).append(crew.run(notes))
            laps.setdefault(_DUPLICATES, []).append(running[_ONE].run(repeated))
    return laps


def race_lines(laps: Laps) -> Iterator[str]:
    """Each crew's speed as a ratio to naive Presidio's: medians by the clock and by CPU time, and the peak memory."""
    cells = [["", "speed", "lowest", "highest", "by CPU time", "MB a process", "must", "aim", "result"]]
    base = laps[_NAIVE]
    for name, own in laps.items():
        ratios = [naive.seconds / lap.seconds for naive, lap in zip(base, own, strict=True)]
        cpu = median(naive.cpu / lap.cpu for naive, lap in zip(base, own, strict=True))
        by_cpu = "" if name == _WORKERS else f"{cpu:.2f}"  # why? Only the first process can be asked
        must, aim = _BARS.get(name, (None, None))
        verdict = Row(name, name, must, aim).verdict(median(ratios))
        shown = [*(f"{ratio:.2f}" for ratio in (median(ratios), min(ratios), max(ratios))), by_cpu]
        bars = ["" if bar is None else f"{bar:.2f}" for bar in (must, aim)]
        cells.append([name, *shown, f"{max(lap.peak for lap in own):.0f}", *bars, verdict])
    return aligned(cells)


def remarks(laps: Laps) -> Iterator[str]:
    """What the table does not say by itself."""
    one, two, few = (median(lap.seconds for lap in laps[name]) for name in (_ONE, _TWO, _DUPLICATES))
    peak = max(lap.peak for lap in laps[_TWO])
    same = len({lap.digests for lap in laps[_TWO]}) == 1
    same = same and len({lap.digests for name in (_ONE, _WORKERS) for lap in laps.get(name, [])}) == 1
    yield f"two processes to one: {one / two:.2f}; each run gave the same bytes: {'yes' if same else 'NO'}"
    model = laps.get(_MODEL)
    if model:
        floor = median(lap.cpu for lap in model)
        cpu = median(lap.cpu for lap in laps[_ONE])
        yield f"Sayback to the floor of its model, by CPU time: {cpu / floor:.2f} times Rampart alone"
    yield f"memory a worker: {peak:.0f} MB of {_MEMORY}: {'ok' if peak <= _MEMORY else 'FAIL'}"
    yield f"as many notes, each {COPIES} times: {one / few:.2f} times as fast"


def loaded_stages(roster: Sequence[RosterName]) -> Contender:
    """A contender that returns the time by step, as JSON."""
    from benchmarks.stages import time_by_step
    from redaction.engine import load_engine
    from redaction.lines import redact_lines

    engine = load_engine()

    def redact(notes: Sequence[str]) -> None:
        lines = (json.dumps({"id": nth, "text": note}) for nth, note in enumerate(notes))
        for _ in redact_lines(lines, engine, roster=roster):
            pass

    def run(notes: Sequence[str]) -> str:
        redact(notes[:_WARM_UP])
        return json.dumps(time_by_step(notes, redact, engine))

    return run


def stage_lines(notes: Sequence[str], roster: Sequence[RosterName]) -> Iterator[str]:
    """The steps by their share of Sayback's time in one process."""
    with Crew(partial(loaded_stages, roster)) as crew:
        seconds: dict[str, float] = json.loads(crew.run(notes).digests[0])
    total = sum(seconds.values())
    cells = [[step, f"{100 * own / total:.1f} %" if own else "not found"] for step, own in seconds.items()]
    return aligned([["step (its own time)", "share"], *cells])


def collect_lines(answers: Sequence[MarkedText], responses: int) -> Iterator[str]:
    """The cost of collecting again."""
    first, second, start = collect_twice(make_notes(answers, responses))
    yield f"collect again over {responses} unchanged responses: {100 * second / first:.2f} % of the first run" + (
        f" ({_AGAIN.verdict(second / first)}; must be 2 %)"
    )
    yield f"of that, starting the program and reading one response: {100 * start / first:.2f} %"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.redaction_speed", description=__doc__)
    parser.add_argument("--notes", nargs="+", type=Path, metavar="FILE", help="note sets instead of the project's own")
    parser.add_argument("--count", type=int, default=NOTES, help="how many notes are made of them")
    parser.add_argument("--repeat", type=int, default=3, help="how often each takes its turn")
    parser.add_argument("--ablate", action="append", default=[], choices=sorted(ABLATIONS), metavar="NAME",
                        help="also time Sayback without an ingredient; may be given again")  # fmt: skip
    parser.add_argument("--collect", nargs="?", type=int, const=RESPONSES, metavar="RESPONSES",
                        help="only a second collect over so many responses; takes minutes")  # fmt: skip
    return parser.parse_args()


def main() -> None:
    """Runs the benchmark."""
    options = arguments()
    marked = [note for path in options.notes or note_files() for note in load_notes(path)]
    answers = [note for note in marked if note.language == "en"]  # a held note would be done in no time
    if not answers:
        raise SystemExit("There is no note set; name one with --notes.")
    if options.collect:
        _print(collect_lines(answers, options.collect))
        return
    roster, notes = partial_roster(marked), make_notes(answers, options.count)
    words = sum(len(note.split()) for note in notes)
    print(f"{len(notes)} notes of {words // len(notes)} words on average; ratios to naive Presidio, medians of turns")
    laps = race(notes, crews(roster, options.ablate, notes[:_WARM_UP]), options.repeat)
    _print(race_lines(laps))
    _print(remarks(laps))
    _print(stage_lines(notes, roster))


def _print(lines: Iterator[str]) -> None:
    for line in lines:
        print(f"  {line}", flush=True)
    print()


if __name__ == "__main__":
    main()
