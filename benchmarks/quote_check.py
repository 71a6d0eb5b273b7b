"""How long the quote check takes, by what became of the quotes, and beside a bare loop over rapidfuzz's partial_ratio.

    python -m benchmarks.quote_check [--headlines N] [--interviews N]

Invented notes of about 300 words; the quotes of a case are all of one kind.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence

from rapidfuzz.fuzz import partial_ratio

from reports.checks.quote_check import check_quotes
from rounds.headlines import Headline, HeadlineKind
from rounds.interviews import Interview, Note, NoteKind

Change = Callable[[list[str]], list[str]]
_SMALL_WORDS = "the and I to a of my it was in that they we not he she for me at on"
_SYLLABLES = "ba ken lo mi ra ster on ti vel du na pro shi gar e lun"
_WORDS_IN_A_NOTE = 100
_NOTES = 3
_SHORT, _LONG = 12, 90  # words of a quote
_SAMPLE = 1  # quotes that the bare loop looks for


def main() -> None:
    """Prints a line for each case."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--headlines", type=int, default=2000)
    parser.add_argument("--interviews", type=int, default=1000)
    options = parser.parse_args()
    rows = [("notes", "quotes", "found", "seconds", "of a bare loop")]
    for name, words in (("of many words", _sentence_words), ("of 60 sentences", _sentences(60))):
        random.seed(5)
        interviews = [_interview(nth, words) for nth in range(options.interviews)]
        for case, change in _CASES.items():
            rows.append((name, case, *_measured(interviews, options.headlines, case, change)))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())


def _measured(interviews: Sequence[Interview], number: int, case: str, change: Change) -> tuple[str, str, str]:
    headlines = [_headline(nth, interviews, case, change) for nth in range(number)]
    started = time.process_time()
    checks = check_quotes(headlines, interviews)
    seconds = time.process_time() - started
    statuses = sorted({check.status.value for check in checks})
    counts = ", ".join(f"{status} {sum(check.status == status for check in checks)}" for status in statuses)
    bare = _bare_loop(headlines[:_SAMPLE], interviews) / min(_SAMPLE, number) * number
    return counts, f"{seconds:.2f}", f"{seconds / bare:.3f}"


def _bare_loop(headlines: Sequence[Headline], interviews: Sequence[Interview]) -> float:
    """Seconds that a look at each note for each quote takes; it tells neither words nor order."""
    notes = [note.text for interview in interviews for note in interview.notes]
    started = time.process_time()
    for headline in headlines:
        max(partial_ratio(headline.text, note) for note in notes)
    return time.process_time() - started


def _headline(
    nth: int, interviews: Sequence[Interview], case: str, change: Callable[[list[str]], list[str]]
) -> Headline:
    interview = interviews[nth % len(interviews)]
    words = interview.notes[nth % _NOTES].text.split()
    length = _LONG if "long" in case else _SHORT
    start = random.randrange(len(words) - length)
    named = interviews[(nth + 1) % len(interviews)] if "elsewhere" in case else interview
    text = " ".join(change(words[start : start + length]))
    return Headline(f"h{nth}", (named.id,), "q0", HeadlineKind.QUOTE, f"“{text}”")


def _interview(nth: int, words: Callable[[], list[str]]) -> Interview:
    notes = tuple(_note(question, words) for question in range(_NOTES))
    return Interview(id=f"i{nth}", source="s", row=nth, fingerprint="", engine="", notes=notes)


def _note(question: int, words: Callable[[], list[str]]) -> Note:
    told: list[str] = []
    while len(told) < _WORDS_IN_A_NOTE:
        told += words()
    return Note(f"q{question}", "", NoteKind.NOTE, " ".join(told))


def _word() -> str:
    if random.random() < 0.45:
        return random.choice(_SMALL_WORDS.split())
    return "".join(random.choices(_SYLLABLES.split(), k=random.choice((1, 2, 2, 3))))


def _sentence_words() -> list[str]:
    return [_word() for _ in range(12)]


def _sentences(number: int) -> Callable[[], list[str]]:
    """A few sentences that all notes are made of: every phrase stands nearly everywhere."""
    random.seed(3)
    known = [_sentence_words() for _ in range(number)]
    return lambda: random.choice(known)


def _one_changed(words: list[str]) -> list[str]:
    return [*words[:4], "otherwise", *words[5:]]


def _each_tenth_changed(words: list[str]) -> list[str]:
    return ["otherwise" if nth % 10 == 4 else word for nth, word in enumerate(words)]


def _in_other_order(words: list[str]) -> list[str]:
    return random.sample(words, len(words))


_CASES: dict[str, Change] = {
    "exact": list,
    "exact, elsewhere": list,
    "altered": _one_changed,
    "altered, elsewhere": _one_changed,
    "shuffled": _in_other_order,
    "long, exact": list,
    "long, altered": _each_tenth_changed,
    "long, altered, elsewhere": _each_tenth_changed,
    "long, shuffled": _in_other_order,
}

if __name__ == "__main__":
    main()
