"""Predictions: what the team expects to hear, recorded with the time before the worksheet with the stories is opened.

Which of them fail shows that people listened; those that were written afterwards show nothing, so they are told apart.
(HTH Unboxed, "What you can gain from empathy interviews".)
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flows.steps.closing import Opening, opening, record_opening
from flows.steps.redactors import second_look
from flows.steps.workplace import Workplace, open_workplace
from reports.worksheet_tabs import MARKED, heading_key
from rounds.errors import SaybackError
from rounds.headlines import Outcome, Prediction, Written

NONE_FACT = "no_predictions"  # JSON: at, chosen; the team said so, or opened the worksheet without a prediction


class PredictionRefused(SaybackError):
    """What was to be recorded or taken back was not; the rest is as it was."""


@dataclass(frozen=True, slots=True)
class NoneWritten:
    """Since when it is recorded that there is no prediction; ``chosen``: the team said so."""

    at: datetime
    chosen: bool

    def as_json(self) -> dict[str, Any]:
        return {"at": self.at.isoformat(), "chosen": self.chosen}


@dataclass(frozen=True, slots=True)
class PredictionsReport:
    """The predictions as they are recorded, oldest first. ``added`` and ``known`` count the texts that were given."""

    predictions: tuple[Prediction, ...]
    none_written: NoneWritten | None
    opened: Opening | None
    added: int = 0
    known: int = 0
    dropped: int = 0

    def as_json(self) -> dict[str, Any]:
        return {
            "predictions": [
                {"number": number, "text": each.text, "written_at": each.written_at, "late": each.is_late}
                for number, each in enumerate(self.predictions, start=1)
            ],
            "none_written": self.none_written.as_json() if self.none_written else None,
            "worksheet_opened": self.opened.as_json() if self.opened else None,
            "added": self.added,
            "known": self.known,
            "dropped": self.dropped,
        }


def predict(
    folder: Path, texts: Sequence[str] = (), *, none: bool = False, drop: int | None = None
) -> PredictionsReport:
    """Records ``texts``, or that there is none, or takes back the one numbered ``drop``; lists what is recorded.

    Raises PredictionRefused, and then nothing has changed.
    """
    with open_workplace(folder) as place:
        added = known = 0
        if drop is not None:
            _drop(place, drop)
        elif none:
            _choose_none(place)
        elif texts:
            added, known = _record(place, [text for text in (" ".join(each.split()) for each in texts) if text])
        return PredictionsReport(
            made_predictions(place), none_written(place), opening(place), added, known, int(drop is not None)
        )


def _record(place: Workplace, texts: Sequence[str]) -> tuple[int, int]:
    look = second_look(place)
    found = [(number, kinds) for number, text in enumerate(texts, start=1) if (kinds := look.kinds(text))]
    if found:
        places = ", ".join(f"{number} ({', '.join(kinds)})" for number, kinds in found)
        raise PredictionRefused(
            f"A known name or a contact detail stands in prediction {places}. Say it without; nothing was recorded."
        )
    there = {heading_key(each.text) for each in place.notebook.predictions_made()}
    new = {key: text for text in texts if (key := heading_key(text)) not in there}
    is_open = opening(place) is not None
    if is_open:
        record_opening(place)  # of a worksheet of an earlier release nothing is recorded yet
    place.notebook.add_predictions(list(new.values()), place.now())
    if new and not is_open:
        place.notebook.set_fact(NONE_FACT, None)
    return len(new), len(texts) - len(new)


def _drop(place: Workplace, number: int) -> None:
    if opened := opening(place):
        when = f"on {local(place, opened.at):%Y-%m-%d %H:%M %Z}" if opened.at else "(not recorded when)"
        raise PredictionRefused(
            f"The worksheet was opened {when}: since then predictions stay as they are. One that nobody spoke of is"
            " marked unheard in the worksheet. Nothing was changed."
        )
    if not place.notebook.drop_prediction(number):
        raise PredictionRefused(
            f"There is no prediction {number}. `sayback predict` lists them with their numbers. Nothing was changed."
        )


def _choose_none(place: Workplace) -> None:
    if place.notebook.predictions_made():
        raise PredictionRefused(
            "There are recorded predictions, so it cannot be said that none was written. Before the worksheet is opened"
            " `sayback predict --drop N` takes one back. Nothing was changed."
        )
    if none_written(place) is not None:
        return
    if opening(place):
        raise PredictionRefused(
            "The worksheet was opened before anybody recorded whether there are predictions. If none was written, type"
            ' x beside "None written" on its Predictions tab. Nothing was changed.'
        )
    _record_none(place, chosen=True)


def settle_predictions(place: Workplace) -> None:
    """To be called before the worksheet is opened: with no prediction and no choice, it is recorded that none is there.

    A worksheet of an earlier release, which was never said to be opened, may hold predictions: it is left alone.
    """
    if not (opening(place) or none_written(place) or place.notebook.predictions_made()):
        _record_none(place, chosen=False)


def _record_none(place: Workplace, *, chosen: bool) -> None:
    place.notebook.set_fact(NONE_FACT, json.dumps(NoneWritten(place.now(), chosen).as_json()))


def none_written(place: Workplace) -> NoneWritten | None:
    """Since when it is recorded that none was written before the worksheet was opened; None where it is not."""
    fact = place.notebook.fact(NONE_FACT)
    if fact is None:
        return None
    found = json.loads(fact)
    return NoneWritten(datetime.fromisoformat(found["at"]), found["chosen"])


def local(place: Workplace, moment: datetime) -> datetime:
    """A moment as the clocks of the round show it."""
    return moment.astimezone(ZoneInfo(place.round.timezone))


def made_predictions(place: Workplace) -> tuple[Prediction, ...]:
    """The recorded predictions, oldest first, in the round's time, and whether each was too late."""
    opened = opening(place)
    return tuple(
        replace(
            each,
            written_at=local(place, each.written_at) if each.written_at else None,
            is_late=bool(opened and each.written_at and opened.is_before(each.written_at)),
        )
        for each in place.notebook.predictions_made()
    )


