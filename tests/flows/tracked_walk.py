"""Run by test_leaks in a process of its own: the walk as tracked flows, then a run that fails and retries."""

from __future__ import annotations

import sys
import time

from tests.flows.pair_work import type_headlines


def walk(folder: str) -> None:
    from flows.assemble import assemble, assemble_read
    from flows.circle_back import circle_back
    from flows.collect import collect
    from flows.summarize import summarize

    report = collect(folder)
    type_headlines(assemble(folder, early=True).path)
    assemble_read(folder)
    summarize(folder, send=True)
    circle_back(folder)
    print(f"walked: {report.total_kept} kept")


def fail(folder: str) -> None:
    """An engine whose exception quotes the text, inside a flow whose task retries."""
    import flows.collect as module
    from redaction.engine import Engine
    from redaction.redactor import Redactor

    def quoting(self: object, *args: object, **_: object) -> None:
        raise ValueError(f"cannot read {[str(getattr(row, 'response', row)) for row in args]!r} {_answers(args)!r}")

    Engine.find = quoting  # type: ignore[method-assign, assignment]
    Redactor.redact = quoting  # type: ignore[method-assign, assignment]
    module.collect_round.retries = 2
    module.collect_round.retry_condition_fn = None
    module.collect_round.retry_delay_seconds = 0
    try:
        module.collect(folder)
    except Exception as error:
        print(f"failed as it should: {type(error).__name__}")


def _answers(args: tuple[object, ...]) -> list[object]:
    """The raw answers in the arguments: what a careless library would put into its message."""
    rows = next((arg for arg in args if isinstance(arg, list)), [])
    return [dict(row.response.answers) for row in rows if hasattr(row, "response")]


if __name__ == "__main__":
    walk(sys.argv[1])
    fail(sys.argv[2])
    time.sleep(3)  # Prefect sends its logs and events in the background; let them arrive before the server stops
