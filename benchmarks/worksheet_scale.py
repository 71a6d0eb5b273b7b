"""What a worksheet of 1,000 interviews and 5,000 headlines costs: ``python -m benchmarks.worksheet_scale``."""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook, load_workbook

from benchmarks.large_round import WORKSHEET, edit_one_in_ten, fill_in, make_round
from benchmarks.table import aligned
from reports.worksheet import NORMS
from reports.worksheet_file import BACKUPS
from reports.worksheet_merge import collect_written
from reports.worksheet_read import read_worksheet
from reports.worksheet_tabs import HEADLINE, KIND, NOTE, THEME, Mark
from reports.worksheet_xlsx import write_worksheet
from rounds.headlines import CoverageRow, StoryRow, Theme, WorksheetPlan, Written, WrittenRow

INTERVIEWS, HEADLINES = 1_000, 5_000
_SHORTEST, _LONGEST = 20, 220  # words of a story
_QUESTIONS = ("missed", "glad", "notice", "change", "tomorrow")
_THEMES = 12
_SECONDS = {"assemble": 15.0, "merge": 20.0, "step_first": 15.0, "step_again": 20.0, "step_read": 20.0}  # of CPU
_MEGABYTES = 500.0
_BARE = {
    "assemble": "bare_writing", "merge": "bare_writing", "collect": "bare_reading", "read_back": "bare_reading",
    "step_first": "bare_writing", "step_again": "bare_writing", "step_edited": "bare_writing",
    "step_read": "bare_reading",
}  # fmt: skip
_PHRASES = (
    "the bus came late and nobody asked",
    "where she was so he walked back home again",
    "while his brother waited at the corner of the street",
    "until somebody from the front office called about the class",
)
_WORDS = [word for phrase in _PHRASES for word in phrase.split()]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU time of a step, and the peak memory of the process that did it, in MB."""

    seconds: float
    megabytes: float


def large_plan(interviews: int) -> WorksheetPlan:
    """A plan of four or five stories an interview; the same on every machine."""
    chance = random.Random(interviews)
    stories = tuple(
        StoryRow(
            interview_id=f"aaaa{number:06d}",
            question=question,
            question_title=f"Tell me about the last time that you thought of {question}.",
            role="student" if number % 3 else "caregiver",
            language="es" if number % 7 == 0 else "en",
            story=_text(chance, chance.randint(_SHORTEST, _LONGEST)),
            probe=_text(chance, 12) if number % 2 else "",
            cue=_text(chance, 6) if number % 3 else "",
            pair=chr(ord("A") + number % 8),
        )
        for number in range(interviews)
        for question in _QUESTIONS[: 4 + number % 2]
    )
    return WorksheetPlan(
        round_title="A large round",
        norms=NORMS,
        stories=stories,
        themes=tuple(Theme(f"Theme {number}", "What it means", number) for number in range(1, _THEMES + 1)),
        predictions=(),
        coverage=tuple(CoverageRow("Grade", str(grade), "120", "100", "met") for grade in range(6, 13)),
        round_name="large",
    )


def filled_in(plan: WorksheetPlan, headlines: int) -> Written:
    """What pairs wrote: headlines shared out evenly over the stories, from the first row of each on."""
    chance = random.Random(headlines)
    each, rest = divmod(headlines, len(plan.stories))
    rows = []
    for number, story in enumerate(plan.stories):
        for slot in range(1, each + (number < rest) + 1):
            cells = {HEADLINE: _text(chance, 14), KIND: "Descriptive", THEME: f"Theme {number % _THEMES + 1}"}
            cells |= {NOTE: "said twice"} if number % 9 == 0 else {}
            mark = str(Mark(story.interview_id, story.question, str(slot)))
            rows.append(WrittenRow(mark, story.interview_id, story.question, tuple(cells.items())))
    return Written(rows=tuple(rows))


def _text(chance: random.Random, words: int) -> str:
    text = " ".join(chance.choices(_WORDS, k=words))
    return ". ".join(part.strip() for part in text.split(" and ")).capitalize() + "."


def assemble(path: Path, interviews: int) -> Cost:
    """A first worksheet, to be called in a new process."""
    plan = large_plan(interviews)
    return _cost(lambda: write_worksheet(plan, path))


def merge(path: Path, interviews: int) -> Cost:
    """The filled-in worksheet at ``path`` once more, after one answer in ten was edited."""
    plan = large_plan(interviews)
    stories = [
        replace(story, story=story.story + " Edited.") if number % 10 == 0 else story
        for number, story in enumerate(plan.stories)
    ]
    return _cost(lambda: write_worksheet(replace(plan, stories=tuple(stories)), path))


def collect(path: Path, interviews: int) -> Cost:
    """What people wrote in the worksheet at ``path``: a part of the merge."""
    return _cost(lambda: collect_written(path))


def read_back(path: Path, interviews: int) -> Cost:
    """The filled-in worksheet, read back."""
    return _cost(lambda: read_worksheet(path))


def bare_writing(path: Path, interviews: int) -> Cost:
    """A loop over openpyxl that writes as many cells, without any look."""
    rows = [row for sheet in load_workbook(path, read_only=True) for row in sheet.iter_rows(values_only=True)]

    def write() -> None:
        workbook = Workbook()
        sheet = workbook.worksheets[0]
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        workbook.save(path.with_name("bare.xlsx"))

    return _cost(write)


def bare_reading(path: Path, interviews: int) -> Cost:
    """A loop over openpyxl that reads every cell once."""

    def read() -> None:
        workbook = load_workbook(path, read_only=True)
        for sheet in workbook:
            for _ in sheet.iter_rows(values_only=True):
                pass
        workbook.close()

    return _cost(read)


def step_assemble(folder: Path, interviews: int) -> Cost:
    """``sayback assemble`` in the round in ``folder``: notebook, second look, checks, worksheet and backups."""
    return _cost(lambda: _step("assemble", folder))


def step_read(folder: Path, interviews: int) -> Cost:
    """``sayback assemble --read`` in the round in ``folder``."""
    return _cost(lambda: _step("read_back", folder))


def _step(name: str, folder: Path) -> None:
    from flows.steps.assemble import assemble  # here: what a command imports is a part of its cost
    from flows.steps.read_back import read_back  # here: what a command imports is a part of its cost

    if name == "assemble":
        assemble(folder, early=True)
    else:
        read_back(folder)


def _cost(step: Callable[[], object]) -> Cost:
    before = time.process_time()
    step()
    seconds = time.process_time() - before
    return Cost(seconds, _peak())


def _peak() -> float:
    """The most memory of this process so far, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # why not always ask getrusage? On Linux its peak begins with that of the parent process
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 2**10
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def _in_new_process(step: Callable[[Path, int], Cost], path: Path, interviews: int) -> Cost:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(step, path, interviews).result()


