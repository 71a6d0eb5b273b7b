"""The command `sayback`: runs it and turns failures into a sentence and an exit code.

0 done, 1 a file or setting to fix, 2 wrong usage, 3 a person must act outside, 4 try again later,
5 something was held or refused (the rest is done), 130 interrupted (the stores are consistent).
"""

from __future__ import annotations

import io
import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Runs the command line and exits."""
    sys.exit(run())


def run(arguments: list[str] | None = None) -> int:
    """Runs the command line with ``arguments`` (default: the process's) and returns the exit code."""
    from flows.cli import app
    from flows.plain_text import printable
    from rounds.errors import SaybackError

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # also where the terminal's own encoding is another one
            stream.reconfigure(encoding="utf-8")
    try:
        result = app(arguments, standalone_mode=False)
    except KeyboardInterrupt:
        return _interrupted()
    except SaybackError as error:
        print(f"Error: {printable(str(error))}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:  # `sayback redact | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit:  # how Rich tells of a reader that has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except BaseException as error:  # whatever it is, its message may quote a note
        return _usage_or_bug(error)
    if result == INTERRUPTED:  # how Typer tells of Ctrl-C
        return _interrupted()
    return result if isinstance(result, int) else 0


def _interrupted() -> int:
    print("\nInterrupted. What was finished is kept; run the command again to go on.", file=sys.stderr)
    return INTERRUPTED


def _usage_or_bug(error: BaseException) -> int:
    """Wrong usage is Typer's to show; anything else is a bug, told without its message, which may quote a note."""
    import typer

    if isinstance(error, typer.Abort):  # Ctrl-C, or a question that was not answered
        return _interrupted()
    show = getattr(error, "show", None)
    if show is not None:
        show()
        return int(getattr(error, "exit_code", 2))
    from flows.steps.failures import UnexpectedFailure, place_of

    what = str(error) if isinstance(error, UnexpectedFailure) else place_of(error)
    print(
        f"Sayback stopped with a bug: {what}. Nothing half-done was stored. Please report this line.", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    main()