def predictions_to_show(place: Workplace, written: Written) -> tuple[Prediction, ...]:
    """For the Predictions tab: the recorded ones; also those that were read back, where the tab itself is not there."""
    read = {heading_key(each.text): each for each in place.notebook.predictions()}
    made = [replace(each, outcome=_outcome(read.pop(heading_key(each.text), each))) for each in made_predictions(place)]
    return (*made, *(() if written.predictions else read.values()))


def _outcome(prediction: Prediction) -> Outcome:
    return prediction.outcome


def with_choice(place: Workplace, written: Written) -> Written:
    """With the mark beside "None written" where that is recorded, and people left the cell empty."""
    if none_written(place) is None or written.none_written:
        return written
    return replace(written, none_written=MARKED)


def first_read(read: Sequence[Prediction], earlier: Sequence[Prediction], at: datetime) -> tuple[Prediction, ...]:
    """What was just read, late ones with the time of their first reading: ``at``, or that of an ``earlier`` one."""
    known = {heading_key(each.text): each.written_at for each in earlier if each.is_late and each.written_at}
    return tuple(
        replace(each, written_at=known.get(heading_key(each.text), at))
        if each.is_late and not each.written_at
        else each
        for each in read
    )


def predictions_in(file: str) -> list[str]:
    """The lines of a text file in UTF-8, or of standard input for ``-``. Raises PredictionRefused."""
    try:
        raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        lines = [" ".join(line.split()) for line in raw.decode("utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        raise PredictionRefused(f"{file} is no text in UTF-8. Save it as plain text. Nothing was recorded.") from None
    except OSError as error:
        raise PredictionRefused(f"{file} cannot be read ({error.strerror}). Nothing was recorded.") from None
    if not any(lines):
        raise PredictionRefused(f"{file} holds no prediction: write one a line. Nothing was recorded.")
    return [line for line in lines if line]