def measure(interviews: int, headlines: int) -> dict[str, Cost]:
    """The cost of every step, each in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "headlines.xlsx"
        costs = {"assemble": _in_new_process(assemble, path, interviews)}
        plan = large_plan(interviews)
        write_worksheet(plan, path, written=filled_in(plan, headlines))
        for step in (bare_writing, bare_reading, collect, read_back, merge):
            costs[step.__name__] = _in_new_process(step, path, interviews)
        return costs | _whole_steps(Path(folder) / "round", interviews, headlines)


def _whole_steps(folder: Path, interviews: int, headlines: int) -> dict[str, Cost]:
    """The commands as they are run, over a round with a notebook."""
    os.environ["SAYBACK_KEY"] = "7e" * 32  # of this round alone; nothing of the installation is touched
    folder.mkdir()
    make_round(folder, interviews)
    costs = {"step_first": _in_new_process(step_assemble, folder, interviews)}
    fill_in(folder, headlines)
    filled = (folder / WORKSHEET).read_bytes()
    costs["step_read"] = _in_new_process(step_read, folder, interviews)
    costs["step_again"] = _in_new_process(step_assemble, folder, interviews)
    (folder / WORKSHEET).write_bytes(filled)
    shutil.rmtree(folder / WORKSHEET.parent / BACKUPS)  # so that one copy is looked into, as after a first merge
    edit_one_in_ten(folder)
    costs["step_edited"] = _in_new_process(step_assemble, folder, interviews)
    return costs


def main() -> int:
    """Prints seconds of CPU time, memory and ratios; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=INTERVIEWS)
    parser.add_argument("--headlines", type=int, default=HEADLINES)
    given = parser.parse_args()
    costs = measure(given.interviews, given.headlines)
    lines = [("", "CPU seconds", "MB", "to bare openpyxl")]
    for name, cost in costs.items():
        ratio = f"{cost.seconds / costs[_BARE[name]].seconds:.2f}" if name in _BARE else ""
        lines.append((name.replace("_", " "), f"{cost.seconds:.1f}", f"{cost.megabytes:.0f}", ratio))
    for line in aligned(lines):
        print(line)
    missed = [name for name, bar in _SECONDS.items() if costs[name].seconds > bar]
    missed += [f"memory of {name}" for name in _SECONDS if costs[name].megabytes > _MEGABYTES]
    print(f"missed: {', '.join(missed)}" if missed else "all bars are met")
    return bool(missed)


if __name__ == "__main__":
    sys.exit(main())
